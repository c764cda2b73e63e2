"""How reading is done: how much one file may take, and what adds up tables of records."""

from __future__ import annotations

from fzplan.frozen import frozen


@frozen
class Limits:
    """What the readers put up with; a file that takes more is one finding, and the others are read."""

    size: int = 1_500_000_000
    """Bytes of a file, an archive counted as it expands."""
    cells: int = 30_000_000
    """Cells of the used range of one sheet."""
    seconds: float = 120.0
    """Time that reading one file may take."""
    engine: str = "auto"
    """What computes over tables of records: auto, pandas, polars, duckdb or spark."""
    connect: bool = False
    """Databases that the plan names may be opened."""


LIMITS = Limits()
