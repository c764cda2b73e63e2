"""What each row of a table's body names: label columns, headings above it, the parent of a 其中 row, its unit."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from fzplan.periods import YEAR
from fzplan.regex import regex
from fzplan.returns import footnotes, pattern, row_codes, spans, times
from fzplan.returns.accounts import HEADER
from fzplan.returns.cells import number_like
from fzplan.returns.columns import outer_unit
from fzplan.returns.header import is_list, telling
from fzplan.returns.keys import NOTHING
from fzplan.returns.labels import key, read
from fzplan.returns.labels import unit as unit_in
from fzplan.returns.naming import SUBTOTAL, is_total
from fzplan.returns.outline import Outline
from fzplan.returns.symbols import is_code

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from fzplan.model.plan import Pattern
    from fzplan.returns.collecting import Filing
    from fzplan.returns.grid import Grid
    from fzplan.returns.keys import Key
    from fzplan.returns.naming import Names
    from fzplan.returns.tables import Table


class Lone(NamedTuple):
    """A row that has a name and no figures: a heading, or the first half of a row broken in two."""

    row: int
    key: Key | None
    """What its name stands for, where it is one that figures can have."""
    label: str
    heading: str


_CODE = regex(r"[A-Z][A-Z0-9._-]+")
"""A code of a member, a region, a series: CHN, E14000554, NY.GDP.PCAP.CD."""
DITTO = frozenset({"〃", "″", '"', "同上", "”", "``", "''"})
"""Marks for: as above."""


def row_keys(filing: Filing, table: Table) -> Iterator[tuple[int, Key | None, str]]:
    """Yield each body row that has cells of its own, with what it names (None: nothing known) and its label."""
    assert filing.form.rows is not None
    axis = _labelled(filing.form.rows, table)
    seats = seated(axis.levels, filing.grid, table, filing.names)
    if len(seats) == len(axis.levels) and len(axis.levels) > 1:
        yield from _by_columns(filing, table, seats)
    else:
        yield from _whole(list(_by_path(filing, replace(table, labels=_naming(filing, table, axis)), axis)))


def _whole(rows: list[tuple[int, Key | None, str]]) -> Iterator[tuple[int, Key | None, str]]:
    """Yield the rows; a 小计 is not the total where a 合计 of the same stands beside it, but that of some rows."""
    totals = [found for _, found, label in rows if found is not None and read(label).key != SUBTOTAL]
    for row, found, label in rows:
        some = found in totals if read(label).key == SUBTOTAL else _is_unfinished(found, label, rows)
        yield row, None if some else found, label


def _is_unfinished(found: Key | None, label: str, rows: list[tuple[int, Key | None, str]]) -> bool:
    """Tell whether a 合计 under a year is that of the months above it, which are not all of the year."""
    if found is None or found.reading is None or not is_total(read(label).key):
        return False
    year = found.reading.period
    if year is None or not year.is_year:
        return False
    named = (key.reading.period for _, key, _ in rows if key is not None and key.reading is not None)
    ends = [part.last for part in named if part is not None and part.months < YEAR and part.year == year.year]
    return bool(ends) and max(ends) < year.last


def _labelled(axis: Pattern, table: Table) -> Pattern:
    """Return the levels that stand in label columns: 计量单位 and 说明 have columns of their own beside them."""
    aside = {role for c, role in table.roles.items() if role in ("unit", "note") and c not in table.labels}
    kept = tuple(level for level in axis.levels if pattern.sole(level) not in aside)
    return replace(axis, levels=kept) if kept and len(kept) < len(axis.levels) else axis


def _naming(filing: Filing, table: Table, axis: Pattern) -> tuple[int, ...]:
    """Return the label columns that name something, where there are more of them than the pattern has levels.

    Not one with the same text in every row, nor one of codes: Country Name | Country Code | Indicator Name.
    """
    if len(axis.levels) >= len(table.labels):
        return table.labels
    return tuple(c for c in table.labels if not _is_attribute(filing, table, c, axis)) or table.labels


def _is_attribute(filing: Filing, table: Table, column: int, axis: Pattern) -> bool:
    texts = [text for row in table.body if (text := filing.grid.text(row, column))]
    if len(texts) < 3 or not (len(set(texts)) == 1 or all(_CODE.fullmatch(text) for text in texts)):
        return False
    return not any(filing.names.level(level, (text,)) for level in telling(axis.levels) for text in texts[:20])


def seated(levels: tuple[str, ...], grid: Grid, table: Table, names: Names) -> Mapping[int, str]:
    """Give each level of the row pattern its column: by the words of the heading, then in order, no blank one."""
    free = list(table.labels)
    seats: dict[int, str] = {}
    left: list[str] = []
    for level in levels:
        column = next((c for c in free if _fits(pattern.sole(level), table.paths.get(c, ()), names)), None)
        if column is None:
            left.append(level)
        else:
            seats[column] = level
            free.remove(column)
    filled = [c for c in free if any(grid.text(row, c) for row in table.body)]
    return seats | dict(zip(filled or free, left, strict=False))


def _fits(field: str, path: tuple[str, ...], names: Names) -> bool:
    """Tell whether a heading announces the field: 计量单位 for `unit`, 报告期 for `year`, the dimension's own name."""
    if not field or not path:
        return False
    role = names.role(path[-1])
    if field in pattern.PERIOD_PARTS:
        return role == "period"
    return role == field or key(read(path[-1]).text) == key(field)


