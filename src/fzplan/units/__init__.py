"""Units of measure as types: exact factors over `Fraction`, dimensions, and the table of names that offices write.

In: the text of a unit (`万元/人`, `亿元／平方公里`, `元/（人·年）`). Out: `Unit` values that multiply, divide and
compare; a `UnitError` with offset and reason in both languages. May import: diagnostics, frozen.
The rules, each with a worked number, are in docs/spec/units.md.
"""

from fzplan.units.algebra import ONE, Unit, fold
from fzplan.units.mistaken import mistaken
from fzplan.units.reasons import UnitError
from fzplan.units.table import UNITS, Units

__all__ = ["ONE", "UNITS", "Unit", "UnitError", "Units", "fold", "mistaken"]
