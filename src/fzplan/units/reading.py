"""The text of a unit read against names: products, quotients, exponents, multipliers."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from fzplan.diagnostics import Text
from fzplan.units.algebra import ONE, Unit, fold
from fzplan.units.names import MULTIPLIERS, WESTERN
from fzplan.units.reasons import (
    BAD_EXPONENT,
    DOUBLING,
    EMPTY,
    INDEX_BASE,
    MISSING_NAME,
    TOO_LONG,
    UNCLOSED,
    UNEXPECTED,
    UNKNOWN,
    UNKNOWN_NEAR,
    UnitError,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST = 64
DEEPEST = 4
SPACES = " \t\n\r\u3000\u200b"
PRODUCT_SIGNS = "·*×⋅・•∙"
QUOTIENT_SIGNS = "/÷∕"


class Reader:
    """One reading of one text: ``quotient = product { "/" product }``, ``product = power { "·" power }``.

    A product binds tighter than a quotient, as statisticians mean it: 元/人·年 is 元/(人·年).
    """

    def __init__(self, named: Mapping[str, Unit], text: str) -> None:
        self.named = named
        self.written = text
        folded, offsets = fold(text)
        kept = [(c, o) for c, o in zip(folded, offsets, strict=True) if c not in SPACES]
        self.text = "".join(c for c, _ in kept)
        self.offsets = [o for _, o in kept]
        self.at = 0
        self.depth = 0

    def unit(self) -> Unit:
        """Return the unit of the whole text, or raise `UnitError`."""
        if not self.text:
            raise self.fault(0, EMPTY)
        if len(self.text) > LONGEST:
            raise self.fault(0, TOO_LONG)
        if "=" in self.text:
            raise self.fault(0, INDEX_BASE)
        unit = self.quotient()
        if self.at < len(self.text):
            raise self.fault(self.at, UNEXPECTED, self.text[self.at])
        return replace(unit, text=_bare(self.text)) if unit.text != "百分点" else unit

    def quotient(self) -> Unit:
        """Read products divided by products."""
        unit = self.product()
        while self.sees(QUOTIENT_SIGNS):
            unit = _quotient(unit, self.product())
        return unit

    def product(self) -> Unit:
        """Read units multiplied with each other."""
        unit = self.power()
        while self.sees(PRODUCT_SIGNS):
            unit = unit * self.power()
        return unit

    def power(self) -> Unit:
        """Read a unit with its exponent: km^2."""
        unit = self.bracket() if self.sees("(") else self.name()
        if not self.sees("^"):
            return unit
        start = self.at
        self.sees("-")
        while self.at < len(self.text) and self.text[self.at].isdecimal():
            self.at += 1
        digits = self.text[start : self.at]
        if not digits.removeprefix("-") or abs(int(digits)) > DEEPEST:
            raise self.fault(start, BAD_EXPONENT)
        return unit ** int(digits)

    def bracket(self) -> Unit:
        """Read what stands in brackets."""
        opened = self.at - 1
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.fault(opened, TOO_LONG)
        unit = self.quotient()
        if not self.sees(")"):
            raise self.fault(opened, UNCLOSED)
        self.depth -= 1
        return unit

    def name(self) -> Unit:
        """Read the name of a unit, with its multipliers."""
        start = self.at
        while self.at < len(self.text) and self.text[self.at] not in f"()^{PRODUCT_SIGNS}{QUOTIENT_SIGNS}":
            self.at += 1
        name = self.text[start : self.at]
        if not name:
            raise self.fault(start, MISSING_NAME)
        unit = _scaled(self.named, name)
        if unit is None:
            raise self.fault(start, *_unknown(self.named, name))
        return unit

    def sees(self, signs: str) -> bool:
        """Step over one of `signs` if it is next."""
        if self.at < len(self.text) and self.text[self.at] in signs:
            self.at += 1
            return True
        return False

    def fault(self, at: int, reason: Text, *facts: str) -> UnitError:
        """Return the error at a character of the folded text."""
        offset = self.offsets[at] if at < len(self.offsets) else len(self.written)
        return UnitError(self.written, offset, Text(reason.zh.format(*facts), reason.en.format(*facts)))


def _quotient(above: Unit, below: Unit) -> Unit:
    return above / below if above != below else replace(ONE, text=f"{above.text}/{below.text}")


def _bare(text: str) -> str:
    """Return the text without brackets around the whole: 单位（亿元） says 亿元."""
    while text.startswith("(") and text.endswith(")") and text.count("(") == 1:
        text = text[1:-1]
    return text


def _scaled(named: Mapping[str, Unit], name: str) -> Unit | None:
    """Return the unit of a name with multipliers before it; the longest known name wins (千克 is no 千 of 克)."""
    factor, rest = _power_of_ten(_in_yuan(name))
    for word, times in WESTERN.items():
        if rest.startswith(word) and rest != word:
            factor, rest = factor * times, rest.removeprefix(word)
    while rest:
        unit = named.get(rest)
        if unit is not None:
            plain = factor == 1
            return unit if plain else replace(unit, text=name, factor=unit.factor * factor)
        if rest[0] not in MULTIPLIERS:
            return None
        factor *= MULTIPLIERS[rest[0]]
        rest = rest[1:]
    return Unit(name, Fraction(factor))


def _in_yuan(name: str) -> str:
    """Return money with the name of the currency at the front or instead of 元 as money in 元: 人民币亿元, 亿人民币."""
    for currency in ("人民币", "RMB", "CNY"):
        amount = name.removeprefix(currency)
        if amount != name and amount.endswith("元"):
            return amount
        amount = name.removesuffix(currency)
        if amount not in (name, "") and not amount.strip("".join(MULTIPLIERS)):
            return amount + "元"
    return name


def _power_of_ten(name: str) -> tuple[int, str]:
    """Split a leading 10, 100 … off (10万人); any other number is left, for 2020年 is no unit."""
    rest = name.lstrip("0123456789")
    digits = name[: len(name) - len(rest)]
    is_power = digits.startswith("1") and not digits.strip("1").strip("0") and digits.count("1") == 1
    return (int(digits), rest) if is_power and rest else (1, name)


def _unknown(named: Mapping[str, Unit], name: str) -> tuple[Text, str, str]:
    if name == "番":
        return DOUBLING, "", ""
    from difflib import get_close_matches

    rest = name
    while len(rest) > 1 and rest[0] in MULTIPLIERS:
        rest = rest[1:]
    prefix = name[: len(name) - len(rest)]
    near = [prefix + match for match in get_close_matches(rest, named, n=3, cutoff=0.6)]
    return (UNKNOWN_NEAR if near else UNKNOWN), name, " / ".join(near)
