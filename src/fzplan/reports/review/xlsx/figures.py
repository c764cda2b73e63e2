"""Figures of a comparison as numbers: `营业收入 999.5亿元` is 999.5 in a cell that shows `999.5亿元`."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

from fzplan.regex import regex
from fzplan.reports.review.compared import compared
from fzplan.reports.xlsx.styles import figure_format

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fzplan.diagnostics import Lang

_NUMBER = regex(r"(?P<number>-?\d{1,15}(?:\.(?P<places>\d{1,12}))?)(?P<unit>[^\d\s]*)")
_SIGNS = ("<", ">", "≤", "≥", "≠")
_EXACT = {"found": "lhs", "expected": "rhs", "allowed": "tolerance"}
"""Column → the fact that is the figure in full."""


class Figure(NamedTuple):
    """A number, and the number format that shows it."""

    value: float
    pattern: str


def figures(facts: Mapping[str, Any], lang: Lang) -> dict[str, Figure | str]:
    """Return what a comparison found and wanted, by column: a number where there is one, else a text."""
    told = compared(facts, lang)
    return {column: figure(text, facts.get(_EXACT.get(column, ""))) for column, text in told.items()}


def figure(text: str, value: float | None = None) -> Figure | str:
    """Return the figure at the end of a text, else the text; `value` is the figure where it is known in full.

    >>> figure("营业收入 999.50亿元"), figure("≤ 40人")
    (Figure(value=999.5, pattern='0.00"亿元"'), Figure(value=40.0, pattern='"≤ "0"人"'))
    >>> figure("0.3亿元", value=0.25), figure("1亿元—2亿元")
    (Figure(value=0.25, pattern='0.0"亿元"'), '1亿元—2亿元')
    """
    last = _NUMBER.fullmatch(text.rpartition(" ")[2])
    if last is None:
        return text
    exact = value if isinstance(value, float) and math.isfinite(value) else float(last["number"])
    before = f"{text[0]} " if text.startswith(_SIGNS) else ""
    pattern = figure_format(len(last["places"] or ""), before=before, after=last["unit"].replace('"', ""))
    return Figure(exact, pattern)
