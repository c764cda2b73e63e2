"""Where numbers stand in the workbook: a reference for every observation and every value of an indicator.

In: an outcome, the language of the sheet names. Out: references such as ``原始数据!$D$12``.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from fzplan.diagnostics import Text, column_letters
from fzplan.frozen import frozen
from fzplan.model.disclosure import withheld_in
from fzplan.observations import TOTAL

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from fzplan.diagnostics import Lang
    from fzplan.formula import Trace
    from fzplan.model.results import Outcome, Value

OBSERVATIONS = Text("原始数据", "Observations")
WORKINGS = Text("计算过程", "Workings")
WITHHELD = Text("不予公布", "withheld")
"""In the place of a figure that would tell what a single respondent reported."""
SAME, CHANGED = Text("一致", "yes"), Text("有改动", "changed")
"""Whether a live result is still what the program computed."""
FIRST = 4
"""1-based row of the first line of a flat table: title, banner and heads stand above."""
BEFORE_VALUE = 2
"""Columns of 原始数据 before those of the dimensions; the value follows them."""
MOST = 20_000
"""Observations that are all shown; of more, those that the report is computed from."""
RESULT = 7
"""1-based column of a live result in 计算过程."""

Key = tuple[str, int, tuple[tuple[str, str], ...]]


@frozen
class Seats:
    """References into the sheets of one workbook."""

    outcome: Outcome
    lang: Lang
    rows: Mapping[Key, int]
    """Row of each value in 计算过程."""
    figures: Mapping[Key, float]
    """The values as computed."""
    listed: Mapping[int, int]
    """Row of each observation that 原始数据 shows."""
    withheld: Collection[int]
    """Those it shows without their figures."""

    def observation(self, index: int) -> str | None:
        """Return where an observation stands in its declared unit; None where it is withheld."""
        if index not in self.listed or index in self.withheld:
            return None
        letters = column_letters(BEFORE_VALUE + len(self.outcome.extraction.dimensions) + 1)
        return f"{OBSERVATIONS.of(self.lang)}!${letters}${self.listed[index]}"

    def value(self, name: str, year: int, by: Mapping[str, str]) -> str | None:
        """Return where a value of an indicator stands; None where the workbook does not compute it."""
        row = self.rows.get(key(name, year, by))
        return None if row is None else f"{WORKINGS.of(self.lang)}!${column_letters(RESULT)}${row}"

    def figure(self, name: str, year: int, by: Mapping[str, str]) -> float | None:
        """Return a value of an indicator, as computed."""
        return self.figures.get(key(name, year, by))

    def cell(self, told: Trace) -> str | None:
        """Return the cell of the figure or of the indicator that a trace names."""
        if told.observation >= 0 and not told.children:
            return self.observation(told.observation)
        if told.op == "formula" and told.period is not None:
            return self.value(told.name, told.period.year, told.by)
        return None


def seats(outcome: Outcome, lang: Lang) -> Seats:
    """Return the references of a workbook; 计算过程 has a line for every value that is known."""
    found = {key(v.id, v.period.year, v.by): v.value for v in shown(outcome) if v.value is not None}
    rows = {place: FIRST + k for k, place in enumerate(found)}
    listed = {index: FIRST + k for k, index in enumerate(_listed(outcome))}
    secret = {index for index in listed if math.isnan(outcome.extraction.observations[index].value)}
    return Seats(outcome, lang, rows, found, listed, secret | withheld_in(outcome).keys())


def _listed(outcome: Outcome) -> Iterable[int]:
    """Return the observations that 原始数据 shows: all of them, of very many those that the formulas read."""
    every = range(len(outcome.extraction.observations))
    if len(every) <= MOST:
        return every
    return sorted({index for v in outcome.values for index in v.inputs})


def shown(outcome: Outcome) -> list[Value]:
    """Return the values that 计算过程 shows, in its order."""
    return [v for v in outcome.values if v.value is not None and v.trace is not None]


def key(name: str, year: int, by: Mapping[str, str]) -> Key:
    """Return what a value is found by."""
    return name, year, tuple(sorted((dimension, member) for dimension, member in by.items() if member != TOTAL))
