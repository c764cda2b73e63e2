"""Cell formats by what they look like; fonts of the official table, which need no colour to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

TITLE = {"font_name": "方正小标宋简体", "font_size": 18, "align": "center", "valign": "vcenter"}
BANNER = {"font_name": "黑体", "font_size": 12, "align": "center", "valign": "vcenter", "bold": True}
HEAD = {
    "font_name": "黑体", "font_size": 10, "align": "center", "valign": "vcenter", "text_wrap": True, "border": 1,
}  # fmt: skip
BODY = {"font_name": "仿宋", "font_size": 10, "valign": "vcenter", "border": 1}
GROUP = {"font_name": "黑体", "font_size": 10, "valign": "vcenter", "border": 1}
PLAIN = {"font_name": "仿宋", "font_size": 10, "valign": "top", "text_wrap": True}


class Styles:
    """Formats of one workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def of(self, base: dict[str, Any], **more: Any) -> Format:
        """Return the format with the properties of `base` and `more`."""
        properties = {**base, **more}
        key = tuple(sorted(properties.items(), key=lambda item: item[0]))
        if key not in self._made:
            self._made[key] = self._book.add_format(properties)
        return self._made[key]


def figure_format(places: int, *, before: str = "", after: str = "", signed: bool = False) -> str:
    """Return the number format of a figure with words around it; the cell stays a number.

    >>> figure_format(1, before="≥"), figure_format(0, before="[", after="]"), figure_format(1, signed=True)
    ('"≥"0.0', '"["0"]"', '+0.0;-0.0;0.0')
    """
    digits = "0" + ("." + "0" * places if places else "")
    left, right = (f'"{text}"' if text else "" for text in (before, after))
    if signed:
        return f"+{left}{digits}{right};-{left}{digits}{right};{left}{digits}{right}"
    return f"{left}{digits}{right}"
