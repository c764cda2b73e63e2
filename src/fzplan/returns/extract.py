"""The door of the room: workbooks in; observations, records, task reports, cell accounts and findings out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from fzplan.diagnostics import FileRef, Severity, Text, listed, ordered
from fzplan.observations import Extraction, worst
from fzplan.returns import (
    agreement,
    codes,
    fact_codes,
    facts,
    file_codes,
    folding,
    pattern,
    strays,
    table_files,
    twice,
    unknown,
    unmet,
)
from fzplan.returns.accounts import Ledger
from fzplan.returns.aggregates import aggregate_all
from fzplan.returns.ahead import readings
from fzplan.returns.collecting import Filing, Folded, Gathered
from fzplan.returns.copies import settle_records
from fzplan.returns.files import DataFile, data_files, looks_like_data, matched
from fzplan.returns.grid import MARK, Grid, text_of, window
from fzplan.returns.keys import NOTHING
from fzplan.returns.labels import Vocabulary, nearest
from fzplan.returns.naming import Names
from fzplan.returns.printed import read_tables
from fzplan.returns.readers import door
from fzplan.returns.readers.limits import LIMITS
from fzplan.returns.records import read_records
from fzplan.returns.slips import slips
from fzplan.returns.tasks import read_tasks

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from fzplan.diagnostics import Diagnostic
    from fzplan.model.microdata import Aggregated, Table
    from fzplan.model.plan import Form, Indicator, Measure, Plan
    from fzplan.observations import Account, Observation, Watch
    from fzplan.returns.keys import Key
    from fzplan.returns.readers.book import Address, Book, Cell, Sheet
    from fzplan.returns.readers.limits import Limits

INVENTED = "示例"
"""Files and sheets whose name begins so hold invented figures."""


Compute = Callable[["Sequence[Table]"], "tuple[Aggregated, tuple[Diagnostic, ...]]"]
"""What makes aggregates of tables: the door of another room, given by whoever strings the rooms together."""
Claims = dict[DataFile, dict[str, dict[str, str]]]
"""By file, the forms that read it, each with the fields that the file's name gave."""


class Opened(NamedTuple):
    """One workbook with the forms that read it."""

    file: DataFile
    book: Book
    claims: dict[str, dict[str, str]]
    ledgers: dict[str, Ledger]
    grids: dict[tuple[str, str], Grid]
    """By sheet and `range:`; what one form has looked through, the next need not."""
    far: Mapping[str, Mapping[Address, Cell]]
    """By sheet, the cells that were taken off it, for they stand far away from everything else."""


def extract(
    plan: Plan,
    paths: Sequence[Path],
    root: Path,
    watch: Watch | None = None,
    limits: Limits = LIMITS,
    compute: Compute | None = None,
) -> tuple[Extraction, tuple[Diagnostic, ...]]:
    """Read the returns under `paths` by the plan's forms.

    `paths` are folders or files; `root` is the folder of the plan file: places name files relative to it.
    `files:` patterns are matched relative to each data folder, for other folders than `data` also by bare name.
    `watch` is told which workbook is about to be read; `limits` is how much one file may take. `compute` makes
    aggregates of tables of records (Parquet, DuckDB, databases, large CSV), which are never read cell by cell here;
    without it they are left alone.
    """
    files, findings = data_files(paths, root)
    claims = {file: matched(file, plan.forms) for file in files}
    out = Gathered(findings=list(findings))
    quantities = vocabulary(plan)
    names = {form.id: Names(plan, form, quantities) for form in plan.forms.values()}
    tables, faults = table_files.tables(plan, names, claims)
    out.findings += faults
    at_hand = {table.path for table in tables} | {file.path for file in claims if table_files.is_table(file)}
    opened, unmatched = _open(
        plan, {f: c for f, c in claims.items() if not c or f.path not in at_hand}, out, watch, limits
    )
    _read_cells(plan, names, opened, out)
    aggregate_all(plan, out)
    if tables and compute is not None:
        _add_tables(plan, tables, compute, out)
    out.findings += unmet.forms(plan, claims, findings)
    kept, aside, conflicts = agreement.settle(plan, out.observations, out.sources())
    _return_to_ledgers(aside, opened, out)
    conflicts = twice.folded(conflicts, {one.file.shown: one.book for one in opened})
    conflicts += slips(plan, out.observations, out.sources())
    if opened:
        if any(file.of_folder for file in files) and not any(d.rule is fact_codes.TWICE for d in conflicts):
            out.findings += unmet.measures(plan, out)
        out.findings += unmet.entries(plan, {o.form for o in out.observations} | {r.form for r in out.records}, names)
    out.findings += unmet.unused(plan)
    extraction = Extraction(
        dimensions=tuple(plan.dimensions),
        observations=tuple(kept),
        records=tuple(records for records in out.records if len(records)),
        tasks=tuple(out.tasks),
        sources=out.sources(),
        accounts=_accounts(opened),
        unmatched=unmatched,
    )
    told = folding.folded([*out.findings, *conflicts], {level.code for level in plan.levels})
    told = facts.once_a_workbook(told, {o.file.shown: o.book for o in opened})
    return extraction, ordered(told)


