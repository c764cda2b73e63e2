"""Returns as offices file them: a folder a layout, with its plan, its workbooks as text, and what must be read.

`expected.txt` has a line an observation, `measure period [members] [basis] = value`, taken from the sheet by plain
reading or by the arithmetic beside it; `note` and `edition` of one observation; `task`; `ignored REASON COUNT`, the
number-like cells left aside for that reason; and every `finding`. What is not listed must not be there.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.builders import SHEET, cells, workbook_file
from tests.returns.reading import Read

from fzplan import plan as plans
from fzplan.returns import extract

LAYOUTS = sorted(path for path in (Path(__file__).parent / "layouts").iterdir() if path.is_dir())
QUIET = {"FZ321", "FZ323", "FZ388", "FZ349", "FZ409"}
"""Units converted, units not stated, measures without a formula, totals among records, symbols: not the point here."""


def read_layout(folder: Path, tmp_path: Path) -> Read:
    plan, faults = plans.load(folder / "targets.yaml")
    assert plan is not None
    assert [f"{f.code} {f.at} {f.message('zh')}" for f in faults if f.severity > 0] == []
    for grid in sorted((folder / "data").rglob("*.grid")):
        workbook_file(grid, tmp_path / "data" / grid.relative_to(folder / "data").with_suffix(".xlsx"))
    return Read(*extract(plan, [tmp_path / "data"], tmp_path))


@pytest.mark.parametrize("folder", LAYOUTS, ids=lambda path: path.name)
def test_a_return_is_read_as_it_stands(folder: Path, tmp_path: Path) -> None:
    found = read_layout(folder, tmp_path)
    lines = [line for line in (folder / "expected.txt").read_text(encoding="utf-8").splitlines() if line]
    values = dict(line.split(" = ") for line in lines if " = " in line and not line.startswith("#"))
    shown = "\n".join(f"{f.code} {f.at} {f.message('zh')}" for f in found.findings)
    assert found.values == {name: float(value) for name, value in values.items()}, shown
    for line in lines:
        kind, _, rest = line.partition(" ")
        name, _, text = rest.partition(" : ")
        if kind == "note":
            assert " / ".join(found.extraction.sources.notes[n] for n in found.one(name).notes) == text
        elif kind == "edition":
            assert found.one(name).edition == text
    ignored = {reason: 0 for account in found.extraction.accounts for reason in account.ignored}
    for account in found.extraction.accounts:
        assert account.holds
        for reason, count in account.ignored.items():
            ignored[reason] += count
    stated = {line.split()[1]: int(line.split()[2]) for line in lines if line.startswith("ignored")}
    assert {r: n for r, n in ignored.items() if r in {*stated, "code_row", "derived", "unknown_row"}} == stated, shown
    tasks = [line.removeprefix("task ") for line in lines if line.startswith("task")]
    assert [f"{t.task} : {t.state} {t.done}" for t in found.extraction.tasks] == tasks
    assert [c for c in found.codes if c not in QUIET] == [x.split()[1] for x in lines if x.startswith("finding")], shown


@pytest.mark.parametrize("folder", LAYOUTS, ids=lambda path: path.name)
def test_no_number_of_a_code_row_is_a_figure(folder: Path, tmp_path: Path) -> None:
    """The rows 甲 乙 丙 1 2, A B 1 2, QC02 QC05_0 of each workbook, found in its text: no figure stands in one."""
    coded = set()
    for grid in (folder / "data").rglob("*.grid"):
        parts = SHEET.split(grid.read_text(encoding="utf-8"))
        for sheet, text in zip(parts[1::2], parts[2::2], strict=True):
            rows = enumerate(cells(text), 1)
            coded |= {(grid.stem, sheet, r) for r, row in rows if row[0] in ("甲", "A", "QA03") and "1" in "".join(row)}
    found = read_layout(folder, tmp_path).extraction
    stood = {(Path(p.file).stem, p.sheet, p.row) for o in found.observations for p in [found.sources.place(o)]}
    assert not coded & stood
