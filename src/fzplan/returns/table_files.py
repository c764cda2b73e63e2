"""Which of the files are tables for an engine, and what their names and forms say of all their records.

Parquet and DuckDB files always are; a CSV of records is one when it is so large that nobody looks at its cells. A
table of a database has no file: its form names it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import unquote

from fzplan.diagnostics import FileRef
from fzplan.model.microdata import SUFFIXES, Table
from fzplan.observations import worst
from fzplan.regex import regex
from fzplan.returns import file_codes
from fzplan.returns.keys import NOTHING, period_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fzplan.diagnostics import Diagnostic
    from fzplan.model.microdata import TableKind
    from fzplan.model.plan import Form, Plan
    from fzplan.returns.files import DataFile
    from fzplan.returns.keys import Key
    from fzplan.returns.naming import Names

LARGE = 32 * 2**20
"""Bytes from which a CSV of records is read by an engine, and not cell by cell."""
HIVE = regex(r"(?P<column>[^/=]+)=(?P<value>[^/]*)/")
NO_VALUE = "__HIVE_DEFAULT_PARTITION__"


def kind_of(file: DataFile, forms: Mapping[str, Form], claims: Mapping[str, object]) -> TableKind | None:
    """Return what kind of table a file is, None for one that is read cell by cell."""
    suffix = file.path.suffix.lower()
    if suffix in SUFFIXES:
        return SUFFIXES[suffix]
    if suffix != ".csv" or not any(forms[form].entity for form in claims):
        return None
    return "csv" if file.path.stat().st_size > LARGE else None


def tables(
    plan: Plan, names: Mapping[str, Names], claims: Mapping[DataFile, Mapping[str, Mapping[str, str]]]
) -> tuple[tuple[Table, ...], list[Diagnostic]]:
    """Return the tables of all forms with records, and findings where a form cannot read its table."""
    found: list[Table] = []
    findings: list[Diagnostic] = []
    for file, of in claims.items():
        kind = kind_of(file, plan.forms, of) if of else None
        for form_id, fields in of.items() if kind else ():
            form = plan.forms[form_id]
            if not form.entity or (kind == "duckdb" and not form.table):
                findings.append(file_codes.TABLE_OF_CELLS(FileRef(file.shown), form=form.id, suffix=file.path.suffix))
                continue
            assert kind is not None
            said = _said(form, names[form_id], fields)
            table = Table(form.id, kind, file.shown, file.path, form.table, constants=dict(_constants(file.relative)))
            found.append(_with(table, form, said, file.path.name))
    for form in plan.forms.values():
        if form.connection:
            table = Table(form.id, "database", f"{form.connection}:{form.table}", None, form.table, form.connection)
            found.append(_with(table, form, _said(form, names[form.id], {}), ""))
    return tuple(found), findings


def _said(form: Form, names: Names, fields: Mapping[str, str]) -> Key:
    """Return what the names of folder and file and the constants of the form say of every record."""
    said = NOTHING
    constants = {name: text for name, text in form.fixed.items() if name != "unit"}
    if form.period and "(" not in form.period:
        constants.setdefault("period", form.period)
    for name, text in (*fields.items(), *constants.items()):
        said = (names.value(name, str(text), (str(text),)) or NOTHING).over(said)
    return said


def _with(table: Table, form: Form, said: Key, file: str) -> Table:
    invented = "illustrative" if file.startswith("示例") else "published"
    return replace(
        table,
        period=period_of(said, None),
        members=dict(said.members),
        edition=said.edition or form.edition,
        published=form.published or _day(said.published),
        quality=worst([form.quality or "published", said.quality or "published", invented]),
    )


def _constants(relative: str) -> Iterator[tuple[str, str]]:
    """Yield the columns that a path gives: `年份=2024/part-0.parquet`."""
    for found in HIVE.finditer(relative):
        if found["value"] != NO_VALUE:
            yield unquote(found["column"]), unquote(found["value"])


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None


def is_table(file: DataFile) -> bool:
    """Tell by its name alone whether a file is a table, whatever reads it."""
    return file.path.suffix.lower() in SUFFIXES
