"""A workbook as read: sheets of plain values, merged ranges, and the sparse facts that values do not show.

Rows and columns are 0-based here; they become 1-based only in a `CellRef`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import field
from typing import TYPE_CHECKING, NamedTuple

from fzplan.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

Cell = str | float | int | bool | dt.date | dt.time | dt.timedelta | None
Address = tuple[int, int]
Merges = tuple[tuple[int, int, int, int], ...]
"""First row, first column, last row, last column of merged ranges (all included)."""


class NumberFormat(NamedTuple):
    """What a number format does to the stored value before a person sees it."""

    decimals: int | None = None
    """Digits after the point; None where the format leaves them open (General)."""
    power: int = 0
    """The value shown is the value stored × 10^power: 2 for ``0.0%``, −3 for ``#,##0,``."""
    unit: str = ""
    """The literal text that stands behind the digits: ``%``, ``亿元``."""


PLAIN = NumberFormat()


class Style(NamedTuple):
    """What of a cell's style says something about its content."""

    format: NumberFormat = PLAIN
    indent: int = 0
    """Steps by which the text is set in: in many tables the only mark of a level."""


PLAIN_STYLE = Style()


class Styles:
    """The styles of the cells of a sheet; this one, of a format that has none, knows only the plain style."""

    __slots__ = ()

    def at(self, row: int, column: int) -> Style:  # noqa: ARG002 – its children look the cell up
        """Return the style of a cell."""
        return PLAIN_STYLE

    def equal(self, other: Styles) -> bool:
        """Tell whether every cell has the same style in both."""
        return type(other) is type(self)


UNSTYLED = Styles()


@frozen
class Facts:
    """Facts of single cells of a sheet that its values do not show."""

    errors: Mapping[Address, str] = field(default_factory=dict)
    """Error cells: ``#DIV/0!`` …"""
    uncached: Mapping[Address, str] = field(default_factory=dict)
    """Formulas that were saved without a value, with their text; ``""`` where the format does not tell it."""
    formulas: int = 0
    """How many cells are formulas, with a value or without."""
    sources: Mapping[Address, str] = field(default_factory=dict)
    """Formulas of the error cells, where the format tells them."""
    links: Mapping[Address, str] = field(default_factory=dict)
    """Formulas that take their value out of another workbook, with its name."""
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    styles: Styles = UNSTYLED

    def format(self, row: int, column: int) -> NumberFormat:
        """Return the number format of a cell; plain where the file has none."""
        return self.styles.at(row, column).format

    def indent(self, row: int, column: int) -> int:
        """Return the steps by which Excel sets the text of a cell in (spaces in the text itself are not counted)."""
        return self.styles.at(row, column).indent


class Found(NamedTuple):
    """What a walk through one sheet found for a format of which the engine tells neither facts nor merges."""

    facts: Facts
    merges: Merges


@frozen
class Sheet:
    """One sheet: `rows` are lists of equal length; an empty cell is the empty string."""

    name: str
    rows: list[list[Cell]]
    merges: Merges = ()
    visible: bool = True
    facts: Facts = field(default_factory=Facts)


@frozen
class Book:
    """A workbook; `textual` where the file stores no numbers at all (CSV), so text is no oddity."""

    sheets: tuple[Sheet, ...]
    kind: str
    """What the content is, whatever the name says: xlsx, xlsb, xls, ods, xml, csv, html."""
    textual: bool = False
    encoding: str = ""
    """Of a text: utf-8, gb18030, cp1252, utf-16-le, utf-16-be."""
    default_password: bool = False
    """It was stored encrypted under Excel's own default password, which Excel and WPS open without asking."""
