"""Frames as the formulas want them: figures as float64, missing as null, the period and the raw members as text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import narwhals as nw

from fzplan.formula import lazy
from fzplan.microdata import codes
from fzplan.microdata.engines import inner
from fzplan.microdata.sums import EXACT
from fzplan.microdata.wanted import Field

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fzplan.diagnostics import Diagnostic, FileRef
    from fzplan.microdata.engines import Predicate
    from fzplan.microdata.wanted import Wanted
    from fzplan.model.microdata import Table
    from fzplan.model.plan import Form

PERIOD = "·period"
YES, NO = "是", "否"
"""What a column of true and false says, as returns say it."""


def prepared(
    frame: Any, form: Form, found: Wanted, table: Table, members: Mapping[str, Mapping[str | None, str]]
) -> Any:
    """Return the frame of tables that share their names' constants with one column a field, dimension and period.

    `members`: for a field that formulas compare with members, what each of its texts stands for.
    """
    schema = frame.collect_schema()
    columns = {f.id: _value(f, schema, table).alias(f.id) for f in found.fields}
    for name, of in members.items():
        raw = next(f.column for f in found.fields if f.id == name)
        columns[name] = _member(_raw(raw, schema, table), of).alias(name)
    for dimension, f in found.dimensions.items():
        columns[f"·{dimension}"] = _raw(f.column, schema, table).alias(f"·{dimension}")
    for dimension, member in table.members.items():
        columns[f"·{dimension}"] = nw.lit(member).alias(f"·{dimension}")
    if table.period is not None:
        columns[PERIOD] = nw.lit(str(table.period)).alias(PERIOD)
    elif found.date:
        columns[PERIOD] = _year(found.date, schema, table).alias(PERIOD)
    else:
        columns[PERIOD] = nw.lit(None, dtype=nw.String).alias(PERIOD)  # told as records without a period
    frame = frame.select(*(columns[name] for name in sorted(columns)))
    for column in found.derived:
        assert column.formula is not None
        frame = frame.with_columns(lazy(column.formula).alias(column.id))
    return frame if form.where is None else frame.filter(lazy(form.where))


def narrowed(frame: Any, predicates: Sequence[Predicate]) -> Any:
    """Return the frame with the predicates next to its source, which reads less for it where it can.

    One on a column of another type is left to the filter proper: a code may be stored as a number.
    """
    schema = frame.collect_schema()
    for column, sign, value in predicates:
        kind, left = schema[inner(column)], nw.col(inner(column))
        if kind == nw.String if isinstance(value, str) else kind.is_float() or kind.is_integer():
            frame = frame.filter({"=": left == value, "<=": left <= value, ">=": left >= value}[sign])
    return frame


def faults(frame: Any, found: Wanted, table: Table, at: FileRef) -> list[Diagnostic]:
    """Return what is wrong with the types of a table's columns."""
    schema = frame.collect_schema()
    dated = [Field("", found.date, is_figure=False)] if found.date else []
    several = [f for f in (*dated, *found.fields, *found.dimensions.values()) if f.column not in table.constants]
    kinds = {f.column: schema[inner(f.column)] for f in several}
    wrong = {f.column: told for f in several if (told := _unfit(kinds[f.column], f, found.date))}
    return [codes.NOT_FIGURES(at, column=c, kind=str(kinds[c]).lower(), **told) for c, told in wrong.items()]


def _unfit(kind: Any, field: Field, date: str) -> Mapping[str, Any] | None:
    """Return what is expected of a column instead of its type; None where it fits."""
    if field.is_figure:
        return None if kind.is_numeric() or kind == nw.Unknown else codes.FIGURES  # of an empty column nothing is known
    if kind.is_nested() or kind == nw.Binary:
        return codes.PLAIN
    has_zone = kind == nw.Datetime and kind.time_zone is not None
    return codes.ZONELESS if has_zone and field.column == date else None


