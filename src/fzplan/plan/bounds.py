"""The numbers of one target: read, checked for their unit and converted once, exactly, into the indicator's."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal

from fzplan import figures
from fzplan.diagnostics import Text
from fzplan.frozen import frozen
from fzplan.model.plan import Bound, Change
from fzplan.plan import formulas, numbers
from fzplan.plan.codes import BAD_NUMBER, BOUND_UNIT, REVERSED
from fzplan.units import ONE, UnitError

if TYPE_CHECKING:
    from fzplan.formula import Typed
    from fzplan.model.plan import Dimension, Head, TargetKind
    from fzplan.plan.draft import Draft
    from fzplan.plan.fileformat import TargetFile
    from fzplan.plan.numbers import Figure
    from fzplan.plan.places import Path
    from fzplan.units import Unit

RATE_HINT = Text("增速写成 6% 这样的百分数", "write a growth rate as a percentage such as 6%")
CHANGE_HINT = Text(
    "写明单位：13.5% 是相对变化，2个百分点 是相差，带指标单位的是数量",
    "give the unit: 13.5% is relative, 2个百分点 a difference, the indicator's unit an amount",
)
POINT_HINT = Text("比率之差写 百分点，如 0.5个百分点", "write the difference of ratios in 百分点, such as 0.5个百分点")
SAME_HINT = Text("用能与指标换算的单位，或不写单位", "use a unit that converts to the indicator's, or none")
NOT_A_NUMBER = Text("应是数，不是公式或列表", "a number is expected, no formula or list")


@frozen
class TargetRoom:
    """What all targets of a plan are built with."""

    draft: Draft
    head: Head | None
    scope: formulas.PlanScope
    dimensions: dict[str, Dimension]
    ids: dict[str, Path]


@frozen
class Bounds:
    """The reader of the numbers of the target at `path`; `unit` is the indicator's (None: it was faulty)."""

    draft: Draft
    scope: formulas.PlanScope
    unit: Unit | None
    path: Path

    def bound(self, file: TargetFile, at: tuple[str | int, ...], kind: TargetKind) -> Bound | None:
        """Return the bound at `at`: a constant in the indicator's unit (growth: a fraction), or a formula."""
        written: Any = getattr(file, str(at[0]))
        if len(at) > 1:
            written = written[at[1]]
        if self.unit is None:
            return None
        want = ONE if kind == "growth" else self.unit
        found = numbers.figure(written)
        if found is None:
            if not isinstance(written, str):
                self._refused(at, written, NOT_A_NUMBER)
                return None
            typed = self.formula(written, at, self.draft.units.parse("%") if kind == "growth" else self.unit)
            return Bound(formula=typed, text=written) if typed else None
        if kind == "growth" and not found.unit and found.value:
            self._unit_fault(at, written, RATE_HINT, self.draft.units.parse("%"))
            return None
        value = self.converted(found, at, want, RATE_HINT if kind == "growth" else SAME_HINT)
        return None if value is None else Bound(value, text=self.text(at), decimals=self._decimals(found, value, want))

    def range(self, file: TargetFile, kind: TargetKind) -> tuple[Bound | None, Bound | None]:
        """Return the ends of `between: [low, high]`."""
        low, high = (self.bound(file, ("between", k), kind) for k in (0, 1))
        if low and high and low.value is not None and high.value is not None and low.value >= high.value:
            self.draft.report(REVERSED, (*self.path, "between"), low=low.text, high=high.text)
        return low, high

    def number(self, written: object, at: tuple[str | int, ...], kind: TargetKind = "reach") -> float | None:
        """Return a constant in the indicator's unit; of average growth, as a fraction."""
        found = numbers.figure(written)
        if found is None:
            self._refused(at, written, NOT_A_NUMBER)
            return None
        if self.unit is None:
            return None
        if kind != "growth":
            return self.converted(found, at, self.unit, SAME_HINT)
        if not found.unit and found.value:
            self._unit_fault(at, written, RATE_HINT, self.draft.units.parse("%"))
            return None
        return self.converted(found, at, ONE, RATE_HINT)

    def difference(self, written: object, at: tuple[str | int, ...]) -> float | None:
        """Return a tolerance in the indicator's unit; that of a percentage is in 百分点."""
        found = numbers.figure(written)
        if found is None:
            self._refused(at, written, NOT_A_NUMBER)
            return None
        if self.unit is None or not found.unit:
            return float(found.value) if self.unit else None
        unit = self._parsed(found, at)
        if unit is None:
            return None
        if unit.compatible(self.unit.as_point()) or (unit.point and self.unit.is_ratio):
            return float(found.value * unit.factor_to(self.unit))
        self._unit_fault(at, written, POINT_HINT if self.unit.is_ratio else SAME_HINT, self.unit.as_point())
        return None

    def change(self, written: object, key: str) -> Change | None:
        """Return a rise or fall: relative, in 百分点, or an amount in the indicator's unit."""
        direction: Literal[1, -1] = -1 if key == "fall_by" else 1
        found = numbers.figure(written)
        if found is None or found.value <= 0:
            self._refused((key,), written, Text("应是大于 0 的数", "a number above 0 is expected"))
            return None
        unit = self._parsed(found, (key,)) if found.unit else None
        if not found.unit:
            self._unit_fault((key,), written, CHANGE_HINT, self.unit or ONE)
        if unit is None or self.unit is None:
            return None
        text = self.text((key,))
        if unit.point and self.unit.is_ratio:
            return Change(float(found.value * unit.factor_to(self.unit)), "points", direction, text)
        if unit.is_ratio and not unit.point:
            return Change(float(found.value * unit.factor), "relative", direction, text)
        if unit.compatible(self.unit):
            return Change(float(found.value * unit.factor_to(self.unit)), "amount", direction, text)
        self._unit_fault((key,), written, CHANGE_HINT, self.unit)
        return None

    def multiple(self, file: TargetFile, key: str) -> Bound:
        """Return the factor of `times` or `doublings` (翻两番: 4)."""
        factor = float(file.times or 0) if key == "times" else 2.0 ** float(file.doublings or 0)
        return Bound(factor, text=self.text((key,)), decimals=figures.decimals_of(factor))

    def formula(self, written: str, at: tuple[str | int, ...], want: Unit | None = None) -> Typed | None:
        """Return a formula used as a bound, in the indicator's unit."""
        return formulas.typed(self.draft, written, (*self.path, *at), self.scope, want or self.unit)

    def converted(self, found: Figure, at: tuple[str | int, ...], want: Unit, hint: Text) -> float | None:
        """Return a figure in the unit wanted."""
        if not found.unit:
            return float(found.value)
        unit = self._parsed(found, at)
        if unit is None:
            return None
        unit = unit if unit.compatible(want) else unit.without_year()
        if not unit.compatible(want) and not unit.compatible(want.without_year()):
            self._unit_fault(at, self.text(at), hint, want if want != ONE else self.draft.units.parse("%"))
            return None
        other = want if unit.compatible(want) else want.without_year()
        return float(found.value * unit.factor_to(other))

    def text(self, at: tuple[str | int, ...]) -> str:
        """Return a number as it was written."""
        return self.draft.places.raw((*self.path, *at))

    def _parsed(self, found: Figure, at: tuple[str | int, ...]) -> Unit | None:
        try:
            return self.draft.units.parse(found.unit)
        except UnitError as error:
            path = (*self.path, *at)
            place = self.draft.places.inside(path, found.offset, len(found.unit))
            unit = self.unit.text if self.unit else "—"
            facts = {"key": _key(at), "found": self.text(at), "reason": error.reason, "unit": unit}
            self.draft.report_at(BAD_NUMBER, path, place, **facts)
            return None

    def _refused(self, at: tuple[str | int, ...], written: object, reason: Text) -> None:
        unit = self.unit.text if self.unit else "—"
        found = self.text(at) or written
        self.draft.report(BAD_NUMBER, (*self.path, *at), key=_key(at), found=found, reason=reason, unit=unit)

    def _unit_fault(self, at: tuple[str | int, ...], written: object, hint: Text, want: Unit) -> None:
        found = self.text(at) or written
        self.draft.report(BOUND_UNIT, (*self.path, *at), key=_key(at), found=found, unit=want.text, hint=hint)

    def _decimals(self, found: Figure, value: float, want: Unit) -> int:
        plain = not found.unit or Fraction(value).limit_denominator(10**12) == found.value
        return found.decimals if plain or want == ONE else figures.decimals_of(value)


def _key(at: tuple[str | int, ...]) -> str:
    return next(str(step) for step in reversed(at) if isinstance(step, str))
