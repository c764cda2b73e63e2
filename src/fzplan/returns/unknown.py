"""Labels of a table that name nothing: each told with its nearest names, many of one table together."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fzplan.diagnostics import Text
from fzplan.returns import codes, layout_codes, spans, times
from fzplan.returns.cells import number_like

if TYPE_CHECKING:
    from fzplan.diagnostics import Diagnostic
    from fzplan.returns.collecting import Filing, Gathered
    from fzplan.returns.tables import Table

TOLD_ALONE = 3
"""Unknown labels of one table that are told one by one; more of them are one finding."""


class Unknown(NamedTuple):
    """A label that names nothing, where it stands, and how many numbers stand with it."""

    row: int
    column: int
    label: str
    numbers: int


def of_row(filing: Filing, label: str) -> str:
    """Return why a row that names nothing is left aside: skipped by the form, computed from others, or unknown."""
    if filing.names.skipped(label):
        return "skipped"
    return "derived" if times.only_derived(label) else "unknown_row"


def tell(filing: Filing, table: Table, out: Gathered, columns: list[int], rows: list[tuple[int, str, int]]) -> None:
    """Tell the labels that name nothing, each with its nearest names; many of one table are told together."""
    unknown: list[Unknown] = []
    for column in columns:
        path = table.paths[column]
        label = " > ".join(path)
        numbers = [r for r in table.body if number_like(filing.grid.cell(r, column))]
        reason = (
            "skipped"
            if filing.names.skipped(path[-1] if path else "")
            else "derived"
            if path and times.derived(path[-1])
            else "unknown_column"
        )
        filing.ledger.mark_rows(numbers, [column], reason)
        if numbers and reason == "unknown_column":
            unknown.append(Unknown(table.header[-1], column, label or "（无名称）", len(numbers)))
    at = table.labels[-1] if table.labels else 0
    unknown += [Unknown(row, at, label, count) for row, label, count in rows]
    out.labels |= {one.label for one in unknown}
    doubtful = spans.seasons(one.label.rpartition(" > ")[2] for one in unknown)
    seasons = [one for one in unknown if one.label.rpartition(" > ")[2] in doubtful]
    if seasons:
        at_first = filing.cell(seasons[0].row, seasons[0].column)
        label, numbers = "、".join(one.label for one in seasons[:TOLD_ALONE]), sum(one.numbers for one in seasons)
        out.findings.append(layout_codes.SEASON(at_first, label=label, count=numbers))
    unknown = [one for one in unknown if one not in seasons]
    groups = [unknown] if len(unknown) > TOLD_ALONE else [[one] for one in unknown]
    out.findings += [_finding(filing, group) for group in groups]


def _finding(filing: Filing, group: list[Unknown]) -> Diagnostic:
    first = group[0]
    near = filing.names.quantities.nearest(first.label)
    named = "”“".join(one.label for one in group[:TOLD_ALONE])
    rest = len(group) - TOLD_ALONE
    more = Text(f"等 {len(group)} 个", f" and {rest} more") if rest > 0 else Text("", "")
    count = sum(one.numbers for one in group)
    place = filing.cell(first.row, first.column)
    return codes.UNKNOWN_LABEL(place, label=named, more=more, count=count, nearest=codes.nearest(near))
