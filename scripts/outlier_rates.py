"""How many honest firms the change of Hidiroglou and Berthelot calls outliers, by its constants C and U.

Prints the share of firms told, in per cent. 100,000 firms in 500 groups: sizes log-normal (σ 1.9), growth of a year
Laplace (scale 0.35), in natural logarithms. Run: python scripts/outlier_rates.py [FIRMS]
"""

from __future__ import annotations

import sys

import numpy as np

from fzplan.checks.robust import by_change

CUTS = (4.0, 7.0, 20.0, 40.0)
SIZES = (0.0, 0.5)
GROUPS = 500
SEED = 20210101


def told(length: int, cut: float, size: float) -> float:
    """Return the share of firms that lie outside the fences of their group."""
    rng = np.random.default_rng(SEED)
    groups = rng.integers(0, GROUPS, length)
    before = np.exp(rng.normal(7.5, 1.9, length))
    now = before * np.exp(rng.laplace(0.0, 0.35, length))
    fences = by_change(before, now, groups, GROUPS, cut, size)
    ratio = now / before
    return float(np.mean((ratio < fences.low) | (ratio > fences.high)))


def main() -> None:
    """Print the table."""
    length = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    print("U     " + " ".join(f"C = {cut:4.0f}" for cut in CUTS))
    for size in SIZES:
        print(f"{size:.1f}   " + " ".join(f"{told(length, cut, size):8.2%}" for cut in CUTS))


if __name__ == "__main__":
    main()
