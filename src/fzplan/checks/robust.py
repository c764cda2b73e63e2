"""Statistics that a few wrong figures do not move: medians, quartiles and deviations of many groups at once.

Every function takes figures (no NaN) and the number of the group of each, and gives an array a group; of a group
without figures NaN. Quantiles are interpolated between order statistics (type 7 of Hyndman and Fan 1996).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Codes = NDArray[np.intp]

NORMAL = 0.6745
"""The third quartile of the standard normal distribution: MAD / 0.6745 estimates its standard deviation."""
SMALL = 0.05
"""The A of Hidiroglou and Berthelot: quartiles that nearly coincide with the median do not make everything far."""


class Fences(NamedTuple):
    """What is far in each group, one entry a figure: outside `low`…`high`; NaN where the figures do not differ."""

    low: Array
    high: Array
    centre: Array
    """The median of its group."""


def quantiles(figures: Array, groups: Codes, count: int, shares: Sequence[float]) -> list[Array]:
    """Return quantiles of every group, one array a share.

    >>> [q.tolist() for q in quantiles(np.array([4.0, 1.0, 3.0, 2.0, 9.0]), np.array([0, 0, 0, 0, 1]), 2, (0.25, 0.5))]
    [[1.75, 9.0], [2.5, 9.0]]
    """
    ranked = figures[np.lexsort((figures, groups))]
    sizes = np.bincount(groups, minlength=count)
    first = np.cumsum(sizes) - sizes
    found = []
    for share in shares:
        at = np.maximum(sizes - 1, 0) * share
        below = np.floor(at).astype(np.intp)
        above = np.minimum(below + 1, np.maximum(sizes - 1, 0))
        values = np.full(count, np.nan)
        some = sizes > 0
        low, high = ranked[(first + below)[some]], ranked[(first + above)[some]]
        values[some] = low + (high - low) * (at - below)[some]
        found.append(values)
    return found


def medians(figures: Array, groups: Codes, count: int) -> Array:
    """Return the median of every group."""
    return quantiles(figures, groups, count, (0.5,))[0]


def deviations(figures: Array, groups: Codes, count: int) -> tuple[Array, Array]:
    """Return the median of every group, and the median of the absolute deviations from it (MAD).

    >>> middle, mad = deviations(np.array([1.0, 2.0, 3.0, 4.0, 100.0]), np.zeros(5, dtype=np.intp), 1)
    >>> middle.tolist(), mad.tolist()
    ([3.0], [1.0])
    """
    middle = medians(figures, groups, count)
    return middle, medians(np.abs(figures - middle[groups]), groups, count)


def by_deviation(figures: Array, groups: Codes, count: int, cut: float) -> Fences:
    """Return the fences of the modified z-score, 0.6745 · |x − median| / MAD > cut.

    Iglewicz and Hoaglin (1993), How to Detect and Handle Outliers, who propose the cut 3.5. Of 1, 2, 3, 4, 100 the
    median is 3, the MAD 1: the fences are 3 ± 3.5 / 0.6745 = 3 ± 5.19.

    >>> fences = by_deviation(np.array([1.0, 2.0, 3.0, 4.0, 100.0]), np.zeros(5, dtype=np.intp), 1, 3.5)
    >>> round(float(fences.low[0]), 2), round(float(fences.high[0]), 2)
    (-2.19, 8.19)
    """
    middle, mad = deviations(figures, groups, count)
    reach = np.where(mad > 0, cut * mad / NORMAL, np.nan)
    return Fences((middle - reach)[groups], (middle + reach)[groups], middle[groups])


def by_quartiles(figures: Array, groups: Codes, count: int, cut: float) -> Fences:
    """Return the fences at `cut` interquartile ranges beyond the quartiles.

    Tukey (1977), Exploratory Data Analysis: 1.5 is outside, 3 far out. Of 1, 2, 3, 4, 100 the quartiles are 2 and 4:
    with 3 the fences are 2 − 6 and 4 + 6.

    >>> fences = by_quartiles(np.array([1.0, 2.0, 3.0, 4.0, 100.0]), np.zeros(5, dtype=np.intp), 1, 3.0)
    >>> float(fences.low[0]), float(fences.high[0])
    (-4.0, 10.0)
    """
    first, middle, third = quantiles(figures, groups, count, (0.25, 0.5, 0.75))
    reach = np.where(third > first, cut * (third - first), np.nan)
    return Fences((first - reach)[groups], (third + reach)[groups], middle[groups])


def by_change(before: Array, now: Array, groups: Codes, count: int, cut: float, size: float) -> Fences:
    """Return the fences of the ratio now / before of each figure, as Hidiroglou and Berthelot draw them.

    Hidiroglou, M. A. and Berthelot, J.-M. (1986), Statistical Editing and Imputation for Periodic Business Surveys,
    Survey Methodology 12, 73-83. Both figures are positive. With the median ratio m, the centred ratio is
    s = r / m − 1 where r ≥ m and 1 − m / r below; its effect E = s · max(before, now)^U grows with the size (U:
    `size`); E is far outside [M − C·d1, M + C·d3], where M, Q1 and Q3 are its median and quartiles,
    d1 = max(M − Q1, |A·M|), d3 = max(Q3 − M, |A·M|) and A = 0.05. The fences are told as ratios, for the size of the
    figure.

    Five firms grow from 100 to 90, 95, 100, 110 and 200; U = 0, C = 4. The ratios are 0.9, 0.95, 1, 1.1 and 2, m = 1;
    s = −0.111, −0.0526, 0, 0.1, 1; Q1 = −0.0526, Q3 = 0.1: E must lie in [−0.2105, 0.4], the ratio in [1 / 1.2105,
    1.4] = [0.826, 1.4]. The firm that doubled is outside.

    >>> now, same = np.array([90.0, 95.0, 100.0, 110.0, 200.0]), np.zeros(5, dtype=np.intp)
    >>> fences = by_change(np.full(5, 100.0), now, same, 1, 4.0, 0.0)
    >>> round(float(fences.low[0]), 3), round(float(fences.high[0]), 3)
    (0.826, 1.4)
    """
    ratio = now / before
    centre = medians(ratio, groups, count)[groups]
    centred = np.where(ratio < centre, 1.0 - centre / ratio, ratio / centre - 1.0)
    weight = np.maximum(before, now) ** size
    effect = centred * weight
    first, middle, third = (q[groups] for q in quantiles(effect, groups, count, (0.25, 0.5, 0.75)))
    least = np.abs(SMALL * middle)
    below, above = np.maximum(middle - first, least), np.maximum(third - middle, least)
    differs = (below > 0) & (above > 0)
    low = np.where(differs, (middle - cut * below) / weight, np.nan)
    high = np.where(differs, (middle + cut * above) / weight, np.nan)
    return Fences(_ratio(low, centre), _ratio(high, centre), centre)


def _ratio(centred: Array, centre: Array) -> Array:
    """Return the ratio whose centred ratio is given: the inverse of s."""
    return np.where(centred < 0, centre / (1.0 - np.minimum(centred, 0.0)), centre * (1.0 + centred))
