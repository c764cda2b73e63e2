"""Targets: one comparison, one time, options; the kind is derived from comparison × time (design of targets)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from fzplan.diagnostics import Related, Text, listed
from fzplan.model.plan import Baseline, Target
from fzplan.plan import numbers, options
from fzplan.plan.bounds import Bounds, TargetRoom
from fzplan.plan.codes import (
    AGAINST_DIRECTION,
    BAD_YEAR,
    BASE_AFTER,
    DUPLICATE_TARGET,
    NEEDS,
    NO_COMPARISON,
    NO_TIME,
    OUTSIDE_PLAN,
    SEVERAL_COMPARISONS,
    SEVERAL_TIMES,
    WRONG_COMBINATION,
)
from fzplan.plan.draft import folded

if TYPE_CHECKING:
    from fzplan.model.plan import Comparator, TargetKind
    from fzplan.plan.draft import Draft
    from fzplan.plan.fileformat import TargetFile
    from fzplan.plan.places import Path
    from fzplan.units import Unit

COMPARATORS: dict[str, Comparator] = {"at_least": "≥", "more_than": ">", "at_most": "≤", "less_than": "<"}
FAMILIES = dict.fromkeys(COMPARATORS, "reach") | {
    "between": "between",
    "rise_by": "change",
    "fall_by": "change",
    "times": "multiple",
    "doublings": "multiple",
    "direction": "direction",
    "near": "near",
    "monitor": "monitor",
}
TIMES = ("by", "each", "over")
KINDS: dict[tuple[str, str | None, str], TargetKind] = {
    ("reach", None, "by"): "reach",
    ("reach", None, "each"): "each",
    ("reach", "total", "over"): "total",
    ("reach", "growth", "over"): "growth",
    ("between", None, "by"): "range",
    ("between", None, "each"): "range",
    ("between", "total", "over"): "total",
    ("between", "growth", "over"): "growth",
    ("change", None, "over"): "change",
    ("change", None, "by"): "change",
    ("multiple", None, "by"): "multiple",
    ("direction", None, "over"): "direction",
    ("near", None, "by"): "match",
    ("near", None, "each"): "match",
    ("near", None, "over"): "match",
    ("near", "growth", "over"): "match",
    ("monitor", None, "none"): "monitor",
}
HINTS = {
    ("reach", "over"): Text(
        "累计写 of: total，年均增速写 of: growth，每年都要写 each:",
        "`of: total` for a sum, `of: growth` for average growth, `each:` for every year",
    ),
    ("between", "over"): Text(
        "累计写 of: total，年均增速写 of: growth", "`of: total` for a sum, `of: growth` for average growth"
    ),
    ("direction", "by"): Text(
        "只要求方向的目标写 over: 2021-2025", "a direction is judged `over:` a span such as 2021-2025"
    ),
    ("multiple", "over"): Text("倍数和翻番写 by: 2025", "a multiple is reached `by:` a year such as 2025"),
    ("monitor", "by"): Text("只监测的目标不写时间", "a monitored figure has no time"),
}
OF_HINT = Text(
    "of: total 和 of: growth 与比较词、over: 一起用", "`of: total` and `of: growth` go with a comparison and `over:`"
)
RATES_HINT = Text(
    "of: growth 与 near: 一起用时，两个指标都要是增速（kind: rate），时间写 over:",
    "with `near:`, `of: growth` holds two rates (`kind: rate`) against each other `over:` a span",
)
GENERAL_HINT = Text("各种搭配见 fzplan rule FZ706", "see `fzplan rule FZ706` for the combinations")


class Time(NamedTuple):
    """When a target is judged."""

    key: Literal["by", "each", "over", "none"]
    first: int
    last: int


def target(file: TargetFile, path: Path, indicator: str, unit: Unit | None, room: TargetRoom) -> Target | None:
    """Return the target at a path, or None where its kind or numbers cannot be told (reported)."""
    draft = room.draft
    name = file.id or indicator
    _unique(name, path, room)
    comparison = _comparison(file, path, name, draft)
    time_key = _time_key(file, path, name, draft, comparison)
    if comparison is None or time_key is None:
        return None
    kind = KINDS.get((FAMILIES[comparison], file.of, time_key))
    if kind is None or (kind == "match" and file.of and not _are_rates(file, indicator, room)):
        _wrong_combination(file, path, name, comparison, time_key, draft)
        return None
    options.effective(file, kind, path, draft)
    bounds = Bounds(draft, room.scope, unit, path)
    time = _time(file, time_key, path, name, room)
    compared = _compared(file, comparison, kind, bounds, name)
    better = _better(file, comparison, path, name, draft)
    if time is None or compared is None:
        return None
    base = _baseline(file, time, path, name, bounds, room)
    first = base.year + 1 if time.key == "by" else time.first
    rest = options.options(file, kind, path, bounds, room, (first, time.last))
    return Target(
        id=name, indicator=indicator, kind=kind, at=draft.places.value(path), time=time.key, first=first,
        last=time.last, better=better, baseline=base, averaged=kind == "match" and file.of == "growth",
        **compared, **rest,
    )  # fmt: skip


def _are_rates(file: TargetFile, indicator: str, room: TargetRoom) -> bool:
    """Tell whether a target that holds two average rates of growth against each other names two rates."""
    found = (room.scope.symbol(indicator), room.scope.symbol(folded(file.near or "")))
    return all(symbol is not None and symbol.kind == "rate" for symbol in found)


def _unique(name: str, path: Path, room: TargetRoom) -> None:
    here = (*path, "id") if room.draft.places.has((*path, "id")) else path
    if name in room.ids:
        before = Related(room.draft.places.value(room.ids[name]), Text("前一处", "first given here"))
        room.draft.report(DUPLICATE_TARGET, here, before, id=name)
    room.ids.setdefault(name, here)


def _comparison(file: TargetFile, path: Path, name: str, draft: Draft) -> str | None:
    given = [key for key in FAMILIES if getattr(file, key) is not None]
    if not given:
        if not draft.encloses_broken(path):
            known = listed(FAMILIES)
            draft.report(NO_COMPARISON, path, target=name, known=known)
        return None
    if len(given) > 1:
        first, second = sorted(given[:2], key=lambda key: draft.places.node((*path, key)).start)
        before = Related(draft.places.key((*path, first)), Text(f"{first}: 在此", f"`{first}:` is here"))
        draft.report_key(SEVERAL_COMPARISONS, (*path, second), before, target=name, first=first, second=second)
        return None
    return given[0]


def _time_key(file: TargetFile, path: Path, name: str, draft: Draft, comparison: str | None) -> str | None:
    given = [key for key in TIMES if getattr(file, key) is not None]
    if len(given) > 1:
        first, second = sorted(given[:2], key=lambda key: draft.places.node((*path, key)).start)
        before = Related(draft.places.key((*path, first)), Text(f"{first}: 在此", f"`{first}:` is here"))
        draft.report_key(SEVERAL_TIMES, (*path, second), before, target=name, first=first, second=second)
        return None
    if given:
        return given[0]
    if comparison == "monitor":
        return "none"
    if not draft.encloses_broken(path):
        draft.report(NO_TIME, path, target=name)
    return None


def _wrong_combination(file: TargetFile, path: Path, name: str, comparison: str, time_key: str, draft: Draft) -> None:
    parts = [
        f"{comparison}:",
        *([f"of: {file.of}"] if file.of else []),
        *([f"{time_key}:"] if time_key != "none" else []),
    ]
    hint = (
        (RATES_HINT if file.near else OF_HINT) if file.of else HINTS.get((FAMILIES[comparison], time_key), GENERAL_HINT)
    )
    if comparison == "monitor":
        hint = HINTS["monitor", "by"]
    at = (*path, "of") if file.of else (*path, time_key)
    draft.report_key(WRONG_COMBINATION, at, target=name, found=" + ".join(parts), hint=hint)


def _time(file: TargetFile, key: str, path: Path, name: str, room: TargetRoom) -> Time | None:
    head, draft = room.head, room.draft
    if key == "none":
        return Time("none", head.first, head.last) if head else Time("none", 0, 0)
    written = getattr(file, key)
    if key == "by":
        year = numbers.year(written)
        span = (year, year) if year is not None else None
        expected = Text("一个年份", "a year")
    else:
        span = numbers.years(written)
        expected = Text("一段年份", "a span of years")
    if span is None:
        draft.report(BAD_YEAR, (*path, key), key=key, found=written, expected=expected)
        return None
    if head and not head.first <= span[0] <= span[1] <= head.last:
        draft.report(OUTSIDE_PLAN, (*path, key), target=name, found=written, span=f"{head.first}—{head.last}")
    return Time(key, *span)  # type: ignore[arg-type]


def _better(file: TargetFile, comparison: str, path: Path, name: str, draft: Draft) -> Literal[1, -1]:
    """Return which way is better; a comparison against the declared one is reported with both places."""
    stated: Literal[1, -1] = -1 if file.better == "down" else 1
    derived: Literal[1, -1]
    if comparison in ("between", "near", "monitor"):
        return stated
    derived = -1 if comparison in ("at_most", "less_than", "fall_by") or file.direction == "down" else 1
    if file.better is not None and stated != derived:
        other = Related(draft.places.key((*path, comparison)), Text(f"{comparison}: 在此", f"`{comparison}:` is here"))
        written = f"direction: {file.direction}" if comparison == "direction" else f"{comparison}:"
        draft.report(AGAINST_DIRECTION, (*path, "better"), other, target=name, comparison=written, better=file.better)
    return derived


def _compared(file: TargetFile, comparison: str, kind: TargetKind, bounds: Bounds, name: str) -> dict[str, Any] | None:
    """Return the fields of `Target` that hold the comparison; None where a number it needs cannot be had."""
    found: dict[str, Any] = {}
    match FAMILIES[comparison]:
        case "reach":
            found = {"comparator": COMPARATORS[comparison], "bound": bounds.bound(file, (comparison,), kind)}
        case "between":
            low, high = bounds.range(file, kind)
            found = {"bound": low, "high": high, "band": file.band == "band"}
        case "change":
            found = {"change": bounds.change(getattr(file, comparison), comparison)}
        case "multiple":
            found = {"bound": bounds.multiple(file, comparison)}
        case "direction":
            limit = {} if file.limit is None else {"limit": bounds.number(file.limit, ("limit",))}
            found = {"direction": -1 if file.direction == "down" else 1, **limit}
        case "near":
            found = _near(file, bounds, name)
        case _:
            found = {"monitor": file.monitor or ""}
    return None if None in found.values() else found


def _near(file: TargetFile, bounds: Bounds, name: str) -> dict[str, Any]:
    if file.within is None:
        bounds.draft.report_key(NEEDS, (*bounds.path, "near"), target=name, has="near", needs="within")
        return {"tolerance": None}
    near = file.near or ""
    return {
        "near": near,
        "near_formula": bounds.formula(near, ("near",)),
        "tolerance": bounds.difference(file.within, ("within",)),
    }


def _baseline(file: TargetFile, time: Time, path: Path, name: str, bounds: Bounds, room: TargetRoom) -> Baseline:
    """Return the base of a target: its own, else the plan's, else the year before its time."""
    latest = time.last - 1 if time.key == "by" else time.first - 1
    written = file.baseline
    if written is None:
        plan = room.head.baseline if room.head else latest
        return Baseline(min(plan, latest) if time.key == "none" or plan <= latest else latest)
    at = (*path, "baseline")
    if written.year > latest and time.key != "none":
        room.draft.report(BASE_AFTER, (*at, "year"), target=name, base=written.year, first=latest + 1)
    value = bounds.number(written.value, ("baseline", "value")) if written.value is not None else None
    return Baseline(written.year, value, written.note, room.draft.places.value(at))
