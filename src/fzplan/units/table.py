"""Reading the text of a unit against a table of names, built-in or extended by a plan's `units:`."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from fzplan.diagnostics import Text
from fzplan.units.algebra import ONE, Unit, fold
from fzplan.units.names import COUNTS, MULTIPLIERS, NAMES, POINTS

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST = 64
DEEPEST = 4
CACHED = 4096
SPACES = " \t\n\r\u3000\u200b"
PRODUCT_SIGNS = "·*×⋅・•∙"
QUOTIENT_SIGNS = "/÷∕"


class UnitError(ValueError):
    """A text that is no unit: `offset` points at the part (in the text as given) that was not understood."""

    def __init__(self, text: str, offset: int, reason: Text) -> None:
        super().__init__(f"{text}: {reason.en}")
        self.text = text
        self.offset = offset
        self.reason = reason


@dataclass(frozen=True, slots=True)
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
            return _Reader(self, text).unit()
        except UnitError as error:
            return error


class _Reader:
    """One reading of one text: ``quotient = product { "/" product }``, ``product = power { "·" power }``.

    A product binds tighter than a quotient, as statisticians mean it: 元/人·年 is 元/(人·年).
    """

    def __init__(self, table: Units, text: str) -> None:
        self.table = table
        self.written = text
        folded, offsets = fold(text)
        kept = [(c, o) for c, o in zip(folded, offsets, strict=True) if c not in SPACES]
        self.text = "".join(c for c, _ in kept)
        self.offsets = [o for _, o in kept]
        self.at = 0
        self.depth = 0

    def unit(self) -> Unit:
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
        unit = self.product()
        while self.sees(QUOTIENT_SIGNS):
            unit = _quotient(unit, self.product())
        return unit

    def product(self) -> Unit:
        unit = self.power()
        while self.sees(PRODUCT_SIGNS):
            unit = unit * self.power()
        return unit

    def power(self) -> Unit:
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
        start = self.at
        while self.at < len(self.text) and self.text[self.at] not in f"()^{PRODUCT_SIGNS}{QUOTIENT_SIGNS}":
            self.at += 1
        name = self.text[start : self.at]
        if not name:
            raise self.fault(start, MISSING_NAME)
        unit = _scaled(self.table.named, name)
        if unit is None:
            raise self.fault(start, *_unknown(self.table.named, name))
        return unit

    def sees(self, signs: str) -> bool:
        """Step over one of `signs` if it is next."""
        if self.at < len(self.text) and self.text[self.at] in signs:
            self.at += 1
            return True
        return False

    def fault(self, at: int, reason: Text, *facts: str) -> UnitError:
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
    factor, rest = _power_of_ten(name)
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


EMPTY = Text("单位为空", "the unit is empty")
TOO_LONG = Text("单位过长或括号过多", "the unit is too long or nested too deep")
INDEX_BASE = Text(
    "“上年=100”一类是指数的基数，不是计量单位；单位请写“1”或“%”",
    "“previous year = 100” is the base of an index, not a unit; write the unit as “1” or “%”",
)
UNEXPECTED = Text("此处不应有“{0}”", "“{0}” is not expected here")
BAD_EXPONENT = Text("“^”之后应是 -4 到 4 的整数", "after “^” a whole number from -4 to 4 is expected")
UNCLOSED = Text("括号没有配对", "this bracket is not closed")
MISSING_NAME = Text("此处缺少单位名称", "the name of a unit is missing here")
UNKNOWN = Text(
    "没有名为“{0}”的单位；可在规划文件的 units: 中声明",
    "there is no unit “{0}”; it can be declared in `units:` of the plan file",
)
UNKNOWN_NEAR = Text("没有名为“{0}”的单位；是否为 {1}？", "there is no unit “{0}”; did you mean {1}?")
DOUBLING = Text(
    "“番”不是计量单位：翻一番是原来的 2 倍；目标请写 doublings: 1",
    "“番” (a doubling) is not a unit: write `doublings: 1` in the target",
)
TAKEN = Text("“{0}”已是单位“{1}”，不能另有含义", "“{0}” is already the unit “{1}” and cannot mean something else")
BAD_FACTOR = Text("factor 应是大于 0 的数，现为“{0}”", "factor should be a number above 0, found “{0}”")

UNITS = Units(_builtin())
"""The built-in table."""
