"""The form of a table: candidates from the freest to the most pinned, each tried; the one that reads most is taken.

In: a table's `Axes`, title and columns. Out: the best `FormDraft` with its `Proof`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from fzplan.diagnostics import column_letters
from fzplan.model.survey import DimensionDraft, FormDraft
from fzplan.observations import TOTAL
from fzplan.returns import times
from fzplan.returns.cells import MARKS, number_like
from fzplan.returns.extract import vocabulary
from fzplan.returns.grid import Grid, window
from fzplan.returns.labels import fold, read, unit
from fzplan.returns.naming import Names
from fzplan.returns.surveying import measures
from fzplan.returns.surveying.labels import MONTHS, is_month
from fzplan.returns.surveying.proving import form_of, plan_of, prove
from fzplan.returns.surveying.titles import year_in_name
from fzplan.returns.tables import locate
from fzplan.units import UNITS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fzplan.model.survey import MeasureDraft, Proof
    from fzplan.returns.surveying.blocks import Block
    from fzplan.returns.surveying.columns import Column
    from fzplan.returns.surveying.labels import Axes, Level
    from fzplan.returns.surveying.members import Members
    from fzplan.returns.surveying.proving import Stage, Tried
    from fzplan.returns.surveying.sight import Sight
    from fzplan.returns.surveying.titles import Title
    from fzplan.returns.tables import Table

GOOD = 0.995
"""Share of the data cells read at which no further pin is tried."""
FEWEST_TEXTS = 3
"""Columns of words right of the first numbers that make a register of a table."""
FAIR, PATIENCE = 0.5, 3
"""Share from which three candidates in vain end the search."""
_FIELDS = (
    "measure", "period", "year", "quarter", "month", "day", "entity", "task", "unit", "edition", "published", "note",
    "value", "quality", "grouping", "member", "_",
)  # fmt: skip
RESERVED = frozenset(_FIELDS)
"""Fields of the pattern language, which are no names of dimensions."""


class Setting(NamedTuple):
    """One table with all that is known of it."""

    stage: Stage
    sight: Sight
    block: Block
    columns: tuple[Column, ...]
    axes: Axes
    title: Title
    alone: bool
    """The only table of its sheet."""
    form_id: str

    @property
    def data(self) -> tuple[Column, ...]:
        """Return the columns of numbers, empty ones with a heading included."""
        first = min((c.at for c in self.columns if c.role == "data"), default=self.block.right)
        return tuple(c for c in self.columns if c.role == "data" or (c.role == "blank" and c.path and c.at > first))

    @property
    def entity(self) -> bool:
        """Tell whether each row is a unit with texts and codes among its columns: a register, not a printed table."""
        first = min((c.at for c in self.data), default=self.block.right)
        texts = sum(c.role == "note" and c.at > first and c.filled * 2 > len(self.block.body) for c in self.columns)
        return texts >= FEWEST_TEXTS and texts * 8 >= len(self.columns)

    @property
    def totals(self) -> tuple[Column, ...]:
        """Return the columns beside those of the months, which sum them up: they are left aside."""
        if self.axes.across is None or self.axes.across.dimension != MONTHS:
            return ()
        return tuple(c for c in self.data if not is_month(c.path))

    @property
    def cells(self) -> frozenset[tuple[int, int]]:
        """Return where the numbers of the table stand."""
        columns = [c.at for c in self.columns if c.role == "data" and c not in self.totals]
        grid = self.sight.grid
        return frozenset((r, c) for r in self.block.body for c in columns if number_like(grid.cell(r, c)))


class _Seats(NamedTuple):
    """The dimensions of a table by where they stand: by label column (0-based), and −1 over the columns."""

    drafts: tuple[DimensionDraft, ...]
    names: dict[int, str]
    totals: dict[str, str]
    """Labels that mean the total though they are no word of it."""


def drafted(setting: Setting) -> Tried | None:
    """Return the form that reads most of a table with the fewest pins, and what it reads."""
    best: Tried | None = None
    cells, vain = setting.cells, 0
    for draft in _candidates(setting):
        tried = prove(draft, setting.stage, cells)
        better = best is None or _worth(tried.proof) > _worth(best.proof)
        best, vain = (tried, 0) if better or best is None else (best, vain + 1)
        good = tried.proof.share >= GOOD and not tried.proof.findings
        if good or (vain >= PATIENCE and best.proof.share >= FAIR):
            break
    return best


def _worth(proof: Proof) -> tuple[float, int]:
    """Return what makes a form better: more cells read, then fewer sorts of findings."""
    return round(proof.share, 3), -len(proof.findings)


def _candidates(setting: Setting) -> Iterator[FormDraft]:
    """Yield drafts, the freest first."""
    base = _base(setting)
    rows = list(dict.fromkeys(_row_patterns(setting, _seats(setting))))
    if _is_list(setting):
        base, rows = replace(base, columns="{value}"), [_list_pattern(setting)]
    for pins in _pins(setting):
        for text in rows:
            yield _named(setting, replace(base, rows=text, **pins))


def _pins(setting: Setting) -> Iterator[dict[str, Any]]:
    """Yield what is pinned: nothing, the header, the labels, the range."""
    block, columns = setting.block, setting.columns
    first = min(c.at for c in setting.data)
    header = _header(block)
    labels = {"labels": max((c.at for c in columns if c.at < first), default=first - 1) + 1}
    if setting.alone:
        yield {}
        yield header
        yield header | labels
    extent = f"{column_letters(block.left + 1)}{block.top + 1}:{column_letters(block.right + 1)}{block.bottom + 1}"
    if not block.head.borrowed:
        yield {"range": extent} | _said_above(setting)
    yield header | labels | {"range": extent} | _said_above(setting)


def _header(block: Block) -> dict[str, Any]:
    """Return the pin of the header: its row, or its first and last where it has several."""
    head = block.head
    if not head.names:
        return {}
    if head.borrowed:
        return {"header": head.names[0] + 1, "header_last": head.names[-1] + 1}
    rows = sorted((*head.names, *head.codes, *head.units))
    if len(rows) == 1:
        return {"header": rows[0] + 1}
    return {"header": rows[0] + 1, "header_last": rows[-1] + 1}


def _said_above(setting: Setting) -> dict[str, Any]:
    """Return what a pinned range hides: the unit line and the period of the title."""
    said: dict[str, Any] = {}
    units = {unit_under(setting, c.at) for c in setting.data} if setting.block.head.borrowed else set()
    if len(units - {""}) == 1:
        said["unit"] = units.pop()
    elif len(setting.title.units) == 1:
        said["unit"] = setting.title.units[0]
    period = setting.title.period
    if period is not None and not setting.title.of_sheet and not _dated(setting):
        named = year_in_name(setting.stage.file.relative)
        if named and period.is_year and named[0] == period.year:
            return said | {"files": (named[1],)}  # next year's return is read by the same form
        said |= {"period": str(period.year)} if period.is_year else {"fixed": _fixed(setting) | {"period": str(period)}}
    return said


def _dated(setting: Setting) -> bool:
    """Tell whether rows or columns say which year they are of; 本年 and 3月 lean on a period that is said elsewhere."""
    axes, data = setting.axes, [c.path for c in setting.data if c.path]
    texts = [text for level in axes.rows if level.sort == "period" for text in level.texts]
    texts += [said for path in data for said in (path[-1], "".join(path))] if axes.columns == "period" else []
    found = [reading for text in texts if (reading := times.read(text)) is not None]
    stands = axes.columns == "period" or any(level.sort == "period" for level in axes.rows)
    return stands and (not found or any(reading.period for reading in found))


def _base(setting: Setting) -> FormDraft:
    """Return the draft without row pattern and pins: file, sheet, columns, measures, dimensions, period."""
    stage, axes, seats = setting.stage, setting.axes, _seats(setting)
    files, missing = (stage.file.relative,), False
    if not _dated(setting) and (setting.title.period is None or setting.title.of_sheet):
        named = None if setting.title.of_sheet else year_in_name(stage.file.relative)
        files, missing = ((named[1],), False) if named else (files, True)
    sheets = () if stage.textual or not stage.sheet.name else (stage.sheet.name,)
    return FormDraft(
        id=setting.form_id,
        files=files,
        sheets=sheets,
        columns=_columns(axes, seats),
        fixed=_fixed(setting),
        skip=tuple(dict.fromkeys(read(c.path[-1]).text for c in setting.totals if c.path)),
        names=dict.fromkeys(seats.totals, TOTAL),
        measures=_measures(setting),
        dimensions=seats.drafts,
        period_missing=missing,
    )


def _fixed(setting: Setting) -> dict[str, str]:
    return {"measure": _of_title(setting).id} if setting.axes.measured == "title" else {}


def _of_title(setting: Setting) -> MeasureDraft:
    title = setting.title
    columns = {u for c in setting.data for u in [unit_under(setting, c.at)] if u}
    own = title.unit or (columns.pop() if len(columns) == 1 else "")
    return measures.drafted(title.measure, own, title.units, setting.stage.plan)


def unit_under(setting: Setting, column: int) -> str:
    """Return the unit that a row of units under the header gives a column."""
    grid = setting.sight.grid
    rows = [*setting.block.head.units, *setting.block.head.names]
    found = (unit(UNITS, MARKS.sub("", grid.text(r, column)).strip()) for r in rows)
    return next((known.text for known in found if known is not None), "")


def _measures(setting: Setting) -> tuple[MeasureDraft, ...]:
    return naming(setting).drafts


def naming(setting: Setting) -> measures.Naming:
    """Return the measures of a table by what names them."""
    axes, title, plan = setting.axes, setting.title, setting.stage.plan
    if axes.measured == "title":
        return measures.Naming((_of_title(setting),), {})
    if axes.measured == "rows":
        return measures.of_rows(_row_labels(setting), title.units, plan)
    units = {c.at: unit_under(setting, c.at) for c in setting.data}
    if axes.levels:
        named = [c._replace(path=c.path[axes.seat : axes.seat + 1]) for c in setting.data]
        return measures.of_columns(named, units, title.units, plan)
    named_by = measures.of_columns(setting.data, units, title.units, plan, outer=axes.outer == "measure")
    beside = set(units.values()) - {""} if setting.block.head.borrowed else set()
    return measures.with_unit(named_by, beside.pop()) if len(beside) == 1 else named_by


def _row_labels(setting: Setting) -> dict[str, str]:
    """Return the row labels that name measures, with the unit of each row's unit column."""
    level = next(level for level in setting.axes.rows if level.sort == "measure")
    unit_column = next((c.at for c in setting.columns if c.role == "unit"), None)
    grid, found = setting.sight.grid, dict[str, str]()
    data = {c.at for c in setting.data}
    for row in setting.block.body:
        text = grid.text(row, level.column)
        if not text or not any(c in data for c in setting.sight.rows[row]):
            continue
        stated = grid.text(row, unit_column) if unit_column is not None else ""
        known = unit(UNITS, stated)
        found.setdefault(text, known.text if known else "")
    return found


