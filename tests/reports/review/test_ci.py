from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.etree.ElementTree import fromstring

import jsonschema
import pytest
import xmlschema

from fzplan.diagnostics import CellRef, FileRef, Severity, Text
from fzplan.reports import Settings
from fzplan.reports.review import render
from fzplan.reports.review.github import MOST
from fzplan.reports.review.places import Region, file_of, region
from tests.reports.review.conftest import many

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from fzplan.diagnostics import Lang
    from fzplan.model.findings import Finding, Review

SCHEMAS = Path(__file__).parents[2] / "schemas"
LANGS = ("zh", "en")


class Annotation(NamedTuple):
    command: str
    properties: dict[str, str]
    message: str


def parsed(output: str) -> list[Annotation]:
    """Read workflow commands as the runner does: escapes are undone after the parts are parted."""
    found = []
    for line in output.splitlines():
        command = re.fullmatch(r"::(?P<name>\w+) (?P<properties>[^\n]*?)::(?P<said>.*)", line)
        assert command, line
        pairs = (pair.partition("=") for pair in command["properties"].split(","))
        given = {key: undone(value, properties=True) for key, _, value in pairs}
        found.append(Annotation(command["name"], given, undone(command["said"])))
    return found


def undone(text: str, *, properties: bool = False) -> str:
    escapes = {"%0D": "\r", "%0A": "\n", **({"%3A": ":", "%2C": ","} if properties else {}), "%25": "%"}
    return re.sub("|".join(escapes), lambda found: escapes[found[0]], text)


def annotations(review: Review, lang: Lang = "zh", **more: Any) -> list[Annotation]:
    return parsed(str(render(review, "github", Settings(lang, **more))))


@pytest.mark.parametrize("lang", LANGS)
def test_annotations_are_read_back(settled: Review, lang: Lang) -> None:
    found = annotations(settled, lang)
    open_ = [finding for finding in settled.findings if finding.standing == "open"]
    assert len(found) == len(open_)
    for finding in open_:
        d = finding.diagnostic
        one = next(a for a in found if a.message.startswith(f"{d.at}: {d.message(lang)}\n"))
        assert one.properties["file"] == d.at.file
        assert one.properties["title"].startswith(f"{d.severity.label.of(lang)} {d.code}")
    levels = [a.command for a in found]
    assert levels == sorted(levels, key=["error", "warning", "notice"].index)


def test_a_cell_stands_in_the_title_and_a_line_of_text_in_its_own_property(faulty: Review) -> None:
    found = annotations(faulty)
    sheet = next(a for a in found if "R01" in a.properties["title"])
    assert sheet.properties == {"file": "data/年报 1#.xlsx", "title": "强制 FZ600 R01 表 一!D4"}
    assert "50%" in sheet.message
    block = next(a for a in found if "R02" in a.properties["title"])
    assert block.properties["title"].endswith("表 一!C5:D5")
    plan = next(a for a in found if "FZ307" in a.properties["title"])
    assert plan.properties == {
        "file": "targets.yaml",
        "line": "9",
        "endLine": "9",
        "col": "3",
        "endColumn": "5",
        "title": "核实 FZ307",
    }
    row = next(a for a in found if a.properties["file"] == "data/企业.csv")
    assert (row.properties["line"], row.properties["col"], row.properties["endColumn"]) == ("2", "3", "3")


def test_a_block_of_lines_has_no_columns(faulty: Review) -> None:
    # GitHub refuses columns where an annotation has several lines
    one = next(finding for finding in faulty.findings if finding.diagnostic.at.file == "data/企业.csv")
    block = replace(one.diagnostic, at=CellRef("data/企业.csv", "", 2, 1, 4, 3))
    found = annotations(replace(faulty, findings=(replace(one, diagnostic=block),)))
    assert {key: found[0].properties[key] for key in found[0].properties if key != "title"} == {
        "file": "data/企业.csv", "line": "2", "endLine": "4",
    }  # fmt: skip


