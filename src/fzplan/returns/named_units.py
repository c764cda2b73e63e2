"""Units that stand in names: 主要指标（万元）.xlsx, a sheet called 收入_亿元; what they say is held against the inside.

In: the name of a file or sheet. Out: its units. Money and persons and areas, never years, ranks or plain numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.regex import regex
from fzplan.returns.labels import unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fzplan.units import Unit, Units

_BRACKETS = regex(r"[（(\[【]([^（）()\[\]【】]{1,24})[)）\]】]")
_PARTS = regex(r"[,，、;；/\s]+")
_WORDS = regex(r"[_\-—－\s]+")
_LEAD = regex(r"^(?:计量)?单位[:：]?")
_OTHER = ("year", "day", "age", "rank", "score")


def named_units(units: Units, name: str) -> tuple[Unit, ...]:
    """Return the units that a name states, in brackets or as a word of its own.

    >>> from fzplan.units import UNITS
    >>> [u.text for u in named_units(UNITS, "主要指标（万元）")], named_units(UNITS, "主要指标(1)_2023年")
    (['万元'], ())
    """
    found = [u for text in _candidates(name) if (u := unit(units, text)) and _is_amount(u)]
    return tuple(dict.fromkeys(found))


def _candidates(name: str) -> Iterator[str]:
    for inside in _BRACKETS.findall(name):
        yield from _PARTS.split(_LEAD.sub("", inside))
    for word in _WORDS.split(_BRACKETS.sub(" ", name)):
        bare = _LEAD.sub("", word)
        if len(bare) > 1:
            yield bare


def _is_amount(unit: Unit) -> bool:
    return bool(unit.dimensions) and unit.dimensions[0][0] not in _OTHER
