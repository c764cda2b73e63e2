"""`disclosure:` of a plan file: what it says, and what is found in it that cannot be meant."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from fzplan.model.plan import Disclosure

if TYPE_CHECKING:
    from collections.abc import Callable

HEAD = "plan: {name: 测试, span: 2021-2025}\ndisclosure: "


@pytest.mark.parametrize(
    ("written", "meant", "largest"),
    [
        ("{}\n", Disclosure(3), 0),
        ("{respondents: 5}\n", Disclosure(5), 0),
        ("{p_percent: 10}\n", Disclosure(3, 10.0), 2),
        ("{dominance: {n: 1, k: 85}}\n", Disclosure(3, None, (1, 85.0)), 1),
        ("{respondents: 4, p_percent: 12.5, dominance: {n: 3, k: 90}}\n", Disclosure(4, 12.5, (3, 90.0)), 3),
    ],
)
def test_what_is_declared(load: Callable[..., Any], written: str, meant: Disclosure, largest: int) -> None:
    found = load("", head=HEAD + written)
    assert found.codes == []
    assert found.plan.disclosure == meant
    assert found.plan.disclosure.largest == largest


def test_without_it_the_least_number_alone(load: Callable[..., Any]) -> None:
    assert load("").plan.disclosure == Disclosure(3, None, None)


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("{respondents: 1}", ["FZ117"]),
        ("{respondents: 三}", ["FZ117"]),
        ("{p_percent: 0}", ["FZ117"]),
        ("{p_percent: 120}", ["FZ117"]),
        ("{p_percent: 10%}", ["FZ117"]),
        ("{dominance: {n: 0, k: 85}}", ["FZ117"]),
        ("{dominance: {n: 1, k: 100}}", ["FZ117"]),
        ("{dominance: {n: 1}}", ["FZ116"]),
        ("{minimum: 3}", ["FZ115"]),
        ("3", ["FZ117"]),
    ],
)
def test_nonsense_is_found(load: Callable[..., Any], written: str, found: list[str]) -> None:
    assert load("", head=f"{HEAD}{written}\n").codes == found
