"""Tries a drafted form: a plan is made of it in memory, its table is extracted, and the cells are counted.

In: a `FormDraft`, the sheet and the cells where its numbers stand. Out: a `Proof`. What is read twice under one name,
or read where no number stands, does not count.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from fzplan.diagnostics import CellRef, FileRef, Severity, Span
from fzplan.model.plan import Dimension, Form, Head, Measure, Pattern, Plan
from fzplan.model.survey import Proof
from fzplan.observations import TOTAL
from fzplan.periods import Period
from fzplan.returns import agreement
from fzplan.returns.accounts import Ledger
from fzplan.returns.collecting import Gathered
from fzplan.returns.extract import Opened, read_form, vocabulary
from fzplan.returns.naming import Names
from fzplan.returns.readers.book import Book
from fzplan.units import ONE, UNITS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fzplan.model.survey import FormDraft
    from fzplan.observations import Account
    from fzplan.returns.files import DataFile
    from fzplan.returns.grid import Grid
    from fzplan.returns.readers.book import Sheet
    from fzplan.units import Unit, Units

NOWHERE = Span("", 0, 0)
TRIAL_YEAR = "2000"
"""Stands for the period that a person has yet to give."""


Figures = dict[tuple[str, Period, tuple[str, ...]], float]
"""What a form reads: value by measure, period and members (those of a total left out)."""


class Tried(NamedTuple):
    """A draft with what it reads."""

    draft: FormDraft
    proof: Proof
    figures: Figures


class Stage(NamedTuple):
    """What does not change while the forms of one sheet are tried."""

    file: DataFile
    sheet: Sheet
    kind: str
    textual: bool
    plan: Plan | None
    grids: dict[tuple[str, str], Grid]

    @property
    def shown(self) -> str:
        """Return the name of the workbook in places."""
        return self.file.shown


def plan_of(draft: FormDraft, base: Plan | None) -> Plan:
    """Return a plan of the draft's measures, dimensions and form alone, beside what `base` declares."""
    units = base.units if base else UNITS
    measures = dict(base.measures) if base else {}
    dimensions = dict(base.dimensions) if base else {}
    for m in draft.measures:
        if not m.declared:
            measures[m.id] = Measure(m.id, _unit(m.unit, units), aliases=m.aliases, en=m.en)
    for d in draft.dimensions:
        if not d.declared:
            names = {label: member for member, more in d.members.items() for label in (member, *more)}
            dimensions[d.id] = Dimension(d.id, tuple(d.members), names)
    return Plan(
        head=base.head if base else Head("", 2000, 2001, 2100), units=units, dimensions=dimensions,
        measures=measures, indicators=dict(base.indicators) if base else {}, forms={draft.id: form_of(draft)},
    )  # fmt: skip


def form_of(draft: FormDraft) -> Form:
    """Return the form that the YAML of a draft is loaded as."""
    return Form(
        id=draft.id, files=tuple(Pattern(f, (f,)) for f in draft.files), at=NOWHERE,
        sheets=tuple(Pattern(s, (s,)) for s in draft.sheets),
        rows=_pattern(draft.rows), columns=_pattern(draft.columns),
        entity="{entity}" in draft.rows or draft.rows == "entity", key=draft.key, period=draft.period,
        names=dict(draft.names), readings=dict(draft.readings), fixed=dict(draft.fixed), skip=draft.skip,
        header=draft.header, header_last=draft.header_last, labels=draft.labels, range=draft.range,
        unit=draft.unit, panels=draft.panels,
    )  # fmt: skip


def prove(draft: FormDraft, stage: Stage, cells: frozenset[tuple[int, int]]) -> Tried:
    """Extract the sheet with the draft; `cells` are where the numbers of its table stand, 0-based."""
    out = _read(draft, stage, Ledger(stage.sheet))
    plan = plan_of(draft, stage.plan)
    kept, _, conflicts = agreement.settle(plan, out.observations, out.sources())
    inside = sum((o.row - 1, o.column - 1) in cells for o in kept)
    outside = len(kept) - inside
    rows = {r for r, _ in cells}
    around = range(min(rows, default=0) - 8, max(rows, default=0) + 2)
    serious = Counter(
        d.code
        for d in (*out.findings, *conflicts)
        if d.severity > Severity.INFO and (not isinstance(d.at, CellRef) or d.at.row - 1 in around)
    )
    proof = Proof(len(cells), max(0, inside - outside), ignored={}, findings=dict(serious))
    figures = {(o.measure, o.period, tuple(m for m in o.members if m != TOTAL)): o.value for o in kept}
    return Tried(draft, proof, figures)


def account(drafts: Iterable[FormDraft], stage: Stage) -> Account:
    """Return what all drafts of a sheet together make of its number-like cells."""
    ledger = Ledger(stage.sheet)
    for draft in drafts:
        out = _read(draft, stage, ledger)
        plan = plan_of(draft, stage.plan)
        for o, reason in agreement.settle(plan, out.observations, out.sources())[1]:
            ledger.move(o.row - 1, o.column - 1, reason)
    if not ledger.forms:
        ledger.rest("no_table")
    return ledger.account(FileRef(stage.shown, stage.sheet.name))


def _read(draft: FormDraft, stage: Stage, ledger: Ledger) -> Gathered:
    """Read the sheet with the draft, as extraction does."""
    plan, out = plan_of(_with_period(draft) if draft.period_missing else draft, stage.plan), Gathered()
    form = plan.forms[draft.id]
    book = Book((stage.sheet,), stage.kind, stage.textual)
    one = Opened(stage.file, book, {}, {stage.sheet.name: ledger}, stage.grids, {})
    read_form(plan, form, Names(plan, form, vocabulary(plan)), one, _fields(draft, stage.file), out)
    return out


def _with_period(draft: FormDraft) -> FormDraft:
    from dataclasses import replace

    return replace(draft, period=TRIAL_YEAR)


def _fields(draft: FormDraft, file: DataFile) -> dict[str, str]:
    from fzplan.returns import pattern

    return next((f for wanted in draft.files if (f := pattern.match_path(wanted, file.relative)) is not None), {})


def _unit(text: str, units: Units) -> Unit:
    return ONE if text == "1" else units.find(text) or ONE


def _pattern(text: str) -> Pattern | None:
    """Return a pattern as the plan file's loader makes it."""
    if not text:
        return None
    return Pattern(text, tuple(part.strip() for part in text.split(" > ")))
