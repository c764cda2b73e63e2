"""Which figures of a sample jump by a power of ten: from the year before, and from the median of their group.

The thresholds are those of the slips that reading the files looks for (docs/decisions/0019): what is growth, how near
to the power of ten a jump is, how restless a series may be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from fzplan.checks.robust import deviations
from fzplan.checks.samples.sample import NONE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from fzplan.checks.samples.sample import Array, Codes, Flags, Sample
    from fzplan.model.plausible import Jump

GROWTH = float(np.log10(5.0))
"""Growth of one year up to which a jump is no jump."""
RESTLESS = 6.0
"""A jump must be this many times the usual step of its series, or the usual distance within its group."""
NEAR = {1: 0.12, 2: 0.25}
"""How far from the power of ten a jump may be, by the power: ten times is growth of a firm now and then."""
FAR = 0.35
"""The same of higher powers: a factor of 2.2, as far as growth may hide a power of ten, and more in noisy data."""
USUAL, HALF = 5.0, 0.5
"""Growth and a jump add up: it may be as far from the power of ten as this many usual steps, but half way at most."""
SPREAD = 3.0
"""Within a group a figure may be as far from the power of ten as this many times its usual distance."""
UNNAMED = 8.0
"""Amounts of firms differ by powers of ten: where no group and no ratio was named, only a jump counts that is this many
times the usual distance, and more than `GROWTH` beyond every other figure; no spread widens what is near."""


class Grouped(NamedTuple):
    """How far each figure is from the median of its group, in powers of ten."""

    apart: Array
    centre: Array
    """The median, as a logarithm."""
    sizes: NDArray[np.intp]
    jumps: Flags
    judged: Flags


def logs(figures: Array) -> Array:
    """Return the logarithms to the base 10; of zero and of negative figures NaN."""
    return np.log10(np.where(figures > 0, figures, np.nan))


def in_time(sample: Sample, spec: Jump, *, across: bool) -> tuple[Array, Flags]:
    """Return the step of each figure from the year before, and which steps are jumps.

    A figure that comes back to where it was before a jump does not jump itself. `across`: the usual step is that of
    the other places of the period (entities), else that of the rest of the series.
    """
    steps = logs(sample.now) - logs(sample.before)
    usual = _across(sample, steps, spec.least) if across else _along(sample, steps)
    linked = sample.previous != NONE
    printed = sample.digits & (sample.digits[sample.previous] | ~linked)
    reach = np.minimum(USUAL * usual, HALF)
    found = _near(steps, reach, spec.powers) & (np.abs(steps) >= RESTLESS * usual) & printed
    levels = logs(sample.now)
    for k in sorted(np.flatnonzero(found).tolist(), key=lambda k: int(sample.periods[k])):
        sound, years = int(sample.previous[k]), 1
        while sound != NONE and found[sound]:
            sound, years = int(sample.previous[sound]), years + 1
        if sound != NONE and years > 1 and abs(levels[k] - levels[sound]) <= GROWTH * years:
            found[k] = False
    return steps, found


def in_group(sample: Sample, spec: Jump) -> Grouped:
    """Return how far each figure is from the median of its group, and which of them jump."""
    length = len(sample.now)
    apart, centre, widths = np.full(length, np.nan), np.full(length, np.nan), np.zeros(length)
    sizes = np.zeros(length, dtype=np.intp)
    levels = logs(sample.now)
    known = np.flatnonzero(~np.isnan(levels) & (sample.groups >= 0))
    codes, count = sample.groups[known], len(sample.labels)
    middle, spread = deviations(levels[known], codes, count)
    sizes[known] = np.bincount(codes, minlength=count)[codes]
    centre[known], widths[known] = middle[codes], spread[codes]
    apart[known] = levels[known] - centre[known]
    judged = (sizes >= spec.least) | (sample.now <= 0)
    reach, least = (SPREAD * widths, RESTLESS * widths) if spec.grouped else (np.zeros(length), UNNAMED * widths)
    jumps = _near(apart, reach, spec.powers) & (np.abs(apart) >= least) & judged & sample.digits
    if not spec.grouped:
        jumps[known] &= _beyond(apart[known], jumps[known], codes, count)
    return Grouped(apart, centre, sizes, jumps, judged)


def _beyond(apart: Array, jumps: Flags, codes: Codes, count: int) -> Flags:
    """Return what is farther out than every figure of its group and side that is no jump."""
    farthest = np.zeros((2, count))
    side = (apart > 0).astype(np.intp)
    np.maximum.at(farthest, (side[~jumps], codes[~jumps]), np.abs(apart[~jumps]))
    found: Flags = np.abs(apart) - farthest[side, codes] > GROWTH
    return found


def _near(apart: Array, reach: Array, powers: tuple[int, ...]) -> Flags:
    """Return which distances are near a power of ten that counts; `reach`: how far from it they may be at least."""
    found = np.zeros(len(apart), dtype=bool)
    for power in powers:
        near = np.full(len(apart), NEAR[power]) if power in NEAR else np.maximum(FAR, reach)
        found |= np.abs(np.abs(apart) - power) <= near
    return found


def _across(sample: Sample, steps: Array, least: int) -> Array:
    """Return the usual distance of a step from the median step of its period; 0 where there are too few."""
    usual = np.zeros(len(steps))
    known = np.flatnonzero(~np.isnan(steps))
    moments, codes = np.unique(sample.periods[known], return_inverse=True)
    _, spread = deviations(steps[known], codes, len(moments))
    enough = np.bincount(codes, minlength=len(moments)) >= least
    usual[known] = np.where(enough, spread, 0.0)[codes]
    return usual


def _along(sample: Sample, steps: Array) -> Array:
    """Return the usual step of the series of each place, without the step into it and the one out of it."""
    usual = np.zeros(len(steps))
    series: dict[int, list[int]] = {}
    begun = np.arange(len(steps))
    for k in range(len(steps)):  # a year before comes first
        if sample.previous[k] != NONE:
            begun[k] = begun[sample.previous[k]]
        series.setdefault(int(begun[k]), []).append(k)
    for places in series.values():
        for at, k in enumerate(places):
            others = [abs(float(steps[n])) for n in (*places[:at], *places[at + 2 :]) if not np.isnan(steps[n])]
            usual[k] = np.median(others) if others else 0.0
    return usual
