"""Simulated returns: hardly any honest figure is called a jump, and slips are found (`scripts/jump_checks.py`)."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import numpy as np
import pytest

SCRIPT = Path(__file__).parents[2] / "scripts" / "jump_checks.py"
SEED = 20210101


def script() -> Any:
    spec = importlib.util.spec_from_file_location("jump_checks", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_some_thousand_honest_series_have_no_jump() -> None:
    false, found = script().of_series(3_000, np.random.default_rng(SEED))
    assert false == 0
    assert min(found.values()) > 0.99


@pytest.mark.parametrize("way", ["against the year before", "beside the group"])
def test_some_thousand_honest_firms_have_hardly_any(way: str) -> None:
    false, found = script().of_firms(way, 10_000, np.random.default_rng(SEED))
    assert false <= 100
    assert found[3] > 0.9


@pytest.mark.long
@pytest.mark.parametrize("way", ["against the year before", "beside the group"])
def test_two_hundred_thousand_honest_firms(way: str) -> None:
    """A firm in a hundred merges or splits (σ 2): such growth is a thousandfold now and then."""
    false, found = script().of_firms(way, 200_000, np.random.default_rng(SEED))
    assert false <= 50
    assert found[3] > 0.95
