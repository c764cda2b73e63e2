"""Figures that are all there and still give no number, or a doubtful one: a zero denominator, growth of a negative."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from fzplan.cube.assembly import used
from fzplan.cube.layers import padded
from fzplan.cube.lineage import calculation, leaves
from fzplan.diagnostics import Text
from fzplan.formula import names
from fzplan.indicators.codes import NEGATIVE_BASE, NEGATIVE_SERIES, ZERO
from fzplan.periods import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from fzplan.cube import Values
    from fzplan.diagnostics import Diagnostic, Rule
    from fzplan.formula import Trace, Typed

LOOKED_AT = 20
"""Cells traced for each indicator: one cause usually spoils many cells, and is reported once."""
RULES = {
    "zero_denominator": ZERO,
    "negative_base": NEGATIVE_BASE,
    "base_zero": NEGATIVE_BASE,
    "sign_change": NEGATIVE_BASE,
}


def broken(values: Values) -> Iterator[Diagnostic]:
    """Find the observations on which formulas fail: one finding an observation, naming the latest figure it spoils."""
    spoiled: dict[tuple[str, int], list[tuple[str, int]]] = {}
    positive = {name for name in used(values.plan) if not (values.array(name) <= 0).any()}
    for name, found in values.formulas.items():
        formula = values.plan.indicators[name].formula
        if formula is None or (names(formula) <= positive and not subtracts(formula)):
            continue  # neither a zero nor a negative figure can come up: the gaps are missing inputs
        for t, *at in np.argwhere(without_reason(values, name, found))[:LOOKED_AT].tolist():
            for rule, index in culprits(calculation(values, name, t, tuple(at))):
                spoiled.setdefault((rule.code, index), []).append((name, t))
    for (code, index), victims in spoiled.items():
        rule = ZERO if code == ZERO.code else NEGATIVE_BASE
        name, t = max(victims, key=lambda victim: victim[1])
        yield rule(
            values.cube.place(index),
            name=name,
            period=words_of(values, t),
            more=_others(len(set(victims)) - 1),
        )


def shrinking(values: Values) -> Iterator[Diagnostic]:
    """Find average growth that was taken between two negative figures: one finding an indicator, at its base."""
    negative = {name for name in used(values.plan) if (values.array(name) < 0).any()}
    for name, found in values.formulas.items():
        formula = values.plan.indicators[name].formula
        if formula is None or names(formula).isdisjoint(negative):
            continue
        cells = np.argwhere(~np.isnan(found))[-LOOKED_AT:].tolist()
        for t, *at in reversed(cells):
            place = _negative_base(calculation(values, name, t, tuple(at)))
            if place is not None:
                period = words_of(values, t)
                yield NEGATIVE_SERIES(values.cube.place(place), name=name, period=period)
                break


def _negative_base(told: Trace) -> int | None:
    """Return the observation that an average growth of negative figures starts from, None where there is none."""
    if told.op == "cagr" and told.children:
        base = next(iter(leaves(told.children[0])), told)
        return base.observation if told.children[0].value is not None and told.children[0].value < 0 else None
    return next((o for o in map(_negative_base, told.children) if o is not None), None)


def words_of(values: Values, t: int) -> Text:
    """Return the year of an index as people write it."""
    period = values.cube.periods[t]
    return Text(words(period, "zh"), words(period, "en"))


def subtracts(formula: Typed) -> bool:
    """Tell whether a formula has a minus, so that a zero can come out of positive figures."""
    return getattr(formula.node, "sign", "") == "-" or any(subtracts(child) for child in formula.children)


def without_reason(values: Values, name: str, found: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return the cells of a formula that have no number although every name has one in that very cell."""
    unknown = np.isnan(found)
    formula = values.plan.indicators[name].formula
    for one in names(formula) if formula is not None and unknown.any() else ():
        figures = values.array(one)
        inside = tuple(slice(min(a, b)) for a, b in zip(figures.shape, found.shape, strict=True))
        unknown = unknown & ~np.isnan(padded(figures[inside], found.shape))
    return unknown


def culprits(told: Trace) -> Iterator[tuple[Rule, int]]:
    """Yield the observations at which a trace fails, each with the rule it breaks."""
    if told.value is not None:
        return
    own = {reason.code for reason in told.why} & RULES.keys()
    if own and all(child.value is not None for child in told.children):
        operands = told.children[1:] if told.op == "/" else told.children
        ends = [leaf for operand in operands for leaf in leaves(operand) if leaf.observation >= 0]
        guilty = [leaf for leaf in ends if leaf.value is not None and leaf.value <= 0] or ends
        yield from ((RULES[code], guilty[0].observation) for code in sorted(own) if guilty)
    for child in told.children:
        yield from culprits(child)


def _others(count: int) -> Text:
    if not count:
        return Text("", "")
    return Text(f"（另有 {count} 个结果同此原因）", f" ({count} more results fail for the same reason)")
