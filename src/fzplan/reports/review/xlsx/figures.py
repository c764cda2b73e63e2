"""Figures of a comparison as numbers: `营业收入 999.5亿元` is 999.5 in a cell that shows `999.5亿元`."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from fzplan.diagnostics import Text
from fzplan.reports.xlsx.styles import figure_format

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fzplan.diagnostics import Lang

_NUMBER = re.compile(r"(?P<number>-?\d{1,15}(?:\.(?P<places>\d{1,12}))?)(?P<unit>(?:[^\d\s].*)?)")
_FACTS = {
    "found": ("left", "lhs"), "expected": ("right", "rhs"), "difference": ("difference", ""),
    "allowed": ("allowed", "tolerance"),
}  # fmt: skip
"""Column → the fact that says the figure, and the fact that is the figure."""


class Figure(NamedTuple):
    """A number, and the number format that shows it."""

    value: float
    pattern: str


def figures(facts: Mapping[str, Any], lang: Lang) -> dict[str, Figure | str]:
    """Return what a comparison found and wanted, by column: a number where there is one, else a text."""
    sign = _said(facts.get("sign", ""), lang)
    before = {"expected": f"{sign} " if sign not in ("", "=") else ""}
    found = {}
    for column, (said, number) in _FACTS.items():
        if said in facts:
            found[column] = figure(_said(facts[said], lang), before.get(column, ""), facts.get(number))
    return found


def figure(text: str, before: str = "", value: float | None = None) -> Figure | str:
    """Return the figure at the end of a text, else the text; `value` is the figure where it is known in full.

    >>> figure("营业收入 999.50亿元"), figure("40人", "≤ ")
    (Figure(value=999.5, pattern='0.00"亿元"'), Figure(value=40.0, pattern='"≤ "0"人"'))
    >>> figure("0.3亿元", value=0.25), figure("两值不同")
    (Figure(value=0.25, pattern='0.0"亿元"'), '两值不同')
    """
    last = _NUMBER.fullmatch(text.rpartition(" ")[2])
    if last is None:
        return before + text
    exact = value if isinstance(value, float) and math.isfinite(value) else float(last["number"])
    unit = last["unit"].replace('"', "")
    return Figure(exact, figure_format(len(last["places"] or ""), before=before, after=unit))


def _said(fact: object, lang: Lang) -> str:
    return fact.of(lang) if isinstance(fact, Text) else str(fact)
