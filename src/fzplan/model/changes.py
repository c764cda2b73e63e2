"""What differs between two outcomes: figures that count, indicators, verdicts, outlooks, states of deliverables.

Values only; `changes.compare` makes them, reports put them into words. May import: the ground floor.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fzplan.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fzplan.diagnostics import Place
    from fzplan.periods import Period


class Figure(NamedTuple):
    """One side of a changed observation: the figure in the measure's declared unit, and where it stands."""

    value: float
    place: Place
    edition: str = ""
    quality: str = "published"


@frozen
class ChangedObservation:
    """The figure that counts for one measure, period, members and basis; None on the side where there is none."""

    measure: str
    period: Period
    by: Mapping[str, str]
    basis: str
    unit: str
    before: Figure | None
    after: Figure | None


@frozen
class MovedIndicator:
    """An indicator whose value differs in one period and member; None where it is not assessable."""

    id: str
    period: Period
    by: Mapping[str, str]
    unit: str
    before: float | None
    after: float | None


class Flip(NamedTuple):
    """Another code for one target (or deliverable); "" on the side where it has none."""

    id: str
    before: str
    after: str


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

    def __bool__(self) -> bool:
        """Tell whether anything differs."""
        return any((self.observations, self.indicators, self.verdicts, self.outlooks, self.deliverables))
