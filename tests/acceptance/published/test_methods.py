"""The published methods reproduce the published results, from a plan file and a workbook to the verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.acceptance.published.series import Case, assessed, published, said

if TYPE_CHECKING:
    from pathlib import Path

    from fzplan.model.results import MethodResult


def level_case(identifier: str, found: dict[str, Any], *, compat: bool = False) -> Case:
    """A base, a current value, and a target or a direction: the cases of the CAGR methods."""
    series = {
        int(found[f"{which}_year"]): float(found[f"{which}_value"])
        for which in ("base", "current")
        if found[f"{which}_value"] is not None
    }
    up = found["direction"] == 1
    if found["target"] is not None:
        target = f"{'at_least' if up else 'at_most'}: {found['target']!r}, by: {int(found['target_year'])}"
    else:
        target = f"direction: {'up' if up else 'down'}, over: {int(found['base_year']) + 1}-{int(found['target_year'])}"
    limit = f", limit: {found['limit']!r}" if found["limit"] is not None else ""
    substitute = ", compat: sdg-build" if compat else ""
    return Case(identifier, series, f"{target}, baseline: {int(found['base_year'])}{limit}{substitute}", found)


def agrees(result: MethodResult, expected: dict[str, Any]) -> bool:
    """Ratio, status and score equal at 1e-9; a case without a published value has none of ours."""
    numbers = ((result.ratio, expected["progress_value"]), (result.score, expected["score"]))
    same = all(
        (ours is None and theirs is None)
        or (ours is not None and theirs is not None and ours == pytest.approx(theirs, rel=1e-9, abs=1e-9))
        for ours, theirs in numbers
    )
    return same and result.status == expected["status"]


@pytest.mark.parametrize(("name", "method"), [("statcan", "cagr-ratio"), ("eustat", "eustat")])
def test_every_published_case_of_the_cagr_methods(name: str, method: str, tmp_path: Path) -> None:
    cases = [level_case(f"{k}", found, compat=name == "statcan") for k, found in enumerate(published(name))]
    results = assessed(tmp_path, cases, method)
    wrong = [
        (case.expected["series" if name == "statcan" else "id"], said(results[case.id], method), case.expected)
        for case in cases
        if case.series and not agrees(said(results[case.id], method), dict(case.expected))
    ]
    assert not wrong


def dns_case(identifier: str, found: dict[str, Any]) -> Case:
    """A whole series up to the year of the report; reach (by 2030 where only its text says so), constant, direction."""
    series = {int(year): float(value) for year, value in found["series"].items()}
    up = found["direction"] == 1
    compared = f"{'at_least' if up else 'at_most'}: {found['target']!r}"
    target = {
        "v": f"{compared}, by: {found['target_year'] or 2030}",
        "c": f"{compared}, each: {min(series) + 1}-2030",
        "dir": f"direction: {'up' if up else 'down'}, over: {min(series) + 1}-2030",
    }[found["kind"]]
    return Case(identifier, series, f"{target}, baseline: {min(series)}", found)


def test_every_published_weather_symbol_that_its_own_formula_gives(tmp_path: Path) -> None:
    cases = [dns_case(f"{k}", found) for k, found in enumerate(published("dns")) if found["match"]]
    results = assessed(tmp_path, cases, "dns-weather")
    wrong = [
        (case.expected["indicator"], case.expected["year"], said(results[case.id], "dns-weather"))
        for case in cases
        if said(results[case.id], "dns-weather").status != case.expected["published"]
    ]
    assert not wrong
