"""The same figure from two places: editions by rank, agreement at printed precision, and no winner by file name."""

from __future__ import annotations

import random
from itertools import permutations
from typing import TYPE_CHECKING

import pytest
from tests.builders import workbook
from tests.returns.plans import form, measure, plan
from tests.returns.reading import again, read

from fzplan import cube, indicators
from fzplan.observations import EDITIONS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.returns.reading import Read

INCOME, STAFF = measure("总收入", "亿元"), measure("年末从业人员", "万人", "stock")
ONE = "指标 | 单位 | 2021年\n总收入 | 亿元 | {}\n年末从业人员 | 万人 | {}"


def used(found: Read, declared: object, name: str = "总收入", year: int = 2021) -> float:
    """Return the figure that counts, through the cube."""
    cells, _ = cube.build(declared, found.extraction)  # type: ignore[arg-type]
    computed, _ = indicators.evaluate(declared, cells)  # type: ignore[arg-type]
    return float(computed.series(name)[computed.years.index(year)])


@pytest.mark.parametrize("order", [EDITIONS, EDITIONS[::-1], EDITIONS[2:] + EDITIONS[:2]])
def test_the_highest_edition_counts_whatever_the_files_are_called(tmp_path: Path, order: tuple[str, ...]) -> None:
    """预计 100 < 快报 101 < 年报 102 < 最终核实 103 < 普查修订 104."""
    forms = {e: form(f"{'abcde'[n]}.xlsx", edition=e) for n, e in enumerate(order)}
    p = plan(INCOME, STAFF, forms=forms)
    files = {f"{'abcde'[n]}.xlsx": ONE.format(100 + EDITIONS.index(e), 5) for n, e in enumerate(order)}
    found = read(tmp_path, p, files)
    assert "FZ331" not in found.codes
    assert used(found, p) == 104


def test_an_edition_that_prefer_names_counts_before_a_higher_one(tmp_path: Path) -> None:
    p = plan(
        measure("总收入", "亿元", prefer=("快报",)), STAFF,
        forms={e: form(f"{n}.xlsx", edition=e) for n, e in enumerate(("快报", "年报"))},
    )  # fmt: skip
    found = read(tmp_path, p, {"0.xlsx": ONE.format(100.5, 5), "1.xlsx": ONE.format(102.5, 5)})
    assert used(found, p) == 100.5


@pytest.mark.parametrize(
    ("first", "second", "agrees"),
    [
        ("7205.3", "7205.3", True),
        ("7205.3", "7205", True),  # [7204.5, 7205.5) holds 7205.3
        ("7205.3", "7206", False),
        ("7205.3", "7205.34", True),  # 7205.34 is printed 7205.3
        ("7205.3", "7205.36", False),
        ("7205.3", "'超过7000", True),
        ("7205.3", "'超过7300", False),
    ],
)
def test_agreement_is_at_printed_precision(tmp_path: Path, first: str, second: str, agrees: bool) -> None:
    p = plan(INCOME, STAFF, forms={"甲": form("a.xlsx"), "乙": form("b.xlsx")})
    found = read(tmp_path, p, {"a.xlsx": ONE.format(first, 5), "b.xlsx": ONE.format(second, 5)})
    assert ("FZ331" not in found.codes) is agrees
    if agrees:
        assert used(found, p) == 7205.3
    else:
        finding = found.finding("FZ331")
        assert str(finding.at) == "data/a.xlsx:Sheet1!C2"
        assert str(finding.related[0].at) == "data/b.xlsx:Sheet1!C2"


@pytest.mark.parametrize("names", [("a.xlsx", "b.xlsx"), ("b.xlsx", "a.xlsx")])
def test_of_two_contradicting_figures_none_is_used_whatever_the_files_are_called(
    tmp_path: Path, names: tuple[str, str]
) -> None:
    p = plan(INCOME, STAFF, forms={"甲": form("a.xlsx"), "乙": form("b.xlsx")})
    found = read(tmp_path, p, {names[0]: ONE.format(7205.3, 5), names[1]: ONE.format(7205.9, 5)})
    assert set(found.values) == {"年末从业人员 2021"}
    assert [a.ignored.get("contested") for a in found.extraction.accounts] == [1, 1]
    assert all(a.holds for a in found.extraction.accounts)


@pytest.mark.parametrize("names", [("主要指标.xlsx", "主要指标(1).xlsx"), ("主要指标(1).xlsx", "主要指标.xlsx")])
def test_of_rival_returns_what_agrees_and_what_only_one_has_counts(tmp_path: Path, names: tuple[str, str]) -> None:
    tax = measure("税收", "亿元")
    p = plan(INCOME, STAFF, tax, forms={"年报": form("主要指标*.xlsx")})
    found = read(
        tmp_path, p, {names[0]: ONE.format(7205.3, 5), names[1]: ONE.format(7205.3, 6) + "\n税收 | 亿元 | 40.5"}
    )
    assert found.values == {"总收入 2021": 7205.3, "税收 2021": 40.5}
    rival = found.finding("FZ333")
    assert rival.facts["count"] == 2
    assert sum(a.ignored.get("contested", 0) for a in found.extraction.accounts) == 2
    assert sum(a.ignored.get("copy", 0) for a in found.extraction.accounts) == 1


def test_prefer_settles_it_and_the_figure_counts(tmp_path: Path) -> None:
    p = plan(measure("总收入", "亿元", prefer=("乙",)), STAFF, forms={"甲": form("a.xlsx"), "乙": form("b.xlsx")})
    found = read(tmp_path, p, {"a.xlsx": ONE.format(7205.3, 5), "b.xlsx": ONE.format(7205.9, 5)})
    assert found.finding("FZ331").severity.code == "info"
    assert used(found, p) == 7205.9


def test_neither_names_nor_order_of_files_change_the_figures(tmp_path: Path) -> None:
    """Three returns that overlap, under every assignment of three names."""
    p = plan(INCOME, STAFF, forms={"年报": form("*.xlsx")})
    grids = [ONE.format(7205.3, 5), ONE.format(7205.3, 6), ONE.format(7205.9, 5)]
    seen = set()
    for number, names in enumerate(permutations(["a.xlsx", "b.xlsx", "c.xlsx"])):
        folder = tmp_path / str(number)
        for name, grid in zip(names, grids, strict=True):
            workbook(folder / "data" / name, {"Sheet1": grid})
        seen.add(tuple(sorted(again(folder, p).values.items())))
    assert seen == {()}


def test_two_thousand_files_of_one_form_are_compared_in_linear_time() -> None:
    """Members by file name: no key is shared, so no pair of files is looked at."""
    from time import perf_counter

    from fzplan import periods
    from fzplan.observations import Observation, Sources
    from fzplan.returns.agreement import settle

    p = plan(INCOME, forms={"年报": form("*.xlsx")})
    seen = [
        Observation("总收入", periods.year(2010 + y), (str(f),), 1.0, form="年报", file=f, row=1, column=y + 1)
        for f in range(2000) for y in range(10)
    ]  # fmt: skip
    random.Random(1).shuffle(seen)
    start = perf_counter()
    kept, aside, findings = settle(p, seen, Sources(tuple(f"{f:04}" for f in range(2000)), ("表",)))
    assert (len(kept), aside, findings) == (20_000, [], [])
    assert perf_counter() - start < 5  # pair by pair it took minutes
