"""The kinds of checks: an explicit table from the key of the plan file to the module that holds such a check.

A module has ``examined(check, room) -> Tally``; it is imported when a plan has a check of its kind.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Callable

    from fzplan.checks.room import Room
    from fzplan.checks.tally import Tally
    from fzplan.model.checks import Check

RELATION = "fzplan.checks.relations"
EXAMINERS = {
    "within": RELATION,
    "sum": RELATION,
    "of_which": RELATION,
    "across": RELATION,
    "period": RELATION,
    "aggregate": RELATION,
    "jump": "fzplan.checks.jump",
    "outlier": "fzplan.checks.outlying",
    "growth": "fzplan.checks.growing",
    "revision": "fzplan.checks.revision",
    "code": "fzplan.checks.coding",
    "roster": "fzplan.checks.rosters",
}


def examined(check: Check, room: Room) -> Tally:
    """Hold one check against the figures."""
    hold = cast("Callable[[Check, Room], Tally]", import_module(EXAMINERS[check.kind]).examined)
    return hold(check, room)
