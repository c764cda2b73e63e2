"""The figures that open formats list: every indicator in every period, for the total and for each member."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.observations import TOTAL

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fzplan.model.plan import Plan
    from fzplan.model.results import Outcome, Value

MISSING = ("L", "M", "O", "Q")
"""Statuses of what has no figure."""
STATUS_OF_QUALITY = {"provisional": "P", "implied": "E", "assumed": "E", "unconfirmed": "V", "illustrative": "V"}
"""SDMX OBS_STATUS of a figure that is as printed (A) but of such a quality: provisional, estimated, unvalidated."""


def figures(outcome: Outcome) -> list[Value]:
    """Return the values by indicator, members (the total first) and period; each once."""
    plan = outcome.plan
    rank = {name: k for k, name in enumerate(plan.indicators)}
    listed = {(v.id, members(plan, v.by), v.period): v for v in (*outcome.members, *outcome.values)}
    order = {d: {m: k for k, m in enumerate((TOTAL, *about.members))} for d, about in plan.dimensions.items()}

    def place(key: tuple[str, tuple[str, ...], tuple[int, int]]) -> tuple[object, ...]:
        id_, names, period = key
        ranks = [order[d].get(m, len(order[d])) for d, m in zip(plan.dimensions, names, strict=True)]
        return rank[id_], sum(m != TOTAL for m in names), ranks, names, period

    return [listed[key] for key in sorted(listed, key=place)]


def members(plan: Plan, by: Mapping[str, str]) -> tuple[str, ...]:
    """Return one member a dimension of the plan, `_T` for all together."""
    return tuple(by.get(dimension, TOTAL) for dimension in plan.dimensions)


def status(v: Value) -> str:
    """Return the SDMX OBS_STATUS: as observed, else by the quality; of what is not there why, at least missing (O)."""
    if v.value is None:
        return v.status if v.status in MISSING else "O"
    return STATUS_OF_QUALITY.get(v.quality, "A") if v.status == "A" else v.status


def is_withheld(v: Value) -> bool:
    """Tell whether a figure is there and not shown, because it would give a respondent away."""
    return v.value is None and v.status == "Q"


def standing(v: Value) -> tuple[str, str, str]:
    """Return quality, basis and edition of a figure; what is not there has none."""
    return ("", "", "") if v.value is None else (v.quality, v.basis, v.edition)
