"""The unit that was probably meant, of a figure that is a power of ten too large or too small."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fzplan.units.algebra import Unit
    from fzplan.units.table import Units

WORDS = ("", "万", "亿", "千", "百万", "千万", "百", "万亿")
"""Words before a unit, the usual ones first."""


def mistaken(units: Units, printed: Unit, power: int) -> str:
    """Return the unit in which a figure that is 10^`power` too large would fit, or "": it belongs to a smaller unit.

    万/亿 and 千 are slips of the hand; a single power of ten is rather one of the decimal point.

    >>> from fzplan.units.table import UNITS
    >>> [mistaken(UNITS, UNITS.parse("万元"), power) for power in (4, -4, 3, 1)]
    ['元', '亿元', '', '']
    """
    if abs(power) == 1:
        return ""
    wanted = printed.factor / Fraction(10) ** power
    stem = printed.text.lstrip("十百千万亿") or printed.text
    for name in (*(word + stem for word in WORDS), *units.named):
        unit = units.find(name)
        if unit and unit.compatible(printed) and unit.factor == wanted:
            return unit.text
    return ""
