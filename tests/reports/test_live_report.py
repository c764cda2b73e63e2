"""The report recalculates itself: LibreOffice, from wrong cached values, comes to the numbers of the program."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest

from fzplan import workflow
from fzplan.reports import render
from tests.office import hard, office, recalculated

if TYPE_CHECKING:
    from collections.abc import Callable

    from openpyxl.worksheet.worksheet import Worksheet

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


def sheets(path: Path, name: str) -> tuple[Worksheet, Worksheet]:
    """Return a sheet with its formulas, and with its values."""
    return openpyxl.load_workbook(path)[name], openpyxl.load_workbook(path, data_only=True)[name]


def compared(report: Path, computed: Path, name: str) -> tuple[int, float]:
    """Return how many live formulas a sheet has, and the largest difference from the cached values.

    It is told as a share of the largest number of the line: 59.8 − 60.0 cannot be nearer than its figures are.
    """
    formulas, expected = sheets(report, name)
    _, found = sheets(computed, name)
    count, worst = 0, 0.0
    for cells, cached in zip(formulas.iter_rows(), expected.iter_rows(values_only=True), strict=True):
        largest = max((abs(number) for number in cached if isinstance(number, (int, float))), default=1.0)
        for cell in cells:
            if cell.data_type != "f":
                continue
            count += 1
            before, after = expected[cell.coordinate].value, found[cell.coordinate].value
            if isinstance(before, (int, float)) and isinstance(after, (int, float)):
                worst = max(worst, abs(after - before) / (largest or 1.0))
            else:
                assert (after or "") == (before or ""), (name, cell.coordinate, before, after, cell.value)
    return count, worst


def test_every_live_formula_gives_the_number_of_the_program(report: Path, tmp_path: Path) -> None:
    total = spoiled(report, tmp_path / "given" / "gap.xlsx")
    computed = recalculated(tmp_path / "given", hard(tmp_path / "computed")) / "gap.xlsx"
    counts = {name: compared(report, computed, name) for name in ("计算过程", "完成情况明细")}
    assert sum(count for count, _ in counts.values()) == total
    assert total > 500
    assert all(worst <= 1e-12 for _, worst in counts.values()), counts


def test_a_figure_changed_in_the_sheet_changes_the_verdict(report: Path, tmp_path: Path) -> None:
    """劳均产出 needs 400; with 总收入 of 2024 at 20000 亿元 over some 22.8 万人 it is far above."""
    formulas, _ = sheets(report, "计算过程")
    row = next(r for r in formulas.iter_rows(min_row=4) if r[0].value == "劳均产出" and "2024" in str(r[2].value))
    income = re.findall(r"原始数据!\$([A-Z]+)\$(\d+)", str(row[6].value))[0]
    pattern = re.compile(rf'(<c r="{income[0]}{income[1]}"[^>]*><v>)[^<]*')
    spoiled(report, tmp_path / "given" / "gap.xlsx", lambda text: pattern.sub(r"\g<1>20000", text))
    computed = recalculated(tmp_path / "given", hard(tmp_path / "computed")) / "gap.xlsx"
    _, before = sheets(report, "完成情况明细")
    _, after = sheets(computed, "完成情况明细")
    heads = {cell.value: cell.column for cell in before[3]}
    at = next(r[0].row for r in before.iter_rows(min_row=4) if r[1].value == "劳均产出")
    assert before.cell(at, heads["进度判定"]).value == "滞后"
    assert after.cell(at, heads["进度判定"]).value == "提前实现"
    assert (before.cell(at, heads["核对"]).value, after.cell(at, heads["核对"]).value) == ("一致", "有改动")
