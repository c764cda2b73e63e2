"""A sheet as people see it: merged cells say the same wherever they cover, and each line is of some kind."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from fzplan.regex import regex
from fzplan.returns.cells import number_like
from fzplan.returns.labels import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fzplan.returns.readers.book import Cell, Sheet

_UNITS = r"(?P<units>[^:：\s]+?(?:\s+[^:：\s]+?)*?)"
"""Words and the blanks between them, in one way only: a cell of nothing but blanks does not keep it busy."""
UNIT_LINE = regex(rf"(?:计量)?单\s*位\s*[:：]\s*{_UNITS}\s*(?:[)）]\s*)?(?:[(（]?[Uu]nits?\s*[:：].*)?$")
ENGLISH_UNIT_LINE = regex(rf"[(（]?[Uu]nits?\s*[:：]\s*{_UNITS}\s*[)）]?")
_IDENTIFICATION = regex(
    r"^(?:填报单位|表\s*号|制定机关|制表机关|批准机关|批准文号|备案文号|有效期至?|报告期|综合机关名称|综合机关|填报机关|统计口径"
    r"|统一社会信用代码|组织机构代码|单位详细名称|报送单位|计量单位|单\s*位|数据来源|截至)\s*(?:[:：]|\d)"
)
_OPEN = regex(r"(?:.{1,12}:|填报单位|表\s*号|制定机关|批准文号|备案文号|有效期至?|报告期|所属期|计量单位|单\s*位)")
SIGN_OFF = regex(
    r"^(?:单位负责人|统计负责人|填\s*表\s*人|联系电话|报出日期|制表人|审核人|主管领导|分管负责人|负责人|经办人|填报日期|填报人)\s*[:：]"
)
_SIGNED = regex(r"单位负责人|统计负责人|填表人|联系电话|报出日期|制表人|审核人|填报人|填报日期|分机号|联系人")
"""Words of a signature whose value stands in the next cell, without a colon."""
_NOTE = regex(
    r"^(?:注|说\s*明|资料来源|数据来源|来源|备注|附注|审核关系|填表说明|编制说明|续表注|Source|Notes?|Stand)\s*(?:[:：]|\d|$)"
    r"|^(?:[①-⑳*†]|\d{1,2}[)）]|[（(]\d{1,2}[)）]|注\d)\s*\S"
)
ENDING = regex(f"(?:{SIGN_OFF.pattern})|(?:{_NOTE.pattern})")
"""How the lines below a table begin: sign-off or note."""
MARK = regex(r"示例数据|非统计资料")

WIDEST_MERGE = 100_000
"""Cells that a merged range may cover: a whole column merged by accident is no heading."""


class Grid:
    """Cells of one sheet by 0-based row and column; `window` (from `range:`) hides what lies outside it."""

    def __init__(self, sheet: Sheet, window: tuple[int, int, int, int] | None = None) -> None:
        self.sheet = sheet
        self._filled: dict[int, list[tuple[int, Cell]]] = {}
        self._numbers: dict[int, list[int]] = {}
        self._kinds: dict[int, str] = {}
        self.height = len(sheet.rows)
        self.width = max((len(row) for row in sheet.rows), default=0)
        far = (
            max((r for r, _ in sheet.facts.uncached), default=-1),
            max((c for _, c in sheet.facts.uncached), default=-1),
        )
        self.height, self.width = max(self.height, far[0] + 1), max(self.width, far[1] + 1)
        self.top, self.left, self.bottom, self.right = window or (0, 0, self.height - 1, self.width - 1)
        self.bottom, self.right = min(self.bottom, self.height - 1), min(self.right, self.width - 1)

    @cached_property
    def anchors(self) -> dict[tuple[int, int], tuple[int, int]]:
        """Return the anchor of each cell that a merged range covers (the anchor itself included)."""
        covered = {}
        for r0, c0, r1, c1 in self.sheet.merges:
            if (r1 - r0 + 1) * (c1 - c0 + 1) > WIDEST_MERGE:
                continue
            for r in range(r0, r1 + 1):
                for c in range(c0, c1 + 1):
                    covered[r, c] = (r0, c0)
        return covered

    @cached_property
    def spans(self) -> dict[tuple[int, int], tuple[int, int]]:
        """Return the last cell of each merged range by its anchor."""
        return {(r0, c0): (r1, c1) for r0, c0, r1, c1 in self.sheet.merges}

    def cell(self, row: int, column: int) -> Cell:
        """Return the stored value, ``""`` outside the used range."""
        if row < len(self.sheet.rows):
            cells = self.sheet.rows[row]
            if column < len(cells):
                return cells[column]
        return ""

    def label(self, row: int, column: int) -> Cell:
        """Return the value of a cell as seen: that of the anchor where it is merged."""
        anchor = self.anchors.get((row, column))
        return self.cell(*anchor) if anchor else self.cell(row, column)

    def text(self, row: int, column: int) -> str:
        """Return what a label cell says, as text; a whole number without ``.0``."""
        return text_of(self.label(row, column))

    @cached_property
    def _hanging(self) -> dict[int, list[tuple[int, tuple[int, int]]]]:
        """Return by row the columns where a merged range hangs down from a row above, with its anchor."""
        hanging: dict[int, list[tuple[int, tuple[int, int]]]] = {}
        for (r0, c0), (r1, c1) in self.spans.items():
            if (r1 - r0 + 1) * (c1 - c0 + 1) <= WIDEST_MERGE:
                for r in range(r0 + 1, r1 + 1):
                    hanging.setdefault(r, []).append((c0, (r0, c0)))
        return hanging

    def filled(self, row: int) -> list[tuple[int, Cell]]:
        """Return column and value of the stored cells of a row that hold anything, looked through once."""
        known = self._filled.get(row)
        if known is None:
            cells = self.sheet.rows[row] if row < len(self.sheet.rows) else []
            known = [
                (c, v) for c, v in enumerate(cells) if v != "" and v is not None and (type(v) is not str or v.strip())
            ]
            self._filled[row] = known
        return [(c, v) for c, v in known if self.left <= c <= self.right]

    def distinct(self, row: int) -> list[tuple[int, Cell]]:
        """Return column and value of the filled cells of a row, each merged range once."""
        found = self.filled(row)
        hanging = self._hanging.get(row)
        if hanging:
            above = [(c, self.cell(*anchor)) for c, anchor in hanging if self.left <= c <= self.right]
            found = sorted([*found, *((c, v) for c, v in above if v not in ("", None))], key=lambda item: item[0])
        return found

    def numbers(self, row: int) -> list[int]:
        """Return the columns of the number-like cells of a row."""
        known = self._numbers.get(row)
        if known is None:
            known = self._numbers[row] = [c for c, value in self.filled(row) if number_like(value)]
        return known

    def kind(self, row: int) -> str:
        """Return what a line is by its words alone: blank, mark, identification, sign_off, note, single or row."""
        known = self._kinds.get(row)
        if known is None:
            known = self._kinds[row] = self._kind(row)
        return known

    def _kind(self, row: int) -> str:
        filled = self.distinct(row)
        if not filled:
            return "blank"
        texts = [fold(value) for _, value in filled if isinstance(value, str)]
        if any(map(SIGN_OFF.match, texts)) or (
            len(texts) > 1 and _SIGNED.fullmatch(texts[0]) and texts[0] == fold(filled[0][1])
        ):
            return "sign_off"
        if texts and MARK.search(texts[0]):
            return "mark"
        stated = any(_IDENTIFICATION.match(t) or UNIT_LINE.search(t) for t in texts) if len(filled) <= 4 else False
        if (stated and not self.numbers(row)) or (len(texts) == len(filled) and _paired(texts)):
            return "identification"
        if texts and _NOTE.match(texts[0]) and len(filled) <= 2:
            return "note"
        return "single" if len(filled) == 1 else "row"


def _paired(texts: list[str]) -> bool:
    """Tell whether a line is words and their values in turn, without colons: 报告期 | 2023年6月 | 计量单位 | 亿元.

    报告期 | 总收入 is a header: what follows 报告期 must be a period.
    """
    words, values = texts[::2], texts[1::2]
    if len(texts) % 2 or not 0 < len(words) <= 3 or not all(map(_OPEN.fullmatch, words)):
        return False
    dated = [
        bool(re.search(r"(?:19|20)\d\d", value)) for word, value in zip(words, values, strict=True) if "期" in word
    ]
    return all(dated) and (bool(dated) or len(words) > 1)


def lines(grid: Grid, rows: Iterable[int]) -> tuple[str, ...]:
    """Return what the lines above a table say; 报告期 or 计量单位： and its value in the next cell are one.

    >>> from fzplan.returns.readers.book import Sheet
    >>> lines(Grid(Sheet("a", [["主要指标", "", ""], ["报告期", "2023年6月", "单位：亿元"]])), range(2))
    ('主要指标', '报告期：2023年6月', '单位：亿元')
    """
    said: list[str] = []
    for row in rows:
        open_ = False
        for _, value in grid.distinct(row):
            text = text_of(value)
            if open_:
                said[-1] = f"{said[-1].rstrip('：: ')}：{text}"
            else:
                said.append(text)
            open_ = not open_ and bool(_OPEN.fullmatch(fold(text)))
    return tuple(said)


def text_of(value: Cell) -> str:
    """Return a cell as text: ``2020.0`` is ``2020``."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return "" if value is None else str(value)


def window(reference: str) -> tuple[int, int, int, int] | None:
    """Return the 0-based corners of an A1 range, or None.

    >>> window("B3:D10")
    (2, 1, 9, 3)
    """
    found = re.fullmatch(r"\$?([A-Za-z]{1,3})\$?(\d+):\$?([A-Za-z]{1,3})\$?(\d+)", reference.strip())
    if not found:
        return None
    return int(found[2]) - 1, _column(found[1]), int(found[4]) - 1, _column(found[3])


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1
