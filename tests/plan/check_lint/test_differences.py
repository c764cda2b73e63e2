"""Difference constraints: what is told to have no solution has none, and what is told to follow does."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from fzplan.plan.check_lint.differences import Arrow, conflict, implied

NODES = [("x",), ("y",), ("z",)]
LENGTHS = st.tuples(st.integers(-2, 2).map(Fraction), st.sampled_from([0, -1]))
ARROWS = st.builds(
    lambda ends, length, k: Arrow(*ends, length, f"R{k}"),
    st.permutations(NODES).map(lambda nodes: tuple(nodes[:2])),
    LENGTHS,
    st.integers(1, 5),
)


def holds(arrow: Arrow, values: dict[tuple[str], Fraction]) -> bool:
    k, strict = arrow.length
    apart = values[arrow.end] - values[arrow.start]
    return apart < k if strict else apart <= k


def solutions() -> list[dict[tuple[str], Fraction]]:
    """Enough values for three figures and lengths up to 2: a solution, where there is one, is among them.

    Fix x = 0; with lengths that are whole and three constraints in a path, thirds between −5 and 5 reach every case.
    """
    steps = [Fraction(k, 3) for k in range(-15, 16)]
    return [{("x",): Fraction(0), ("y",): y, ("z",): z} for y, z in product(steps, steps)]


ALL = solutions()


@given(st.lists(ARROWS, max_size=6))
def test_a_conflict_is_told_exactly_where_nothing_solves_it(arrows: list[Arrow]) -> None:
    solvable = any(all(holds(arrow, values) for arrow in arrows) for values in ALL)
    assert (conflict(arrows) is None) == solvable


@given(st.lists(ARROWS, max_size=4), ARROWS)
def test_what_is_implied_holds_in_every_solution(arrows: list[Arrow], wanted: Arrow) -> None:
    if conflict(arrows) is None and implied(wanted, arrows) is not None:
        assert all(holds(wanted, values) for values in ALL if all(holds(arrow, values) for arrow in arrows))
