"""`dns-weather`: the four weather symbols of the German sustainable development report.

``a`` is the average yearly change over the last five years (the last six points; at least four consecutive ones).
Reach: what is missing in the target year if it goes on so, relative to the distance today. Units: the indicator's.
Source: Statistisches Bundesamt, Indikatorenbericht zur Deutschen Nachhaltigkeitsstrategie; 235 of 239 published
symbols are reproduced, the other four are the report's own departures from its rule.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.gaps.methods.rated import NOT_AVAILABLE, Rated, numbers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike

    from fzplan.gaps.methods.rated import Numbers, Words

ID, VERSION = "dns-weather", "2022"
SUN, SLIGHTLY, CLOUD, STORM = WORDS = ("sun", "slightly_cloudy", "cloud", "thunderstorm")
LONGEST, SHORTEST = 6, 4


def average_change(values: ArrayLike) -> Numbers:
    """Return the average yearly change of series that end in the judged year (last axis: consecutive years).

    >>> average_change([[62.0, 61.0, 59.0, 56.0], [float("nan"), 61.0, 59.0, 56.0]]).tolist()
    [-2.0, nan]
    """
    import numpy as np

    series = np.asarray(values, dtype=float)[..., -LONGEST:]
    unbroken = np.cumprod(np.isfinite(series)[..., ::-1], axis=-1)
    points = unbroken.sum(axis=-1)
    start = np.minimum(series.shape[-1] - points, series.shape[-1] - 1)
    first = np.take_along_axis(series, start[..., None], -1)[..., 0]
    with np.errstate(divide="ignore", invalid="ignore"):
        change = (series[..., -1] - first) / (points - 1)
    return np.where(points >= SHORTEST, change, np.nan)


def reach(
    values: ArrayLike, year: ArrayLike, target: ArrayLike, target_year: ArrayLike, better: ArrayLike = 1
) -> Rated:
    """Return the symbol of a level to be reached by a year; the ratio is the relative miss (negative: passed).

    >>> r = reach([72.023, 72.304, 72.585, 71.319, 68.486, 64.395, 58.678, 61.3], 2021, 12, 2040, better=-1)
    >>> float(r.ratio).__round__(4), str(r.status)
    (0.1302, 'slightly_cloudy')
    """
    import numpy as np

    latest, year_, goal, goal_year, d = numbers(np.asarray(values, float)[..., -1], year, target, target_year, better)
    trend = average_change(values)
    with np.errstate(divide="ignore", invalid="ignore"):
        miss = d * (goal - (latest + trend * (goal_year - year_))) / np.abs(goal - latest)
    miss = np.where((goal == latest) & np.isfinite(trend), -np.inf, miss)
    cuts = [d * trend <= 0, miss < 0.05, miss <= 0.20, np.isfinite(miss)]
    return _rated(miss, np.select(cuts, [STORM, SUN, SLIGHTLY, CLOUD], NOT_AVAILABLE))


def bound(
    values: ArrayLike, year: ArrayLike, target: ArrayLike, target_year: ArrayLike, better: ArrayLike = 1
) -> Rated:
    """Return the symbol of one bound of a range: sun where it is kept, and would be until the target year.

    The report has no range of which one bound is kept; by `reach`, coming nearer to it from the good side would be
    going away from it, and every series between two bounds would go away from one.

    >>> falling = [6.0, 5.8, 5.6, 5.4, 5.2, 5.0]
    >>> [str(bound(falling, 2020, *of).status) for of in ((3, 2025, 1), (4, 2025, -1), (4.5, 2025, 1))]
    ['sun', 'sun', 'thunderstorm']
    """
    import numpy as np

    rated = reach(values, year, target, target_year, better)
    latest, year_, goal, goal_year, d = numbers(np.asarray(values, float)[..., -1], year, target, target_year, better)
    left = d * (latest + average_change(values) * (goal_year - year_) - goal)
    kept = (d * (latest - goal) >= 0) & (left >= 0)
    return rated._replace(status=np.where(kept, SUN, rated.status))


def constant(values: ArrayLike, target: ArrayLike, better: ArrayLike = 1) -> Rated:
    """Return the symbol of a level to be kept every year; missed and not moving is not away from it: cloud.

    >>> str(constant([22.0, 22, 21, 20, 20, 19, 18, 18], 10, better=-1).status)
    'cloud'
    """
    import numpy as np

    latest, goal, d = numbers(np.asarray(values, float)[..., -1], target, better)
    trend = d * average_change(values)
    held = d * (latest - goal) >= 0
    cuts = [held & (trend >= 0), held & (trend < 0), trend >= 0, np.isfinite(trend)]
    return _rated(trend, np.select(cuts, WORDS, NOT_AVAILABLE))


def directional(values: ArrayLike, better: ArrayLike = 1) -> Rated:
    """Return the symbol of a mere direction: by the average change and by the last one.

    >>> str(directional([36.818, 37.046, 37.567, 38.43, 38.691, 39.012, 37.539], better=1).status)
    'slightly_cloudy'
    """
    import numpy as np

    series = np.asarray(values, dtype=float)
    d = np.asarray(better, dtype=float)
    trend, last = d * average_change(series), d * (series[..., -1] - series[..., -2])
    cuts = [(trend > 0) & (last > 0), trend > 0, last > 0, np.isfinite(trend)]
    return _rated(trend, np.select(cuts, [SUN, SLIGHTLY, CLOUD, STORM], NOT_AVAILABLE))


def worst(symbols: Sequence[Rated]) -> Rated:
    """Return the worst of several symbols: of the bounds of a range, of targets due at one time.

    >>> str(worst([constant([4.0, 5, 6, 7], 5), constant([4.0, 5, 6, 7], 6, better=-1)]).status)
    'thunderstorm'
    """
    order = (NOT_AVAILABLE, *WORDS)
    return max(symbols, key=lambda s: order.index(str(s.status)))


def _rated(ratio: Numbers, status: Words) -> Rated:
    import numpy as np

    short = status == NOT_AVAILABLE
    return Rated(
        np.where(np.isfinite(ratio), ratio + 0.0, np.nan),
        status,
        np.full(np.shape(ratio), np.nan),
        np.where(short, "too_few_years", ""),
    )
