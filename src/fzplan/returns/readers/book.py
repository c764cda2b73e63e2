"""A workbook as read: sheets of plain values, merged ranges, and the sparse facts that values do not show.

Rows and columns are 0-based here; they become 1-based only in a `CellRef`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import field
from typing import TYPE_CHECKING, NamedTuple

from fzplan.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Cell = str | float | int | bool | dt.date | dt.time | dt.timedelta | None
Address = tuple[int, int]


class NumberFormat(NamedTuple):
    """What a number format does to the stored value before a person sees it."""

    decimals: int | None = None
    """Digits after the point; None where the format leaves them open (General)."""
    power: int = 0
    """The value shown is the value stored × 10^power: 2 for ``0.0%``, −3 for ``#,##0,``."""
    unit: str = ""
    """The literal text that stands behind the digits: ``%``, ``亿元``."""


PLAIN = NumberFormat()


def _plain(_row: int, _column: int) -> NumberFormat:
    return PLAIN


@frozen
class Facts:
    """Facts of single cells of a sheet; a format that is not recorded (xls, csv) is General."""

    errors: Mapping[Address, str] = field(default_factory=dict)
    """Error cells: ``#DIV/0!`` …"""
    uncached: Mapping[Address, str] = field(default_factory=dict)
    """Formulas that were saved without a value, with their text."""
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    format: Callable[[int, int], NumberFormat] = _plain


@frozen
class Sheet:
    """One sheet: `rows` are lists of equal length; an empty cell is the empty string."""

    name: str
    rows: list[list[Cell]]
    merges: tuple[tuple[int, int, int, int], ...] = ()
    """First row, first column, last row, last column (all included)."""
    visible: bool = True
    facts: Facts = field(default_factory=Facts)


@frozen
class Book:
    """A workbook; `textual` where the file stores no numbers at all (CSV), so text is no oddity."""

    sheets: tuple[Sheet, ...]
    kind: str
    """What the content is, whatever the name says: xlsx, xlsb, xls, ods, csv, html."""
    textual: bool = False
    default_password: bool = False
    """It was stored encrypted under Excel's own default password, which Excel and WPS open without asking."""
