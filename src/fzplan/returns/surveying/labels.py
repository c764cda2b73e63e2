"""What rows and columns of a table name: periods, members of a dimension, or measures; told without a plan.

In: a `Sight`, a `Block`, its `Column`s. Out: an `Axes`: the levels of the row labels, and of the headings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from fzplan.regex import regex
from fzplan.returns import times
from fzplan.returns.footnotes import bare, footnotes, marked_lines
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
_CODED = regex(r"[A-Z]{1,4}[A-Z0-9.]{0,12}")
_MEASURE_WORDS = frozenset(ROLES["measure"].split()) | {"indicator name", "项 目", "指标名", "内容"}
_ROLE_OF = {word: role for role, words in ROLES.items() for word in words.split()}
_BRACKETS = regex(r"[(\[]([^()\[\]]{1,24}(?:\([^()]*\))?)[)\]]")
_RATIO = regex(r"率|比|平均|人均|%")
_HAN = regex(r"[\u3400-\u9fff]")
MOST = 0.8


class Level(NamedTuple):
    """What one column of labels names; `column` is 0-based."""

    column: int
    sort: Sort
    heading: str
    texts: tuple[str, ...]
    members: Members | None = None


MONTHS = "month"
"""The dimension's name where the names over the columns are the months of a year: a field of the pattern language."""


class Axes(NamedTuple):
    """What rows and columns name."""

    rows: tuple[Level, ...]
    columns: Sort
    """What the innermost names over the columns are."""
    outer: Sort = "drop"
    """What the names above them are, where they differ."""
    across: Members | None = None
    """The members over the columns."""
    levels: tuple[str, ...] = ()
    """The pattern of the columns, level by level, where the corner of the table says what each row of names names."""
    seat: int = 0
    """The level of `levels` that names the measure."""

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
    first = min((c.at for c in data), default=block.right)
    levels = [_level(sight, block, c, plan) for c in columns if c.at < first and not _left_aside(c)]
    levels = _by_code(sight, block, levels)
    if sum(is_month(c.path) for c in data) >= MOST * len(data) > 3:
        sort, across = "member", Members(MONTHS, ())
    said = _said_by_corner(sight, block, columns)
    if said:
        return Axes(tuple(levels), "measure", levels=said, seat=said.index("{measure}"))
    if not any(level.sort == "measure" for level in levels) and "measure" not in (sort, outer):
        levels = _measured_rows(columns, levels)
    if any(level.sort == "measure" for level in levels):
        sort = "member" if sort == "measure" and across and across.known else sort
    return Axes(tuple(levels), sort, outer, across)


def _said_by_corner(sight: Sight, block: Block, columns: Sequence[Column]) -> tuple[str, ...]:
    """Return what each row of names over the columns names, where the corner left of them says so: 指标, 地区, 单位."""
    rows = sorted((*block.head.names, *block.head.units))
    data = [c.at for c in columns if c.role == "data"]
    found: list[str] = []
    for row in rows:
        role = _ROLE_OF.get(read(sight.grid.text(row, block.left)).key.lower(), "")
        if (row, block.left) in sight.grid.anchors or not all(sight.rows[row].get(c) for c in data):
            return ()
        found.append(f"{{{role}}}" if role in ("measure", "unit", "period") and f"{{{role}}}" not in found else "{_}")
    return tuple(found) if len(found) > 1 and "{measure}" in found else ()


def _left_aside(column: Column) -> bool:
    """Tell whether extraction leaves a column aside for the word over it: units, codes, running numbers, remarks."""
    words = {read(text).key.lower() for text in (*column.path[:1], *column.path[-1:])}
    return column.role == "blank" or any(_ROLE_OF.get(word) in ("unit", "code", "serial", "note") for word in words)


def _by_code(sight: Sight, block: Block, levels: list[Level]) -> list[Level]:
    """Name the rows by their code where two rows have the same name and no two the same code."""
    named = [k for k, level in enumerate(levels) if level.sort == "member"]
    coded = [k for k, level in enumerate(levels) if level.sort == "drop" and all(map(_CODED.fullmatch, level.texts))]
    if len(named) != 1 or not coded or any(level.sort == "period" for level in levels):
        return levels
    seen = [t for r in block.body if (t := sight.grid.text(r, levels[named[0]].column))]
    codes = [t for r in block.body if (t := sight.grid.text(r, levels[coded[0]].column))]
    if len(set(seen)) == len(seen) or len(set(codes)) < len(codes) or len(codes) < MOST * len(seen):
        return levels
    member, code = levels[named[0]], levels[coded[0]]
    levels[named[0]] = member._replace(sort="drop", members=None)
    levels[coded[0]] = code._replace(sort="member", members=Members(member.heading, code.texts))
    return levels


