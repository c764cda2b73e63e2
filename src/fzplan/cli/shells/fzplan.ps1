Register-ArgumentCompleter -Native -CommandName fzplan -ScriptBlock {
    param($word, $line, $cursor)
    $words = @($line.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursor } | ForEach-Object { $_.Extent.Text })
    $program = $words[0]
    $words = @($words | Select-Object -Skip 1) + $(if ($word) { $word } else { '""' })
    $before = $env:FZPLAN_COMPLETE, $env:PYTHONIOENCODING, [Console]::OutputEncoding
    try {
        $env:FZPLAN_COMPLETE = 'powershell'
        $env:PYTHONIOENCODING = 'utf-8'
        [Console]::OutputEncoding = [Text.Encoding]::UTF8
        & $program @words 2>$null | ForEach-Object {
            $value, $about = $_ -split "`t", 2
            [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $(if ($about) { $about } else { $value }))
        }
    } finally {
        $env:FZPLAN_COMPLETE, $env:PYTHONIOENCODING, [Console]::OutputEncoding = $before
    }
}
