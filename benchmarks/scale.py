"""`python -m benchmarks scale`: 50 million rows × 12 columns, once on each engine that need not hold them in memory."""

from __future__ import annotations

from benchmarks.microdata import measured

ROWS = 50_000_000
MOST = 4096
"""MB that fzplan may take."""


def main() -> None:
    """Print times and memory."""
    print(f"{ROWS:,} rows × 12 columns (limit: {MOST} MB)")
    measured(ROWS, ("duckdb", "polars"), 1)
