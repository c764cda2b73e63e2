"""Two snapshots held against each other: what the plan said, what was printed, what was computed, what was judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.changes.matching import changed, scaled, scales
from fzplan.changes.taking import take
from fzplan.figures import tidy
from fzplan.model.changes import Changes, FileChange, Flip, MovedIndicator, PlanChange

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fzplan.model.changes import PlanPart
    from fzplan.model.results import Outcome, Why
    from fzplan.model.snapshots import By, Computed, Definitions, Snapshot
    from fzplan.periods import Period

Point = tuple[str, "By", "Period"]
"""Indicator, members, period."""
Coded = dict[str, tuple[str, tuple["Why", ...]]]
"""Id → code, and why it is that one."""
PARTS: tuple[PlanPart, ...] = ("plan", "measure", "indicator", "target")


def compare(before: Outcome, after: Outcome) -> Changes:
    """Return what differs between two outcomes; without `values` they have no moved indicators."""
    return differences(take(before), take(after))


def differences(before: Snapshot, after: Snapshot) -> Changes:
    """Return what differs between two runs.

    Figures are compared at 12 significant digits, in the unit that the later plan declares.
    """
    return Changes(
        plan=tuple(_plan_changes(before.definitions, after.definitions)),
        observations=changed(before, after),
        indicators=_moved(before, after),
        verdicts=_flips(_verdicts(before), _verdicts(after)),
        outlooks=_flips(_outlooks(before), _outlooks(after)),
        deliverables=_flips(_states(before), _states(after)),
        files=_files(before.files, after.files),
    )


def _verdicts(snapshot: Snapshot) -> Coded:
    return {target.id: (target.verdict, target.why) for target in snapshot.targets}


def _outlooks(snapshot: Snapshot) -> Coded:
    return {target.id: (target.outlook, ()) for target in snapshot.targets}


def _states(snapshot: Snapshot) -> Coded:
    return {task.id: (task.state, ()) for task in snapshot.tasks}


def _flips(before: Coded, after: Coded) -> tuple[Flip, ...]:
    none: tuple[str, tuple[Why, ...]] = ("", ())
    sides = ((name, before.get(name, none), after.get(name, none)) for name in dict.fromkeys((*after, *before)))
    return tuple(Flip(name, was[0], now[0], was[1], now[1]) for name, was, now in sides if was[0] != now[0])


def _moved(before: Snapshot, after: Snapshot) -> tuple[MovedIndicator, ...]:
    old, new, rescaled = _points(before), _points(after), scales(before, after)
    order = {name: at for at, name in enumerate(dict.fromkeys(name for name, _, _ in (*new, *old)))}
    found = []
    for point in sorted(old.keys() | new.keys(), key=lambda point: (order[point[0]], point[1:])):
        name, by, period = point
        if by and (point not in old or point not in new) and _declared(before, name) and _declared(after, name):
            continue  # members that only one plan has a target for: nobody computed them on the other side
        was, now = old.get(point), new.get(point)
        value = None if was is None or was.value is None else scaled(was.value, rescaled.get(name))
        reached = None if now is None else now.value
        if _rounded(value) != _rounded(reached):
            unit = (after.quantities.get(name) or before.quantities[name]).unit
            reasons = [() if one is None or one.value is not None else one.why for one in (was, now)]
            found.append(MovedIndicator(name, period, dict(by), unit, value, reached, *reasons))
    return tuple(found)


def _declared(snapshot: Snapshot, name: str) -> bool:
    return name in snapshot.definitions.get("indicator", {})


def _points(snapshot: Snapshot) -> Mapping[Point, Computed]:
    return {(one.id, one.by, one.period): one for one in snapshot.values}


def _rounded(value: float | None) -> float | None:
    return None if value is None else tidy(value)


def _plan_changes(before: Definitions, after: Definitions) -> Iterator[PlanChange]:
    """Yield each key that the plans give otherwise; a part that only one of them has is one change."""
    for part in PARTS:
        old, new = before.get(part, {}), after.get(part, {})
        for name in dict.fromkeys((*new, *old)):
            was, now = old.get(name), new.get(name)
            if was is None or now is None:
                yield PlanChange(part, name, "", _listed(was), _listed(now))
                continue
            for key in dict.fromkeys((*now, *was)):
                if was.get(key, "") != now.get(key, ""):
                    yield PlanChange(part, name, key, was.get(key, ""), now.get(key, ""))


def _listed(said: Mapping[str, str] | None) -> str:
    return ", ".join(f"{key}: {text}" for key, text in (said or {}).items())


def _files(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[FileChange, ...]:
    """Return the files that differ; nothing where no name is common, as of two folders."""
    if not before.keys() & after.keys():
        return ()
    changes = (FileChange(name, before.get(name, ""), after.get(name, "")) for name in sorted({*before, *after}))
    return tuple(one for one in changes if one.before != one.after)
