"""Places as CI systems name them: a file from where the run stands, lines and columns, the cell as a logical place.

A workbook has no lines: where a format wants numbers, its rows and columns are given, and the A1 address stands beside.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from fzplan.diagnostics import CellRef, Severity, Span

if TYPE_CHECKING:
    from fzplan.diagnostics import Place
    from fzplan.reports.formats import Settings

Level = Literal["error", "warning", "note"]
LEVELS: dict[Severity, Level] = {
    Severity.ERROR: "error",
    Severity.CONFIRM: "error",
    Severity.VERIFY: "warning",
    Severity.INFO: "note",
}
"""The three levels of CI systems; 强制 and 准强制 both stop a return."""


class Region(NamedTuple):
    """Lines and columns, 1-based; the last column is included. A whole file is its first line."""

    line: int = 1
    column: int = 1
    last_line: int = 1
    last_column: int = 1


def file_of(at: Place, settings: Settings) -> str:
    """Return the path of the file, posix, from where the run stands."""
    return settings.paths.get(at.file, at.file)


def region(at: Place) -> Region:
    """Return where in its file a place is.

    >>> region(CellRef("a.xlsx", "表", 3, 4)), region(Span("targets.yaml", 2, 5, 3))
    (Region(line=3, column=4, last_line=3, last_column=4), Region(line=2, column=5, last_line=2, last_column=7))
    """
    if isinstance(at, Span):
        return Region(at.line, at.column, at.line, at.column + at.length - 1)
    if isinstance(at, CellRef) and at.row:
        return Region(at.row, at.column, at.last_row or at.row, at.last_column or at.column)
    return Region()


def has_lines(at: Place) -> bool:
    """Tell whether the numbers of a region are lines of a text, which a review of changes can show.

    >>> has_lines(CellRef("a.csv", "", 3, 4)), has_lines(CellRef("a.xlsx", "表", 3, 4))
    (True, False)
    """
    return isinstance(at, Span) or (isinstance(at, CellRef) and at.row > 0 and not at.sheet)
