"""The columns of the 审核清单: by their heads it is read back, whatever an office has moved, hidden or added.

In: nothing. Out: names in both languages, for the report that writes the list and for whoever reads it back.
"""

from __future__ import annotations

from typing import NamedTuple

from fzplan.diagnostics import Text

SHEET = Text("审核清单", "Findings")
"""The sheet with a row for each place of each finding."""


class Column(NamedTuple):
    """One column: a key that stays, and its head as people read it."""

    key: str
    head: Text


COLUMNS = (
    Column("number", Text("序号", "No.")),
    Column("level", Text("级别", "Severity")),
    Column("code", Text("编号", "Code")),
    Column("check", Text("审核关系", "Check")),
    Column("file", Text("文件", "File")),
    Column("sheet", Text("工作表", "Sheet")),
    Column("cell", Text("单元格", "Cell")),
    Column("entity", Text("单位", "Entity")),
    Column("measure", Text("指标", "Measure")),
    Column("period", Text("报告期", "Period")),
    Column("found", Text("本期值", "Reported")),
    Column("expected", Text("应为", "Should be")),
    Column("difference", Text("差额", "Difference")),
    Column("allowed", Text("允许差", "Allowed")),
    Column("message", Text("审核内容", "Finding")),
    Column("remedy", Text("处理办法", "Remedy")),
    Column("reason", Text("说明", "Explanation")),
    Column("by", Text("填表人", "Filled in by")),
    Column("confirmed", Text("确认人", "Confirmed by")),
    Column("date", Text("日期", "Date")),
    Column("standing", Text("状态", "Standing")),
    Column("expires", Text("有效期至", "Valid until")),
    Column("rule", Text("规则", "Rule")),
    Column("stamp", Text("指纹", "Fingerprint")),
)
"""In their order. `rule` is the id of the check, else the code; `stamp` that of the place with its figures:
these two, with `reason`, `by`, `confirmed`, `date` and `expires`, are what is read back."""
TO_FILL_IN = frozenset({"reason", "by", "confirmed", "date", "expires"})
"""The columns that an office fills in."""
