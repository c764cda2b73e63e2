"""The figures that a check compares, by the columns of the list: found, expected, difference, allowed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fzplan.diagnostics import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fzplan.diagnostics import Lang

FOUND = ("left", "figure", "new")
"""Facts that say what stands there: the left side, the figure that is implausible, the one that was changed."""
DIFFERENCE = ("difference", "change")
COLUMNS = ("found", "expected", "difference", "allowed")


def compared(facts: Mapping[str, Any], lang: Lang) -> dict[str, str]:
    """Return the figures of a finding as texts; "" where a column has none, everywhere for what is no check.

    >>> compared({"check": "R1", "left": Text("女性 9人", ""), "sign": "≤", "right": "4人", "difference": "5人"}, "zh")
    {'found': '女性 9人', 'expected': '≤ 4人', 'difference': '5人', 'allowed': ''}
    """
    if "check" not in facts:
        return dict.fromkeys(COLUMNS, "")
    return {
        "found": _first(facts, FOUND, lang),
        "expected": _expected(facts, lang),
        "difference": _first(facts, DIFFERENCE, lang),
        "allowed": _first(facts, ("allowed",), lang),
    }


def _expected(facts: Mapping[str, Any], lang: Lang) -> str:
    """Return the other side; an equality needs no sign, and would look like a formula."""
    if "right" in facts:
        sign = _said(facts.get("sign", ""), lang)
        right = _said(facts["right"], lang)
        return right if sign in ("", "=") else f"{sign} {right}"
    if "low" in facts and "high" in facts:
        return f"{_said(facts['low'], lang)}—{_said(facts['high'], lang)}"
    return _first(facts, ("old",), lang)


def _first(facts: Mapping[str, Any], names: tuple[str, ...], lang: Lang) -> str:
    return next((_said(facts[name], lang) for name in names if name in facts), "")


def _said(fact: object, lang: Lang) -> str:
    return fact.of(lang) if isinstance(fact, Text) else str(fact)
