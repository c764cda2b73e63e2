"""Reads the table of a plan's indicators (类别, 指标, 单位, 基期, 目标, 属性, 公式, 责任单位) in a workbook.

In: the path of a workbook. Out: an `IndicatorTable`, or the finding that says why there is none. Headings are known
by their words; a heading with a year is a base before the last of them, and a goal where it is the last or says 目标.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from fzplan.diagnostics import CellRef, FileRef
from fzplan.model.indicator_table import IndicatorRow, IndicatorTable
from fzplan.regex import regex
from fzplan.returns import survey_codes, times
from fzplan.returns.cells import figure
from fzplan.returns.grid import Grid, text_of
from fzplan.returns.labels import fold, read
from fzplan.returns.printed import as_printed
from fzplan.returns.readers import door

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from fzplan.diagnostics import Diagnostic
    from fzplan.returns.readers.book import Sheet

SEARCHED = 30
"""Rows in which the header is looked for."""
_WORDS = {
    "category": r"category|类别|分类|领域|类型|方面|维度|一级指标|板块|专栏",
    "name": r"indicators?|(?:主要|核心|具体|规划|二级|三级|考核)?指标(?:名称|项|内容)?|名称",
    "unit": r"(?:计量)?单位|unit",
    "growth": r"年均.*|.*年均增[长速].*|累计.*",
    "nature": r"(?:指标)?(?:属性|性质)|nature",
    "formula": r".*(?:公式|计算方法|算法).*|formula",
    "owner": r"(?:责任|牵头|主管|负责|实施)(?:单位|部门|处室).*|owner",
    "note": r"note|备注|说明|口径.*|指标(?:解释|说明|口径)|注",
    "scope": r"scope|(?:适用)?(?:范围|对象|分组)",
    "id": r"(?:目标)?(?:编号|代码|id)",
    "goal": r".*(?:目标|规划)(?:值|数)?.*",
    "base": r".*(?:基期|基数|基准|现状|基础).*|.*(?:实际|完成|实现)(?:值|数|情况)?",
}
_YEAR = regex(r"((?:19|20)\d\d)年?")
_GROUP = regex(r"^[一二三四五六七八九十]+、|^[（(][一二三四五六七八九十]+[)）]")


class _Columns(NamedTuple):
    """Where each column stands, 0-based."""

    single: Mapping[str, int]
    bases: Mapping[int, int]
    goals: Mapping[int, int]


def indicator_table(path: Path, shown: str) -> tuple[IndicatorTable | None, tuple[Diagnostic, ...]]:
    """Read the first indicator table of a workbook; `shown` is how findings call the file."""
    reading = door.read(path, shown)
    if reading.book is None:
        return None, reading.findings
    for sheet in reading.book.sheets:
        if sheet.visible and (found := _table(sheet, shown)):
            return found, reading.findings
    return None, (*reading.findings, survey_codes.NO_INDICATOR_TABLE(FileRef(shown)))


def _table(sheet: Sheet, shown: str) -> IndicatorTable | None:
    grid = Grid(sheet)
    for row in range(grid.top, min(grid.bottom, grid.top + SEARCHED) + 1):
        header = _header(grid, row)
        columns = _columns(grid, header) if header else None
        if columns:
            rows = _rows(grid, header[-1] + 1, columns, shown)
            title = "".join(text_of(v) for r in range(grid.top, row) for _, v in grid.distinct(r)[:1])
            return IndicatorTable(title, rows, max(columns.bases, default=0), max(columns.goals, default=0))
    return None


def _header(grid: Grid, row: int) -> tuple[int, ...]:
    """Return the rows of the header that begins here: down to the end of its merged cells."""
    filled = grid.distinct(row)
    if not any(re.fullmatch(_WORDS["name"], read(text_of(value)).key.lower()) for _, value in filled):
        return ()
    ends = (grid.spans[anchor][0] for c, _ in filled if (anchor := grid.anchors.get((row, c))))
    return tuple(range(row, max(ends, default=row) + 1))


def _columns(grid: Grid, header: tuple[int, ...]) -> _Columns | None:
    """Tell the columns by their headings; None where there is no goal, or no name."""
    single: dict[str, int] = {}
    years: dict[int, tuple[int, str]] = {}
    bare: dict[str, int] = {}
    for column in range(grid.left, grid.right + 1):
        text = fold("".join(dict.fromkeys(grid.text(row, column) for row in header))).replace(" ", "")
        kind = next((k for k, words in _WORDS.items() if text and re.fullmatch(words, read(text).key.lower())), "")
        year = _YEAR.search(text)
        if year and kind in ("", "goal", "base"):
            years[column] = (int(year[1]), kind)
        elif kind in ("goal", "base"):
            bare.setdefault(kind, column)
        elif kind:
            single.setdefault(kind, column)
    last = max((year for year, _ in years.values()), default=0)
    goals = {y: c for c, (y, kind) in years.items() if kind == "goal" or (kind == "" and y == last and len(years) > 1)}
    bases = {y: c for c, (y, kind) in years.items() if y not in goals and kind != "goal"}
    goals |= {0: bare["goal"]} if "goal" in bare else {}
    bases |= {0: bare["base"]} if "base" in bare else {}
    return _Columns(single, bases, goals) if "name" in single and (goals or "growth" in single) else None


def _rows(grid: Grid, first: int, columns: _Columns, shown: str) -> tuple[IndicatorRow, ...]:
    rows: list[IndicatorRow] = []
    category = ""
    for row in range(first, grid.bottom + 1):
        if grid.kind(row) in ("note", "sign_off"):
            break
        texts = {kind: grid.text(row, column) for kind, column in columns.single.items()}
        category = " ".join(texts.get("category", "").split()) or category
        goals = _of_years(grid, row, columns.goals)
        name = read(texts["name"])
        if not name.text or not (goals or texts.get("unit") or texts.get("growth")):
            category = _group(grid, row) or category
            continue
        at = CellRef(shown, grid.sheet.name, row + 1, columns.single["name"] + 1)
        unit = texts.get("unit", "") or name.bracket
        rest = {kind: texts.get(kind, "") for kind in ("growth", "nature", "formula", "owner", "note", "scope", "id")}
        bases = _of_years(grid, row, columns.bases)
        rows.append(IndicatorRow(name.text, at, category, unit, bases, goals, **rest))
    return tuple(rows)


def _of_years(grid: Grid, row: int, columns: Mapping[int, int]) -> dict[int, str]:
    """Return what stands in the columns of years, as a person sees it."""
    found = {}
    for year, column in columns.items():
        cell = grid.label(row, column)
        seen = figure(cell, grid.sheet.facts.format(row, column))
        text = as_printed(cell, seen) if seen and seen.value is not None else text_of(cell)
        if text.strip() not in ("", "—", "-", "——", "/", "–"):
            found[year] = text.strip()
    return found


def _group(grid: Grid, row: int) -> str:
    """Return the heading of a group of indicators: 一、经济发展."""
    filled = grid.distinct(row)
    text = text_of(filled[0][1]) if len(filled) == 1 else ""
    return " ".join(text.split()) if _GROUP.match(text) or times.read(text) is None else ""
