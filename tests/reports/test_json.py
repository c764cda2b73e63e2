from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from fzplan.model.results import Assessment, Why
from fzplan.reports import Settings, render
from fzplan.reports.json import faults
from fzplan.reports.schema import schema
from tests.reports.outcomes import DIAGNOSTICS, OUTCOME, PUBLISHED
from tests.snapshots import same

ROOT = Path(__file__).parents[2]


def document(lang: str = "zh", outcome: Any = OUTCOME) -> Any:
    return json.loads(render(outcome, "json", lang))  # type: ignore[arg-type]


def target(id_: str, lang: str = "zh") -> dict[str, Any]:
    found: dict[str, Any] = next(t for t in document(lang)["targets"] if t["id"] == id_)
    return found


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_document_is_as_recorded(lang: str) -> None:
    same(f"json/{lang}.json", str(render(OUTCOME, "json", lang)))  # type: ignore[arg-type]


@pytest.mark.parametrize("outcome", [OUTCOME, PUBLISHED, replace(OUTCOME, assessments=())])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_document_fits_the_schema(outcome: Any, lang: str) -> None:
    jsonschema.Draft202012Validator(schema()).validate(document(lang, outcome))
    jsonschema.Draft202012Validator(schema()).validate(faults(DIAGNOSTICS, lang))  # type: ignore[arg-type]


def test_the_schema_is_a_schema_and_the_published_one_is_fresh() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    assert json.loads((ROOT / "docs" / "result.schema.json").read_text(encoding="utf-8")) == schema()


def test_the_schema_refuses_a_null_without_a_reason() -> None:
    found = document()
    found["targets"][0] |= {"actual": None, "why": []}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema()).validate(found)


def test_codes_do_not_change_with_language_or_labels() -> None:
    chinese = target("total_income")
    english = target("total_income", "en")
    assert (chinese["verdict"], chinese["verdict_label"]) == ("behind", "滞后")
    assert (english["verdict"], english["verdict_label"]) == ("behind", "behind")
    own = document(outcome=replace(OUTCOME, plan=replace(OUTCOME.plan, labels={"behind": "有差距"})))
    assert own["targets"][0]["verdict"] == "behind"
    assert own["targets"][0]["verdict_label"] == "有差距"


def test_a_number_that_cannot_be_assessed_is_null_with_a_reason() -> None:
    found = target("income_per_employee")
    assert found["actual"] is None
    assert found["why"] == ["missing_input"]
    assert found["why_label"] == ["缺从业人员平均人数2024年数据"]
    value = next(i for i in document()["indicators"] if i["id"] == "劳均产出")["values"][0]
    assert (value["value"], value["why"]) == (None, ["missing_input"])


def test_what_does_not_apply_is_absent_not_null() -> None:
    assert "progress" not in target("patents")  # an each-year target has no progress
    assert "nature" not in target("patents")  # the plan does not state it
    assert target("energy")["nature"] == "binding"
    assert "comparator" not in target("share")


def test_the_gap_of_a_ratio_has_no_per_cent() -> None:
    assert target("rd_intensity")["gap_percent"] is None
    assert target("total_income")["gap_percent"] == -15.34


def test_a_value_names_the_cells_it_came_from() -> None:
    values = next(i for i in document()["indicators"] if i["id"] == "研发投入强度")["values"]
    assert values[0]["from"] == [
        {
            "measure": "研发费用", "period": "2024", "by": {}, "edition": "", "value": 264.1, "unit": "亿元",
            "place": "data/示例_2024年报.xlsx:主要指标!B5:B204", "rows": 200,
        },
        {
            "measure": "总收入", "period": "2024", "by": {}, "edition": "年报", "value": 8466.0, "unit": "亿元",
            "place": "data/示例_2024年报.xlsx:主要指标!D7",
        },
    ]  # fmt: skip


def test_periods_are_those_of_the_kind() -> None:
    assert target("total_income")["period"] == "2025"
    assert target("new_hnte")["period"] == "2021-01-01/P5Y"
    assert target("total_income")["baseline"] == {"period": "2020", "value": 6648.7}
    assert (target("rd_intensity")["low"], target("rd_intensity")["high"]) == (3.0, 4.0)


def test_findings_carry_their_place_in_parts() -> None:
    cell, yaml, file = document()["diagnostics"]
    assert (cell["file"], cell["sheet"], cell["cell"]) == ("data/示例_2024年报.xlsx", "主要指标", "D14")
    assert [c["cell"] for c in cell["cells"]] == ["B3"]
    assert (yaml["file"], yaml["line"], yaml["column"]) == ("targets.yaml", 10, 5)
    assert (file["place"], file["severity"]) == ("data/公布数据.xlsx", "info")


def test_the_same_outcome_gives_the_same_bytes() -> None:
    assert render(OUTCOME, "json", "zh") == render(OUTCOME, "json", "zh")


def test_a_console_that_is_not_unicode_gets_plain_ascii() -> None:
    text = render(OUTCOME, "json", settings=Settings("zh", encoding="gbk"))
    assert isinstance(text, str)
    assert text.isascii()
    assert json.loads(text) == document()


def test_not_a_number_is_a_bug_and_never_printed() -> None:
    broken = replace(OUTCOME, assessments=(replace(OUTCOME.assessments[0], actual=float("nan")),))
    with pytest.raises(ValueError, match="JSON compliant"):
        render(broken, "json", "zh")


def test_every_field_of_an_assessment_that_holds_a_number_is_in_the_contract() -> None:
    whole = Assessment(OUTCOME.assessments[0].target, "亿元", why=(Why("single_point"),))
    [found] = document(outcome=replace(OUTCOME, assessments=(whole,)))["targets"]
    numbers = {name for name, entry in found.items() if entry is None}
    assert numbers == {
        "actual", "gap", "gap_percent", "shortfall", "attainment", "progress", "time_share", "planned",
        "pace_achieved", "pace_required", "projected", "projected_year", "margin",
    }  # fmt: skip


def test_every_key_is_documented() -> None:
    page = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
    missing = {key for key in keys(document()) if not re.search(rf"[`.]{key}(\[\]|`)", page)}
    assert not missing


def keys(node: Any) -> set[str]:
    if isinstance(node, dict):
        return set(node) | {key for name, inner in node.items() if name != "by" for key in keys(inner)}
    return {key for inner in node for key in keys(inner)} if isinstance(node, list) else set()
