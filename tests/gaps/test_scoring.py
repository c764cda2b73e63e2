"""Scores: 100·min(1, max(0, ratio)), weights, owners, and the veto of binding targets."""

from __future__ import annotations

import pytest

from fzplan import gaps
from fzplan.gaps.scoring import score
from tests.gaps.plans import NAN, Baseline, judged, target


def test_points_by_verdict() -> None:
    assert score(judged(target(at_least=200, by=2025), [100, 110, 130])) == pytest.approx(75)  # 30 of the 40 due
    assert score(judged(target(at_least=200, by=2025), [100, 110, 160])) == 100  # more than due
    assert score(judged(target(at_least=200, by=2025), [100, 90, 80])) == 0
    assert score(judged(target(at_least=200, by=2025), [100, 110, 200])) == 100
    assert score(judged(target(at_least=200, by=2025), [100] * 5 + [190])) == pytest.approx(90)  # p at the end
    assert score(judged(target(at_least=200, by=2025), [NAN, 100])) is None
    assert score(judged(target(kind="each", at_most=3, each=(2021, 2025)), [NAN, 2, 3])) == 100
    assert score(judged(target(kind="each", at_most=3, each=(2021, 2025)), [NAN, 2, 4])) == pytest.approx(75)  # T/v
    assert score(judged(target(direction=1, over=(2021, 2025)), [3, 2])) == 0


def test_sheets_for_the_plan_and_each_owner() -> None:
    good = judged(target(at_least=200, by=2025, weight=3, owner="科创处"), [100, 120, 140])
    half = judged(target(at_least=200, by=2025, owner="科创处"), [100, 110, 120])
    other = judged(target(at_least=200, by=2025, weight=2, owner="招商处"), [NAN, 100])
    silent = judged(target(at_least=200, by=2025), [100, 120, 140])
    whole, first, second = gaps.sheets([good, half, other, silent])
    assert (whole.owner, whole.weight, whole.total, whole.left_out) == ("", 4, pytest.approx(87.5), ("t",))
    assert (first.owner, first.total, len(first.lines)) == ("科创处", pytest.approx(87.5), 2)
    assert (second.owner, second.total) == ("招商处", None)
    assert gaps.sheets([silent]) == ()


def test_a_binding_target_is_broken_by_missing_it_never_by_being_behind() -> None:
    aim = target(at_least=200, by=2025, nature="binding", weight=1)
    behind, missed = judged(aim, [100, 101, 102]), judged(aim, [100] * 6)
    yearly = target(kind="each", at_most=3, each=(2021, 2025), nature="binding", weight=1)
    kept = target(at_least=90, by=2025, nature="binding", weight=1, baseline=Baseline(2020))
    assert not gaps.breached(behind)
    assert gaps.breached(missed)
    assert gaps.breached(judged(yearly, [NAN, 4, 3]))
    assert gaps.breached(judged(kept, [100, 80, 95]))
    assert not gaps.breached(judged(target(at_least=200, by=2025), [100] * 6))
    average = target(kind="each", at_least=3, each=(2021, 2025), nature="binding", reading="average")
    assert not gaps.breached(judged(average, [NAN, 2, 5]))  # the average counts, not every year
    loose = judged(target(at_least=200, by=2025, nature="binding"), [100] * 6)  # carries no weight and is missed
    scored = judged(target(at_least=200, by=2025, weight=1, owner="科创处"), [100, 120, 140])
    assert [sheet.breached for sheet in gaps.sheets([scored, loose])] == [("t",), ()]
    (plain, *_), (vetoed, *_) = gaps.sheets([missed]), gaps.sheets([missed], veto=True)
    assert (plain.total, plain.breached, vetoed.total) == (0, ("t",), None)
    assert (plain.vetoed, vetoed.vetoed) == (False, True)