def _seats(setting: Setting) -> _Seats:
    """Return the dimensions of a table, each with a name of its own."""
    taken = set(RESERVED) | ({_of_title(setting).id} if setting.axes.measured == "title" else set())
    drafts: list[DimensionDraft] = []
    names: dict[int, str] = {}
    totals: dict[str, str] = {}
    found: list[tuple[int, Members, Sequence[str]]] = [
        (level.column, level.members, level.texts) for level in setting.axes.rows if level.members
    ]
    if setting.axes.across is not None:
        leaves = [c.path[-1] for c in setting.data if c.path]
        found.append((-1, setting.axes.across, leaves))
    plan = setting.stage.plan
    for column, members, _ in found:
        if members.dimension == MONTHS:
            names[column] = MONTHS
            continue
        name = _free(_plain_name(members.dimension) or "分组", taken)
        taken.add(name)
        names[column] = name
        declared = plan is not None and name in plan.dimensions
        drafts.append(DimensionDraft(name, dict.fromkeys(members.members, ()), declared=declared))
    return _Seats(tuple(drafts), names, totals)


def _plain_name(text: str) -> str:
    return fold(text).replace("{", "").replace("}", "").replace(">", "").strip()


def _free(name: str, taken: set[str]) -> str:
    """Return a name that nothing else has."""
    return name if name not in taken else next(n for k in range(2, 99) if (n := f"{name}{k}") not in taken)


