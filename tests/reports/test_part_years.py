from __future__ import annotations

from dataclasses import replace

import openpyxl
import pytest

from fzplan import periods
from fzplan.model.results import ToDate
from fzplan.reports import Settings, lines, part_years, render
from fzplan.reports.clauses import Clauses
from fzplan.reports.json import result
from tests.reports.outcomes import PUBLISHED

JUNE = periods.to_date(2024, 6)
INCOME = ToDate(JUNE, 4200.0, "亿元", 10.04, "%", "comparable", 9216.1, 4200 / 9216.1)


def with_so_far(so_far: ToDate | None, id_: str = "total_income") -> object:
    whole = PUBLISHED
    found = tuple(replace(a, to_date=so_far) if a.target.id == id_ else a for a in whole.assessments)
    return replace(whole, as_of=periods.month(2024, 6), assessments=found)


@pytest.mark.parametrize(
    ("so_far", "zh", "en"),
    [
        # 4200 / 9216.1 = 45.57 %
        (
            INCOME,
            "2024年1—6月4200.0亿元，同比增长10.0%（同口径），占年度计划45.6%",
            "2024-S1: 4200.0 亿元, up 10.0% on the year before (comparable), 45.6% of the year's plan",
        ),
        (
            replace(INCOME, growth=-3.2, basis="nominal", share_of_plan=None),
            "2024年1—6月4200.0亿元，同比下降3.2%（名义）",
            "2024-S1: 4200.0 亿元, down 3.2% on the year before (nominal)",
        ),
        (
            replace(INCOME, growth=0.04, share_of_plan=None),
            "2024年1—6月4200.0亿元，同比持平（同口径）",
            "2024-S1: 4200.0 亿元, as in the year before (comparable)",
        ),
        (
            replace(INCOME, growth=None, basis=None, share_of_plan=None, quality="illustrative"),
            "2024年1—6月4200.0亿元※",
            "2024-S1: 4200.0 亿元※",
        ),
    ],
)
def test_words_of_the_year_so_far(so_far: ToDate, zh: str, en: str) -> None:
    whole = with_so_far(so_far)
    a = whole.assessments[0]  # type: ignore[attr-defined]
    assert part_years.phrase(whole, a, so_far, "zh") == zh  # type: ignore[arg-type]
    assert part_years.phrase(whole, a, so_far, "en") == en  # type: ignore[arg-type]


@pytest.mark.parametrize(("growth", "verb"), [(0.46, "提高0.46个百分点"), (-0.3, "下降0.30个百分点")])
def test_shares_move_by_points(growth: float, verb: str) -> None:
    so_far = ToDate(JUNE, 2.9, "%", growth, "百分点", "comparable")
    whole = with_so_far(so_far, "rd_intensity")
    text = part_years.section(whole, "zh")  # type: ignore[arg-type]
    assert text == ["本年累计（不作判定）：", f"  研发投入强度　2024年1—6月2.90%，同比{verb}（同口径）"]


def test_every_format_shows_it() -> None:
    whole = with_so_far(INCOME)
    assert "占年度计划45.6%" in render(whole, "table")  # type: ignore[arg-type, operator]
    shown = result(whole, "zh")["targets"][0]["to_date"]  # type: ignore[arg-type]
    assert shown == {
        "period": "2024-S1", "value": 4200.0, "unit": "亿元", "growth": 10.04, "growth_unit": "%",
        "basis": "comparable", "planned": 9216.1, "share_of_plan": 4200 / 9216.1, "quality": "published",
        "edition": "", "from": [],
    }  # fmt: skip
    assert "to_date" not in result(PUBLISHED, "zh")["targets"][0]
    content = render(whole, "xlsx", settings=Settings())  # type: ignore[arg-type]
    assert isinstance(content, bytes)
    import io

    remarks = [row[14].value for row in openpyxl.load_workbook(io.BytesIO(content))["指标完成情况表"].iter_rows()]
    assert any("2024年1—6月4200.0亿元" in str(text) for text in remarks)
    assert part_years.section(PUBLISHED, "zh") == []


def test_years_to_come_begin_with_the_unfinished_one() -> None:
    whole = with_so_far(INCOME)
    assert whole.last_full_year == 2023  # type: ignore[attr-defined]
    assert PUBLISHED.last_full_year == 2024
    a = whole.assessments[0]  # type: ignore[attr-defined]
    assert "2024—2025年需" in Clauses(whole, a, "zh").missing()  # type: ignore[arg-type]


def test_a_total_at_its_date_names_its_months() -> None:
    whole = with_so_far(None)
    a = next(a for a in whole.assessments if a.target.id == "new_hnte")  # type: ignore[attr-defined]
    at_date = replace(a, period=JUNE)
    clauses = Clauses(whole, at_date, "zh")  # type: ignore[arg-type]
    assert clauses.span == "2021年1月—2024年6月"
    assert clauses.elapsed == 3.5
    assert lines.actual(whole, at_date) == "[444]"  # type: ignore[arg-type]
    assert replace(clauses, a=replace(a, period=None)).elapsed == 3.5
