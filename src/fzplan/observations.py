"""Observations (printed numbers), records (microdata rows) and task reports, with where each stands.

In: what a reader found. Out: immutable tables; `.frame()` gives pandas, imported only there, so that
`check` and `--help` start without it. May import: periods, diagnostics, frozen.

Columns: the key is measure, start, months, members, basis, edition, published; everything else is an attribute.
`value` is in the measure's DECLARED unit; `unit` is as printed, and `factor` (declared per printed) is the one
conversion made.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from typing import TYPE_CHECKING, Any, NamedTuple

from fzplan.diagnostics import CellRef, FileRef
from fzplan.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    import pandas as pd

    from fzplan.periods import Period

Watch = Callable[[str, int, int], None]
"""Called before a workbook is read: its name, how many were read, how many there are."""

TOTAL = "_T"
"""The member that stands for all (SDMX): 合计, 全国, 园区."""

QUALITIES = ("published", "provisional", "unconfirmed", "implied", "illustrative", "assumed")
"""From best to worst; a computed value takes the worst of its inputs."""

EDITIONS = ("预计", "快报", "年报", "最终核实", "普查修订")
"""版次 from lowest to highest; an unstated edition (``""``) ranks as 年报."""
FLASH = ("预计", "快报")
"""The editions before 年报: figures that are provisional by what they are."""

STATUSES = ("A", "E", "F", "P", "B", "D", "L", "M", "O", "N", "Q")
"""SDMX OBS_STATUS codes in use: normal, estimated, forecast, provisional, break, definition differs,
collected but not available, cannot exist, missing, not significant (rounds below the unit), suppressed."""

BASES = ("published", "comparable")


class Observation(NamedTuple):
    """One printed number, or one aggregate of records (`rows` > 0, the block in `row`…`last_column`)."""

    measure: str
    period: Period
    members: tuple[str, ...]
    """One member a dimension of the plan, in the plan's order; `TOTAL` where the figure is for all."""
    value: float
    unit: str = ""
    factor: float = 1.0
    decimals: int = 0
    """Printed decimals, counted in the DECLARED unit (may be negative: 万元 printed whole, declared 元: −4)."""
    bound: str = "="
    basis: str = "published"
    edition: str = ""
    published: date | None = None
    status: str = "A"
    quality: str = "published"
    form: str = ""
    file: int = 0
    sheet: int = 0
    row: int = 0
    column: int = 0
    """1-based, as Excel shows them."""
    last_row: int = 0
    last_column: int = 0
    rows: int = 0
    """Number of records behind an aggregate; 0 for a printed cell."""
    respondents: int = 0
    """Of an aggregate: how many respondents (keys of the form, without one records) have a figure in it that is not 0,
    or any figure where all are 0; of a least, a largest or the n largest figures no more than it tells of. 0: as many
    as `rows`."""
    largest: tuple[float, ...] = ()
    """Of a sum or mean of records, where the plan declares a rule of dominance: the largest contributions, a
    respondent each, by absolute size, in the declared unit; those of all respondents together make `value`."""
    notes: tuple[int, ...] = ()
    raw: str = ""
    """The cell as printed, for `explain`."""


@frozen
class Sources:
    """The tables that the small integers of observations and records point into."""

    files: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def place(self, o: Observation) -> CellRef:
        """Return the cell or block of an observation."""
        return CellRef(self.files[o.file], self.sheets[o.sheet], o.row, o.column, o.last_row, o.last_column)


@frozen
class Records:
    """The rows of one entity form of one file and sheet: columns of equal length, and the row each came from.

    `columns` holds the declared fields in their declared units (missing: None), `period` the period of the
    record (None where its date is missing) and `members` a column per dimension the form has a field for.
    """

    form: str
    file: int
    sheet: int
    columns: Mapping[str, list[Any]]
    period: list[Period | None]
    members: Mapping[str, list[str]]
    row: list[int]
    quality: str = "published"
    edition: str = ""
    published: date | None = None
    first_column: int = 1
    last_column: int = 1
    seats: Mapping[str, int] = field(default_factory=dict)
    """The column of each field and of the key, as Excel counts them from 1."""
    stored: Mapping[str, Mapping[int, Any]] = field(default_factory=dict)
    """Of a field of texts or codes: row of the sheet → the cell as stored, where the text is not all of it (spaces at
    its ends, a code stored as a number)."""
    unnamed: Mapping[str, frozenset[int]] = field(default_factory=dict)
    """Of a dimension: the rows of the sheet whose cell names no member, for it is empty."""

    def __len__(self) -> int:
        return len(self.row)


class TaskReport(NamedTuple):
    """What a 台账 says of one deliverable."""

    task: str
    state: str
    """The words of the register (已完成, 推进中, 未启动 …), or ""."""
    done: date | None
    due: date | None
    owner: str
    evidence: str
    file: int
    sheet: int
    row: int
    column: int
    quality: str = "published"
    published: date | None = None


@frozen
class Account:
    """Conservation of cells of one sheet: `numbers` = observations + records + headers + Σ ignored."""

    place: FileRef
    forms: tuple[str, ...]
    numbers: int
    observations: int
    records: int
    headers: int
    ignored: Mapping[str, int]
    """Number-like cells left aside, by the code of the reason (see `returns`)."""

    @property
    def holds(self) -> bool:
        """Tell whether every number-like cell is accounted for exactly once."""
        return self.numbers == self.observations + self.records + self.headers + sum(self.ignored.values())


@frozen
class Extraction:
    """Everything that the workbooks said: observations, records and task reports, with the cell account."""

    dimensions: tuple[str, ...] = ()
    observations: tuple[Observation, ...] = ()
    records: tuple[Records, ...] = ()
    tasks: tuple[TaskReport, ...] = ()
    sources: Sources = field(default_factory=Sources)
    accounts: tuple[Account, ...] = ()
    unmatched: tuple[str, ...] = ()
    """Workbooks that belong to no form."""

    def frame(self) -> pd.DataFrame:
        """Return the observations as a tidy frame: one row a number, a column per dimension, places as text."""
        import pandas as pd

        rows = [
            {
                "measure": o.measure,
                "period": str(o.period),
                "start": o.period.start,
                "months": o.period.months,
                **dict(zip(self.dimensions, o.members, strict=True)),
                **{name: getattr(o, name) for name in _ATTRIBUTES},
                "place": str(self.sources.place(o)),
                "notes": "；".join(self.sources.notes[n] for n in o.notes),
            }
            for o in self.observations
        ]
        columns = ("measure", "period", "start", "months", *self.dimensions, *_ATTRIBUTES, "place", "notes")
        return pd.DataFrame(rows, columns=columns)


_ATTRIBUTES = (
    "basis", "edition", "published", "value", "bound", "decimals", "unit", "factor", "status", "quality", "form",
    "rows",
)  # fmt: skip


def edition_rank(edition: str) -> int:
    """Return the rank of an edition; an unstated one counts as 年报."""
    return EDITIONS.index(edition or "年报")


def quality_of(observation: Observation) -> str:
    """Return the quality of a printed figure; a 快报 or 预计 one is provisional, whatever else is said of it."""
    return worst([observation.quality, "provisional" if observation.edition in FLASH else "published"])


def worst(qualities: tuple[str, ...] | list[str]) -> str:
    """Return the worst quality of several (none: published)."""
    return max(qualities, key=QUALITIES.index, default="published")
