"""Statistics of many groups at once are those of each group alone."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from fzplan.checks import robust

FIGURES = st.floats(min_value=0.01, max_value=1e6, allow_nan=False)
PLACES = st.lists(st.tuples(FIGURES, FIGURES, st.integers(0, 3)), min_size=1, max_size=40)
COUNT = 5


def taken(places: list[tuple[float, float, int]]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    before, now, groups = zip(*places, strict=True)
    return np.array(before), np.array(now), np.array(groups, dtype=np.intp)


@given(PLACES)
def test_quantiles_are_those_of_numpy(places: list[tuple[float, float, int]]) -> None:
    figures, _, groups = taken(places)
    found = robust.quantiles(figures, groups, COUNT, (0.25, 0.5, 0.75))
    for group in range(COUNT):
        own = figures[groups == group]
        for share, values in zip((0.25, 0.5, 0.75), found, strict=True):
            if len(own):
                assert np.isclose(values[group], np.quantile(own, share))
            else:
                assert np.isnan(values[group])


@given(PLACES)
def test_fences_of_groups_are_those_of_each_alone(places: list[tuple[float, float, int]]) -> None:
    before, now, groups = taken(places)
    alone = np.zeros(len(now), dtype=np.intp)
    for drawn in (
        lambda b, n, g, c: robust.by_deviation(n, g, c, 3.5),  # noqa: ARG005
        lambda b, n, g, c: robust.by_quartiles(n, g, c, 3.0),  # noqa: ARG005
        lambda b, n, g, c: robust.by_change(b, n, g, c, 4.0, 0.5),
    ):
        together = drawn(before, now, groups, COUNT)
        for group in set(groups.tolist()):
            own = groups == group
            each = drawn(before[own], now[own], alone[own], 1)
            for one, other in zip(together, each, strict=True):
                np.testing.assert_allclose(one[own], other)


@given(PLACES)
def test_change_is_what_the_article_says(places: list[tuple[float, float, int]]) -> None:
    """A ratio lies outside its fences exactly where its effect lies outside those of the effects."""
    before, now, groups = taken(places)
    fences = robust.by_change(before, now, np.zeros_like(groups), 1, 4.0, 0.5)
    ratio = now / before
    middle = np.median(ratio)
    centred = np.array([1 - middle / r if r < middle else r / middle - 1 for r in ratio.tolist()])
    effect = centred * np.maximum(before, now) ** 0.5
    first, median, third = np.quantile(effect, (0.25, 0.5, 0.75))
    low, high = max(median - first, abs(0.05 * median)), max(third - median, abs(0.05 * median))
    if low > 0 and high > 0:
        slack = 1e-9 * (1 + np.abs(effect))
        outside = (effect < median - 4 * low - slack) | (effect > median + 4 * high + slack)
        inside = (effect > median - 4 * low + slack) & (effect < median + 4 * high - slack)
        told = (ratio < fences.low * (1 - 1e-9)) | (ratio > fences.high * (1 + 1e-9))
        assert not np.any(inside & told)
        assert not np.any(outside & (ratio > fences.low * (1 + 1e-6)) & (ratio < fences.high * (1 - 1e-6)))
