"""What rows and columns of a table name: periods, members of a dimension, or measures; told without a plan.

In: a `Sight`, a `Block`, its `Column`s. Out: an `Axes`: the levels of the row labels, and of the headings.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from fzplan.returns import times
from fzplan.returns.labels import fold, read, unit
from fzplan.returns.naming import ROLES
from fzplan.returns.surveying.members import Members, members_of
from fzplan.units import UNITS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fzplan.model.plan import Plan
    from fzplan.returns.surveying.blocks import Block
    from fzplan.returns.surveying.columns import Column
    from fzplan.returns.surveying.sight import Sight

Sort = Literal["period", "member", "measure", "drop"]
_MEASURE_WORDS = frozenset(ROLES["measure"].split()) | {"indicator name", "项 目", "指标名", "内容"}
_BRACKETS = re.compile(r"[(\[]([^()\[\]]{1,24}(?:\([^()]*\))?)[)\]]")
MOST = 0.8


class Level(NamedTuple):
    """What one column of labels names; `column` is 0-based."""

    column: int
    sort: Sort
    heading: str
    texts: tuple[str, ...]
    members: Members | None = None


class Axes(NamedTuple):
    """What rows and columns name."""

    rows: tuple[Level, ...]
    columns: Sort
    """What the innermost names over the columns are."""
    outer: Sort = "drop"
    """What the names above them are, where they differ."""
    across: Members | None = None
    """The members over the columns."""

    @property
    def measured(self) -> str:
        """Return where the measures stand: rows, columns or title."""
        if any(level.sort == "measure" for level in self.rows):
            return "rows"
        return "columns" if "measure" in (self.columns, self.outer) else "title"


def axes(sight: Sight, block: Block, columns: Sequence[Column], plan: Plan | None) -> Axes:
    """Return what the rows and the columns of a table name."""
    data = [c for c in columns if c.role == "data"]
    sort, outer, across = _across(data, columns, plan)
    labelled = [c for c in columns if c.role in ("label", "period", "english", "code")]
    first = min((c.index for c in data), default=block.right)
    levels = [_level(sight, block, c, plan) for c in labelled if c.index < first]
    if not any(level.sort == "measure" for level in levels) and "measure" not in (sort, outer):
        levels = _measured_rows(sight, block, columns, levels)
    if any(level.sort == "measure" for level in levels):
        sort = "member" if sort == "measure" and across and across.known else sort
    return Axes(tuple(levels), sort, outer, across)


def _level(sight: Sight, block: Block, column: Column, plan: Plan | None) -> Level:
    """Return what one column of labels names, by its words and by the words over it."""
    texts = tuple(dict.fromkeys(t for r in block.body if (t := sight.grid.text(r, column.index))))
    heading = next((fold(t) for t in reversed(column.path) if not t.isascii()), fold(column.path[-1]) if column.path else "")
    if column.role in ("english", "code"):
        return Level(column.index, "drop", heading, texts)
    if column.periods:
        return Level(column.index, "period", heading, texts)
    name = read(heading).text.rstrip(":") if heading else ""
    if len(texts) == 1 and len(block.body) > 3:
        return Level(column.index, "measure", heading, texts)  # one name repeated on every row
    if name.lower() in _MEASURE_WORDS and not _declared(plan, texts):
        return Level(column.index, "measure", heading, texts)
    found = members_of(texts, name, plan)
    if not found.known and _with_units(texts):
        return Level(column.index, "measure", heading, texts)
    return Level(column.index, "member", heading, texts, found)


def _declared(plan: Plan | None, texts: Sequence[str]) -> bool:
    return bool(plan and members_of(texts, "", plan).dimension in plan.dimensions)


def _with_units(texts: Sequence[str]) -> bool:
    """Tell whether labels carry units in brackets: they are measures."""
    return sum(bool(unit_in(text)) for text in texts) >= 0.4 * len(texts)


def _measured_rows(sight: Sight, block: Block, columns: Sequence[Column], levels: list[Level]) -> list[Level]:
    """Make the labels measures where the columns are not and the labels are neither places nor headed as members."""
    units = any(c.role == "unit" for c in columns)
    for k, level in enumerate(levels):
        if level.sort == "member" and (units or (level.members and not level.members.known and not level.heading)):
            levels[k] = level._replace(sort="measure", members=None)
            break
    return levels


def _across(data: Sequence[Column], columns: Sequence[Column], plan: Plan | None) -> tuple[Sort, Sort, Members | None]:
    """Return what the names over the columns of numbers are: the innermost, those above, and their members."""
    leaves = [c.path[-1] if c.path else "" for c in data]
    outer = list(dict.fromkeys(c.path[-2] for c in data if len(c.path) > 1))
    above: Sort = "measure" if len(outer) > 1 else "drop"
    if data and sum(_is_period(c.path) for c in data) >= MOST * len(data):
        return "period", above, None
    found = members_of(leaves, "", plan)
    repeated = len(outer) > 1 and len(set(leaves)) * 2 <= len(leaves)
    if found.known or (repeated and found.total):
        return "member", above, found._replace(dimension=found.dimension or "分组")
    if len(outer) == 1 and len(data) > 4 and not any(unit_in(t) for t in leaves):
        under = [c for c in data if len(c.path) > 1]
        rows_named = any(c.role in ("label", "period") for c in columns)
        if len(under) >= MOST * len(data) and rows_named and not _with_units(leaves):
            return "member", "drop", found._replace(dimension=read(outer[0]).text)
    return "measure", "drop", None


def _is_period(path: Sequence[str]) -> bool:
    """Tell whether the innermost name over a column is a period, or its levels together are."""
    return bool(path) and (times.read(path[-1]) is not None or (len(path) > 1 and times.read("".join(path)) is not None))


def unit_in(text: str) -> str:
    """Return the unit in the brackets of a label, ``""`` where there is none.

    >>> unit_in("出口交货值(亿元)"), unit_in("研发机构数(个)Number (unit)"), unit_in("性别比(女=100)"), unit_in("（%）")
    ('亿元', '个', '', '%')
    """
    for inner in _BRACKETS.findall(fold(text)):
        found = unit(UNITS, inner)
        if found is not None:
            return found.text
    return ""
