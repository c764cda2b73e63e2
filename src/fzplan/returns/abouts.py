"""What a finding of the reading is about: the figure it names, or what a cell that could not be read would have been.

In: figures; findings made while a cell was read, and what its row and column name. Out: `About` values, by which a
finding is known again when rows are inserted above it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fzplan import periods
from fzplan.diagnostics import About, Instance
from fzplan.observations import TOTAL
from fzplan.returns.keys import period_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fzplan.diagnostics import Diagnostic
    from fzplan.observations import Observation
    from fzplan.returns.collecting import Filing
    from fzplan.returns.keys import Key
    from fzplan.returns.times import Reported


def said_about(found: list[Diagnostic], first: int, filing: Filing, own: Key, reported: Reported | None) -> None:
    """Say of the findings from `first` on what the cell is about that `own` names (its row and its column)."""
    whole = own.over(filing.context)
    period = period_of(whole, reported)
    members = ((d, whole.members.get(d, "")) for d in filing.plan.dimensions)
    about = About(
        form=filing.form.id,
        entity=entity_said(members),
        measure=whole.measure,
        period=periods.text(period) if period else "",
        basis=filing.form.basis or "published",
    )
    for n in range(first, len(found)):
        if not found[n].instances:
            found[n] = replace(found[n], instances=(Instance(found[n].at, about),))


def of_figure(dimensions: Iterable[str], o: Observation, beside: Observation | None = None) -> About:
    """Return what a printed figure is; `beside` is the one that it is held against."""
    value = f"{o.value:.12g}" if beside is None else f"{o.value:.12g}|{beside.value:.12g}"
    entity = entity_said(zip(dimensions, o.members, strict=True))
    return About(o.form, entity, o.measure, periods.text(o.period), o.basis, value)


def entity_said(members: Iterable[tuple[str, str]]) -> str:
    """Return members as checks say what they are about: "" for the total.

    >>> entity_said([("园区", "东区"), ("产业", "_T")])
    '园区=东区'
    """
    return "；".join(f"{dimension}={member}" for dimension, member in members if member not in ("", TOTAL))
