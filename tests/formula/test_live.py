"""The number of a trace as an Excel formula: LibreOffice computes it again, from wrong cached values, to 1e-12."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import openpyxl
import pytest
import xlsxwriter

from fzplan.formula import Trace, trace
from fzplan.formula.functions import FUNCTIONS
from fzplan.formula.live import live
from tests.formula.given import ZONES, Numbers, typed
from tests.office import hard, office, recalculated

if TYPE_CHECKING:
    from pathlib import Path

YEARS = 5
START = 2020
AGGREGATES = {"count_distinct", "median", "quantile"}
"""Only `aggregate:` of records has them: the workbook shows what they gave."""
FORMULAS = (
    "总收入 / 从业人员",
    "研发费用 / 总收入",
    "-利润 + 总收入 * 2 - 1500万元",
    "(总收入 / 利润) ^ 0.5",
    "若 总收入 > 利润 则 总收入 否则 利润",
    "若 总收入 > 利润 且 非 (利润 < 1亿元) 则 1亿元 否则 2亿元",
    "总收入@2021 / 总收入@-1",
    "总收入[园区=东区] + 利润[园区 in 两区]",
    "cagr(总收入, since=2020)",
    "cagr(总收入, periods=2)",
    "cagr(总收入, since=2020, mean=sum)",
    "growth(总收入)",
    "index(总收入, base=2020)",
    "change(占比, since=2020)",
    "chain(增速, since=2021)",
    "mean_stock(期末人员)",
    "cumulative(总收入, since=2021)",
    "contribution(总收入, 利润)",
    "pull(总收入, 利润)",
    "share(总收入, over=园区)",
    "rank(总收入, over=园区)",
    "topn(总收入, 2, over=园区)",
    "sum(总收入, over=园区)",
    "mean(总收入 - 利润, over=园区)",
    "min(总收入, over=园区) + max(利润, over=园区)",
    "count(总收入 > 30亿元, over=园区)",
    "count(over=园区)",
    "real(总收入, 价格指数)",
    "round(总收入 / 7, 2) + abs(-利润) + max(总收入, 利润)",
)


def frame(seed: int) -> Numbers:
    draw = np.random.default_rng(seed)
    names = ("总收入", "研发费用", "利润", "从业人员", "期末人员", "占比", "增速", "价格指数")
    return Numbers({name: np.round(draw.uniform(1, 100, (YEARS, 4)), 2) for name in names}, START, YEARS)


def workbook(numbers: Numbers, place: Path) -> dict[str, float]:
    """Write every formula of the last year, of the total and of a zone, beside its figures; return cell → number."""
    expected: dict[str, float] = {}
    with xlsxwriter.Workbook(str(place)) as book:
        given_, computed = book.add_worksheet("原始数据"), book.add_worksheet("计算过程")
        seats: dict[tuple[str, int, str], str] = {}

        def cell(told: Trace) -> str | None:
            if not told.name or told.value is None or told.period is None or told.children:
                return None
            key = (told.name, told.period.year, "".join(told.by.values()))
            if key not in seats:
                figures = numbers.values(told.name)
                zone = (0, *(1 + ZONES.index(member) for member in told.by.values()))[-1]
                given_.write_number(len(seats), 1, figures[told.period.year - START, zone, 0])
                seats[key] = f"原始数据!$B${len(seats) + 1}"
            return seats[key]

        for text in FORMULAS:
            for zone, index in (("", 0), ("西区", 2)):
                told = trace(typed(text), numbers, (YEARS - 1, index, 0))
                if told.value is None:
                    continue
                formula = live(told, START + YEARS - 1, {"园区": zone} if zone else {}, cell)
                if formula is not None:
                    row = len(expected)
                    computed.write_formula(row, 1, f"={formula}", None, -12345.0)
                    expected[f"B{row + 1}"] = told.value
    return expected


@office
def test_every_function_gives_the_same_number_in_the_office_program(tmp_path: Path) -> None:
    source = tmp_path / "given"
    source.mkdir()
    expected = {seed: workbook(frame(seed), source / f"{seed}.xlsx") for seed in range(5)}
    assert all(len(cells) >= 2 * len(FORMULAS) - 12 for cells in expected.values())
    recalculated(source, hard(tmp_path / "computed"))
    for seed, cells in expected.items():
        sheet = openpyxl.load_workbook(tmp_path / "computed" / f"{seed}.xlsx", data_only=True)["计算过程"]
        for place, value in cells.items():
            assert sheet[place].value == pytest.approx(value, rel=1e-12), (seed, place)


def test_every_function_over_figures_is_among_them() -> None:
    assert {name for name in FUNCTIONS if any(f"{name}(" in text for text in FORMULAS)} == set(FUNCTIONS) - AGGREGATES


def test_what_excel_has_no_words_for_stays_a_number() -> None:
    leaf = Trace("总收入", 5.0, "亿元", op="name", name="总收入")
    known = typed("sum(总收入, over=园区)")
    median = replace(known, function=FUNCTIONS["median"], given={})
    for told in (
        Trace("x", 5.0, "亿元", op="unheard of", children=(leaf, leaf)),
        Trace("x", 5.0, "亿元", op="median", children=(leaf,), typed=median),
        Trace("x", None, "亿元", op="+", children=(leaf, leaf)),
        Trace("x", 5.0, "亿元", op="literal"),  # it reads no cell
        Trace("x", 5.0, "亿元", op="name", name="别处"),
    ):
        assert live(told, 2024, {}, lambda one: "A1" if one.name == "总收入" else None) is None
    assert live(leaf, 2024, {}, lambda _: "A1") == "A1"
