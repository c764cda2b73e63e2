"""Footnotes under a table and the marks that point to them: ①, 1), and digits or letters stuck to a word.

A superscript loses its height in a cell's text: `of jobsᵇ` becomes `of jobsb`, `Total²` becomes `Total 2`. Such a mark
is told from the end of a name only by the line below the table that begins with it. In: a `Grid`. Out: marks → texts.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fzplan.regex import regex
from fzplan.returns.cells import MARKS
from fzplan.returns.grid import Grid, text_of
from fzplan.returns.labels import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

_LINE = regex(r"(?P<mark>\d{1,2}|[a-z])(?:[)）.:：、]\s*|\s+)(?P<text>[^\W\d_'‘\"“(].{3,}|['‘\"“(].{3,})", re.DOTALL)
_MARKED = regex(r"(?P<name>.*[^\W\d_)）.][)）.]?)\s*(?P<mark>\d{1,2}|[a-z])[)）]?", re.DOTALL)
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_RAISED = str.maketrans("¹²³⁰⁴⁵⁶⁷⁸⁹", "1230456789")
_BEGUN = regex(r"(?:注|说\s*明|附\s*注|注\s*释|备\s*注|Notes?)\s*[:：]?\s*", re.IGNORECASE)
_NO_NOTE = regex(r"资料来源|数据来源|来源|审核关系|填表说明|填报说明|报送|Source|Quelle|©", re.IGNORECASE)
_OF_MARK = regex(
    r"(?P<circled>[①-⑳])|[（(\[]?注?(?P<number>\d{1,2}|[a-z])(?:(?P<bracket>[)）\]])|[.．、:：])\s*(?=\D)|[*＊※]"
)


def marked_lines(grid: Grid) -> tuple[tuple[int, str, str], ...]:
    """Return row, mark and text of the lines that begin with a mark and hold hardly anything else, no number."""
    found = []
    for row in range(grid.top, grid.bottom + 1):
        filled = grid.distinct(row)
        if not filled or len(filled) > 3 or grid.numbers(row):
            continue
        line = _LINE.fullmatch(text_of(filled[0][1]))
        if line:
            found.append((row, line["mark"], fold(line["text"])))
    return tuple(found)


def footnotes(lines: Sequence[tuple[int, str, str]], first: int) -> dict[str, str]:
    """Return the marked lines from row `first` on by their mark; the first of equal ones."""
    found: dict[str, str] = {}
    for row, mark, text in lines:
        if row >= first:
            found.setdefault(mark, text)
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


def of_table(
    grid: Grid, rows: Sequence[int], used: Collection[str], title: Sequence[str]
) -> dict[str, tuple[str, ...]]:
    """Return the notes among the lines under a table by their mark; those that belong to all figures by ``""``.

    `used` are the marks of the table's names: a line 2.… whose number none of them has is one of several general notes.
    A line without a mark is general too; signatures, sources and rules for filling in are no notes. What a mark of the
    title points to belongs to all.
    """
    notes: dict[str, tuple[str, ...]] = {}
    for row in rows:
        raw = "".join(text_of(value) for _, value in grid.distinct(row)).strip()
        if grid.kind(row) == "sign_off" or _NO_NOTE.match(raw):
            continue
        begun = bool(_BEGUN.match(raw))
        found = _OF_MARK.match(_BEGUN.sub("", raw))
        mark = "" if found is None else found["circled"] or found["number"] or "*"
        if found is not None and found["number"] and not found["bracket"] and mark not in used:
            mark = ""
        if mark and mark in _CIRCLED:
            raw = raw.replace(mark, "", 1)  # which folding would make a figure of: ④ 年末 is not 4年末
        if begun or mark or notes:
            notes[mark] = (*notes.get(mark, ()), fold(raw))
    for mark in {m for line in title for m in marks_of(line)} & set(notes):
        notes[""] = (*notes.get("", ()), *notes.pop(mark))
    return notes


def marks_of(text: str, known: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """Return the marks behind a name or a number, as notes begin with them.

    >>> marks_of("总收入①②"), marks_of("东区 1)"), marks_of("产值[2]"), marks_of("产值*"), marks_of("jobsb", {"b": "…"})
    (('①', '②'), ('1',), ('2',), ('*',), ('b',))
    """
    found = MARKS.search(text.strip())
    if found is None:
        stuck = unmarked(text, known or {})[1]
        return (stuck,) if stuck else ()
    marks = found[0].translate(_RAISED)
    circled = tuple(dict.fromkeys(m for m in marks if m in _CIRCLED))
    return circled or tuple(re.findall(r"\d+", marks)) or (("*",) if set(marks) & set("*＊※") else ())
