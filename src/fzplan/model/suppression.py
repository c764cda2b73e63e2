"""Complementary suppression: which cells more must be withheld, so that none that is can be worked out.

In: the cells of one additive table (totals, members, pairs, and what is in no member), the lines along which they add
up, and a test of what would tell on a respondent. Out: the cells to withhold. Pure: neither plans nor observations.

A line is safe where what it still tells of its unknown cells, their sum, is neither one cell alone nor the figure of
too few respondents. Lines are mended one by one, with the cheapest cell, until all are safe. Lines together may tell
more than each of them: a cell is determined exactly when its unit vector lies in the row space of the lines over the
unknown cells, that is when its leverage in them is 1. Such cells are mended too. All withheld is always safe, so it
ends. It guards against exact recovery; it does not keep intervals wide.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence
    from collections.abc import Set as AbstractSet

    import numpy as np
    from numpy.typing import NDArray

RANK = 1e-9
"""Eigenvalues below this part of the largest are zero: those of lines of ±1 are whole numbers or far from zero."""
SURE = 1e-7
"""How far from 1 a leverage is of a cell that is not determined: on a cycle of n cells it is 1 − 1/n."""


class Cell(NamedTuple):
    """One cell of an additive table."""

    value: float
    respondents: float
    """Infinite where nobody's records are behind it."""
    largest: tuple[float, ...] = ()
    depth: int = 0
    """How many dimensions it is broken down by: what is deeper is withheld first."""
    is_published: bool = True
    is_sensitive: bool = False


class Line(NamedTuple):
    """`whole` is the sum of `parts` (indexes of cells)."""

    whole: int
    parts: tuple[int, ...]


def suppressed(
    cells: Sequence[Cell],
    lines: Sequence[Line],
    tells: Callable[[Sequence[Cell]], bool],
    start: Collection[int] = (),
) -> frozenset[int]:
    """Return the cells to withhold: the sensitive ones, `start`, and what is needed to protect both.

    `tells` says whether the sum of cells would give a respondent away. Sensitive cells that are not published anyway
    (the rest of a line) are protected like the others.
    """
    table = _Table(cells, lines, tells)
    table.hide(k for k, cell in enumerate(cells) if cell.is_published and (cell.is_sensitive or k in start))
    while True:
        table.mend_lines()
        found = table.determined()
        if not found:
            return frozenset(table.hidden)
        table.mend(found)


