"""The tables of each form, read by one engine and added up: faults of files and servers become findings here."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from fzplan.diagnostics import FileRef, Text, listed, ordered
from fzplan.formula.faults import did_you_mean
from fzplan.microdata import codes
from fzplan.microdata.choosing import chosen, not_installed
from fzplan.microdata.engines import MissingSecretError, Scan, UnreadableError, installed, opened
from fzplan.model.microdata import Aggregated
from fzplan.observations import worst

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fzplan.diagnostics import Diagnostic
    from fzplan.formula import Part
    from fzplan.microdata.behind import Guard
    from fzplan.microdata.engines import Engine
    from fzplan.microdata.wanted import Wanted
    from fzplan.model.microdata import Table
    from fzplan.model.plan import Form, Plan
    from fzplan.observations import Observation

SHOWN = 5
"""Labels and columns told in one finding."""
KINDS = {
    "csv": Text("CSV", "CSV"),
    "duckdb": Text("DuckDB 文件", "DuckDB files"),
    "database": Text("数据库", "databases"),
    "gb18030": Text("GB18030 编码的 CSV（可另存为 UTF-8）", "CSV in GB18030 (it may be saved as UTF-8)"),
}
READERS = {"csv": "pandas, polars, duckdb, spark", "duckdb": "duckdb, pandas, polars", "gb18030": "pandas, spark"}


def run(plan: Plan, tables: Sequence[Table], asked: str, *, connect: bool) -> tuple[Aggregated, tuple[Diagnostic, ...]]:
    """Return what the engine made of the tables, form by form; see `aggregate`."""
    at_hand = [table for table in tables if table.kind != "database"]
    remote = [table for table in tables if table.kind == "database"]
    findings: list[Diagnostic] = []
    made = _Made(plan, tuple(dict.fromkeys(table.shown for table in tables)), [], findings)
    if at_hand:
        name, faults = chosen(at_hand, asked)
        findings += faults
        if name:
            made.by(name, at_hand)
    if remote and not connect:
        names = dict.fromkeys((table.shown, table.connection) for table in remote)
        findings += [codes.NOT_ALLOWED(FileRef(shown), connection=connection) for shown, connection in names]
    elif remote and not installed("database"):
        findings.append(not_installed("database", remote[0].shown))
    elif remote:
        made.by("database", remote)
    return Aggregated(tuple(made.observations), made.files), ordered(findings)


class _Made:
    """What has been computed so far."""

    def __init__(
        self, plan: Plan, files: tuple[str, ...], observations: list[Observation], findings: list[Diagnostic]
    ) -> None:
        self.plan, self.files, self.observations, self.findings = plan, files, observations, findings

    def by(self, name: str, tables: Sequence[Table]) -> None:
        """Compute the forms of these tables with one engine, which is started and stopped here."""
        engine = None
        try:
            engine = opened(name)  # type: ignore[arg-type]
            for form, own in _layers(self.plan, tables):
                self._form(engine, form, own)
        except Exception as fault:
            if engine is not None and not isinstance(fault, engine.faults):
                raise
            if engine is None and not isinstance(fault, (OSError, RuntimeError)):
                raise
            self.findings.append(codes.FAILED(FileRef(tables[0].shown), reason=reason(fault)))
        finally:
            if engine is not None:
                engine.close()

    def _form(self, engine: Engine, form: Form, tables: Sequence[Table]) -> None:
        """Add the observations of one form, or the findings that say why there are none."""
        try:
            self._computed(engine, form, tables)
        except UnreadableError as fault:
            kind = str(fault)
            others = READERS.get(kind, "duckdb")
            self.findings.append(
                codes.CANNOT(FileRef(tables[0].shown), engine=engine.name, what=KINDS[kind], others=others)
            )
        except MissingSecretError as fault:
            at = FileRef(tables[0].shown)
            self.findings.append(codes.NO_SECRET(at, connection=tables[0].connection, variable=str(fault)))
        except Exception as fault:
            if not isinstance(fault, engine.faults):
                raise
            self.findings.append(codes.FAILED(FileRef(tables[0].shown), reason=reason(fault)))

    def _computed(self, engine: Engine, form: Form, tables: Sequence[Table]) -> None:
        from fzplan.microdata.behind import guard
        from fzplan.microdata.grouping import Axes, grouped
        from fzplan.microdata.labels import members_of
        from fzplan.microdata.observed import Origin, observations

        plan = self.plan
        frame, dimensions, date = self._frame(engine, form, tables)
        if frame is None:
            return
        kept = tuple(d for d in plan.dimensions if d in dimensions)
        axes = Axes(
            kept,
            {d: members_of(form, plan.dimensions[d]) for d in kept},
            {d: plan.dimensions[d].members for d in kept},
        )
        guarded, repeated = guard(plan, form, engine, frame)
        found = grouped(engine, frame, axes, _parts(form, guarded), guarded.key)
        at = FileRef(tables[0].shown)
        if repeated:
            self.findings.append(codes.KEY_REPEATED(at, key=form.key, count=repeated))
        for d, labels in found.strange.items():
            by = next((c.by for c in form.columns_of if c.dimension == d), "name")
            if labels and (by == "name" or plan.dimensions[d].partition):
                few, count = list(labels)[:SHOWN], sum(labels.values())
                told = listed(few, more=len(labels) > SHOWN)
                self.findings.append(codes.UNKNOWN_MEMBER(at, dimension=d, labels=told, count=count))
        if found.undated:
            few, count = list(found.undated)[:SHOWN], sum(found.undated.values())
            told = listed([label or "—" for label in few], more=len(found.undated) > SHOWN)
            self.findings.append(codes.NO_PERIOD(at, labels=told, count=count, column=date or "—"))
        first = tables[0]
        quality = worst([form.quality or "published", *(table.quality for table in tables)])
        origin = Origin(self.files.index(first.shown), first.edition, first.published, quality)
        self.observations += observations(plan, form, axes, found, origin, guarded)

    def _frame(self, engine: Engine, form: Form, tables: Sequence[Table]) -> tuple[Any, frozenset[str], str]:
        """Return all records of a form as one frame, its dimensions and its column of dates; None with findings."""
        from fzplan.microdata.prepared import faults, prepared, united
        from fzplan.microdata.wanted import predicates, wanted

        before, frames, date = len(self.findings), [], ""
        shared: set[str] | None = None
        for alike in _alike(tables):
            connection = self.plan.connections.get(alike[0].connection)
            known = [frozenset(engine.names(t, connection)) | frozenset(t.constants) for t in alike]
            found = wanted(self.plan, form, frozenset.intersection(*known))
            needed = found.columns
            for table, columns in zip(alike, known, strict=True):
                self._missing(form, table, columns, needed)
            if len(self.findings) > before:
                continue
            stored = tuple(c for c in needed if c not in alike[0].constants)
            figures = frozenset(f.column for f in found.fields if f.is_figure)
            pushed = tuple(p for p in predicates(form, found) if p.column in stored)
            frame = engine.scan(Scan(alike, stored, figures, pushed, connection))
            self.findings += faults(frame, found, alike[0], FileRef(alike[0].shown))
            if len(self.findings) == before:
                frames.append(
                    prepared(frame, form, found, alike[0], self._members(engine, form, frame, found, alike[0]))
                )
                own = {*found.dimensions, *alike[0].members}
                shared, date = (own if shared is None else shared & own), date or found.date
        if len(self.findings) > before or not frames:
            return None, frozenset(), ""
        return united(frames), frozenset(shared or ()), date

    def _members(
        self, engine: Engine, form: Form, frame: Any, found: Wanted, table: Table
    ) -> dict[str, dict[str | None, str]]:
        """Return what the texts of the fields that formulas compare with members stand for."""
        from fzplan.microdata.labels import members_of
        from fzplan.microdata.prepared import texts
        from fzplan.observations import TOTAL

        fields = {f.id: f for f in found.fields}
        answers = engine.rows([texts(frame, fields[name], table) for name, _ in found.named])
        read = {}
        for (name, dimension), rows in zip(found.named, answers, strict=True):
            find = members_of(form, self.plan.dimensions[dimension])
            read[name] = {raw: member for (raw,) in rows if (member := find(raw)) != TOTAL}
        return read

    def _missing(self, form: Form, table: Table, columns: frozenset[str], needed: Sequence[str]) -> None:
        for column in dict.fromkeys(needed):
            if column not in columns:
                near, few = did_you_mean(column, columns), sorted(columns)[: 4 * SHOWN]
                known = listed(few, more=len(columns) > len(few))
                at = FileRef(table.shown)
                self.findings.append(codes.NO_COLUMN(at, column=column, form=form.id, nearest=near, known=known))


def reason(fault: Exception) -> str:
    """Return the first line of what an engine says."""
    return next((line.strip() for line in str(fault).splitlines() if line.strip()), type(fault).__name__)[:300]


def _layers(plan: Plan, tables: Sequence[Table]) -> list[tuple[Form, tuple[Table, ...]]]:
    """Return the tables of each form; another edition or day of publication is another set of figures."""
    found: dict[tuple[str, str, str], list[Table]] = defaultdict(list)
    for table in tables:
        found[table.form, table.edition, str(table.published or "")].append(table)
    return [(plan.forms[form], tuple(own)) for (form, _, _), own in found.items()]


def _alike(tables: Sequence[Table]) -> list[tuple[Table, ...]]:
    """Return the tables in lots whose names say the same of all their records; a database gives one at a time."""
    found: dict[tuple[object, ...], list[Table]] = defaultdict(list)
    for table in tables:
        said = (table.period, tuple(sorted(table.members.items())), tuple(sorted(table.constants.items())))
        alone = (table.shown,) if table.kind == "database" else ()
        found[table.kind, *said, *alone].append(table)
    return [tuple(lot) for lot in found.values()]


def _parts(form: Form, guarded: Guard) -> tuple[Part, ...]:
    """Return what has to be known of every group, each once."""
    from fzplan.formula import parts
    from fzplan.microdata.behind import parts_behind

    formulas = [a.formula for a in form.aggregates if a.formula is not None]
    several = [part for f in formulas for part in (*parts(f), *parts_behind(f, guarded))]
    return tuple({part.key: part for part in several}.values())
