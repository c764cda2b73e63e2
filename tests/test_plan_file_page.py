"""The reference of the plan file: every key of the schema in both languages, examples that are YAML, a plan that runs."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml
from scripts.docs import plan_file, plan_file_rules
from scripts.docs.plan_file_parts import FIELDS, GROUPS, PARTS, UNIT_EXAMPLE

import fzplan
from fzplan import catalog, plan
from fzplan.plan.build_targets import KINDS
from fzplan.plan.patterns import FIELDS as KNOWN

SCHEMA = plan.schema()
SECTIONS = plan_file.sections(SCHEMA)
KEYS = [(part, key) for part in PARTS for key in SECTIONS[part.name]["properties"]]
DOCS = Path(__file__).parents[1] / "docs"
ANCHOR = re.compile(r'<a id="([^"]+)"></a>')


@pytest.fixture(scope="module", params=(0, 1), ids=("zh", "en"))
def page(request: pytest.FixtureRequest) -> str:
    return plan_file.page(SCHEMA, request.param, DOCS)


def test_every_section_has_its_part() -> None:
    assert sorted(part.name for part in PARTS) == sorted(SECTIONS)


def test_every_key_of_a_long_section_stands_in_a_group() -> None:
    for name, named in GROUPS.items():
        assert sorted(key for _, keys in named for key in keys) == sorted(SECTIONS[name]["properties"])


def test_every_key_is_on_the_page_with_an_anchor_of_its_own(page: str) -> None:
    anchors = ANCHOR.findall(page)
    assert len(anchors) == len(set(anchors))
    assert set(anchors) == {plan_file.anchor(part, key) for part, key in KEYS} | {part.anchor for part in PARTS}


def test_links_within_the_page_lead_somewhere(page: str) -> None:
    assert set(re.findall(r"\]\(#([^)]+)\)", page)) <= set(ANCHOR.findall(page))


def test_links_to_other_pages_lead_somewhere(page: str) -> None:
    targets = {target.partition("#")[0] for target in re.findall(r"\]\(([^)#][^)]*)\)", page)}
    assert {target for target in targets if not (DOCS / target).exists()} == set()


def test_nothing_of_the_schema_shows_through(page: str) -> None:
    assert not re.search(r"\$ref|\$defs|anyOf|None|File\b", page)


def test_every_row_has_three_cells(page: str) -> None:
    rows = [line for line in page.split("\n") if line.startswith("| <a id=")]
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {4}


def test_pages_are_in_their_own_language() -> None:
    english = plan_file.page(SCHEMA, 1, DOCS)
    headings = [line for line in english.split("\n") if line.startswith("#")]
    assert not [line for line in headings if re.search("[一-鿿]", line)]


@pytest.mark.parametrize(("part", "key"), KEYS, ids=[f"{part.id}.{key}" for part, key in KEYS])
def test_examples_are_yaml_of_that_key(part: plan_file.Part, key: str) -> None:
    of = SECTIONS[part.name]["properties"][key]
    shown = [yaml.safe_load(text) for text in plan_file.example(key, of)]
    assert all(set(found) == {key} for found in shown)
    values = [json.loads(json.dumps(found[key])) for found in shown]  # a year is text where it is a key of JSON
    assert values[: len(of.get("examples", ()))] == of.get("examples", [])


@pytest.mark.parametrize(("combination", "kind"), KINDS.items(), ids=[" ".join(map(str, key)) for key in KINDS])
def test_a_combination_makes_the_kind_it_is_listed_with(
    combination: tuple[str, str | None, str], kind: str, tmp_path: Path
) -> None:
    rates = combination[0] == "near" or (combination[1] == "growth" and combination[0] != "reach")
    unit, of = ('"%"', "kind: rate") if rates else ("亿元", "kind: flow")
    file = tmp_path / "targets.yaml"
    file.write_text(
        "plan: {name: 某区规划, span: 2021-2025}\n"
        f"indicators:\n  甲: {{unit: {unit}, {of}, {plan_file.shown(*combination)}}}\n"
        '  国内生产总值增长: {unit: "%", kind: rate}\n',
        encoding="utf-8",
    )
    found, findings = plan.load(file)
    assert [str(finding) for finding in findings] == []
    assert found is not None
    assert [target.kind for target in found.indicators["甲"].targets] == [kind]


def test_what_stands_in_braces_is_what_forms_know() -> None:
    assert set(FIELDS) == set(KNOWN)


def test_units_of_the_plans_own_are_written_as_the_page_says(tmp_path: Path) -> None:
    file = tmp_path / "targets.yaml"
    measures = "measures: {发热量: {unit: 兆卡, kind: flow}}"
    file.write_text(f"plan: {{name: 某区规划, span: 2021-2025}}\n{UNIT_EXAMPLE}\n{measures}\n", encoding="utf-8")
    found, findings = plan.load(file)
    assert found is not None
    assert findings == ()
    assert found.units.parse("兆卡").factor_to(found.units.parse("千卡")) == 1000


def test_the_smallest_plan_file_runs_without_findings(tmp_path: Path) -> None:
    file = plan_file.write(tmp_path)
    assert fzplan.load(file).findings.empty
    result = fzplan.compute(file)
    assert result.findings.empty
    row = result.targets.loc["劳均产出"]
    assert row["actual"] == pytest.approx(8000 / 22)  # 8000亿元 ÷ 22万人 in 万元/人: 10^8 ÷ 10^4 = 万元
    assert row["verdict"] == "on_track"


def test_a_rule_is_known_by_the_line_and_column_of_its_case() -> None:
    assert "FZ703" in plan_file_rules.of_key("TargetFile", "at_most")
    assert "FZ111" not in plan_file_rules.of_section("TargetFile")
    numbers = {rule.code for rule in catalog.rules()}
    assert {code for codes in plan_file_rules.found().values() for code in codes} <= numbers


def test_a_finding_in_data_counts_where_the_plan_declares_it() -> None:
    told = "data/a.csv:B2: error FZ600 甲\n    改\n    -> targets.yaml:5:3: 在此\ntargets.yaml:4:1: info FZ388 乙\n"
    assert plan_file_rules.spoken(told) == [("FZ600", 5, 3), ("FZ388", 4, 1)]
