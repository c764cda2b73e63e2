"""The lines over and under a table: title, reporting office, period, unit, what to fill in, relations, signatures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan import periods
from fzplan.formula import words as words_of
from fzplan.returns.blanking import words
from fzplan.returns.blanking.page import Cell, Entry
from fzplan.returns.keys import period_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fzplan.diagnostics import Lang
    from fzplan.model.checks import Check
    from fzplan.returns.blanking.choices import Wanted
    from fzplan.returns.blanking.page import Role
    from fzplan.returns.keys import Key

ROOM = 22.0
"""Characters that a line to be signed needs."""
LINES = 4
"""Rows over a table: title, office, period and unit, what to fill in."""


def above(wanted: Wanted, context: Key, width: int, top: int, unit: str, *, until: bool = False) -> list[Cell]:
    """Return the lines that end above row `top`, from the title down; what does not fit over `top` is left out.

    The period line names the year where file, sheet or form do; elsewhere the office chooses it from a list.
    """
    lang = wanted.lang
    stated = period_of(context, None)
    title = words.TITLE.of(lang).format(form=wanted.form.id)
    if stated:
        title = words.OF_PERIOD.of(lang).format(form=wanted.form.id, period=periods.words(stated, lang))
    last = max(width - 1, 0)
    lines = [
        [Cell(0, 0, "title", title, columns=width)],
        [Cell(0, 0, "sign", words.REPORTER.of(lang), columns=max(width - 2, 1))],
        _third(wanted, context, last, unit, until=until),
    ]
    kept = lines[: max(0, min(len(lines), top - 1))]
    first = top - 1 - len(kept)
    found = [_moved(cell, first + row) for row, line in enumerate(kept) for cell in line]
    if top >= 1:
        found.append(Cell(top - 1, 0, "legend", words.LEGEND.of(lang), columns=width))
    return found


def _third(wanted: Wanted, context: Key, last: int, unit: str, *, until: bool) -> list[Cell]:
    """Return the line of the period (or of the day until which a register is complete) and the unit."""
    lang = wanted.lang
    stated = period_of(context, None)
    if until:
        entry = Entry("text", says=words.UNTIL_SAYS.of(lang))
        cells = [Cell(0, 0, "sign", words.UNTIL.of(lang), columns=max(last, 1), entry=entry)]
    elif stated:
        text = words.PERIOD.of(lang) + periods.words(stated, "zh")
        cells = [Cell(0, 0, "line", text, columns=max(last, 1))]
    elif named_by_return(wanted, context):
        years = wanted.years if len(wanted.years) > 1 else ()
        text = "" if years else f"{wanted.years[0]}年"
        choices = tuple(f"{words.PERIOD.of(lang)}{year}年" for year in years)
        chosen = Entry("list", choices=choices, says=words.LIST.of(lang)) if choices else None
        role: Role = "sign" if years else "line"
        cells = [Cell(0, 0, role, words.PERIOD.of(lang) + text, columns=max(last, 1), entry=chosen)]
    else:
        cells = []
    return cells + ([Cell(0, last, "line", words.UNIT.of(lang) + unit)] if unit and last else [])


def named_by_return(wanted: Wanted, context: Key) -> bool:
    """Tell whether nothing in the form says the period, so that the line over the table has to."""
    from fzplan.returns import pattern

    if period_of(context, None) or wanted.form.period:
        return False
    axes = [a.levels for a in (wanted.form.rows, wanted.form.columns) if a]
    named = {field for levels in axes for field in pattern.fields(levels)}
    return not named & {"period", "year"}


def below(
    wanted: Wanted, checks: Sequence[Check], widths: Sequence[float], row: int, *, signed: bool = True
) -> list[Cell]:
    """Return the relations the return is held to, and the line of signatures, from `row` down."""
    lang, found = wanted.lang, []
    if checks:
        listed = "；".join(f"{c.id} {said(c, lang)}（{c.level.label.of(lang)}）" for c in checks)
        text = words.RELATIONS.of(lang).format(relations=listed)
        found.append(Cell(row, 0, "note", text, columns=len(widths)))
        row += 1
    if not signed:
        return found
    seats = slots(widths)
    for k, words_ in enumerate(words.SIGN):
        first, count = seats[k % len(seats)]
        found.append(Cell(row + k // len(seats), first, "sign", words_.of(lang), columns=count))
    return found


def display(text: str) -> int:
    """Return the columns a text takes: a Chinese character is two wide.

    >>> display("总收入（亿元）"), display("A1")
    (14, 2)
    """
    return sum(2 if ord(character) > 0x2E7F else 1 for character in text)


def said(check: Check, lang: Lang) -> str:
    """Return a check in words, several relations of it one after the other."""
    return "，".join(words_of(relation, lang) for relation in check.relations)


def slots(widths: Sequence[float]) -> list[tuple[int, int]]:
    """Group columns so that each group is wide enough to sign in; return first column and number of columns.

    >>> slots([30, 10, 13, 13, 13])
    [(0, 1), (1, 2), (3, 2)]
    """
    groups: list[tuple[int, int]] = []
    first, room = 0, 0.0
    for column, width in enumerate(widths):
        room += width
        if room >= ROOM:
            groups.append((first, column - first + 1))
            first, room = column + 1, 0.0
    if first < len(widths):
        if groups:
            start, _ = groups.pop()
            groups.append((start, len(widths) - start))
        else:
            groups.append((0, len(widths)))
    return groups[: len(words.SIGN)]


def _moved(cell: Cell, row: int) -> Cell:
    from dataclasses import replace

    return replace(cell, row=row)
