"""A table in the words of the survey: headings, outline, periods, measures and members, from what was found of it."""

from __future__ import annotations

from collections import Counter
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from fzplan.diagnostics import CellRef
from fzplan.model.survey import Heading, MeasureFound, MemberSet, Outline, PeriodAxis, TableSurvey
from fzplan.returns import times
from fzplan.returns.cells import number_like
from fzplan.returns.grid import text_of
from fzplan.returns.labels import fold, key, nearest, read, tongues
from fzplan.returns.surveying.drafting import naming, unit_under
from fzplan.returns.surveying.labels import unit_over

if TYPE_CHECKING:
    from fzplan.model.survey import AxisOf, FormDraft, Match, MeasureDraft, Orientation
    from fzplan.returns.surveying.drafting import Setting
    from fzplan.returns.surveying.proving import Tried

ALIKE = 0.7
"""Likeness from which a measure of the plan is offered."""


def table(setting: Setting, best: Tried | None) -> TableSurvey:
    """Return one table with everything that was found of it."""
    block, title = setting.block, setting.title
    notes, signed = _below(setting)
    return TableSurvey(
        place=place(setting),
        orientation=_orientation(setting),
        title=tuple(fold(line) for line in title.lines),
        unit_line=title.unit_line,
        units=_units(setting, best.draft if best else None),
        header=_rows(block.head.names),
        codes=_rows(block.head.codes),
        unit_rows=_rows(block.head.units),
        headings=tuple(
            Heading(c.at + 1, tuple(_short(t) for t in c.path), c.role, _unit(setting, c.at, c.path))
            for c in setting.columns
        ),
        labels=tuple(level.column + 1 for level in setting.axes.rows),
        body=(block.body[0] + 1, block.body[-1] + 1),
        outline=_outline(setting),
        axis=_axis(setting),
        measures=_measures(setting),
        members=_members(setting),
        notes=notes,
        sign_off=signed,
        numbers=len(setting.cells),
        draft=best.draft if best else None,
        proof=best.proof if best else None,
    )


def _short(text: str) -> str:
    """Return a heading as one line, without its translation."""
    return fold(tongues(text)[0])


def place(setting: Setting) -> CellRef:
    """Return the extent of a table."""
    block, stage = setting.block, setting.stage
    return CellRef(stage.shown, stage.sheet.name, block.top + 1, block.left + 1, block.bottom + 1, block.right + 1)


