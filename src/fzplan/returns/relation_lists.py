"""Reads what is printed of audit relations: a list with a column of them, a note below a return, a text, a document.

In: the path of a workbook or of a text file. Out: texts with their places; what parts them is the plan room's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fzplan.diagnostics import CellRef, FileRef, Span
from fzplan.model.printed import PrintedText
from fzplan.regex import regex
from fzplan.returns.grid import Grid, text_of
from fzplan.returns.labels import fold
from fzplan.returns.readers import door
from fzplan.returns.readers.delimited import decoded
from fzplan.returns.readers.faults import FAULTS, check_size, finding
from fzplan.returns.readers.limits import LIMITS
from fzplan.returns.readers.word import paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from fzplan.diagnostics import Diagnostic
    from fzplan.returns.readers.book import Sheet

SEARCHED = 30
"""Rows in which the header of a list is looked for."""
TEXTS = {".txt", ".md", ".docx"}
_HEADS = {
    "text": r"(?!.*(?:说明|类型|级别|编号|序号|名称|结果)).{0,8}(?:审核|逻辑|平衡|校验|检查|核对|勾稽).{0,4}"
    r"(?:公式|关系|条件|内容|规则|表达式)式?.{0,10}|公式|关系式|表达式|relations?|formulas?",
    "left": r"左(?:边|式|侧|端|方|表达式)*(?:公式|表达式|指标)?|left",
    "right": r"右(?:边|式|侧|端|方|表达式)*(?:公式|表达式|指标)?|right",
    "sign": r"关系符?号?|运算符号?|比较符号?|operator|sign",
    "level": r".*(?:级别|类型|类别|性质|程度|等级).*|level|severity",
    "note": r".*(?:说明|提示|信息|备注|含义|释义|描述|解释).*|note|message",
    "table": r"(?:所属|适用)?(?:表号|表名|表式|报表|表)(?:名称)?|table|form",
}
_SIGN = regex(r"[<>=≤≥≠≦≧＜＞＝⩽⩾]")
_LEVEL = regex(r"(?:准?强制|核实|提示)性?(?=审核|公式|关系|校验|[：:])")
_TABLE = regex(r"\s*([A-Za-z]+_\d+)\b")
"""How lists of relations call the table that follows: SJ_02."""
_NAMED = regex(r"(?:审核|逻辑|平衡|勾稽|校验)(?:关系|公式|条件)?(?:式|如下)?\s*[：:]?")


def relations(path: Path, shown: str) -> tuple[tuple[PrintedText, ...], tuple[Diagnostic, ...]]:
    """Return the texts of a file that may hold relations; `shown` is how findings call it."""
    if path.suffix.lower() in TEXTS and path.is_file():
        return _written(path, shown)
    reading = door.read(path, shown)
    if reading.book is None:
        return (), reading.findings
    found = [text for sheet in reading.book.sheets if sheet.visible for text in _of_sheet(sheet, shown)]
    return tuple(found), reading.findings


def _written(path: Path, shown: str) -> tuple[tuple[PrintedText, ...], tuple[Diagnostic, ...]]:
    """Read a plain text, or the paragraphs of a Word document from where it first says 审核关系."""
    try:
        check_size(path.stat().st_size, LIMITS.size)
        data = path.read_bytes()
        if path.suffix.lower() == ".docx":
            lines = paragraphs(data, LIMITS.size)
            first = next((k for k, line in enumerate(lines) if _NAMED.search(fold(line))), 0)
            lines = [*("" for _ in lines[:first]), *lines[first:]]
        else:
            found = decoded(data)
            lines = found[0].replace("\r\n", "\n").replace("\r", "\n").split("\n") if found else []
    except FAULTS as error:
        return (), (finding(error, FileRef(shown)),)
    return tuple(_lines(lines, shown)), ()


def _lines(lines: Iterable[str], shown: str) -> Iterator[PrintedText]:
    """Yield the lines that compare; one without a sign may say the level, or the table, of those below it."""
    level = table = ""
    for row, line in enumerate(lines, 1):
        if _SIGN.search(line) or _compares(line):
            yield PrintedText(line, Span(shown, row, 1, max(1, len(line))), level, table=table)
        elif said := _LEVEL.search(line):
            level = said[0]
        elif named := _TABLE.match(line):
            table = named[1]


def _compares(line: str) -> bool:
    """Tell whether a line compares in words."""
    return bool(re.search(r"[大小高低]于|不超过|等于", line))


def _of_sheet(sheet: Sheet, shown: str) -> Iterator[PrintedText]:
    grid = Grid(sheet)
    for row in range(grid.top, min(grid.bottom, grid.top + SEARCHED) + 1):
        columns = _header(grid, row)
        if columns:
            yield from _listed(grid, row + 1, columns, shown)
            return
    yield from _noted(grid, shown)


def _header(grid: Grid, row: int) -> Mapping[str, int]:
    """Return the columns of a list of relations by what they hold; none where the row heads no such list."""
    columns: dict[str, int] = {}
    filled = grid.distinct(row)
    for column, value in filled:
        text = "".join(fold(text_of(value)).split()).lower()
        kind = next((kind for kind, words in _HEADS.items() if re.fullmatch(words, text)), "")
        if kind:
            columns.setdefault(kind, column)
    if "left" in columns and "right" in columns:
        return columns
    if "text" not in columns and "sign" in columns:
        columns["text"] = columns["sign"]  # 关系 alone heads the relations themselves
    return columns if "text" in columns and (len(filled) > 1 or _is_list(grid, row, columns["text"])) else {}


def _is_list(grid: Grid, row: int, column: int) -> bool:
    """Tell whether a single heading has relations below it, and is no heading of a note."""
    return row < grid.bottom and bool(_SIGN.search(grid.text(row + 1, column)))


def _listed(grid: Grid, first: int, columns: Mapping[str, int], shown: str) -> Iterator[PrintedText]:
    for row in range(first, grid.bottom + 1):
        said = {kind: grid.text(row, column) for kind, column in columns.items()}
        parted = "left" in columns and "right" in columns
        text = f"{said['left']} {said.get('sign') or '='} {said['right']}" if parted else said["text"]
        if not (said["left"].strip() and said["right"].strip() if parted else text.strip()):
            continue
        at = CellRef(shown, grid.sheet.name, row + 1, columns["left" if parted else "text"] + 1)
        table = said.get("table", "").strip()
        yield PrintedText(text, at, said.get("level", ""), said.get("note", ""), table)


def _noted(grid: Grid, shown: str) -> Iterator[PrintedText]:
    """Yield the cells of a sheet without a list: those that say 审核关系, and those below one that do; else all."""
    texts = [
        (row, column, text_of(value))
        for row in range(grid.top, grid.bottom + 1)
        for column, value in grid.distinct(row)
        if isinstance(value, str)
    ]
    heads = [row for row, _, text in texts if _NAMED.search(fold(text))]
    first = min(heads, default=grid.top)
    for row, column, text in texts:
        if row >= first and (_SIGN.search(text) or (_compares(text) and _NAMED.search(fold(text)))):
            yield PrintedText(text, CellRef(shown, grid.sheet.name, row + 1, column + 1))
