"""What-if: figures that the user sets in place of what the returns say, marked `assumed` wherever they reach."""

from __future__ import annotations

from dataclasses import replace
from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from fzplan.cube.codes import SET_UNIT, SET_UNKNOWN
from fzplan.diagnostics import FileRef, Text, listed
from fzplan.figures import decimals_of
from fzplan.observations import TOTAL, Observation
from fzplan.units import UnitError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fzplan.diagnostics import Diagnostic
    from fzplan.model.plan import Indicator, Measure, Plan
    from fzplan.observations import Extraction
    from fzplan.periods import Period
    from fzplan.units import Unit


class Override(NamedTuple):
    """``总收入@2024=8200亿元``: the figure to use for one measure, period and members."""

    name: str
    period: Period
    by: Mapping[str, str]
    value: float
    unit: str = ""
    """As written; "" is the declared unit."""

    def __str__(self) -> str:
        members = ",".join(f"{dimension}={member}" for dimension, member in self.by.items())
        selected = f"[{members}]" if members else ""
        return f"--set {self.name}{selected}@{self.period}={self.value:.15g}{self.unit}"


def assumed(
    plan: Plan, extraction: Extraction, overrides: Sequence[Override]
) -> tuple[Extraction, tuple[Diagnostic, ...]]:
    """Return the extraction with one more observation an override, each from a source of its own (row 0)."""
    observations = list(extraction.observations)
    files = list(extraction.sources.files)
    findings: list[Diagnostic] = []
    for override in overrides:
        fault = faulty(plan, override)
        quantity = plan.quantity(override.name)
        unit = _unit(plan, override, quantity)
        if fault or quantity is None or unit is None:
            findings += [fault] if fault else []
            continue
        factor = unit.factor_to(quantity.unit)
        observations.append(
            Observation(
                measure=override.name,
                period=override.period,
                members=tuple(override.by.get(dimension, TOTAL) for dimension in plan.dimensions),
                value=float(override.value * factor),
                unit=unit.text,
                factor=float(factor),
                decimals=decimals_of(float(override.value * factor)),
                quality="assumed",
                file=len(files),
            )
        )
        files.append(str(override))
    sheets = extraction.sources.sheets or ("",)
    sources = replace(extraction.sources, files=tuple(files), sheets=sheets)
    return replace(extraction, observations=tuple(observations), sources=sources), tuple(findings)


def faulty(plan: Plan, override: Override) -> Diagnostic | None:
    """Return what is wrong with an override: its name, its members or its unit; None where nothing is."""
    quantity = plan.quantity(override.name)
    if quantity is None:
        known = [*plan.measures, *plan.indicators]
        return _unusable(override, Text("规划文件中没有", "the plan file has no such name"), override.name, known)
    if getattr(quantity, "formula", None) is not None:
        inputs = list(plan.measures)
        return _unusable(override, Text("它由公式计算", "it is computed by a formula"), override.name, inputs)
    for dimension, member in override.by.items():
        if dimension not in plan.dimensions:
            reason = Text(f"没有维度“{dimension}”", f"there is no dimension '{dimension}'")
            return _unusable(override, reason, dimension, list(plan.dimensions))
        if member not in (TOTAL, *plan.dimensions[dimension].members):
            reason = Text(f"{dimension}没有成员“{member}”", f"{dimension} has no member '{member}'")
            return _unusable(override, reason, member, list(plan.dimensions[dimension].members))
    return _bad_unit(override, quantity) if _unit(plan, override, quantity) is None else None


def _unusable(override: Override, reason: Text, written: str, known: list[str]) -> Diagnostic:
    near = get_close_matches(written, known, n=3, cutoff=0.3)
    nearest = listed(near) if near else "—"
    return SET_UNKNOWN(FileRef(str(override)), name=override.name, reason=reason, nearest=nearest)


def _unit(plan: Plan, override: Override, quantity: Measure | Indicator | None) -> Unit | None:
    if quantity is None or not override.unit:
        return quantity.unit if quantity else None
    try:
        unit = plan.units.parse(override.unit)
    except UnitError:
        return None
    return unit if unit.compatible(quantity.unit) else None


def _bad_unit(override: Override, quantity: Measure | Indicator) -> Diagnostic:
    return SET_UNIT(FileRef(str(override)), name=override.name, found=override.unit, want=quantity.unit.text)
