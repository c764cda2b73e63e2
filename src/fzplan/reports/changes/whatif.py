"""What differs between two outcomes, in words and as JSON: figures, indicators, verdicts, outlooks, deliverables.

In: `Changes` and the plan they speak of. Out: lines of text, or plain data for the contract of docs/json.md.
May import: model, figures, periods.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fzplan import figures, periods
from fzplan.diagnostics import Text
from fzplan.model import words
from fzplan.observations import TOTAL
from fzplan.reports import wording
from fzplan.reports.explain import plain
from fzplan.reports.wording import bracketed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fzplan.diagnostics import Lang
    from fzplan.model.changes import ChangedObservation, Changes, Figure, Flip, MovedIndicator
    from fzplan.model.plan import Plan
    from fzplan.model.results import Outcome
    from fzplan.periods import Period

ARROW = " → "
OBSERVATIONS = Text("数据", "figures")
INDICATORS = Text("指标", "indicators")
VERDICTS = Text("进度判定", "verdicts")
OUTLOOKS = Text("趋势判断", "outlooks")
DELIVERABLES = Text("重点任务", "deliverables")
UNCHANGED = Text("进度判定和趋势判断没有变化。", "No verdict and no outlook changed.")
NOTHING = Text("没有任何变化。", "Nothing changed.")
ABSENT = Text("无", "none")
COMPARABLE = Text("同口径", "comparable")


def lines(changes: Changes, plan: Plan, lang: Lang) -> list[str]:
    """Return what differs, a line a difference under its heading."""
    if not changes:
        return [NOTHING.of(lang)]
    sections = (
        (OBSERVATIONS, [_observation(plan, o, lang) for o in changes.observations]),
        (INDICATORS, [_indicator(plan, i, lang) for i in changes.indicators]),
        (VERDICTS, [_flip(plan, flip, lang) for flip in changes.verdicts]),
        (OUTLOOKS, [_flip(plan, flip, lang) for flip in changes.outlooks]),
        (DELIVERABLES, [_flip(plan, flip, lang) for flip in changes.deliverables]),
    )
    found = []
    for title, parts in sections:
        if parts:
            found.append(title.of(lang) + ("：" if lang == "zh" else ":"))
            found += [f"  {part}" for part in parts]
    return found if changes.verdicts or changes.outlooks else [*found, UNCHANGED.of(lang)]


def _observation(plan: Plan, o: ChangedObservation, lang: Lang) -> str:
    """Return: 总收入 2024年　8466 → 8200 亿元　data/年报.xlsx:主要指标!D2 → --set 总收入@2024=8200亿元."""
    basis = COMPARABLE.of(lang) if o.basis == "comparable" else ""
    sides = ARROW.join(
        ABSENT.of(lang) if side is None else _mark(plain(side.value), side) for side in (o.before, o.after)
    )
    places = ARROW.join(str(side.place) for side in (o.before, o.after) if side is not None)
    name = _named(plan, o.measure, o.by, o.period, lang) + bracketed(basis, lang)
    return f"{name}　{sides} {o.unit}　{places}"


def _mark(shown: str, side: Figure) -> str:
    return shown + words.MARKS.get(side.quality, "")


def _indicator(plan: Plan, moved: MovedIndicator, lang: Lang) -> str:
    """Return: 劳均产出 2024年　371.2 → 359.5 万元/人; with more digits where the rounded ones are the same."""
    shown = [_rounded(plan, moved, value) for value in (moved.before, moved.after)]
    if shown[0] == shown[1]:
        shown = [None if value is None else plain(value) for value in (moved.before, moved.after)]
    sides = ARROW.join(ABSENT.of(lang) if side is None else side for side in shown)
    return f"{_named(plan, moved.id, moved.by, moved.period, lang)}　{sides} {moved.unit}"


def _rounded(plan: Plan, moved: MovedIndicator, value: float | None) -> str | None:
    if value is None:
        return None
    quantity = plan.quantity(moved.id)
    places = quantity.decimals if quantity else None
    return plain(value) if places is None else figures.shown(figures.tidy(value), places, plan.head.rounding)


def _named(plan: Plan, name: str, by: Mapping[str, str], period: Period, lang: Lang) -> str:
    quantity = plan.quantity(name)
    label = wording.name(quantity, lang) if quantity else name
    members = ("、" if lang == "zh" else ", ").join(by.values())
    return f"{label}{bracketed(members, lang)} {periods.words(period, lang)}"


def _flip(plan: Plan, flip: Flip, lang: Lang) -> str:
    """Return: 总收入　符合预期 → 滞后."""
    sides = (words.verdict(code, lang, plan.labels) if code else wording.NONE for code in (flip.before, flip.after))
    return f"{_title(plan, flip.id, lang)}　{ARROW.join(sides)}"


def _title(plan: Plan, id_: str, lang: Lang) -> str:
    target = next((t for t in plan.targets if t.id == id_), None)
    task = next((d for d in plan.deliverables.values() if d.id == id_), None)
    if target is None:
        return task.name if task else id_
    return f"{wording.title(plan, target, lang)}{bracketed(id_, lang)}"


def section(outcome: Outcome, lang: Lang) -> list[str]:
    """Return the part of a report that says what a what-if changed; nothing where the outcome is none."""
    if outcome.changes is None:
        return []
    title = Text("测算所引起的变化（测算，非统计数据）", "What the what-if changes (not statistical data)")
    return [f"{title.of(lang)}{'：' if lang == 'zh' else ':'}", *lines(outcome.changes, outcome.plan, lang)]


def record(changes: Changes) -> dict[str, Any]:
    """Return the changes as plain data; a side without a figure is absent, never null."""
    return {
        "observations": [
            {
                "measure": o.measure,
                "period": periods.text(o.period),
                "by": dict(o.by),
                "basis": o.basis,
                "unit": o.unit,
                **_sides(before=o.before and _figure(o.before), after=o.after and _figure(o.after)),
            }
            for o in changes.observations
        ],
        "indicators": [
            {
                "id": i.id,
                "period": periods.text(i.period),
                "by": dict(i.by),
                "unit": i.unit,
                **_sides(before=i.before, after=i.after),
            }
            for i in changes.indicators
        ],
        "verdicts": _flips(changes.verdicts),
        "outlooks": _flips(changes.outlooks),
        "deliverables": _flips(changes.deliverables),
    }


def _figure(side: Figure) -> dict[str, Any]:
    return {"value": side.value, "place": str(side.place), "edition": side.edition, "quality": side.quality}


def _flips(flips: Sequence[Flip]) -> list[dict[str, Any]]:
    return [{"id": flip.id, **_sides(before=flip.before or None, after=flip.after or None)} for flip in flips]


def _sides(**sides: Any) -> dict[str, Any]:
    return {name: side for name, side in sides.items() if side is not None}


def what_if(outcome: Outcome, lang: Lang) -> dict[str, Any]:
    """Return the keys that mark a document as a what-if: the figures set, the warning, what changed."""
    if not outcome.what_if:
        return {}
    extraction, found = outcome.extraction, []
    for index in outcome.what_if:
        o = extraction.observations[index]
        named = zip(extraction.dimensions, o.members, strict=True)
        quantity = outcome.plan.quantity(o.measure)
        found.append(
            {
                "measure": o.measure,
                "period": periods.text(o.period),
                "by": {dimension: member for dimension, member in named if member != TOTAL},
                "value": o.value,
                "unit": quantity.unit.text if quantity else o.unit,
                "set": str(extraction.sources.place(o)).removeprefix("--set "),
            }
        )
    told = {} if outcome.changes is None else {"changes": record(outcome.changes)}
    return {"what_if": found, "what_if_label": words.BANNERS["assumed"].of(lang), **told}
