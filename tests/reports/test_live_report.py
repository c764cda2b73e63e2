"""The report recalculates itself: LibreOffice, from wrong cached values, comes to the numbers of the program."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import openpyxl
import pytest

from fzplan import workflow
from fzplan.reports import render
from tests.office import hard, office, recalculated

if TYPE_CHECKING:
    from collections.abc import Callable

    from openpyxl import Workbook

ROOT = Path(__file__).resolve().parents[2]
WRONG = "-12345"
pytestmark = office


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    run = workflow.compute(ROOT / "targets.yaml", in_full=True)
    assert run.outcome is not None
    place = tmp_path_factory.mktemp("report") / "gap.xlsx"
    content = render(run.outcome, "xlsx", "zh")
    assert isinstance(content, bytes)
    place.write_bytes(content)
    return place


def spoiled(report: Path, place: Path, change: Callable[[str], str] = str) -> int:
    """Copy a report with every cached value of a formula wrong; return how many there were."""
    place.parent.mkdir(parents=True, exist_ok=True)
    count = 0
    with zipfile.ZipFile(report) as source, zipfile.ZipFile(place, "w") as target:
        for item in source.infolist():
            content = source.read(item)
            if item.filename.startswith("xl/worksheets/sheet"):
                text, found = re.subn(r"(</f><v>)[^<]*(</v>)", rf"\g<1>{WRONG}\2", change(content.decode()))
                content, count = text.encode(), count + found
            target.writestr(item, content)
    return count


class Book(NamedTuple):
    """A report three times: its formulas, the values it was written with, the values it was computed again to."""

    formulas: Workbook
    written: Workbook
    computed: Workbook


def opened(report: Path, computed: Path) -> Book:
    load = openpyxl.load_workbook
    return Book(load(report), load(report, data_only=True), load(computed, data_only=True))


def compared(book: Book, name: str) -> tuple[int, float]:
    """Return how many live formulas a sheet has, and the largest difference from the values it was written with.

    It is told as a share of the largest number of the line: 59.8 − 60.0 cannot be nearer than its figures are.
    """
    lines = (of[name].iter_rows() for of in book)
    count, worst = 0, 0.0
    for cells, before, after in zip(*lines, strict=True):
        largest = max((abs(c.value) for c in before if isinstance(c.value, (int, float))), default=1.0)
        for cell, was, now in zip(cells, before, after, strict=True):
            if cell.data_type != "f":
                continue
            count += 1
            if isinstance(was.value, (int, float)) and isinstance(now.value, (int, float)):
                worst = max(worst, abs(now.value - was.value) / (largest or 1.0))
            else:
                assert (now.value or "") == (was.value or ""), (name, cell.coordinate, was.value, now.value, cell.value)
    return count, worst


def test_every_live_formula_gives_the_number_of_the_program(report: Path, tmp_path: Path) -> None:
    total = spoiled(report, tmp_path / "given" / "gap.xlsx")
    computed = recalculated(tmp_path / "given", hard(tmp_path / "computed")) / "gap.xlsx"
    book = opened(report, computed)
    counts = {name: compared(book, name) for name in ("计算过程", "完成情况明细")}
    assert sum(count for count, _ in counts.values()) == total
    assert total > 500
    print(counts)  # noqa: T201  (how much was proved, for pytest -s)
    assert all(worst <= 1e-12 for _, worst in counts.values()), counts


def test_a_figure_changed_in_the_sheet_changes_the_verdict(report: Path, tmp_path: Path) -> None:
    """劳均产出 needs 400; with 总收入 of 2024 at 20000 亿元 over some 22.8 万人 it is far above."""
    formulas = openpyxl.load_workbook(report)["计算过程"]
    row = next(r for r in formulas.iter_rows(min_row=4) if r[0].value == "劳均产出" and "2024" in str(r[2].value))
    income = re.findall(r"原始数据!\$([A-Z]+)\$(\d+)", str(row[6].value))[0]
    pattern = re.compile(rf'(<c r="{income[0]}{income[1]}"[^>]*><v>)[^<]*')
    spoiled(report, tmp_path / "given" / "gap.xlsx", lambda text: pattern.sub(r"\g<1>20000", text))
    computed = recalculated(tmp_path / "given", hard(tmp_path / "computed")) / "gap.xlsx"
    book = opened(report, computed)
    before, after = book.written["完成情况明细"], book.computed["完成情况明细"]
    heads = {cell.value: cell.column for cell in before[3]}
    at = next(r[0].row for r in before.iter_rows(min_row=4) if r[1].value == "劳均产出")
    assert before.cell(at, heads["进度判定"]).value == "滞后"
    assert after.cell(at, heads["进度判定"]).value == "提前实现"
    assert (before.cell(at, heads["核对"]).value, after.cell(at, heads["核对"]).value) == ("一致", "有改动")


def test_every_verdict_of_the_plan_is_a_formula(report: Path) -> None:
    """All but those of the three targets for which the plan states no number (监测)."""
    sheet = openpyxl.load_workbook(report)["完成情况明细"]
    heads = {cell.value: cell.column - 1 for cell in sheet[3]}
    judged = [
        (row[heads["判定（程序）"]].value, row[heads["进度判定"]].data_type) for row in sheet.iter_rows(min_row=4)
    ]
    assert {kind for said, kind in judged if said != "监测"} == {"f"}
