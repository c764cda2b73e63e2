"""The floor of indicators: a tidy table pivoted once, then 10,000 formulas over 20 years × 100 regions in pandas."""

from __future__ import annotations

import numpy as np
import pandas as pd

YEARS, REGIONS, MEASURES, FORMULAS = 20, 100, 100, 10_000


def tidy() -> pd.DataFrame:
    """One row a printed figure: measure, year, region, value."""
    random = np.random.default_rng(0)
    axes = [[f"m{n}" for n in range(MEASURES)], range(2001, 2001 + YEARS), [f"r{n}" for n in range(REGIONS)]]
    rows = pd.MultiIndex.from_product(axes, names=["measure", "year", "region"])
    return pd.DataFrame({"value": random.uniform(1, 1000, len(rows))}, index=rows).reset_index()


def compute(table: pd.DataFrame, formulas: int = FORMULAS) -> dict[str, pd.DataFrame]:
    """Four kinds of formula in turn: ratio, share, growth, sum of products; missing cells stay missing."""
    wide = table.pivot(index="year", columns=["measure", "region"], values="value")  # noqa: PD010  (nothing to aggregate)
    measures = {name: wide[name] for name in wide.columns.get_level_values(0).unique()}
    found = {}
    for n in range(formulas):
        x, y, z = (measures[f"m{(n * k + k) % MEASURES}"] for k in (1, 3, 7))
        kind = n % 4
        found[f"i{n}"] = (
            x / y if kind == 0 else x / (x + y) if kind == 1 else x / x.shift(1) - 1 if kind == 2 else x * y + z
        )
    return found
