"""A trace as the text of an Excel formula (functions of Excel 2007 only) over the cells where its figures stand.

The formula of a blank return (`excel`) is written before there are figures, and has to live with missing ones; this one
is written of one number that was computed, and computes it again. None where a function has no text for Excel.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from fzplan.formula.excel import LONGEST, MOST, comparison, scaled
from fzplan.formula.nodes import Compare, If, Unary
from fzplan.formula.traces import Trace
from fzplan.formula.typed import Over

if TYPE_CHECKING:
    from collections.abc import Mapping

Cells = Callable[[Trace], str | None]
"""The workbook: the cell of the figure or indicator that a trace names, in its own unit; None where it has none."""
OPERATORS = frozenset("+-*/^")
JOINED = {"sum": "SUM({})", "mean": "AVERAGE({})", "and": "AND({})", "or": "OR({})"}
PASSED = frozenset({"formula", "select", "at"})
"""Operations that hand on the number of the one trace below."""


class _Unwritable(Exception):  # noqa: N818  (no error: the number is written as it is)
    """A part that Excel has no words for, or whose cell the workbook does not show."""


def live(told: Trace, year: int, by: Mapping[str, str], cells: Cells) -> str | None:
    """Return the text, without its sign ``=``, that computes a number again from the cells of what it was made of.

    `year` and `by` are those of the number itself: a function over years, or of a member's place, depends on them.
    """
    read: list[str] = []

    def cell(leaf: Trace) -> str | None:
        found = cells(leaf)
        if found is not None:
            read.append(found)
        return found

    try:
        text = _Writer(year, by, cell).computed(told)
    except _Unwritable:
        return None
    return text if read and len(text) <= LONGEST and len(set(read)) <= MOST else None


class _Writer:
    """One walk over one trace."""

    def __init__(self, year: int, by: Mapping[str, str], cells: Cells) -> None:
        self.year, self.by, self.cells = year, by, cells

    def write(self, told: Trace) -> str:
        """Return a number: the cell it stands in, in the unit of its quantity, or how it is computed."""
        own = self.cells(told)
        return self.computed(told) if own is None else scaled(own, told.factor)

    def computed(self, told: Trace) -> str:
        """Return how a number is computed, the factor of its unit included."""
        if told.value is None:
            raise _Unwritable
        if told.op == "literal":
            return repr(told.value).upper()
        own = None if told.children else self.cells(told)
        if own is None and not told.children:
            raise _Unwritable
        return scaled(own or self.operated(told), told.factor)

    def operated(self, told: Trace) -> str:
        """Return the operation over the texts of what is below it; a year that was not needed has none."""
        typed, below = told.typed, told.children
        if typed is not None and typed.function is not None:
            return self.called(told, ["" if child.value is None else self.write(child) for child in below])
        if told.op == "printed":  # what a return prints stands in for a formula that lacks an input
            return self.write(below[0])
        texts = [self.write(child) for child in below]
        if typed is not None and isinstance(typed.node, Unary | Compare | If):
            return _condition(typed.node, texts)
        if told.op in PASSED and len(texts) == 1:
            return texts[0]
        if told.op in OPERATORS:
            return f"({texts[0]}{told.op}{texts[1]})"
        joined = JOINED.get(told.op)  # 且 and 或; the parts of a year, the members of a group
        if joined is None:
            raise _Unwritable
        return joined.format(",".join(texts))

    def called(self, told: Trace, texts: list[str]) -> str:
        """Return a function of its arguments, of the members it goes over, or of the years it has read."""
        assert told.typed is not None
        function, given = told.typed.function, dict(told.typed.given or {})
        assert function is not None
        over = given.get("over")
        if isinstance(over, Over) and self.by.get(over.dimension) in over.members:
            given["own"] = over.members.index(self.by[over.dimension])
        if function.live is not None:
            return function.live(given, self.year, texts)
        if function.excel is not None:
            return function.excel(given, *texts)
        raise _Unwritable


def _condition(node: Unary | Compare | If, texts: list[str]) -> str:
    """Return a sign before a number, a comparison, a choice."""
    if isinstance(node, Unary):
        return f"(-{texts[0]})" if node.sign == "-" else f"NOT({texts[0]})"
    if isinstance(node, If):
        return f"IF({','.join(texts)})"
    pairs = [comparison(a, sign, b) for a, sign, b in zip(texts, node.signs, texts[1:], strict=False)]
    return pairs[0] if len(pairs) == 1 else f"AND({','.join(pairs)})"
