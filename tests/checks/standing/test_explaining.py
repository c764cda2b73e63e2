"""What an explanation settles by the level of its finding, and what is said of those that settle nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fzplan.checks.standing.explaining import explained
from fzplan.checks.standing.fingerprints import marked
from fzplan.diagnostics import About, CellRef, Instance, Rule, Severity, Span, Text
from fzplan.model.findings import Explanation

if TYPE_CHECKING:
    from fzplan.model.findings import Finding

RULE = Rule(
    "FZ499", "made-up", Severity.VERIFY, says=Text("{n}", "{n}"), mend=Text("", ""), page=Text("", "")
)  # fmt: skip
REASON = "三季度停产检修"


def finding(level: Severity = Severity.VERIFY, value: str = "999|40", *, places: int = 1, check: str = "R1") -> Finding:
    """Return a finding of a check about firm A1, of as many years as it has places."""
    at = [CellRef("a.xlsx", "表", 2, 2 + k) for k in range(places)]
    about = [About("年报", "A1", "女性", str(2021 + k), "", value) for k in range(places)]
    instances = tuple(map(Instance, at, about))
    return marked([RULE(at[0], severity=level, instances=instances, check=check, n=1)])[0]


def entry(of: Finding, place: int = 0, **other: str) -> Explanation:
    """Return an explanation of one place of a finding."""
    mark = of.marks[place]
    said = {
        "rule": "R1", "entity": mark.about.entity, "period": mark.about.period, "stamp": mark.stamp, "reason": REASON,
        "by": "张三", "confirmed": "", "date": "2026-03-01", "expires": "",
    }  # fmt: skip
    return Explanation(**{**said, **other}, at=Span("explanations.yaml", 3, 5))


def outcome(found: Finding, *entries: Explanation, today: str = "") -> tuple[list[str], list[str]]:
    """Return the standing of each place, and the codes of what is said."""
    (stood,), said = explained([found], entries, today)
    return [mark.standing for mark in stood.marks], [d.code for d in said]


@pytest.mark.parametrize(
    ("level", "other", "expected"),
    [
        (Severity.VERIFY, {}, ("explained", [])),
        (Severity.VERIFY, {"confirmed": "张三"}, ("explained", [])),
        (Severity.VERIFY, {"by": " "}, ("open", ["FZ634"])),
        (Severity.CONFIRM, {"confirmed": "李四"}, ("explained", [])),
        (Severity.CONFIRM, {}, ("open", ["FZ634"])),
        (Severity.CONFIRM, {"confirmed": "张 三"}, ("open", ["FZ634"])),
        (Severity.CONFIRM, {"by": "", "confirmed": "李四"}, ("open", ["FZ634"])),
        (Severity.ERROR, {"confirmed": "李四"}, ("open", ["FZ634"])),
        (Severity.INFO, {}, ("open", ["FZ633"])),
        (Severity.VERIFY, {"reason": "核实无误"}, ("open", ["FZ632"])),
        (Severity.ERROR, {"reason": "核实无误"}, ("open", ["FZ632"])),
    ],
)
def test_what_each_level_needs(level: Severity, other: dict[str, str], expected: tuple[str, list[str]]) -> None:
    found = finding(level)
    standing, codes = outcome(found, entry(found, **other))
    assert (*standing, codes) == expected


def test_an_error_says_that_no_explanation_settles_it() -> None:
    found = finding(Severity.ERROR)
    (said,) = explained([found], [entry(found)])[1]
    assert said.message("zh") == "R1 A1 2021 是强制性问题，说明不能使它通过：强制性问题必须改正数据，不接受说明"
    assert said.message("en") == (
        "R1 A1 2021 is of the level error, which this explanation does not settle: "
        "an error has to be corrected, no explanation settles it"
    )


def test_an_explanation_is_void_when_a_figure_changes_and_both_are_told() -> None:
    before, now = finding(value="999|40"), finding(value="998|40")
    (said,) = explained([now], [entry(before, figures="999人 / 40人")])[1]
    assert (said.code, said.severity) == ("FZ631", Severity.INFO)
    assert said.message("zh") == "R1 A1 2021 的说明已失效：说明时的数是 999人 / 40人，现在是 998 / 40"
    assert said.message("en") == (
        "the explanation of R1 A1 2021 is void: it was written for 999人 / 40人, the figures are now 998 / 40"
    )
    assert explained([now], [entry(before)])[1][0].facts["before"] == f"stamp {before.marks[0].stamp}"


def test_the_figures_of_now_are_the_sides_compared_as_the_list_prints_them() -> None:
    """女性 ≤ 上年人数 × 1.5: of the 40人 that were read the list prints 60人."""
    at, about = CellRef("a.xlsx", "表", 2, 2), About("年报", "A1", "女性", "2021", "", "998|40")
    sides = {"lhs": 998.0, "rhs": 60.0, "unit": "人"}
    alone = RULE(at, instances=(Instance(at, about),), check="R1", n=1, **sides)
    one_of_several = RULE(at, instances=(Instance(at, about, {"check": "R1", **sides}),), check="R1", n=1)
    for now in (alone, one_of_several):
        (said,) = explained(marked([now]), [entry(finding(), figures="999人 / 60人")])[1]
        assert said.facts["now"].zh == "998人 / 60人"


def test_a_figure_that_is_missing_now_is_told_as_such() -> None:
    (said,) = explained([finding(value="|40")], [entry(finding())])[1]
    assert said.facts["now"].en == "— / 40"


@pytest.mark.parametrize("other", [{"rule": "R9"}, {"entity": "A2"}, {"period": "2020"}])
def test_an_explanation_of_nothing_is_told(other: dict[str, str]) -> None:
    found = finding()
    assert outcome(found, entry(found, **other)) == (["open"], ["FZ633"])


def test_a_changed_figure_that_another_entry_explains_is_no_reason_to_call_the_old_one_void() -> None:
    before, now = finding(value="999|40"), finding(value="998|40")
    assert outcome(now, entry(now), entry(before)) == (["explained"], ["FZ633"])


def test_the_same_said_twice_counts_once() -> None:
    found = finding()
    assert outcome(found, entry(found), entry(found)) == (["explained"], ["FZ633"])


def test_each_place_of_a_finding_is_explained_by_itself() -> None:
    found = finding(places=3)
    standing, _ = outcome(found, entry(found, 0), entry(found, 2))
    assert standing == ["explained", "open", "explained"]
    (stood,), _ = explained([found], [entry(found, 0)])
    assert (stood.standing, stood.marks[0].explanation) == ("open", entry(found, 0))


@pytest.mark.parametrize(
    ("today", "standing"),
    [("2026-12-31", "explained"), ("2027-01-01", "open"), ("", "explained")],
    ids=["on its last day", "a day later", "no day given"],
)
def test_an_explanation_that_has_expired(today: str, standing: str) -> None:
    found = finding()
    said = outcome(found, entry(found, expires="2026-12-31"), today=today)
    assert said == ([standing], [] if standing == "explained" else ["FZ635"])


def test_a_built_in_check_is_named_by_its_code() -> None:
    found = finding(check="")
    assert outcome(found, entry(found, rule="FZ499")) == (["explained"], [])