def _by_columns(filing: Filing, table: Table, seats: Mapping[int, str]) -> Iterator[tuple[int, Key | None, str]]:
    """Read a list: each level in its own column; a blank outer cell repeats the one above."""
    grid, names = filing.grid, filing.names
    listed = is_list(filing.form)
    above: dict[int, str] = {}
    for row in table.body:
        whole: Key | None = NOTHING
        named = ""
        for column in sorted(seats):
            level = seats[column]
            text = grid.text(row, column)
            if not text and not listed and column != max(seats):
                text = above.get(column, "")
            above[column] = text
            field = pattern.sole(level)
            part = names.level(level, (text,)) if text else (None if field == "measure" else NOTHING)
            if part is None and text and table.marks:
                part = names.level(level, footnotes.bare((text,), table.marks))
            unread = part is None and whole is not None
            if (
                field in ("measure", "member")
                or (text and field in names.plan.dimensions)
                or unread
                or (not named and text)
            ):
                named = text
            whole = None if part is None or whole is None else part.over(whole)
        yield row, _with_unit(filing, table, row, whole), named


def _by_path(filing: Filing, table: Table, axis: Pattern) -> Iterator[tuple[int, Key | None, str]]:
    """Read a table whose label is a path: headings without numbers and 其中 parents are its outer names."""
    outline, outer = Outline(), dict[int, str]()
    years = _year_headings(filing, table)
    doubtful = spans.seasons(filing.grid.text(r, c) for r in table.body for c in table.labels[-1:])
    lone: Lone | None = None
    for row in table.body:
        texts = _texts(filing, table, row, outer)
        if not texts:
            if any(_holds(filing, row, c) for c in table.data):
                yield _unnamed(filing, table, row, lone)
                if lone is not None:
                    outline.drop(lone.heading)
            continue
        label, indent = read(texts[-1]), _indent(filing, table, row)
        if row in years:
            outline.begin_year(texts[-1], indent)
        elif not _is_heading(filing, table, row, texts[-1]):
            path = outline.path(texts, indent, child=label.child)
            found, told = _along(filing, table, axis, path, doubtful)
            yield row, _with_unit(filing, table, row, found), told
        elif label.key != "其中":
            names = [*(h.text for h in outline.headings), *texts]
            lone = Lone(row, filing.names.along(axis, names), _own(texts), texts[-1])
            outline.begin(texts[-1], label.numbered, indent)


def _is_heading(filing: Filing, table: Table, row: int, label: str) -> bool:
    """Tell whether a row with a name has no figures; with a unit of its own it is a figure not given."""
    if not _coded(filing, table, row) and any(_holds(filing, row, c) for c in table.data):
        return False
    unit = next((c for c, role in table.roles.items() if role == "unit" and c not in table.data), None)
    return not _is_dated(filing, label) and (unit is None or not filing.grid.text(row, unit))


def _along(
    filing: Filing, table: Table, axis: Pattern, path: list[str], doubtful: Collection[str]
) -> tuple[Key | None, str]:
    """Return what a path names, and the label to tell: the whole path where only its outer names are not understood."""
    names, label = filing.names, path[-1]
    if label in doubtful or names.skipped(label, path):
        return None, label
    found = names.along(axis, path)
    if found is None and table.marks:
        found = names.along(axis, footnotes.bare(path, table.marks))
    if found is None:
        refused = len(path) > 1 and names.along(axis, path[-1:]) is not None
        return None, " > ".join(path) if refused else label
    if not found.unit and unit_in(names.plan.units, found.bracket) is None:
        stated = outer_unit(tuple(path[:-1]), found.measure, names)
        found = replace(found, bracket=stated) if stated else found
    return found, label


