"""The options of a target: which of them have an effect on its kind, and what they say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fzplan.diagnostics import Text
from fzplan.observations import QUALITIES
from fzplan.plan import numbers
from fzplan.plan.build_quantities import unknown
from fzplan.plan.codes import BAD_NUMBER, BAD_YEAR, NO_EFFECT, UNKNOWN_KEY, YEAR_OUTSIDE
from fzplan.plan.draft import folded, listed, nearest

if TYPE_CHECKING:
    from fzplan.model.plan import TargetKind
    from fzplan.plan.bounds import Bounds, TargetRoom
    from fzplan.plan.draft import Draft
    from fzplan.plan.fileformat import TargetFile
    from fzplan.plan.places import Path

METHODS = (
    "plan-linear",
    "cagr-ratio",
    "eustat",
    "unsd-projection",
    "dns-weather",
    "escap-status",
    "log-progress",
    "to-date",
    "plan-completion",
)
COMPATIBLE = ("sdg-build",)
USES = (
    ("mean", "mean", ("growth",), "of: growth"),
    ("band", "pass", ("range", "total", "growth"), "between:"),
    ("reading", "reading", ("each", "range"), "each:"),
    ("limit", "limit", ("direction",), "direction:"),
    ("within", "within", ("match",), "near:"),
    ("amended", "amended", ("reach", "each", "total", "growth"), "at_least: more_than: at_most: less_than:"),
)
BOUNDS = ("at_least", "more_than", "at_most", "less_than")
TEXTS = ("proxy", "owner", "quote", "section", "note")


def effective(file: TargetFile, kind: TargetKind, path: Path, draft: Draft) -> None:
    """Report options that would do nothing on a target of this kind."""
    for name, key, kinds, use in USES:
        idle = kind not in kinds or (name == "band" and file.between is None) or (name == "reading" and not file.each)
        idle = idle or (name == "amended" and file.between is not None)
        if getattr(file, name) is not None and idle:
            draft.report_key(NO_EFFECT, (*path, key), option=key, kind=kind, use=use)


def options(
    file: TargetFile, kind: TargetKind, path: Path, bounds: Bounds, room: TargetRoom, span: tuple[int, int]
) -> dict[str, Any]:
    """Return the fields of `Target` that are options."""
    draft = room.draft
    return {
        "mean": file.mean or "geometric",
        "reading": file.reading,
        "nature": file.nature,
        "members": _members(file, path, room),
        "path": _path(file, bounds, span),
        "milestones": _by_year(file.milestones, "milestones", bounds, span),
        "method": _known(file.method, METHODS, (*path, "method"), Text("进度方法", "method"), draft),
        "compat": _known(file.compat, COMPATIBLE, (*path, "compat"), Text("兼容做法", "way of computing"), draft),
        "quality": _known(file.quality, QUALITIES, (*path, "quality"), Text("数据质量", "quality"), draft)
        or "published",
        "weight": file.weight,
        "remarks": _remarks(file, path, draft),
        "amended": _amended(file, kind, bounds, span),
        **{name: getattr(file, name) for name in TEXTS},
    }


def _known(written: str, known: tuple[str, ...], path: Path, what: Text, draft: Draft) -> str:
    if written and written not in known:
        unknown(draft, path, written, what, known)
        return ""
    return written


def _members(file: TargetFile, path: Path, room: TargetRoom) -> dict[str, str]:
    """Return `for:` with ids: dimension → member or group."""
    found: dict[str, str] = {}
    for dimension, member in file.members.items():
        at = (*path, "for", dimension)
        declared = room.dimensions.get(folded(dimension))
        if declared is None:
            if folded(dimension) not in room.draft.faulty:
                unknown(room.draft, at, dimension, Text("分组", "dimension"), room.dimensions, at_key=True)
        elif folded(member) in declared.groups:
            found[declared.id] = folded(member)
        elif folded(member) in declared.names:
            found[declared.id] = declared.names[folded(member)]
        else:
            unknown(room.draft, at, member, Text("成员或合称", "member or group"), (*declared.names, *declared.groups))
    return found


def _path(file: TargetFile, bounds: Bounds, span: tuple[int, int]) -> Any:
    if isinstance(file.path, dict):
        return _by_year(file.path, "path", bounds, span)
    if file.path in ("linear", "geometric"):
        return file.path
    known = Text("应是 linear、geometric 或 {2023: 8000}", "linear, geometric or {2023: 8000} is expected")
    unit = bounds.unit.text if bounds.unit else "—"
    bounds.draft.report(BAD_NUMBER, (*bounds.path, "path"), key="path", found=file.path, reason=known, unit=unit)
    return "linear"


def _by_year(written: dict[str, Any], key: str, bounds: Bounds, span: tuple[int, int]) -> dict[int, float]:
    found: dict[int, float] = {}
    for label, number in written.items():
        year = numbers.year(label)
        at = (*bounds.path, key, label)
        if year is None:
            bounds.draft.report_key(BAD_YEAR, at, key=key, found=label, expected=Text("一个年份", "a year"))
        elif not span[0] <= year <= span[1]:
            bounds.draft.report_key(YEAR_OUTSIDE, at, key=key, year=year, span=f"{span[0]}—{span[1]}")
        elif (value := bounds.number(number, (key, label))) is not None:
            found[year] = value
    return found


def _remarks(file: TargetFile, path: Path, draft: Draft) -> dict[int, str]:
    found: dict[int, str] = {}
    for label, text in file.remarks.items():
        year = numbers.year(label)
        if year is None:
            at = (*path, "remarks", label)
            draft.report_key(BAD_YEAR, at, key="remarks", found=label, expected=Text("一个年份", "a year"))
        else:
            found[year] = text
    return found


def _amended(file: TargetFile, kind: TargetKind, bounds: Bounds, span: tuple[int, int]) -> dict[str, Any]:
    """Return the mid-term adjustment: its first year, and the number after or before it as the bound is counted."""
    change = file.amended
    if change is None:
        return {}
    found: dict[str, Any] = {"source": change.source} if change.source else {}
    at, year = (*bounds.path, "amended"), numbers.year(change.since)
    if year is None:
        expected = Text("一个年份", "a year")
        bounds.draft.report(BAD_YEAR, (*at, "since"), key="since", found=change.since, expected=expected)
    elif not span[0] <= year <= span[1]:
        bounds.draft.report(YEAR_OUTSIDE, (*at, "since"), key="since", year=year, span=f"{span[0]}—{span[1]}")
    else:
        found["since"] = year
    own = [key for key in BOUNDS if getattr(file, key) is not None]
    for key in (*BOUNDS, "was"):
        written = getattr(change, key)
        if written is not None and key not in (*own, "was"):
            facts = {"found": key, "near": nearest(key, own), "known": listed(("since", *own, "was", "source"))}
            bounds.draft.report_key(UNKNOWN_KEY, (*at, key), **facts)
        elif written is not None and (number := bounds.number(written, ("amended", key), kind)) is not None:
            found[key] = number
    return found
