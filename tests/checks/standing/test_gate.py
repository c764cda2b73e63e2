"""The exit code and its sentence, for every level, with and without --strict."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from fzplan.checks.standing.fingerprints import marked
from fzplan.checks.standing.gate import gate
from fzplan.diagnostics import CellRef, FileRef, Instance, Rule, Severity, Span, Text
from fzplan.model.findings import Finding, Review

if TYPE_CHECKING:
    from fzplan.model.findings import Standing

RULE = Rule("FZ499", "made-up", Severity.VERIFY, says=Text("", ""), mend=Text("", ""), page=Text("", ""))
LEVELS = ("error", "confirm", "verify", "info")


def finding(level: str, *standings: Standing) -> Finding:
    at = CellRef("a.xlsx", "表", 2, 2)
    instances = tuple(Instance(at, about) for about in [type(marked([RULE(at)])[0].marks[0].about)()] * len(standings))
    (found,) = marked([RULE(at, severity=Severity[level.upper()], instances=instances)])
    marks = tuple(m._replace(standing=s) for m, s in zip(found.marks, standings, strict=True))
    return Finding(found.diagnostic, marks)


def unknown(count: int) -> Finding:
    facts: dict[str, Any] = {"outcome": "not_evaluable", "check": "R1"}
    return marked([RULE(Span("t.yaml", 3, 3), severity=Severity.INFO, **facts, **({"count": count} if count else {}))])[
        0
    ]


def review(*findings: Finding, unusable: bool = False) -> Review:
    return Review(None, "targets.yaml", findings, unusable=unusable)


@pytest.mark.parametrize("fail_on", [*LEVELS, "never"])
@pytest.mark.parametrize("level", LEVELS)
def test_a_finding_blocks_at_its_level_and_below(level: str, fail_on: Any) -> None:
    order = [*LEVELS, "never"]
    blocks = fail_on != "never" and order.index(level) <= order.index(fail_on)
    assert gate(review(finding(level, "open")), fail_on).code == int(blocks)


@pytest.mark.parametrize("standing", ["explained", "known", "elsewhere"])
def test_what_is_settled_blocks_nothing(standing: Standing) -> None:
    assert gate(review(finding("error", standing)), "info").code == 0


def test_one_open_place_of_many_blocks() -> None:
    passed = gate(review(finding("verify", "known", "open", "explained")))
    assert passed.code == 1
    assert passed.sentence.zh == "不通过：待处理 1 处（核实 1）；已说明 1 处；基线中已有 1 处"


@pytest.mark.parametrize(
    ("strict", "fail_on", "code", "zh"),
    [
        (False, "verify", 0, "通过：无法审核 3 处"),
        (True, "verify", 1, "不通过：无法审核 3 处（--strict）"),
        (True, "never", 0, "通过：无法审核 3 处"),
    ],
)
def test_what_cannot_be_evaluated_fails_where_it_is_asked_for(strict: bool, fail_on: Any, code: int, zh: str) -> None:
    """2 places of one check, and another that was not evaluated at all."""
    passed = gate(review(unknown(2), unknown(0)), fail_on, strict=strict)
    assert (passed.code, passed.sentence.zh) == (code, zh)


def test_what_the_baseline_says_could_not_be_evaluated_does_not_fail() -> None:
    one = unknown(2)
    settled = Finding(one.diagnostic, tuple(m._replace(standing="known") for m in one.marks))
    assert gate(review(settled), strict=True).code == 0


def test_the_sentence_counts_the_worst_first_in_both_languages() -> None:
    found = (finding("verify", "open", "open"), finding("error", "open"), finding("info", "elsewhere"), unknown(4))
    assert gate(review(*found)).sentence == (
        "不通过：待处理 3 处（强制 1、核实 2）；不在所改文件中 1 处；无法审核 4 处",
        "fails: 3 to be dealt with (error 1, verify 2); 1 not in the changed files; 4 not evaluable",
    )
    assert gate(review()).sentence == ("通过", "passes")


def test_what_is_not_usable_has_no_verdict() -> None:
    found = marked([RULE(FileRef("targets.yaml"))])
    assert gate(review(*found, unusable=True), "never").code == 2
