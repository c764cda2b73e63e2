"""Single records, listed for the eyes of whoever has to check a figure: never part of a report."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Any

from fzplan.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fzplan.formula import Typed
    from fzplan.periods import Period


@frozen
class Wish:
    """Which records: of a form, a period, members; with `figure` those with the largest ones first."""

    form: str
    period: Period | None = None
    members: Mapping[str, str] = field(default_factory=dict)
    figure: Typed | None = None
    """A formula of one record: what the aggregate adds up."""
    limit: int = 20
    parts: bool = False
    """With a year its quarters and months."""

    def of(self, period: Period | None) -> bool:
        """Tell whether records of a period are wished for."""
        if self.period is None or period == self.period:
            return True
        return self.parts and period is not None and period.year == self.period.year


@frozen
class Listing:
    """Records as rows; `total`: how many there are, of which `rows` are the first."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    total: int
    figure: str = ""
    """The heading of the last column where it is what the records are sorted by."""
