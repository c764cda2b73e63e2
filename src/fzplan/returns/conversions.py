"""The unit of a printed figure, nearest statement first, and its one conversion to the declared unit."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from fzplan.diagnostics import Text
from fzplan.regex import regex
from fzplan.returns import codes, slip_codes
from fzplan.returns.labels import MULTIPLIERS, amounts, with_remark
from fzplan.returns.labels import unit as unit_in
from fzplan.returns.named_units import named_units
from fzplan.returns.stated_units import StatedUnits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fzplan.diagnostics import CellRef
    from fzplan.model.plan import Indicator, Measure
    from fzplan.returns.collecting import Filing, Gathered
    from fzplan.returns.keys import Key
    from fzplan.returns.tables import Table
    from fzplan.units import Unit


UNIT_LINE = Text("表上方的单位行", "the unit line")
SHEET_NAME, FILE_NAME = Text("工作表名", "the sheet's name"), Text("文件名", "the file's name")


_INDEX = regex(r"(?:以?.{0,12})(?:=|为)\s*100%?")
"""（上年=100）: the unit of an index, which is a ratio to its base."""


_TENTHS = {power: float(f"1e{power}") for power in range(-12, 13)}


class Conversion(NamedTuple):
    """How a printed unit becomes the declared one."""

    printed: str
    factor: Fraction
    exponent: int
    """The factor's power of ten: printed decimals move by it."""
    fault: str = ""
    """``clash`` or ``unknown``: why the number must not be read."""
    ratio: float = 1.0
    """The factor, as near as a float comes."""
    told: str = ""
    """The factor as people say it, where it is not 1."""

    def value(self, printed: float) -> float:
        """Return a printed value in the declared unit: exact on its decimal text, one rounding to the nearest float.

        >>> Conversion("万元", Fraction(1, 10000), -4, ratio=1e-4).value(66487.35)
        6.648735
        """
        if self.ratio == 1:
            return printed
        text = repr(printed)
        if self.ratio == _TENTHS.get(self.exponent) and text[-1:].isdecimal() and "e" not in text:
            return float(f"{text}e{self.exponent}")  # a shifted point, which the float reader rounds as exactly
        return converted(printed, self.factor)


Known = dict[tuple[str, str, str, str], tuple[Conversion, tuple[tuple[Text, "Unit"], ...]]]
"""By measure, unit stuck to the number, unit and bracket of its names: the conversion, and what says otherwise."""
Shared = dict[tuple[tuple[Text, "Unit"], ...], Known]
"""By the units in the names of file and sheet."""


