"""One printed relation may be several: 04、05 ≤ 03 is two, [C3:C8] > [D3:D8] six; runs are sums of codes.

In: the tree as printed. Out: trees without lists, runs and blocks, in which every number that is a code is one.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import product as combinations
from typing import TYPE_CHECKING

from fzplan.diagnostics import column_letters
from fzplan.plan.printed_relations.names import UnknownCode, where_of
from fzplan.plan.printed_relations.parsing import NotUnderstood
from fzplan.plan.printed_relations.reasons import (
    BLOCKS_DIFFER,
    LIST_IN_CONDITION,
    NO_BLOCK,
    NO_RUN,
    SUM_OR_EACH,
    TWO_LISTS,
)
from fzplan.plan.printed_relations.trees import (
    Block,
    Compared,
    Conditional,
    Joined,
    Number,
    Operation,
    Part,
    Reference,
    Run,
    Several,
    below,
)
from fzplan.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fzplan.model.printed import Codebook
    from fzplan.plan.printed_relations.names import Names

_CELL = regex(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
MOST = 200
"""Cells of a block, or codes of a run, that are written out one by one."""


def spread(tree: Part, names: Names) -> Iterator[Part]:
    """Yield the relations of a tree: 04、05 and blocks of cells one after another, runs as sums, digits as codes."""
    plain = _coded(tree, names)
    lists = [part for part in walk(plain) if isinstance(part, (Several, Block))]
    if not lists:
        yield plain
        return
    spread = [_members(part) for part in lists]
    if len(lists) > 1 and any(isinstance(part, Several) for part in lists):
        raise NotUnderstood(TWO_LISTS)
    if len(lists) > 1 and len({len(members) for members in spread}) > 1:
        raise NotUnderstood(BLOCKS_DIFFER)
    if isinstance(plain, (Conditional, Joined)) and any(isinstance(part, Several) for part in lists):
        raise NotUnderstood(LIST_IN_CONDITION)
    for chosen in zip(*spread, strict=True):
        yield _replaced(plain, dict(zip(map(id, lists), chosen, strict=True)))


def _members(part: Part) -> list[Part]:
    if isinstance(part, Several):
        return list(part.items)
    assert isinstance(part, Block)
    cells = _cells(part.first, part.last)
    if cells is None:
        raise NotUnderstood(NO_BLOCK, part.offset)
    return [Reference(cell, part.table, part.back, bracketed=True, offset=part.offset) for cell in cells]


def _cells(first: str, last: str) -> list[str] | None:
    """Return the cells between two corners, row by row; None where they are none, or too many."""
    corners = [_CELL.fullmatch(corner.upper()) for corner in (first, last)]
    if corners[0] is None or corners[1] is None:
        return None
    columns = range(_column(corners[0][1]), _column(corners[1][1]) + 1)
    rows = range(int(corners[0][2]), int(corners[1][2]) + 1)
    if not 0 < len(columns) * len(rows) <= MOST:
        return None
    return [f"{column_letters(column)}{row}" for row, column in combinations(rows, columns)]


def _coded(part: Part, names: Names) -> Part:
    """Return a tree in which every number that is a code is a reference, and every run is written out as a sum."""
    found = part
    match part:
        case Number():
            found = _number(part, names)
        case Run():
            found = _run(part, names)
        case Operation(sign=sign):
            sides = (part.left, part.right)
            left, right = (_factor(p, names) if sign in "*/" else _coded(p, names) for p in sides)
            found = replace(part, left=left, right=right)
        case Compared():
            found = _compared(part, names)
        case Several():
            found = replace(part, items=tuple(_coded(p, names) for p in part.items))
        case Joined():
            found = replace(part, left=_coded(part.left, names), right=_coded(part.right, names))
        case Conditional():
            otherwise = part.otherwise and _coded(part.otherwise, names)
            condition, then = _coded(part.condition, names), _coded(part.then, names)
            found = replace(part, condition=condition, then=then, otherwise=otherwise)
    return found


def _number(part: Number, names: Names) -> Part:
    known = names.is_code(part)
    if known is None:
        raise UnknownCode(part.text, where_of(names.own), names.own)
    return Reference(part.text, offset=part.offset, length=part.length) if known else part


def _factor(part: Part, names: Names) -> Part:
    """Return a factor: a number there that is no code of the form is a number (03 × 2)."""
    return part if isinstance(part, Number) and not names.is_code(part) else _coded(part, names)


def _compared(part: Compared, names: Names) -> Compared:
    """Return a comparison; what a field of texts is compared with is a text, whatever code looks like it."""
    bare = [p for p in part.operands if isinstance(p, Run) and not p.added]
    if bare and set(part.signs) != {"="}:
        raise NotUnderstood(SUM_OR_EACH, bare[0].offset)  # 03 ≥ 04至06 may mean their sum, or each of them
    plain = [None if isinstance(p, Number) else _coded(p, names) for p in part.operands]
    known = [_as_code(p, names) for p in part.operands if isinstance(p, Number)]
    texts = any(isinstance(p, Reference) and names.of(p).text for p in (*plain, *known))
    sides = [_of_text(p, names, texts=texts) if q is None else q for p, q in zip(part.operands, plain, strict=True)]
    if not any(isinstance(inner, (Reference, Block)) for side in sides for inner in walk(side)):
        first = next(inner for side in sides for inner in walk(side) if isinstance(inner, Number))
        raise UnknownCode(first.text, where_of(names.own), names.own)  # numbers alone: codes that are not known
    return replace(part, operands=tuple(sides))


def _as_code(number: Number, names: Names) -> Reference | None:
    return Reference(number.text, offset=number.offset, length=number.length) if names.is_code(number) else None


def _of_text(part: Part, names: Names, *, texts: bool) -> Part:
    """Return a number in a comparison: a text beside a field of texts, where it is not itself the code of one."""
    assert isinstance(part, Number)
    found = _as_code(part, names)
    if found is None:
        return part if texts else _number(part, names)
    return part if texts and not names.of(found).text else found


def _run(part: Run, names: Names) -> Part:
    """Return the sum of the codes from the first to the last; each of them has to be known."""
    book = names.book(part.first.table)
    codes = _between(part.first.text, part.last.text, book)
    if codes is None or part.first.table != part.last.table:
        raise NotUnderstood(NO_RUN, part.offset)
    place = {"offset": part.offset, "length": part.length}
    found: Part = Reference(codes[0], part.first.table, part.first.back, bracketed=True, **place)
    for code in codes[1:]:
        right = Reference(code, part.first.table, part.first.back, bracketed=True, **place)
        found = Operation("+", found, right, **place)
    return found


def _between(first: str, last: str, book: Codebook | None) -> list[str] | None:
    """Return the codes of a run: numbers count up, others stand between in the order of the form."""
    if first.isdigit() and last.isdigit():
        low, high = int(first), int(last)
        width = len(first) if first.startswith("0") or len(first) == len(last) else 0
        return [str(n).zfill(width) for n in range(low, high + 1)] if low < high <= low + MOST else None
    order = book.order if book is not None else ()
    if first not in order or last not in order:
        return _cells(first, last)
    if order.index(first) >= order.index(last):
        return None
    return list(order[order.index(first) : order.index(last) + 1])


def walk(part: Part) -> Iterator[Part]:
    """Yield a part and everything below it."""
    yield part
    for inner in below(part):
        yield from walk(inner)


def _replaced(part: Part, by: Mapping[int, Part]) -> Part:
    if id(part) in by:
        return by[id(part)]
    match part:
        case Operation() | Joined():
            return replace(part, left=_replaced(part.left, by), right=_replaced(part.right, by))
        case Compared():
            return replace(part, operands=tuple(_replaced(p, by) for p in part.operands))
        case Conditional():
            otherwise = part.otherwise and _replaced(part.otherwise, by)
            return replace(
                part, condition=_replaced(part.condition, by), then=_replaced(part.then, by), otherwise=otherwise
            )
    return part


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
