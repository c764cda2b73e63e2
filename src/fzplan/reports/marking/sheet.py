"""One sheet: other formats for the cells that are marked, cells where there were none, the drawing of the comments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.diagnostics import column_letters
from fzplan.reports.marking.faults import DAMAGED, UnmarkableError
from fzplan.reports.marking.xml import Edit, edited, parse, parser_of, tag_end, with_attribute

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from fzplan.diagnostics import Severity
    from fzplan.reports.marking.fills import Fills

BELOW = frozenset(
    {"legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst",
     "AlternateContent"}
)  # fmt: skip
"""What stands below `legacyDrawing` in a sheet."""


class Sheet:
    """The XML of a sheet, walked once; `cells` are the severities of the cells to be marked."""

    def __init__(self, xml: bytes, cells: Mapping[tuple[int, int], Severity], fills: Fills) -> None:
        self._xml, self._fills = xml, fills
        self._rows: dict[int, dict[int, Severity]] = {}
        for (row, column), severity in sorted(cells.items()):
            self._rows.setdefault(row, {})[column] = severity
        self._edits: list[Edit] = []
        self._columns: list[tuple[int, int, int]] = []
        self._row = self._column = self._format = self._depth = 0
        self._begun = self._data = -1
        self._prefix = ""
        self._place = -1
        self.drawing = ""
        """Id of the relation to the drawing that comments already have."""
        self._parser = parser_of(xml)
        self._parser.StartElementHandler, self._parser.EndElementHandler = self._start, self._end
        parse(self._parser, xml)

    def content(self, drawing: str = "", relations: str = "") -> bytes:
        """Return the sheet; `drawing` is the id of a relation to a new drawing of comments."""
        edits = list(self._edits)
        if drawing:
            tag = f'<{self._prefix}legacyDrawing xmlns:r="{relations}" r:id="{drawing}"/>'
            edits.append(Edit(self._place, self._place, tag.encode()))
        return edited(self._xml, edits)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        self._depth += 1
        if local == "c" and self._depth == 4:
            self._cell(attributes)
        elif local == "row" and self._depth == 3:
            self._new_row(attributes)
        elif local == "col" and self._depth == 3:
            self._columns.append(tuple(_whole(attributes.get(key, "0")) for key in ("min", "max", "style")))  # type: ignore[arg-type]
        elif local == "sheetData" and self._depth == 2:
            self._prefix = name[: -len(local)]
            self._data = self._parser.CurrentByteIndex
        elif local == "legacyDrawing" and self._depth == 2:
            self.drawing = next((v for k, v in attributes.items() if k.rpartition(":")[2] == "id"), "")
        elif local in BELOW and self._depth == 2 and self._data >= 0 and self._place < 0:
            self._place = self._parser.CurrentByteIndex

    def _end(self, name: str) -> None:
        at, local = self._parser.CurrentByteIndex, name.rpartition(":")[2]
        if local == "row" and self._depth == 3:
            rest = self._rows.pop(self._row, {})
            self._close(at, self._made(self._row, rest, self._format), self._begun, name)
        elif local == "sheetData" and self._depth == 2:
            rows = "".join(self._made_row(row) for row in list(self._rows))
            self._close(at, rows, self._data, name)
        elif self._depth == 1 and self._place < 0:
            self._place = at
        self._depth -= 1

    def _close(self, at: int, content: str, begun: int, name: str) -> None:
        """Put content before an end tag; an element without one gets one."""
        if not content:
            return
        tag = self._xml[begun:at]
        if tag.endswith(b"/>") and tag_end(self._xml, begun) == at:
            self._edits.append(Edit(begun, at, tag[:-2] + b">" + f"{content}</{name}>".encode()))
        else:
            self._edits.append(Edit(at, at, content.encode()))

    def _new_row(self, attributes: Mapping[str, str]) -> None:
        row = _whole(attributes.get("r", "")) or self._row + 1
        if row <= self._row:
            raise UnmarkableError(DAMAGED)
        at = self._parser.CurrentByteIndex
        missing = "".join(self._made_row(one) for one in [r for r in self._rows if r < row])
        if missing:
            self._edits.append(Edit(at, at, missing.encode()))
        self._row, self._column, self._begun = row, 0, at
        self._format = _whole(attributes.get("s", "")) if attributes.get("customFormat") in ("1", "true") else -1

    def _cell(self, attributes: Mapping[str, str]) -> None:
        column = _column(attributes.get("r", "")) or self._column + 1
        if column <= self._column:
            raise UnmarkableError(DAMAGED)
        self._column = column
        wanted = self._rows.get(self._row)
        if not wanted:
            return
        at = self._parser.CurrentByteIndex
        before = {one: wanted.pop(one) for one in [c for c in wanted if c < column]}
        if before:
            self._edits.append(Edit(at, at, self._made(self._row, before, self._format).encode()))
        if column in wanted:
            end = tag_end(self._xml, at)
            format_ = self._fills.of(_whole(attributes.get("s", "0")), wanted.pop(column))
            self._edits.append(Edit(at, end, with_attribute(self._xml[at:end], "s", str(format_))))

    def _made_row(self, row: int) -> str:
        return f'<{self._prefix}row r="{row}">{self._made(row, self._rows.pop(row), -1)}</{self._prefix}row>'

    def _made(self, row: int, columns: Mapping[int, Severity], format_: int) -> str:
        """Return cells where there were none, in the format of their row or column."""
        return "".join(
            f'<{self._prefix}c r="{column_letters(column)}{row}" '
            f's="{self._fills.of(format_ if format_ >= 0 else _of_column(self._columns, column), severity)}"/>'
            for column, severity in columns.items()
        )


def _of_column(columns: Iterable[tuple[int, int, int]], column: int) -> int:
    return next((style for first, last, style in columns if first <= column <= last), 0)


def _whole(text: str) -> int:
    """Return a whole number; 0 of what is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _column(address: str) -> int:
    """Return the column of an address; 0 of none."""
    number = 0
    for letter in address.rstrip("0123456789"):
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
