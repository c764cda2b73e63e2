"""What projects hand in to be admitted, what they agreed to and what they reached: 申报材料, 履约协议, 履约报告.

Every figure is invented, and so is every project. Money in 万元, land in 亩.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from scripts.sample.book import workbook

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from scripts.sample.book import Cell


class Project(NamedTuple):
    """One application: investment, land, income and R&D expenditure of a full year."""

    industry: str
    day: dt.date
    investment: int
    land: float | None
    income: int
    research: int


PROJECTS = (
    Project("轨道交通", dt.date(2022, 3, 15), 42000, 50, 52000, 2600),
    Project("轨道交通", dt.date(2022, 5, 20), 27000, 36, 30600, 1224),
    Project("航空航天", dt.date(2022, 6, 8), 33600, 42, 37800, 2268),
    Project("航空航天", dt.date(2022, 9, 1), 15000, 25, 21000, 1050),
    Project("新一代信息技术", dt.date(2022, 11, 11), 12800, 16, 28800, 2880),
    Project("新一代信息技术", dt.date(2023, 2, 17), 9000, 12, 15000, 375),
    Project("智能装备", dt.date(2023, 4, 25), 18000, 30, 21600, 864),
    Project("智能装备", dt.date(2023, 6, 30), 10800, 24, 12000, 480),
    Project("医药健康", dt.date(2023, 8, 9), 16500, 22, 19800, 1386),
    Project("医药健康", dt.date(2023, 10, 18), 9600, None, 11000, 660),
    Project("新材料", dt.date(2024, 1, 12), 14000, 28, 16800, 504),
    Project("新材料", dt.date(2024, 5, 28), 8100, 18, 7200, 252),
)
"""The tenth has not stated its land."""
ADMITTED = (1, 3, 5, 7, 9)
"""Those that have an agreement."""
YEARS = (2023, 2024)
AGREED = {
    1: ((26000, 1300), (44000, 2200)),
    3: ((18900, 1134), (32000, 1920)),
    5: ((17000, 1700), (25900, 2590)),
    7: ((6000, 240), (15000, 600)),
    9: ((5000, 350), (14000, 980)),
}
"""Income and R&D expenditure that each promised for 2023 and 2024."""
REPORTED = {
    1: ((27300, 1420), (45100, 2165)),
    3: ((17600, 1190), (33500, 2010)),
    5: ((17000, 1785), (26400, 2718)),
    7: ((6450, 210), (12300, 492)),
    9: ((5200, 390), None),
}
"""Income and R&D expenditure that each reported; the ninth has not reported 2024."""


def write(folder: Path) -> None:
    """Write applications, agreements and reports."""
    registers = folder / "registers"
    columns = (
        "项目编号",
        "项目名称",
        "主导产业",
        "申报日期",
        "固定资产投资（万元）",
        "用地面积（亩）",
        "达产年总收入（万元）",
        "达产年研发费用（万元）",
    )
    applied = [
        (_key(n), _name(n), p.industry, p.day, p.investment, p.land, p.income, p.research)
        for n, p in enumerate(PROJECTS, start=1)
    ]
    _list(registers / "示例_项目申报材料.xlsx", "示例申报材料", "入园项目申报材料汇总", columns, applied)
    for title, figures, before in (("履约协议", AGREED, "承诺"), ("履约报告", REPORTED, "")):
        columns = (
            "项目编号",
            "项目名称",
            "年度",
            f"{before}总收入（万元）",
            f"{before}研发费用（万元）",
            "用地面积（亩）",
        )
        rows = [
            (_key(n), _name(n), year, *figures[n][k], PROJECTS[n - 1].land)  # type: ignore[misc]
            for n in ADMITTED
            for k, year in enumerate(YEARS)
            if figures[n][k] is not None
        ]
        _list(registers / f"示例_项目{title}.xlsx", f"示例{title}", f"入园项目{title}汇总", columns, rows)


def _list(path: Path, name: str, title: str, columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
    with workbook(path) as book:
        sheet = book.sheet(name, (12, 20, *[16] * (len(columns) - 2)))
        sheet.marked(title)
        sheet.line(columns, "head")
        for row in rows:
            sheet.line(row)


def _key(number: int) -> str:
    return f"示例XM{number:03}"


def _name(number: int) -> str:
    return f"示例项目{number:02}"
