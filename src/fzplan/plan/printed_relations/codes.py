"""Findings about printed relations: not understood, codes that stand for nothing, relations the plan cannot hold."""

from __future__ import annotations

from fzplan.diagnostics import Rule, Severity, Text

NOT_UNDERSTOOD = Rule(
    "FZ645",
    "relation-not-understood",
    Severity.VERIFY,
    says=Text("没有读懂“{text}”：{reason}", "“{text}” was not understood: {reason}"),
    mend=Text(
        "在规划文件的 checks: 里照意思写成一条，或改成 若…则…、且、或、= ≠ < ≤ > ≥ 的写法后再导入。",
        "write it as an entry of `checks:`, or as 若…则…, 且, 或 and = ≠ < ≤ > ≥, and import again.",
    ),
    page=Text(
        "印出的审核关系逐条读成语法树；读不懂的逐条列出文件、工作表和单元格，从不悄悄略去，也从不执行其中的文字。"
        "意思不止一种的（“02至05”是合计还是逐个）同样列出，不替人猜。",
        "Printed relations are read into a tree one by one. Those that cannot be are listed with file, sheet and "
        "cell: none is left out silently, and nothing in them is ever executed. One that has two meanings (02至05: "
        "their sum, or each) is listed too, not guessed.",
    ),
)
NO_CODE = Rule(
    "FZ646",
    "code-without-meaning",
    Severity.VERIFY,
    says=Text(
        "“{text}”没有导入：{code} 不对应任何指标（{where}）",
        "“{text}” was not imported: {code} stands for no measure ({where})",
    ),
    mend=Text(
        "核对代码和 --form、--table 所指的表式；该行还没有声明指标的，先在 measures: 或 fields: 里声明。"
        "已知的有：{known}",
        "check the code, and the forms named by --form and --table; declare the measure or field of that line first. "
        "Known: {known}",
    ),
    page=Text(
        "关系里的数字是报表的代码：总表按代码列（或行次、栏号）找到那一行的指标，逐户的表按字段的列名或列代码。"
        "对应不上、或一个代码对应几个指标的关系不导入。",
        "The numbers of a printed relation are codes of the return: in a table the line (or column) with that code, in "
        "records the heading or code of a field. A relation with a code that stands for nothing, or for several "
        "things, is not imported.",
    ),
)
NOT_VALID = Rule(
    "FZ647",
    "relation-not-usable",
    Severity.VERIFY,
    says=Text(
        "“{text}”没有导入：写成 {relation} 后，{reason}",
        "“{text}” was not imported: written as {relation}, {reason}",
    ),
    mend=Text(
        "按所说的原因改正规划文件或关系，再导入一次。",
        "mend the plan file or the relation as the reason says, and import again.",
    ),
    page=Text(
        "导入的每一条都放进规划文件重新核对一遍：单位不合、与已有的审核关系相同或矛盾的，说明原因，不写入。",
        "Each imported relation is checked as part of the plan file: one whose units do not match, or that is the same "
        "as a check the plan has, or contradicts it, is not written, with the reason.",
    ),
)
NO_RELATIONS = Rule(
    "FZ648",
    "no-printed-relations",
    Severity.ERROR,
    says=Text("{file} 中没有找到审核关系", "no audit relations were found in {file}"),
    mend=Text(
        "表里要有“审核公式”“审核关系”一类的列，或以“审核关系：”开头的文字。",
        "it should have a column such as 审核公式 or 审核关系, or text that begins with 审核关系：.",
    ),
    page=Text(
        "import-checks 读关系表（有“审核公式”之类的列），也读报表下方以“审核关系：”开头的说明，和一行一条的文本文件。",
        "`import-checks` reads a list with a column such as 审核公式, a note under a return that begins with "
        "审核关系：, and a text file with a relation a line.",
    ),
)