def _row_patterns(setting: Setting, seats: _Seats) -> Iterator[str]:
    """Yield the row patterns: what tells something, then every column of labels in its place."""
    telling = [_level(level, seats) for level in setting.axes.rows]
    short = [text for text in telling if text != "{_}"]
    yield " > ".join(short) or "{_}"
    if len(telling) > len(short):
        yield " > ".join(telling)


def _is_list(setting: Setting) -> bool:
    """Tell whether each row is one figure with what it is beside it: 指标 | 计量单位 | 数值."""
    return setting.axes.measured == "rows" and setting.axes.columns == "measure" and len(setting.data) == 1


def _list_pattern(setting: Setting) -> str:
    """Return the row pattern of a list: every column but that of the figures is a level."""
    seats, (value,) = _seats(setting), setting.data
    levels = {level.column: _level(level, seats) for level in setting.axes.rows if level.sort != "drop"}
    of_role = {"unit": "{unit}", "note": "{note}"}
    beside = [c for c in setting.columns if c.at != value.at and (c.role != "blank" or c.path)]
    return " > ".join(levels.get(c.at) or of_role.get(c.role, "{_}") for c in beside)


def _level(level: Level, seats: _Seats) -> str:
    year = "{year}" if seats.names.get(-1) == MONTHS else "{period}"
    fields = {"period": year, "measure": "{measure}", "drop": "{_}"}
    return fields.get(level.sort) or f"{{{seats.names[level.column]}}}"


