"""`jump:` - which figures, which powers of ten, what they are held against."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from fzplan.diagnostics import Text
from fzplan.formula import words
from fzplan.model.plausible import Jump
from fzplan.plan.check_specs.declared import Declared, figures_in_words, wrong
from fzplan.plan.check_specs.figures import Written, figures, group_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fzplan.formula import Typed
    from fzplan.plan.build_checks import CheckRoom
    from fzplan.plan.checkformat import JumpFile
    from fzplan.plan.draft import Draft
    from fzplan.plan.places import Path

MOST = 15
"""A float has no more digits."""
NO_AMOUNT = ("rank", "score", "age", "year", "day")


def declared(spec: JumpFile, path: Path, room: CheckRoom) -> Declared | None:
    """Return the declaration of a check of jumps."""
    written = [Written(text, (*path, "of", k)) for k, text in enumerate(spec.of)]
    powers = _powers(spec.times, (*path, "times"), room.draft)
    per = Written(spec.per, (*path, "per")) if spec.per else None
    found = figures(written, room, spec.group or "", per)
    if found is None:
        return None
    group = group_of(spec.group, (*path, "group"), found.form, room)
    fits = [_can_jump(of, one.path, room.draft) for of, one in zip(found.of, written, strict=True)]
    if group is None or powers is None or not all(fits):
        return None
    if not found.form and group:
        wrong(room.draft, (*path, "group"), spec.group, NO_GROUP, GROUP)
        return None
    grouped = bool(found.form and (group or per))
    text = figures_in_words(found.of)
    return Declared(Jump(found.of, powers, grouped, group, spec.least), found.of, found.form, text)


def _powers(times: Sequence[object], path: Path, draft: Draft) -> tuple[int, ...] | None:
    """Return the powers of ten of the factors; a factor that is none is told.

    >>> _powers(["1e3", 10000, 1e8], (), None)
    (3, 4, 8)
    """
    found = []
    for k, factor in enumerate(times):
        power = _power(factor)
        if power is None:
            wrong(draft, (*path, k), factor, POWER, TIMES)
            return None
        found.append(power)
    return tuple(sorted(set(found)))


def _power(factor: object) -> int | None:
    try:
        value = float(str(factor).replace(",", ""))
    except ValueError:
        return None
    power = round(math.log10(value)) if 0 < value < math.inf else 0
    return power if 0 < power <= MOST and math.isclose(value, 10.0**power, rel_tol=1e-9) else None


def _can_jump(of: Typed, path: Path, draft: Draft) -> bool:
    """Tell whether a figure is an amount: a growth rate, a rank or a year has no unit to be mistaken."""
    dimensions = of.type.unit.dimensions
    if of.type.kind == "rate" or (dimensions and dimensions[0][0] in NO_AMOUNT):
        wrong(draft, path, words(of, "zh"), NO_UNIT, OF)
        return False
    return True


POWER = Text("应是 10 的整数次方，如 1e3、10000", "a power of ten, such as 1e3 or 10000")
TIMES = Text("写差多少倍算跳变，如 [1e3, 1e4, 1e8]", "write the factors that are a jump, such as [1e3, 1e4, 1e8]")
NO_GROUP = Text(
    "规划的数只与上年比，没有同组", "figures of the plan are held against the year before only, and have no group"
)
GROUP = Text("group: 只用于每户一行的表式的字段", "`group:` is for the fields of a form with one row an entity")
NO_UNIT = Text("增速、位次、年龄之类没有单位可错", "a growth rate, a rank, an age has no unit to be mistaken")
OF = Text("写金额、人数之类的数", "name amounts, numbers of people and the like")
