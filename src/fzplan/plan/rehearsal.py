"""Worked examples tried: the formula of an indicator over given figures, against what the statistician expects.

In: a plan. Out: findings FZ740, FZ741. numpy is imported here, and only where a plan has examples.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from fzplan import figures, formula, periods
from fzplan.diagnostics import Text
from fzplan.observations import TOTAL
from fzplan.plan.codes import EXAMPLE_FAILS, EXAMPLE_UNUSABLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from fzplan.diagnostics import Diagnostic, Lang
    from fzplan.formula import Trace
    from fzplan.model.plan import Example, Indicator, Plan
    from fzplan.periods import Period

    Numbers = NDArray[np.float64]

SIGNS = {"+": " + ", "-": " − ", "*": " × ", "/": " ÷ ", "^": " ^ "}
LANGUAGES: tuple[Lang, Lang] = ("zh", "en")
DIGITS = 10
"""Significant digits of a result that is shown beside the expected one."""


def findings(plan: Plan) -> tuple[Diagnostic, ...]:
    """Return a finding for every example that does not give what it expects."""
    tried = (_tried(plan, example) for example in plan.examples)
    return tuple(finding for finding in tried if finding)


def _tried(plan: Plan, example: Example) -> Diagnostic | None:
    indicator, frame = plan.indicators[example.indicator], GivenFrame(plan, example)
    typed = indicator.formula
    assert typed is not None
    trace = formula.trace(typed, frame, frame.cell)
    if trace.value is None:
        reason = _missing(trace, example)
        written = indicator.formula_text
        return EXAMPLE_UNUSABLE(
            example.at, excerpt=example.excerpt, formula=written, reason=reason, indicator=indicator.id
        )
    value = trace.value * float(indicator.unit.factor / example.expect.unit.factor)
    if _agrees(value, example, plan):
        return None
    unit = example.expect.unit.text
    return EXAMPLE_FAILS(
        example.at,
        excerpt=example.excerpt,
        expected=example.expect.text,
        found=_joined(plain(value), unit),
        arithmetic=_arithmetic(indicator, trace, example),
        indicator=indicator.id,
    )


def _agrees(value: float, example: Example, plan: Plan) -> bool:
    """Tell whether a value rounds to the expected figure, or differs from it by no more than the tolerance."""
    expect = example.expect
    if example.tolerance is not None:
        return figures.compare(abs(value - expect.value), "≤", example.tolerance)
    exact = figures.rounded(figures.tidy(value), expect.decimals, plan.head.rounding)
    return exact == figures.rounded(expect.value, expect.decimals)


class GivenFrame:
    """The given figures of one example as a frame: what was not given is missing, or computed by its own formula."""

    def __init__(self, plan: Plan, example: Example) -> None:
        self.plan = plan
        self.given = {quantity: figure.value for quantity, figure in example.given.items()}
        years = {example.year, *(y for q in self.given for y in (q.first, q.last))}
        self.periods: tuple[Period, ...] = tuple(periods.year(y) for y in range(min(years), max(years) + 1))
        self.dimensions = tuple(plan.dimensions)
        self.broken_down = {dimension for quantity in self.given for dimension, _ in quantity.by}
        self.cell = (example.year - self.periods[0].year, *(0 for _ in self.dimensions))

    def members(self, dim: str) -> tuple[str, ...]:
        """Return the members of a dimension, the total first."""
        return (TOTAL, *self.plan.dimensions[dim].members)

    def values(self, name: str, reading: str = "", form: str = "") -> Numbers:
        """Return what was given of a name; else its own formula over what was given."""
        del reading, form  # the example gives one figure for all of them
        found: Numbers = self._blank(len(self.periods))
        for quantity, value in self.given.items():
            if quantity.name == name and quantity.first == quantity.last:
                found[quantity.first - self.periods[0].year, *self._cell(quantity.by)] = value
        inner = self.plan.indicators[name].formula if name in self.plan.indicators else None
        if inner is None:
            return found
        np.copyto(found, _spread(formula.array(inner, self), found.shape), where=np.isnan(found))
        return found

    def prior(self, name: str) -> Numbers:
        """Return nothing: no return is read."""
        del name
        return self._blank(len(self.periods))

    def long(self, name: str, period: Period) -> Numbers:
        """Return what was given of several years together."""
        found: Numbers = self._blank(1)[0]
        for quantity, value in self.given.items():
            if quantity.name == name and quantity.period == period:
                found[self._cell(quantity.by)] = value
        return found

    def observation(self, name: str, t: int, cell: tuple[int, ...], reading: str = "", form: str = "") -> int:
        """Return −1: no figure was observed."""
        del name, t, cell, reading, form
        return -1

    def _blank(self, length: int) -> Numbers:
        shape = (len(self.members(d)) if d in self.broken_down else 1 for d in self.dimensions)
        return np.full((length, *shape), np.nan)

    def _cell(self, by: tuple[tuple[str, str], ...]) -> tuple[int, ...]:
        members = dict(by)
        return tuple(self.members(d).index(members[d]) if d in members else 0 for d in self.dimensions)


def _spread(found: Numbers, shape: tuple[int, ...]) -> Numbers:
    """Return an array known for fewer members with the rest missing."""
    grown = np.full(shape, np.nan)
    grown[tuple(slice(0, length) for length in found.shape)] = found
    return grown


def _missing(trace: Trace, example: Example) -> Text:
    """Return what was not given, or why the given figures make no number."""
    lacking = list(dict.fromkeys(_lacking(trace, example)))
    if lacking:
        return Text(f"没有给出 {'、'.join(lacking)}", f"{', '.join(lacking)} is not given")
    return Text("所给的数算不出结果", "the given figures make no number")


def _lacking(trace: Trace, example: Example) -> Iterator[str]:
    if trace.children:
        for child in trace.children:
            yield from _lacking(child, example)
    elif trace.value is None and trace.name:
        when = f"@{trace.period}" if trace.period and trace.period.year != example.year else ""
        members = "".join(f"[{d}={m}]" for d, m in trace.by.items())
        yield f"{trace.name}{members}{when}"


def _arithmetic(indicator: Indicator, trace: Trace, example: Example) -> Text:
    """Return the formula in words, with the figures put in: 总收入 ÷ 平均人数 = 8000 亿元 ÷ 20 万人 = 400 万元/人."""
    assert trace.value is not None
    assert indicator.formula is not None
    put_in = _figures(trace)
    result = _joined(plain(trace.value), trace.unit)
    zh, en = (formula.words(indicator.formula, lang) for lang in LANGUAGES)
    if put_in:
        shown = f"{put_in}{_step(trace)} = {result}"
        return Text(f"{zh} = {shown}", f"{en} = {shown}")
    given = list(_listed(example))
    return Text(f"{zh} = {result}（{'，'.join(given)}）", f"{en} = {result} ({', '.join(given)})")


def _listed(example: Example) -> Iterator[str]:
    for quantity, figure in example.given.items():
        yield f"{quantity.label} {_joined(plain(figure.value), figure.unit.text)}"


def _step(trace: Trace) -> str:
    if trace.factor == 1:
        return ""
    return f" ÷ {trace.factor.denominator}" if trace.factor.numerator == 1 else f" × {plain(float(trace.factor))}"


def _figures(trace: Trace) -> str:
    """Return the operation in figures; nothing for a function, whose words name its parts."""
    if trace.op not in SIGNS or len(trace.children) != 2:
        return ""
    left, right = (_operand(child) for child in trace.children)
    return f"{left}{SIGNS[trace.op]}{right}"


def _operand(trace: Trace) -> str:
    inner = _figures(trace) if trace.op in SIGNS else ""
    return f"({inner})" if inner else _joined(plain(trace.value or 0.0), trace.unit)


def _joined(figure: str, unit: str) -> str:
    if unit in ("", "1"):
        return figure
    return f"{figure}%" if unit == "%" else f"{figure} {unit}"


def plain(value: float) -> str:
    """Return a figure with the digits it has, at most ten significant ones.

    >>> plain(8000.0), plain(1 / 3), plain(0.1 + 0.2)
    ('8000', '0.3333333333', '0.3')
    """
    tidy = float(f"{value:.{DIGITS}g}")
    return figures.shown(tidy, min(figures.decimals_of(tidy), 12))
