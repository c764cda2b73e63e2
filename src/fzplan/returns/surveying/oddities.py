"""What a person should know before trusting the numbers of a sheet: odd cells, hidden parts, doubtful names.

In: a sheet as read and its tables. Out: `Oddity` values; their words are in the reports.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from typing import TYPE_CHECKING

from fzplan.diagnostics import CellRef, FileRef, Text, listed
from fzplan.model.survey import Oddity
from fzplan.regex import regex
from fzplan.returns.cells import number_like
from fzplan.returns.labels import fold, tongues, unit
from fzplan.returns.surveying.labels import unit_in
from fzplan.returns.surveying.measures import name_parts
from fzplan.returns.surveying.sight import SYMBOL
from fzplan.returns.symbols import meaning
from fzplan.units import UNITS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fzplan.diagnostics import Place
    from fzplan.returns.surveying.drafting import Setting
    from fzplan.returns.surveying.sight import Sight

_STOPPED = regex(r"不再统计|停止统计|取消.{0,6}统计|discontinued", re.IGNORECASE)
_CONTINUED = regex(r"续表|[(（]续[)）]|续\s*[一二三四1-9]?$|continued", re.IGNORECASE)
_OPPOSED = (("出口", "import"), ("进口", "export"), ("男", "female"), ("女", "male"))
SHOWN = 5


def of_sheet(sight: Sight, file: str, settings: Sequence[Setting]) -> tuple[Oddity, ...]:
    """Return the oddities of one sheet, those of its cells first."""
    at = FileRef(file, sight.sheet.name)
    found = [*(_cells(sight, at) if settings else ()), *_hidden(sight, at), *_several(at, settings)]
    for setting in settings:
        found += [*_headings(setting), *_blank(setting), *_units(setting), *_symbols(setting), *_said(setting)]
    return tuple(found)


def _cells(sight: Sight, at: FileRef) -> Iterator[Oddity]:
    """Yield numbers stored as text, errors, formulas without a value, figures shown otherwise than stored."""
    sheet, facts = sight.sheet, sight.sheet.facts
    numbers = [cell for row in sheet.rows for cell in row if cell != "" and number_like(cell)]
    texts = sum(isinstance(cell, str) for cell in numbers)
    if texts:
        yield Oddity("text_numbers", at, {"count": texts, "total": len(numbers)})
    for code, cells in (("errors", facts.errors), ("uncached", facts.uncached)):
        if cells:
            row, column = min(cells)
            shown = listed(list(dict.fromkeys(cells.values()))[:SHOWN])
            yield Oddity(code, _cell(at, row, column), {"count": len(cells), "examples": shown})
    scaled = _scaled(sight)
    if scaled:
        row, column, power = scaled[0]
        yield Oddity("scaled", _cell(at, row, column), {"count": len(scaled), "power": power})


def _scaled(sight: Sight) -> list[tuple[int, int, int]]:
    """Return the cells whose format shows another number than is stored: #,##0, shows thousands."""
    shown = sight.sheet.facts.format
    found = []
    for r, row in enumerate(sight.sheet.rows):
        for c, cell in enumerate(row):
            if type(cell) is float or type(cell) is int:
                power = shown(r, c).power
                if power < 0:
                    found.append((r, c, power))
    return found


def _hidden(sight: Sight, at: FileRef) -> Iterator[Oddity]:
    facts = sight.sheet.facts
    if not sight.sheet.visible:
        yield Oddity("hidden_sheet", at, {})
    for code, lines in (("hidden_rows", facts.hidden_rows), ("hidden_columns", facts.hidden_columns)):
        if lines:
            yield Oddity(code, at, {"count": len(lines), "lines": tuple(n + 1 for n in sorted(lines))})


def _several(at: FileRef, settings: Sequence[Setting]) -> Iterator[Oddity]:
    """Yield that a sheet has several tables, how they stand, and numbers outside every one."""
    if len(settings) > 1:
        beside = sum(s.block.beside for s in settings)
        continued = sum(any(_CONTINUED.search(line) for line in s.title.lines) for s in settings)
        yield Oddity("several_tables", at, {"count": len(settings), "beside": beside, "continued": continued})


