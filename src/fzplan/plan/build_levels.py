"""Entries of `checks:` without a kind whose id is a code (FZ401): they change the level of a built-in check.

Which codes there are, and which may be changed how far, is settled where all checks are known (checks.standing.levels).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.diagnostics import Severity, Text
from fzplan.model.checks import Level
from fzplan.plan.codes import MISSING_KEY, UNKNOWN_KEY
from fzplan.plan.draft import listed
from fzplan.regex import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fzplan.plan.checkformat import CheckFile
    from fzplan.plan.draft import Draft
    from fzplan.plan.fileformat import PlanFile
    from fzplan.plan.places import Path

CODE = regex(r"(?i)fz\d+")
KEYS = ("id", "level", "files", "sheets", "note")
PLACES = ("files", "sheets")
NO_NEAR = Text("", "")


def is_level(spec: CheckFile, kinds: Sequence[str]) -> bool:
    """Tell whether an entry is about a built-in check."""
    return bool(CODE.fullmatch(spec.id.strip())) and all(getattr(spec, kind) is None for kind in kinds)


def levels(file: PlanFile, draft: Draft, kinds: Sequence[str]) -> tuple[Level, ...]:
    """Return the levels that a plan changes; report keys that do nothing in an entry, of either sort."""
    found = []
    for k, spec in enumerate(file.checks):
        path: Path = ("checks", k)
        if not is_level(spec, kinds):
            known = [name for name in type(spec).model_fields if name not in PLACES]
            _refused(draft, path, [name for name in PLACES if name in spec.model_fields_set], known)
            continue
        _refused(draft, path, sorted(spec.model_fields_set - {*KEYS}), KEYS)
        if spec.level is None:
            if not draft.encloses_broken(path):
                draft.report(MISSING_KEY, (*path, "id"), where=spec.id, key="level", meaning=MEANING)
            continue
        code = spec.id.strip().upper()
        level, at = Severity[spec.level.upper()], draft.places.value((*path, "id"))
        found.append(Level(code, level, at, tuple(spec.files), tuple(spec.sheets), spec.note))
    return tuple(found)


def _refused(draft: Draft, path: Path, names: Sequence[str], known: Sequence[str]) -> None:
    for name in names:
        draft.report_key(UNKNOWN_KEY, (*path, name), found=name, near=NO_NEAR, known=listed(known))


MEANING = Text("强制 error、准强制 confirm、核实 verify、提示 info", "error, confirm, verify or info")
