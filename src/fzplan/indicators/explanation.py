"""Where one number comes from, down to the cells; and what a printed figure implies about an input nobody printed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fzplan import periods
from fzplan.cube.groups import grouped
from fzplan.cube.lineage import calculation, facts_of, fault_of, lacks, leaves, reported, traced
from fzplan.formula import Reason, Trace
from fzplan.indicators.implication import implied

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fzplan.cube import Values
    from fzplan.model.plan import Plan
    from fzplan.periods import Period


def trace(plan: Plan, values: Values, id: str, period: Period, by: Mapping[str, str]) -> Trace:  # noqa: A002
    """Return one number with everything it was computed from.

    Where a printed figure stands in for a formula that lacks an input, both are shown: the printed cell, and the
    formula with what the print implies about the one missing input (reason `implied`). That figure is told to the
    reader and used nowhere: it came out of the very result that it would explain.
    """
    quantity = plan.quantity(id)
    unit = quantity.unit.text if quantity else ""
    group = grouped(values, by)
    cell = values.cube.grid.cell_of(by if group is None else group.by)
    if cell is None or period.year not in values.years:
        why = Reason("missing_input", (("name", id), ("period", str(period))))
        return Trace(id, None, unit, name=id, period=period, by=dict(by), why=(why,))
    fault = fault_of(values, id)
    if fault is not None:
        return Trace(id, None, unit, name=id, period=period, by=dict(by), why=(fault,))
    t = period.year - values.years[0]
    used = traced(values, id, t, cell) if group is None else group.traced(id, t, cell)
    if group is not None or id not in values.formulas or values.is_computed(id, t, cell) or used.value is None:
        return replace(used, label=id, period=periods.year(period.year), by=dict(by))
    lacking = calculation(values, id, t, cell)
    missing = [leaf for leaf in leaves(lacking) if lacks(leaf)]
    shown = implied(lacking, used.value) if len(missing) == 1 else lacking
    facts = facts_of(missing[0]) if missing else ()
    return Trace(
        label=id,
        value=used.value,
        unit=unit,
        op="printed",
        children=(reported(values, id, t, cell), shown),
        period=periods.year(period.year),
        by=dict(by),
        why=(Reason("printed_not_computed", facts),),
    )
