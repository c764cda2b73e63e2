"""Which rows under a header are records: not blank, not a total, not a note, and not left out by `skip:`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fzplan import periods
from fzplan.diagnostics import About, CellRef, Instance, Related, Text, listed
from fzplan.regex import regex
from fzplan.returns import codes, fact_codes
from fzplan.returns.collecting import SHOWN
from fzplan.returns.grid import ENDING, SIGN_OFF, Grid, text_of
from fzplan.returns.labels import read
from fzplan.returns.naming import is_total

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from fzplan.diagnostics import Diagnostic
    from fzplan.periods import Period
    from fzplan.returns.collecting import Filing
    from fzplan.returns.headings import Heading
    from fzplan.returns.readers.book import Cell

_UNTIL = regex(r"截\s*[至止]\s*((?:19|20)\d\d)")
_SPAN = regex(r"((?:19|20)\d\d)年?[^，。；]{0,6}?(?:—|–|-|~|至|到)+\s*((?:19|20)\d\d)年")
_SUM_OF = regex(r".*(?:[合小总共]\s*计)[:：]?")
"""合计 of all or of a part: among records 东区小计 is no more an entity than 合计 is."""
_CLOSING = frozenset("合小总全园注说资数来备附审填编续单统联报制主分负经计本市区SNs_tTaA①②③④⑤⑥⑦⑧⑨⑩*†（(")
"""First characters of such lines: a look at one character spares the expressions for nearly every row."""


class Rows(NamedTuple):
    """The rows under a heading by what they are."""

    records: list[int]
    skipped: list[int]
    """Left out because a cell says so (``skip: ["数据状态 > dis"]``)."""
    closing: list[int]
    """Totals, notes and signatures."""
    keyless: list[int]
    """Filled in, and without a key."""
    unknown: list[int]
    """The key is an error value."""


def record_rows(filing: Filing, heading: Heading, needed: Sequence[int], key: int | None) -> Rows:
    """Return the rows that are records, and what the others are.

    `needed` are the columns of which a record without a `key` column must fill one.
    """
    grid = filing.grid
    rows = Rows([], [], [], [], [])
    unwanted, errors = _unwanted(filing, heading), grid.sheet.facts.errors
    for r in range(heading.first, min(grid.bottom, len(grid.sheet.rows) - 1) + 1):
        row = grid.sheet.rows[r]
        if key is not None:
            lead = row[key]
        elif any(row[c] not in ("", None) for c in needed):
            lead = next((v for v in row[grid.left : grid.right + 1] if isinstance(v, str) and v.strip()), "0")
        else:
            continue
        if lead == "" or lead is None:
            if key is not None and (r, key) in errors:
                rows.unknown.append(r)
            elif any(type(row[c]) is float for c in needed):
                rows.closing.append(r) if _is_total(grid, r) else rows.keyless.append(r)
        elif _closes(lead, row) or (key and _closes(row[grid.left], row)):
            rows.closing.append(r)
        elif unwanted and any(text_of(row[c]) in values for c, values in unwanted.items()):
            rows.skipped.append(r)
        else:
            rows.records.append(r)
    return rows


def _is_total(grid: Grid, row: int) -> bool:
    """Tell whether one of the first texts of a row says 合计."""
    texts = [text_of(v) for _, v in grid.filled(row)[:3] if isinstance(v, str)]
    return any(_says_total(text) for text in texts)


def _says_total(text: str) -> bool:
    return bool(_SUM_OF.fullmatch(text.strip())) or is_total(read(text).key)


def left_out(filing: Filing, found: Rows, used: Sequence[int]) -> Iterator[Diagnostic]:
    """Yield what is told of rows that are no records: totals anywhere, signatures amid the data, rows without a key."""
    last = max(found.records, default=-1)
    for row in found.closing:
        label = next((text_of(v) for _, v in filing.grid.filled(row) if isinstance(v, str)), "")
        total = _is_total(filing.grid, row)
        if total or (row < last and SIGN_OFF.match(label)):
            what = fact_codes.TOTAL_ROW if total else fact_codes.SIGNATURE
            yield fact_codes.NO_RECORD(filing.line(row), label=label[:20], what=what)
    for row in found.keyless:
        at = CellRef(filing.file, filing.sheet, row + 1, min(used) + 1, row + 1, max(used) + 1)
        yield fact_codes.KEYLESS(at, key=filing.form.key, count=1)


def repeated_key(filing: Filing, column: int, value: str, period: Period | None, rows: Sequence[int]) -> Diagnostic:
    """Return the finding of a key that stands in several rows: at the first repetition, with all the others."""
    shown = listed((str(r + 1) for r in rows[:SHOWN]), more=len(rows) > SHOWN)
    others = (Related(filing.cell(r, column), Text(f"第 {r + 1} 行", f"row {r + 1}")) for r in (rows[0], *rows[2:]))
    at, form = filing.cell(rows[1], column), filing.form
    about = About(form.id, value, form.key, periods.text(period) if period else "")
    return codes.DUPLICATE_KEY(
        at, *others, instances=(Instance(at, about),), key=form.key, value=value, count=len(rows), rows=shown
    )


def _closes(lead: Cell, row: list[Cell]) -> bool:
    """Tell whether a row is a total, a note or a signature by its leading text."""
    return isinstance(lead, str) and bool(lead) and _closing(lead) and (_sparse(row) or _says_total(lead))


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
    if numbered or lead[0] in _CLOSING:
        return bool(ENDING.match(lead)) or _says_total(lead)
    return lead.rstrip()[-1:] in "计:：" and bool(_SUM_OF.fullmatch(lead.strip()))


def _sparse(row: list[Cell]) -> bool:
    """Tell whether a line holds no more than a note does: an entity may well be called 注册…."""
    return sum(1 for v in row if v not in ("", None)) <= 2
