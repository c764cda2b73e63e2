"""Open tables written blank, one row an entity, a task or a figure: microdata, registers, lists, task registers."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from fzplan.formula import names as names_of
from fzplan.returns import pattern
from fzplan.returns.blanking import entries, head, words
from fzplan.returns.blanking.page import Cell, Entry, Field, Page
from fzplan.returns.records import PERIOD_OF

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fzplan.model.plan import Column
    from fzplan.returns.blanking.choices import Wanted
    from fzplan.returns.keys import Key

ROWS = 200
"""Rows with colour and checks; more may be filled in below them."""
SERIAL = 6.0
FIRST_DAY, LAST_DAY = dt.date(1900, 1, 1), dt.date(2100, 12, 31)
TASKS = ("任务", "责任单位", "完成时限", "进展", "完成日期", "佐证")
STATES = ("未启动", "推进中", "已完成", "已调整", "已取消")


def page(wanted: Wanted, name: str, context: Key) -> Page:
    """Return a sheet of records: key, fields, and the date that gives each its period."""
    return _open(wanted, name, context, record_fields(wanted))


def listing(wanted: Wanted, name: str, context: Key) -> Page:
    """Return a list: every name in a column of its own, chosen from what is declared; one column of figures."""
    return _open(wanted, name, context, list_fields(wanted), until=False)


def tasks(wanted: Wanted, name: str, context: Key) -> Page:
    """Return a task register with the plan's deliverables; what was done, when and by what proof is filled in."""
    lang, top = wanted.lang, wanted.form.header - 1 if wanted.form.header else head.LINES
    say = Entry("text", says=words.TEXT.of(lang))
    widths = (SERIAL, 44.0, 20.0, 13.0, 13.0, 13.0, 36.0)
    cells = head.above(wanted, context, len(widths), top, "", until=True)
    cells += [Cell(top, c, "head", text) for c, text in enumerate((words.HEADS["serial"].zh, *TASKS))]
    for r, item in enumerate(wanted.plan.deliverables.values(), start=1):
        row = top + r
        cells += [Cell(row, 0, "serial", str(r)), Cell(row, 1, "label", item.name, comment=item.quote)]
        cells += [
            Cell(row, 2, "text", item.owner, entry=say),
            Cell(row, 3, "text", f"{item.by}年" if item.by else "", entry=say),
            Cell(row, 4, "text", entry=Entry("list", choices=STATES, strict=False, says=words.LIST.of(lang))),
            Cell(row, 5, "text", entry=_date(wanted)),
            Cell(row, 6, "text", entry=say),
        ]
    cells += head.below(wanted, (), widths, top + 1 + len(wanted.plan.deliverables))
    return Page(name, tuple(cells), widths, (top, top), 2, wanted.form.id)


def _open(wanted: Wanted, name: str, context: Key, fields: Sequence[Field], *, until: bool = True) -> Page:
    """Return the header over empty rows. Signatures stand above: nobody knows where such a table ends."""
    widths = tuple(max(f.width, head.display(f.head) + 2) for f in fields)
    signs = head.below(wanted, (), widths, 0)
    deep = max(c.row for c in signs) + 1
    top = wanted.form.header - 1 if wanted.form.header else head.LINES + deep
    first = top - deep if top >= head.LINES + deep else top
    dated = bool(PERIOD_OF.fullmatch(wanted.form.period))
    cells = head.above(wanted, context, len(fields), first, "", until=until and dated)
    cells += [replace(c, row=c.row + first) for c in signs] if first < top else []
    cells += [Cell(top, c, "head", f.head, comment=f.comment) for c, f in enumerate(fields)]
    return Page(
        name, tuple(cells), widths, (top, top), 0, wanted.form.id, fields=tuple(fields), body=(top + 1, top + ROWS),
        result=(first - 2, len(fields) - 1) if first >= head.LINES and len(fields) > 1 else None,
    )  # fmt: skip


