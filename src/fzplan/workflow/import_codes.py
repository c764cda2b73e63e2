"""Rules of importing printed relations as a whole: a form without codes, a form that the plan does not have."""

from __future__ import annotations

from fzplan.diagnostics import Rule, Severity, Text

NO_CODES = Rule(
    "FZ649",
    "form-without-codes",
    Severity.INFO,
    says=Text(
        "表式 {form} 的报表里没有读到代码列或栏号，只按名称对应",
        "no codes were read from the returns of form {form}: only its names are known",
    ),
    mend=Text(
        "把印有代码的报表（填过的）放进数据文件夹，或用 --data 指明。",
        "put a filled return that prints the codes into the data folder, or name it with --data.",
    ),
    page=Text(
        "代码和指标的对应从填报过的报表里读：代码列（代码、编码、行次）或表头下的栏号。",
        "What a code stands for is read from a filled return: its column of codes (代码, 编码, 行次), or the numbers "
        "under the header.",
    ),
)
UNKNOWN_FORM = Rule(
    "FZ656",
    "unknown-form",
    Severity.ERROR,
    says=Text("规划文件没有表式“{form}”", "the plan file has no form '{form}'"),
    mend=Text("表式有：{known}", "the forms are: {known}"),
    page=Text(
        "--form 和 --table 的名称是规划文件 forms: 下的名称。",
        "--form and --table name forms of `forms:` in the plan file.",
    ),
)
