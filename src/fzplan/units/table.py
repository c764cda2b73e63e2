"""Reading the text of a unit against a table of names, built-in or extended by a plan's `units:`."""

from __future__ import annotations

from dataclasses import field, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from fzplan.diagnostics import Text
from fzplan.frozen import frozen
from fzplan.units.algebra import Unit, fold
from fzplan.units.names import COUNTS, NAMES, POINTS
from fzplan.units.reading import Reader
from fzplan.units.reasons import BAD_FACTOR, TAKEN, UnitError

if TYPE_CHECKING:
    from collections.abc import Mapping

CACHED = 4096


@frozen
class Units:
    """The known units. `named` maps every name to its unit; `groups` maps a 量词 to the set it may be mixed with."""

    named: Mapping[str, Unit]
    groups: Mapping[str, frozenset[str]] = field(default_factory=dict)
    _parsed: dict[str, Unit | UnitError] = field(default_factory=dict, compare=False, repr=False)

    def parse(self, text: str) -> Unit:
        """Return the unit that a text means; raise `UnitError` where it means none.

        >>> UNITS.parse("亿元／平方公里").factor_to(UNITS.parse("元/m²"))
        Fraction(100, 1)
        """
        found = self._parsed.get(text)
        if found is None:
            found = self._read(text)
            if len(self._parsed) >= CACHED:  # a hostile workbook must not fill the memory
                self._parsed.clear()
            self._parsed[text] = found
        if isinstance(found, UnitError):
            raise found.with_traceback(None)  # else each raise would lengthen the cached one
        return found

    def find(self, text: str) -> Unit | None:
        """Return the unit that a text means, or None: for trying the brackets of a heading."""
        try:
            return self.parse(text)
        except UnitError:
            return None

    def same(self, left: str, right: str) -> bool:
        """Tell whether two 量词 may be mixed without a word: equal, one unknown, or declared `same:`."""
        return left == right or not left or not right or right in self.groups.get(left, ())

    def with_plan(self, declared: Mapping[str, Any]) -> Units:
        """Return the table extended by a plan's `units:`.

        ``{标箱组: null}`` is a new dimension; ``{标准煤吨: {alias: [tce]}}`` names a known unit anew;
        ``{担: {factor: 50, of: 千克}}`` is a multiple; ``{same: [[家, 户]]}`` lists 量词 that may be mixed.
        Raise `UnitError` (its text is the faulty name) for a name that already means something else.
        """
        named = dict(self.named)
        for written, spec in declared.items():
            if written != "same":
                named.update(_declared(Units(named), str(written), spec or {}))
        groups = dict(self.groups)
        for group in declared.get("same") or ():
            labels = frozenset(str(label) for label in group)
            groups |= {label: groups.get(label, frozenset()) | labels for label in labels}
        return Units(named, groups)

    def _read(self, text: str) -> Unit | UnitError:
        try:
            return Reader(self.named, text).unit()
        except UnitError as error:
            return error


def _declared(table: Units, written: str, spec: Mapping[str, Any]) -> dict[str, Unit]:
    """Return the names that one entry of `units:` adds."""
    names = ["".join(fold(str(n))[0].split()) for n in (written, *spec.get("alias", ()))]
    known = [(name, found) for name in names if (found := table.find(name)) is not None]
    multiple = [(names[0], _multiple(table, names[0], spec))] if "of" in spec else []
    meant = [*multiple, *known]
    unit = meant[0][1] if meant else Unit(names[0], dimensions=((names[0], 1),))
    for name, other in known:
        if (other.factor, other.dimensions) != (unit.factor, unit.dimensions):
            raise UnitError(written, 0, Text(TAKEN.zh.format(name, other.text), TAKEN.en.format(name, other.text)))
    return {name: replace(unit, text=name) for name in names if name not in table.named}


def _multiple(table: Units, name: str, spec: Mapping[str, Any]) -> Unit:
    try:
        factor = Fraction(str(spec.get("factor", 1)))
    except (ValueError, ZeroDivisionError):
        factor = Fraction(0)
    if factor <= 0:
        raise UnitError(name, 0, Text(*(t.format(spec["factor"]) for t in BAD_FACTOR)))
    base = table.parse(str(spec["of"]))
    return replace(base, text=name, factor=base.factor * factor)


def _builtin() -> dict[str, Unit]:
    named: dict[str, Unit] = {}
    for bases, factor, names in NAMES:
        dimensions = tuple(sorted((b.rstrip("23"), int(b[-1]) if b[-1].isdigit() else 1) for b in bases.split()))
        named |= {name: Unit(name, Fraction(factor), dimensions) for name in names.split()}
    named |= {name: Unit("百分点", Fraction(1, 100), point=True) for name in POINTS}
    named |= {name: Unit(name, dimensions=(("count", 1),), count_label=name) for name in COUNTS.split()}
    return named


UNITS = Units(_builtin())
"""The built-in table."""
