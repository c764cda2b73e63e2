"""The sheet with the list in a marked copy: a line a note, each cell linked to its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.diagnostics import CellRef, Text, column_letters
from fzplan.model.audit_list import COLUMNS
from fzplan.reports.links import target
from fzplan.reports.marking.xml import escape
from fzplan.reports.xlsx.page import height

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fzplan.diagnostics import Lang
    from fzplan.reports.marking.fills import Fills
    from fzplan.reports.marking.notes import Note

NAME = Text("审核问题", "Findings")
LISTED = 5_000
"""Lines of the list."""
WIDTHS = {
    "number": 5, "level": 8, "code": 8, "check": 8, "sheet": 14, "cell": 10, "entity": 14, "period": 9, "message": 52,
    "remedy": 36, "standing": 9,
}  # fmt: skip
NOTE = Text(
    "本文件是标注副本，供查找问题用；请在原报表中改正。共 {all} 处，列出 {listed} 处；着色的单元格有批注的见批注。",
    "This is a marked copy, for finding the faults; correct them in the return itself. {all} places, {listed} listed; "
    "coloured cells have comments, as far as there is room.",
)
LONGEST = 32_000
LARGER = 1.25
"""The font is that of the workbook, mostly larger than the 10 pt that heights are reckoned with."""


def sheet(notes: Sequence[Note], sheets: Sequence[str], fills: Fills, main: str, lang: Lang) -> bytes:
    """Return the sheet of the list as XML; `sheets` are the names that links may lead to."""
    heads = [column.head.of(lang) for key in WIDTHS for column in COLUMNS if column.key == key]
    plain, coloured = fills.wrapped(), {n.severity: fills.wrapped(n.severity) for n in notes}
    said = NOTE.of(lang).format(all=len(notes), listed=min(len(notes), LISTED))
    rows = [_row(1, [said], [0]), _row(2, heads, [plain] * len(heads))]
    links = []
    for number, note in enumerate(notes[:LISTED], start=1):
        row = number + 2
        cells = {**note.cells, "number": number}
        formats = [coloured[note.severity] if key == "level" else plain for key in WIDTHS]
        rows.append(_row(row, [cells[key] for key in WIDTHS], formats))
        if isinstance(note.at, CellRef) and note.at.address and note.at.sheet in sheets:
            place = escape(target(note.at.sheet, note.at.address))
            links.append(f'<hyperlink ref="{column_letters(_AT)}{row}" location="{place}"/>')
    columns = "".join(
        f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>'
        for at, width in enumerate(WIDTHS.values(), start=1)
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{main}">'
        '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="2" topLeftCell="A3" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f"<cols>{columns}</cols><sheetData>{''.join(rows)}</sheetData>"
        f'<autoFilter ref="A2:{column_letters(len(WIDTHS))}{max(len(rows), 3)}"/>'
        + (f"<hyperlinks>{''.join(links)}</hyperlinks>" if links else "")
        + '<printOptions gridLines="1"/>'
        '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
    ).encode()


_AT = list(WIDTHS).index("cell") + 1


def _row(number: int, values: Sequence[str | int], formats: Sequence[int]) -> str:
    cells = []
    for at, (value, format_) in enumerate(zip(values, formats, strict=True), start=1):
        place = f'<c r="{column_letters(at)}{number}" s="{format_}"'
        if isinstance(value, int):
            cells.append(f"{place}><v>{value}</v></c>")
        else:
            text = escape(value[:LONGEST])
            cells.append(f'{place} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>')
    high = LARGER * height(
        [value if isinstance(value, str) else "" for value in values], list(WIDTHS.values())[: len(values)]
    )
    sized = f' ht="{high:g}" customHeight="1"' if len(values) > 1 else ""
    return f'<row r="{number}"{sized}>{"".join(cells)}</row>'
