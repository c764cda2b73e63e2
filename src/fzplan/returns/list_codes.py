"""The finding about a workbook that should be a filled-in 审核清单."""

from __future__ import annotations

from fzplan.diagnostics import Rule, Severity, Text

NO_LIST = Rule(
    "FZ639",
    "no-audit-list",
    Severity.ERROR,
    says=Text(
        "{file} 里没有审核清单：找不到有这些列的表头：{columns}",
        "{file} holds no list of findings: no sheet has a header with the columns {columns}",
    ),
    mend=Text(
        "选用 fzplan check -o 审核清单.xlsx 写出、由填报单位填好的工作簿；表头可以移动，不能改名或删去。",
        "take the workbook that `fzplan check -o findings.xlsx` wrote and an office has filled in; its columns may be "
        "moved, not renamed or removed.",
    ),
    page=Text(
        "--import-explanations 按表头的列名读回审核清单中的说明、填表人、确认人和日期；规则和指纹两列指明是哪一处问题。"
        "列可以调换、隐藏，行可以排序、筛选、删去。",
        "`--import-explanations` reads explanation, author, confirmer and date back by the heads of the columns; the "
        "columns rule and fingerprint say which place is meant. Columns may be moved and hidden, rows sorted, filtered "
        "and removed.",
    ),
)
