"""Columns on a console: every cell has its width, texts wrap between words, a figure is never parted or cut.

In: cells with the widths that a page has chosen. Out: lines. Why not rich: docs/decisions/0012-start-up.md.
"""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from fzplan.regex import regex
from fzplan.reports.consoles import columns, is_unicode

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SPACE = 2
"""Columns between two columns."""
UNBROKEN = regex(r"[\w.,%@～×−+-]*[0-9][0-9A-Za-z.,%@～×-]*|[A-Za-z_+-]+ ?|.", re.ASCII)
"""What is never parted over two lines: a figure, a word of Latin letters, a character of any other script."""
RUN = regex(" *[^ ]+ *")
DIGIT = regex("[0-9]")
ESCAPES = {"bold": "1", "bold red": "1;31", "green": "32", "yellow": "33", "dim": "2"}


class Cell(NamedTuple):
    """A text, its lines parted by line feeds, and the name of its style."""

    text: str
    style: str = ""


class Column(NamedTuple):
    """How the cells of a column stand: `right` under each other at the right, `wraps` where the text is too long."""

    width: int
    right: bool = False
    wraps: bool = False


def total(widths: Sequence[int]) -> int:
    """Return the columns of a whole row."""
    return sum(widths) + SPACE * (len(widths) - 1)


def heads(shape: Sequence[Column], texts: Sequence[str], encoding: str) -> Iterator[str]:
    """Yield the lines of the heads, standing on the rule below them."""
    tallest = max(text.count("\n") for text in texts)
    yield from row(shape, [Cell("\n" * (tallest - text.count("\n")) + text) for text in texts])
    yield ("─" if is_unicode(encoding) else "-") * total([column.width for column in shape])


def row(shape: Sequence[Column], cells: Sequence[Cell]) -> Iterator[str]:
    """Yield the lines of one row: as many as its tallest cell has.

    >>> shape = (Column(8, wraps=True), Column(6, right=True))
    >>> [line.rstrip() for line in row(shape, (Cell("高新技术企业"), Cell("444")))]
    ['高新技术     444', '企业']
    """
    texts = [folded(c.text, column.width) if column.wraps else c.text for column, c in zip(shape, cells, strict=True)]
    for parts in zip_longest(*(text.split("\n") for text in texts), fillvalue=""):
        yield (" " * SPACE).join(
            _placed(part, column, cell.style) for part, column, cell in zip(parts, shape, cells, strict=True)
        )


def folded(text: str, width: int) -> str:
    """Return a text in lines of that many columns; no figure is parted, and no word that a line has room for.

    >>> folded("年均复合增速13.5%", 16).splitlines(), folded("income_per_head", 10).splitlines()
    (['年均复合增速', '13.5%'], ['income_per', '_head'])
    """
    if "\n" not in text and columns(text) <= width:
        return text
    return "\n".join(line for part in text.split("\n") for line in _lines(part, width))


def _lines(text: str, width: int) -> Iterator[str]:
    line = ""
    for piece in _pieces(text, width):
        if line and columns(line + piece.rstrip()) > width:
            yield line.rstrip()
            line = piece.lstrip()
        else:
            line += piece
        while columns(line.rstrip()) > width and not DIGIT.search(line):
            yield line[:width]
            line = line[width:]
    yield line.rstrip()


def _pieces(text: str, width: int) -> Iterator[str]:
    """Yield what stays together: what stands between spaces if a line has room for it, else its parts."""
    for run in RUN.findall(text):
        yield from [run] if columns(run.rstrip()) <= width else UNBROKEN.findall(run)


def styled(text: str, style: str) -> str:
    """Return a text in a style that terminals know by its escape code; without one it stays as it is."""
    return f"\x1b[{ESCAPES[style]}m{text}\x1b[0m" if style and text else text


def _placed(text: str, column: Column, style: str) -> str:
    room = " " * (column.width - columns(text))
    return room + styled(text, style) if column.right else styled(text, style) + room
