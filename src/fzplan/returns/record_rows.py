"""Which rows under a header are records: not blank, not a total, not a note, and not left out by `skip:`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fzplan.returns.grid import ENDING, Grid, text_of
from fzplan.returns.labels import read
from fzplan.returns.naming import is_total

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fzplan.returns.collecting import Filing
    from fzplan.returns.headings import Heading
    from fzplan.returns.readers.book import Cell

_UNTIL = re.compile(r"截\s*[至止]\s*((?:19|20)\d\d)")
_SPAN = re.compile(r"((?:19|20)\d\d)年?[^，。；]{0,6}?(?:—|–|-|~|至|到)+\s*((?:19|20)\d\d)年")
_CLOSING = frozenset("合小总全园注说资数来备附审填编续单统联报制主分负经计本市区SNs_tTaA①②③④⑤⑥⑦⑧⑨⑩*†（(")
"""First characters of such lines: a look at one character spares the expressions for nearly every row."""


def record_rows(
    filing: Filing, heading: Heading, needed: Sequence[int], key: int | None
) -> tuple[list[int], list[int]]:
    """Return the rows that are records, and those left out because a cell says so (``skip: ["数据状态 > dis"]``).

    `needed` are the columns of which a record without a `key` column must fill one.
    """
    grid = filing.grid
    found, left_out = [], []
    unwanted = _unwanted(filing, heading)
    for r in range(heading.first, min(grid.bottom, len(grid.sheet.rows) - 1) + 1):
        row = grid.sheet.rows[r]
        if key is not None:
            lead = row[key]
        elif any(row[c] not in ("", None) for c in needed):
            lead = next((v for v in row[grid.left : grid.right + 1] if isinstance(v, str) and v.strip()), "0")
        else:
            continue
        if lead == "" or lead is None or _closes(lead, row) or (key and _closes(row[grid.left], row)):
            continue
        if unwanted and any(text_of(row[c]) in values for c, values in unwanted.items()):
            left_out.append(r)
        else:
            found.append(r)
    return found, left_out


def _closes(lead: Cell, row: list[Cell]) -> bool:
    """Tell whether a row is a total, a note or a signature by its leading text."""
    return isinstance(lead, str) and bool(lead) and _closing(lead) and (_sparse(row) or is_total(read(lead).key))


def _unwanted(filing: Filing, heading: Heading) -> Mapping[int, set[str]]:
    """Return by column the values whose rows the form leaves out: ``列名 > 值`` under `skip:`."""
    found: dict[int, set[str]] = {}
    for skip in filing.form.skip:
        name, _, value = skip.rpartition(" > ")
        column = heading.find(name) if name else None
        if column is not None:
            found.setdefault(column, set()).add(value.strip())
            filing.names.used.add(("skip", skip))
    return found


def covered_years(grid: Grid, heading: Heading) -> tuple[int | None, int | None]:
    """Return the years the register says it covers: 截至2024年12月31日, 2021—2024年, in the lines above it."""
    first = last = None
    for r in range(heading.rows[0]):
        for _, value in grid.distinct(r):
            text = text_of(value)
            span, until = _SPAN.search(text), _UNTIL.search(text)
            if span and not until:
                first, last = int(span[1]), int(span[2])
            elif until:
                last = int(until[1])
    return first, last


def _closing(lead: str) -> bool:
    """Tell whether a text may begin a line that closes a table: a total, a note, a signature."""
    numbered = lead[0].isdigit() and lead[1:3].strip("0123456789")[:1] in (")", "）")
    return (numbered or lead[0] in _CLOSING) and bool(ENDING.match(lead) or is_total(read(lead).key))


def _sparse(row: list[Cell]) -> bool:
    """Tell whether a line holds no more than a note does: an entity may well be called 注册…."""
    return sum(1 for v in row if v not in ("", None)) <= 2
