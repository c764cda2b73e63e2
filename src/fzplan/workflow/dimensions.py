"""Dimensions and members as users write them, found in the plan: by name, alias or English name.

In: a plan and words. Out: the names of the plan, or the findings that name the nearest.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from fzplan.diagnostics import FileRef, Text, listed
from fzplan.workflow.codes import UNKNOWN_DIMENSION, UNKNOWN_MEMBER

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from fzplan.diagnostics import Diagnostic
    from fzplan.model.plan import Dimension, Plan

OPTION = FileRef("--by")
NOTHING = Text("（规划文件没有 dimensions:）", "(the plan file has no `dimensions:`)")


def named(plan: Plan, written: Iterable[str]) -> tuple[tuple[str, ...], tuple[Diagnostic, ...]]:
    """Return the dimensions of the plan that are meant, each once, and a finding for each that it does not have."""
    known = _dimensions(plan)
    found: list[str] = []
    faults: list[Diagnostic] = []
    for word in written:
        if word in known:
            found.append(known[word])
        else:
            near = get_close_matches(word, known, n=3, cutoff=0.3)
            nearest = listed(near or plan.dimensions) if known else NOTHING
            faults.append(UNKNOWN_DIMENSION(OPTION, found=word, nearest=nearest))
    return tuple(dict.fromkeys(found)), tuple(faults)


def members(plan: Plan, written: Mapping[str, str]) -> tuple[dict[str, str], tuple[Diagnostic, ...]]:
    """Return dimension → member (or group of members) as the plan names them, and what it does not have."""
    found: dict[str, str] = {}
    faults: list[Diagnostic] = []
    for word, member in written.items():
        names, wrong = named(plan, [word])
        faults += wrong
        for name in names:
            known = _members(plan.dimensions[name])
            if member in known:
                found[name] = known[member]
            else:
                near = get_close_matches(member, known, n=3, cutoff=0.3) or plan.dimensions[name].members
                faults.append(UNKNOWN_MEMBER(OPTION, dimension=name, found=member, nearest=listed(near)))
    return found, tuple(faults)


def _dimensions(plan: Plan) -> dict[str, str]:
    english = {d.en: d.id for d in plan.dimensions.values() if d.en}
    return english | {name: name for name in plan.dimensions}


def _members(of: Dimension) -> dict[str, str]:
    english = {name: member for member, name in of.member_en.items()}
    return english | dict(of.names) | {name: name for name in (*of.members, *of.groups)}
