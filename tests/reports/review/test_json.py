from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from fzplan.reports import Settings
from fzplan.reports.findings import records
from fzplan.reports.review import FORMATS, render
from fzplan.reports.review.schema import schema
from fzplan.reports.schema import schema as result_schema

if TYPE_CHECKING:
    from fzplan.diagnostics import Lang
    from fzplan.model.findings import Review


def document(review: Review, lang: Lang = "zh") -> Any:
    return json.loads(render(review, "json", Settings(lang)))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_review_fits_the_schema(faulty: Review, settled: Review, clean: Review, lang: Lang) -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    for review in (faulty, settled, clean):
        jsonschema.Draft202012Validator(schema()).validate(document(review, lang))
        jsonschema.Draft202012Validator(result_schema()).validate(document(review, lang))


def test_a_finding_has_the_shape_that_compute_gives_it(settled: Review) -> None:
    told = document(settled)["diagnostics"]
    plain = json.loads(json.dumps(records(settled.diagnostics, "zh")))
    for mine, theirs in zip(told, plain, strict=True):
        assert {key: mine[key] for key in theirs} == theirs


def test_a_comparison_has_its_figures_as_numbers(faulty: Review) -> None:
    found = next(d for d in document(faulty)["diagnostics"] if d.get("check") == "R01")
    # 女性 999 against 年末人员 40; counted things are exact
    assert (found["lhs"], found["rhs"], found["diff"], found["tolerance"], found["unit"]) == (999, 40, 959, 0, "人")
    assert (found["period"], found["standing"], found["cell"]) == ("2021", "open", "D4")


def test_each_place_of_a_folded_finding_stands_by_itself(settled: Review) -> None:
    found = next(d for d in document(settled)["diagnostics"] if d.get("check") == "R02")
    assert found["range"] == "C5:D5"
    assert [place["cell"] for place in found["places"]] == ["C5", "D5"]
    # 4 + 7 = 11 against 10, 5 + 8 = 13 against 12
    assert [(place["lhs"], place["rhs"], place["period"]) for place in found["places"]] == [
        (10, 11, "2020"),
        (12, 13, "2021"),
    ]
    assert "2021年" in found["places"][1]["message"]
    assert "相邻" not in found["places"][1]["message"]
    assert found["places"][0]["explanation"]["by"] == "张三"
    assert len({place["fingerprint"] for place in found["places"]}) == 2


def test_the_three_outcomes_of_every_check(settled: Review) -> None:
    checks = {check["id"]: check for check in document(settled)["checks"]}
    assert list(checks) == ["R01", "R02", "R03", "R04", "R05"]
    # three years; 2021 fails
    assert (checks["R01"]["passed"], checks["R01"]["failed"], checks["R01"]["not_evaluable"]) == (2, 1, 0)
    assert (checks["R02"]["failed"], checks["R02"]["explained"]) == (2, 2)
    # three firms: 20 > 10 and 9 > 8 fail, one has no figure
    assert (checks["R05"]["passed"], checks["R05"]["failed"], checks["R05"]["not_evaluable"]) == (0, 2, 1)
    assert "研发" in checks["R05"]["because"]


def test_the_totals_are_those_of_the_whole_review(settled: Review) -> None:
    summary = document(settled)["summary"]
    places = [mark for finding in settled.findings for mark in finding.marks]
    assert summary["findings"] == len(settled.findings)
    assert summary["places"] == len(places) == sum(summary["standing"].values())
    assert summary["standing"]["explained"] == 2
    assert sum(summary["open"].values()) == summary["standing"]["open"]


def test_a_plan_without_checks_says_so(clean: Review, faulty: Review) -> None:
    assert document(clean)["built_in_only"] is True
    assert document(faulty)["built_in_only"] is False
    assert document(clean)["diagnostics"] == []


def test_every_format_gives_the_same_bytes_twice(settled: Review) -> None:
    for name in FORMATS:
        assert render(settled, name, Settings()) == render(settled, name, Settings()), name
