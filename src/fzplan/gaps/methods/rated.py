"""What a method says, and the small pieces that several methods share."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

    Numbers = NDArray[np.float64]
    Flags = NDArray[np.bool_]
    Words = NDArray[np.str_]

NOT_AVAILABLE = "not_available"


class Rated(NamedTuple):
    """Arrays of equal shape: `ratio` and `score` NaN where the method gives none, `why` "" where nothing is marked."""

    ratio: Numbers
    status: Words
    score: Numbers
    why: Words


class Growths(NamedTuple):
    """Yearly growth so far and yearly growth required, as fractions; NaN where it cannot be computed."""

    actual: Numbers
    required: Numbers


def numbers(*given: ArrayLike | None) -> tuple[Numbers, ...]:
    """Return the arguments as float arrays of one shape; None is NaN."""
    import numpy as np

    arrays = [np.asarray(np.nan if g is None else g, dtype=float) for g in given]
    return tuple(np.broadcast_arrays(*arrays))


def growths(
    base: Numbers, base_year: Numbers, value: Numbers, year: Numbers, target: Numbers, target_year: Numbers
) -> Growths:
    """Return ``(v/b)^(1/(t−t_b)) − 1`` and ``(T/b)^(1/(t_T−t_b)) − 1``; NaN for opposite signs or one point.

    >>> import numpy as np
    >>> g = growths(*numbers(14.5, 2015, 10.4, 2023, 7.25, 2030))
    >>> float(np.round(g.actual, 6)), float(np.round(g.required, 6))
    (-0.040692, -0.045158)
    """
    import numpy as np

    with np.errstate(divide="ignore", invalid="ignore"):
        so_far, whole = value / base, target / base
        years, all_years = year - base_year, target_year - base_year
        actual = np.where((so_far >= 0) & (years > 0), np.power(np.abs(so_far), 1 / years) - 1, np.nan)
        required = np.where((whole >= 0) & (all_years > 0), np.power(np.abs(whole), 1 / all_years) - 1, np.nan)
    return Growths(actual, required)


def closeness(base: Numbers, limit: Numbers) -> Numbers:
    """Return C, by which the cuts shrink near a natural limit: 1 from twice the limit on, 0 at the limit.

    >>> import numpy as np
    >>> [round(float(closeness(np.array(b), np.array(100.0))), 4) for b in (90.0, 100.0, 250.0)]
    [0.3736, 0.0, 1.0]
    """
    import numpy as np

    size = np.abs(base)
    with np.errstate(divide="ignore", invalid="ignore"):
        near = np.where(size <= limit, size / limit, (2 * limit - size) / limit)
        scale = 1 - np.power(np.abs(near), 4.44)
    return np.where(np.isnan(limit) | (size >= 2 * limit), 1.0, scale)


def reached(value: Numbers, target: Numbers, better: Numbers) -> Flags:
    """Tell where the target is met in the latest year."""
    return (value - target) * better >= 0
