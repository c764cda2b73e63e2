"""`deliverables:`, and what all lists of entries share: ids given once, exactly one of several keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.diagnostics import Related, Text, listed
from fzplan.model.plan import Deliverable
from fzplan.plan import numbers
from fzplan.plan.build_quantities import BEFORE
from fzplan.plan.codes import BAD_YEAR, DUPLICATE_ID, ONE_OF
from fzplan.plan.draft import folded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fzplan.model.plan import Head
    from fzplan.plan.draft import Draft
    from fzplan.plan.fileformat import DeliverableFile, PlanFile
    from fzplan.plan.places import Path


def deliverables(file: PlanFile, draft: Draft, head: Head | None) -> dict[str, Deliverable]:
    """Return the deliverables by id; without a year of their own they are due at the end of the plan."""
    found: dict[str, Deliverable] = {}
    places: dict[str, Path] = {}
    for name, spec in file.deliverables.items():
        path = ("deliverables", name)
        identifier = spec.id or folded(name)
        if identifier in places:
            _repeated(draft, (*path, "id"), places[identifier], identifier)
            continue
        places[identifier] = (*path, "id")
        found[identifier] = Deliverable(
            id=identifier,
            name=folded(name),
            by=_due(spec, path, draft) or (head.last if head else None),
            quote=spec.quote,
            section=spec.section,
            owner=spec.owner,
            note=spec.note,
            aliases=tuple(folded(a) for a in spec.aliases),
            at=draft.places.key(path),
        )
    return found


def _due(spec: DeliverableFile, path: Path, draft: Draft) -> int | None:
    year = numbers.year(spec.by) if spec.by is not None else None
    if spec.by is not None and year is None:
        draft.report(BAD_YEAR, (*path, "by"), key="by", found=spec.by, expected=Text("一个年份", "a year"))
    return year


def _repeated(draft: Draft, path: Path, before: Path, identifier: str) -> None:
    draft.report(DUPLICATE_ID, path, Related(draft.places.value(before), BEFORE), id=identifier)


def unique(ids: Iterable[tuple[Path, str]], draft: Draft) -> None:
    """Report every id that was given before."""
    seen: dict[str, Path] = {}
    for path, identifier in ids:
        if identifier in seen:
            _repeated(draft, (*path, "id"), seen[identifier], identifier)
        seen.setdefault(identifier, (*path, "id"))


def exactly_one(given: list[str], known: tuple[str, ...], path: Path, where: str, draft: Draft) -> None:
    """Report an entry that has none, or several, of the keys of which it needs one."""
    if len(given) != 1 and not draft.encloses_broken(path):
        names = listed(known)
        draft.report(ONE_OF, (*path, "id"), where=where, known=names, found=listed(given) if given else "—")