def _value(field: Field, schema: Mapping[str, Any], table: Table) -> Any:
    """Return a field: a figure as float64, one that is no number or infinite is missing; anything else as text."""
    if field.column in table.constants:
        text = table.constants[field.column]
        return nw.lit(float(text) if field.is_figure else text)
    if not field.is_figure:
        return _raw(field.column, schema, table)
    column, kind = nw.col(inner(field.column)), schema[inner(field.column)]
    if kind in (nw.Float64, nw.Float32):
        column = column if kind == nw.Float64 else column.cast(nw.Float64)
        return nw.when(_is_finite(column)).then(column)
    return column.cast(nw.Float64)


def _raw(name: str, schema: Mapping[str, Any], table: Table) -> Any:
    """Return a column as text: codes stored as numbers without a point, true and false as returns say it."""
    if name in table.constants:
        return nw.lit(table.constants[name])
    column, kind = nw.col(inner(name)), schema[inner(name)]
    if kind == nw.Boolean:
        return nw.when(column).then(nw.lit(YES)).otherwise(nw.when(~column).then(nw.lit(NO)))
    if kind.is_float():
        is_whole = _is_finite(column) & (column == column.floor()) & (column.abs() < EXACT)
        whole = nw.when(is_whole).then(column).otherwise(nw.lit(0.0))  # DuckDB casts what stands under a null too
        return nw.when(is_whole).then(whole.cast(nw.Int64).cast(nw.String))
    return column if kind == nw.String else column.cast(nw.String)


def _is_finite(column: Any) -> Any:
    """Return whether a figure is a number; PostgreSQL has no function for it.

    Nor would a comparison with the largest number do: DuckDB answers that by the statistics of a Parquet file, which
    leave out what is no number.
    """
    return column - column == nw.lit(0.0)


def texts(frame: Any, field: Field, table: Table) -> Any:
    """Return the different texts of a field."""
    return different(frame.select(_raw(field.column, frame.collect_schema(), table).alias("·text")), "·text")


def different(frame: Any, *columns: str) -> Any:
    """Return the different records of some columns: a group each, where `unique` would number every record on SQL."""
    return frame.group_by(*columns).agg(nw.len().alias("·times")).select(*columns)


def _member(column: Any, of: Mapping[str | None, str]) -> Any:
    """Return the member of each text; a record of no member has an empty name, which is no member's."""
    chain: Any = nw.lit("")
    for member in dict.fromkeys(of.values()):
        raws = [raw for raw, name in of.items() if name == member and raw is not None]
        chain = nw.when(column.is_in(raws)).then(nw.lit(member)).otherwise(chain)
    return chain


def _year(name: str, schema: Mapping[str, Any], table: Table) -> Any:
    """Return the year of a date, of a number such as 2024, 202403 or 20240315, or of a text that begins with it."""
    if name in table.constants:
        return nw.lit(table.constants[name][:4])
    column, kind = nw.col(inner(name)), schema[inner(name)]
    if kind in (nw.Date, nw.Datetime):
        return column.dt.year().cast(nw.Int64)
    if kind.is_integer():
        return _first_four(column.cast(nw.Int64))
    return _raw(name, schema, table).str.slice(0, 4)


def _first_four(number: Any) -> Any:
    """Return the first four digits of a number of up to eight: numbers tell records apart sooner than texts."""
    chain: Any = nw.when(number < 10**8).then(number // 10**4)
    for digits in (7, 6, 5):
        chain = nw.when(number < 10**digits).then(number // 10 ** (digits - 4)).otherwise(chain)
    return nw.when(number < 10**4).then(number).otherwise(chain)


def united(frames: Sequence[Any]) -> Any:
    """Return several frames with the same columns as one; a period that is a number in some is a text in all."""
    if len({frame.collect_schema()[PERIOD] for frame in frames}) > 1:
        frames = [frame.with_columns(nw.col(PERIOD).cast(nw.String)) for frame in frames]
    return frames[0] if len(frames) == 1 else nw.concat(list(frames), how="vertical")
