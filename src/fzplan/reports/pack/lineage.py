"""How every value was computed, as JSON: its trace down to the observations, and each observation with its cell.

In: an outcome drawn in full. Out: plain data. Values of members have the observations they came from, and no trace.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fzplan import periods
from fzplan.observations import TOTAL

if TYPE_CHECKING:
    from fzplan.formula import Trace
    from fzplan.model.results import Outcome, Value

VERSION = 1


def document(outcome: Outcome) -> dict[str, Any]:
    """Return the lineage of all values, and the observations that any of them came from."""
    values = (*outcome.values, *outcome.members)
    used = sorted({i for v in values for i in v.inputs})
    return {
        "fzplan_lineage": VERSION,
        "values": [_value(outcome, v) for v in values],
        "observations": {str(i): _observation(outcome, i) for i in used},
    }


def _value(outcome: Outcome, v: Value) -> dict[str, Any]:
    return {
        "id": v.id,
        "period": periods.text(v.period),
        "by": dict(v.by),
        "value": v.value,
        "unit": outcome.plan.indicators[v.id].unit.text,
        **({"why": [reason.code for reason in v.why]} if v.why else {}),
        "from": list(v.inputs),
        **({"trace": _trace(v.trace)} if v.trace is not None else {}),
    }


def _trace(trace: Trace) -> dict[str, Any]:
    """Return one step: the operation on the children, times `factor`, is `value` in `unit`."""
    return {
        "label": trace.label,
        "value": trace.value,
        "unit": trace.unit,
        **({"factor": str(trace.factor)} if trace.factor != 1 else {}),
        **({"op": trace.op} if trace.op else {}),
        **({"name": trace.name} if trace.name else {}),
        **({"period": periods.text(trace.period)} if trace.period is not None else {}),
        **({"by": dict(trace.by)} if trace.by else {}),
        **({"observation": trace.observation} if trace.observation >= 0 else {}),
        **({"why": [reason.code for reason in trace.why]} if trace.why else {}),
        **({"of": [_trace(child) for child in trace.children]} if trace.children else {}),
    }


def _observation(outcome: Outcome, index: int) -> dict[str, Any]:
    o = outcome.extraction.observations[index]
    quantity = outcome.plan.quantity(o.measure)
    names = outcome.extraction.dimensions
    return {
        "measure": o.measure,
        "period": periods.text(o.period),
        "by": {d: m for d, m in zip(names, o.members, strict=True) if m != TOTAL},
        "value": o.value,
        "unit": quantity.unit.text if quantity else o.unit,
        "printed_unit": o.unit,
        "edition": o.edition,
        "quality": o.quality,
        "place": str(outcome.extraction.sources.place(o)),
        **({"rows": o.rows} if o.rows else {}),
    }
