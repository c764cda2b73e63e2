"""Tables of one workbook that would give the same figure different values: told apart by the sheet they stand on.

Nine sheets of nine populations have the same headings, years and places; only the sheet's name says which is which. A
dimension `分表` is drafted for them, with one member a table; a sheet named 合计 or All is its total.
In: drafts with the figures they read. Out: drafts, those that contradict each other with a fixed member.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from fzplan.model.survey import DimensionDraft
from fzplan.observations import TOTAL
from fzplan.returns.labels import key
from fzplan.returns.naming import is_total

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fzplan.model.survey import FormDraft
    from fzplan.returns.surveying.proving import Figures

DIMENSION = "分表"


class Filed(NamedTuple):
    """One draft, the name of its table among the others, and what it reads."""

    draft: FormDraft
    name: str
    figures: Figures


def told_apart(filed: Sequence[Filed]) -> list[FormDraft]:
    """Return the drafts in the same order; those that contradict another have the name of their table fixed."""
    shared = Counter(id(one.draft) for one in filed)
    filed = [one._replace(name=one.draft.id) if shared[id(one.draft)] > 1 else one for one in filed]
    groups = _groups(filed)
    clashing = {id(one.draft): one for one, group in zip(filed, groups, strict=True) if group is not None}
    members = {one.name: () for one in clashing.values() if not is_total(key(one.name))}
    fixed = {of: _fixed(one, members) for of, one in clashing.items()}
    return [fixed.get(id(one.draft), one.draft) for one in filed]


def _groups(filed: Sequence[Filed]) -> list[int | None]:
    """Return for each draft the first one it contradicts, directly or through others; None where it does not."""
    first: dict[object, tuple[float, int]] = {}
    groups: list[int | None] = [None] * len(filed)
    for k, one in enumerate(filed):
        for figure, value in one.figures.items():
            before = first.setdefault(figure, (value, k))
            if before[1] != k and before[0] != value:
                groups[k] = groups[before[1]] = before[1]
                break
    return groups


def _fixed(one: Filed, members: Mapping[str, tuple[str, ...]]) -> FormDraft:
    name = TOTAL if is_total(key(one.name)) else one.name
    return replace(
        one.draft,
        fixed={**one.draft.fixed, DIMENSION: name},
        dimensions=(*one.draft.dimensions, DimensionDraft(DIMENSION, dict(members))),
    )
