"""Styles of single cells by address, for formats whose walk meets every cell anyway."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.returns.readers.book import PLAIN_STYLE, Style, Styles

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fzplan.returns.readers.book import Address


class CellStyles(Styles):
    """The styles that cells name by number; a cell that is not named has the plain one."""

    __slots__ = ("cells", "styles")

    def __init__(self, cells: Mapping[Address, int], styles: tuple[Style, ...]) -> None:
        self.cells, self.styles = cells, styles

    def at(self, row: int, column: int) -> Style:
        """Return the style of a cell."""
        number = self.cells.get((row, column), -1)
        return self.styles[number] if 0 <= number < len(self.styles) else PLAIN_STYLE

    def equal(self, other: Styles) -> bool:
        """Tell whether every cell has the same style in both."""
        return isinstance(other, CellStyles) and (self.cells, self.styles) == (other.cells, other.styles)
