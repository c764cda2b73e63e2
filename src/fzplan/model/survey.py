"""What stands where in a workbook, free of any plan: sheets, tables, names, units, periods, and the form drafted of it.

Rows and columns are 1-based, as Excel shows them. Made by `returns.survey`; read by the drafting of plan files and by
the reports. Nothing here is sure: a survey says what a person would guess at a glance, and how sure that is.
"""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Literal, NamedTuple

from fzplan.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fzplan.diagnostics import CellRef, Place
    from fzplan.observations import Account

AxisOf = Literal["rows", "columns", "both", "sheet", "file", "title", "none"]
"""Where the periods stand."""
Orientation = Literal["measures in rows", "measures in columns", "measure in title", "list", "entity"]
Match = Literal["exact", "alias", "nearest", "label", "none"]
"""How a label was matched with a measure of the plan; ``label`` where there is no plan to match it with."""
ColumnRole = Literal["label", "english", "code", "unit", "serial", "note", "period", "data", "value", "blank"]


class Heading(NamedTuple):
    """The names over one column of a table, outer to inner."""

    column: int
    path: tuple[str, ...]
    role: ColumnRole
    unit: str = ""


class Outline(NamedTuple):
    """How the rows of a table are ordered under each other."""

    indented: int = 0
    """Labels that begin with spaces or are indented by their format."""
    children: int = 0
    """Labels with # or 其中."""
    numbered: int = 0
    headings: tuple[int, ...] = ()
    """Rows with a label and no number: headings of what follows."""


class PeriodAxis(NamedTuple):
    """Where the periods of a table stand, and which they are (SDMX text, or a relative word such as 上年同期)."""

    where: AxisOf
    periods: tuple[str, ...] = ()


class MeasureFound(NamedTuple):
    """A label that names what the numbers measure; `id` is the plan's, or the one proposed."""

    label: str
    id: str
    unit: str
    match: Match
    confidence: float
    """From 0 to 1."""
    numbers: int
    place: CellRef


class MemberSet(NamedTuple):
    """Labels that look like the members of one dimension, with the label of their total."""

    dimension: str
    axis: Literal["rows", "columns", "sheets"]
    members: tuple[str, ...]
    total: str = ""
    known: bool = False
    """The plan declares it, or its members are a known set (provinces, sexes)."""


class Oddity(NamedTuple):
    """What a person should know before trusting the numbers; `code` has its words in the reports."""

    code: str
    at: Place
    facts: Mapping[str, object]


@frozen
class MeasureDraft:
    """A measure as a plan file would declare it."""

    id: str
    unit: str
    aliases: tuple[str, ...] = ()
    en: str = ""
    kind: str = ""
    declared: bool = False
    """It stands in the plan already."""
    unit_stated: bool = True
    """False: the workbook states no unit that is known; `1` was put in its place."""


@frozen
class DimensionDraft:
    """A dimension as a plan file would declare it; `members` maps each to its further names."""

    id: str
    members: Mapping[str, tuple[str, ...]]
    declared: bool = False


@frozen
class FormDraft:
    """One entry of `forms:`, with the measures and dimensions it needs; empty fields are not written."""

    id: str
    files: tuple[str, ...]
    sheets: tuple[str, ...] = ()
    rows: str = ""
    columns: str = ""
    key: str = ""
    period: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    readings: Mapping[str, str] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)
    skip: tuple[str, ...] = ()
    header: int | None = None
    header_last: int | None = None
    """Last row of the header where it has several: written `header: 4-9`."""
    labels: int | None = None
    range: str = ""
    unit: str = ""
    panels: str = ""
    aggregate: Mapping[str, str] = field(default_factory=dict)
    period_missing: bool = False
    """Nothing says which period the numbers are of: a person has to give `period:`."""
    measures: tuple[MeasureDraft, ...] = ()
    dimensions: tuple[DimensionDraft, ...] = ()


@frozen
class Proof:
    """What the drafted form reads of its table when it is tried."""

    numbers: int
    """Number-like cells of the data columns and body rows of the table."""
    observations: int
    records: int = 0
    ignored: Mapping[str, int] = field(default_factory=dict)
    """Number-like cells of the table's extent left aside, by the code of the reason (`model.words.IGNORED`)."""
    findings: Mapping[str, int] = field(default_factory=dict)
    """Findings above `info`, by code."""

    @property
    def share(self) -> float:
        """Return the share of the data cells that the form reads, from 0 to 1; nothing to read is 1."""
        return (self.observations + self.records) / self.numbers if self.numbers else 1.0


@frozen
class TableSurvey:
    """One table of a sheet."""

    place: CellRef
    """The extent, title and notes excluded."""
    orientation: Orientation
    title: tuple[str, ...] = ()
    unit_line: str = ""
    units: tuple[str, ...] = ()
    """Units found anywhere in the table, the most frequent first."""
    header: tuple[int, ...] = ()
    """Rows of names."""
    codes: tuple[int, ...] = ()
    """Rows of column codes (甲 乙 丙 1 2)."""
    unit_rows: tuple[int, ...] = ()
    headings: tuple[Heading, ...] = ()
    labels: tuple[int, ...] = ()
    """Columns that name the rows."""
    body: tuple[int, int] = (0, 0)
    """First and last row of the body."""
    outline: Outline = Outline()
    axis: PeriodAxis = PeriodAxis("none")
    measures: tuple[MeasureFound, ...] = ()
    members: tuple[MemberSet, ...] = ()
    notes: tuple[str, ...] = ()
    sign_off: tuple[str, ...] = ()
    numbers: int = 0
    """Number-like cells where data stand."""
    draft: FormDraft | None = None
    proof: Proof | None = None


@frozen
class SheetSurvey:
    """One sheet with its tables, oddities and the account of its number-like cells."""

    name: str
    visible: bool
    rows: int
    columns: int
    tables: tuple[TableSurvey, ...] = ()
    numbers: int = 0
    """Number-like cells of the sheet."""
    texts: int = 0
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    oddities: tuple[Oddity, ...] = ()
    account: Account | None = None
    """What all drafted forms of the sheet together make of its number-like cells."""


@frozen
class Survey:
    """One workbook."""

    file: str
    kind: str
    sheets: tuple[SheetSurvey, ...] = ()
    names: tuple[str, ...] = ()
    """All its sheets, those not looked at included."""
    drafts: tuple[FormDraft, ...] = ()
    """The forms to be written: sheets of one layout share one form."""
