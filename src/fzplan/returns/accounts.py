"""Conservation of cells: every number-like cell of a matched workbook has exactly one fate, and each fate a reason.

In: marks made while reading a sheet. Out: an `Account` whose parts add up to the number-like cells.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from fzplan.diagnostics import Text
from fzplan.observations import Account
from fzplan.returns.cells import number_like

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from fzplan.diagnostics import FileRef
    from fzplan.returns.readers.book import Cell, Sheet

OBSERVATION, RECORD, HEADER = "observation", "record", "header"

REASONS = {
    "code_row": Text("表头下的列代码行（甲 乙 丙 1 2）", "row of column codes under the header (甲 乙 丙 1 2)"),
    "code_column": Text("行代码列", "column of row codes"),
    "serial": Text("序号", "running number"),
    "remark_column": Text("备注、原文等说明列", "column of remarks"),
    "title": Text("表前的标题、单位和填报信息", "title, unit and filing lines above the table"),
    "note": Text("表后的注释、说明和签署行", "notes and sign-off lines below the table"),
    "unknown_row": Text("行名不是已声明的名称", "row label that is no declared name"),
    "unknown_column": Text("列名不是已声明的名称", "column heading that is no declared name"),
    "derived": Text("由表中其他数算出的列（增长%、占比等）", "column computed from others (growth, share)"),
    "skipped": Text("表式写明不读（skip:）", "left aside by the form (skip:)"),
    "unit": Text("单位不符或不认识", "unit incompatible or unknown"),
    "no_period": Text("时期不明", "period unknown"),
    "doubtful": Text("读不出唯一的数，或是日期", "no one clear number, or a date"),
    "repeated": Text("同一个数在本表式中已经读过", "the same figure was already read by this form"),
    "unused_column": Text("表式没有用到的列", "column that the form does not use"),
    "unused_row": Text("不是记录的行（合计、空白名称）", "row that is no record (total, no name)"),
    "duplicate_row": Text("键重复的行", "row with a repeated key"),
    "task": Text("任务台账中的编号与日期", "numbers and dates of a task register"),
    "outside": Text("不在任何表内", "outside every table"),
    "unknown_name": Text("文件名或工作表名不是已声明的名称", "name of file or sheet that is no declared name"),
    "no_table": Text("该工作表中没有找到表式所述的表", "no table of the form was found on this sheet"),
    "other_sheet": Text("表式没有用到的工作表", "sheet that the form does not use"),
    "copy": Text("重复的文件，只读一次", "a second copy of the file, read once"),
}
"""Why a number-like cell was left aside, in words; the codes are those of `Account.ignored`."""

_ASIDE = ("repeated", "copy")
"""Fates of cells that were read as figures first, so they count even where text (6648.7亿元) is not number-like."""
_RANK = {OBSERVATION: 3, RECORD: 2, HEADER: 1}


class Ledger:
    """The fates of the cells of one sheet; several forms may read it, and being read counts before being left aside."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.forms: list[str] = []
        self._fates: dict[tuple[int, int], str] = {}
        self._rows: dict[int, Mapping[int, str]] = {}
        self._rest = "other_sheet"

    def mark(self, row: int, column: int, fate: str) -> None:
        """Note what became of a cell; a stronger fate is never overwritten."""
        before = self._fates.get((row, column))
        if before is None or _RANK.get(fate, 0) > _RANK.get(before, 0):
            self._fates[row, column] = fate

    def move(self, row: int, column: int, fate: str) -> None:
        """Correct the fate of a cell that was read and then left aside."""
        self._fates[row, column] = fate

    def mark_rows(self, rows: Iterable[int], columns: Iterable[int], fate: str) -> None:
        """Note what became of the cells where these rows and columns cross."""
        wanted, stored = tuple(columns), self.sheet.rows
        for row in rows:
            cells = stored[row] if row < len(stored) else []
            if cells.count("") == len(cells):
                continue
            for column in wanted:
                if column < len(cells) and cells[column] != "":
                    self.mark(row, column, fate)

    def block(self, rows: Iterable[int], fates: Mapping[int, str]) -> None:
        """Note the fates of whole rows by column: a hundred thousand records share one mapping."""
        for row in rows:
            before = self._rows.get(row)
            self._rows[row] = fates if before is None else _stronger(before, fates)

    def forget_records(self, fate: str) -> None:
        """Turn the records of the sheet into cells left aside: the sheet proved to be a copy."""
        self._rows = {
            row: {c: fate if before == RECORD else before for c, before in fates.items()}
            for row, fates in self._rows.items()
        }

    def rest(self, reason: str) -> None:
        """Say why the cells without a mark were left aside."""
        self._rest = reason

    def account(self, place: FileRef) -> Account:
        """Count the number-like cells by their fate."""
        counts = self._count_blocks()
        fates, rest, blocked = self._fates, self._rest, self._rows
        self._correct_blocks(counts)
        for r, row in enumerate(self.sheet.rows):
            if r in blocked or row.count("") == len(row):
                continue
            for c, cell in enumerate(row):
                if cell == "" or cell is None:
                    continue
                fate = fates.get((r, c))
                if number_like(cell) or fate in (OBSERVATION, *_ASIDE):
                    counts[fate or rest] += 1
        counts = +counts
        read = {name: counts.pop(name, 0) for name in (OBSERVATION, RECORD, HEADER)}
        total = sum(read.values()) + sum(counts.values())
        return Account(
            place, tuple(self.forms), total, read[OBSERVATION], read[RECORD], read[HEADER], dict(sorted(counts.items()))
        )

    def _correct_blocks(self, counts: Counter[str]) -> None:
        """Move the cells of record rows that another form read as printed figures."""
        for (r, c), fate in self._fates.items():
            before = self._rows.get(r, {}).get(c, "")
            if r not in self._rows or _RANK.get(fate, 0) <= _RANK.get(before, 0):
                continue
            numeric = number_like(self.sheet.rows[r][c])
            counts[before] -= numeric
            counts[fate] += numeric or fate == OBSERVATION

    def _count_blocks(self) -> Counter[str]:
        """Count the rows of records column by column: one fate a column, so no cell is looked up."""
        counts: Counter[str] = Counter()
        groups: dict[tuple[tuple[int, str], ...], list[list[Cell]]] = {}
        signatures: dict[int, tuple[tuple[int, str], ...]] = {}
        for r, fates in self._rows.items():
            if id(fates) not in signatures:
                signatures[id(fates)] = tuple(fates.items())
            groups.setdefault(signatures[id(fates)], []).append(self.sheet.rows[r])
        for group, rows in groups.items():
            fate_of = dict(group)
            for c, cells in enumerate(zip(*rows, strict=False)):
                others = Counter(cell for cell in cells if type(cell) is not float)
                numbers = len(cells) - others.total()
                counts[fate_of[c]] += numbers + sum(n for cell, n in others.items() if number_like(cell))
        return counts


def _stronger(one: Mapping[int, str], other: Mapping[int, str]) -> dict[int, str]:
    """Return by column the stronger fate of two forms that read the same rows."""
    return {
        c: max((one.get(c, ""), other.get(c, "")), key=lambda fate: _RANK.get(fate, 0) if fate else -1)
        for c in {*one, *other}
    }
