"""What may be typed where: by the unit and kind of a quantity, by the columns of a register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.returns.blanking import words
from fzplan.returns.blanking.page import Entry

if TYPE_CHECKING:
    from fzplan.diagnostics import Lang
    from fzplan.model.plan import Indicator, Measure
    from fzplan.units import Unit

SHARE = (-100.0, 1000.0)
"""Per cent beyond which an entry is asked about: a share of more than all, a rise to eleven times."""


def of_quantity(quantity: Measure | Indicator, unit: Unit, lang: Lang) -> Entry:
    """Return what may be typed for a figure of a quantity, in that unit."""
    if unit.is_count and unit.factor == 1:
        return Entry("whole", 0, says=words.WHOLE.of(lang).format(unit=unit.text))
    return of_unit(unit, lang, negative=quantity.kind in ("rate", "ratio"))


def of_unit(unit: Unit, lang: Lang, *, negative: bool = True) -> Entry:
    """Return what may be typed for a figure in a unit: money may be negative, areas and head counts may not."""
    if unit.is_ratio and unit.text in ("%", "‰", "百分点"):
        low, high = (bound * (10 if unit.text == "‰" else 1) for bound in SHARE)
        says = words.RATIO.of(lang).format(unit=unit.text, low=f"{low:g}", high=f"{high:g}")
        return Entry("decimal", low, high, strict=False, says=says)
    money = any(name.isupper() for name, _ in unit.dimensions)
    if unit.dimensions and not money and not negative:
        return Entry("decimal", 0, says=words.POSITIVE.of(lang).format(unit=unit.text))
    return Entry("decimal", says=words.NUMBER.of(lang).format(unit=unit.text))


def comment(quantity: Measure | Indicator, unit: Unit, lang: Lang) -> str:
    """Return the note on a label: definition, unit, the other language's name, aliases."""
    other = quantity.en if lang == "zh" else quantity.id
    lines = [
        words.DEFINITION.of(lang).format(quantity.note) if quantity.note else "",
        words.MEASURED.of(lang).format(unit.text),
        words.IN_ENGLISH.of(lang).format(other) if other else "",
        words.ALIASES.of(lang).format("、".join(quantity.aliases)) if quantity.aliases else "",
    ]
    return "\n".join(filter(None, lines))