class Conversions:
    """The conversions of one table, each looked up once and told once."""

    def __init__(self, filing: Filing, table: Table, out: Gathered, shared: Shared | None = None) -> None:
        """Of several units that 单位： above the `table` says, the one that fits the measure counts.

        `shared` are the conversions that tables laid out alike have found already.
        """
        self.filing, self.out, self.stated = filing, out, StatedUnits(filing, table)
        unit_line = table.unit_line
        parts = unit_line.replace("，", ",").replace("、", ",").split(",")
        self.table_units = [unit for part in parts if (unit := unit_in(filing.plan.units, part))]
        file = filing.file.rpartition("/")[2].rpartition(".")[0]
        self.name_units = [
            (where, unit)
            for where, name in ((SHEET_NAME, filing.sheet), (FILE_NAME, file))
            for unit in named_units(filing.plan.units, name)
        ]
        self._faults: Known = {}
        self._known: Known = {} if shared is None else shared.setdefault(tuple(self.name_units), {})

    def of(
        self, quantity: Measure | Indicator, stuck: str, whole: Key, row: int, column: int, *, textual: bool = False
    ) -> Conversion:
        """Find the unit of a cell, nearest statement first, and its conversion to the declared unit.

        `textual`: the cell is a text that says its unit itself, of which another finding tells.
        """
        seen = (quantity.id, stuck, whole.unit, whole.bracket)
        found = self._known.get(seen) or self._faults.get(seen)
        if found is None:
            index = not stuck and quantity.unit.is_ratio and _INDEX.fullmatch(whole.bracket)
            read = Conversion(whole.bracket, Fraction(1), 0) if index else self._find(quantity, stuck, whole)
            found = read, tuple(self._contradicting(quantity, read))
            (self._faults if read.fault else self._known)[seen] = found  # each table tells its own faults
        conversion, otherwise = found
        if conversion.fault:
            self._refuse(quantity, conversion, self.stated.place(conversion.printed, stuck, row, column))
        if textual:
            return conversion
        for where, unit in otherwise:
            rule = slip_codes.UNIT_OF_LINE if where is UNIT_LINE else slip_codes.UNIT_OF_NAME
            self.filing.folded.add(
                rule, self.filing.cell(row, column), quantity.id, where=where, other=unit.text, got=conversion.printed,
                factor=factor_text(unit.factor / (conversion.factor * quantity.unit.factor)),
            )  # fmt: skip
        if not conversion.printed and not conversion.fault:
            self.filing.folded.add(codes.UNIT_ASSUMED, self.filing.cell(row, column), quantity.id)
        elif conversion.ratio != 1 and not conversion.fault:
            self.filing.folded.add(
                codes.UNIT_CONVERTED, self.stated.place(conversion.printed, stuck, row, column), quantity.id,
                got=conversion.printed, want=quantity.unit.text, factor=conversion.told,
            )  # fmt: skip
        return conversion

    def _refuse(self, quantity: Measure | Indicator, conversion: Conversion, at: CellRef) -> None:
        """Tell that the figures of a unit cannot be read."""
        units, got = self.filing.plan.units, conversion.printed
        if conversion.fault == "unknown":
            reason = codes.reason(units, got)
            self.out.findings.append(codes.UNIT_UNKNOWN(at, measure=quantity.id, got=got, reason=reason))
            return
        declared = [codes.declared(quantity.at)] if quantity.at else []
        self.out.findings.append(codes.UNIT_CLASH(at, *declared, measure=quantity.id, want=quantity.unit.text, got=got))

    def _find(self, quantity: Measure | Indicator, stuck: str, whole: Key) -> Conversion:
        units = self.filing.plan.units
        bracket = with_remark(units, whole.bracket) if whole.bracket else None
        misread = whole.bracket if bracket is None and amounts(whole.bracket) else ""
        if bracket is not None and bracket.dimensions == () and bracket.text in MULTIPLIERS:
            bracket, misread = None, whole.bracket  # （万） of what? it would be taken for the declared unit
        for stated in (stuck, whole.unit, misread):
            if stated and stated not in ("-", "—", "—", "/"):
                unit = units.find(stated) or with_remark(units, stated)
                if unit is None:
                    return Conversion(stated, Fraction(1), 0, "unknown")
                return _between(unit, quantity)
        if bracket:
            return _between(bracket, quantity)
        pinned_text = self.filing.form.unit or self.filing.form.fixed.get("unit", "")
        if pinned_text:
            pinned = units.find(pinned_text)
            return _between(pinned, quantity) if pinned else Conversion("", Fraction(1), 0)
        fitting = [unit for unit in self.table_units if unit.compatible(quantity.unit)]
        if fitting or self.table_units:
            return _between((fitting or self.table_units)[0], quantity)
        named = [unit for _, unit in self.name_units if unit.compatible(quantity.unit)]
        return _between(named[0], quantity) if named else Conversion("", Fraction(1), 0)

    def _contradicting(self, quantity: Measure | Indicator, conversion: Conversion) -> Iterator[tuple[Text, Unit]]:
        """Return what line and names above a figure say otherwise: the same thing in another multiple."""
        if conversion.fault or not conversion.printed:
            return
        taken = conversion.factor * quantity.unit.factor
        for where in (UNIT_LINE, SHEET_NAME, FILE_NAME):
            stated = self.table_units if where is UNIT_LINE else [u for at, u in self.name_units if at is where]
            others = [unit for unit in stated if unit.compatible(quantity.unit)]
            if others and all(unit.factor != taken for unit in others):
                yield where, others[0]


def _between(unit: Unit, quantity: Measure | Indicator) -> Conversion:
    if not unit.compatible(quantity.unit):
        return Conversion(unit.text, Fraction(1), 0, "clash")
    factor = unit.factor_to(quantity.unit)
    told = factor_text(factor) if factor != 1 else ""
    return Conversion(unit.text, factor, round(math.log10(factor)), ratio=float(factor), told=told)


def is_divided(value: float, conversion: Conversion, quantity: Measure | Indicator) -> bool:
    """Tell whether persons or pieces are printed with decimals: where they are counted, no part of one is."""
    wholes = quantity.unit.dimensions in ((("person", 1),), (("count", 1),)) and quantity.kind in ("flow", "stock")
    return wholes and not value.is_integer() and conversion.factor * quantity.unit.factor == 1


def converted(value: float, factor: Fraction) -> float:
    """Return a printed value in the declared unit: exact on its decimal text, one rounding to the nearest float.

    >>> converted(66487, Fraction(1, 10)), converted(6648.7, Fraction(1))
    (6648.7, 6648.7)
    """
    return value if factor == 1 else float(Fraction(repr(value)) * factor)


def factor_text(factor: Fraction) -> str:
    """Return a conversion as people say it.

    >>> factor_text(Fraction(1, 100000)), factor_text(Fraction(10000)), factor_text(Fraction(2000, 3))
    ('÷100000', '×10000', '×2000/3')
    """
    return f"÷{factor.denominator}" if factor.numerator == 1 else f"×{factor}"
