"""Records that stand in two files or sheets of one form: a copy is read once, a rival is told, no key counts twice."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from fzplan.diagnostics import CellRef, FileRef, Related, Text, listed
from fzplan.returns import codes
from fzplan.returns.collecting import SHOWN
from fzplan.returns.records import spelt_alike

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fzplan.model.plan import Form, Plan
    from fzplan.observations import Records
    from fzplan.returns.accounts import Ledger
    from fzplan.returns.collecting import Gathered

Identity = tuple[object, ...]


def settle_records(plan: Plan, out: Gathered, ledgers: Mapping[tuple[str, str], Ledger]) -> None:
    """Empty the `Records` that repeat an earlier file's, and take single repeated keys out of later files."""
    by_form: dict[str, list[int]] = defaultdict(list)
    for index, records in enumerate(out.records):
        by_form[records.form].append(index)
    names = list(out.files.index)
    for form_id, indexes in by_form.items():
        kept: list[int] = []
        for index in sorted(indexes, key=lambda i: names[out.records[i].file]):
            form = plan.forms[form_id]
            earlier = [k for k in kept if _comparable(form, out.records[k], out.records[index])]
            if not any(_settle(form, k, index, out, ledgers) for k in earlier):
                kept.append(index)


def _comparable(form: Form, one: Records, other: Records) -> bool:
    """Tell whether records may repeat one another: those of two files, and of two sheets where keys tell them apart."""
    return one.file != other.file or bool(form.key and one.edition == other.edition)


def _settle(form: Form, first: int, second: int, out: Gathered, ledgers: Mapping[tuple[str, str], Ledger]) -> bool:
    """Compare two files or sheets of a form; True where the second one is left out as a whole."""
    one, other = out.records[first], out.records[second]
    rows_of_one, rows_of_other = _identities(form, one), _identities(form, other)
    shared = [identity for identity in rows_of_other if identity in rows_of_one]
    if not shared:
        return False
    small = min(len(rows_of_one), len(rows_of_other))
    if 2 * len(shared) > small:
        _report_copy(form, one, other, out)
        out.records[second] = _only(other, [])
        _relabel(other, out, ledgers, "copy")
        return True
    if form.key:
        _report_keys(form, one, other, shared, out)
        repeated = {rows_of_other[identity] for identity in shared}
        out.records[second] = _only(other, [i for i in range(len(other)) if i not in repeated])
    return False


def _identities(form: Form, records: Records) -> dict[Identity, int]:
    """Return what makes each record itself: its key and period, or all it holds; with the index of its row."""
    if form.key and form.key in records.columns:
        keys = map(spelt_alike, records.columns[form.key])
        return {(k, p): i for i, (k, p) in enumerate(zip(keys, records.period, strict=True))}
    return {identity: i for i, identity in enumerate(_contents(records))}


def _contents(records: Records) -> list[Identity]:
    columns = [*records.columns.values(), records.period, *records.members.values()]
    return list(zip(*columns, strict=True)) if columns else []


def _report_copy(form: Form, one: Records, other: Records, out: Gathered) -> None:
    names, sheets = list(out.files.index), list(out.sheets.index)
    at, first = FileRef(names[other.file]), FileRef(names[one.file])
    if one.file == other.file:
        at, first = (FileRef(ref.file, sheets[r.sheet]) for ref, r in ((at, other), (first, one)))
    differing = set(_contents(one)) ^ set(_contents(other))
    if not differing:
        out.findings.append(codes.COPY(at, other=str(first)))
        return
    rows = [other.row[i] for i, content in enumerate(_contents(other)) if content in differing]
    rows_of_one = [one.row[i] for i, content in enumerate(_contents(one)) if content in differing]
    shown = listed((str(row) for row in rows[:SHOWN]), more=len(rows) > SHOWN)
    related = [
        Related(_row(one, row, out), Text("另一份的这一行", "this row of the other")) for row in rows_of_one[:SHOWN]
    ]
    cells = Text(f"第 {shown.zh} 行", f"rows {shown.en}") if rows else Text("少若干行", "some rows are missing")
    out.findings.append(
        codes.RIVAL(at, *related, other=str(first), form=form.id, count=max(len(rows), len(rows_of_one)), cells=cells)
    )


def _report_keys(form: Form, one: Records, other: Records, shared: list[Identity], out: Gathered) -> None:
    first, second = _identities(form, one), _identities(form, other)
    for identity in shared[:SHOWN]:
        a = _row(one, one.row[first[identity]], out, form.key)
        b = _row(other, other.row[second[identity]], out, form.key)
        out.findings.append(
            codes.DUPLICATE_KEY(
                b,
                Related(a, Text("另一处", "the other place")),
                key=form.key,
                value=other.columns[form.key][second[identity]],
                count=2,
                rows=f"{a.row}, {b.row}",
            )
        )


def _row(records: Records, row: int, out: Gathered, field: str = "") -> CellRef:
    """Return a record, or its cell of a field."""
    files, sheets = list(out.files.index), list(out.sheets.index)
    if field in records.seats:
        return CellRef(files[records.file], sheets[records.sheet], row, records.seats[field])
    return CellRef(files[records.file], sheets[records.sheet], row, records.first_column, row, records.last_column)


def _only(records: Records, rows: list[int]) -> Records:
    """Return the records with these indexes."""
    return replace(
        records,
        columns={name: [values[i] for i in rows] for name, values in records.columns.items()},
        period=[records.period[i] for i in rows],
        members={name: [values[i] for i in rows] for name, values in records.members.items()},
        row=[records.row[i] for i in rows],
    )


def _relabel(records: Records, out: Gathered, ledgers: Mapping[tuple[str, str], Ledger], fate: str) -> None:
    files, sheets = list(out.files.index), list(out.sheets.index)
    ledgers[files[records.file], sheets[records.sheet]].forget_records(fate)
