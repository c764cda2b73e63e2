"""What differs between two outcomes: the plan, printed figures, indicators, verdicts, outlooks, states of tasks.

Values only; `changes.compare` makes them, reports put them into words. May import: the ground floor.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from fzplan.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fzplan.diagnostics import Place
    from fzplan.model.results import Why
    from fzplan.periods import Period

ChangeKind = Literal["changed", "edition", "added", "removed"]
PlanPart = Literal["plan", "measure", "indicator", "target"]


class Figure(NamedTuple):
    """One side of a changed observation: the figure in the measure's declared unit, and where it stands."""

    value: float
    place: Place
    edition: str = ""
    quality: str = "published"
    published: str = ""
    """Day of publication (ISO), "" where it is not stated."""
    unit: str = ""
    """As printed."""
    counts: bool = True
    """It is the one that counts among the prints of its measure, period, members and basis."""


@frozen
class ChangedObservation:
    """A printed figure of one measure, period, members and basis; None on the side where there is none."""

    measure: str
    period: Period
    by: Mapping[str, str]
    basis: str
    unit: str
    before: Figure | None
    after: Figure | None

    @property
    def kind(self) -> ChangeKind:
        """Tell what happened: another figure, another edition (版次) of it, a new one, none any more.

        An edition that is not stated counts as 年报; another day of publication is another edition.
        """
        if self.before is None:
            return "added"
        if self.after is None:
            return "removed"
        of = [(side.edition or "年报", side.published) for side in (self.before, self.after)]
        set_by_user = "assumed" in (self.before.quality, self.after.quality)
        return "changed" if of[0] == of[1] or set_by_user else "edition"


@frozen
class MovedIndicator:
    """An indicator whose value differs in one period and member; None where it is not assessable."""

    id: str
    period: Period
    by: Mapping[str, str]
    unit: str
    before: float | None
    after: float | None
    why_before: tuple[Why, ...] = ()
    why_after: tuple[Why, ...] = ()
    """Why there is no value on that side."""


class Flip(NamedTuple):
    """Another code for one target (or deliverable); "" on the side where it has none."""

    id: str
    before: str
    after: str
    why_before: tuple[Why, ...] = ()
    why_after: tuple[Why, ...] = ()
    """Why it is not assessable on that side."""


class PlanChange(NamedTuple):
    """What the plan file says otherwise: one key of one part, as text; a whole part has the key ""."""

    part: PlanPart
    id: str
    key: str
    before: str
    after: str


class FileChange(NamedTuple):
    """A data file of the same name with other content; "" on the side where it is not there."""

    file: str
    before: str
    after: str
    """SHA-256 of the content."""


@frozen
class Changes:
    """Everything that differs between two outcomes.

    Indicators and targets stand in the order of the later plan, what only the earlier has comes last; within an
    indicator totals first, then by period. Observations are sorted by measure, members, period and basis.
    """

    observations: tuple[ChangedObservation, ...] = ()
    indicators: tuple[MovedIndicator, ...] = ()
    verdicts: tuple[Flip, ...] = ()
    outlooks: tuple[Flip, ...] = ()
    deliverables: tuple[Flip, ...] = ()
    """Flipped states."""
    plan: tuple[PlanChange, ...] = ()
    files: tuple[FileChange, ...] = ()
    """For information: another content in which every figure is the same is no difference."""

    def __bool__(self) -> bool:
        """Tell whether anything differs."""
        return any((self.observations, self.indicators, self.verdicts, self.outlooks, self.deliverables, self.plan))
