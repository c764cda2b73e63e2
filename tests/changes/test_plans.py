"""What two plans say otherwise, key by key; values and verdicts that only one of them has."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from fzplan import changes, periods
from fzplan.changes.defining import definitions
from fzplan.model.changes import Flip, PlanChange
from fzplan.model.plan import Baseline
from fzplan.model.results import Assessment, Outcome, Value, Why
from tests.changes.test_compare import judged
from tests.cube.samples import extraction, plan
from tests.gaps.plans import plan_of, target

YEAR = periods.year(2024)
MISSING = (Why("missing_input", (("name", "总收入"), ("period", "2024"))),)


def run_of(figures: list[float | None], verdict: str, outlook: str | None, bound: int) -> Outcome:
    declared = plan_of(target(at_least=bound, by=2025))
    values = tuple(
        Value("x", periods.year(2021 + n), {}, figure, why=() if figure is not None else MISSING)
        for n, figure in enumerate(figures)
    )
    judged_ = Assessment(declared.targets[0], "亿元", verdict=verdict, outlook=outlook)  # type: ignore[arg-type]
    return Outcome(declared, YEAR, extraction(), values, (judged_,))


RUNS = st.builds(
    run_of, st.lists(st.none() | st.integers(0, 3).map(float), max_size=4),
    st.sampled_from(["behind", "on_track", "not_assessable"]), st.sampled_from([None, "likely"]), st.integers(1, 3),
)  # fmt: skip


def of(*targets: object, values: tuple[Value, ...] = ()) -> Outcome:
    declared = plan_of(*targets)  # type: ignore[arg-type]
    judged_ = tuple(Assessment(t, "亿元", verdict="behind") for t in declared.targets)
    return Outcome(declared, YEAR, extraction(), values, judged_)


def test_a_target_that_was_raised_is_told_by_its_key() -> None:
    before, after = of(target(at_least=100, by=2025)), of(target(at_least=120, by=2025))
    [changed] = changes.compare(before, after).plan
    assert (changed.part, changed.key) == ("target", "at_least")
    assert (changed.before, changed.after) == ("100", "120")


def test_another_comparison_another_time_another_base() -> None:
    before = of(target(at_least=100, by=2025))
    after = of(target(more_than=100, by=2024, baseline=Baseline(2020, 39.9)))
    found = {one.key: (one.before, one.after) for one in changes.compare(before, after).plan}
    assert found["more_than"] == ("", "100")
    assert found["at_least"] == ("100", "")
    assert found["by"] == ("2025", "2024")
    assert found["baseline"][1] == "2020 39.9"


def test_a_target_of_one_side_is_one_change_and_one_verdict() -> None:
    before = judged("behind", None)
    after = replace(before, plan=plan(span=(2020, 2021, 2025)), assessments=())
    found = changes.compare(before, after)
    gone = [one for one in found.plan if one.part == "target"]
    assert [(one.key, one.after) for one in gone] == [("", "")]
    assert "at_least: 100" in gone[0].before
    assert found.verdicts == (Flip("t", "behind", ""),)


def test_the_plan_itself() -> None:
    before = judged("behind", None)
    head = replace(before.plan.head, rounding="gb8170", baseline=2019)
    found = changes.compare(before, replace(before, plan=replace(before.plan, head=head))).plan
    assert found == (
        PlanChange("plan", "plan", "baseline", str(before.plan.head.baseline), "2019"),
        PlanChange("plan", "plan", "rounding", "half_up", "gb8170"),
    )


def test_indicators_that_became_assessable_or_ceased_to_be_have_their_why() -> None:
    known, unknown = (Value("x", YEAR, {}, 96.0),), (Value("x", YEAR, {}, None, why=MISSING),)
    one = target(at_least=100, by=2025)
    [ceased] = changes.compare(of(one, values=known), of(one, values=unknown)).indicators
    assert (ceased.before, ceased.after, ceased.why_before, ceased.why_after) == (96.0, None, (), MISSING)
    [became] = changes.compare(of(one, values=unknown), of(one, values=known)).indicators
    assert (became.after, became.why_before, became.why_after) == (96.0, MISSING, ())
    assert not changes.compare(of(one, values=unknown), of(one, values=unknown)).indicators


def test_members_that_only_one_plan_has_a_target_for_are_no_loss() -> None:
    one = target(at_least=100, by=2025)
    member = Value("x", YEAR, {"园区": "东区"}, 5.0)
    assert not changes.compare(of(one, values=(member,)), of(one)).indicators


def test_a_verdict_that_became_not_assessable_says_why() -> None:
    before = judged("behind", None)
    lost = replace(before.assessments[0], verdict="not_assessable", why=MISSING)
    [flip] = changes.compare(before, replace(before, assessments=(lost,))).verdicts
    assert (flip.before, flip.after, flip.why_after) == ("behind", "not_assessable", MISSING)


def test_every_kind_of_target_has_its_comparison() -> None:
    several = plan_of(
        replace(target(between=(3, 4), by=2025), id="range"),
        replace(
            target(at_least=100, by=2025), id="near", kind="match", near="国内生产总值增长", tolerance=0.5, bound=None
        ),
        replace(target(at_least=100, by=2025), id="watched", kind="monitor", monitor="无数值", bound=None, time="none"),
        replace(target(fall_by=0.135, over=(2021, 2025)), id="energy"),
        replace(target(at_least=100, by=2025), id="open", path={2023: 80.0}, milestones={2023: 80.0}, direction=1),
    )
    found = definitions(several)["target"]
    assert found["range"]["between"] == "3～4"
    assert (found["energy"]["fall_by"], found["energy"]["over"]) == ("0.135", "2021-2025")
    assert (found["near"]["near"], found["near"]["within"]) == ("国内生产总值增长", "0.5")
    assert found["watched"]["monitor"] == "true"
    assert "by" not in found["watched"]
    assert (found["open"]["path"], found["open"]["milestones"], found["open"]["direction"]) == (
        "2023: 80", "2023: 80", "up",
    )  # fmt: skip


@given(RUNS, RUNS)
def test_moves_and_flips_one_way_are_those_of_the_other_way_mirrored(one: Outcome, other: Outcome) -> None:
    there, back = changes.compare(one, other), changes.compare(other, one)
    assert not changes.compare(one, one)
    assert [(m.period, m.before, m.after, m.why_before) for m in there.indicators] == [
        (m.period, m.after, m.before, m.why_after) for m in back.indicators
    ]
    assert [(f.before, f.after) for f in there.verdicts] == [(f.after, f.before) for f in back.verdicts]
    assert [(f.before, f.after) for f in there.outlooks] == [(f.after, f.before) for f in back.outlooks]
    assert {(c.key, c.before, c.after) for c in there.plan} == {(c.key, c.after, c.before) for c in back.plan}
