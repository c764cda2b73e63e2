"""One year of enterprise microdata, in 千元 as enterprises file it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.sample.book import workbook
from scripts.sample.enterprises import enterprises

if TYPE_CHECKING:
    from pathlib import Path

COLUMNS = (
    "统一社会信用代码",
    "企业名称",
    "所属园区",
    "行业代码",
    "营业收入",
    "从业人员平均人数",
    "从业人员期末人数",
    "研发费用合计",
    "研发人员合计",
)


def write(folder: Path) -> None:
    """Write the enterprises of 2024."""
    with workbook(folder / "microdata" / "示例_2024年企业数据.xlsx") as book:
        sheet = book.sheet("示例企业数据", (22, 16, 10, 10, 16, 12, 12, 14, 12))
        sheet.marked("2024年企业年报汇总（单位：千元、人）")
        sheet.line(COLUMNS, "head")
        for enterprise in enterprises():
            sheet.line(enterprise)
        sheet.sheet.freeze_panes(3, 2)
