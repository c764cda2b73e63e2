"""`outlier:` - which figure, in which groups, by which method."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.diagnostics import Text
from fzplan.model.plausible import Outlier
from fzplan.plan.check_specs.declared import Declared, figures_in_words, wrong
from fzplan.plan.check_specs.figures import Written, figures, group_of

if TYPE_CHECKING:
    from fzplan.plan.build_checks import CheckRoom
    from fzplan.plan.checkformat import OutlierFile
    from fzplan.plan.places import Path

CUTS = {"hb": 20.0, "mad": 3.5, "iqr": 3.0}
"""hb: with a C of 4 or 7 a tenth of firms of many sizes is told, with 20 a few in a hundred; mad: Iglewicz and
Hoaglin; iqr: Tukey's far out."""


def declared(spec: OutlierFile, path: Path, room: CheckRoom) -> Declared | None:
    """Return the declaration of a check of outliers."""
    found = figures([Written(spec.of, (*path, "of"))], room, spec.group or "")
    if found is None or not _options(spec, path, room):
        return None
    group = group_of(spec.group, (*path, "group"), found.form, room)
    if group is None:
        return None
    if not found.form and not group:
        wrong(room.draft, (*path, "of"), spec.of, NO_GROUP, GROUP)
        return None
    if found.form and spec.by == "hb" and not room.forms[found.form].key:
        wrong(room.draft, (*path, "by"), spec.by, NO_KEY, KEY)
        return None
    (of,) = found.of
    cut = spec.cut if spec.cut is not None else CUTS[spec.by]
    made = Outlier(of, spec.by, cut, group, spec.size, spec.scale == "log", spec.least)
    return Declared(made, found.of, found.form, figures_in_words([of]))


def _options(spec: OutlierFile, path: Path, room: CheckRoom) -> bool:
    """Tell whether every option has an effect; one that has none is told."""
    sound = True
    if spec.by == "hb" and spec.scale == "log":
        wrong(room.draft, (*path, "scale"), spec.scale, NO_SCALE, SCALE)
        sound = False
    if spec.by != "hb" and "size" in spec.model_fields_set:
        wrong(room.draft, (*path, "size"), spec.size, NO_SIZE, SIZE)
        sound = False
    return sound


NO_GROUP = Text(
    "规划的数要写 group: 哪个分组的各成员互比", "figures of the plan need `group:`, whose members are compared"
)
GROUP = Text("group: 写规划的分组，如 园区", "write a dimension of the plan after `group:`")
NO_KEY = Text(
    "该表式没有 key:，找不到同一户上年的记录", "the form has no `key:`, so the record of the year before is not found"
)
KEY = Text("在表式中写 key:，或改用 mad、iqr", "give the form a `key:`, or use mad or iqr")
NO_SCALE = Text("hb 判断的是变动之比，没有取对数", "hb judges ratios of change, no logarithms")
SCALE = Text("scale: 只用于 mad 和 iqr", "`scale:` is for mad and iqr")
NO_SIZE = Text("只有 hb 用规模的权数", "only hb weighs by size")
SIZE = Text("删去 size:，或写 by: hb", "remove `size:`, or write by: hb")
