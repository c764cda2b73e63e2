"""Which numbers that were read some rule names: what nobody looks at is listed, sheet by sheet.

In: a plan, an extraction. Out: a `Coverage`. A rule touches a figure when it names what the cell is of: its measure
(itself, through a formula, or through what the form makes of its records), its form, its members, its year. Whether
the rule could be evaluated there is told by its outcomes, not here.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from fzplan.diagnostics import CellRef, FileRef
from fzplan.formula import names
from fzplan.formula.nodes import At, Name
from fzplan.model.check_specs import CodeRule
from fzplan.model.coverage import Coverage, SheetCoverage, Untouched
from fzplan.model.plausible import Revision

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from fzplan.formula import Typed
    from fzplan.model.checks import Check
    from fzplan.model.plan import Plan
    from fzplan.observations import Account, Extraction, Observation, Records

Sheet = tuple[int, int]
Cell = tuple[int, int]
What = tuple[str, str]
"""A measure or a field, and the form it is of."""
ANY = ""
FIGURES = frozenset(
    ["unknown_row", "unknown_column", "derived", "skipped", "unit", "no_period", "daily", "doubtful", "unused_column",
     "unused_row", "outside", "unknown_name", "no_table", "other_sheet", "contested"]
)  # fmt: skip
"""Reasons for which figures are left aside; the others are of cells that are no figures (codes, serial numbers)."""


class Touch(NamedTuple):
    """What one rule reads of the figures of a plan."""

    name: str
    form: str = ANY
    members: tuple[tuple[str, tuple[str, ...]], ...] = ()
    first: int | None = None
    last: int | None = None

    def meets(self, o: Observation, dimensions: Mapping[str, int]) -> bool:
        """Tell whether a figure is one of those."""
        return (
            (not self.name or self.name == o.measure)
            and self.form in (ANY, o.form)
            and all(o.members[dimensions[d]] in taken for d, taken in self.members)
            and (self.first is None or self.first <= o.period.year)
            and (self.last is None or o.period.year <= self.last)
        )


class Reads(NamedTuple):
    """What one check reads: figures of the plan, and fields of records by their form."""

    figures: frozenset[Touch]
    fields: frozenset[What]


def covered(plan: Plan, extraction: Extraction) -> Coverage:
    """Return which of the numbers that were read the checks of a plan name."""
    reads = {check.id: _reads(check, plan) for check in plan.checks}
    figures, fields = _figures(reads, extraction), _fields(reads, extraction)
    idle = tuple(i for i in reads if i not in figures.met and i not in fields.met)
    return Coverage(_sheets(extraction, figures.sheets, fields.sheets), idle)


class _Met(NamedTuple):
    """The cells of each sheet by what they are of, those that are touched, and the checks that touch some."""

    sheets: Mapping[Sheet, tuple[dict[What, set[Cell]], set[Cell]]]
    met: set[str]


def _figures(reads: Mapping[str, Reads], extraction: Extraction) -> _Met:
    """Look at the printed figures; an aggregate of records is no cell of its own."""
    dimensions = {d: k for k, d in enumerate(extraction.dimensions)}
    by_name: dict[str, list[tuple[str, Touch]]] = defaultdict(list)
    for check, read in reads.items():
        for touch in read.figures:
            by_name[touch.name].append((check, touch))
    sheets: dict[Sheet, tuple[dict[What, set[Cell]], set[Cell]]] = defaultdict(lambda: (defaultdict(set), set()))
    met: set[str] = set()
    for o in extraction.observations:
        touching = [c for c, t in (*by_name[o.measure], *by_name[ANY]) if t.meets(o, dimensions)]
        met.update(touching)
        if o.rows or not o.row:
            continue
        cells, touched = sheets[o.file, o.sheet]
        cells[o.measure, o.form].add((o.row, o.column))
        if touching:
            touched.add((o.row, o.column))
    return _Met(sheets, met)


def _fields(reads: Mapping[str, Reads], extraction: Extraction) -> _Met:
    """Look at the figures of records, field by field."""
    sheets: dict[Sheet, tuple[dict[What, set[Cell]], set[Cell]]] = defaultdict(lambda: (defaultdict(set), set()))
    met: set[str] = set()
    for records in extraction.records:
        cells, touched = sheets[records.file, records.sheet]
        for field in records.columns:
            what = (field, records.form)
            touching = [check for check, read in reads.items() if what in read.fields]
            if any(value not in (None, "") for value in records.columns[field]):
                met.update(touching)
            found = set(_numbers(records, field))
            if found:
                cells[what] |= found
                if touching:
                    touched |= found
    return _Met(sheets, met)


def _numbers(records: Records, field: str) -> Iterator[Cell]:
    """Yield the cells of a field that hold a number."""
    column = records.seats.get(field, records.first_column)
    for row, value in zip(records.row, records.columns[field], strict=True):
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            yield row, column


def _sheets(
    extraction: Extraction, *found: Mapping[Sheet, tuple[dict[What, set[Cell]], set[Cell]]]
) -> tuple[SheetCoverage, ...]:
    sources = extraction.sources
    unread = {(a.place.file, a.place.sheet): _figures_aside(a) for a in extraction.accounts}
    keys = {(sources.files[f], sources.sheets[s]): (f, s) for one in found for f, s in one}
    sheets = []
    for named in sorted({*keys, *(name for name, aside in unread.items() if aside)}):
        place = FileRef(*named)
        file, sheet = keys.get(named, (-1, -1))
        cells: dict[What, set[Cell]] = defaultdict(set)
        touched: set[Cell] = set()
        for one in found:
            if (file, sheet) in one:
                for what, of in one[file, sheet][0].items():
                    cells[what] |= of
                touched |= one[file, sheet][1]
        everything = set().union(*cells.values())
        rest = (Untouched(*what, len(of - touched), _blocks(place, of - touched)) for what, of in cells.items())
        untouched = tuple(one for one in rest if one.cells)
        aside = unread.get(named, {})
        sheets.append(SheetCoverage(place, len(everything), len(everything & touched), untouched, aside))
    return tuple(sheets)


def _figures_aside(account: Account) -> dict[str, int]:
    """Return the figures of a sheet that were not read, by the reason."""
    return {reason: count for reason, count in sorted(account.ignored.items()) if count and reason in FIGURES}


def _blocks(place: FileRef, cells: Iterable[Cell]) -> tuple[CellRef, ...]:
    """Return cells as blocks: runs within a row, and equal runs of rows below each other as one."""
    runs: dict[tuple[int, int], list[int]] = defaultdict(list)
    begin = end = (0, 0)
    for cell in [*sorted(cells), (0, 0)]:
        if cell == (end[0], end[1] + 1):
            end = cell
            continue
        if begin != (0, 0):
            runs[begin[1], end[1]].append(begin[0])
        begin = end = cell
    found = []
    for (left, right), rows in runs.items():
        first = rows[0]
        for row, after in zip(rows, [*rows[1:], 0], strict=True):
            if after != row + 1:
                found.append(CellRef(place.file, place.sheet, first, left, row, right))
                first = after
    return tuple(sorted(found))


def _reads(check: Check, plan: Plan) -> Reads:
    """Return what a check reads."""
    if isinstance(check.spec, CodeRule):
        fields = {(name, check.spec.form) for name in (check.spec.field, check.spec.determines) if name}
        return Reads(frozenset(), frozenset(fields))
    if isinstance(check.spec, Revision):
        spec = check.spec
        touches = {Touch(name, first=spec.first, last=spec.last) for name in spec.measures or (ANY,)}
        return _with_records(touches, plan)
    read = check.reads or check.relations
    if check.form:
        return Reads(frozenset(), frozenset((name, check.form) for typed in read for name in names(typed)))
    return _with_records({touch for typed in read for touch in _named(typed, plan, (), frozenset())}, plan)


def _named(
    typed: Typed, plan: Plan, picks: tuple[tuple[str, tuple[str, ...]], ...], within: frozenset[str],
    year: int | None = None,
) -> Iterator[Touch]:  # fmt: skip
    """Yield the figures that a formula reads, with the members and the year that are asked for."""
    node = typed.node
    if isinstance(node, At) and node.period[:4].isdigit():
        year = int(node.period[:4])
    if isinstance(node, Name) and typed.symbol is not None:
        name = typed.symbol.id
        indicator = plan.indicators.get(name)
        yield Touch(name, node.form, picks, year, year)
        if indicator is not None and indicator.formula is not None and name not in within and not node.form:
            yield from _named(indicator.formula, plan, (), within | {name})
    for child in typed.children:
        yield from _named(child, plan, (*picks, *typed.picks), within, year)


def _with_records(touches: set[Touch], plan: Plan) -> Reads:
    """Return figures with the fields of records of which forms make them."""
    fields = {
        (name, form.id)
        for form in plan.forms.values()
        for made in form.aggregates
        if made.formula is not None
        and any(touch.name in (ANY, made.measure) and touch.form in (ANY, form.id) for touch in touches)
        for name in names(made.formula)
    }
    return Reads(frozenset(touches), frozenset(fields))