def _read_cells(plan: Plan, names: Mapping[str, Names], opened: Sequence[Opened], out: Gathered) -> None:
    """Read every form in every workbook that it claims, and tell what is odd in the workbooks."""
    for one in opened:
        for form_id, fields in one.claims.items():
            read_form(plan, plan.forms[form_id], names[form_id], one, fields, out)
    out.findings += unknown.findings(out)
    for one in opened:
        out.findings += facts.findings(one.file.shown, one.book, one.ledgers, one.far)
    filed = {FileRef(one.file.shown, name) for one in opened for name, ledger in one.ledgers.items() if ledger.forms}
    out.findings = [d for d in out.findings if d.rule is not codes.NAME_OF_NOTHING or d.at not in filed]
    settle_records(
        plan, out, {(one.file.shown, name): ledger for one in opened for name, ledger in one.ledgers.items()}
    )


def _add_tables(plan: Plan, tables: Sequence[Table], compute: Compute, out: Gathered) -> None:
    """Add what an engine makes of tables, and the names of the tables; nothing of it is a cell."""
    made, findings = compute(tables)
    out.findings += findings
    for table in tables:
        out.met.update(aggregate.measure for aggregate in plan.forms[table.form].aggregates)
    numbers = [out.files(name) for name in made.files]
    sheet = out.sheets("")
    out.observations += (o._replace(file=numbers[o.file], sheet=sheet) for o in made.observations)


def vocabulary(plan: Plan) -> Vocabulary:
    """Return measures and indicators by every name they have; ids before aliases, aliases before English."""
    both: tuple[Measure | Indicator, ...] = (*plan.measures.values(), *plan.indicators.values())
    labels = {q.id: q.id for q in both}
    for q in both:
        for alias in q.aliases:
            labels.setdefault(alias, q.id)
    for q in both:
        if q.en:
            labels.setdefault(q.en, q.id)
    return Vocabulary(labels)


def _open(
    plan: Plan, claimed: Claims, out: Gathered, watch: Watch | None, limits: Limits
) -> tuple[list[Opened], tuple[str, ...]]:
    """Read each file that a form claims, once; list the workbooks that none claims."""
    opened: list[Opened] = []
    unmatched: list[str] = []
    patterns = listed(dict.fromkeys(wanted.text for form in plan.forms.values() for wanted in form.files))
    wanted = [file for file, claims in claimed.items() if claims]
    books = readings([file.path for file in wanted], lambda n: door.read(wanted[n].path, wanted[n].shown, limits))
    for k, (file, claims) in enumerate(claimed.items()):
        if watch is not None:
            watch(file.shown, k, len(claimed))
        if not claims:
            if looks_like_data(file):
                unmatched.append(file.shown)
                out.findings.append(file_codes.UNMATCHED_FILE(FileRef(file.shown), patterns=patterns or "—"))
            continue
        reading = next(books)
        out.findings += reading.findings
        out.files(file.shown)
        if reading.book is None:
            continue
        near = [strays.without(sheet) for sheet in reading.book.sheets]
        ledgers = {sheet.name: Ledger(sheet, far.values()) for sheet, far in near}
        book = replace(reading.book, sheets=tuple(sheet for sheet, _ in near))
        opened.append(Opened(file, book, claims, ledgers, {}, {sheet.name: far for sheet, far in near if far}))
    return opened, tuple(unmatched)


def read_form(plan: Plan, form: Form, names: Names, one: Opened, fields: dict[str, str], out: Gathered) -> None:
    """Read the sheets of one workbook that a form names; say so where nothing of it was found."""
    sheets = _sheets(form, one.book)
    at = FileRef(one.file.shown)
    if not sheets:
        patterns = listed(wanted.text for wanted in form.sheets) if form.sheets else "*"
        have = listed(sheet.name for sheet in one.book.sheets)
        out.findings.append(file_codes.NO_SHEET(at, form=form.id, patterns=patterns, sheets=have))
        return
    sheets = [
        (sheet, more) for sheet, more in sheets if not _names_nothing(form, names, one, sheet, {**fields, **more}, out)
    ]
    if not sheets:
        return
    before, folded = len(out.findings), Folded({level.code for level in plan.levels})
    found = [
        _read_sheet(_filing(plan, form, names, one, sheet, {**fields, **more}, folded), out) for sheet, more in sheets
    ]
    out.findings += folded.findings()
    if not any(found) and len(out.findings) == before:
        out.findings.append(_no_table(at if len(sheets) > 1 else FileRef(one.file.shown, sheets[0][0].name), form))
    elif any(found) and form.sheets:
        for (sheet, _), read in zip(sheets, found, strict=True):
            place = FileRef(one.file.shown, sheet.name)
            if not read and one.ledgers[sheet.name].account(place).numbers:
                out.findings.append(_no_table(place, form, Severity.INFO))


