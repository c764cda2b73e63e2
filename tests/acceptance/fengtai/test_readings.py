"""What the readers make of the repository's workbooks: every printed figure, with its bound, and sums that agree."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from fzplan.observations import Extraction, Observation
    from fzplan.workflow import Run


@pytest.fixture(scope="module")
def extraction(run: Run) -> Extraction:
    assert run.extraction is not None
    return run.extraction


def of_form(extraction: Extraction, *forms: str) -> list[Observation]:
    return [o for o in extraction.observations if o.form in forms]


def test_all_72_published_figures_are_read(extraction: Extraction) -> None:
    published = of_form(extraction, "规划公布数据")
    assert len(published) == 72
    assert {o.quality for o in published} == {"published"}
    # 超过: capital of new firms, aerospace, high-tech enterprises and their yearly number, floor area
    # 余: 2000, 180, 300; 近: 100, 5.5
    assert Counter(o.bound for o in published) == {"=": 62, ">": 5 + 3, "≈": 2}


@pytest.mark.parametrize(
    ("measure", "period", "value"),
    [
        ("专利授权数", "2016-01-01/P5Y", 16072),  # a total of five years is no figure of 2020
        ("总收入年均复合增速", "2020", 13.5),
        ("劳均产出", "2020", 364.9),  # printed as 人均产出
        ("高技术企业总收入", "2020", 0.664866),  # 6648.66万元 as printed, in 亿元: ten thousand times too small
        ("园区面积", "2012", 17.63),
    ],
)
def test_published_figures_stand_under_their_names(
    extraction: Extraction, measure: str, period: str, value: float
) -> None:
    (found,) = [o for o in extraction.observations if o.measure == measure and str(o.period) == period]
    assert found.value == pytest.approx(value, rel=1e-12)


def test_another_multiplier_is_converted_once(extraction: Extraction) -> None:
    (fiscal,) = [o for o in extraction.observations if o.measure == "留区财政收入" and o.period.year == 2023]
    assert (fiscal.value, fiscal.unit, fiscal.raw) == (pytest.approx(47.7), "万元", "477000")


def test_text_separators_and_full_width_digits_are_numbers(extraction: Extraction) -> None:
    patents = {o.period.year: o.value for o in of_form(extraction, "历年数据") if o.measure == "专利授权数"}
    assert patents == {2021: 3120, 2022: 2874, 2023: 3301, 2024: 3402}  # '3,120', 2874, '３３０１', 3402


def test_a_blank_is_no_figure(extraction: Extraction) -> None:
    stations = [o.period.year for o in of_form(extraction, "历年数据") if o.measure == "博士后工作站"]
    assert stations == [2021, 2022, 2024]


def test_last_year_in_this_years_return_is_of_comparable_basis(extraction: Extraction) -> None:
    filed = of_form(extraction, "企业科技活动综合表")
    assert {(o.period.year, o.basis) for o in filed} == {(2024, "published"), (2023, "comparable")}
    (income,) = [o for o in filed if o.measure == "总收入" and o.basis == "comparable"]
    assert income.value == pytest.approx(8451.3264, rel=1e-12)  # 845132640 千元; last year's own return had 8486.9 亿元


def test_enterprises_agree_with_every_table_cell(extraction: Extraction) -> None:
    tables = {
        (o.measure, o.period, o.members): o.value for o in of_form(extraction, "主要指标年报", "分园区", "分产业")
    }
    compared = {
        o: tables[o.measure, o.period, o.members]
        for o in of_form(extraction, "企业数据")
        if (o.measure, o.period, o.members) in tables
    }
    assert len(compared) == 5 * 5 + 2 * 6 + 2  # five measures by zone, two by industry, two counts
    for aggregate, printed in compared.items():
        assert aggregate.value == pytest.approx(printed, rel=1e-12), aggregate


def test_registers_count_by_the_year_of_their_date(extraction: Extraction) -> None:
    listed = {
        o.period.year: o.value
        for o in of_form(extraction, "上市公司台账")
        if o.measure == "新增上市公司" and set(o.members) == {"_T"}
    }
    assert listed == {2021: 2, 2022: 3, 2023: 1, 2024: 1}


def test_a_year_without_a_row_in_a_register_complete_to_2024_counts_none(extraction: Extraction) -> None:
    parks = {o.period.year: o.value for o in of_form(extraction, "特色创新园台账") if set(o.members) == {"_T"}}
    assert parks == {2021: 1, 2022: 0, 2023: 1, 2024: 1}
