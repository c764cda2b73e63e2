"""Worked numbers as a real plan file and a real workbook: a measure, an indicator and a target for each question."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
import xlsxwriter

from fzplan import workflow

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from fzplan.model.results import Assessment, Outcome

SHARED = Path(__file__).parents[4] / "shared" / "cases"
HEAD = "fzplan: 1\nplan: {name: worked numbers, baseline: 2015, span: 1991-2050}\n"


class Asked(NamedTuple):
    """One question: a series, the indicator made of it, its target as YAML, and where the answer is read."""

    series: Mapping[int, float]
    answer: Callable[[Found], Mapping[str, Any]]
    target: str = ""
    formula: str = "m"
    unit: str = "1"
    kind: str = "stock"
    gives: str = ""
    """The unit of the indicator, where it is not that of the series."""
    other: Mapping[int, float] = {}
    """A second series `n`, of the same unit and kind as `m`."""


class Found(NamedTuple):
    """What the run says of one question."""

    id: str
    outcome: Outcome

    @property
    def assessment(self) -> Assessment:
        """The assessed target."""
        return next(a for a in self.outcome.assessments if a.target.id == f"t{self.id}")

    def value(self, year: int) -> float | None:
        """The indicator in a year."""
        return next(v.value for v in self.outcome.values if v.id == f"i{self.id}" and v.period.year == year)

    def said(self, method: str) -> Any:
        """What a named method says."""
        return next(m for m in self.assessment.methods if m.id == method)


def published(name: str) -> list[dict[str, Any]]:
    """Return the cases of a file beside the checkout; skip where it is absent."""
    path = SHARED / f"{name}.json"
    if not path.exists():
        pytest.skip(f"the published cases {name}.json do not lie beside this checkout")
    found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["cases"]
    return found


def answered(folder: Path, asked: Sequence[Asked], methods: tuple[str, ...]) -> list[Found]:
    """Write the plan and the workbook, run `compute`, and return what it says of each question."""
    _workbook(folder / "data" / "series.xlsx", asked)
    lines = [HEAD, "measures:\n"]
    for k, a in enumerate(asked):
        both = ("m", "n") if a.other else ("m",)
        lines += [f'  {letter}{k}: {{unit: "{a.unit}", kind: {a.kind}}}\n' for letter in both]
    lines.append("indicators:\n")
    for k, a in enumerate(asked):
        formula = a.formula.replace("m", f"m{k}").replace("n", f"n{k}") if a.formula in ("m", "m / n") else a.formula
        formula = formula.replace("(m", f"(m{k}")
        unit = a.gives or a.unit
        target = f", target: {{id: t{k}, {a.target}}}" if a.target else ""
        lines.append(f'  i{k}: {{unit: "{unit}", formula: "{formula}"{target}}}\n')
    lines.append('forms:\n  series: {files: series.xlsx, rows: "{measure} > {period}", columns: value}\n')
    plan = folder / "targets.yaml"
    plan.write_text("".join(lines), encoding="utf-8")
    run = workflow.compute(plan, methods=methods)
    assert not run.unusable, [f"{d.at} {d.message('en')}" for d in run.diagnostics]
    assert run.outcome is not None
    return [Found(str(k), run.outcome) for k, _ in enumerate(asked)]


def _workbook(path: Path, asked: Sequence[Asked]) -> None:
    path.parent.mkdir(parents=True)
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("series")
    sheet.write_row(0, 0, ["指标", "年份", "数值"])
    rows = (
        (f"{letter}{k}", year, value)
        for k, a in enumerate(asked)
        for letter, series in (("m", a.series), ("n", a.other))
        for year, value in series.items()
    )
    for r, row in enumerate(rows, start=1):
        sheet.write_row(r, 0, row)
    book.close()
