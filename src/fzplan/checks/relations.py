"""Checks that are relations: between figures of the plan on its grid, or between the fields of each record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.checks import rows, tables

if TYPE_CHECKING:
    from fzplan.checks.room import Room
    from fzplan.checks.tally import Tally
    from fzplan.model.checks import Check


def examined(check: Check, room: Room) -> Tally:
    """Hold a relation in every period and for every member, or in every row of its form."""
    if check.form:
        return rows.examined(check, room.plan, room.records, room.sources, room.known)
    return tables.examined(check, room.values, room.steps, room.known, showing=room.showing)