def _year_headings(filing: Filing, table: Table) -> set[int]:
    """Return the rows of a year without figures over rows of its parts: 2023年, then 1—3月."""
    inner = table.labels[-1:]
    dated = [(row, times.read(text)) for row in table.body for c in inner if (text := filing.grid.text(row, c))]
    return {
        row
        for (row, year), (_, part) in pairwise(dated)
        if year and year.period and year.period.is_year and part and part.relative[:1].isdecimal()
        if not any(_holds(filing, row, c) for c in table.data)
    }


def _unnamed(filing: Filing, table: Table, row: int, lone: Lone | None) -> tuple[int, Key | None, str]:
    """Return what figures without a name belong to: to the name right above them that has no figures, or to nothing."""
    if lone is None or lone.row != row - 1 or lone.key is None:
        return row, None, ""
    for column in (c for c in table.data if _holds(filing, row, c)):
        filing.folded.add(row_codes.BROKEN_ROW, filing.cell(row, column), label=lone.label)
    return row, _with_unit(filing, table, row, lone.key), lone.label


def _own(texts: list[str]) -> str:
    """Return the innermost label that is no translation of the one before it."""
    return next((text for text in reversed(texts) if not text.isascii()), texts[-1])


def _indent(filing: Filing, table: Table, row: int) -> float:
    """Return how far the innermost label is set in: by spaces (a full-width one counts two) and by its style."""
    column = next((c for c in reversed(table.labels) if filing.grid.text(row, c)), table.labels[-1])
    text = filing.grid.label(row, column)
    spaces = text[: len(text) - len(text.lstrip())] if isinstance(text, str) else ""
    return len(spaces) + spaces.count("\u3000") + 2 * filing.grid.sheet.facts.indent(row, column)


def _texts(filing: Filing, table: Table, row: int, outer: dict[int, str]) -> list[str]:
    """Return the labels of a row, outer to inner; a blank cell left of a filled one repeats the one above it."""
    texts: list[str] = []
    filled = [c for c in table.labels if filing.grid.text(row, c)]
    if not filled:
        return texts
    for column in table.labels:
        text = filing.grid.text(row, column)
        if text:
            if outer.get(column) != text:
                for inner in [c for c in outer if c > column]:
                    del outer[inner]
            outer[column] = text
        elif column < filled[-1]:
            text = outer.get(column, "")
        if text and text not in texts:
            texts.append(text)
    return texts


def _is_dated(filing: Filing, label: str) -> bool:
    """Tell whether a label is the period that the rows name: a year without figures heads nothing."""
    inner = filing.form.rows.levels[-1] if filing.form.rows else ""
    return pattern.sole(inner) in pattern.PERIOD_PARTS and filing.names.level(inner, (label,)) is not None


def _coded(filing: Filing, table: Table, row: int) -> bool:
    """Tell whether codes of the columns stand where figures would: All Persons | MGSL | MGSF is a heading."""
    texts = [text for c in table.data if (text := filing.grid.text(row, c))]
    return len(texts) > 1 and all(map(is_code, texts))


def _holds(filing: Filing, row: int, column: int) -> bool:
    """Tell whether a cell of the body holds anything: a value, a symbol, an error, a formula."""
    facts = filing.grid.sheet.facts
    cell = filing.grid.cell(row, column)
    return cell not in ("", None) or (row, column) in facts.errors or (row, column) in facts.uncached


def _with_unit(filing: Filing, table: Table, row: int, found: Key | None) -> Key | None:
    """Add the unit of the row's own unit column, and mark that column as read; and its note where the form wants it."""
    assert filing.form.rows is not None
    remark = next((c for c, role in table.roles.items() if role == "note" and c not in table.labels), None)
    if found is not None and remark is not None and "{note}" in filing.form.rows.levels:
        found = replace(found, note=filing.grid.text(row, remark))
    column = next((c for c, role in table.roles.items() if role == "unit" and c not in table.data), None)
    if found is None or column is None or found.unit:
        return found
    if number_like(filing.grid.cell(row, column)):
        filing.ledger.mark(row, column, HEADER)
    stated = _own_tongue(filing, _not_ditto(filing, row, column))
    return replace(found, unit=stated) if stated and stated not in ("—", "-", "/") else found


def _own_tongue(filing: Filing, stated: str) -> str:
    """Return a unit without its translation: 亿元 100 million yuan."""
    own, _, other = stated.partition(" ")
    return own if other.isascii() and unit_in(filing.plan.units, own) and not own.isascii() else stated


def _not_ditto(filing: Filing, row: int, column: int) -> str:
    """Return the text of a cell; 〃 and 同上 stand for the cell above."""
    while row > filing.grid.top and filing.grid.text(row, column) in DITTO:
        row -= 1
    return filing.grid.text(row, column)
