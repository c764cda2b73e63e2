"""Single records behind an aggregate: from workbooks or tables, for the screen of whoever checks the figure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from fzplan.diagnostics import FileRef, Severity, listed, ordered
from fzplan.frozen import frozen
from fzplan.model.listing import Listing, Wish
from fzplan.observations import TOTAL
from fzplan.workflow.codes import NO_RECORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from fzplan.diagnostics import Diagnostic
    from fzplan.formula import Typed
    from fzplan.model.plan import Form, Plan
    from fzplan.model.results import Outcome
    from fzplan.observations import Extraction, Observation, Records
    from fzplan.returns import Limits
    from fzplan.workflow.run import Explanation


SHOWN, LARGEST = 3, 3
"""Aggregates whose contributors are told, and how many of them."""


@frozen
class Listed:
    """Records of a form with what was found on the way; `unusable` means exit code 2."""

    plan: Plan | None
    listings: tuple[Listing, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    unusable: bool = False


def forms(plan_path: Path) -> tuple[str, ...]:
    """Return the ids of the forms with one row an entity; none of a plan file that cannot be read."""
    from fzplan import plan as plan_room

    plan, _ = plan_room.load(plan_path)
    return tuple(form.id for form in plan.forms.values() if form.entity) if plan else ()


def records(
    plan_path: Path,
    data: Sequence[Path],
    form: str,
    *,
    year: int | None = None,
    members: Mapping[str, str] | None = None,
    measure: str = "",
    limit: int = 20,
    limits: Limits | None = None,
) -> Listed:
    """Return the records of a form; `measure`: those with the largest contributions to it first."""
    from fzplan import periods, returns
    from fzplan import plan as plan_room

    plan, found = plan_room.load(plan_path)
    if plan is None:
        return Listed(None, (), found, unusable=True)
    chosen = plan.forms.get(form)
    if chosen is None or not chosen.entity:
        known = listed([f.id for f in plan.forms.values() if f.entity] or ["—"])
        fault = NO_RECORDS(FileRef("FORM"), form=form, known=known)
        return Listed(plan, (), ordered((*found, fault)), unusable=True)
    named, wrong = _asked(plan, chosen, members or {}, measure)
    if wrong:
        return Listed(plan, (), ordered((*found, *wrong)), unusable=True)
    folders = list(data) or [plan_path.parent / "data"]
    narrow = replace(plan, forms={form: chosen})
    allowed = limits or returns.Limits()
    extraction, told = returns.extract(narrow, folders, plan_path.parent, None, allowed)
    when = periods.year(year) if year is not None else None
    wish = Wish(form, when, named, _added(chosen, measure), limit, parts=True)
    listings, faults = listings_of(narrow, extraction, folders, plan_path.parent, wish, allowed)
    serious = [d for d in (*found, *told, *faults) if d.severity == Severity.ERROR]
    return Listed(plan, tuple(listings), ordered(serious))


def _asked(
    plan: Plan, form: Form, by: Mapping[str, str], measure: str
) -> tuple[Mapping[str, str], tuple[Diagnostic, ...]]:
    """Return the members as the plan names them, and what neither the plan nor the form has."""
    from fzplan.workflow import dimensions
    from fzplan.workflow.codes import UNKNOWN_ID, UNKNOWN_MEMBER

    named, wrong = dimensions.members(plan, by)
    faults = [*wrong]
    for dimension, member in named.items():
        if member not in plan.dimensions[dimension].members:  # a record has a member, never a group of them
            of = listed(plan.dimensions[dimension].groups[member])
            faults.append(UNKNOWN_MEMBER(dimensions.OPTION, dimension=dimension, found=member, nearest=of))
    measures = [a.measure for a in form.aggregates]
    if measure and measure not in measures:
        faults.append(UNKNOWN_ID(FileRef("--measure"), found=measure, nearest=listed(measures) or "—"))
    return named, tuple(faults)


def listings_of(
    plan: Plan, extraction: Extraction, folders: Sequence[Path], root: Path, wish: Wish, limits: Limits
) -> tuple[list[Listing], list[Diagnostic]]:
    """Return the records of workbooks that were read, and those of tables, which are read now."""
    from fzplan import microdata, returns

    form = plan.forms[wish.form]
    heads = (*_dimensions(plan, form), *_fields(form))
    parts = [part for part in extraction.records if part.form == form.id]
    known = {name for part in parts for name in part.columns}
    rows = [row for part in parts for row in _rows(form, heads, extraction, part, _columns(form, part, known), wish)]
    found: list[Listing] = []
    faults: list[Diagnostic] = []
    if rows:
        if wish.figure is not None:
            rows = sorted((r for r in rows if r[-1] is not None), key=lambda r: -r[-1])
        found.append(
            Listing(("place", "period", *heads), tuple(rows[: wish.limit]), len(rows), "figure" if wish.figure else "")
        )
    tables = tuple(t for t in returns.tables(plan, folders, root) if t.form == form.id)
    if tables:
        more, faults = microdata.records(plan, tables, wish, limits.engine, connect=limits.connect)
        found += more
    return found, faults


def behind(
    explained: Explanation, plan_path: Path, data: Sequence[Path], limits: Limits
) -> tuple[tuple[Observation, Listing | None], ...]:
    """Return the aggregates of records that an explained number rests on, each with its largest contributions.

    There are none where they would tell on a respondent (docs/disclosure.md), and where nothing is added up.
    """
    from fzplan.model.disclosure import withheld_in

    outcome, value = explained.run.outcome, explained.value
    if outcome is None or value is None or outcome.what_if:
        return ()
    seen, secret = outcome.extraction.observations, withheld_in(outcome)
    folders = list(data) or [plan_path.parent / "data"]
    return tuple(
        (seen[i], None if i in secret else _contributors(outcome, folders, plan_path.parent, seen[i], limits))
        for i in sorted(value.inputs)[:SHOWN]
        if seen[i].rows and (form := outcome.plan.forms.get(seen[i].form)) and form.entity
    )


def _contributors(
    outcome: Outcome, folders: Sequence[Path], root: Path, o: Observation, limits: Limits
) -> Listing | None:
    """Return the records that contribute most to an aggregate that adds up a figure; None for others."""
    plan, extraction = outcome.plan, outcome.extraction
    from fzplan import periods

    form = plan.forms.get(o.form)
    figure = _added(form, o.measure) if form else None
    if form is None or figure is None:
        return None
    members = {d: m for d, m in zip(extraction.dimensions, o.members, strict=True) if m != TOTAL}
    when = o.period if o.period.months else periods.year(o.period.year)  # records of a stock say its year
    found, _ = listings_of(plan, extraction, folders, root, Wish(form.id, when, members, figure, LARGEST), limits)
    return found[0] if found else None


def _added(form: Form, measure: str) -> Typed | None:
    """Return what an aggregate adds up, or makes the mean of, record by record."""
    from fzplan.formula import parts

    formula = next((a.formula for a in form.aggregates if a.measure == measure), None)
    found = parts(formula) if formula is not None else ()
    return found[0].argument if found and found[0].kind in ("sum", "top") else None


def _columns(form: Form, part: Records, known: Iterable[str]) -> dict[str, list[Any]]:
    """Return the fields of one sheet as formulas see them: nothing in those that only other sheets of the form have."""
    columns: dict[str, list[Any]] = {name: [None] * len(part) for name in known} | {**part.columns}
    columns |= {d: ["" if m == TOTAL else m for m in members] for d, members in part.members.items()}
    for c in form.columns_of:
        if c.formula is not None and (values := _values(c.formula, columns)) is not None:
            columns[c.id] = values
    return columns


def _values(formula: Typed | None, columns: dict[str, list[Any]]) -> list[Any] | None:
    """Return what a formula makes of each record; None where no sheet has a field of it, as aggregates have it too."""
    from fzplan.formula import names
    from fzplan.returns.rowwise import row_values

    return row_values(formula, columns) if formula is not None and names(formula) <= columns.keys() else None


def _rows(
    form: Form, heads: Sequence[str], extraction: Extraction, part: Records, columns: dict[str, list[Any]], wish: Wish
) -> Iterator[tuple[Any, ...]]:
    """Yield the records of one sheet that are wished for, each with its place."""
    kept = _values(form.where, columns) or [True] * len(part)
    figures = _values(wish.figure, columns) or [None] * len(part)
    file, sheet = extraction.sources.files[part.file], extraction.sources.sheets[part.sheet]
    for k, row in enumerate(part.row):
        period = part.period[k]
        if not kept[k] or not wish.of(period):
            continue
        if any(part.members.get(d, [TOTAL] * len(part))[k] != m for d, m in wish.members.items()):
            continue
        own = [columns[name][k] if name in columns else None for name in heads]
        place = f"{file}:{sheet}!{row}" if sheet else f"{file}:{row}"
        yield (place, str(period) if period else "", *own, *([figures[k]] if wish.figure is not None else ()))


def _dimensions(plan: Plan, form: Form) -> tuple[str, ...]:
    own = {c.dimension for c in form.columns_of if c.dimension}
    return tuple(d for d in plan.dimensions if d in own)


def _fields(form: Form) -> tuple[str, ...]:
    named = ((form.key,) if form.key else ()) + tuple(c.id for c in form.columns_of if not c.dimension)
    return tuple(dict.fromkeys(named))
