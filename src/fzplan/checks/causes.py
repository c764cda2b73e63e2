"""Which finding of the reading made a figure unusable: one bad cell is one finding, what needs it is not evaluable."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fzplan import periods
from fzplan.checks.wording import members_said
from fzplan.diagnostics import CellRef, Severity
from fzplan.observations import TOTAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fzplan.cube import Cube
    from fzplan.diagnostics import Diagnostic, Place

Sheet = tuple[str, str]


@dataclass
class Line:
    """What the figures of one row or one column of a sheet are of."""

    measures: set[str] = field(default_factory=set)
    ends: set[int] = field(default_factory=set)
    """The last months of the periods: a year and its end are one."""
    members: set[tuple[str, ...]] = field(default_factory=set)


@dataclass(frozen=True)
class Causes:
    """The findings of severity error that stand at cells, and what the other cells of their row and column hold."""

    cells: dict[Sheet, list[tuple[CellRef, Diagnostic]]]
    rows: dict[tuple[Sheet, int], Line] = field(default_factory=lambda: defaultdict(Line))
    columns: dict[tuple[Sheet, int], Line] = field(default_factory=lambda: defaultdict(Line))
    named: dict[tuple[str, int, str], Diagnostic] = field(default_factory=dict)
    """By measure, last month and members, what the finding itself says that its cell would have been."""
    dimensions: tuple[str, ...] = ()

    def of_cell(self, place: Place) -> Diagnostic | None:
        """Return the finding at a cell, or at one of the cells of a block."""
        if not isinstance(place, CellRef):
            return None
        return next((d for at, d in self.cells.get((place.file, place.sheet), ()) if _overlap(at, place)), None)

    def of_missing(self, name: str, end: int, members: tuple[str, ...]) -> Diagnostic | None:
        """Return the finding at the cell where a missing figure would stand.

        Either the finding says so, or it is told by what the row and the column of its cell are of.
        """
        by = {d: m for d, m in zip(self.dimensions, members, strict=True) if m != TOTAL}
        if (said := self.named.get((name, end, members_said(by)))) is not None:
            return said
        for sheet, found in self.cells.items():
            for at, diagnostic in found:
                lines = self.rows[sheet, at.row], self.columns[sheet, at.column]
                if (
                    any(line.measures == {name} for line in lines)
                    and any(line.ends == {end} for line in lines)
                    and any(line.members == {members} for line in lines)
                ):
                    return diagnostic
        return None


def causes(findings: Iterable[Diagnostic], cube: Cube) -> Causes:
    """Return the causes among the findings of reading the files."""
    cells: dict[Sheet, list[tuple[CellRef, Diagnostic]]] = defaultdict(list)
    named: dict[tuple[str, int, str], Diagnostic] = {}
    for finding in findings:
        if finding.severity == Severity.ERROR:
            for one in finding.instances:
                about = one.about
                if about.measure and (period := periods.parse(about.period)) is not None:
                    named.setdefault((about.measure, period.last, about.entity), finding)
            for place in _places(finding):
                cells[place.file, place.sheet].append((place, finding))
    found = Causes(dict(cells), named=named, dimensions=cube.dimensions)
    for o in cube.observations if cells else ():
        at = cube.extraction.sources.place(o)
        sheet = (at.file, at.sheet)
        if sheet in cells:
            for line in (found.rows[sheet, o.row], found.columns[sheet, o.column]):
                line.measures.add(o.measure)
                line.ends.add(o.period.last)
                line.members.add(o.members)
    return found


def _places(finding: Diagnostic) -> Iterator[CellRef]:
    for place in (finding.at, *(related.at for related in finding.related)):
        if isinstance(place, CellRef) and place.row:
            yield place


def _overlap(one: CellRef, other: CellRef) -> bool:
    return (
        one.row <= (other.last_row or other.row)
        and other.row <= (one.last_row or one.row)
        and one.column <= (other.last_column or other.column)
        and other.column <= (one.last_column or one.column)
    )
