"""Annual decomposition of targets (年度分解): for each year what is due, what was done, what is still needed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from fzplan.frozen import frozen

if TYPE_CHECKING:
    from fzplan.model.plan import Target
    from fzplan.model.results import Why

PathName = Literal["linear", "geometric", "table", "milestones", "yearly", "keep"]


@frozen
class ScheduleRow:
    """One year of one target, in the schedule's unit; None where there is no figure.

    Of a total, `planned` and `actual` are running sums and `planned_new`, `actual_new` the year's own part.
    `lag` is actual − planned. `required` is what that year still needs so that the target is met in the end: the
    level to stand at, or the year's own part of a total; only for years that have no figure yet.
    """

    year: int
    planned: float | None
    actual: float | None = None
    lag: float | None = None
    required: float | None = None
    planned_new: float | None = None
    actual_new: float | None = None


@frozen
class Schedule:
    """A target decomposed by years.

    `path`: equal steps, constant growth, the plan's own `path:` or `milestones:` by year, the same figure every year,
    or (the base meets the target) a figure to be kept. `why`: reasons why the actual figures cannot stand beside it.
    """

    target: Target
    unit: str
    path: PathName
    rows: tuple[ScheduleRow, ...]
    why: tuple[Why, ...] = ()
    base_year: int | None = None
    base: float | None = None
    goal: float | None = None
    """What stands at the end: the level, the sum, or the yearly figure."""
