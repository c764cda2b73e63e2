"""A blank sheet as values: what stands in which cell, what may be typed where, and which number each input is.

Rows and columns are 0-based. `drawing` turns pages into a workbook; nothing here knows Excel.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Literal, NamedTuple

from fzplan.frozen import frozen

if TYPE_CHECKING:
    from fzplan.periods import Period

Role = Literal["title", "line", "legend", "head", "label", "unit", "input", "text", "sign", "note", "result", "serial"]
"""`input` takes a figure, `text` a name, a code or a day, `sign` a signature; the others are locked."""


class Entry(NamedTuple):
    """What may be typed into a cell: Excel's kind of validation, its bounds or list, and the words beside it."""

    kind: Literal["decimal", "whole", "date", "list", "text", "unique"]
    low: float | None = None
    high: float | None = None
    choices: tuple[str, ...] = ()
    strict: bool = True
    """False: what lies outside is asked about and may be kept."""
    says: str = ""


@frozen
class Cell:
    """One cell or merged block."""

    row: int
    column: int
    role: Role
    text: str = ""
    rows: int = 1
    columns: int = 1
    comment: str = ""
    entry: Entry | None = None
    indent: int = 0


class Slot(NamedTuple):
    """The number that an input cell is: as the reader will name it."""

    row: int
    column: int
    measure: str
    period: Period | None
    members: tuple[tuple[str, str], ...]
    basis: str
    factor: Fraction
    """Declared units per printed one."""
    label: str


class Field(NamedTuple):
    """A column of an open table: one row an entity, a task or a figure."""

    head: str
    entry: Entry
    width: float = 14.0
    comment: str = ""
    id: str = ""
    """The name that checks use for it."""
    factor: Fraction = Fraction(1)
    """Declared units per printed one."""


@frozen
class Page:
    """One sheet. `body` are first and last row of an open table, which is filled downwards."""

    name: str
    cells: tuple[Cell, ...]
    widths: tuple[float, ...]
    header: tuple[int, int]
    """First and last row of the header: frozen, and repeated on every printed page."""
    labels: int
    """Columns of labels, frozen."""
    form: str = ""
    slots: tuple[Slot, ...] = ()
    fields: tuple[Field, ...] = ()
    body: tuple[int, int] = (0, -1)
    result: tuple[int, int] | None = None
    """Where the outcome of the checks is shown."""