class _Table:
    """A table on its way to safety: `hidden` only grows."""

    def __init__(self, cells: Sequence[Cell], lines: Sequence[Line], tells: Callable[[Sequence[Cell]], bool]) -> None:
        self.cells, self.lines, self.tells = cells, lines, tells
        self.hidden: set[int] = set()
        self.unknown = {k for k, cell in enumerate(cells) if not cell.is_published}
        self.secret = {k for k in self.unknown if cells[k].is_sensitive}
        self.through: list[list[int]] = [[] for _ in cells]
        for at, line in enumerate(lines):
            for k in (line.whole, *line.parts):
                self.through[k].append(at)

    def hide(self, found: Iterable[int]) -> None:
        new = set(found)
        self.hidden |= new
        self.unknown |= new
        self.secret |= new

    def mend_lines(self) -> None:
        """Withhold cells until every line is safe by itself."""
        open_ = set(range(len(self.lines)))
        while open_:
            at = min(open_)
            chosen = self._cheapest(self._known(self.lines[at])) if self._gives_away(self.lines[at]) else None
            if chosen is None:
                open_.discard(at)
            else:
                self.hide([chosen])
                open_ |= set(self.through[chosen])

    def _gives_away(self, line: Line) -> bool:
        """Tell whether a line by itself tells something of its unknown cells that must not be known."""
        parts = [k for k in line.parts if k in self.unknown]
        if line.whole in self.unknown:
            return not parts and line.whole in self.secret
        if not self.secret.intersection(parts):
            return False
        together = [self.cells[k] for k in parts]
        return len(parts) == 1 or all(c.value == 0 for c in together) or self.tells(together)

    def _known(self, line: Line) -> list[int]:
        return [k for k in (line.whole, *line.parts) if k not in self.unknown]

    def _cheapest(self, among: Iterable[int]) -> int | None:
        return min(among, key=self._price, default=None)

    def _price(self, k: int) -> tuple[object, ...]:
        """Return what withholding a cell costs: what is told to many first, then the lines it would open."""
        cell = self.cells[k]
        alone = [self.lines[at] for at in self.through[k] if self.unknown.isdisjoint(_cells(self.lines[at]))]
        stuck = sum(line.whole != k and len(line.parts) == 1 for line in alone)
        return stuck, -cell.depth, cell.value == 0, len(alone), abs(cell.value), cell.respondents, k

    def determined(self) -> tuple[int, ...]:
        """Return the secret cells that all lines together determine."""
        if not self.secret or len(self.lines) == 1:
            return ()
        system = _System(self.lines, self.unknown)
        return tuple(sorted(self.secret.intersection(system.determined())))

    def mend(self, found: Sequence[int]) -> None:
        """Withhold the cheapest cell that frees the first of these; one of its lines where none does."""
        system = _System(self.lines, self.unknown)
        known = sorted({k for line in self.lines for k in self._known(line)})
        chosen = self._cheapest(system.freeing(found[0], known))
        if chosen is None:
            chosen = self._cheapest(k for at in self.through[found[0]] for k in self._known(self.lines[at]))
        self.hide(known if chosen is None else [chosen])


class _System:
    """The lines as equations over the unknown cells."""

    def __init__(self, lines: Sequence[Line], unknown: AbstractSet[int]) -> None:
        import numpy as np

        self.rows = [line for line in lines if not unknown.isdisjoint(_cells(line))]
        self.columns = sorted({k for line in self.rows for k in _cells(line) if k in unknown})
        self.matrix = self._columns_of(self.columns)
        weights, vectors = np.linalg.eigh(self.matrix @ self.matrix.T)
        kept = weights > RANK * max(weights.max(initial=0.0), 1.0)
        self.vectors, self.weights = vectors[:, kept], weights[kept]

    def _columns_of(self, cells: Sequence[int]) -> NDArray[np.float64]:
        import numpy as np

        seat = {k: j for j, k in enumerate(cells)}
        matrix = np.zeros((len(self.rows), len(cells)))
        for i, line in enumerate(self.rows):
            if line.whole in seat:
                matrix[i, seat[line.whole]] = -1.0
            matrix[i, [seat[k] for k in line.parts if k in seat]] = 1.0
        return matrix

    def determined(self) -> set[int]:
        """Return the unknown cells that the equations determine."""
        leverage = ((self.vectors.T @ self.matrix) ** 2 / self.weights[:, None]).sum(axis=0)
        return {k for k, h in zip(self.columns, leverage.tolist(), strict=True) if h > 1.0 - SURE}

    def freeing(self, cell: int, known: Sequence[int]) -> list[int]:
        """Return the known cells of which any, were it unknown too, would leave `cell` open.

        The combination y of lines that gives `cell` alone must not hold with the new column a (y·a ≠ 0), and the
        column must add no rank, else it is determined itself.
        """
        import numpy as np

        own = self.matrix[:, self.columns.index(cell)]
        y = self.vectors @ ((self.vectors.T @ own) / self.weights)
        others = self._columns_of(known)
        beyond = others - self.vectors @ (self.vectors.T @ others)
        frees = (np.abs(y @ others) > SURE) & (np.abs(beyond).max(axis=0, initial=0.0) < SURE)
        return [k for k, is_free in zip(known, frees.tolist(), strict=True) if is_free]


def _cells(line: Line) -> tuple[int, ...]:
    return line.whole, *line.parts
