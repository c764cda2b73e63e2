"""The closed algebra of units: a factor to base units, the exponents of base dimensions, a text to show."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from fractions import Fraction

from fzplan.frozen import frozen

Dimensions = tuple[tuple[str, int], ...]
"""Base dimension and exponent, sorted by name: 元/人 is ``(("CNY", 1), ("person", -1))``."""


@frozen
class Unit:
    """A unit of measure. `factor` says how many base units one of it is: 亿元 has 100000000 (元).

    `point` marks 百分点, the difference of two percentages, which is no percentage itself. `count_label` is the
    量词 (家, 个, 件 …) of a count: labels are one dimension, kept apart for display and for a hint when mixed.
    """

    text: str
    factor: Fraction = Fraction(1)
    dimensions: Dimensions = ()
    point: bool = False
    count_label: str = ""

    def compatible(self, other: Unit) -> bool:
        """Tell whether figures in the two units may be added or compared; % and 百分点 may not."""
        return self.dimensions == other.dimensions and self.point == other.point

    def factor_to(self, other: Unit) -> Fraction:
        """Return how many of `other` one of this unit is, exactly; ValueError where the dimensions differ.

        >>> Unit("亿元", Fraction(10**8)).factor_to(Unit("万元", Fraction(10**4)))
        Fraction(10000, 1)
        """
        if self.dimensions != other.dimensions:
            raise ValueError(f"{self.text} and {other.text} measure different things")
        return self.factor / other.factor

    @property
    def is_ratio(self) -> bool:
        """Tell whether the unit measures nothing but a number: %, ‰, 倍, 百分点, 1, 万."""
        return not self.dimensions

    @property
    def is_count(self) -> bool:
        """Tell whether the unit counts whole things (家, 人): progress is then judged in whole units."""
        return self.dimensions in ((("count", 1),), (("person", 1),))

    def without_year(self) -> Unit:
        """Return the unit without its 每年: the flow of a year is the same number with and without 「/年」."""
        if ("year", -1) not in self.dimensions:
            return self
        kept = tuple(part for part in self.dimensions if part != ("year", -1))
        return replace(self, text=self.text.removesuffix("/年"), dimensions=kept)

    def as_point(self) -> Unit:
        """Return the unit of a difference: % − % is 百分点; any other difference keeps its unit."""
        if self.dimensions or self.point or self.text != "%":
            return self
        return replace(self, text="百分点", point=True)

    def __mul__(self, other: Unit) -> Unit:
        if self == ONE:
            return other
        if other == ONE:
            return self
        text = f"{_wrapped(self.text, '/')}·{_wrapped(other.text, '/')}"
        return self._combined(other, 1, text)

    def __truediv__(self, other: Unit) -> Unit:
        if other == ONE:
            return self
        if self == other:
            return ONE
        quotient = self._combined(other, -1, f"{self.text}/{_wrapped(other.text, '/·')}")
        return replace(quotient, point=self.point and bool(other.dimensions))  # 百分点/年 is still a difference

    def __pow__(self, exponent: int) -> Unit:
        if exponent == 0:
            return ONE
        powers = tuple((name, power * exponent) for name, power in self.dimensions)
        text = self.text if exponent == 1 else f"{_wrapped(self.text, '/·^')}^{exponent}"
        return Unit(text, self.factor**exponent, powers, count_label=self.count_label)

    def _combined(self, other: Unit, sign: int, text: str) -> Unit:
        powers = dict(self.dimensions)
        for name, power in other.dimensions:
            powers[name] = powers.get(name, 0) + sign * power
        dimensions = tuple(sorted((name, power) for name, power in powers.items() if power))
        label = (self.count_label or other.count_label) if powers.get("count") else ""
        return Unit(text, self.factor * other.factor**sign, dimensions, count_label=label)


def _wrapped(text: str, signs: str) -> str:
    return f"({text})" if any(sign in text for sign in signs) else text


ONE = Unit("1")


def fold(text: str) -> tuple[str, list[int]]:
    """Return the NFKC form of a text, and for each of its characters the offset of the one it came from.

    Folded character by character, so that an error in ``亿元／㎡`` can be pointed at in what was written.

    >>> fold("元／㎡")
    ('元/m2', [0, 1, 2, 2])
    """
    if text.isascii():
        return text, list(range(len(text)))
    folded: list[str] = []
    offsets: list[int] = []
    for offset, character in enumerate(text):
        plain = unicodedata.normalize("NFKC", character)
        folded.append(plain)
        offsets.extend([offset] * len(plain))
    return "".join(folded), offsets
