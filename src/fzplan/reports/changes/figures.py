"""Two figures side by side: both with digits enough to tell them apart, their difference, and that in per cent.

In: two numbers, a unit, decimals. Out: `Figure` cells (number and text) for every format. A difference of percentages
is in 百分点 and has no per cent of its own; neither has one from zero or across zero.
"""

from __future__ import annotations

import math
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from fzplan import figures
from fzplan.reports import wording
from fzplan.reports.explain import plain

if TYPE_CHECKING:
    from fzplan.diagnostics import Lang


class Figure(NamedTuple):
    """A number with the text it is shown as; no number where there is none."""

    text: str
    value: float | None = None

    def __str__(self) -> str:
        return self.text


NO_FIGURE = Figure(wording.NONE)


class Pair(NamedTuple):
    """Both sides and what lies between them."""

    before: Figure
    after: Figure
    difference: Figure
    percent: Figure


def pair(
    before: float | None,
    after: float | None,
    unit: str,
    lang: Lang,
    *,
    decimals: int | None,
    rounding: figures.Rounding,
) -> Pair:
    """Return the cells of two figures of one unit; a side without a figure has a dash, and there is no difference.

    >>> [str(cell) for cell in pair(371.16, 359.49, "万元/人", "zh", decimals=1, rounding="half_up")]
    ['371.2', '359.5', '-11.7', '-3.1']
    >>> [str(cell) for cell in pair(3.1, 2.7, "%", "zh", decimals=2, rounding="half_up")]
    ['3.10', '2.70', '-0.40个百分点', '—']
    """
    sides = [_shown(value, decimals, rounding) for value in (before, after)]
    if sides[0] == sides[1]:  # what differs behind the declared decimals
        sides = [_shown(value, None, rounding) for value in (before, after)]
    if sides[0] == sides[1]:
        sides = [wording.NONE if value is None else _digits(figures.tidy(value)) for value in (before, after)]
    return Pair(
        Figure(sides[0], before),
        Figure(sides[1], after),
        _difference(before, after, unit, lang, decimals, rounding),
        _percent(before, after, unit, rounding),
    )


def difference(before: float | None, after: float | None) -> float | None:
    """Return what the later figure is more, without the binary tail of a subtraction.

    >>> difference(0.1, 0.3), difference(None, 1.0)
    (0.2, None)
    """
    if before is None or after is None or not (math.isfinite(before) and math.isfinite(after)):
        return None
    return _finite(float(Decimal(repr(float(after))) - Decimal(repr(float(before)))))


def percent(before: float | None, after: float | None, unit: str) -> float | None:
    """Return the difference in per cent of the earlier figure; None for percentages, from zero and across zero.

    >>> percent(8000.0, 8200.0, "亿元"), percent(0.0, 5.0, "家"), percent(2.0, 3.0, "%")
    (2.5, None, None)
    """
    found = difference(before, after)
    if found is None or not before or after is None or wording.is_share(unit) or before * after < 0:
        return None
    return _finite(found / abs(before) * 100)


def _finite(value: float) -> float | None:
    """Return a result without float noise; None for one beyond what a float holds."""
    return figures.tidy(value) if math.isfinite(value) else None


def _shown(value: float | None, decimals: int | None, rounding: figures.Rounding) -> str:
    if value is None:
        return wording.NONE
    return plain(value) if decimals is None else figures.shown(figures.tidy(value), decimals, rounding)


def _digits(value: float) -> str:
    return figures.shown(value, figures.decimals_of(value))


def _difference(
    before: float | None, after: float | None, unit: str, lang: Lang, decimals: int | None, rounding: figures.Rounding
) -> Figure:
    found = difference(before, after)
    if found is None:
        return NO_FIGURE
    text = _shown(found, decimals, rounding)
    signed = _signed(plain(found) if float(text) == 0 else text)
    return Figure(
        wording.joined(signed, "百分点" if lang == "zh" else "pp", lang) if wording.is_share(unit) else signed, found
    )


def _percent(before: float | None, after: float | None, unit: str, rounding: figures.Rounding) -> Figure:
    found = percent(before, after, unit)
    if found is None:
        return NO_FIGURE
    text = figures.shown(found, 1, rounding)
    if float(text) == 0:
        text = _digits(float(f"{found:.2g}"))
    return Figure(_signed(text), found)


def _signed(text: str) -> str:
    return text if text.startswith("-") or float(text) == 0 else f"+{text}"