def _rows(rows: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(row + 1 for row in rows)


def _orientation(setting: Setting) -> Orientation:
    if setting.entity:
        return "entity"
    where: dict[str, Orientation] = {"rows": "measures in rows", "columns": "measures in columns"}
    return where.get(setting.axes.measured, "measure in title")


def _unit(setting: Setting, column: int, path: tuple[str, ...]) -> str:
    return unit_over(path) or unit_under(setting, column)


def _units(setting: Setting, draft: FormDraft | None) -> tuple[str, ...]:
    counted = Counter(m.unit for m in draft.measures if m.unit_stated) if draft else Counter[str]()
    return tuple(dict.fromkeys([*(u for u, _ in counted.most_common()), *setting.title.units]))


def _below(setting: Setting) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the notes and the lines of the sign-off under a table."""
    grid = setting.sight.grid
    notes: list[str] = []
    signed: list[str] = []
    for row in setting.block.below:
        text = fold(" ".join(text_of(value) for _, value in grid.distinct(row)))
        (signed if grid.kind(row) == "sign_off" else notes).append(text)
    return tuple(notes), tuple(signed)


def _outline(setting: Setting) -> Outline:
    sight, grid = setting.sight, setting.sight.grid
    labelled = [level for level in setting.axes.rows if level.sort in ("member", "measure")]
    if not labelled:
        return Outline()
    column = labelled[-1].column
    data = {c.at for c in setting.data}
    raw = [(r, grid.cell(r, column)) for r in setting.block.body if column in sight.rows[r]]
    texts = [(r, value) for r, value in raw if isinstance(value, str)]
    headings = tuple(r + 1 for r, _ in texts if not data & set(sight.rows[r]))
    return Outline(
        indented=sum(value[:1] in " \u3000\t\u00a0" for _, value in texts),
        children=sum(read(value).child for _, value in texts),
        numbered=sum(bool(read(value).numbered) for _, value in texts),
        headings=headings,
    )


def _axis(setting: Setting) -> PeriodAxis:
    """Return where the periods stand, and which they are."""
    axes, grid = setting.axes, setting.sight.grid
    down = next((level for level in axes.rows if level.sort == "period"), None)
    across = axes.columns == "period"
    where: AxisOf = "both" if down and across else "rows" if down else "columns" if across else "none"
    cells = [grid.label(r, down.column) for r in setting.block.body] if down else []
    names = [text_of(cell) for cell in cells if cell not in ("", None) and times.read(cell) is None]
    found = [_period(cell) for cell in cells if times.read(cell) is not None]
    found += [_period("".join(c.path[-1:])) for c in setting.data] if across else []
    if where == "none":
        return _stated(setting)
    return PeriodAxis(where, tuple(dict.fromkeys(p for p in (*found, *names) if p)))


def _period(cell: object) -> str:
    reading = times.read(cell)  # type: ignore[arg-type]
    if reading is None:
        return ""
    return str(reading.period) if reading.period else text_of(cell)  # type: ignore[arg-type]


def _stated(setting: Setting) -> PeriodAxis:
    """Return the period that title, sheet or file state of the whole table."""
    from fzplan.returns.surveying.titles import year_in_name

    period = setting.title.period
    if period is not None:
        named = times.in_title(setting.stage.sheet.name)
        return PeriodAxis("sheet" if named == period else "title", (str(period),))
    names: tuple[tuple[AxisOf, str], ...] = (("file", setting.stage.file.relative), ("sheet", setting.stage.sheet.name))
    said = ((where, year_in_name(name)) for where, name in names)
    return next((PeriodAxis(where, (str(year[0]),)) for where, year in said if year), PeriodAxis("none"))


def _members(setting: Setting) -> tuple[MemberSet, ...]:
    found = [
        MemberSet(
            level.members.dimension or "分组", "rows", level.members.members, level.members.total, level.members.known
        )
        for level in setting.axes.rows
        if level.members
    ]
    across = setting.axes.across
    if across is not None and across.members:
        found.append(MemberSet(across.dimension or "分组", "columns", across.members, across.total, across.known))
    return tuple(found)


def _measures(setting: Setting) -> tuple[MeasureFound, ...]:
    """Return the measures of a table, each with the label that names it and how sure the match is."""
    named = naming(setting)
    by_id: dict[str, list[object]] = {}
    for what, id_ in named.of.items():
        by_id.setdefault(id_, []).append(what)
    return tuple(_found(setting, draft, by_id.get(draft.id, [])) for draft in named.drafts)


def _found(setting: Setting, draft: MeasureDraft, named_by: list[object]) -> MeasureFound:
    grid, data = setting.sight.grid, {c.at for c in setting.data}
    columns = {w for w in named_by if isinstance(w, int)} or data
    label_of = {c.at: " > ".join(_short(t) for t in c.path) for c in setting.columns}
    level = next((level for level in setting.axes.rows if level.sort == "measure"), None)
    rows = [
        r for r in setting.block.body
        if level is None or any(isinstance(w, str) and grid.text(r, level.column) == w for w in named_by)
    ]  # fmt: skip
    numbers = sum(number_like(grid.cell(r, c)) for r in rows for c in columns)
    first = (setting.block.top if level is None else rows[0] if rows else setting.block.top, min(columns))
    if level is not None:
        first = (first[0], level.column)
    label = next((label_of[w] if isinstance(w, int) else str(w) for w in named_by), setting.title.measure)
    match, sure, id_ = _matched(setting, draft, label)
    at = CellRef(setting.stage.shown, setting.stage.sheet.name, first[0] + 1, first[1] + 1)
    return MeasureFound(
        read(label).text if level is not None else fold(label),
        id_,
        draft.unit if draft.unit_stated else "",
        match,
        sure,
        numbers,
        at,
    )


def _matched(setting: Setting, draft: MeasureDraft, label: str) -> tuple[Match, float, str]:
    """Return how a label was matched with the plan's measures, and how sure that is."""
    plan = setting.stage.plan
    if plan is None:
        return "label", 1.0, draft.id
    if draft.declared:
        exact = key(draft.id) in (key(label), read(label.rsplit(" > ", maxsplit=1)[-1]).key)
        return ("exact", 1.0, draft.id) if exact else ("alias", 0.95, draft.id)
    near = nearest(draft.id, (*plan.measures, *plan.indicators), 1)
    alike = SequenceMatcher(None, draft.id, near[0]).ratio() if near else 0.0
    return ("nearest", round(alike, 2), near[0]) if near and alike >= ALIKE else ("none", 0.0, draft.id)
