"""What each column of a table is: labels, their English, codes, units, running numbers, remarks, data, or blank.

Told by what stands in it and by the words over it. In: a `Sight` and a `Block`. Out: `Column`s from left to right.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from fzplan.regex import regex
from fzplan.returns import times
from fzplan.returns.columns import path_over
from fzplan.returns.labels import fold, read
from fzplan.returns.naming import ROLES
from fzplan.returns.surveying.sight import FAULT, NUMBER, PERIOD, SYMBOL, UNIT, YEAR

if TYPE_CHECKING:
    from fzplan.model.survey import ColumnRole
    from fzplan.returns.surveying.blocks import Block
    from fzplan.returns.surveying.sight import Sight

_ROLE_OF = {word: role for role, words in ROLES.items() for word in words.split()}
_CODED = regex(r"[A-Z]{1,4}\d[A-Z0-9.]{0,12}|[A-Z0-9]{2,4}|\d{6}|[A-Z]{2,}[.][A-Z.]+")
_HAN = regex(r"[\u3400-\u9fff]")
_CODE_WORDS = ("code", "代码", "编码")
FEW = 2
ENOUGH = 0.6
"""Share of a column's cells that decides what it is."""


class Column(NamedTuple):
    """One column of a table; `at` is 0-based."""

    at: int
    path: tuple[str, ...]
    """The names over it, outer to inner."""
    role: ColumnRole
    filled: int
    figures: int
    periods: bool = False
    """Its cells name periods."""


def columns(sight: Sight, block: Block) -> tuple[Column, ...]:
    """Return the columns of a table; those right of the first column of numbers are data unless they hold text."""
    found: list[Column] = []
    for index in range(block.left, block.right + 1):
        kinds = Counter(sight.column(index, block.body))
        path = path_over(sight.grid, block.head.names, index)
        opened = any(c.role == "data" for c in found)
        role = _role(sight, block, index, kinds, path, opened=opened)
        figures = kinds[NUMBER] + kinds[FAULT] + kinds[YEAR]
        periods = role in ("period", "label") and _are_periods(sight, block, index)
        found.append(Column(index, path, "period" if periods else role, kinds.total(), figures, periods))
    return _labelled(found)


def _labelled(found: list[Column]) -> tuple[Column, ...]:
    """Make the leftmost column the labels where nothing else names the rows."""
    if any(c.role in ("label", "period") for c in found):
        return tuple(found)
    first = next((k for k, c in enumerate(found) if c.role in ("serial", "code", "english")), None)
    if first is not None:
        found[first] = found[first]._replace(role="label")
    return tuple(found)


def _role(
    sight: Sight, block: Block, index: int, kinds: Counter[str], path: tuple[str, ...], *, opened: bool
) -> ColumnRole:
    total = kinds.total()
    figures = kinds[NUMBER] + kinds[FAULT] + (kinds[YEAR] if opened else 0)
    if not total:
        return "blank"
    said = _said(sight, block, index, kinds, path, opened=opened)
    if said is not None:
        return said
    if figures + kinds[SYMBOL] > (1 - ENOUGH) * total and (figures or opened) and not _years(kinds, opened=opened):
        return "data"
    return _named(sight, block, index, opened=opened)


def _said(
    sight: Sight, block: Block, index: int, kinds: Counter[str], path: tuple[str, ...], *, opened: bool
) -> ColumnRole | None:
    """Return what the word over a column or its cells say it is: units, running numbers, remarks, codes."""
    word = _ROLE_OF.get(read(path[-1]).key.lower(), "") if path else ""
    if word == "unit" or kinds[UNIT] >= ENOUGH * kinds.total():
        return "unit"
    measured = bool(path and read(path[-1]).bracket)  # 总收入（亿元） may well be 1 2 3
    if word == "serial" or (not opened and not measured and _counts(sight, block, index)):
        return "serial"
    if word == "note" and kinds[NUMBER] * 2 < kinds.total():
        return "note"
    return "code" if not opened and (word == "code" or _is_code(sight, block, index, path)) else None


def _named(sight: Sight, block: Block, index: int, *, opened: bool) -> ColumnRole:
    """Return what a column of names is: labels, or their English beside a column of Chinese ones."""
    texts = [sight.grid.text(r, index) for r in block.body if index in sight.rows[r]]
    ascii_ = sum(text.isascii() for text in texts) >= ENOUGH * len(texts)
    beside = [sight.grid.text(r, index - 1) for r in block.body if index - 1 in sight.rows[r]] if index else []
    if (
        not opened
        and index > block.left
        and ascii_
        and sum(bool(_HAN.search(t)) for t in beside) >= ENOUGH * len(texts)
    ):
        return "english"
    return "note" if opened else "label"


def _years(kinds: Counter[str], *, opened: bool) -> bool:
    """Tell whether a column before the numbers is one of years."""
    return not opened and kinds[YEAR] + kinds[PERIOD] >= 0.9 * kinds.total()


def _counts(sight: Sight, block: Block, index: int) -> bool:
    """Tell whether a column only numbers the rows: 1 2 3 and on."""
    texts = [sight.grid.text(r, index) for r in block.body if index in sight.rows[r]]
    if len(texts) < 3 or not all(t.removesuffix(".").isdigit() for t in texts):
        return False
    numbers = [int(t.removesuffix(".")) for t in texts]
    return numbers == list(range(numbers[0], numbers[0] + len(numbers))) and numbers[0] in (0, 1)


def _is_code(sight: Sight, block: Block, index: int, path: tuple[str, ...]) -> bool:
    """Tell whether a column holds codes of the names in another column."""
    heading = fold(path[-1]).lower() if path else ""
    texts = [sight.grid.text(r, index) for r in block.body if index in sight.rows[r]]
    coded = sum(bool(_CODED.fullmatch(t)) for t in texts) >= ENOUGH * len(texts)
    if not heading:
        return coded and index > block.left and len(set(texts)) == len(texts) > FEW
    return any(word in heading for word in _CODE_WORDS) and (coded or all(t.isascii() for t in texts))


def _are_periods(sight: Sight, block: Block, index: int) -> bool:
    """Tell whether the cells of a column name periods."""
    cells = [sight.grid.label(r, index) for r in block.body if index in sight.rows[r]]
    read_ = sum(times.read(cell) is not None for cell in cells)
    return bool(cells) and read_ >= 0.8 * len(cells)
