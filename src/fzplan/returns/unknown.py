"""Labels of a table that name nothing: each told with its nearest names, many of one table together."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fzplan.diagnostics import Severity, Text, listed
from fzplan.returns import codes, layout_codes, odd_labels, pattern, spans, times
from fzplan.returns.cells import number_like
from fzplan.returns.labels import nearest, read

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterator

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
    like: str = ""
    """The member that it looks like, where the table has no other row or column of that."""


def of_row(filing: Filing, label: str) -> str:
    """Return why a row that names nothing is left aside: skipped by the form, computed from others, or unknown."""
    if filing.names.skipped(label):
        return "skipped"
    return "derived" if times.only_derived(label) or times.only_derived(read(label).text) else "unknown_row"


def of_column(filing: Filing, path: tuple[str, ...]) -> str:
    """Return why a column that names nothing is left aside, as `of_row`."""
    if filing.names.skipped(path[-1] if path else ""):
        return "skipped"
    return "derived" if any(map(times.derived, path)) else "unknown_column"


def note(
    filing: Filing, table: Table, out: Gathered, columns: list[int], rows: list[tuple[int, str, list[int]]],
    met: Collection[str],
) -> None:  # fmt: skip
    """Note the labels of a table that name nothing: what columns and rows have numbers of no other name.

    `met`: the members that its other rows and columns name.
    """
    unknown = [*_columns(filing, table, out, columns), *_rows(filing, table, out, rows)]
    out.labels |= {one.label for one in unknown}
    doubtful = spans.seasons(one.label.rpartition(" > ")[2] for one in unknown)
    seasons = [one for one in unknown if one.label.rpartition(" > ")[2] in doubtful]
    if seasons:
        at_first = filing.cell(seasons[0].row, seasons[0].column)
        labels, count = listed(one.label for one in seasons[:TOLD_ALONE]), sum(len(one.cells) for one in seasons)
        out.findings.append(layout_codes.SEASON(at_first, label=labels, count=count))
    unknown = [one._replace(like=_like(filing, one.label, met)) for one in unknown if one not in seasons]
    out.unknown.append((filing, unknown))


def _columns(filing: Filing, table: Table, out: Gathered, columns: list[int]) -> Iterator[Unknown]:
    """Yield the columns that nothing explains; what became of their numbers is noted of all."""
    for column in columns:
        path = table.paths[column]
        numbers = [r for r in table.body if number_like(filing.grid.cell(r, column))]
        reason = of_column(filing, path)
        filing.ledger.mark_rows(numbers, [column], reason)
        if reason != "unknown_column" or not numbers:
            continue
        if not _is_odd(filing, out, [(r, column) for r in table.header], len(numbers)):
            cells = tuple((r, column) for r in numbers)
            yield Unknown(table.header[-1], column, " > ".join(path) or NAMELESS, cells)


def _rows(filing: Filing, table: Table, out: Gathered, rows: list[tuple[int, str, list[int]]]) -> Iterator[Unknown]:
    for row, label, columns in rows:
        if not _is_odd(filing, out, [(row, c) for c in table.labels], len(columns)):
            cells = tuple((row, c) for c in columns)
            yield Unknown(row, _seat(filing, table, row, label), label or NAMELESS, cells)


def _is_odd(filing: Filing, out: Gathered, label: list[tuple[int, int]], count: int) -> bool:
    """Tell whether the cells of a label say by themselves why it names nothing; that is a finding of its own."""
    odd = odd_labels.of_label(filing, label, count)
    if odd is not None:
        out.findings.append(odd)
        out.nameless = True
    return odd is not None


def _seat(filing: Filing, table: Table, row: int, label: str) -> int:
    """Return the column in which the label of a row stands."""
    last = label.rpartition(" > ")[2]
    own = (c for c in reversed(table.labels) if filing.grid.text(row, c) == last)
    return next(own, table.labels[-1] if table.labels else 0)


def _like(filing: Filing, label: str, met: Collection[str]) -> str:
    """Return the member that a label looks like, of those that nothing else in its table names."""
    axes = (filing.form.rows, filing.form.columns)
    fields = pattern.fields(level for axis in axes if axis for level in axis.levels)
    lacking = [m for d in filing.plan.dimensions.values() if d.id in fields for m in d.members if m not in met]
    return next(iter(nearest(read(label.rpartition(" > ")[2]).key, lacking)), "") if met else ""


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
        out.hinted |= {measure for one in left for measure in filing.names.quantities.meant(one.label)}
        groups = [left] if len(left) > TOLD_ALONE else [[one] for one in left]
        yield from (_finding(filing, group, out.met) for group in groups)


def _is_alone(filing: Filing, group: list[Unknown]) -> bool:
    """Tell whether one number stands by itself beside a table, or below a blank row: its place is its own cell."""
    first = group[0]
    row, column = first.cells[0]
    beside = column == first.column or not filing.grid.filled(row - 1)
    return first.label == NAMELESS and len(group) == len(first.cells) == 1 and beside


def _is_slip(filing: Filing, one: Unknown) -> bool:
    """Tell whether a column of figures is headed by a number where the form reads years: 2202."""
    levels = filing.form.columns.levels if filing.form.columns else ()
    headed = len(one.cells) > 1 and one.row < one.cells[0][0]
    return headed and one.label.isdecimal() and not pattern.PERIOD_PARTS.isdisjoint(pattern.fields(levels))


def _finding(filing: Filing, group: list[Unknown], met: Container[str]) -> Diagnostic:
    """Return the finding of labels that name nothing; one that may be meant for a measure nobody gives is serious."""
    first, quantities = group[0], filing.names.quantities
    lacking = any(one.like for one in group) or any(
        measure not in met for one in group for measure in quantities.meant(one.label)[:1]
    )
    severity = Severity.VERIFY if lacking or any(_is_slip(filing, one) for one in group) else None
    near = (first.like,) if first.like else quantities.nearest(first.label)
    named = "”“".join(one.label for one in group[:TOLD_ALONE])
    rest = len(group) - TOLD_ALONE
    more = Text(f"等 {len(group)} 个", f" and {rest} more") if rest > 0 else Text("", "")
    count = sum(len(one.cells) for one in group)
    place = filing.cell(*first.cells[0]) if _is_alone(filing, group) else filing.cell(first.row, first.column)
    return codes.UNKNOWN_LABEL(
        place, severity=severity, label=named, more=more, count=count, nearest=codes.nearest(near)
    )
