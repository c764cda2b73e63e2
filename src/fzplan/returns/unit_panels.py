"""Parts of one table that differ by a row of units between them: hectares above, their shares in % below.

The parts stand under the same heading. Each gets the units of its own row; a part whose unit is of another dimension
than the measure is left aside where another part fits. In: a located `Table`. Out: its parts.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from fzplan.returns import part_codes
from fzplan.returns.accounts import HEADER
from fzplan.returns.header import is_list, is_unit_row, unit_stated
from fzplan.returns.labels import unit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fzplan.returns.collecting import Filing, Gathered
    from fzplan.returns.tables import Table


def parts(filing: Filing, table: Table) -> tuple[Table, ...]:
    """Return the table, or its parts where rows of units stand inside its body."""
    grid, names = filing.grid, filing.names
    if is_list(filing.form):
        return (table,)
    rows = [
        row
        for row in table.body
        if not grid.numbers(row)
        and len(grid.distinct(row)) > 1
        and not any(grid.text(row, c) for c in table.labels)
        and is_unit_row(grid, row, names)
    ]
    if not rows:
        return (table,)
    edges = [table.body[0] - 1, *rows, table.body[-1] + 1]
    found = []
    for begin, end in pairwise(edges):
        body = tuple(row for row in table.body if begin < row < end)
        part = replace(table, body=body)
        found.append(_under(filing, part, begin) if begin in rows else part)
    return tuple(part for part in found if part.body)


def _under(filing: Filing, part: Table, row: int) -> Table:
    keys = {}
    for column, key in part.keys.items():
        stated = unit_stated(filing.grid.text(row, column))
        keys[column] = replace(key, unit=stated) if stated else key
    return replace(part, units=(row,), keys=keys)


def fitting(filing: Filing, tables: Iterable[Table], out: Gathered) -> tuple[Table, ...]:
    """Return the tables without the parts whose units fit no measure, where other parts of the same heading fit."""
    found = tuple(tables)
    strange = {k for k, table in enumerate(found) if not _fits(filing, table)}
    fit = {found[k].header for k in range(len(found)) if k not in strange}
    left = [found[k] for k in sorted(strange) if found[k].header in fit]
    for table in left:
        _leave(filing, table, out)
    return tuple(table for table in found if table not in left)


def _fits(filing: Filing, table: Table) -> bool:
    """Tell whether any column has a unit that its measure can be converted from; what is not stated fits."""
    judged = [
        stated.compatible(quantity.unit)
        for key in table.keys.values()
        if (quantity := filing.plan.quantity(key.measure or filing.context.measure))
        and (stated := unit(filing.plan.units, key.unit))
    ]
    return not judged or any(judged)


def _leave(filing: Filing, table: Table, out: Gathered) -> None:
    filing.ledger.mark_rows(table.units, range(filing.grid.width), HEADER)
    filing.ledger.mark_rows(table.body, table.labels, HEADER)
    for row in table.body:
        filing.ledger.mark_rows([row], [c for c in filing.grid.numbers(row) if c in table.data], "unit")
    stated = next(key.unit for key in table.keys.values() if key.unit)
    numbers = sum(c in table.keys for row in table.body for c in filing.grid.numbers(row))
    at = filing.cell(table.units[0] if table.units else table.body[0], min(table.keys))
    out.findings.append(part_codes.OTHER_PANEL(at, unit=stated, count=numbers))
