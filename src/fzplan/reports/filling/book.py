"""A workbook filled: placeholders in cells and defined names. A number stays a number, in the format of its cell.

What is filled in can never be a formula: texts are written as strings. Formulas of the template are computed anew
when the workbook is opened.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from fzplan.diagnostics import CellRef, FileRef, Text
from fzplan.regex import regex
from fzplan.reports.filling.codes import NOTHING, REFUSED, UNREADABLE, UNWARNED, WARNING
from fzplan.reports.filling.placeholders import PLACEHOLDER, Filler
from fzplan.reports.filling.sheet import MOST, Cell, Sheet, column_number, item
from fzplan.reports.marking.faults import DAMAGED, UnmarkableError
from fzplan.reports.marking.package import Package
from fzplan.reports.marking.xml import Edit, edited, elements, with_attribute

if TYPE_CHECKING:
    from fzplan.diagnostics import Diagnostic
    from fzplan.reports.filling.vocabulary import Vocabulary
    from fzplan.reports.marking.xml import Element

REFERENCE = regex(r"(?:'((?:[^']|'')+)'|([^'!]+))!\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?")
MACROS = Text("它不是 .xlsx 工作簿，或含有宏", "it is no .xlsx workbook, or it has macros")
SEVERAL = Text("它指向多个单元格", "it refers to several cells")
COMPUTED = Text("它指向的单元格有公式", "the cell that it refers to has a formula")
NO_NAME = Text("规划文件没有这个名称", "the plan file has no such name")
IN_FORMULA = Text(
    "公式里的占位符不填；让公式引用填了数的单元格", "inside a formula; let the formula refer to a filled cell"
)
OUTSIDE = Text(
    "只填单元格；页眉、页脚、批注和文本框不填", "cells only are filled, no headers, footers, comments or text boxes"
)
NOWHERE = Text("它不指向本工作簿中的单元格", "it refers to no cell of this workbook")
ROWS, COLUMNS = 1_048_576, 16_384
"""Of a sheet, at most (ECMA-376 part 1, 18.3.1.4)."""
SPACES = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
"""Namespaces of a workbook, transitional and strict."""
BEFORE_CALC = ("definedNames", "externalReferences", "functionGroups", "sheets")


def filled(vocabulary: Vocabulary, template: bytes, name: str) -> tuple[bytes, list[Diagnostic]]:
    """Return the filled workbook and everything that is to be told of it."""
    try:
        book = _Book(Package(template), name, Filler(vocabulary))
        return book.filled(), book.filler.findings
    except ValueError as error:  # a number where there is none, bytes that are no text
        reason = error.reason if isinstance(error, UnmarkableError) else DAMAGED
        return b"", [UNREADABLE(FileRef(name), reason=reason)]


class _Book:
    """One workbook while it is filled."""

    def __init__(self, package: Package, name: str, filler: Filler) -> None:
        self.package, self.name, self.filler = package, name, filler
        main = next((r.part for r in package.relations("") if r.kind == "officeDocument"), "")
        if not main.endswith(".xml") or b"macroEnabled" in package.read("[Content_Types].xml"):
            raise UnmarkableError(MACROS)
        self.part, known = main, package.relations(main)
        at = {relation.id: relation for relation in known}
        self.found = elements(package.read(main))
        ids = {
            e.of("name"): next((v for k, v in e.attributes.items() if k.endswith(":id")), "")
            for e in self.found
            if e.name == "sheet" and e.depth == 2
        }
        parts = {n: at[i].part for n, i in ids.items() if i in at and at[i].kind == "worksheet"}
        strings = _strings(package, next((r.part for r in known if r.kind == "sharedStrings"), ""))
        self.parts = parts
        self.sheets = {sheet: Sheet(name, sheet, package.read(part), strings) for sheet, part in parts.items()}

    def filled(self) -> bytes:
        """Return the bytes of the workbook."""
        done = self._names()
        for sheet in self.sheets.values():
            for cell in sheet.cells.values():
                if (cell.at.sheet, cell.at.row, cell.at.column) not in done and PLACEHOLDER.search(cell.text):
                    self._fill(sheet, cell)
        self._outside()
        filler = self.filler
        if not filler.used and not filler.findings:
            filler.findings.append(UNREADABLE(FileRef(self.name), reason=NOTHING))
        banner = filler.vocabulary.find("banner").text  # type: ignore[union-attr]
        if banner and "banner" not in filler.used:
            filler.findings.append(UNWARNED(FileRef(self.name), banner=banner, placeholder=WARNING))
        for name, sheet in self.sheets.items():
            self.package.put(self.parts[name], sheet.content())
        self.package.put(self.part, _to_be_computed(self.package.read(self.part), self.found))
        return self.package.content()

    def _fill(self, sheet: Sheet, cell: Cell) -> None:
        if cell.computed:
            written = PLACEHOLDER.search(cell.text)
            assert written is not None
            self.filler.findings.append(REFUSED(cell.at, written=written[0], reason=IN_FORMULA))
        elif PLACEHOLDER.fullmatch(cell.text.strip()):
            sheet.put(cell.at.row, cell.at.column, self.filler.cell(cell.text, cell.at))
        else:
            sheet.fill(cell, lambda text: self.filler.text(text, cell.at))

    def _names(self) -> set[tuple[str, int, int]]:
        """Fill the cells that are named; return which they are."""
        done: set[tuple[str, int, int]] = set()
        xml = self.package.read(self.part)
        for e in self.found:
            if e.name != "definedName" or e.of("name").startswith("_xlnm"):
                continue
            name, refers = e.of("name"), unescape(xml[e.inside : e.end].decode())
            entry, place = self.filler.named(name), self._place(refers)
            if entry is None:
                if self.filler.looks_meant(name):
                    self.filler.leave(name, NO_NAME, FileRef(self.name))
                continue
            if isinstance(place, Text):
                self.filler.leave(name, place, FileRef(self.name))
                continue
            sheet, row, column = place
            if place in done:
                continue
            at = CellRef(self.name, sheet, row, column)
            self.sheets[sheet].put(row, column, self.filler.alone(entry, name, at))
            done.add(place)
        return done

    def _place(self, refers: str) -> tuple[str, int, int] | Text:
        """Return the one cell that a name refers to, or why there is none."""
        found = REFERENCE.fullmatch(refers.strip())
        name = (found[1] or found[2]).replace("''", "'") if found else ""
        if not found or name not in self.sheets:
            return SEVERAL if ":" in refers else NOWHERE
        sheet, row, column = self.sheets[name], int(found[4]), column_number(found[3])
        if not (0 < row <= ROWS and column <= COLUMNS):
            return NOWHERE
        last = f"{found[5]}{found[6]}" if found[5] else f"{found[3]}{row}"
        if last != f"{found[3]}{row}" and f"{found[3]}{row}:{last}" not in sheet.merged:
            return SEVERAL
        cell = sheet.cells.get((row, column))
        return COMPUTED if cell and cell.computed else (name, row, column)

    def _outside(self) -> None:
        """Refuse placeholders where they would stay as they are."""
        for name, sheet in self.sheets.items():
            related = [r.part for r in self.package.relations(self.parts[name]) if r.kind in ("drawing", "comments")]
            texts = [self.package.read(part).decode(errors="replace") for part in related]
            if sheet.elsewhere() or any(PLACEHOLDER.search(re.sub("<[^<>]*>", "", text)) for text in texts):
                self.filler.findings.append(REFUSED(FileRef(self.name, name), written="{{…}}", reason=OUTSIDE))


def _strings(package: Package, part: str) -> list[str]:
    """Return the shared strings as XML."""
    if not part:
        return []
    xml = package.read(part)
    root, *found = elements(xml, MOST)
    items = [e for e in found if e.name == "si" and e.depth == 1]
    named = {e.prefix: root.attributes.get(f"xmlns:{e.prefix[:-1]}", "") for e in items if e.prefix}
    if any(space not in SPACES for space in named.values()):
        raise UnmarkableError(DAMAGED)
    return [item(xml[e.inside : e.end]) for e in items]


def _to_be_computed(xml: bytes, found: list[Element]) -> bytes:
    """Return the workbook part that asks for everything to be computed when it is opened."""
    known = {e.name: e for e in found if e.depth == 1}
    if "calcPr" in known:
        tag = known["calcPr"]
        return edited(
            xml, [Edit(tag.start, tag.inside, with_attribute(xml[tag.start : tag.inside], "fullCalcOnLoad", "1"))]
        )
    before = next(known[name] for name in BEFORE_CALC if name in known)
    place = before.inside if xml[before.start : before.inside].endswith(b"/>") else xml.index(b">", before.end) + 1
    return edited(xml, [Edit(place, place, f'<{before.prefix}calcPr fullCalcOnLoad="1"/>'.encode())])