def is_month(path: Sequence[str]) -> bool:
    """Tell whether a name is that of a month: 1月, Januar."""
    if not path or not any(map(str.isalpha, path[-1])):
        return False
    tried = (times.read(text) for text in (f"2000年{path[-1]}", f"{path[-1]} 2000"))
    return any(found and found.period and found.period.months == 1 for found in tried)


def _level(sight: Sight, block: Block, column: Column, plan: Plan | None) -> Level:
    """Return what one column of labels names, by its words and by the words over it."""
    texts = tuple(dict.fromkeys(t for r in block.body if (t := sight.grid.text(r, column.at))))
    heading = next(
        (fold(t) for t in reversed(column.path) if not t.isascii()), fold(column.path[-1]) if column.path else ""
    )
    if column.role in ("english", "code", "serial", "unit", "note", "data"):
        return Level(column.at, "drop", heading, texts)
    if column.periods:
        return Level(column.at, "period", heading, texts)
    name = read(heading).text.rstrip(":") if heading else ""
    if len(texts) == 1 and len(block.body) > 3:
        return Level(column.at, "measure", heading, texts)  # one name repeated on every row
    if name.lower() in _MEASURE_WORDS and not _declared(plan, texts):
        return Level(column.at, "measure", heading, texts)
    marks = footnotes(marked_lines(sight.grid), block.bottom)
    found = members_of(bare(texts, marks), name, plan)
    if not found.known and _with_units(texts):
        return Level(column.at, "measure", heading, texts)
    return Level(column.at, "member", heading, texts, found)


def _declared(plan: Plan | None, texts: Sequence[str]) -> bool:
    return bool(plan and members_of(texts, "", plan).dimension in plan.dimensions)


def _with_units(texts: Sequence[str]) -> bool:
    """Tell whether labels carry units in brackets: they are measures."""
    return sum(bool(unit_in(text)) for text in texts) >= 0.4 * len(texts)


def _measured_rows(columns: Sequence[Column], levels: list[Level]) -> list[Level]:
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
    above: Sort = "measure" if 1 < len(outer) <= MOST * len(data) else "drop"
    own = [c for c in data if not (c.path and times.only_derived(c.path[-1]))]  # 同比% beside 本月 and 1—6月
    if own and sum(_is_period(c.path) for c in own) >= MOST * len(own):
        return "period", above, None
    found = members_of(leaves, "", plan)
    if (found.known and _all_under(data, outer)) or (found.total and len(outer) > 1 and _crossed(data)):
        return "member", above, found._replace(dimension=found.dimension or "分组")
    if len(outer) == 1 and len(data) > 4 and not any(unit_in(t) for t in leaves):
        under = [c for c in data if len(c.path) > 1]
        rows_named = any(c.role in ("label", "period") for c in columns)
        if len(under) >= MOST * len(data) and rows_named and not _with_units(leaves):
            return "member", "drop", found._replace(dimension=read(outer[0]).text)
    return "measure", "drop", None


def _all_under(data: Sequence[Column], outer: Sequence[str]) -> bool:
    """Tell whether every column stands under a name, where any does."""
    return not outer or all(len(c.path) > 1 for c in data)


def _crossed(data: Sequence[Column]) -> bool:
    """Tell whether each name above has the same names under it: measures crossed with members."""
    under: dict[tuple[str, ...], list[str]] = {}
    for c in data:
        under.setdefault(c.path[:-1], []).append(c.path[-1] if c.path else "")
    sets = {tuple(names) for names in under.values()}
    return len(sets) == 1 and len(under) > 1 and not any(unit_in(t) or _RATIO.search(t) for t in sets.pop())


def _is_period(path: Sequence[str]) -> bool:
    """Tell whether the innermost name over a column is a period, or its levels together are."""
    return bool(path) and (
        times.read(path[-1]) is not None or (len(path) > 1 and times.read("".join(path)) is not None)
    )


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


def unit_over(path: Sequence[str]) -> str:
    """Return the unit that the names over a column state: the Chinese one, where a bilingual header states it twice.

    >>> unit_over(("平均人数(人)", "Persons Engaged", "(person)")), unit_over(("Revenue (yuan)",)), unit_over(("利润",))
    ('人', 'yuan', '')
    """
    found = [(text, own) for text in reversed(path) if (own := unit_in(text))]
    return next((own for text, own in found if _HAN.search(text)), found[0][1] if found else "")
