"""A formula of `aggregate:` is taken apart for the engine and put together again over plain values."""

from __future__ import annotations

from typing import Any

import pytest

from fzplan.formula import check, parse
from fzplan.formula.reducing import Part, arithmetic, finished, parts
from tests.formula.test_checker import RECORD


@pytest.mark.parametrize(
    ("sign", "values", "expected"),
    [
        ("+", [6.0, 4.0], 10.0),
        ("-", [6.0, 4.0], 2.0),
        ("*", [6.0, 4.0], 24.0),
        ("/", [6.0, 4.0], 1.5),
        ("^", [6.0, 2.0], 36.0),
        ("-", [6.0], -6.0),
        ("not", [True], False),
        ("not", [False], True),
        ("and", [True, True], True),
        ("and", [True, False], False),
        ("and", [None, False], False),  # false whatever the missing one is
        ("and", [None, True], None),
        ("or", [False, False], False),
        ("or", [None, True], True),
        ("or", [None, False], None),
        ("+", [6.0, None], None),
        ("not", [None], None),
        ("/", [6.0, 0.0], None),
    ],
)
def test_one_step_over_plain_values(sign: str, values: list[Any], expected: object) -> None:
    found = arithmetic(sign, values)
    assert (found, type(found)) == (expected, type(expected))


def test_the_same_sum_is_asked_for_once() -> None:
    typed, faults = check(parse("(sum(总收入) + mean(总收入)) / sum(总收入)"), RECORD)
    assert not faults
    assert typed is not None
    assert [part.kind for part in parts(typed)] == ["sum", "given"]
    found = {"sum": 30.0, "given": 10.0}
    assert finished(typed, lambda part: found[part.kind]) == pytest.approx(1.1, rel=1e-12)  # (30 + 30 ÷ 10) ÷ 30
    assert finished(typed, lambda part: None if part.kind == "given" else 30.0) is None


def test_a_quantile_without_a_number_is_the_middle() -> None:
    for text, number in (("quantile(总收入, 0.9)", 0.9), ("median(总收入)", 0.5)):
        typed, faults = check(parse(text), RECORD)
        assert not faults
        assert typed is not None
        (part,) = parts(typed)
        assert isinstance(part, Part)
        assert (part.kind, part.number) == ("quantile", number)


def test_a_number_stands_for_itself() -> None:
    typed, faults = check(parse("-sum(总收入) * 2 / 4"), RECORD)
    assert not faults
    assert typed is not None
    assert finished(typed, lambda _: 30.0) == -15.0  # −30 × 2 ÷ 4
