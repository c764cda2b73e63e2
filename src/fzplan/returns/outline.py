"""The outer names of a row whose label is a path: headings without figures, labels set in less, parents of 其中."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

YEAR = "year"
"""The style of a heading that is a year."""


class Heading(NamedTuple):
    """A row without figures, over others; `style` is the sort of its numbering."""

    text: str
    style: str
    indent: float


class Outline:
    """What stands over the next row of a table, as its rows are read from above."""

    def __init__(self) -> None:
        self.headings: list[Heading] = []
        self._parent = ""
        self._above: list[tuple[float, str]] = []

    def begin_year(self, text: str, indent: float) -> None:
        """Put a year over the next rows: it ends the year before and no other heading."""
        self._begin(Heading(text, YEAR, indent), [h for h in self.headings if h.style != YEAR])

    def begin(self, text: str, numbering: str, indent: float) -> None:
        """Put a heading over the next rows: it ends those of its numbering, without one those not set in less."""
        style = _style(numbering)
        self._begin(
            Heading(text, style, indent),
            [h for h in self.headings if (h.style != style if style else h.indent < indent)],
        )

    def _begin(self, heading: Heading, kept: list[Heading]) -> None:
        self.headings = [*kept, heading]
        self._parent, self._above = "", []

    def drop(self, text: str) -> None:
        """Take a heading away that was none: its row was broken in two."""
        self.headings = [h for h in self.headings if h.text != text]

    def path(self, texts: Sequence[str], indent: float, *, child: bool) -> list[str]:
        """Return the path of a row with figures, outer to inner; the row stands over those that are set in more."""
        self._above = [one for one in self._above if one[0] < indent]
        self._parent = self._parent if child else texts[-1]
        parents = [text for _, text in self._above if text not in texts]
        if not parents and child and self._parent:
            parents = [self._parent]
        self._above.append((indent, texts[-1]))
        return [*(h.text for h in self.headings), *parents, *texts]


def _style(numbering: str) -> str:
    """Return the sort of a numbering, so that 二、 ends what 一、 began but （一） does not.

    >>> _style("十二、"), _style("（3）")
    ('一、', '（1）')
    """
    return "".join("一" if c in "一二三四五六七八九十" else "1" if c.isdigit() else c for c in numbering).replace(
        "一一", "一"
    )
