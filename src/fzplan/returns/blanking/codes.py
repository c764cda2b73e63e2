"""Findings about forms that are to be written blank."""

from __future__ import annotations

from fzplan.diagnostics import Rule, Severity, Text

NOTHING_TO_FILL = Rule(
    "FZ390",
    "blank-has-nothing",
    Severity.ERROR,
    says=Text("表式“{form}”写不出空白报表：{reason}", "the form '{form}' cannot be written blank: {reason}"),
    mend=Text(
        "看该表式的 files:、sheets:、rows: 和 columns:：名字要能由指标、报告期和成员填出来。",
        "look at its `files:`, `sheets:`, `rows:` and `columns:`: measures, periods and members fill the names.",
    ),
    page=Text(
        "空白报表的行名、列名由表式的模式和规划中的名称填出；模式里有程序填不出的名字（例如没有声明成员的一层），"
        "或没有一个指标放得进去，就没有可填的格子。",
        "The names of a blank return are made from the form's patterns and the plan's names. Where a pattern has a "
        "name that nothing in the plan can fill, or no quantity fits, there is no cell to fill in.",
    ),
)
OTHER_SUFFIX = Rule(
    "FZ391",
    "blank-other-suffix",
    Severity.VERIFY,
    says=Text(
        "空白报表是 .xlsx（{file}），而表式“{form}”的 files: 只认 {patterns}",
        "the blank return is an .xlsx ({file}), but `files:` of the form '{form}' takes {patterns} only",
    ),
    mend=Text(
        "填好后另存为该格式，或在 files: 中加上 .xlsx 的文件名。",
        "save the filled workbook in that format, or add an .xlsx name to `files:`.",
    ),
    page=Text(
        "空白报表一律写成 .xlsx：只有这种文件能带数据验证、批注和审核公式。"
        "文件名与 files: 不合，填好的报表就不会被读到。",
        "A blank return is always an .xlsx, which alone holds validation, notes and formulas as written here. Where "
        "`files:` does not take that name, the filled return would not be found.",
    ),
)
LEFT_OUT = Rule(
    "FZ392",
    "blank-leaves-out",
    Severity.VERIFY,
    says=Text(
        "表式“{form}”的空白报表没有印 {count} 个指标：{measures}",
        "left off the blank return of the form '{form}' ({count}): {measures}",
    ),
    mend=Text(
        "这些名称印在那里会读成别的意思，或作工作表名太长；在 names: 中给它一个不会读错的行名、列名。",
        "printed there, their names would be read as something else, or are too long for a sheet; "
        "give them a name under `names:` that cannot be misread.",
    ),
    page=Text(
        "空白报表的每个名称，印之前都先问读取程序怎样理解；读不回原指标的名称（例如“（一）收入”后再加单位的括号）不印，以免填了却读不到。",
        "Before a name is printed, the reader is asked what it means. One that would not be read back as its quantity "
        "is not printed, so that nothing is filled in and then lost.",
    ),
)
