"""The styles of an OpenDocument file: what number format and indent a cell style by name stands for."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from fzplan.regex import regex
from fzplan.returns.readers.book import PLAIN, PLAIN_STYLE, NumberFormat, Style

_DATA_STYLES = frozenset({"number-style", "percentage-style", "currency-style"})
_INDENT_STEP = 0.353
"""Centimetres of one step of indent as LibreOffice writes them: 10 points."""
_LENGTH = regex(r"(\d+(?:\.\d+)?)(cm|mm|in|pt)")
_CENTIMETRES = {"cm": 1.0, "mm": 0.1, "in": 2.54, "pt": 2.54 / 72}
_DEEPEST = 16


@dataclass(slots=True)
class _CellStyle:
    data: str = ""
    parent: str = ""
    indent: int | None = None


class DocumentStyles:
    """A handler of style elements, and what they say."""

    def __init__(self) -> None:
        self._formats: dict[str, NumberFormat] = {}
        self._styles: dict[str, _CellStyle] = {}
        self._format = ""
        self._style: _CellStyle | None = None
        self._literal = False

    def start(self, name: str, given: dict[str, str]) -> None:
        """Begin a style, a format, or a part of one."""
        if name in _DATA_STYLES:
            self._format = given.get("style:name", "")
            percent = name == "percentage-style"
            self._formats[self._format] = NumberFormat(None, 2, "%") if percent else PLAIN
        elif name == "number" and self._format:
            self._formats[self._format] = _with_digits(self._formats[self._format], given)
        elif name == "text" and self._format:
            self._literal = True
        elif name == "style" and given.get("style:family") == "table-cell":
            self._style = _CellStyle(given.get("style:data-style-name", ""), given.get("style:parent-style-name", ""))
            self._styles[given.get("style:name", "")] = self._style
        elif name == "paragraph-properties" and self._style is not None:
            self._style.indent = _steps(given.get("fo:margin-left", ""))

    def end(self, name: str) -> None:
        """End a style or format."""
        if name in _DATA_STYLES:
            self._format = ""
        elif name == "text":
            self._literal = False
        elif name == "style":
            self._style = None

    def text(self, data: str) -> None:
        """Take the literal text behind the digits of a format for its unit."""
        if self._literal and self._format:
            known = self._formats[self._format]
            if known.decimals is not None and known.unit != "%":
                self._formats[self._format] = known._replace(unit=(known.unit + data).strip())

    def named(self, name: str) -> Style:
        """Return what a cell style stands for, its ancestors asked for what it leaves open."""
        shown, indent = None, None
        for _ in range(_DEEPEST):
            style = self._styles.get(name)
            if style is None:
                break
            shown = shown or self._formats.get(style.data)
            indent = style.indent if indent is None else indent
            name = style.parent
        return Style(shown or PLAIN, indent or 0) if shown or indent else PLAIN_STYLE


def _with_digits(known: NumberFormat, given: dict[str, str]) -> NumberFormat:
    decimals, factor = given.get("number:decimal-places", ""), given.get("number:display-factor", "")
    power = -round(math.log10(float(factor))) if re.fullmatch(r"10{0,12}", factor) else 0
    return NumberFormat(int(decimals[:3]) if decimals.isdecimal() else None, known.power + power, known.unit)


def _steps(margin: str) -> int:
    found = _LENGTH.fullmatch(margin)
    return min(round(float(found[1]) * _CENTIMETRES[found[2]] / _INDENT_STEP), 255) if found else 0
