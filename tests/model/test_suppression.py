"""What is withheld cannot be worked out: every withheld cell is tried to be solved for, over fractions.

The solver here shares nothing with the program's: Gaussian elimination over `fractions.Fraction` of everything that is
published and of every line along which figures add up.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING

from hypothesis import example, given
from hypothesis import strategies as st

from fzplan.model.suppression import Cell, Line, suppressed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LEAST = 3
T = "合计"
Key = tuple[str, str]


def tells(cells: Sequence[Cell]) -> bool:
    return sum(cell.respondents for cell in cells) < LEAST


def solved(known: Mapping[int, Fraction], lines: Sequence[Line], size: int) -> dict[int, Fraction]:
    """Return every cell that the published ones and the lines determine."""
    rows = []
    for line in lines:
        row = [Fraction(0)] * (size + 1)
        row[line.whole] -= 1
        for part in line.parts:
            row[part] += 1
        for k, value in known.items():
            row[size] -= row[k] * value
            row[k] = Fraction(0)
        rows.append(row)
    done: list[list[Fraction]] = []
    for column in range(size):
        pivot = next((row for row in rows if row[column]), None)
        if pivot is None:
            continue
        rows.remove(pivot)
        pivot = [x / pivot[column] for x in pivot]
        rows = [_less(row, pivot, column) for row in rows]
        done = [*(_less(row, pivot, column) for row in done), pivot]
    return {columns[0]: row[size] for row in done if len(columns := [k for k in range(size) if row[k]]) == 1}


def _less(row: list[Fraction], pivot: list[Fraction], column: int) -> list[Fraction]:
    return [a - row[column] * b for a, b in zip(row, pivot, strict=True)] if row[column] else row


def table(
    figures: Mapping[Key, Sequence[int]], rows: Sequence[str], columns: Sequence[str], printed: set[Key]
) -> tuple[list[Cell], list[Line], list[Key]]:
    """Return the cells and lines of a two-way table of single contributions; what is not `printed` is a rest."""
    every: dict[Key, list[int]] = {}
    for (row, column), values in figures.items():
        for key in ((row, column), (row, T), (T, column), (T, T)):
            every.setdefault(key, []).extend(values)
    every = {key: values for key, values in every.items() if values}
    keys = list(every)
    cells = [
        Cell(float(sum(v)), float(len(v)), (), sum(part != T for part in key), key in printed, len(v) < LEAST)
        for key, v in every.items()
    ]
    lines = [
        Line(keys.index((row, T)), tuple(keys.index((row, c)) for c in columns if (row, c) in every))
        for row in (*rows, T)
        if (row, T) in every
    ]
    lines += [
        Line(keys.index((T, column)), tuple(keys.index((r, column)) for r in rows if (r, column) in every))
        for column in (*columns, T)
        if (T, column) in every
    ]
    return cells, lines, keys


@st.composite
def tables(draw: st.DrawFn) -> tuple[dict[Key, list[int]], list[str], list[str], bool]:
    """Tables of up to 5 × 4 with few respondents; the last row and column may be what belongs to no member."""
    rows, columns = [f"r{k}" for k in range(draw(st.integers(1, 5)))], [f"c{k}" for k in range(draw(st.integers(1, 4)))]
    some = st.lists(st.integers(0, 60), max_size=5) | st.just([])
    return {key: draw(some) for key in product(rows, columns)}, rows, columns, draw(st.booleans())


TWO_CYCLES: dict[Key, list[int]] = {
    key: [1, 2] if key in {("r0", "c0"), ("r1", "c1"), ("r2", "c2"), ("r3", "c3")} else [10, 20, 30, 40]
    for key in product(("r0", "r1", "r2", "r3"), ("c0", "c1", "c2", "c3"))
}
"""A secret in every row and column."""


@given(tables())
@example((TWO_CYCLES, ["r0", "r1", "r2", "r3"], ["c0", "c1", "c2", "c3"], False))
@example(
    ({("r0", "c0"): [5], ("r0", "c1"): [9, 9, 9, 9], ("r1", "c0"): [7, 7, 7, 7]}, ["r0", "r1"], ["c0", "c1"], False)
)
def test_no_withheld_cell_can_be_solved_for(drawn: tuple[dict[Key, list[int]], list[str], list[str], bool]) -> None:
    figures, rows, columns, has_rest = drawn
    printed = {
        (r, c) for r, c in product((*rows, T), (*columns, T)) if not has_rest or (r != rows[-1] and c != columns[-1])
    }
    cells, lines, keys = table(figures, rows, columns, printed)
    hidden = suppressed(cells, lines, tells)
    secret = {k for k, cell in enumerate(cells) if cell.is_sensitive}
    assert {k for k in secret if cells[k].is_published} <= hidden
    assert all(cells[k].is_published for k in hidden)
    known = {k: Fraction(cell.value) for k, cell in enumerate(cells) if cell.is_published and k not in hidden}
    told = solved(known, lines, len(cells))
    assert not (hidden | secret) & told.keys(), [keys[k] for k in (hidden | secret) & told.keys()]
    for line in lines:
        parts = [k for k in line.parts if k not in known]
        if line.whole in known and (hidden | secret).intersection(parts):
            assert len(parts) > 1
            assert not tells([cells[k] for k in parts]), "the sum of what a line withholds is of too few"
    assert hidden == suppressed(cells, lines, tells)  # the same again


@given(tables())
def test_nothing_is_withheld_where_nothing_is_secret(
    drawn: tuple[dict[Key, list[int]], list[str], list[str], bool],
) -> None:
    figures, rows, columns, _ = drawn
    many = {key: [*values, 1, 2, 3] for key, values in figures.items()}
    cells, lines, _ = table(many, rows, columns, set(product((*rows, T), (*columns, T))))
    assert suppressed(cells, lines, tells) == frozenset()


def test_the_cheapest_other_member_goes_with_a_lone_secret() -> None:
    # 合计 100 = 2 (secret) + 30 + 50 + 18: without 18 nobody gets at 2
    cells = [
        Cell(100, 20),
        Cell(2, 2, depth=1, is_sensitive=True),
        Cell(30, 6, depth=1),
        Cell(50, 6, depth=1),
        Cell(18, 6, depth=1),
    ]
    assert suppressed(cells, [Line(0, (1, 2, 3, 4))], tells) == {1, 4}


def test_two_secrets_of_one_respondent_each_are_not_enough() -> None:
    # their sum, 5 = 100 − 30 − 65, is the figure of two respondents
    cells = [
        Cell(100, 14),
        Cell(2, 1, depth=1, is_sensitive=True),
        Cell(3, 1, depth=1, is_sensitive=True),
        Cell(30, 6, depth=1),
        Cell(65, 6, depth=1),
    ]
    assert suppressed(cells, [Line(0, (1, 2, 3, 4))], tells) == {1, 2, 3}


def test_three_secrets_of_one_respondent_each_protect_one_another() -> None:
    cells = [Cell(100, 9), *(Cell(k, 1, depth=1, is_sensitive=True) for k in (2, 3, 5)), Cell(90, 6, depth=1)]
    assert suppressed(cells, [Line(0, (1, 2, 3, 4))], tells) == {1, 2, 3}


def test_a_rest_that_nobody_prints_is_protected() -> None:
    # 合计 100 − 60 − 39 = 1 of one respondent in no member: a member is withheld that the rest stays unknown
    rest = Cell(1, 1, depth=1, is_published=False, is_sensitive=True)
    cells = [Cell(100, 13), Cell(60, 6, depth=1), Cell(39, 6, depth=1), rest]
    assert suppressed(cells, [Line(0, (1, 2, 3))], tells) == {2}


def test_a_rest_of_many_protects_a_secret() -> None:
    rest = Cell(20, 5, depth=1, is_published=False)
    cells = [Cell(100, 13), Cell(78, 6, depth=1), Cell(2, 2, depth=1, is_sensitive=True), rest]
    assert suppressed(cells, [Line(0, (1, 2, 3))], tells) == {2}


def test_a_figure_of_zero_does_not_hide_another_of_zero() -> None:
    # both 0: their sum, 0, would tell each of figures that are never negative
    cells = [Cell(50, 12), Cell(0, 2, depth=1, is_sensitive=True), Cell(0, 4, depth=1), Cell(50, 6, depth=1)]
    assert 3 in suppressed(cells, [Line(0, (1, 2, 3))], tells)


def test_two_blocks_that_one_cell_links_are_seen_through() -> None:
    """Every line has two unknown cells, and yet the cell between two closed blocks follows from all lines together.

    r0, r1 × c0, c1 withheld and r2, r3 × c2, c3 withheld, and r1 × c2: the rows 0, 1 less the columns 0, 1 give r1c2.
    """
    rows, columns = ["r0", "r1", "r2", "r3"], ["c0", "c1", "c2", "c3"]
    secret = {*product(rows[:2], columns[:2]), *product(rows[2:], columns[2:]), ("r1", "c2")}
    figures = {key: [3, 4] if key in secret else [10, 20, 30, 40] for key in product(rows, columns)}
    cells, lines, keys = table(figures, rows, columns, set(product((*rows, T), (*columns, T))))
    linked = keys.index(("r1", "c2"))
    primary = {k for k, cell in enumerate(cells) if cell.is_sensitive}
    known = {k: Fraction(c.value) for k, c in enumerate(cells) if k not in primary}
    assert solved(known, lines, len(cells)) == {linked: 7}
    hidden = suppressed(cells, lines, tells)
    known = {k: Fraction(c.value) for k, c in enumerate(cells) if k not in hidden}
    assert not solved(known, lines, len(cells)).keys() & hidden
    assert len(hidden - primary) <= 2


def test_what_is_withheld_elsewhere_is_protected_here() -> None:
    cells = [Cell(100, 20), Cell(20, 6, depth=1), Cell(30, 6, depth=1), Cell(50, 8, depth=1)]
    assert suppressed(cells, [Line(0, (1, 2, 3))], tells) == frozenset()
    assert suppressed(cells, [Line(0, (1, 2, 3))], tells, start=[3]) == {1, 3}
