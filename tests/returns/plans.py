"""Small plans for the tests of returns, built without a plan file: what a form needs and nothing more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fzplan.diagnostics import Span
from fzplan.model.plan import Column, Deliverable, Dimension, Form, Head, Indicator, Measure, Pattern, Plan
from fzplan.units import UNITS

if TYPE_CHECKING:
    from collections.abc import Mapping

AT = Span("targets.yaml", 1, 1)


def pattern(text: str) -> Pattern:
    text = text if "{" in text or "*" in text or text not in FIELDS else f"{{{text}}}"
    return Pattern(text, tuple(text.split(" > ")))


FIELDS = {"measure", "period", "value", "entity", "园区", "产业", "task"}


def measure(name: str, unit: str, kind: str | None = "flow", **more: Any) -> Measure:
    return Measure(name, UNITS.parse(unit), kind, at=AT, **more)  # type: ignore[arg-type]


def indicator(name: str, unit: str) -> Indicator:
    return Indicator(name, UNITS.parse(unit), at=AT)


def dimension(name: str, *members: str, aliases: Mapping[str, str] | None = None, **more: Any) -> Dimension:
    return Dimension(name, members, {**{m: m for m in members}, **(aliases or {})}, **more)


def form(files: str, rows: str | None = "measure", columns: str | None = "period", **more: Any) -> dict[str, Any]:
    sheets = more.pop("sheets", ())
    return {
        "files": tuple(pattern(f) for f in files.split(" | ")),
        "sheets": tuple(pattern(s) for s in ([sheets] if isinstance(sheets, str) else sheets)),
        "rows": pattern(rows) if rows else None,
        "columns": pattern(columns) if columns else None,
        "entity": rows == "entity",
        **more,
    }


def column(name: str, label: str, unit: str = "", dimension: str = "", by: str = "name") -> Column:
    return Column(name, label, UNITS.parse(unit) if unit else None, dimension, by)  # type: ignore[arg-type]


def plan(
    *quantities: Measure | Indicator,
    forms: Mapping[str, Mapping[str, Any]],
    dimensions: tuple[Dimension, ...] = (),
    deliverables: tuple[Deliverable, ...] = (),
) -> Plan:
    return Plan(
        Head("测试规划", 2020, 2021, 2025),
        UNITS,
        dimensions={d.id: d for d in dimensions},
        measures={q.id: q for q in quantities if isinstance(q, Measure)},
        indicators={q.id: q for q in quantities if isinstance(q, Indicator)},
        deliverables={d.id: d for d in deliverables},
        forms={name: Form(name, at=AT, **spec) for name, spec in forms.items()},
    )
