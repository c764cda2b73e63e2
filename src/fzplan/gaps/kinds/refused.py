"""A target that its kind cannot judge: the figures that are known, and why there is no verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from fzplan.gaps.judging import NOT_GIVEN, UNKNOWN, Judgement
from fzplan.gaps.kinds.case import Case, known
from fzplan.gaps.readings import shown_unit, shows_levels

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from fzplan.gaps.readings import Reading
    from fzplan.model.results import Why

    Numbers = NDArray[np.float64]


def refused(reading: Reading, *why: Why) -> Case:
    """Return a case whose verdict is `not_assessable` whatever the latest value.

    The latest value is shown where the target is one of levels, not of their growth or change.
    """
    return Case(
        unknown,
        shown_unit(reading.target, reading.indicator.unit),
        reading.latest if shows_levels(reading.target) else np.nan,
        base=known(reading.base),
        shares=reading.is_percentage,
        why=why,
    )


def unknown(values: Numbers) -> Judgement:
    """Return `not_assessable` for every value."""
    shape = np.shape(values)
    nothing = np.full(shape, np.nan)
    return Judgement(np.full(shape, UNKNOWN, np.int8), np.full(shape, NOT_GIVEN, np.int8), nothing, nothing)
