"""Links from a report into the returns: `external:../data/年报.xlsx#'企业年报'!G5`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.diagnostics import CellRef, FileRef, Span
from fzplan.regex import regex

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fzplan.diagnostics import Place

LONGEST = 2000
"""Characters of a link; Excel takes 2,080."""
_ESCAPED: dict[str, str | int | None] = {
    "#": "%23", " ": "%20", '"': "%22", "<": "%3C", ">": "%3E", "[": "%5B", "]": "%5D", "^": "%5E",
    "`": "%60", "%": "%25", "{": "%7B", "}": "%7D", "?": "%3F",
    **{chr(code): f"%{code:02X}" for code in range(32)},
}  # fmt: skip
"""What may stand in the name of a file and not in a link; letters of any script stay, as Excel writes them."""
_NO_SHEET_NAME = regex(r"[\[\]:*?/\\']|.{32}")


def link(place: Place, lying: Mapping[str, str]) -> str:
    """Return the link to a place, as XlsxWriter takes it; "" where there is none.

    `lying`: name of a file → its path from the folder of the report.

    >>> link(CellRef("data/a #1.xlsx", "O'Brien", 5, 7), {"data/a #1.xlsx": "../data/a #1.xlsx"})
    "external:../data/a%20%231.xlsx#'O''Brien'!G5"
    """
    path = lying.get(place.file)
    if not path:
        return ""
    escaped = path.translate(str.maketrans(_ESCAPED))
    anchor = _anchor(place)
    found = f"external:{escaped}" + (f"#{anchor}" if anchor else "")
    return found if len(found) <= LONGEST else ""


def target(sheet: str, address: str) -> str:
    """Return a place of a workbook as links name it.

    >>> target("O'Brien", "G5")
    "'O''Brien'!G5"
    """
    quoted = sheet.replace("'", "''")
    return f"'{quoted}'!{address}"


def _anchor(place: Place) -> str:
    if isinstance(place, Span):
        return ""
    address = place.address if isinstance(place, CellRef) else "A1"
    sheet = place.sheet or ("" if isinstance(place, FileRef) else _of_text(place.file))
    return target(sheet, address) if sheet and address else ""


def _of_text(file: str) -> str:
    """Return what Excel calls the one sheet of a text file: its name, where that can be the name of a sheet."""
    stem = file.rpartition("/")[2].rpartition(".")[0]
    return "" if _NO_SHEET_NAME.search(stem) else stem
