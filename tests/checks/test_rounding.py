"""Correct tables rounded from 元 to 万元: no false 强制, few false 核实, and an error of 0.10 is caught."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest

SCRIPT = Path(__file__).parents[2] / "scripts" / "rounding_checks.py"


def script() -> Any:
    spec = importlib.util.spec_from_file_location("rounding_checks", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("terms", [2, 30])
def test_some_thousand_correct_rows_give_no_error(terms: int) -> None:
    forced, _, caught = script().measured(terms, 5_000)
    assert forced == 0
    assert caught >= 0.95


@pytest.mark.long
@pytest.mark.parametrize("terms", [2, 4, 10, 30])
def test_two_hundred_thousand_correct_rows(terms: int) -> None:
    forced, doubtful, caught = script().measured(terms, 200_000)
    assert forced == 0
    assert doubtful <= 50
    assert caught >= 0.95
