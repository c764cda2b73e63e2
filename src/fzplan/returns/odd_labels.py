"""Names and years of a table that are no names: error values, dates among years, years written otherwise, signatures.

In: a table of a sheet. Out: findings, and the columns that are not read because of them.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from fzplan.diagnostics import Text
from fzplan.regex import regex
from fzplan.returns import cell_codes, fact_codes, times
from fzplan.returns.grid import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fzplan.diagnostics import Diagnostic
    from fzplan.returns.collecting import Filing
    from fzplan.returns.tables import Table

NAME = Text("行名或列名", "the name of a row or column")
_YEAR = regex(r"((?:19|20)\d\d)\s*年?度?")
_FIRST, _LAST = 1900, 2100


def dated_columns(filing: Filing, table: Table) -> dict[int, int]:
    """Return the columns whose heading is a date where the others are years, each with the row of the date."""
    grid = filing.grid
    cells = {(r, c): grid.cell(r, c) for r in table.header for c in table.data}
    dates = {(r, c) for (r, c), cell in cells.items() if isinstance(cell, dt.date)}
    if not dates:
        return {}
    readings = (times.read(cell) for place, cell in cells.items() if place not in dates)
    years = sum(1 for reading in readings if reading and reading.period and reading.period.is_year)
    return {c: r for r, c in dates} if years > len(dates) else {}


def of_label(filing: Filing, places: list[tuple[int, int]], count: int) -> Diagnostic | None:
    """Return what is wrong with the cells that should name a row or a column, where none of them is a mere word."""
    facts = filing.grid.sheet.facts
    for place in places:
        cell = filing.grid.cell(*place)
        if place in facts.errors:
            return cell_codes.error(facts, place, filing.cell(*place), NAME)
        if isinstance(cell, dt.date):
            return fact_codes.DATE_AS_YEAR(filing.cell(*place), text=text_of(cell), count=count)
    return None


def of_years(filing: Filing, table: Table) -> Iterator[Diagnostic]:
    """Yield the years of a column of labels that are texts where the others are numbers."""
    for column in table.labels:
        cells = [(row, filing.grid.cell(row, column)) for row in table.body]
        numbers = [v for _, v in cells if isinstance(v, float)]
        texts = [(row, found) for row, v in cells if isinstance(v, str) and (found := _YEAR.fullmatch(v.strip()))]
        if len(numbers) > len(texts) and all(_FIRST < v < _LAST for v in numbers):
            for row, found in texts:
                yield fact_codes.YEAR_AS_TEXT(filing.cell(row, column), text=found[0], year=found[1])


def of_signatures(filing: Filing, table: Table) -> Iterator[Diagnostic]:
    """Yield the signatures that stand amid the figures of a table."""
    last = max((r for r in table.body if filing.grid.numbers(r)), default=-1)
    for row in table.notes:
        if row < last and filing.grid.kind(row) == "sign_off":
            label = next(text_of(v) for _, v in filing.grid.filled(row))
            yield fact_codes.NO_RECORD(filing.line(row), label=label[:20], what=fact_codes.SIGNATURE)