def record_fields(wanted: Wanted) -> list[Field]:
    """Return the columns of a form with records: key first, then date, dimensions and figures as declared."""
    form, plan, lang = wanted.form, wanted.plan, wanted.lang
    columns = list(form.columns_of)
    found: dict[str, Field] = {}
    if form.key:
        found[form.key] = Field(form.key, Entry("unique", says=words.UNIQUE.of(lang)), 24.0)
    dated = PERIOD_OF.fullmatch(form.period)
    if dated:
        found.setdefault(dated["column"], Field(dated["column"], _date(wanted), 13.0))
    for column in columns:
        found.setdefault(column.column, _column(wanted, column))
    if not columns:
        used = {n for a in form.aggregates if a.formula for n in names_of(a.formula)}
        makes = {a.measure for a in form.aggregates}
        for q in plan.measures.values():
            if q.id in used or (not used and q.id in wanted.measures and q.id not in makes):
                unit = wanted.unit(q)
                note = entries.comment(q, unit, lang)
                label = f"{q.id}（{unit.text}）"
                found.setdefault(
                    q.id, Field(label, entries.of_quantity(q, unit, lang), 16.0, note, q.id, unit.factor_to(q.unit))
                )
        for d in plan.dimensions.values():
            found.setdefault(d.id, Field(d.id, _members(wanted, d.id), 14.0))
    return list(found.values())


def _column(wanted: Wanted, column: Column) -> Field:
    lang = wanted.lang
    if column.unit is not None:
        label = f"{column.column}（{column.unit.text}）"
        entry = entries.of_unit(column.unit, lang)
        if column.unit.is_count and column.unit.factor == 1:
            entry = Entry("whole", 0, says=words.WHOLE.of(lang).format(unit=column.unit.text))
        note = words.MEASURED.of(lang).format(column.unit.text)
        note = f"{column.id}\n{note}" if column.id != column.column else note
        return Field(label, entry, 16.0, note, column.id)
    dimension = column.dimension or (column.id if column.id in wanted.plan.dimensions else "")
    if dimension and column.by == "code":
        return Field(column.column, Entry("text", says=words.CODE.of(lang)), 12.0, dimension)
    if dimension:
        return Field(column.column, _members(wanted, dimension), 16.0, dimension)
    return Field(column.column, Entry("text", says=words.TEXT.of(lang)), 18.0)


def _members(wanted: Wanted, dimension: str) -> Entry:
    members = wanted.plan.dimensions[dimension].members
    return Entry("list", choices=members, says=words.LIST.of(wanted.lang))


def _date(wanted: Wanted) -> Entry:
    return Entry("date", FIRST_DAY.toordinal(), LAST_DAY.toordinal(), says=words.DATE.of(wanted.lang))


def list_fields(wanted: Wanted) -> list[Field]:
    """Return the columns of a list, in the order of the form's levels, the figures last."""
    assert wanted.form.rows is not None
    found = [_listed(wanted, level, k) for k, level in enumerate(wanted.form.rows.levels, start=1)]
    value = Entry("decimal", says=words.NUMBER.of(wanted.lang).format(unit=words.HEADS["unit"].of(wanted.lang)))
    return [*found, Field(words.HEADS["value"].of(wanted.lang), value, 14.0)]


def _listed(wanted: Wanted, level: str, number: int) -> Field:
    lang, plan = wanted.lang, wanted.plan
    field = pattern.sole(level) or "_"
    text = Entry("text", says=words.TEXT.of(lang))
    if field in plan.dimensions:
        labels = tuple(wanted.members(plan.dimensions[field]))
        return Field(field, Entry("list", choices=labels, says=words.LIST.of(lang)), 16.0)
    title = words.HEADS.get(field, words.HEADS["_"]).of(lang)
    if field == "_":
        return Field(f"{title}{number}", text, 14.0)
    choices: tuple[str, ...] = ()
    if field == "measure":
        choices = tuple(wanted.label(name) for name in wanted.measures)
    elif field in ("period", "year"):
        choices = tuple(f"{year}年" for year in wanted.years)
    elif field == "unit":
        quantities = (plan.quantity(name) for name in wanted.measures)
        choices = tuple(dict.fromkeys(wanted.unit(q).text for q in quantities if q))
    width = {"measure": 26.0, "note": 24.0, "unit": 12.0}.get(field, 14.0)
    entry = Entry("list", choices=choices, strict=False, says=words.LIST.of(lang)) if choices else text
    return Field(title, entry, width)
