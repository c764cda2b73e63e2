"""Formulas: text → tree → typed tree → readers (arrays, traces, words, narwhals expressions).

In: the text of a formula, the scope of a plan, a frame of numbers. Out: `Typed` trees, `Fault`s with places,
arrays, traces. May import: observations and the ground floor. numpy, lark and narwhals are imported only when
a formula is parsed or computed. The rules of the language are in docs/spec/formula.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.formula.checker import check
from fzplan.formula.faults import Fault, FormulaError, caret
from fzplan.formula.nodes import Node
from fzplan.formula.parser import parse
from fzplan.formula.reducing import Part, finished, parts
from fzplan.formula.scope import Content, Dimension, Frame, Kind, Scope, Style, Symbol
from fzplan.formula.traces import Reason, Trace
from fzplan.formula.typed import Type, Typed, breaks, names
from fzplan.formula.wording import words

if TYPE_CHECKING:
    import narwhals as nw
    import numpy as np
    from numpy.typing import NDArray


def array(typed: Typed, frame: Frame) -> NDArray[np.float64]:
    """Return the formula over the whole grid of a frame, in `typed.type.unit`; NaN where it is not assessable."""
    from fzplan.formula import arrays  # numpy is loaded by the first formula that is computed

    return arrays.array(typed, frame)


def trace(typed: Typed, frame: Frame, cell: tuple[int, ...]) -> Trace:
    """Return one number with everything it was computed from; `cell`: index of the period, then of each member."""
    from fzplan.formula import tracer

    return tracer.trace(typed, frame, cell)


def lazy(typed: Typed) -> nw.Expr:
    """Return a row-by-row formula of records as a narwhals expression."""
    from fzplan.formula import columns

    return columns.lazy(typed)


__all__ = [
    "Content",
    "Dimension",
    "Fault",
    "FormulaError",
    "Frame",
    "Kind",
    "Node",
    "Part",
    "Reason",
    "Scope",
    "Style",
    "Symbol",
    "Trace",
    "Type",
    "Typed",
    "array",
    "breaks",
    "caret",
    "check",
    "finished",
    "lazy",
    "names",
    "parse",
    "parts",
    "trace",
    "words",
]