@pytest.mark.parametrize("lang", LANGS)
def test_at_most_ten_of_a_level_and_the_last_tells_of_the_rest(faulty: Review, lang: Lang) -> None:
    flooded = many(faulty, 30)
    errors = [a for a in annotations(flooded, lang) if a.command == "error"]
    at_all = sum(f.severity >= Severity.CONFIRM and f.standing == "open" for f in flooded.findings)
    assert len(errors) == MOST
    assert str(at_all - MOST + 1) in errors[-1].message
    assert [a.properties["title"].split()[0] for a in errors[:-1]] == [Severity.ERROR.label.of(lang)] * (MOST - 1)


def test_files_are_named_from_where_the_run_stands(faulty: Review) -> None:
    paths = {file: f"区/{file}" for file in faulty.files}
    settings = Settings(paths=paths)
    assert any(a.properties["file"] == "区/data/年报2.xlsx" for a in annotations(faulty, paths=paths))
    assert file_of(FileRef("别处.xlsx"), settings) == "别处.xlsx"
    assert any(issue["location"]["path"] == "区/data/年报2.xlsx" for issue in gitlab(faulty, settings))


def test_a_whole_file_is_its_first_line() -> None:
    assert region(FileRef("a.xlsx")) == region(CellRef("a.xlsx", "", 0, 0)) == Region(1, 1, 1, 1)


def test_the_page_of_a_step_stays_within_its_limit(faulty: Review) -> None:
    page = str(render(many(faulty, 9000), "github-summary", Settings()))
    assert 900_000 < len(page.encode()) < 1024 * 1024
    assert "项未列出" in page
    assert len(str(render(many(faulty, 900), "github-summary", Settings(limit=9000))).encode()) <= 9000


def gitlab(review: Review, settings: Settings | None = None) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(render(review, "gitlab", settings or Settings()))
    return found


ISSUES = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "additionalProperties": False,
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "pattern": "^FZ[0-9]{3}(/.+)?$"},
            "fingerprint": {"type": "string", "minLength": 16},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^[^/.]"},  # relative, without ./
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}
"""The format as GitLab documents it (Code Quality, report format)."""


@pytest.mark.parametrize("lang", LANGS)
def test_code_quality_is_as_gitlab_documents_it(settled: Review, clean: Review, lang: Lang) -> None:
    jsonschema.Draft202012Validator(ISSUES).validate(gitlab(settled, Settings(lang)))
    issues = gitlab(settled, Settings(lang))
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    # what is elsewhere is told of, or the merge request would look as if it had mended it
    assert len(issues) == sum(finding.standing in ("open", "elsewhere") for finding in settled.findings)
    assert {"FZ600/R01": "blocker", "FZ307": "major", "FZ308": "info"}.items() <= {
        i["check_name"]: i["severity"] for i in issues
    }.items()
    assert gitlab(clean) == []


def junit(review: Review, lang: Lang = "zh") -> Element:
    content = render(review, "junit", Settings(lang))
    assert isinstance(content, bytes)
    xmlschema.XMLSchema(str(SCHEMAS / "junit-10.xsd")).validate(content.decode())
    return fromstring(content)


def case(root: Element, file: str, name: str) -> Element:
    return next(c for c in root.iter("testcase") if c.get("classname") == file and str(c.get("name")).startswith(name))


@pytest.mark.parametrize("lang", LANGS)
def test_a_suite_is_a_file_and_a_case_a_rule(settled: Review, lang: Lang) -> None:
    root = junit(settled, lang)
    assert [suite.get("name") for suite in root] == [
        "targets.yaml",
        "data/企业.csv",
        "data/年报 1#.xlsx",
        "data/年报2.xlsx",
    ]
    outcomes = {
        suite.get("name"): {str(c.get("name")).split()[0]: c[0].tag if len(c) else "passed" for c in suite}
        for suite in root
    }
    assert outcomes["targets.yaml"]["R04"] == "skipped"
    assert outcomes["targets.yaml"]["FZ307"] == "failure"
    assert outcomes["data/年报 1#.xlsx"] == {
        "FZ308": "system-out",
        "R01": "failure",
        "R02": "system-out",
        "R03": "passed",
    }
    assert outcomes["data/企业.csv"]["R05"] == "failure"
    for suite in root:
        assert int(suite.get("tests", "")) == len(suite)
        assert int(suite.get("failures", "")) == len(suite.findall("testcase/failure"))
        assert int(suite.get("skipped", "")) == len(suite.findall("testcase/skipped"))
    assert int(root.get("failures", "")) == len(root.findall(".//failure"))


