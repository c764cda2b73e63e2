"""What is said of a unit slip: the factor, the unit that was probably meant, the conversion made while reading."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from fzplan.diagnostics import Diagnostic, Instance, Related, Text
from fzplan.figures import shown
from fzplan.observations import TOTAL
from fzplan.periods import words
from fzplan.returns import slip_codes
from fzplan.returns.abouts import of_figure
from fzplan.returns.collecting import block
from fzplan.returns.conversions import factor_text
from fzplan.units import mistaken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fzplan.model.plan import Plan
    from fzplan.observations import Observation, Sources
    from fzplan.returns.slips import Slip
    from fzplan.units import Unit

SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def finding(plan: Plan, group: Sequence[Slip], sources: Sources) -> Diagnostic:
    """Return the finding of one slip, or of several that moved together."""
    first = group[0]
    o, beside, power = first
    quantity = plan.quantity(o.measure)
    assert quantity is not None
    printed = plan.units.find(o.unit) if o.unit else quantity.unit
    meant = mistaken(plan.units, printed or quantity.unit, power)
    each = {id(s.o): s for s in group}.values()
    rest = len(each) - 1
    return slip_codes.SLIP(
        block(sources.place(s.o) for s in group),
        Related(sources.place(beside), _dated(plan, beside)),
        instances=tuple(Instance(sources.place(s.o), of_figure(plan.dimensions, s.o, s.beside)) for s in each),
        measure=o.measure,
        period=Text(words(o.period, "zh"), words(o.period, "en")),
        members=_members(o),
        value=_figure(plan, o),
        beside=_figure(plan, beside),
        more=Text(f"等 {rest + 1} 个数", f" and {rest} more") if rest else Text("", ""),
        factor=f"10{str(abs(power)).translate(SUPERSCRIPT)}",
        side=Text("大", "large") if power > 0 else Text("小", "small"),
        likely=_likely(o, printed or quantity.unit, meant, power),
        conversion=_conversion(o, quantity.unit),
    )  # fmt: skip


def _members(o: Observation) -> Text:
    named = [m for m in o.members if m != TOTAL]
    return Text(f"（{'、'.join(named)}）", f" ({', '.join(named)})") if named else Text("", "")


def _dated(plan: Plan, o: Observation) -> Text:
    figure = _figure(plan, o)
    return Text(f"{words(o.period, 'zh')}为 {figure}", f"{words(o.period, 'en')}: {figure}")


def _figure(plan: Plan, o: Observation) -> str:
    quantity = plan.quantity(o.measure)
    return shown(o.value, max(0, o.decimals)) + (f" {quantity.unit.text}" if quantity else "")


def _likely(o: Observation, printed: Unit, meant: str, power: int) -> Text:
    if meant and o.unit:
        return Text(f"疑将{meant}的数标作{printed.text}", f"probably figures in {meant} marked {printed.text}")
    if meant:
        return Text(
            f"未写单位，按{printed.text}读取，疑为{meant}",
            f"no unit is printed and {printed.text} was taken; probably {meant}",
        )
    if abs(power) == 1:
        return Text("疑为小数点错位", "probably a misplaced decimal point")
    return Text("疑为单位写错", "probably a mistaken unit")


def _conversion(o: Observation, declared: Unit) -> Text:
    if o.factor == 1:
        return Text("", "")
    factor = factor_text(Fraction(o.factor).limit_denominator(10**12))
    return Text(
        f"；读入时由{o.unit}换算为{declared.text}（{factor}）",
        f"; converted from {o.unit} to {declared.text} ({factor})",
    )
