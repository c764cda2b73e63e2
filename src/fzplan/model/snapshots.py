"""What one run found, kept for the next: figures with their places, values, verdicts, what the plan said.

Values only; `changes` takes, writes, reads and compares them. Nothing of the microdata is in them but aggregates: no
record, no name of an enterprise, no cell as printed. May import: the ground floor.
"""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, NamedTuple

from fzplan.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fzplan.diagnostics import CellRef
    from fzplan.model.results import Why
    from fzplan.periods import Period

By = tuple[tuple[str, str], ...]
"""Dimension and member, sorted; () is the total."""
Definitions = dict[str, dict[str, dict[str, str]]]
"""Part of the plan → id → key of the plan file → what it says, as text."""


class Options(NamedTuple):
    """What the run was asked for; only runs of the same day and year are held against each other unasked."""

    as_of: str = ""
    year: str = ""
    data: tuple[str, ...] = ()
    """Relative to the folder of the plan file; () is data/ beside it."""

    @property
    def moment(self) -> tuple[str, str]:
        """Return what must be the same for two runs to be runs of one question."""
        return self.as_of, self.year


class Seen(NamedTuple):
    """One printed figure, or the aggregate of records, in the declared unit of its measure."""

    measure: str
    by: By
    start: int
    months: int
    """As figures are matched: a stock printed under a year is the instant at its end (months 0)."""
    basis: str
    edition: str
    published: str
    value: float
    unit: str
    """As printed."""
    quality: str
    counts: bool
    place: CellRef


class Computed(NamedTuple):
    """An indicator in one period and member; without a value its `why`."""

    id: str
    by: By
    period: Period
    value: float | None
    why: tuple[Why, ...] = ()


class Judged(NamedTuple):
    """A target with its verdict."""

    id: str
    indicator: str
    by: By
    verdict: str
    outlook: str
    why: tuple[Why, ...] = ()


class Task(NamedTuple):
    """A deliverable with its state."""

    id: str
    name: str
    state: str


class Quantity(NamedTuple):
    """What is needed to show and to convert the figures of a measure or indicator."""

    unit: str
    factor: str
    """Of the unit to base units, as a fraction."""
    dimensions: str
    decimals: int | None
    en: str


@frozen
class Snapshot:
    """One run: enough to say what differs from another one without computing it again."""

    name: str
    """Of the plan."""
    file: str
    """The plan file, without its folder: where a run was started from is no part of it."""
    sha256: str
    """Of the plan file."""
    program: str
    lang: str
    rounding: str
    as_of: Period
    options: Options = Options()
    labels: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    """Data file → SHA-256 of its content."""
    quantities: Mapping[str, Quantity] = field(default_factory=dict)
    definitions: Definitions = field(default_factory=dict)
    observations: tuple[Seen, ...] = ()
    values: tuple[Computed, ...] = ()
    targets: tuple[Judged, ...] = ()
    tasks: tuple[Task, ...] = ()
