"""Which targets of several plans mean the same: the same id; else the same name; else the same English label.

A name or label counts only where it means one target in its plan. No plan has two targets in one row: what would put
them there is left apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

    from fzplan.model.overviews import Entry, PlanRun

Seat = tuple[int, int]
"""A plan, and one of its entries."""


def matched(plans: Sequence[PlanRun]) -> list[list[Seat]]:
    """Return the targets by row, each row in the order of the plans, rows by the place of their first target.

    >>> matched([])
    []
    """
    groups = _Groups(plans)
    for key in (_by_id, _by_name, _by_label):
        groups.join(key)
    return sorted(groups.rows())


class _Groups:
    """Targets being put together; each row is known by its first seat."""

    def __init__(self, plans: Sequence[PlanRun]) -> None:
        self.plans = plans
        self.row: dict[Seat, list[Seat]] = {
            (p, e): [(p, e)] for p, run in enumerate(plans) for e in range(len(run.entries))
        }

    def rows(self) -> Iterable[list[Seat]]:
        """Return each row once."""
        return [row for seat, row in self.row.items() if row[0] == seat]

    def join(self, key: Callable[[Entry], Hashable]) -> None:
        """Put together what has the same key, plan after plan."""
        first: dict[Hashable, Seat] = {}
        for p, run in enumerate(self.plans):
            keys = [key(entry) for entry in run.entries]
            for e, found in enumerate(keys):
                if found is not None and keys.count(found) == 1:
                    self._put_together(first.setdefault(found, (p, e)), (p, e))

    def _put_together(self, one: Seat, other: Seat) -> None:
        mine, its = self.row[one], self.row[other]
        if mine is its or {p for p, _ in mine} & {p for p, _ in its}:
            return
        both = sorted([*mine, *its])
        for seat in both:
            self.row[seat] = both


def _by_id(entry: Entry) -> Hashable:
    return entry.target


def _by_name(entry: Entry) -> Hashable:
    return entry.indicator, entry.kind, _members(entry)


def _by_label(entry: Entry) -> Hashable:
    return (entry.en.casefold(), entry.kind, _members(entry)) if entry.en else None


def _members(entry: Entry) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(entry.members.items()))