def test_a_failure_lists_its_cells_and_an_explained_case_its_reason(faulty: Review, settled: Review) -> None:
    failed = case(junit(faulty), "data/年报 1#.xlsx", "R02").find("failure")
    assert failed is not None
    assert failed.get("type") == "confirm"
    assert [line.split(":")[0] for line in str(failed.text).splitlines()] == ["表 一!C5", "表 一!D5"]
    told = case(junit(settled), "data/年报 1#.xlsx", "R02").findtext("system-out", "")
    assert told.splitlines()[0] == "表 一!C5: 已说明: =两年口径不同，已与上级核对"
    known = case(junit(settled), "data/年报2.xlsx", "FZ403").findtext("system-out", "")
    assert known == "表!D2: 基线内"


def test_what_could_not_be_evaluated_is_said(faulty: Review) -> None:
    root = junit(faulty, "en")
    skipped = case(root, "targets.yaml", "R04").find("skipped")
    assert skipped is not None
    assert skipped.get("message") == "none of its figures was read"
    assert "not evaluable at 1 places" in case(root, "data/企业.csv", "R05").findtext("system-out", "")


def test_a_check_with_missing_figures_only_is_skipped_with_the_reason(faulty: Review) -> None:
    counted = tuple(
        replace(one, passed=0, failed=0, unknown=3, because=Text("缺 总收入", "no total"))
        for one in faulty.counted
        if one.id == "R03"
    )
    root = junit(replace(faulty, counted=counted, findings=()))
    skipped = case(root, "data/年报 1#.xlsx", "R03").find("skipped")
    assert skipped is not None
    assert skipped.get("message") == "缺 总收入"


def test_a_missing_figure_that_is_an_error_fails_its_case(faulty: Review) -> None:
    told = next(f for f in faulty.findings if f.diagnostic.code == "FZ603")
    raised = replace(told, diagnostic=replace(told.diagnostic, severity=Severity.ERROR))
    root = junit(replace(faulty, findings=(raised,)))
    assert case(root, "targets.yaml", "R05").find("failure") is not None


def test_a_clean_file_has_a_case_that_passes(clean: Review, faulty: Review) -> None:
    assert [c.get("name") for c in junit(clean).iter("testcase")] == ["内置审核", "内置审核"]
    nothing = replace(faulty, plan=None, extraction=None, findings=faulty.findings[:1], counted=faulty.counted)
    assert junit(nothing).get("errors") == "0"


def test_a_flood_is_cut_in_the_body_and_counted(faulty: Review) -> None:
    body = case(junit(many(faulty, 300)), "data/年报2.xlsx", "FZ402").findtext("failure", "")
    assert body.splitlines()[-1] == "另有 101 处"
    assert (
        case(junit(many(faulty, 300), "en"), "data/年报2.xlsx", "FZ402").findtext("failure", "").endswith("\n101 more")
    )


def test_characters_that_xml_cannot_hold_are_left_out(faulty: Review) -> None:
    def damaged(finding: Finding) -> Finding:
        d = finding.diagnostic
        return replace(finding, diagnostic=replace(d, facts={**d.facts, "text": "约\x00八\x1b千\ud800"}))

    junit(replace(faulty, findings=tuple(map(damaged, faulty.findings))))


def sarif(review: Review, lang: Lang = "zh") -> Any:
    log = json.loads(render(review, "sarif", Settings(lang)))
    schema = json.loads((SCHEMAS / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))
    jsonschema.Draft4Validator(schema).validate(log)
    return log["runs"][0]


@pytest.mark.parametrize("lang", LANGS)
def test_sarif_fits_the_official_schema(settled: Review, faulty: Review, clean: Review, lang: Lang) -> None:
    for review in (settled, faulty, clean):
        run = sarif(review, lang)
        assert len(run["results"]) == len(review.findings)
        rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
        assert rules == sorted(set(rules)) == [rule["id"] for rule in run["translations"][0]["rules"]]
        assert all(rules[result["ruleIndex"]] == result["ruleId"] for result in run["results"])
        prints = [result["partialFingerprints"]["fzplan/v1"] for result in run["results"]]
        assert len(set(prints)) == len(prints)


