"""Findings about how a table is laid out: names, units and parts that contradict each other (FZ365–FZ374)."""

from __future__ import annotations

from fzplan.diagnostics import Rule, Severity, Text

TRANSLATION = Rule(
    "FZ365",
    "translation-contradicts",
    Severity.VERIFY,
    says=Text(
        "中文名称是“{label}”，旁边的外文名称却是“{other}”（{count} 个数）",
        "the Chinese name is {label}, the name beside it in another language means {other} ({count} numbers)",
    ),
    mend=Text("已按中文名称读取；请核对数值属于哪一个", "the Chinese name counts; check which of them the numbers are"),
    page=Text(
        "双语表头的两种名称对应两个不同的指标，如“出口贸易额 Imports”。以中文名称为准，但必有一处印错。",
        "The two names of a bilingual heading mean two different measures, as in 出口贸易额 Imports. "
        "The Chinese one counts, but one of them is a misprint.",
    ),
)
PANELS = Rule(
    "FZ366",
    "panels-differ",
    Severity.ERROR,
    says=Text(
        "续表没有行名，行数为 {rows}，与前一部分的 {before} 行对不上，其 {count} 个数未读取",
        "a continued part has no labels and {rows} rows, the part before it has {before}; its {count} numbers "
        "were not read",
    ),
    mend=Text("请为续表补上行名", "give the continued part its row labels"),
    page=Text(
        "panels: join 使没有行名的续表按顺序取前一部分的行名，这只在行数相同时才可靠。",
        "With panels: join a continued part without labels takes those of the part before it, row by row, which is "
        "safe only where both have the same number of rows.",
    ),
)
SEASON = Rule(
    "FZ367",
    "season-or-month",
    Severity.VERIFY,
    says=Text(
        "“{label}”可能是跨年年度，也可能是月份，其 {count} 个数未读取",
        "{label} may be a year that begins in one and ends in the next, or a month; its {count} numbers were not read",
    ),
    mend=Text(
        "是月份的请写成 2011年12月；跨年年度不能充作规划的年份",
        "write 2011年12月 for a month; a year from one into the next is no year of a plan",
    ),
    page=Text(
        "“2011/12”既可指2011年12月，也可指2011—2012年度。与“2012/13”并列时按跨年年度理解，程序不猜。",
        "2011/12 is December 2011 or the year 2011 to 2012. Beside 2012/13 it is the latter, and nothing is guessed.",
    ),
)
SAME_NAME = Rule(
    "FZ368",
    "column-name-twice",
    Severity.VERIFY,
    says=Text(
        "表头有 {count} 列叫“{column}”，取了第一列（{path}）",
        "{count} columns of the header are called {column}; the first is read ({path})",
    ),
    mend=Text(
        "请用带上级的名称指明，如“减免税总额 > 增值税”，或用列代码",
        "name it together with the column above it, as 减免税总额 > 增值税, or by its code",
    ),
    page=Text(
        "火炬统计等导出表中“其中：增值税”这样的列名会重复出现，只有连同上级名称或列代码才能区分。",
        "Exports repeat names such as 其中：增值税; only the name of the column they belong to, or the code, tells "
        "them apart.",
    ),
)
