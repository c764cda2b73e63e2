"""One sheet of a template: cells whose text has placeholders, cells that are named, formulas without stored results.

The part is edited in place, every other byte stays (as in docs/decisions/0034): formats, charts, pictures are kept.
"""

from __future__ import annotations

import re
from html import unescape
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from fzplan.diagnostics import CellRef, column_letters
from fzplan.regex import regex
from fzplan.reports.filling.placeholders import PLACEHOLDER, Filled
from fzplan.reports.marking.faults import DAMAGED, UnmarkableError
from fzplan.reports.marking.xml import Edit, Element, edited, elements, escape, only

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

T = regex(r"(<(?:\w+:)?t(?:\s[^>]*)?(?<!/)>)(.*?)(</(?:\w+:)?t>)", re.DOTALL)
PREFIXED = regex(r"<\w+:")
PHONETIC = regex(r"<(?:\w+:)?rPh\b.*?</(?:\w+:)?rPh>", re.DOTALL)
LITERAL = regex(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
MOST = 1_000_000
"""Elements that a sheet of a template may have: five times those of a table of 5000 rows with 20 filled columns."""


class Cell(NamedTuple):
    """A cell as it stands in the XML: its tag, where it begins and ends, its text as XML, whether it is computed."""

    at: CellRef
    tag: Element
    start: int
    end: int
    rich: str = ""
    computed: bool = False

    @property
    def text(self) -> str:
        """Return the text without its formats."""
        return plain(self.rich)


def column_number(address: str) -> int:
    """Return the column of an address; 0 of none.

    >>> column_number("AA7"), column_number("")
    (27, 0)
    """
    number = 0
    for letter in address.rstrip("0123456789"):
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def plain(rich: str) -> str:
    """Return the text of a string item.

    >>> plain("<r><t>{{劳均产出.</t></r><r><t>2024}}&amp;</t></r>")
    '{{劳均产出.2024}}&'
    """
    return unescape("".join(part for _, part, _ in T.findall(rich)))


def item(xml: bytes) -> str:
    """Return a string item without the readings above its characters, which are none of its text.

    >>> item("<t><![CDATA[<甲>]]></t><rPh sb='0' eb='1'><t>jiǎ</t></rPh>".encode())
    '<t>&lt;甲&gt;</t>'
    """
    return PHONETIC.sub("", LITERAL.sub(lambda found: escape(found[1]), xml.decode()))


class Sheet:
    """One sheet with its cells; `strings` are the shared strings of the workbook, as XML."""

    def __init__(self, file: str, name: str, xml: bytes, strings: Sequence[str]) -> None:
        self._xml, self._strings, self._edits = xml, strings, list[Edit]()
        self._elements = elements(xml, MOST)
        self._data = only(self._elements, "sheetData")
        self.rows: dict[int, Element] = {}
        self.merged = {e.of("ref") for e in self._elements if e.name == "mergeCell"}
        walked = list(self._walk(file, name))
        self.cells = {(cell.at.row, cell.at.column): cell for cell in walked}
        if len(self.cells) < len(walked):
            raise UnmarkableError(DAMAGED)
        self._made: dict[int, dict[int, str]] = {}

    def elsewhere(self) -> bool:
        """Tell whether a placeholder stands outside the cells: in a header, a footer, a rule."""
        return bool(PLACEHOLDER.search(self._xml[self._data.end :].decode()))

    def put(self, row: int, column: int, what: Filled) -> None:
        """Let a cell have that value, in the format that it has."""
        cell = self.cells.get((row, column))
        if cell:
            self._edits.append(
                Edit(cell.start, cell.end, _cell(cell.tag, cell.at.address, _value(cell.tag.prefix, what)))
            )
        else:
            self._made.setdefault(row, {})[column] = _value(self._prefix, what)

    def fill(self, cell: Cell, text: Callable[[str], str]) -> None:
        """Fill the placeholders within the text of a cell; parts of it keep their formats."""
        parts = sum(len(PLACEHOLDER.findall(unescape(part))) for _, part, _ in T.findall(cell.rich))
        if cell.tag.prefix or PREFIXED.search(cell.rich) or parts < len(PLACEHOLDER.findall(cell.text)):
            self.put(cell.at.row, cell.at.column, Filled(text=text(cell.text)))
            return
        rich = T.sub(lambda t: _t(text(unescape(t[2]))), cell.rich)
        self._edits.append(Edit(cell.start, cell.end, _cell(cell.tag, cell.at.address, f"<is>{rich}</is>")))

    def content(self) -> bytes:
        """Return the sheet: filled, formulas without the results of before."""
        self._edits += [edit for row in self._made.keys() & self.rows.keys() for edit in self._more_cells(row)]
        self._edits += self._more_rows()
        touched = {edit.start for edit in self._edits}
        forgotten = (
            self._forgotten(cell) for cell in self.cells.values() if cell.computed and cell.start not in touched
        )
        edits = [*self._edits, *(edit for edit in forgotten if edit)]
        return edited(self._xml, sorted(edits, key=lambda edit: (edit.start, edit.end)))  # new cells before old ones

    @property
    def _prefix(self) -> str:
        return self._elements[0].prefix

    def _walk(self, file: str, name: str) -> Iterator[Cell]:
        row = column = 0
        for number, e in enumerate(self._elements):
            if e.name == "row" and e.depth == 2:
                row, column = int(e.of("r") or row + 1), 0
                self.rows[row] = e
            elif e.name == "c" and e.depth == 3:
                column = column_number(e.of("r").upper()) or column + 1
                inside = list(takewhile(lambda other: other.depth > 3, self._from(number + 1)))
                yield self._cell(e, inside, CellRef(file, name, row, column))

    def _from(self, number: int) -> Iterator[Element]:
        return (self._elements[k] for k in range(number, len(self._elements)))

    def _cell(self, e: Element, inside: Sequence[Element], at: CellRef) -> Cell:
        own = {child.name: child for child in inside if child.depth == 4}
        rich = ""
        if e.of("t") == "s" and "v" in own:
            index = self._xml[own["v"].inside : own["v"].end].strip()
            rich = self._strings[int(index)] if index.isdigit() and int(index) < len(self._strings) else ""
        elif e.of("t") == "inlineStr" and "is" in own:
            rich = item(self._xml[own["is"].inside : own["is"].end])
        elif e.of("t") == "str" and "v" in own:
            rich = f"<t>{item(self._xml[own['v'].inside : own['v'].end])}</t>"
        if "f" in own:
            rich = f"<t>{self._xml[own['f'].inside : own['f'].end].decode()}</t>"
        return Cell(at, e, e.start, self._after(e), rich, "f" in own)

    def _after(self, e: Element) -> int:
        """Return where an element is over."""
        return e.inside if self._xml[e.start : e.inside].endswith(b"/>") else self._xml.index(b">", e.end) + 1

    def _forgotten(self, cell: Cell) -> Edit | None:
        """Return a formula without its stored result: it was that of the template, not of these figures."""
        inner = self._xml[cell.tag.inside : cell.tag.end].decode()
        kept = re.sub(rf"<{cell.tag.prefix}v(?:\s[^>]*)?>.*?</{cell.tag.prefix}v>", "", inner, flags=re.DOTALL)
        spills = f' cm="{cell.tag.of("cm")}"' if cell.tag.of("cm") else ""
        return None if kept == inner else Edit(cell.start, cell.end, _cell(cell.tag, cell.at.address, kept, spills))

    def _more_cells(self, row: int) -> Iterator[Edit]:
        """Yield the edits that add cells to a row: those after its last cell together, for its tag changes once."""
        ends = b""
        for column, value in sorted(self._made[row].items()):
            after = [c.start for (r, k), c in self.cells.items() if r == row and k > column]
            made = _made(self._prefix, row, column, value)
            if after:
                yield Edit(min(after), min(after), made)
            else:
                ends += made
        if ends:
            yield self._into(self.rows[row], ends)

    def _more_rows(self) -> Iterator[Edit]:
        """Yield the edits that add rows: those after the last row together."""
        ends = b""
        for row in sorted(self._made.keys() - self.rows.keys()):
            cells = b"".join(_made(self._prefix, row, column, v) for column, v in sorted(self._made[row].items()))
            made = f'<{self._prefix}row r="{row}">'.encode() + cells + f"</{self._prefix}row>".encode()
            later = [e.start for number, e in self.rows.items() if number > row]
            if later:
                yield Edit(min(later), min(later), made)
            else:
                ends += made
        if ends:
            yield self._into(self._data, ends)

    def _into(self, element: Element, content: bytes) -> Edit:
        if not self._xml[element.start : element.inside].endswith(b"/>"):
            return Edit(element.end, element.end, content)
        tag = self._xml[element.start : element.inside - 2] + b">"
        return Edit(element.start, element.inside, tag + content + f"</{element.prefix}{element.name}>".encode())


def _value(prefix: str, what: Filled) -> str:
    if what.number is not None:
        return f"<{prefix}v>{what.number!r}</{prefix}v>"
    return f"<{prefix}is>{_t(what.text, prefix)}</{prefix}is>" if what.text else ""


def _t(text: str, prefix: str = "") -> str:
    return f'<{prefix}t xml:space="preserve">{escape(text)}</{prefix}t>'


def _cell(tag: Element, address: str, inner: str, more: str = "") -> bytes:
    style = f' s="{tag.of("s")}"' if tag.of("s") else ""
    return _written(tag.prefix, f'r="{address}"{style}{more}', inner)


def _made(prefix: str, row: int, column: int, value: str) -> bytes:
    return _written(prefix, f'r="{column_letters(column)}{row}"', value)


def _written(prefix: str, attributes: str, inner: str) -> bytes:
    kind = ' t="inlineStr"' if inner.startswith(f"<{prefix}is>") else ""
    return f"<{prefix}c {attributes}{kind}>{inner}</{prefix}c>".encode()
