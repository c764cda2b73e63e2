"""Milestones: the next one due and the last both count (docs/spec/verdicts.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from fzplan.figures import compare as holds
from fzplan.gaps.judging import BEHIND, EARLY, UNLIKELY, Course, Judgement, climb
from fzplan.gaps.kinds.case import meets, pass_comparator
from fzplan.model.results import Why

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from fzplan.gaps.readings import Reading
    from fzplan.model.plan import Comparator

    Numbers = NDArray[np.float64]


def next_milestone(reading: Reading) -> int | None:
    """Return the year of the next milestone due, the judged year itself included; None where none is left."""
    due = [y for y in reading.target.milestones if reading.moment <= y < reading.target.last]
    return min(due, default=None)


def with_milestone(reading: Reading, judged: Judgement, values: Numbers, course: Course, year: int) -> Judgement:
    """Return the worse of the two: on the way to the next milestone, and on the way to the end."""
    height = reading.target.milestones[year]
    met = meets(reading, values, pass_comparator(reading), height)
    if year == reading.moment:
        verdict = np.where(met | (judged.verdict == EARLY), judged.verdict, np.int8(BEHIND))
        return judged._replace(verdict=verdict)
    nearer = climb(values, course._replace(target=np.array(height), early=False), met)
    if course.first:
        return judged
    verdict = np.where(judged.verdict == EARLY, judged.verdict, np.maximum(judged.verdict, nearer.verdict))
    outlook = np.where(judged.verdict == EARLY, judged.outlook, np.maximum(judged.outlook, nearer.outlook))
    verdict = np.where((outlook == UNLIKELY) & (judged.verdict != EARLY), np.int8(BEHIND), verdict)
    return judged._replace(verdict=verdict, outlook=outlook)


def missed_milestones(reading: Reading, comparator: Comparator) -> tuple[tuple[int, ...], tuple[Why, ...]]:
    """Name the milestones whose year has passed and that were not reached then."""
    due = sorted(
        (y, v) for y, v in reading.target.milestones.items() if y <= reading.moment and y < reading.target.last
    )
    missed = [(y, v) for y, v in due if np.isfinite(reading.value(y)) and not holds(reading.value(y), comparator, v)]
    return tuple(y for y, _ in missed), tuple(Why("milestone_missed", (("year", y), ("value", v))) for y, v in missed)
