"""Comments of one sheet: the text part and the drawing part, new or added to those that are there."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, NamedTuple

import xlsxwriter

from fzplan.regex import regex
from fzplan.reports.consoles import columns
from fzplan.reports.marking.xml import allowed, appended, edited, elements, escape, only

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fzplan.diagnostics import CellRef
    from fzplan.reports.marking.xml import Edit, Element

AUTHOR = "fzplan"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
WIDTH, LINE, LONGEST = 320, 17, 420
"""Pixels: of a comment, of one of its lines, of the highest comment."""
_IN_LINE = 42
"""Columns of 9 pt text in one line of a comment."""
_SHAPE = regex(rb"<v:shape .*?</v:shape>", re.DOTALL)
_TYPE = regex(rb"<v:shapetype .*?</v:shapetype>", re.DOTALL)
_ID = regex(rb"_x0000_s(\d{1,9})")


class Drawn(NamedTuple):
    """Comments of cells, as Excel keeps them."""

    texts: bytes
    drawing: bytes


def drawn(comments: Mapping[tuple[int, int], str]) -> Drawn:
    """Return the two parts of new comments: row and column (1-based) → text."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    sheet = book.add_worksheet()
    for (row, column), text in comments.items():
        lines = sum(max(1, -(-columns(part) // _IN_LINE)) for part in text.split("\n"))
        size = {"width": WIDTH, "height": min(LONGEST, LINE * (lines + 1)), "font_size": 9, "author": AUTHOR}
        sheet.write_comment(row - 1, column - 1, allowed(text), size)
    book.close()
    with zipfile.ZipFile(content) as archive:
        return Drawn(archive.read("xl/comments1.xml"), archive.read("xl/drawings/vmlDrawing1.vml"))


def with_texts(old: bytes, comments: Mapping[tuple[int, int], str], refs: Mapping[tuple[int, int], CellRef]) -> bytes:
    """Return a part of comments with these added; a cell that has one keeps it, with the new text below."""
    found = elements(old)
    root, listed, authors = found[0], only(found, "commentList"), only(found, "authors")
    number = sum(1 for e in found if e.name == "author")
    texts = {c.of("ref"): t for c, t in _texts(found)}
    p, edits, new = root.prefix, [], ""
    for cell, text in comments.items():
        address = refs[cell].address
        run = f'<{p}r><{p}t xml:space="preserve">{{}}{escape(text)}</{p}t></{p}r>'
        if address in texts:
            edits.append(appended(old, texts[address], run.format("\n\n")))
        else:
            new += f'<{p}comment ref="{address}" authorId="{number}"><{p}text>{run.format("")}</{p}text></{p}comment>'
    edits.append(appended(old, authors, f"<{p}author>{AUTHOR}</{p}author>"))
    return edited(old, [*edits, *_nothing_or(appended(old, listed, new), new)])


def _nothing_or(edit: Edit, text: str) -> list[Edit]:
    return [edit] if text else []


def _texts(found: list[Element]) -> list[tuple[Element, Element]]:
    """Return the comments with their texts."""
    pairs, comment = [], None
    for element in found:
        if element.name == "comment":
            comment = element
        elif element.name == "text" and comment is not None:
            pairs.append((comment, element))
    return pairs


def commented(texts: bytes) -> set[str]:
    """Return the addresses that have a comment."""
    return {e.of("ref") for e in elements(texts) if e.name == "comment"}


def with_shapes(old: bytes, new: bytes) -> bytes | None:
    """Return a drawing with the shapes of another one added; None where it is not written as Office writes it.

    Drawings of this kind need not be well-formed, so they are not parsed.
    """
    end = old.rfind(b"</xml>")
    if end < 0 or any(name not in old for name in (b"xmlns:v=", b"xmlns:o=", b"xmlns:x=")):
        return None
    number = max((int(found) for found in _ID.findall(old)), default=1024)
    shapes = []
    for shape in _SHAPE.findall(new):
        number += 1
        shapes.append(_ID.sub(b"_x0000_s%d" % number, shape, count=1))
    kind = b"" if b'id="_x0000_t202"' in old else b"".join(_TYPE.findall(new))
    return old[:end] + kind + b"".join(shapes) + old[end:]