def result(run: Any, rule: str) -> Any:
    return next(one for one in run["results"] if one["ruleId"] == rule)


def test_a_cell_is_a_logical_place_and_a_region(faulty: Review) -> None:
    run = sarif(faulty)
    one = result(run, "FZ600/R01")
    assert one["locations"][0] == {
        "physicalLocation": {
            "artifactLocation": {"uri": "data/%E5%B9%B4%E6%8A%A5%201%23.xlsx"},
            "region": {"startLine": 4, "startColumn": 4, "endLine": 4, "endColumn": 5},
        },
        "logicalLocations": [{"name": "D4", "fullyQualifiedName": "表 一!D4", "kind": "cell"}],
    }
    assert one["relatedLocations"][0]["logicalLocations"][0]["fullyQualifiedName"] == "表 一!D3"
    assert (one["level"], one["kind"], one["properties"]["check"]) == ("error", "fail", "R01")
    assert result(run, "FZ600/R02")["locations"][0]["logicalLocations"][0]["kind"] == "range"
    plan = result(run, "FZ307")["locations"][0]
    assert "logicalLocations" not in plan
    assert plan["physicalLocation"]["region"] == {"startLine": 9, "startColumn": 3, "endLine": 9, "endColumn": 6}


def test_a_sheet_is_a_logical_place_too(faulty: Review) -> None:
    one = faulty.findings[0]
    moved = replace(one, diagnostic=replace(one.diagnostic, at=FileRef("a.xlsx", "表")))
    assert (
        sarif(replace(faulty, findings=(moved,)))["results"][0]["locations"][0]["logicalLocations"][0]["kind"]
        == "sheet"
    )


def test_what_is_settled_is_suppressed_and_what_is_unknown_is_open(settled: Review) -> None:
    run = sarif(settled)
    assert result(run, "FZ600/R02")["suppressions"][0]["justification"] == "=两年口径不同，已与上级核对"
    assert result(run, "FZ403")["suppressions"][0]["justification"] == "基线内"
    assert "suppressions" not in result(run, "FZ308")
    unknown = result(run, "FZ603/R05")
    assert (unknown["kind"], unknown["level"]) == ("open", "none")


def test_rules_have_their_page_in_both_languages(faulty: Review) -> None:
    run = sarif(faulty)
    rule = next(rule for rule in run["tool"]["driver"]["rules"] if rule["id"] == "FZ600/R02")
    page = next(f.diagnostic.rule.page for f in faulty.findings if f.diagnostic.code == "FZ600")
    assert page.zh in rule["help"]["text"]
    assert page.en in rule["help"]["text"]
    assert "{" not in rule["help"]["text"]
    assert rule["shortDescription"]["text"].startswith("R02: ")
    other = next(rule for rule in run["translations"][0]["rules"] if rule["id"] == "FZ600/R02")
    assert other["fullDescription"]["text"] == page.en
    assert run["translations"][0]["language"] == "en-US"


@pytest.mark.parametrize("lang", LANGS)
def test_five_thousand_results_are_kept_the_worst_and_the_others_counted(faulty: Review, lang: Lang) -> None:
    flooded = many(faulty, 6000)
    log = json.loads(render(flooded, "sarif", Settings(lang)))["runs"][0]
    assert len(log["results"]) == 5000
    assert {one["level"] for one in log["results"]} == {"error"}
    said = log["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]
    assert str(len(flooded.findings) - 5000) in said


def test_rules_of_a_check_stand_at_their_worst_level(faulty: Review) -> None:
    one = next(f for f in faulty.findings if f.diagnostic.facts.get("check") == "R05" and f.severity == Severity.VERIFY)
    worse = replace(one, diagnostic=replace(one.diagnostic, severity=Severity.ERROR))
    run = sarif(replace(faulty, findings=(one, worse)))
    assert [rule["defaultConfiguration"]["level"] for rule in run["tool"]["driver"]["rules"]] == ["error"]
