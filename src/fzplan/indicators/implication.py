"""A formula read backwards: from its result and all inputs but one to that one."""

from __future__ import annotations

from dataclasses import replace

from fzplan.cube.lineage import lacks, leaves
from fzplan.formula import Reason, Trace

IMPLIED = Reason("implied")


def implied(told: Trace, value: float) -> Trace:
    """Return the trace with `value` as its result and the one missing leaf filled in.

    Only + − × ÷ and factors are read backwards; where anything else stands on the way to the missing leaf, or a
    factor is zero, the trace is returned as it was.
    """
    found = _filled(told, value)
    return told if found is None else found


def _filled(told: Trace, value: float) -> Trace | None:
    inner = value / float(told.factor)
    if not told.children:
        return replace(told, value=value, why=(IMPLIED,)) if lacks(told) else None
    at = next(k for k, child in enumerate(told.children) if any(lacks(leaf) for leaf in leaves(child)))
    others = [child.value for k, child in enumerate(told.children) if k != at]
    wanted = _solved(told.op, at, inner, [other for other in others if other is not None])
    below = None if wanted is None else _filled(told.children[at], wanted)
    if below is None:
        return None
    children = (*told.children[:at], below, *told.children[at + 1 :])
    return replace(told, value=value, children=children, why=())


def _solved(op: str, at: int, result: float, others: list[float]) -> float | None:
    """Return operand `at` of ``a op b`` from the result and the other operand."""
    if not others:
        return {"": result, "-": -result}.get(op)
    other = others[0]
    if op == "+":
        return result - other
    if op == "-":
        return result + other if at == 0 else other - result
    if op == "*":
        return result / other if other else None
    if op == "/" and at == 0:
        return result * other
    return other / result if op == "/" and result else None
