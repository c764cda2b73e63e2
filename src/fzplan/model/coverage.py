"""Which of the numbers read some rule looks at (规则覆盖), sheet by sheet.

In: nothing. Out: frozen values, as `checks.covered` makes them and the reports draw them.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from fzplan.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fzplan.diagnostics import CellRef, FileRef


class Untouched(NamedTuple):
    """The numbers of one measure, or of one field, that no rule names."""

    name: str
    form: str
    cells: int
    ranges: tuple[CellRef, ...]
    """Adjacent cells as one block each."""


class SheetCoverage(NamedTuple):
    """One sheet: its numbers, those that some rule names, and the rest by what they are of."""

    place: FileRef
    cells: int
    touched: int
    untouched: tuple[Untouched, ...]
    unread: Mapping[str, int] = MappingProxyType({})
    """Figures of the sheet that were left aside, by the code of the reason (`Account.ignored`): no rule can name them.
    Codes, running numbers, titles and the like are no figures."""


@frozen
class Coverage:
    """The whole of what was read."""

    sheets: tuple[SheetCoverage, ...]
    idle: tuple[str, ...] = ()
    """Ids of the checks that name no number that was read."""

    @property
    def cells(self) -> int:
        """Return how many numbers were read."""
        return sum(sheet.cells for sheet in self.sheets)

    @property
    def touched(self) -> int:
        """Return how many of them some rule names."""
        return sum(sheet.touched for sheet in self.sheets)

    @property
    def share(self) -> float:
        """Return the share that is covered, 0 to 1; of nothing, 1."""
        return self.touched / self.cells if self.cells else 1.0