def _headings(setting: Setting) -> Iterator[Oddity]:
    """Yield headings that are the same over several columns, contradict themselves, or are missing."""
    if setting.entity:
        yield Oddity("register", _place(setting), {})
    leaves = Counter(parts[-1] for c in setting.data if (parts := name_parts(c.path)))
    if setting.axes.levels or setting.axes.columns == "period":
        leaves.clear()  # the same year under each name is no oddity
    same = [text for text, count in leaves.items() if count > 1]
    if same:
        yield Oddity("same_headings", _place(setting), {"count": len(same), "examples": listed(same[:SHOWN])})
    for column in setting.data:
        for text in column.path:
            own, other = tongues(text)
            if any(zh in own and re.search(rf"\b{en}s?\b", other.lower()) for zh, en in _OPPOSED):
                yield Oddity("contradiction", _place(setting), {"own": fold(own), "other": fold(other)})
    bare = [c for c in setting.data if not c.path]
    if bare and setting.block.head.names:
        yield Oddity("no_heading", _place(setting), {"count": len(bare)})
    if not setting.block.head.names:
        yield Oddity("no_header", _place(setting), {})


def _blank(setting: Setting) -> Iterator[Oddity]:
    """Yield columns with a heading, and rows with a label, that have no number at all."""
    columns = [c.path[-1] for c in setting.data if not c.figures and c.path]
    if columns:
        yield Oddity("blank_columns", _place(setting), {"count": len(columns), "examples": _listed(columns)})
    data = {c.at for c in setting.data}
    label = next((c.at for c in setting.columns if c.role in ("label", "period")), None)
    rows = [
        setting.sight.grid.text(r, label)
        for r in setting.block.body
        if label is not None and label in setting.sight.rows[r] and not data & set(setting.sight.rows[r])
    ]
    if rows:
        yield Oddity("blank_rows", _place(setting), {"count": len(rows), "examples": _listed(rows)})


def _units(setting: Setting) -> Iterator[Oddity]:
    """Yield units of another size beside the table's own, several in one line, and none at all."""
    own = {u for c in setting.data for text in c.path if (u := unit_in(text))}
    table = {u: unit(UNITS, u) for u in setting.title.units}
    for text in sorted(own - set(table)):
        known = unit(UNITS, text)
        rival = next((t for t, u in table.items() if u and known and u.compatible(known) and u != known), None)
        if rival:
            yield Oddity("unit_beside", _place(setting), {"own": text, "table": rival})
    if len(table) > 1:
        yield Oddity("several_units", _place(setting), {"units": listed(table)})


def _symbols(setting: Setting) -> Iterator[Oddity]:
    """Yield the symbols that stand in place of numbers, with what each is read as."""
    sight = setting.sight
    seen = Counter(
        sight.grid.text(r, c.at) for c in setting.data for r in setting.block.body if sight.rows[r].get(c.at) == SYMBOL
    )
    for text, count in seen.most_common(SHOWN):
        yield Oddity("symbol", _place(setting), {"symbol": text, "count": count, "meaning": meaning(text)})
    dates = [
        (r, c.at)
        for c in setting.data
        for r in setting.block.body
        if isinstance(sight.grid.cell(r, c.at), (dt.date, dt.datetime))
    ]
    if dates:
        yield Oddity("dates", _cell_of(setting, *dates[0]), {"count": len(dates)})


def _said(setting: Setting) -> Iterator[Oddity]:
    """Yield what title and notes say of the series: a stopped one, a changed scope."""
    for row in setting.block.below:
        text = "".join(setting.sight.grid.text(row, c) for c in setting.sight.rows[row])
        if _STOPPED.search(text):
            yield Oddity("stopped", _cell_of(setting, row, min(setting.sight.rows[row])), {"text": fold(text)[:80]})


def _listed(texts: Sequence[str]) -> Text:
    return listed((fold(text) for text in texts[:SHOWN]), more=len(texts) > SHOWN)


def _place(setting: Setting) -> Place:
    block = setting.block
    return CellRef(
        setting.stage.shown, setting.stage.sheet.name, block.top + 1, block.left + 1, block.bottom + 1, block.right + 1
    )


def _cell_of(setting: Setting, row: int, column: int) -> CellRef:
    return CellRef(setting.stage.shown, setting.stage.sheet.name, row + 1, column + 1)


def _cell(at: FileRef, row: int, column: int) -> CellRef:
    return CellRef(at.file, at.sheet, row + 1, column + 1)
