"""Which rows are the header of a table: rows of names, of column codes (甲 乙 丙 1 2) and of units under them.

Located by words: the form's patterns say which names to look for. In: a `Grid` and `Names`. Out: row numbers.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from fzplan.regex import regex
from fzplan.returns import pattern, times
from fzplan.returns.cells import MARKS, number_like
from fzplan.returns.grid import Grid, text_of
from fzplan.returns.header_rows import after_spacer
from fzplan.returns.labels import key, read, unit
from fzplan.returns.naming import is_total
from fzplan.returns.symbols import meaning

if TYPE_CHECKING:
    from fzplan.model.plan import Form
    from fzplan.returns.naming import Names

_ORDINALS, _LETTERS = "甲乙丙丁戊己庚辛壬癸", "ABCDEFGH"
_CODE = regex(r"[A-Za-z]{1,3}\d+(?:_\d+)*")
_COUNTER = regex(r"[(（]?(\d{1,3})[)）]?(?:\s*[=＝].*)?")
RUNNING = 5
"""Running numbers that make a row of column numbers although something else stands before them."""
LATEST = 2060
"""The last year that plans speak of."""
DEEPEST = 12
"""Rows that a header can have; where more rows of words follow, they are a body of words."""
NEAR = 5
"""Rows below a header, blank ones counted, in which its figures begin."""
HEADS = frozenset({"measure", "unit", "value", "period", "code"})
"""Roles whose words stand in headers only."""


def starts(grid: Grid, row: int, form: Form, names: Names) -> bool:
    """Tell whether a header begins here: several names, at least one known, and no number but years and codes."""
    filled = grid.distinct(row)
    if is_counted(grid, row, form, names):
        return True
    if any(number_like(value) and times.read(value) is None for _, value in filled):
        return _names_among_numbers(grid, row, form, names) or _years_and_a_slip(grid, row, names)
    if any(names.role(text_of(value)) in HEADS for _, value in filled):
        return True
    if len(filled) > 2 and not grid.numbers(row) and is_dimension(text_of(filled[0][1]), form, names):
        return True
    if not is_headed(grid, row, form, names) and not _is_run([text_of(value) for _, value in filled]):
        return False
    named = [column for column, value in filled if known(text_of(value), form, names)]
    # one known name alone may be the year of a title: its merges, or what stands under it, decide
    merged = any((row, c) in grid.anchors for c in named) or any(
        grid.spans[a][0] > row for c, _ in filled if (a := grid.anchors.get((row, c)))
    )
    below = [r for r in range(row + 1, min(row + NEAR, grid.bottom) + 1) if grid.filled(r)][:2]
    return len(named) > 1 or (bool(named) and merged) or any(number_like(grid.cell(r, c)) for c in named for r in below)


def is_headed(grid: Grid, row: int, form: Form, names: Names) -> bool:
    """Tell whether numbers in this row can be years over columns: what stands before them is no name of a figure."""
    first, value = grid.distinct(row)[0]
    return number_like(value) or first > grid.left or known(text_of(value), form, names)


def _is_run(texts: list[str]) -> bool:
    """Tell whether bare numbers among the texts follow each other as years do: 2018 2019 2020, 1978 2000 2010.

    The same run may come again under the next parent: 2019 2020 2019 2020. What is 2069 2088 2094, or 2010 2005 2020,
    behind a name that is not known, are figures of it.
    """
    years = [int(text) for text in texts if text.isdecimal()]
    once = years[: years.index(years[0], 1)] if years[:1] and years[0] in years[1:] else years
    if any(years[k : k + len(once)] != once for k in range(0, len(years), len(once) or 1)):
        return False
    steps = [later - sooner for sooner, later in pairwise(once)]
    if len(set(steps)) < 2:
        return True
    return max(once) <= LATEST and (min(steps) > 0 or max(steps) < 0)


def _names_among_numbers(grid: Grid, row: int, form: Form, names: Names) -> bool:
    """Tell whether a row with numbers is a header all the same: two columns are named, the numbers are names as well.

    Median | Mean | 10 | 20 | 90 are such names; in a row of figures no name of a column stands.
    """
    if form.columns is None or is_list(form) or "measure" in pattern.fields(form.rows.levels if form.rows else ()):
        return False
    levels = [level for level in telling(form.columns.levels) if pattern.sole(level) not in pattern.PERIOD_PARTS]
    texts = {text_of(value) for column, value in grid.distinct(row) if column > grid.left}
    return sum(any(names.level(level, (text,)) is not None for level in levels) for text in texts) > 1


def _years_and_a_slip(grid: Grid, row: int, names: Names) -> bool:
    """Tell whether a row of 指标 or 单位 and of years has one number that is no year: 2021 2202 2023."""
    filled = grid.distinct(row)
    years = sum(times.read(value) is not None for _, value in filled)
    slips = sum(number_like(value) and times.read(value) is None for _, value in filled)
    return slips == 1 < years and names.role(text_of(filled[0][1])) in HEADS


def is_lone_heading(grid: Grid, row: int, form: Form, names: Names) -> bool:
    """Tell whether the one name of a row heads the one column of figures: labelled numbers follow right under it."""
    ((column, value),) = grid.distinct(row)
    levels = telling(form.columns.levels) if form.columns and not is_list(form) else ()
    if column == grid.left or not any(names.level(level, (text_of(value),)) is not None for level in levels):
        return False
    below = [r for r in range(row + 1, min(row + NEAR, grid.bottom) + 1) if column in grid.numbers(r)]
    return bool(below) and all(grid.text(r, grid.left) for r in below)


def is_counted(grid: Grid, row: int, form: Form, names: Names) -> bool:
    """Tell whether a row is the numbers of months, quarters or days that the form reads there: 1 2 3 … 12."""
    inner = form.columns.levels[-1] if form.columns else ""
    if pattern.sole(inner) not in ("month", "quarter", "day"):
        return False
    filled = [value for _, value in grid.distinct(row)]
    texts = [text_of(value) for value in filled]
    if len(texts) < 2 or not all(map(number_like, filled)):
        return False  # a row with a label of its own is data
    if any(names.level(inner, (text,)) is None for text in texts):
        return False
    return [float(text) for text in texts] == sorted({float(text) for text in texts})


def known(text: str, form: Form, names: Names) -> bool:
    """Tell whether a name may stand in the header: the word of a role, a name the columns read, a dimension."""
    if names.role(text) in HEADS:
        return True
    if form.columns and any(names.level(level, (text,)) is not None for level in telling(form.columns.levels)):
        return True
    return is_dimension(text, form, names)


def is_dimension(text: str, form: Form, names: Names) -> bool:
    """Tell whether a text is the name of a dimension that the rows name the members of: the heading of the labels."""
    fields = pattern.fields(form.rows.levels) if form.rows else ()
    headed = names.plan.dimensions if "member" in fields else [f for f in fields if f in names.plan.dimensions]
    return any(key(read(text).text) == key(name) for name in headed)


def telling(levels: tuple[str, ...]) -> tuple[str, ...]:
    """Return the levels that recognise a name: one that takes any text tells nothing."""
    return tuple(
        level for level in levels if pattern.sole(level) not in ("_", "note", "unit", "value", "entity", "task")
    )


def is_list(form: Form) -> bool:
    """Tell whether the form is a list: every name in a column of its own, one column of values."""
    return form.columns is not None and form.columns.levels in (("{value}",), ("value",))


def header_block(
    grid: Grid, start: int, sure: int, form: Form, names: Names
) -> tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...], int]:
    """Return name rows, code rows, unit rows, and the first row under the header; rows up to `sure` belong to it."""
    above = form.header_last is not None and form.header_last <= start == grid.top
    if form.header_last is not None and (form.header == start + 1 or above):
        return _pinned(grid, start, form, names)
    header, codes = [start], list[int]()
    units = list[int]()
    merged = (grid.spans[a][0] for c, _ in grid.distinct(start) if (a := grid.anchors.get((start, c))))
    covered = max([sure, *merged])
    row = start + 1
    own_units = form.columns is not None and "unit" in map(pattern.sole, form.columns.levels)
    while row <= grid.bottom:
        if len(header) == 1 and is_counted(grid, row, form, names) and not is_counted(grid, start, form, names):
            header.append(row)
        elif is_code_row(grid, row):
            codes.append(row)
        elif is_unit_row(grid, row, names):
            kept = header if own_units else units
            kept.append(row)
        elif row <= covered or (len(header) < DEEPEST and _continues(grid, row, start, form, names)):
            header.append(row)
        elif not grid.distinct(row) and not is_list(form) and (below := after_spacer(grid, row)) is not None:
            row = below - 1
        else:
            break
        row += 1
    return tuple(header), tuple(codes), tuple(units), row


def _pinned(
    grid: Grid, start: int, form: Form, names: Names
) -> tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...], int]:
    """Return the rows of a header whose first and last row the form gives: blank ones may stand between.

    It may stand above the `range:`, as where a second panel has no header of its own; the body begins with the range.
    """
    assert form.header is not None
    assert form.header_last is not None
    rows = range(form.header - 1, min(form.header_last, grid.height))
    own_units = form.columns is not None and "unit" in map(pattern.sole, form.columns.levels)
    codes = tuple(r for r in rows[1:] if is_code_row(grid, r) and not is_counted(grid, r, form, names))
    named = {c for r in rows if r not in codes for c, _ in grid.distinct(r)}
    if any(2 * len(named & (over := {c for c, _ in grid.distinct(r)})) < len(over) for r in codes):
        codes = ()  # weeks 1 2 3 … under one word are the names themselves
    units = tuple(r for r in rows[1:] if not own_units and r not in codes and is_unit_row(grid, r, names))
    header = tuple(r for r in rows if r not in (*codes, *units) and grid.distinct(r))
    return header or (rows.start,), codes, units, max(rows.stop, start)


def _continues(grid: Grid, row: int, start: int, form: Form, names: Names) -> bool:
    """Tell whether a row still belongs to the header: names only, in the columns of data."""
    filled = grid.distinct(row)
    if (
        is_list(form)
        or not filled
        or grid.kind(row) not in ("row", "single")
        or filled[0][0] == filled[-1][0] == grid.left
    ):
        return False
    first, label = filled[0][0], text_of(filled[0][1])
    heading = first > grid.left and is_total(read(label).key) and bool(grid.text(start, first))
    if (
        form.rows
        and not heading
        and any(names.level(level, (label,)) is not None for level in telling(form.rows.levels))
    ):
        return False
    texts = [value for _, value in filled if not (times.read(value) is not None)]
    if any(number_like(value) for value in texts):
        return _names_among_numbers(grid, row, form, names)
    if grid.numbers(row) and not is_headed(grid, row, form, names):
        return len(filled) > RUNNING and _is_run([text_of(value) for _, value in filled])
    beside = [text_of(value) for column, value in filled if column > grid.left]
    signs = [
        text
        for text in beside
        if meaning(text, form.symbols) or not (any(map(str.isalnum, text)) or unit(names.plan.units, text))
    ]
    return bool(beside) and 2 * len(signs) <= len(beside) > len(signs)  # mostly symbols: + ~ - are no names


def is_code_row(grid: Grid, row: int) -> bool:
    """Tell whether a row is 甲 乙 丙 1 2 3, (1) (2) (3), or QC02 QC05_0: never data."""
    texts = [text_of(value) for _, value in grid.distinct(row)]
    if len(texts) < 2:
        return False
    counters = [int(found[1]) for t in texts if (found := _COUNTER.fullmatch(t))]
    counted = bool(counters) and counters[0] == 1  # A 100 and A 0 1 are keys with their figures
    letters = [t for t in texts if t in _ORDINALS or (counted and len(t) == 1 and t in _LETTERS)]
    if len(letters) == len(counters) == 1 and (counters[0] != 1 or letters[0] in _LETTERS):
        return False  # 甲 100 is an entity with its figure
    if len(counters) == len(texts) and _counts_down(grid, row):
        return False
    if len(counters) == len(texts) > RUNNING and counters[1:] == list(range(1, len(counters))):
        return True  # a number of its own stands in the corner before 1 2 3 …
    if len(letters) + len(counters) == len(texts) and (letters or len(counters) > 2):
        return counters == list(range(counters[0], counters[0] + len(counters))) if counters else bool(letters)
    coded = sum(bool(_CODE.fullmatch(t)) for t in texts)
    return coded >= 2 and coded >= len(texts) - 2 and not any(number_like(v) for _, v in grid.distinct(row))


def _counts_down(grid: Grid, row: int) -> bool:
    """Tell whether the first number of a row goes on in the next one: January's figures 2 and 3 are 1 2 3 as well."""
    below = grid.distinct(row + 1) if row < grid.bottom else ()
    first, second = (_COUNTER.fullmatch(text_of(one[0][1])) if one else None for one in (grid.distinct(row), below))
    return first is not None and second is not None and int(second[1]) == int(first[1]) + 1


def unit_stated(text: str) -> str:
    """Return a unit as it stands under a heading, without brackets and footnote marks.

    >>> unit_stated("ha 1)"), unit_stated("（亿元）"), unit_stated("%")
    ('ha', '亿元', '%')
    """
    return MARKS.sub("", text).strip().strip("()（）")


def is_unit_row(grid: Grid, row: int, names: Names) -> bool:
    """Tell whether a row under the header holds nothing but units."""
    texts = [MARKS.sub("", text_of(value)).strip() for _, value in grid.distinct(row)]
    others = [t for t in texts if t not in ("-", "—", "单位", "计量单位")]
    return bool(others) and all(
        t not in names.quantities and unit(names.plan.units, t) is not None and times.read(t) is None for t in others
    )
