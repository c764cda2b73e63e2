"""`period: {measure, growth, change_above}` - how much a figure may grow on the year before."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from fzplan.diagnostics import Text
from fzplan.model.plausible import Growth
from fzplan.plan import numbers
from fzplan.plan.check_specs.declared import Declared, figures_in_words, wrong
from fzplan.plan.check_specs.figures import Written, figures
from fzplan.plan.codes import ONE_OF

if TYPE_CHECKING:
    from fzplan.plan.build_checks import CheckRoom
    from fzplan.plan.checkformat import PeriodFile
    from fzplan.plan.draft import Draft
    from fzplan.plan.places import Path
    from fzplan.units import Unit


def is_meant(spec: PeriodFile) -> bool:
    """Tell whether an entry is about growth, and no relation."""
    return bool(spec.measure or spec.growth is not None or spec.change_above is not None)


def declared(spec: PeriodFile, path: Path, room: CheckRoom) -> Declared | None:
    """Return the declaration of a check of growth."""
    draft = room.draft
    if draft.encloses_broken(path):
        return None
    if spec.relation or not spec.measure:
        given = [name for name in ("relation", "measure") if getattr(spec, name)]
        draft.report_key(ONE_OF, path, where="period", known="relation、measure", found="、".join(given) or "—")
        return None
    bounds = _bounds(spec, (*path, "growth"), draft)
    found = figures([Written(text, (*path, "measure", k)) for k, text in enumerate(spec.measure)], room)
    if found is None or bounds is None:
        return None
    if found.form and not room.forms[found.form].key:
        wrong(draft, (*path, "measure"), found.form, NO_KEY, KEY)
        return None
    above = [_amount(spec.change_above, (*path, "change_above"), of.type.unit, draft) for of in found.of]
    if None in above:
        return None
    text = figures_in_words(found.of)
    made = Growth(found.of, *bounds, tuple(amount for amount in above if amount is not None))
    return Declared(made, found.of, found.form, text)


def _bounds(spec: PeriodFile, path: Path, draft: Draft) -> tuple[float, float] | None:
    """Return the low and the high end of growth, as fractions; without `growth:` any growth is too much."""
    if spec.growth is None:
        if spec.change_above is not None:
            return 0.0, 0.0
        wrong(draft, (*path[:-1], "measure"), "、".join(spec.measure), NO_BOUND, GROWTH)
        return None
    ends = [_share(end, (*path, k), draft) for k, end in enumerate(spec.growth)]
    low, high = ends
    if low is None or high is None:
        return None
    if low >= high:
        wrong(draft, path, f"{spec.growth[0]}, {spec.growth[1]}", REVERSED, GROWTH)
        return None
    return low, high


def _share(written: object, path: Path, draft: Draft) -> float | None:
    figure = numbers.figure(written)
    unit = draft.units.find(figure.unit) if figure is not None and figure.unit else None
    if figure is None or unit is None or unit.text not in ("%", "‰", "倍"):
        wrong(draft, path, written, PERCENT, GROWTH)
        return None
    return float(figure.value * unit.factor)


def _amount(written: object, path: Path, unit: Unit, draft: Draft) -> float | None:
    """Return the change that is told in the unit of the figure; none written: every change."""
    if written is None:
        return 0.0
    figure = numbers.figure(written)
    own = draft.units.find(figure.unit) if figure is not None and figure.unit else unit
    fits = own is not None and (own.compatible(unit) or (own.point and own.dimensions == unit.dimensions))
    if figure is None or figure.value < 0 or own is None or not fits:
        expected = Text(f"应是能换算为 {unit.text} 的数", f"an amount that converts to {unit.text}")
        wrong(draft, path, written, expected, ABOVE)
        return None
    return float(figure.value * own.factor_to(unit)) if math.isfinite(float(figure.value)) else None


NO_BOUND = Text("没有写 growth: 或 change_above:", "neither `growth:` nor `change_above:` is written")
REVERSED = Text("低端应小于高端", "the low end should be below the high end")
PERCENT = Text("应是百分数，如 -50%", "a percentage such as -50%")
GROWTH = Text("写成 growth: [-50%, 100%]，低端在前", "write growth: [-50%, 100%], the low end first")
ABOVE = Text(
    "只提变动额超过它的；写成 1亿元，不写单位时按指标的单位",
    "only changes above it are told; write 1亿元, or a number in the unit of the figure",
)
NO_KEY = Text(
    "该表式没有 key:，找不到同一户上年的记录", "the form has no `key:`, so the record of the year before is not found"
)
KEY = Text("在表式中写 key:", "give the form a `key:`")
