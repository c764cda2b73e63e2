"""Correct tables rounded from 元 to 万元: no false 强制, few false 核实, and an error of 0.10 is caught."""

from __future__ import annotations

import importlib.util
import math
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from fzplan.checks.judging import of_halves

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


def beyond(terms: int, steps: int) -> float:
    """Return how often rounded terms and their rounded sum are at least so many steps apart on one side.

    The difference is the rounded sum of the errors of the terms, each uniform over one step: Irwin-Hall, exactly.
    """
    at = Fraction(2 * steps - 1 + terms, 2)
    below = sum((-1) ** k * math.comb(terms, k) * (at - k) ** terms for k in range(math.floor(at) + 1))
    return float(1 - Fraction(below) / math.factorial(terms)) if at < terms else 0.0


@pytest.mark.parametrize("terms", range(2, 31))
def test_of_any_number_of_terms_few_are_told_falsely_and_most_errors_are(terms: int) -> None:
    """Steps of 0.01; an error of 0.10 is ten of them."""
    allowed = of_halves([0.5] * (terms + 1))
    first = math.floor(min(allowed.likely, allowed.limit) + 1e-9) + 1  # the smallest difference that is told
    assert 2 * beyond(terms, first) <= 50e-6
    assert beyond(terms, 10 - first + 1) - beyond(terms, 10 + first) <= 0.05
