"""A plan file drafted from workbooks: what they measure, by which members, where it stands; targets are left to people.

In: the forms drafted of the workbooks. Out: the text of a plan file that loads and computes as it stands: every figure
is monitored until somebody writes its target. Forms, measures and dimensions of the same id are put together.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from fzplan.plan.drafting.form import dimension_lines, form_lines, measure_lines
from fzplan.plan.drafting.yaml_text import block, flow

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from fzplan.diagnostics import Lang
    from fzplan.model.survey import DimensionDraft, FormDraft, MeasureDraft

MONITORED, SHOWN = 30, 12
"""Up to so many measures, each is made an indicator; of more, the first few, to show how it is done."""
_SAY = {
    "zh": {
        "top": "# 由报表起草：请核对单位和口径，写上目标，再运行 fzplan check 和 fzplan compute。",
        "name": "（请填规划名称）",
        "span": "    # 请核对规划期",
        "dimensions": "# 分组：表中成组出现的名称；改成本单位的叫法",
        "measures": "# 原始指标：报表填的数。算出来的写成指标，如\n"
        "# 劳均产出: {unit: 万元/人, formula: 总收入 / 从业人员平均人数}",
        "indicators": "# 考核指标：把 monitor 换成目标，如 target: {at_least: 400, by: %d}",
        "monitor": "待填目标",
        "forms": "# 表式：数在哪里；files 相对于数据文件夹 data/",
    },
    "en": {
        "top": "# Drafted from returns: check units and definitions, write the targets,\n"
        "# then run fzplan check and fzplan compute.",
        "name": "(name of the plan)",
        "span": "    # please check the span of the plan",
        "dimensions": "# dimensions: names that stand together; rename them as your office does",
        "measures": "# measures: what returns report. What is computed is an indicator, such as\n"
        "# output per head: {unit: CNY/person, formula: income / employees}",
        "indicators": "# indicators: put a target in place of `monitor`, such as target: {at_least: 400, by: %d}",
        "monitor": "target to be given",
        "forms": "# forms: where the numbers stand; `files` is relative to the data folder",
    },
}  # fmt: skip


class Heading(NamedTuple):
    """What stands above; a span that nobody gave is marked for checking."""

    name: str
    span: tuple[int, int]
    stated: bool
    lang: Lang = "zh"


def draft(drafts: Sequence[FormDraft], heading: Heading) -> str:
    """Return the plan file of these forms."""
    say = _SAY[heading.lang]
    first, last = heading.span
    measures, dimensions = _measures(drafts), _dimensions(drafts)
    head = {"name": heading.name or say["name"], "baseline": first - 1, "span": f"{first}-{last}", "lang": heading.lang}
    top = block("plan", head, width=0)
    top = top if heading.stated else [line + say["span"] if "span" in line else line for line in top]
    parts = [[say["top"], "fzplan: 1"], top]
    if dimensions:
        parts.append([say["dimensions"], "dimensions:", *(line for d in dimensions for line in dimension_lines(d))])
    judged = measures if len(measures) <= MONITORED else measures[:SHOWN]
    rest = [m for m in measures if m not in judged]
    parts.append([say["measures"], "measures:", *(line for m in rest for line in measure_lines(m, heading.lang))])
    if not rest:
        parts[-1][-1] = "measures: {}"
    if judged:
        parts.append(
            [say["indicators"] % last, "indicators:", *(_indicator(m, say["monitor"], heading.lang) for m in judged)]
        )
    forms = (line for form in _forms(drafts) for line in form_lines(form, lang=heading.lang))
    parts.append([say["forms"], "forms:", *forms])
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def _indicator(measure: MeasureDraft, why: str, lang: Lang) -> str:
    """Return a measure as an indicator that is monitored only."""
    (line,) = measure_lines(measure, lang)
    entry, brace, remark = line.rpartition("}")
    return f"{entry}, target: {flow({'monitor': why})}{brace}{remark}"


def _measures(drafts: Iterable[FormDraft]) -> tuple[MeasureDraft, ...]:
    """Put measures of one id together; a unit that is stated counts before one that is not."""
    found: dict[str, MeasureDraft] = {}
    for measure in (m for draft in drafts for m in draft.measures):
        before = found.get(measure.id)
        if before is None:
            found[measure.id] = measure
            continue
        better = measure if measure.unit_stated and not before.unit_stated else before
        found[measure.id] = replace(better, aliases=tuple(dict.fromkeys((*before.aliases, *measure.aliases))))
    return tuple(found.values())


def _dimensions(drafts: Iterable[FormDraft]) -> tuple[DimensionDraft, ...]:
    found: dict[str, DimensionDraft] = {}
    for dimension in (d for draft in drafts for d in draft.dimensions):
        before = found.get(dimension.id)
        if before is None:
            found[dimension.id] = dimension
            continue
        members: Mapping[str, tuple[str, ...]] = {
            name: tuple(dict.fromkeys((*before.members.get(name, ()), *dimension.members.get(name, ()))))
            for name in dict.fromkeys((*before.members, *dimension.members))
        }
        found[dimension.id] = replace(before, members=members)
    return tuple(found.values())


def _forms(drafts: Sequence[FormDraft]) -> list[FormDraft]:
    """Give forms of one id numbers; equal ones stand once, with the files of all."""
    merged: list[tuple[FormDraft, list[str]]] = []
    for draft in drafts:
        bare = replace(draft, files=(), measures=(), dimensions=())
        known = next((files for form, files in merged if form == bare), None)
        if known is None:
            merged.append((bare, list(draft.files)))
        else:
            known.extend(draft.files)
    taken: dict[str, int] = {}
    forms = []
    for form, files in merged:
        taken[form.id] = count = taken.get(form.id, 0) + 1
        name = form.id if count == 1 else f"{form.id}{count}"
        forms.append(replace(form, id=name, files=tuple(dict.fromkeys(files))))
    return forms