def _columns(axes: Axes, seats: _Seats) -> str:
    if axes.levels:
        return " > ".join(axes.levels)
    inner = {"period": "{period}", "measure": "{measure}"}.get(axes.columns) or f"{{{seats.names[-1]}}}"
    return f"{{measure}} > {inner}" if axes.outer == "measure" and axes.measured == "columns" else inner


def _named(setting: Setting, draft: FormDraft) -> FormDraft:
    """Add to `names:` the headings that the draft's measures are not found by."""
    if setting.axes.measured != "columns" or setting.axes.levels:
        return draft
    table, head = _located(setting, draft), setting.block.head
    needed = {*head.names} if head.borrowed else {*head.names, *head.units}
    if table is None or {*table.header, *table.codes, *table.units} < needed:
        return draft  # not the whole header was found: its names are to be pinned, not mapped
    plan = plan_of(draft, setting.stage.plan)
    form = plan.forms[draft.id]
    names = Names(plan, form, vocabulary(plan))
    added: dict[str, str] = {}
    outer = setting.axes.outer == "measure"
    for column, id_ in naming(setting).of.items():
        path = table.paths.get(int(str(column)), ())
        own = tuple(text for text in path if unit(UNITS, text) is None)
        found = names.along(form.columns, own) if own else None
        own = own[:-1] if outer and len(own) > 1 else own
        if own and (found is None or found.measure != id_):
            added[" > ".join(read(text).text for text in own)] = id_
    return replace(draft, names={**draft.names, **added}) if added else draft


def _located(setting: Setting, draft: FormDraft) -> Table | None:
    """Return the table as extraction finds it with this draft: its own paths are what `names:` must say."""
    plan = plan_of(draft, setting.stage.plan)
    form = form_of(draft)
    grid = Grid(setting.stage.sheet, window(draft.range) if draft.range else None)
    found = locate(grid, form, Names(plan, form, vocabulary(plan)))
    body = set(setting.block.body)
    return next((t for t in found if body & set(t.body)), None)
