"""How much one file may take: bytes, cells and seconds, each of which a user may raise."""

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


LIMITS = Limits()
