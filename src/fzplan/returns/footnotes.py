"""Footnotes under a table and the marks that point to them: ①, 1), and digits or letters stuck to a word.

A superscript loses its height in a cell's text: `of jobsᵇ` becomes `of jobsb`, `Total²` becomes `Total 2`. Such a mark
is told from the end of a name only by the line below the table that begins with it. In: a `Grid`. Out: marks → texts.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fzplan.returns.grid import Grid, text_of
from fzplan.returns.labels import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_LINE = re.compile(
    r"(?P<mark>\d{1,2}|[a-z])(?:[)）.:：、]\s*|\s+)(?P<text>[^\W\d_'‘\"“(].{3,}|['‘\"“(].{3,})", re.DOTALL
)
_MARKED = re.compile(r"(?P<name>.*[^\W\d_)）.][)）.]?)\s*(?P<mark>\d{1,2}|[a-z])[)）]?", re.DOTALL)
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"


def footnotes(grid: Grid, first: int) -> dict[str, str]:
    """Return the lines from row `first` on that begin with a mark and a text, by their mark; the first of equal ones.

    A line is a note where it holds no number and hardly anything beside it.
    """
    found: dict[str, str] = {}
    for row in range(first, grid.bottom + 1):
        filled = grid.distinct(row)
        if not filled or len(filled) > 3 or grid.numbers(row):
            continue
        line = _LINE.fullmatch(text_of(filled[0][1]))
        if line:
            found.setdefault(line["mark"], fold(line["text"]))
    return found


def unmarked(text: str, marks: Mapping[str, str]) -> tuple[str, str]:
    """Return a name without the mark stuck to its end, and the mark; both only where a footnote has that mark.

    >>> unmarked("of jobsb", {"b": "…"}), unmarked("Total 2", {"2": "…"}), unmarked("Appenzell A. Rh.3", {"3": "…"})
    (('of jobs', 'b'), ('Total', '2'), ('Appenzell A. Rh.', '3'))
    >>> unmarked("of jobsb", {"c": "…"}), unmarked("2020", {"0": "…"})
    (('of jobsb', ''), ('2020', ''))
    """
    found = _MARKED.fullmatch(text.strip()) if marks else None
    return (found["name"], found["mark"]) if found and found["mark"] in marks else (text, "")


def bare(path: Sequence[str], marks: Mapping[str, str]) -> tuple[str, ...]:
    """Return a label path with the marks of the table's footnotes taken off its names."""
    return tuple(unmarked(text, marks)[0] for text in path)


def of_table(grid: Grid, rows: Sequence[int]) -> dict[str, str]:
    """Return the notes among the lines under a table by their circled mark; those that belong to all by ``""``."""
    notes: dict[str, str] = {}
    for row in rows:
        if grid.kind(row) == "sign_off":
            continue
        raw = "".join(text_of(value) for _, value in grid.distinct(row))
        mark = next((m for m in _CIRCLED if m in raw[:6]), "")
        if mark or raw.startswith(("注", "说明", "Note")):
            notes.setdefault(mark, fold(raw))
    return notes
