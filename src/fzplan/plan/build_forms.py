"""`forms:`: where numbers stand in the returns, what each name there names, and what is pinned."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from fzplan.diagnostics import Text
from fzplan.frozen import frozen
from fzplan.model.plan import Form, Pattern
from fzplan.model.returns_due import parsed
from fzplan.observations import EDITIONS, QUALITIES, TOTAL
from fzplan.plan import build_records, numbers
from fzplan.plan.build_quantities import unknown
from fzplan.plan.codes import FORM_INCOMPLETE, UNKNOWN_KEY, WRONG_VALUE
from fzplan.plan.draft import folded, listed, nearest
from fzplan.plan.patterns import FIELDS, Patterns, fields
from fzplan.regex import regex

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fzplan.formula import Symbol
    from fzplan.model.microdata import Connection
    from fzplan.model.plan import Dimension, Indicator, Measure
    from fzplan.plan.draft import Draft
    from fzplan.plan.fileformat import PlanFile
    from fzplan.plan.formformat import FormFile
    from fzplan.plan.places import Path

CONSTANTS = ("unit", "edition", "basis", "quality")
PLAIN = ("range", "panels", "reporter", "due", "source", "note", "labels", "unit", "basis")
BRACED = regex(r"\s*\{([^{}]*)\}\s*")
DUE_DAYS = Text(
    "应是 次月10日、3月31日、期后15日 或 2025-03-31",
    "次月10日 (10 next month), 3月31日 (03-31), 期后15日 (15 days after) or 2025-03-31 is expected",
)
DUE_MEANING = Text("due 是每期报表的报送期限", "`due` is the last day on which the return of a period is in time")
NO_PLACE = Text("要么写 files:，要么写 connection: 和 table:", "needs either `files:`, or `connection:` and `table:`")
NO_ENTITY = Text("从数据库读，须是 rows: entity", "is read from a database and has to have `rows: entity`")
NO_AXIS = Text("没有写 rows: 和 columns:", "has neither `rows:` nor `columns:`")
NO_MEASURE = Text(
    "没有说明数是什么指标（{measure}、fixed: 或 aggregate:）",
    "does not say which measure its numbers are ({measure}, `fixed:` or `aggregate:`)",
)


@frozen
class FormRoom:
    """What all forms of a plan are built with."""

    draft: Draft
    patterns: Patterns
    measures: Mapping[str, Measure]
    indicators: Mapping[str, Indicator]
    dimensions: Mapping[str, Dimension]
    symbols: Mapping[str, Symbol]
    connections: Mapping[str, Connection]
    tasks: tuple[str, ...]

    def quantity(self, name: str) -> Measure | Indicator | None:
        """Return the measure or indicator of that id."""
        return self.measures.get(name) or self.indicators.get(name)

    @property
    def quantities(self) -> tuple[str, ...]:
        """Return the ids of all measures and indicators."""
        return (*self.measures, *self.indicators)


def forms(file: PlanFile, room: FormRoom) -> dict[str, Form]:
    """Return the forms by id; one with a faulty pattern is left out."""
    built = {folded(name): form(name, spec, room) for name, spec in file.forms.items()}
    return {name: found for name, found in built.items() if found is not None}


def trusted(file: PlanFile, draft: Draft) -> None:
    """Report what `prefer:` names that is neither a form nor an edition."""
    known = (*(folded(name) for name in file.forms), *EDITIONS)
    for section, declared in (("measures", file.measures), ("indicators", file.indicators)):
        for name, spec in declared.items():
            for k, trust in enumerate(spec.prefer):
                if folded(trust) not in (*known, *draft.faulty):
                    what = Text("表式或版次", "form or edition")
                    unknown(draft, (section, name, "prefer", k), trust, what, known)


def form(name: str, spec: FormFile, room: FormRoom) -> Form | None:
    """Return one form."""
    path: Path = ("forms", name)
    before = len(room.draft.findings)
    files = _patterns(spec.files, (*path, "files"), room)
    sheets = _patterns(spec.sheets, (*path, "sheets"), room)
    rows = room.patterns.pattern(spec.rows, (*path, "rows"), levels=True) if spec.rows else None
    columns = room.patterns.pattern(spec.columns, (*path, "columns"), levels=True) if spec.columns else None
    fixed, period = _fixed(spec, path, room)
    _filed(spec, path, room)
    columns_of = build_records.columns(spec, path, room)
    where = build_records.where(spec, path, columns_of, room)
    aggregates, head = build_records.aggregates(spec, path, columns_of, room), _head(spec.header)
    if len(room.draft.findings) == before:
        _complete(name, spec, path, (*files, *sheets, rows, columns), fixed, room)
    if len(files) < len(spec.files) or (spec.rows and not rows) or (spec.columns and not columns):
        return None
    return Form(
        id=folded(name), files=files, at=room.draft.places.key(path), sheets=sheets, rows=rows, columns=columns,
        entity="entity" in fields(rows), key=spec.key_, period=period, columns_of=columns_of, aggregates=aggregates,
        where=where, where_text=spec.where, connection=folded(spec.connection), table=spec.table,
        names=_names(spec, path, room), readings=dict(spec.readings), fixed=fixed, skip=tuple(spec.skip),
        symbols=dict(spec.symbols),
        edition=_one_of(spec.edition, EDITIONS, (*path, "edition"), room),
        quality=_one_of(spec.quality, QUALITIES, (*path, "quality"), room),
        published=_day(spec.published, (*path, "published"), room),
        header=head[0], header_last=head[1],
        **{key: getattr(spec, key) for key in PLAIN},
    )  # fmt: skip


def _head(written: str | None) -> tuple[int | None, int | None]:
    """Return the first row of a header, and the last where it is given: ``4``, ``4-9``."""
    rows = sorted(int(row) for row in (written or "").split("-") if row)
    return (rows[0] if rows else None), (rows[1] if len(rows) > 1 else None)


def _patterns(written: list[str], path: Path, room: FormRoom) -> tuple[Pattern, ...]:
    found = (room.patterns.pattern(text.replace("\\", "/"), (*path, k), levels=False) for k, text in enumerate(written))
    return tuple(p for p in found if p)


def _fixed(spec: FormFile, path: Path, room: FormRoom) -> tuple[dict[str, str], str]:
    """Return what no place names, and the period of the form (a year, or the year of a date column)."""
    known = (*FIELDS[:-1], *room.dimensions)
    fixed: dict[str, str] = {}
    given = [(k, v, (*path, "fixed", k)) for k, v in spec.fixed.items()]
    given += [(k, v, (*path, k)) for k, v in (spec.__pydantic_extra__ or {}).items()]
    for key, value, at in given:
        if folded(key) not in known:
            keys = (*known, *(f.alias or n for n, f in type(spec).model_fields.items()))
            facts = {"found": key, "near": nearest(key, keys), "known": listed(keys)}
            room.draft.report_key(UNKNOWN_KEY, at, **facts)
        else:
            fixed[folded(key)] = _constant(folded(key), str(value), at, room)
    fixed |= {key: str(getattr(spec, key)) for key in CONSTANTS if getattr(spec, key)}
    if "unit" in fixed:
        room.draft.unit(fixed["unit"], (*path, "unit") if spec.unit else (*path, "fixed", "unit"))
    if spec.period is None:
        return fixed, fixed.get("period", "")
    written = build_records.YEAR_OF.fullmatch(str(spec.period))
    if written:
        return fixed, f"year({written['column'].strip()})"
    fixed["period"] = str(numbers.year(spec.period) or spec.period)
    return fixed, fixed["period"]


def _constant(key: str, value: str, at: Path, room: FormRoom) -> str:
    """Return the id that a constant of a form means."""
    name = folded(value)
    if key == "measure" and name not in room.draft.faulty and not room.quantity(name):
        unknown(room.draft, at, value, Text("指标", "measure"), room.quantities)
    if key in room.dimensions and name != TOTAL:
        declared = room.dimensions[key]
        if name not in declared.names:
            unknown(room.draft, at, value, Text("成员", "member"), declared.names)
        return declared.names.get(name, name)
    return name if key in ("measure", *room.dimensions) else value


def _names(spec: FormFile, path: Path, room: FormRoom) -> dict[str, str]:
    """Return label path → id, each id a measure, an indicator, a dimension, a member or a task of the plan."""
    members = {m for d in room.dimensions.values() for m in (*d.names, *d.groups)}
    known = {*room.quantities, *room.dimensions, *members, *room.tasks, TOTAL, "_", *room.draft.faulty}
    for label, meant in spec.names.items():
        if folded(meant) not in known:
            unknown(room.draft, (*path, "names", label), meant, Text("指标或成员", "measure or member"), sorted(known))
    return {label: folded(meant) for label, meant in spec.names.items()}


def _complete(
    name: str, spec: FormFile, path: Path, patterns: tuple[Pattern | None, ...], fixed: dict[str, str], room: FormRoom
) -> None:
    if room.draft.encloses_broken(path):
        return
    if bool(spec.files) == bool(spec.connection) or (spec.connection and not spec.table):
        room.draft.report_key(FORM_INCOMPLETE, path, form=name, lack=NO_PLACE)
        return
    if spec.connection and folded(spec.connection) not in (*room.connections, *room.draft.faulty):
        what = Text("连接", "connection")
        unknown(room.draft, (*path, "connection"), spec.connection, what, room.connections)
    if spec.connection and "entity" not in (spec.rows or ""):
        room.draft.report_key(FORM_INCOMPLETE, path, form=name, lack=NO_ENTITY)
        return
    if not spec.rows and not spec.columns:
        room.draft.report_key(FORM_INCOMPLETE, path, form=name, lack=NO_AXIS)
        return
    named = {field for pattern in patterns for field in fields(pattern)} | set(fixed)
    if not named & {"measure", "task", "entity", "member"} and not spec.names:
        room.draft.report_key(FORM_INCOMPLETE, path, form=name, lack=NO_MEASURE)


def _one_of(written: str, known: tuple[str, ...], path: Path, room: FormRoom) -> str:
    if written and written not in known:
        unknown(room.draft, path, written, Text("取值", "value"), known)
        return ""
    return written


def _filed(spec: FormFile, path: Path, room: FormRoom) -> None:
    """Look at who reports and when: a dimension in braces has to be one, a day has to be understood."""
    braced = BRACED.fullmatch(spec.reporter)
    if braced and folded(braced[1]) not in room.dimensions:
        unknown(room.draft, (*path, "reporter"), folded(braced[1]), Text("分组", "dimension"), room.dimensions)
    if spec.due and parsed(spec.due) is None:
        facts = {"key": "due", "found": spec.due, "expected": DUE_DAYS, "meaning": DUE_MEANING}
        room.draft.report(WRONG_VALUE, (*path, "due"), **facts)


def _day(written: object, path: Path, room: FormRoom) -> date | None:
    if written is None:
        return None
    try:
        return date.fromisoformat(str(written))
    except ValueError:
        expected = Text("应是日期，如 2024-03-01", "a day such as 2024-03-01 is expected")
        meaning = Text("公布日期", "day of publication")
        room.draft.report(WRONG_VALUE, path, key="published", found=written, expected=expected, meaning=meaning)
        return None
