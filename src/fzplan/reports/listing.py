"""Single records on a screen: as a table where it is wide enough, else one record under another; nothing is cut."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from fzplan import periods
from fzplan.diagnostics import Text
from fzplan.observations import TOTAL
from fzplan.reports import separated
from fzplan.reports.columns import Cell, Column, heads, row, total
from fzplan.reports.consoles import columns as width_of
from fzplan.reports.explain import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fzplan.diagnostics import Lang
    from fzplan.model.listing import Listing
    from fzplan.model.results import Outcome
    from fzplan.observations import Observation

HEADS = {"place": Text("位置", "place"), "period": Text("报告期", "period")}
MORE = Text("共 {} 条记录，列出 {} 条", "records: {}, listed: {}")
COLON, COMMA = Text("：", ": "), Text("，", ", ")
COUNTED = Text("{}条记录、{}个填报单位", "records: {}, respondents: {}")
LARGEST = Text("贡献最大（只供核对）：", "largest contributions (for checking only): ")
NONE = Text(
    "不列贡献最大的单位：没有逐户相加的数，或会泄露单户数据",
    "no largest contributions: none are added up, or they would tell",
)
EMPTY = Text("没有这样的记录", "no such record")
SECRET = Text(
    "逐户数据只供核对，不得外传或公布",
    "data of single respondents, for checking only: not to be passed on or published",
)


def text(listings: Sequence[Listing], lang: Lang, width: int, encoding: str) -> str:
    """Return the records as lines."""
    lines: list[str] = []
    for listing in listings:
        names = [HEADS[name].of(lang) if name in HEADS else name for name in _names(listing, lang)]
        cells = [[shown(value) for value in record] for record in listing.rows]
        shape = _shape(names, listing, cells)
        if total([c.width for c in shape]) <= width:
            lines += heads(shape, names, encoding)
            lines += [line for record in cells for line in row(shape, [Cell(value) for value in record])]
        else:
            for record in cells:
                lines += [f"{name}  {value}" for name, value in zip(names, record, strict=True) if value]
                lines.append("")
        lines.append(MORE.of(lang).format(listing.total, len(listing.rows)))
    return "\n".join(line.rstrip() for line in lines) if lines else EMPTY.of(lang)


def behind(outcome: Outcome, found: Sequence[tuple[Observation, Listing | None]], lang: Lang) -> list[str]:
    """Return what a checker needs of the aggregates that a number rests on: who contributes most, how to list all."""
    lines: list[str] = []
    for o, listing in found:
        members = {d: m for d, m in zip(outcome.plan.dimensions, o.members, strict=True) if m != TOTAL}
        by = "".join(f" --by {d}={m}" for d, m in members.items())
        order = f" --measure {o.measure}" if listing is not None else ""
        label = " ".join((o.measure, *members.values(), periods.words(o.period, lang)))
        counted = COUNTED.of(lang).format(o.rows, o.respondents or o.rows)
        lines.append(f"{label}{COLON.of(lang)}{o.raw}{COMMA.of(lang)}{counted}")
        if listing is not None and listing.rows:
            name = listing.columns.index(key) if (key := outcome.plan.forms[o.form].key) in listing.columns else 0
            largest = COMMA.of(lang).join(f"{shown(r[name])} {shown(r[-1])}" for r in listing.rows)
            lines.append(f"  {LARGEST.of(lang)}{largest}")
        elif listing is None:
            lines.append(f"  {NONE.of(lang)}")
        lines.append(f"  fzplan records {o.form} {o.period.year}{by}{order}")
    return lines


def csv(listings: Sequence[Listing], lang: Lang) -> str:
    """Return the records as CSV, one table under another; no text becomes a formula in a sheet program."""
    tables = [
        separated.table(
            [HEADS[name].of(lang) if name in HEADS else name for name in _names(one, lang)], one.rows
        ).decode("utf-8-sig")
        for one in listings
    ]
    return "\n".join(table.rstrip() for table in tables)


def as_json(listings: Sequence[Listing]) -> str:
    """Return the records as JSON, a list of objects for each set of tables."""
    found = [
        {"total": one.total, "records": [dict(zip(_names(one, "en"), r, strict=True)) for r in one.rows]}
        for one in listings
    ]
    return json.dumps(found, ensure_ascii=False, indent=1, default=str)


def _names(listing: Listing, lang: Lang) -> list[str]:
    figure = [Text("汇总的数", "figure").of(lang)] if listing.figure else []
    return [*listing.columns, *figure]


def _shape(names: Sequence[str], listing: Listing, cells: Sequence[Sequence[str]]) -> list[Column]:
    widths = [max([width_of(name), *(width_of(record[k]) for record in cells)]) for k, name in enumerate(names)]
    figures = [all(isinstance(r[k], (int, float, type(None))) for r in listing.rows) for k in range(len(names))]
    return [Column(width, right=right) for width, right in zip(widths, figures, strict=True)]


def shown(value: Any) -> str:
    """Return a value of a record as text.

    >>> shown(1234.5), shown(None), shown("东区")
    ('1234.5', '', '东区')
    """
    if value is None:
        return ""
    return plain(value) if isinstance(value, float) else str(value)
