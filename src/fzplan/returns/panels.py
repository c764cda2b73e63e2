"""续表: one table printed in several parts, on one sheet, on several sheets or in several files.

A part headed 续表 goes on with what stands above the part before it in the file: year, unit, notes. With
`panels: join` every part of the form does, from sheet to sheet and from file to file, and a part without labels of its
own takes those of the part before it, row by row.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from fzplan.regex import regex
from fzplan.returns import times
from fzplan.returns.labels import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fzplan.model.plan import Form
    from fzplan.returns.keys import Key
    from fzplan.returns.tables import Table

_CONTINUED = regex(r"续\s*表|[(（]续[\d一二三四五六七八九十]*[)）]|continued", re.IGNORECASE)


class Panel(NamedTuple):
    """What a part hands on to the next one of the form."""

    file: str
    title: tuple[str, ...] = ()
    unit_line: str = ""
    rows: tuple[tuple[Key | None, str], ...] = ()
    """What each row names, and its label."""


def continued(tables: Sequence[Table], form: Form, file: str, before: Panel | None) -> tuple[Table, ...]:
    """Return the tables of a sheet, those that go on with an earlier part together with its lines and notes."""
    found: list[Table] = []
    group: list[int] = []
    for table in tables:
        last = Panel(file, found[-1].title, found[-1].unit_line) if found else before
        said = any(map(_CONTINUED.search, map(fold, table.title)))
        goes_on = last is not None and (form.panels == "join" or (said and last.file == file))
        if last is None or not goes_on:
            group = [len(found)]
            found.append(table)
            continue
        title = table.title if times.of_titles(table.title)[0] else (*last.title, *table.title)
        found.append(replace(table, title=title, unit_line=table.unit_line or last.unit_line))
        group.append(len(found) - 1)
        notes = tuple(dict.fromkeys(row for k in group for row in found[k].notes))
        for k in group:
            found[k] = replace(found[k], notes=notes)  # they stand under the last part or under the first
    return tuple(found)
