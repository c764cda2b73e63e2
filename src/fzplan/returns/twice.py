"""Rows of one name and columns of one year with different figures: the name is the cause, and is told once.

In: the contradictions of a run, the books they stand in. Out: the same, those of one pair of rows or columns as one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.diagnostics import CellRef, Related, Text
from fzplan.returns import codes, fact_codes
from fzplan.returns.grid import Grid, text_of
from fzplan.returns.labels import key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fzplan.diagnostics import Diagnostic
    from fzplan.returns.readers.book import Book

ALSO = Text("同名", "of the same name")
Line = tuple[str, str, str, int]
"""File, sheet, ``row`` or ``column``, and its number."""


def folded(found: Sequence[Diagnostic], books: Mapping[str, Book]) -> list[Diagnostic]:
    """Return the findings; what two rows or columns of one table contradict each other in is one finding."""
    told: list[Diagnostic] = []
    lines: dict[Line, list[tuple[int, Diagnostic]]] = {}
    for finding in found:
        pair = _pair(finding)
        if pair is None:
            told.append(finding)
        else:
            lines.setdefault(pair[0], []).append((pair[1], finding))
    for line, each in lines.items():
        one = _one(line, each, books[line[0]]) if len(each) > 1 else None
        told += [finding for _, finding in each] if one is None else [one]
    return told


def _pair(finding: Diagnostic) -> tuple[Line, int] | None:
    """Return the line and the other line that a contradiction within one sheet is between."""
    if finding.rule is not codes.CONFLICT or not finding.related:
        return None
    at, other = finding.at, finding.related[0].at
    if (
        not isinstance(at, CellRef)
        or not isinstance(other, CellRef)
        or (at.file, at.sheet) != (other.file, other.sheet)
    ):
        return None
    if at.column == other.column:
        return (at.file, at.sheet, "row", at.row), other.row
    return ((at.file, at.sheet, "column", at.column), other.column) if at.row == other.row else None


def _one(line: Line, each: Sequence[tuple[int, Diagnostic]], book: Book) -> Diagnostic | None:
    """Return the one finding of lines of one name; None of lines whose names differ and mean the same."""
    file, sheet, axis, number = line
    grid = next(Grid(one) for one in book.sheets if one.name == sheet)
    others = sorted({other for other, _ in each})
    cells = [d.at for _, d in each if isinstance(d.at, CellRef)]
    first = min(cell.column for cell in cells) if axis == "row" else min(cell.row for cell in cells)
    depth = _depth(grid, axis, number - 1, others[0] - 1, first - 2)
    if depth is None:
        return None
    places = [(n - 1, depth) if axis == "row" else (depth, n - 1) for n in (number, *others)]
    refs = [CellRef(file, sheet, row + 1, column + 1) for row, column in places]
    label = text_of(grid.label(*places[1]))
    severity = max(d.severity for _, d in each)
    beside = (Related(ref, ALSO) for ref in (refs[0], *refs[2:]))
    return fact_codes.TWICE(refs[1], *beside, severity=severity, label=label, times=len(places), count=len(each))


def _depth(grid: Grid, axis: str, one: int, other: int, start: int) -> int | None:
    """Return the column (of two rows: the row of two columns) in which both say the same, nearest to the figures.

    Two rows may have two names of one measure: then it is the column of their names. Two columns of different
    headings (当季值 and 累计值 of a first quarter) are no repetition.
    """
    names = None
    for n in range(start, -1, -1):
        mine, its = (
            (grid.text(one, n), grid.text(other, n)) if axis == "row" else (grid.text(n, one), grid.text(n, other))
        )
        if its and key(mine) == key(its) and not _is_unit(its):
            return n
        names = n if its and axis == "row" else names
    return names


def _is_unit(text: str) -> bool:
    from fzplan.units import UNITS

    return UNITS.find(text) is not None
