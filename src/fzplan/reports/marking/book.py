"""A workbook marked: its sheets coloured and commented on, the list added, all else as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.diagnostics import CellRef, Severity
from fzplan.reports.marking import comments, listing
from fzplan.reports.marking.faults import OTHER, UnmarkableError
from fzplan.reports.marking.fills import EMPTY, Fills
from fzplan.reports.marking.package import LIMIT, Package
from fzplan.reports.marking.sheet import Sheet
from fzplan.reports.marking.xml import appended, edited, elements, escape, only

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fzplan.diagnostics import Lang
    from fzplan.reports.marking.notes import Note

FILLED, COMMENTED = 20_000, 1_000
"""Cells that are coloured and commented on at most; the first ones. The list has the others."""
STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
MAINS = {STRICT: "http://purl.oclc.org/ooxml/spreadsheetml/main"}
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.{}+xml"
_VML = "application/vnd.openxmlformats-officedocument.vmlDrawing"


def marked(content: bytes, notes: Sequence[Note], lang: Lang, limit: int = LIMIT) -> bytes:
    """Return the marked copy of a workbook; raise UnmarkableError where there can be none."""
    return _Book(Package(content, limit), lang).marked(notes)


class _Book:
    """One workbook while it is marked."""

    def __init__(self, package: Package, lang: Lang) -> None:
        self.package, self.lang = package, lang
        workbook = next((r for r in package.relations("") if r.kind == "officeDocument"), None)
        if workbook is None or not workbook.part.endswith(".xml"):  # .xlsb
            raise UnmarkableError(OTHER)
        self.part, self.relations = workbook.part, workbook.type.rpartition("/")[0]
        self.main = MAINS.get(self.relations, comments.MAIN)
        known = package.relations(self.part)
        at = {relation.id: relation for relation in known}
        self.found = elements(package.read(self.part))
        named = [e for e in self.found if e.name == "sheet" and e.depth == 2]
        ids = {e.of("name"): next((v for k, v in e.attributes.items() if k.endswith(":id")), "") for e in named}
        self.names = list(ids)
        self.sheets = {n: at[i].part for n, i in ids.items() if i in at and at[i].kind == "worksheet"}
        self.styles = next((r.part for r in known if r.kind == "styles"), "")

    def marked(self, notes: Sequence[Note]) -> bytes:
        """Return the bytes of the copy."""
        if not self.styles:
            name = "xl/styles.xml"  # some programs look for it under this name alone
            self.styles = self.package.free("xl/styles{}.xml") if name in self.package else name
            self.package.add(self.styles, EMPTY.format(self.main).encode(), _TYPE.format("styles"))
            self.package.relate(self.part, f"{self.relations}/styles", self.styles)
        fills = Fills(self.package.read(self.styles))
        room, places = FILLED, COMMENTED
        for name, part in self.sheets.items():
            here = [n for n in notes if isinstance(n.at, CellRef) and n.at.sheet == name and n.at.row]
            cells = _coloured(here, room)
            texts = _texts(here, places, self.lang)
            room, places = room - len(cells), places - len(texts)
            if cells:
                self._mark(part, Sheet(self.package.read(part), cells, fills), texts)
        self._list(notes, fills)
        self.package.put(self.styles, fills.content())
        return self.package.content()

    def _mark(self, part: str, sheet: Sheet, texts: dict[tuple[int, int], str]) -> None:
        """Write one sheet, and its comments where there are any."""
        drawing = self._comment(part, sheet.drawing, texts) if texts else ""
        self.package.put(part, sheet.content(drawing, self.relations))

    def _comment(self, part: str, drawing: str, texts: dict[tuple[int, int], str]) -> str:
        """Write the comments of a sheet; return the relation of a new drawing, "" where the old one has grown."""
        package, known = self.package, self.package.relations(part)
        old = next((r.part for r in known if r.kind == "comments"), "")
        refs = {cell: CellRef("", "", *cell) for cell in texts}
        commented = comments.commented(package.read(old)) if old else set()
        fresh = {cell: text for cell, text in texts.items() if refs[cell].address not in commented}
        new = comments.drawn(fresh) if fresh else None
        shapes = next((r.part for r in known if r.id == drawing), "") if drawing else ""
        if new is not None and shapes:
            grown = comments.with_shapes(package.read(shapes), new.drawing)
            if grown is None:
                return ""
            package.put(shapes, grown)
        if old:
            package.put(old, comments.with_texts(package.read(old), texts, refs))
        elif new is not None:
            name = package.free("xl/comments{}.xml")
            text = new.texts.replace(comments.MAIN.encode(), self.main.encode())
            package.add(name, text, _TYPE.format("comments"))
            package.relate(part, f"{self.relations}/comments", name)
        if new is None or shapes:
            return ""
        name = package.free("xl/drawings/vmlDrawing{}.vml")
        package.declare("vml", _VML)
        package.put(name, new.drawing)
        return package.relate(part, f"{self.relations}/vmlDrawing", name)

    def _list(self, notes: Sequence[Note], fills: Fills) -> None:
        """Add the sheet with the list as the last one."""
        part = self.package.free("xl/worksheets/sheet{}.xml")
        xml = listing.sheet(notes, list(self.sheets), fills, self.main, self.lang)
        self.package.add(part, xml, _TYPE.format("worksheet"))
        id_ = self.package.relate(self.part, f"{self.relations}/worksheet", part)
        book, into = self.package.read(self.part), only(self.found, "sheets")
        number = max((int(e.of("sheetId")) for e in self.found if e.of("sheetId").isdecimal()), default=0) + 1
        name = _free(listing.NAME.of(self.lang), self.names)
        said = f'<{into.prefix}sheet xmlns:r="{self.relations}" name="{escape(name)}" sheetId="{number}" r:id="{id_}"/>'
        self.package.put(self.part, edited(book, [appended(book, into, said)]))


def _free(name: str, taken: Sequence[str]) -> str:
    known = {one.lower() for one in taken}
    return next(one for one in (name, *(f"{name}{n}" for n in range(2, 100_000))) if one.lower() not in known)


def _coloured(notes: Sequence[Note], most: int) -> dict[tuple[int, int], Severity]:
    """Return the cells to be coloured, each by the worst that is said of it."""
    found: dict[tuple[int, int], Severity] = {}
    for note in notes:
        at = note.at
        assert isinstance(at, CellRef)
        for row in range(at.row, (at.last_row or at.row) + 1):
            for column in range(at.column, (at.last_column or at.column) + 1):
                if len(found) >= most and (row, column) not in found:
                    return found
                found[row, column] = max(found.get((row, column), Severity.INFO), note.severity)
    return found


def _texts(notes: Sequence[Note], most: int, lang: Lang) -> dict[tuple[int, int], str]:
    """Return the comments by cell, of a range at its first one."""
    found: dict[tuple[int, int], list[str]] = {}
    for note in sorted(notes, key=lambda one: -one.severity):
        assert isinstance(note.at, CellRef)
        cell = (note.at.row, note.at.column)
        if cell in found or len(found) < most:
            found.setdefault(cell, []).append(note.text(lang))
    return {cell: "\n\n".join(dict.fromkeys(texts)) for cell, texts in sorted(found.items())}
