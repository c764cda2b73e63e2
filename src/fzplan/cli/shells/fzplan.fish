function __fzplan_offers
    set -l words (commandline --tokenize --cut-at-cursor --current-process) (commandline --cut-at-cursor --current-token)
    set -l offers (FZPLAN_COMPLETE=fish $words[1] $words[2..-1] 2>/dev/null)
    if test (count $offers) -gt 0
        printf '%s\n' $offers
    else
        __fish_complete_path (commandline --cut-at-cursor --current-token)
    end
end
complete --command fzplan --no-files --arguments '(__fzplan_offers)'
