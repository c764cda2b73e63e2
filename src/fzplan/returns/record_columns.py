"""The columns of a sheet of records: where each field of the form stands, and what is told of its heading.

In: a heading and the fields that a form wants. Out: their columns, and findings.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from fzplan.diagnostics import CellRef, Related, Text
from fzplan.returns import codes, layout_codes
from fzplan.returns.conversions import factor_text
from fzplan.returns.labels import key as label_key
from fzplan.returns.labels import nearest
from fzplan.returns.labels import unit as unit_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fzplan.returns.collecting import Filing, Gathered
    from fzplan.returns.headings import Heading
    from fzplan.units import Unit


SAME = Text("同名的列", "a column of the same name")


class Wanted(NamedTuple):
    """One field of the form: its id, the column it is read from, and what it is."""

    id: str
    column: str
    unit: Unit | None = None
    dimension: str = ""
    by: str = "name"
    required: bool = True


def wanted_fields(filing: Filing) -> list[Wanted]:
    """Return the fields a form reads: the declared ones, or columns named as measures and dimensions of the plan."""
    form, plan = filing.form, filing.plan
    declared = [
        Wanted(c.id, c.column, c.unit, c.dimension or (c.id if c.id in plan.dimensions else ""), c.by)
        for c in form.columns_of
        if c.formula is None
    ]
    if declared:
        return declared
    implicit = [
        Wanted(q.id, q.id, q.unit, required=False) for q in plan.measures.values() if q.id not in _makes(filing)
    ]
    return implicit + [Wanted(d, d, None, d, required=False) for d in plan.dimensions]


def _makes(filing: Filing) -> set[str]:
    return {
        aggregate.measure
        for aggregate in filing.form.aggregates
        if "(" in aggregate.text and aggregate.measure not in aggregate.text
    }


def seat(filing: Filing, out: Gathered, heading: Heading, wanted: Wanted) -> int | None:
    """Return the column of a field; a required one that is missing is a finding, and one that stands twice."""
    aliases: Sequence[str] = ()
    quantity = filing.plan.quantity(wanted.column)
    if quantity is not None:
        aliases = quantity.aliases
    column = heading.find(wanted.column, *aliases)
    if column is None and wanted.required:
        missing(filing, out, heading, wanted.column)
    if column is not None and wanted.required and (count := heading.twice.get(label_key(wanted.column), 0)):
        at, path = filing.cell(heading.rows[-1], column), " > ".join(heading.paths[column])
        alike = [c for c, names in heading.paths.items() if c != column and names[-1:] == heading.paths[column][-1:]]
        others = (Related(filing.cell(heading.rows[-1], c), SAME) for c in alike)
        out.findings.append(layout_codes.SAME_NAME(at, *others, column=wanted.column, count=count, path=path))
    return column


def missing(filing: Filing, out: Gathered, heading: Heading, column: str) -> None:
    """Tell that a column is missing: at the heading, with the cells of the headings most like it."""
    ends = {path[-1]: c for c, path in sorted(heading.paths.items(), reverse=True) if path}
    near = nearest(column, list(ends))
    at = CellRef(
        filing.file, filing.sheet, heading.rows[0] + 1, min(ends.values(), default=0) + 1,
        heading.rows[-1] + 1, max(ends.values(), default=0) + 1,
    )  # fmt: skip
    like = (Related(filing.cell(heading.rows[-1], ends[name]), Text(f"“{name}”", name)) for name in near)
    out.findings.append(codes.NO_COLUMN(at, *like, form=filing.form.id, column=column, nearest=codes.nearest(near)))


def factor_of(filing: Filing, out: Gathered, heading: Heading, wanted: Wanted, column: int) -> Fraction:
    """Return the factor from the unit that the heading states to the declared one."""
    stated = unit_in(filing.plan.units, heading.unit(filing.grid, column))
    if wanted.unit is None or stated is None:
        return Fraction(1)
    at = filing.cell(heading.rows[-1], column)
    if not stated.compatible(wanted.unit):
        out.findings.append(codes.UNIT_CLASH(at, measure=wanted.id, want=wanted.unit.text, got=stated.text))
        return Fraction(1)
    factor = stated.factor_to(wanted.unit)
    if factor != 1:
        told = factor_text(factor)
        out.findings.append(
            codes.UNIT_CONVERTED(at, measure=wanted.id, got=stated.text, want=wanted.unit.text, factor=told)
        )
    return factor
