"""Published cases as a real plan file and a real workbook: one measure, one indicator, one target a case."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
import xlsxwriter

from fzplan import workflow

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fzplan.model.results import Assessment, MethodResult

SHARED = Path(__file__).parents[4] / "shared" / "cases"
HEAD = "fzplan: 1\nplan: {name: published cases, baseline: 2015, span: 2016-2030}\n"


class Case(NamedTuple):
    """A series with the target as YAML text, and what was published of it."""

    id: str
    series: Mapping[int, float]
    target: str
    expected: Mapping[str, Any]


def published(name: str) -> list[dict[str, Any]]:
    """Return the cases of a file beside the checkout; skip where it is absent."""
    path = SHARED / f"{name}.json"
    if not path.exists():
        pytest.skip(f"the published cases {name}.json do not lie beside this checkout")
    found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["cases"]
    return found


def assessed(folder: Path, cases: Sequence[Case], method: str) -> dict[str, Assessment]:
    """Write the plan and the workbook, run `compute`, and return the assessment of each case."""
    _workbook(folder / "data" / "series.xlsx", cases)
    measures = "".join(f'  m{k}: {{unit: "1", kind: ratio}}\n' for k, _ in enumerate(cases))
    indicators = "".join(
        f'  i{k}: {{unit: "1", formula: m{k}, target: {{id: t{k}, {case.target}}}}}\n' for k, case in enumerate(cases)
    )
    form = '  series: {files: series.xlsx, rows: "{measure} > {period}", columns: value}\n'
    plan = folder / "targets.yaml"
    plan.write_text(f"{HEAD}measures:\n{measures}indicators:\n{indicators}forms:\n{form}", encoding="utf-8")
    run = workflow.compute(plan, values=False, methods=(method,))
    assert run.outcome is not None, [d.message("en") for d in run.diagnostics]
    found = {a.target.id: a for a in run.outcome.assessments}
    return {case.id: found[f"t{k}"] for k, case in enumerate(cases)}


def said(assessment: Assessment, method: str) -> MethodResult:
    """Return what a named method says of a target."""
    return next(m for m in assessment.methods if m.id == method)


def _workbook(path: Path, cases: Sequence[Case]) -> None:
    path.parent.mkdir(parents=True)
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("series")
    sheet.write_row(0, 0, ["指标", "年份", "数值"])
    rows = ((f"m{k}", year, value) for k, case in enumerate(cases) for year, value in case.series.items())
    for r, row in enumerate(rows, start=1):
        sheet.write_row(r, 0, row)
    book.close()
