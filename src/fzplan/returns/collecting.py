"""What a run of extraction gathers: observations, records, tasks, and findings, alike ones of a sheet told together."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from fzplan.diagnostics import About, CellRef, Diagnostic, FileRef, Instance, Severity, Text, listed
from fzplan.observations import Sources
from fzplan.returns.alike import Alike
from fzplan.returns.blocks import blocks

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from datetime import date

    from fzplan.diagnostics import Rule
    from fzplan.model.plan import Form, Plan
    from fzplan.observations import Observation, Records, TaskReport
    from fzplan.returns.accounts import Ledger
    from fzplan.returns.grid import Grid
    from fzplan.returns.keys import Key
    from fzplan.returns.naming import Names
    from fzplan.returns.panels import Panel
    from fzplan.returns.unknown import Unknown

_EXAMPLES = {
    "FZ323": "measures",
    "FZ330": "label",
    "FZ337": "examples",
    "FZ381": "label",
    "FZ321": "measure",
    "FZ376": "shown",
    "FZ386": "measures",
    "FZ387": "measures",
}
"""By rule, the fact that shows the examples of a folded finding."""
_APART = frozenset({"FZ321"})
"""Rules whose places are the cells that state the cause: each block of them is told by itself."""
Cells = dict[tuple[CellRef, str], int]
"""How often each place was noted, with its example."""
Kind = tuple["Rule", "Severity | None", tuple[tuple[str, object], ...]]
"""What makes findings alike: the rule, its severity and its facts."""
SHOWN = 5
"""Examples told in a folded finding."""


class Interned:
    """Texts as small integers."""

    def __init__(self) -> None:
        self.index: dict[str, int] = {}

    def __call__(self, text: str) -> int:
        """Return the number of a text, a new one where it is new."""
        return self.index.setdefault(text, len(self.index))


@dataclass(slots=True)
class Gathered:
    """The growing result of an extraction; nothing outside this package sees it."""

    observations: list[Observation] = field(default_factory=list)
    records: list[Records] = field(default_factory=list)
    blocks: list[tuple[int, dict[str, int], tuple[int | None, int | None]]] = field(default_factory=list)
    """Beside each `Records`: its index, the 1-based column of each field, the years it says it covers."""
    tasks: list[TaskReport] = field(default_factory=list)
    findings: list[Diagnostic] = field(default_factory=list)
    files: Interned = field(default_factory=Interned)
    sheets: Interned = field(default_factory=Interned)
    notes: Interned = field(default_factory=Interned)
    alike: Alike = field(default_factory=Alike)
    """The layouts of the sheets read, for the next sheet that has one of them."""
    panels: dict[str, Panel] = field(default_factory=dict)
    """By form, the part of a table read last, for the part that goes on with it."""
    met: set[str] = field(default_factory=set)
    """Measures whose name stands in some return, whatever came of their cells."""
    labels: set[str] = field(default_factory=set)
    """Labels that named nothing, for the nearest names of a measure that is nowhere found."""
    hinted: set[str] = field(default_factory=set)
    """Measures that a label which named nothing may be meant for: the label is told, and not that they are missing."""
    nameless: bool = False
    """A row or column has figures, and an error value or a date in the place of its name."""
    unknown: list[tuple[Filing, list[Unknown]]] = field(default_factory=list)
    """By table, the labels that named nothing to the form that read it; another form may know them."""

    def sources(self) -> Sources:
        """Return the tables behind the small integers."""
        return Sources(tuple(self.files.index), tuple(self.sheets.index), tuple(self.notes.index))


class Folded:
    """Findings of one sheet that differ only in their cell: told once, with their number and a few examples.

    `levelled` are codes to which the plan gives a level of its own: they may be more than notices.
    """

    def __init__(self, levelled: Collection[str] = ()) -> None:
        self._levelled = levelled
        self._groups: dict[Kind, Cells] = {}

    def add(
        self, rule: Rule, at: CellRef, example: str = "", *, severity: Severity | None = None, **facts: object
    ) -> None:
        """Note one cell of a group: the rule, its severity and its facts are what makes findings alike."""
        cells = self._groups.setdefault((rule, severity, tuple(facts.items())), {})
        cells[at, example] = cells.get((at, example), 0) + 1

    def __len__(self) -> int:
        return sum(sum(cells.values()) for cells in self._groups.values())

    def findings(self) -> list[Diagnostic]:
        """Return one finding a group (or a block of it), with the number of its cells and the first few examples.

        Each cell is a place of its own that may be explained or known; of a mere notice the group is one place.
        """
        found = []
        for (rule, severity, facts), cells in self._blocks():
            parts = "、".join(dict.fromkeys(text for _, text in cells if text)).split("、")
            shown = listed(parts[:SHOWN], more=len(parts) > SHOWN)
            more = {_EXAMPLES[rule.code]: shown} if rule.code in _EXAMPLES else {}
            noticed = (rule.severity if severity is None else severity) == Severity.INFO
            noticed = noticed and rule.code not in self._levelled
            each = () if noticed else tuple(Instance(at, About(value=text)) for at, text in cells)
            at = block(at for at, _ in cells)
            count = sum(cells.values())
            found.append(rule(at, severity=severity, instances=each, count=count, **dict(facts), **more))  # type: ignore[arg-type]
        return found

    def _blocks(self) -> Iterator[tuple[Kind, Cells]]:
        """Yield the groups; one whose cells state the cause falls apart into the blocks that they fill."""
        for kind, cells in self._groups.items():
            if kind[0].code not in _APART or len({at.sheet for at, _ in cells}) > 1:
                yield kind, cells
                continue
            for _, within in blocks(at for at, _ in cells):
                inside = set(within)
                yield kind, {cell: n for cell, n in cells.items() if cell[0] in inside}


def block(cells: Iterable[CellRef]) -> CellRef:
    """Return the cell, or the block where the cells fill one exactly, else the first cell."""
    places = sorted(set(cells))
    first = places[0]
    if any(p.sheet != first.sheet for p in places):
        return first
    last_row, last_column = max(p.row for p in places), max(p.column for p in places)
    left = min(p.column for p in places)
    if len(places) > 1 and (last_row - first.row + 1) * (last_column - left + 1) == len(places):
        return CellRef(first.file, first.sheet, first.row, left, last_row, last_column)
    return first


class Filing(NamedTuple):
    """One sheet of one return being read by one form."""

    plan: Plan
    form: Form
    names: Names
    grid: Grid
    ledger: Ledger
    context: Key
    """What file name, sheet name and the form's constants say."""
    period_from: Text
    file: str
    sheet: str
    quality: str
    edition: str
    published: date | None
    textual: bool
    folded: Folded
    """Findings told together, over all sheets of the file."""

    def cell(self, row: int, column: int) -> CellRef:
        """Return the place of a cell, given its 0-based row and column."""
        return CellRef(self.file, self.sheet, row + 1, column + 1)

    def merged(self, row: int, column: int) -> CellRef:
        """Return the place of a cell with all that is merged with it."""
        last_row, last_column = self.grid.spans.get((row, column), (row, column))
        return CellRef(self.file, self.sheet, row + 1, column + 1, last_row + 1, last_column + 1)

    def line(self, row: int) -> CellRef:
        """Return the filled part of a row, given its 0-based number."""
        filled = [column for column, _ in self.grid.filled(row)]
        return CellRef(self.file, self.sheet, row + 1, min(filled) + 1, row + 1, max(filled) + 1)

    @property
    def place(self) -> FileRef:
        """Return the place of the sheet."""
        return FileRef(self.file, self.sheet)
