"""The floor of judging: docs/spec/verdicts.md in bare pandas, for 1,000 targets × 30 years × 50 regions."""

from __future__ import annotations

import numpy as np
import pandas as pd

YEARS, TARGETS, REGIONS = 30, 1_000, 50


def data() -> tuple[pd.DataFrame, pd.Series, pd.Series, pd.Series]:
    """Values (year × target·region), base, target value, time share of each year."""
    random = np.random.default_rng(0)
    columns = TARGETS * REGIONS
    base = pd.Series(random.uniform(50, 150, columns))
    target = base * random.uniform(1.2, 2.0, columns)
    steps = random.normal(1.0, 0.5, (YEARS, columns)).cumsum(axis=0) / (YEARS + 1)
    share = pd.Series(np.arange(1, YEARS + 1) / (YEARS + 1))
    return pd.DataFrame(base.to_numpy() + steps * (target - base).to_numpy()), base, target, share


def judge(values: pd.DataFrame, base: pd.Series, target: pd.Series, share: pd.Series) -> tuple[np.ndarray, np.ndarray]:
    """Verdict and outlook of every cell."""
    planned = pd.DataFrame(np.outer(share, target - base)) + base
    ratio = (values - base) / (planned - base)
    k = (target - values) / (target - planned) / ratio
    outlook = np.select([(values >= target) | ((k <= 1) & (ratio > 0)), (k <= 1.5) & (ratio > 0)], [0, 1], 2)
    verdict = np.select([values >= target, ratio >= 1.1, (ratio < 0.9) | (outlook == 2)], [0, 1, 3], 2)
    return verdict, outlook