def _no_table(place: FileRef, form: Form, severity: Severity | None = None) -> Diagnostic:
    """Say that no table of the form stands here; no more than a hint where other sheets of that name have one."""
    rows, columns = (axis.text if axis else "—" for axis in (form.rows, form.columns))
    reason = Text("没有认识的表头", "no heading is known")
    return codes.NO_TABLE(place, severity=severity, form=form.id, rows=rows, columns=columns, reason=reason)


def _sheets(form: Form, book: Book) -> list[tuple[Sheet, dict[str, str]]]:
    """Return the sheets a form reads, with the fields their names gave; hidden ones only by their full name."""
    if not form.sheets:
        return [(sheet, {}) for sheet in book.sheets if sheet.visible and not facts.computes(sheet)]
    wanted = []
    for sheet in book.sheets:
        if book.textual:
            return [(sheet, {})]  # a text file has one sheet and no name for it
        for one in form.sheets:
            fields = pattern.match(one.text, sheet.name)
            if fields is not None and (sheet.visible or one.text == sheet.name):
                wanted.append((sheet, fields))
                break
    return wanted


def _names_nothing(form: Form, names: Names, one: Opened, sheet: Sheet, fields: dict[str, str], out: Gathered) -> bool:
    """Tell whether a name of file or sheet stands for no member or measure; what is not known is not the total."""
    dimensions = names.plan.dimensions
    for name, text in fields.items():
        if (name != "measure" and name not in dimensions) or names.value(name, text, (text,)) is not None:
            continue
        ledger = one.ledgers[sheet.name]
        if not ledger.forms:
            ledger.rest("skipped" if names.skipped(text) else "unknown_name")
        count = ledger.account(FileRef(one.file.shown, sheet.name)).numbers
        if count and not names.skipped(text):
            offered = dimensions[name].names if name in dimensions else names.plan.measures
            near = codes.nearest(nearest(text, list(offered)))
            at = FileRef(one.file.shown, sheet.name)
            out.findings.append(
                codes.NAME_OF_NOTHING(at, form=form.id, label=text, field=name, count=count, nearest=near)
            )
        return True
    return False


def _filing(
    plan: Plan, form: Form, names: Names, one: Opened, sheet: Sheet, fields: dict[str, str], folded: Folded
) -> Filing:
    """Put together what is known of a sheet before it is read: constants, names of file and sheet, quality."""
    context: Key = NOTHING
    source = Text("文件名或工作表名", "the name of file or sheet")
    for name, text in fields.items():
        context = (names.value(name, text, (text,)) or NOTHING).over(context)
    constants = {name: text for name, text in form.fixed.items() if name != "unit"}  # a heading's own unit is nearer
    if form.period and "(" not in form.period:
        constants.setdefault("period", form.period)
    for name, text in constants.items():
        context = (names.value(name, str(text), (str(text),)) or NOTHING).over(context)
        if name in pattern.PERIOD_PARTS:
            source = Text("表式", "the form")
    seen = (sheet.name, form.range)
    grid = one.grids.get(seen) or one.grids.setdefault(seen, Grid(sheet, window(form.range) if form.range else None))
    ledger = one.ledgers[sheet.name]
    ledger.forms.append(form.id)
    return Filing(
        plan, form, names, grid, ledger, context, source,
        one.file.shown, sheet.name, quality_of(form, one.file.path.name, sheet), context.edition or form.edition,
        form.published or _day(context.published), one.book.textual, folded,
    )  # fmt: skip


def quality_of(form: Form, file: str, sheet: Sheet) -> str:
    """Return the quality of everything on a sheet; invented data are known by file name, tab or first row."""
    first = "".join(text_of(cell) for cell in (sheet.rows[0] if sheet.rows else ()))
    invented = file.startswith(INVENTED) or sheet.name.startswith(INVENTED) or bool(MARK.search(first))
    return worst([form.quality or "published", "illustrative" if invented else "published"])


def _read_sheet(filing: Filing, out: Gathered) -> bool:
    """Read one sheet in the manner of its form."""
    if filing.form.entity:
        found = read_records(filing, out)
    elif filing.form.rows is None:
        return False
    elif filing.form.rows.levels == ("{task}",):
        found = read_tasks(filing, out)
    else:
        found = filing.form.columns is not None and read_tables(filing, out)
    if not found:
        filing.ledger.rest("no_table")
    return found


def _return_to_ledgers(aside: Sequence[tuple[Observation, str]], opened: Sequence[Opened], out: Gathered) -> None:
    """Correct the accounts of figures that turned out to be repetitions."""
    by_name = {one.file.shown: one for one in opened}
    sources = out.sources()
    for o, reason in aside:
        if not o.rows:
            by_name[sources.files[o.file]].ledgers[sources.sheets[o.sheet]].move(o.row - 1, o.column - 1, reason)


def _accounts(opened: Sequence[Opened]) -> tuple[Account, ...]:
    return tuple(
        ledger.account(FileRef(one.file.shown, name)) for one in opened for name, ledger in one.ledgers.items()
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None
