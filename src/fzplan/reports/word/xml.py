"""Paragraphs and tables of a document as WordprocessingML, by the names of their styles."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape as _escape

from fzplan.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TWIPS = 1440 / 25.4
"""Twentieths of a point in one millimetre."""
_ILLEGAL = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Cell(NamedTuple):
    """One cell of a table: `align` is left, right or center; `span` columns wide."""

    text: str
    align: str = "left"
    bold: bool = False
    span: int = 1


def legal(text: str) -> str:
    """Return text without the characters that XML cannot have."""
    return _ILLEGAL.sub("", text)


def escape(text: str) -> str:
    """Return text as it stands in XML, without what XML cannot have."""
    return _escape(legal(text), {'"': "&quot;"})


def run(text: str, *, bold: bool = False, style: str = "") -> str:
    """Return a run; a line feed in it breaks the line. `style` is that of characters."""
    named = f'<w:rStyle w:val="{style}"/>' if style else ""
    look = f"<w:rPr>{named}{'<w:b/>' if bold else ''}</w:rPr>" if bold or style else ""
    parts = (f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in text.split("\n"))
    return f"<w:r>{look}{'<w:br/>'.join(parts)}</w:r>"


def paragraph(style: str, *runs: str, align: str = "", keep: bool = False) -> str:
    """Return a paragraph of runs; `keep` holds it together with the next one."""
    kept = "<w:keepNext/>" if keep else ""
    side = f'<w:jc w:val="{align}"/>' if align else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{kept}{side}</w:pPr>{"".join(runs)}</w:p>'


def table(widths: Sequence[float], heads: Sequence[Sequence[Cell]], rows: Iterable[Sequence[Cell]]) -> str:
    """Return a table with thin lines, its columns so many millimetres wide; every page repeats the rows of `heads`."""
    twips = [round(width * TWIPS) for width in widths]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in twips)
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    look = (
        f'<w:tblPr><w:tblW w:w="{sum(twips)}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{lines}</w:tblBorders>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="40" w:type="dxa"/><w:right w:w="40" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr>"
    )
    body = "".join(_row(twips, row, head=True) for row in heads) + "".join(_row(twips, row) for row in rows)
    return f"<w:tbl>{look}<w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"


def _row(twips: Sequence[int], cells: Sequence[Cell], *, head: bool = False) -> str:
    parts, column = [], 0
    for cell in cells:
        width = sum(twips[column : column + cell.span])
        span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
        style = "FzTableHead" if head else "FzTable"
        inner = paragraph(style, run(cell.text, bold=cell.bold), align="center" if head else cell.align)
        parts.append(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}<w:vAlign w:val="center"/></w:tcPr>{inner}</w:tc>'
        )
        column += cell.span
    repeated = "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{''.join(parts)}</w:tr>"
