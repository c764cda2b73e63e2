"""Branches on a console: what belongs under what, told by lines, in as many columns as there are.

In: branches of texts, the width and the encoding of the console. Out: lines. A text that names a place is never
parted: it is there to be clicked on and to be searched for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fzplan.reports.columns import folded
from fzplan.reports.consoles import columns, printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

STEMS = ("├─ ", "│  "), ("└─ ", "   ")
"""Before a branch that others follow and before the last: its own line, and the lines below it."""
BETWEEN = "　"
ARROW = "←"
NARROWEST = 20
"""Columns that a text has at least, however narrow the console is."""
WIDEST = 40
"""A label longer than this is not waited for by the others."""
UNBOUNDED = 0
"""The width of a console on which no line is parted."""


class Branch(NamedTuple):
    """A label, its figure, what else is said of it, and what it was made of."""

    label: str
    figure: str = ""
    said: tuple[str, ...] = ()
    children: tuple[Branch, ...] = ()


def lines(branches: Sequence[Branch], width: int = UNBOUNDED, encoding: str = "utf-8", before: str = "") -> list[str]:
    r"""Return the lines of branches; labels and figures of neighbours stand under each other.

    >>> made_of = (Branch("总收入", "8466.0 亿元", ("← a.xlsx:表!D7",)), Branch("人数", "22.81 万人"))
    >>> print(*lines([*made_of, Branch("面积", "3", (), (Branch("东区"),))]), sep="\n")
    ├─ 总收入　8466.0 亿元　← a.xlsx:表!D7
    ├─ 人数　　22.81 万人
    └─ 面积　　3
       └─ 东区
    """
    shown = [_printable(branch, encoding) for branch in branches]
    label, figure = _widest([b.label for b in shown]), _widest([b.figure for b in shown if b.said])
    found = []
    for k, branch in enumerate(shown):
        stem, below = (before + printable(part, encoding) for part in STEMS[k == len(shown) - 1])
        hanging = below + printable(STEMS[0][1] if branch.children else STEMS[1][1], encoding)
        parts = (_padded(branch.label, label if branch.figure else 0), _padded(branch.figure, figure), *branch.said)
        found += [line.rstrip() for line in _filled(stem, hanging, parts, width)]
        found += lines(branch.children, width, encoding, below)
    return found


def hung(text: str, width: int) -> list[str]:
    """Return one line in as many as it needs, those below it two columns further in; no figure is parted."""
    indent = text[: len(text) - len(text.lstrip(" "))]
    return [*_filled(indent, f"{indent}  ", text.lstrip(" ").split(BETWEEN), width)]


def _printable(branch: Branch, encoding: str) -> Branch:
    said = tuple(printable(part, encoding) for part in branch.said)
    return branch._replace(
        label=printable(branch.label, encoding), figure=printable(branch.figure, encoding), said=said
    )


def _widest(texts: Sequence[str]) -> int:
    return max((columns(text) for text in texts if columns(text) <= WIDEST), default=0)


def _padded(text: str, width: int) -> str:
    """Return a text filled up to a width with blanks as wide as a character where two fit.

    >>> _padded("人数", 7)
    '人数　 '
    """
    room = max(0, width - columns(text)) if text else 0
    return text + BETWEEN * (room // 2) + " " * (room % 2)


def _filled(stem: str, hanging: str, parts: Sequence[str], width: int) -> Iterator[str]:
    """Yield the parts one after another, going on below where a line has no room for the next one."""
    line, is_begun = stem, False
    for part in filter(None, parts):
        joined = f"{line}{BETWEEN if is_begun else ''}{part}"
        if width == UNBOUNDED or columns(joined.rstrip()) <= width:
            line, is_begun = joined, True
            continue
        if is_begun:
            yield line
            line = hanging
        *whole, last = _parted(part, max(width - columns(hanging), NARROWEST))
        for text in whole:
            yield line + text
            line = hanging
        line, is_begun = line + last, True
    yield line


def _parted(part: str, width: int) -> list[str]:
    is_place = part.startswith((ARROW, printable(ARROW, "ascii")))
    return [part] if is_place else folded(part, width).split("\n")
