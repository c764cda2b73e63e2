"""Labels of a table that name nothing: each told with its nearest names, many of one table together."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fzplan.diagnostics import Text, listed
from fzplan.returns import codes, layout_codes, spans, times
from fzplan.returns.cells import number_like
from fzplan.returns.labels import read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fzplan.diagnostics import Diagnostic
    from fzplan.returns.collecting import Filing, Gathered
    from fzplan.returns.tables import Table

NAMELESS = "（无名称）"
TOLD_ALONE = 3
"""Unknown labels of one table that are told one by one; more of them are one finding."""


class Unknown(NamedTuple):
    """A label that names nothing, where it stands, and how many numbers stand with it."""

    row: int
    column: int
    label: str
    cells: tuple[tuple[int, int], ...]


def of_row(filing: Filing, label: str) -> str:
    """Return why a row that names nothing is left aside: skipped by the form, computed from others, or unknown."""
    if filing.names.skipped(label):
        return "skipped"
    return "derived" if times.only_derived(label) or times.only_derived(read(label).text) else "unknown_row"


def note(
    filing: Filing, table: Table, out: Gathered, columns: list[int], rows: list[tuple[int, str, list[int]]]
) -> None:
    """Note the labels of a table that name nothing: what columns and rows have numbers of no other name."""
    unknown: list[Unknown] = []
    for column in columns:
        path = table.paths[column]
        label = " > ".join(path)
        numbers = [r for r in table.body if number_like(filing.grid.cell(r, column))]
        reason = (
            "skipped"
            if filing.names.skipped(path[-1] if path else "")
            else "derived"
            if any(map(times.derived, path))
            else "unknown_column"
        )
        filing.ledger.mark_rows(numbers, [column], reason)
        if numbers and reason == "unknown_column":
            cells = tuple((r, column) for r in numbers)
            unknown.append(Unknown(table.header[-1], column, label or NAMELESS, cells))
    at = table.labels[-1] if table.labels else 0
    unknown += [Unknown(row, at, label or NAMELESS, tuple((row, c) for c in cells)) for row, label, cells in rows]
    out.labels |= {one.label for one in unknown}
    doubtful = spans.seasons(one.label.rpartition(" > ")[2] for one in unknown)
    seasons = [one for one in unknown if one.label.rpartition(" > ")[2] in doubtful]
    if seasons:
        at_first = filing.cell(seasons[0].row, seasons[0].column)
        labels, count = listed(one.label for one in seasons[:TOLD_ALONE]), sum(len(one.cells) for one in seasons)
        out.findings.append(layout_codes.SEASON(at_first, label=labels, count=count))
    unknown = [one for one in unknown if one not in seasons]
    out.unknown.append((filing, unknown))


def findings(out: Gathered) -> Iterator[Diagnostic]:
    """Tell the labels that name nothing to any form, each with its nearest names; many of one table together."""
    told: set[tuple[str, str, int, int]] = set()
    for filing, noted in out.unknown:
        left: list[Unknown] = []
        for one in noted:
            cells = [(filing.file, filing.sheet, *at) for at in one.cells]
            still = tuple(at for at in cells if at not in told and filing.ledger.fate(*at[2:]).startswith("unknown"))
            told.update(still)
            left += [one._replace(cells=tuple(at[2:] for at in still))] if still else []
        groups = [left] if len(left) > TOLD_ALONE else [[one] for one in left]
        yield from (_finding(filing, group) for group in groups)


def _finding(filing: Filing, group: list[Unknown]) -> Diagnostic:
    first = group[0]
    near = filing.names.quantities.nearest(first.label)
    named = "”“".join(one.label for one in group[:TOLD_ALONE])
    rest = len(group) - TOLD_ALONE
    more = Text(f"等 {len(group)} 个", f" and {rest} more") if rest > 0 else Text("", "")
    count = sum(len(one.cells) for one in group)
    place = filing.cell(first.row, first.column)
    return codes.UNKNOWN_LABEL(place, label=named, more=more, count=count, nearest=codes.nearest(near))
