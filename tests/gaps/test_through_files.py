"""Published cases through a real plan file and a real workbook: one measure, indicator and target a case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from fzplan import workflow
from tests import builders
from tests.gaps.test_published import number, published

if TYPE_CHECKING:
    from pathlib import Path

    from fzplan.model.results import Assessment

YEARS = range(1990, 2027)
HEAD = """fzplan: 1
plan: {name: 公布的算例, baseline: 2015, span: 1991-2050}
forms:
  年报: {files: "*.xlsx", rows: measure, columns: period, fixed: {unit: "1"}}
"""


def assessed(folder: Path, cases: list[tuple[str, dict[int, float]]]) -> tuple[Assessment, ...]:
    """Write a plan of one target a case and a workbook of one row a case, and compute them."""
    numbered = list(enumerate(cases))
    measures = "".join(f'  m{i}: {{unit: "1", kind: stock}}\n' for i, _ in numbered)
    indicators = "".join(
        f'  i{i}: {{unit: "1", formula: m{i}, target: {{id: t{i}, {aim}}}}}\n' for i, (aim, _) in numbered
    )
    plan = builders.plan(folder, f"{HEAD}measures:\n{measures}indicators:\n{indicators}")
    header = " | ".join(["指标", *map(str, YEARS)])
    rows = [
        " | ".join([f"m{i}", *(repr(series[y]) if y in series else "" for y in YEARS)]) for i, (_, series) in numbered
    ]
    builders.workbook(folder / "data" / "年报.xlsx", {"年报": "\n".join([header, *rows])})
    outcome = workflow.compute(plan, [folder / "data"]).outcome
    assert outcome is not None
    return outcome.assessments


def aim_of(case: dict[str, Any], method: str) -> str:
    base, due, up = int(case["base_year"]), int(case["target_year"]), case["direction"] > 0
    options = f"baseline: {base}, method: {method}"
    if case["target"] is not None:
        return f"{'at_least' if up else 'at_most'}: {case['target']!r}, by: {due}, {options}"
    limit = "" if case["limit"] is None else f", limit: {case['limit']}"
    return f"direction: {'up' if up else 'down'}, over: {base + 1}-{due}, {options}{limit}"


def series_of(case: dict[str, Any]) -> dict[int, float]:
    points = (("base_year", "base_value"), ("current_year", "current_value"))
    return {int(case[year]): float(case[value]) for year, value in points if case[value] is not None}


@pytest.mark.parametrize(("name", "method"), [("statcan", "cagr-ratio"), ("eustat", "eustat")])
def test_every_published_series(name: str, method: str, tmp_path: Path) -> None:
    cases = published(name)
    found = assessed(tmp_path, [(aim_of(case, method), series_of(case)) for case in cases])
    assert len(found) == len(cases)
    for assessment, case in zip(found, cases, strict=True):
        said = assessment.methods[-1]
        assert (said.id, said.status) == (method, case["status"]), case
        assert number(said.ratio) == pytest.approx(number(case["progress_value"]), rel=1e-9, abs=1e-9, nan_ok=True)
        assert number(said.score) == pytest.approx(number(case["score"]), rel=1e-9, abs=1e-9, nan_ok=True)


def test_every_german_symbol_that_follows_its_rule(tmp_path: Path) -> None:
    cases = published("dns")
    found = assessed(tmp_path, [(german_aim(case), german_series(case)) for case in cases])
    for assessment, case in zip(found, cases, strict=True):
        assert assessment.methods[-1].status == case["published"] or not case["match"], case


def german_aim(case: dict[str, Any]) -> str:
    word = "at_least" if case["direction"] > 0 else "at_most"
    if case["kind"] == "dir":
        return f"direction: {'up' if case['direction'] > 0 else 'down'}, over: 2001-2030, method: dns-weather"
    if case["kind"] == "c":
        return f"{word}: {case['target']}, each: 2001-2030, method: dns-weather"
    return f"{word}: {case['target']}, by: {case['target_year'] or 2030}, baseline: 2000, method: dns-weather"


def german_series(case: dict[str, Any]) -> dict[int, float]:
    return {int(year): float(value) for year, value in case["series"].items() if value is not None}
