"""Cell formats with the colour of a severity: each format that is in use, once more with another fill."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.diagnostics import Severity
from fzplan.reports.marking.xml import Edit, appended, edited, elements, only, with_attribute

if TYPE_CHECKING:
    from fzplan.reports.marking.xml import Element

COLOURS = {
    Severity.ERROR: "FFFF9999",
    Severity.CONFIRM: "FFFFC28A",
    Severity.VERIFY: "FFFFEB84",
    Severity.INFO: "FFCFE2F3",
}
"""Each darker in print than the one below it; the comment says the level in words."""
EMPTY = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet xmlns="{}"><fonts count="1"><font/></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="1"><xf/></cellXfs></styleSheet>'
)
"""The styles of a workbook that has none."""
WRAPPED = (
    '<{p}xf numFmtId="0" fontId="0" fillId="{fill}" borderId="0" xfId="0" applyFill="1" applyAlignment="1">'
    '<{p}alignment vertical="top" wrapText="1"/></{p}xf>'
)


class Fills:
    """The styles of a workbook, growing as cells are marked."""

    def __init__(self, xml: bytes) -> None:
        self._xml = xml
        found = elements(xml)
        self._fills, self._formats = only(found, "fills"), only(found, "cellXfs")
        self._first = len(_inside(found, self._fills, "fill"))
        self._known = _inside(found, self._formats, "xf")
        self._made: dict[tuple[int, Severity], int] = {}
        self._added: list[str] = []

    def of(self, format_: int, severity: Severity) -> int:
        """Return the format that is `format_` with the colour of a severity."""
        key = (format_ if 0 <= format_ < len(self._known) else 0, severity)
        if key not in self._made:
            self._made[key] = self._add(self._coloured(key[0], severity))
        return self._made[key]

    def wrapped(self, severity: Severity | None = None) -> int:
        """Return a plain format of wrapped text, of a severity in its colour."""
        fill = 0 if severity is None else self._fill(severity)
        return self._add(WRAPPED.format(p=self._formats.prefix, fill=fill))

    def content(self) -> bytes:
        """Return the styles with what was added."""
        p = self._fills.prefix
        made = "".join(
            f'<{p}fill><{p}patternFill patternType="solid"><{p}fgColor rgb="{colour}"/><{p}bgColor indexed="64"/>'
            f"</{p}patternFill></{p}fill>"
            for colour in COLOURS.values()
        )
        return edited(
            self._xml,
            [
                *self._grown(self._fills, made, self._first + len(COLOURS)),
                *self._grown(self._formats, "".join(self._added), len(self._known) + len(self._added)),
            ],
        )

    def _grown(self, into: Element, fragment: str, count: int) -> list[Edit]:
        edit = appended(self._xml, into, fragment)
        if edit.start == into.start:  # the element was empty, its tag is replaced as a whole
            return [edit]
        tag = with_attribute(self._xml[into.start : into.inside], "count", str(count))
        return [Edit(into.start, into.inside, tag), edit]

    def _add(self, xml: str) -> int:
        self._added.append(xml)
        return len(self._known) + len(self._added) - 1

    def _fill(self, severity: Severity) -> int:
        return self._first + list(COLOURS).index(severity)

    def _coloured(self, format_: int, severity: Severity) -> str:
        if not self._known:
            return WRAPPED.format(p=self._formats.prefix, fill=self._fill(severity))
        old = self._known[format_]
        tag = with_attribute(self._xml[old.start : old.inside], "fillId", str(self._fill(severity)))
        tag = with_attribute(tag, "applyFill", "1")
        rest = b"" if tag.endswith(b"/>") else self._xml[old.inside : old.end] + f"</{old.prefix}xf>".encode()
        return (tag + rest).decode()


def _inside(found: list[Element], parent: Element, name: str) -> list[Element]:
    """Return the children of that name of an element."""
    return [e for e in found if e.name == name and e.depth == parent.depth + 1 and parent.start < e.start < parent.end]
