"""Printed audit relations into the plan: read the list, learn what the codes stand for, try each entry.

In: paths, the names of forms. Out: an `Imported`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.diagnostics import FileRef, Severity, listed, ordered
from fzplan.model.printed import Imported
from fzplan.workflow.import_codes import NO_CODES, UNKNOWN_FORM

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from fzplan.diagnostics import Diagnostic
    from fzplan.model.plan import Plan
    from fzplan.model.printed import Codebook


def import_checks(
    path: Path, plan_path: Path, *, form: str = "", tables: Mapping[str, str] | None = None, data: Sequence[Path] = ()
) -> Imported:
    """Turn the relations that a file prints into entries of `checks:` of a plan file, which is not changed.

    `form` is the form whose codes they name (a plan with one form needs none), `tables` the forms of other tables by
    what the relations call them; `data` where filled returns are, by default ``data/`` beside the plan file.
    """
    from fzplan import plan as plan_room
    from fzplan import returns

    plan, findings = plan_room.load(plan_path)
    faults = tuple(f for f in findings if f.severity == Severity.ERROR)
    if plan is None or faults:
        return Imported((), 0, faults, unusable=True)
    texts, more = returns.relations(path, path.as_posix())
    if not texts and more:
        return Imported((), 0, more, unusable=True)
    wanted = {**_own_names(plan, {t.table for t in texts}), **(tables or {})}
    own = form or (next(iter(plan.forms)) if len(plan.forms) == 1 else "")
    unknown = [name for name in dict.fromkeys([own, *wanted.values()]) if name and name not in plan.forms]
    if unknown:
        known = listed(plan.forms or ["—"])
        return Imported(
            (), 0, tuple(UNKNOWN_FORM(FileRef("--form"), form=n, known=known) for n in unknown), unusable=True
        )
    books, told = _codebooks(plan, plan_path, dict.fromkeys([own, *wanted.values()]), data)
    others = {table: books[name] for table, name in wanted.items()}
    source = plan_path.read_bytes().decode("utf-8", "replace").removeprefix("\ufeff").replace("\r\n", "\n")
    found = plan_room.import_relations(plan, source, texts, books.get(own), others, path.as_posix())
    return Imported(found.checks, found.read, ordered((*more, *told, *found.diagnostics)), found.unusable)


def _own_names(plan: Plan, tables: set[str]) -> dict[str, str]:
    """Return the tables of a list that are called as forms of the plan are."""
    return {table: table for table in tables if table in plan.forms}


def _codebooks(
    plan: Plan, plan_path: Path, forms: Mapping[str, None], data: Sequence[Path]
) -> tuple[dict[str, Codebook], list[Diagnostic]]:
    """Return what the codes of these forms stand for, read from their returns."""
    from fzplan import returns

    names = [name for name in forms if name]
    if not names:
        return {}, []
    folders = list(data) or [plan_path.parent / "data"]
    extraction, _ = returns.extract(plan, folders, plan_path.parent)
    found = {n: returns.codebook(plan, plan.forms[n], extraction, folders, plan_path.parent) for n in names}
    told = [NO_CODES(plan.forms[n].at, form=n) for n, book in found.items() if not book.codes]
    return found, told
