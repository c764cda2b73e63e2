"""Findings about single cells (FZ4xx). One bad cell is one finding; alike ones of a file are told together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.diagnostics import Rule, Severity, Text

if TYPE_CHECKING:
    from fzplan.diagnostics import CellRef, Diagnostic
    from fzplan.returns.readers.book import Address, Facts

TEXT_NUMBER = Rule(
    "FZ401",
    "number-as-text",
    Severity.INFO,
    says=Text(
        "{count} 个数以文本形式存放，已按数值读取（{shown}）",
        "{count} numbers are stored as text and were read as numbers ({shown})",
    ),
    mend=Text("在 Excel 中用“转换为数字”改正后更可靠", "convert them to numbers in Excel to be safe"),
    page=Text(
        "全角数字、千位分隔符、首尾空格和数后单位都能读出；读出的值列在括号里供核对。",
        "Full-width digits, separators, spaces and a unit behind the number are understood; the value read is shown.",
    ),
)
TEXT_CELL = Rule(
    "FZ402",
    "text-in-number-cell",
    Severity.ERROR,
    says=Text("“{label}”应为数值，单元格里是“{text}”{more}", "{label} should be a number, the cell says {text}{more}"),
    mend=Text(
        "请填入数值；没有数据时留空或填“—”",
        "enter the number; leave the cell empty or write — where there is none",
    ),
    page=Text(
        "数值单元格中的文字无法换算，该数视为缺失，不会当作 0。",
        "Text in the place of a number is missing, never 0.",
    ),
)
ERROR_CELL = Rule(
    "FZ403",
    "error-cell",
    Severity.ERROR,
    says=Text("“{label}”是错误值 {error}{formula}{more}", "{label} is the error value {error}{formula}{more}"),
    mend=Text("请在 Excel 中修正公式后保存", "mend the formula in Excel and save"),
    page=Text(
        "错误值（#DIV/0! #REF! 等）视为缺失，依赖它的指标无法评估。.xlsx 中连同公式一起列出；.xls 只能读出错误值。"
        "名称、键和成员的单元格是错误值的，同样报告。",
        "An error value counts as missing; what needs it is not assessable. Of an .xlsx the formula is told as well; "
        "of an .xls only the error value can be read. Names, keys and members that are error values are told too.",
    ),
)
UNCACHED = Rule(
    "FZ404",
    "formula-without-value",
    Severity.ERROR,
    says=Text(
        "“{label}”是公式 {formula}，文件中没有保存计算结果{more}",
        "{label} is the formula {formula}, saved without its result{more}",
    ),
    mend=Text("请用 Excel 或 WPS 打开该文件并保存一次", "open the file in Excel or WPS and save it once"),
    page=Text(
        "由程序生成、从未在 Excel 中打开过的文件只有公式没有结果。公式不在此重新计算。",
        "Files written by programs and never opened hold formulas only; they are not recalculated here.",
    ),
)
DATE_CELL = Rule(
    "FZ405",
    "date-in-number-cell",
    Severity.ERROR,
    says=Text(
        "“{label}”应为数值，单元格里是日期 {text}{more}",
        "{label} should be a number, the cell is the date {text}{more}",
    ),
    mend=Text("请把单元格格式改为数值并核对数字", "format the cell as a number and check it"),
    page=Text(
        "Excel 会把 3-5 之类的输入改成日期，原数已无法还原。",
        "Excel turns entries such as 3-5 into dates; the number cannot be recovered.",
    ),
)
BRACKETED = Rule(
    "FZ406",
    "number-in-brackets",
    Severity.VERIFY,
    says=Text(
        "“{label}”写作 {text}，按会计习惯读作负数 {value}{more}",
        "{label} is written {text} and was read as the negative {value}{more}",
    ),
    mend=Text("请确认；不是负数时去掉括号", "confirm it; remove the brackets if it is not negative"),
    page=Text(
        "会计报表用括号表示负数，统计表中括号也可能是附注。",
        "Accounts write negatives in brackets; in statistical tables brackets may be remarks.",
    ),
)
DOUBTFUL = Rule(
    "FZ407",
    "doubtful-number",
    Severity.ERROR,
    says=Text("“{label}”的“{text}”读不出唯一的数{more}", "{text} in {label} is not one clear number{more}"),
    mend=Text("请改写为一个数；区间请分两格填写", "write one number; give the ends of a range in two cells"),
    page=Text(
        "“10-15”是区间，“12 34.5”分组不明：不猜测，视为缺失。",
        "10-15 is a range, 12 34.5 is grouped oddly: not guessed, counted as missing.",
    ),
)
SHARED = Rule(
    "FZ408",
    "figure-of-several-names",
    Severity.ERROR,
    says=Text(
        "“{label}”的 {text} 所在单元格合并了几个名称的行或列，不知道是哪一个的数",
        "{text} in {label} stands in a cell merged over rows or columns of several names: it is not clear whose it is",
    ),
    mend=Text(
        "请取消合并，把数写在它所属的那一格；几项合在一起的数请另立一行",
        "unmerge the cell and write the number where it belongs; give a number of several together a row of its own",
    ),
    page=Text(
        "合并的数据格在屏幕上同属几行或几列，在文件里只存于左上角一格。读作第一行的数，就把几项的合计记在了一项名下。"
        "合并的各行同名（或没有名称）的，不在此列。",
        "On the screen a merged figure belongs to several rows or columns; in the file it is stored in the first cell. "
        "Read as the first row's, it would book the sum of several under one. "
        "Rows that are merged and have the same name, or none, are not meant.",
    ),
)


def error(facts: Facts, place: Address, at: CellRef, label: str | Text, excerpt: str = "") -> Diagnostic:
    """Return the finding of an error cell, with its formula where the file tells it."""
    source = facts.sources.get(place, "")
    formula = Text(f"（公式 {source}）", f" (formula {source})") if source else Text("", "")
    return ERROR_CELL(at, excerpt=excerpt, label=label, error=facts.errors[place], formula=formula)
