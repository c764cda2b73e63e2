"""What a plan says of its figures, as text by the keys of the plan file: two plans are compared key by key.

Only what can move a figure or a verdict is in it: names of sections, quotes, notes and owners are not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fzplan.model.plan import Bound, Indicator, Measure, Plan, Target
    from fzplan.model.snapshots import Definitions

BOUNDS = {"≥": "at_least", ">": "more_than", "≤": "at_most", "<": "less_than", "=": "near"}
BETTER = {1: "up", -1: "down"}


def definitions(plan: Plan) -> Definitions:
    """Return part → id → key → text of everything that a figure or a verdict follows from."""
    head = plan.head
    return {
        "plan": {
            "plan": _filled(
                name=head.name,
                baseline=head.baseline,
                span=f"{head.first}-{head.last}",
                rounding=head.rounding,
                judge=head.judge,
            )
        },
        "measure": {name: _quantity(measure) for name, measure in plan.measures.items()},
        "indicator": {
            name: {**_quantity(one), **_filled(formula=one.formula_text)} for name, one in plan.indicators.items()
        },
        "target": {target.id: _target(target) for target in plan.targets},
    }


def _quantity(quantity: Measure | Indicator) -> dict[str, str]:
    return _filled(
        unit=quantity.unit.text,
        kind=quantity.kind,
        breaks=" ".join(str(one.at) for one in quantity.breaks),
        price=quantity.price,
        prefer=" ".join(quantity.prefer),
    )


def _target(target: Target) -> dict[str, str]:
    span = str(target.last) if target.time == "by" else f"{target.first}-{target.last}"
    return {
        **_filled(indicator=target.indicator, kind=target.kind),
        **_comparison(target),
        **(_filled(**{target.time: span}) if target.time != "none" else {}),
        **_filled(
            better=BETTER[target.better],
            direction=BETTER[target.direction] if target.direction else "",
            limit=target.limit,
            monitor="true" if target.kind == "monitor" else "",
            nature=target.nature,
            mean=target.mean if target.kind == "growth" else "",
            reading=target.reading,
            baseline=_baseline(target),
            path=target.path if isinstance(target.path, str) else _mapped(target.path),
            milestones=_mapped(target.milestones),
            **{"for": _mapped(target.members), "pass": "band" if target.band else ""},
            proxy=target.proxy,
            method=target.method,
            weight=target.weight,
            amended=_mapped(target.amended),
        ),
    }


def _comparison(target: Target) -> dict[str, str]:
    if target.change is not None:
        key = "rise_by" if target.change.direction > 0 else "fall_by"
        return {key: target.change.text or _text(target.change.amount)}
    if target.near:
        return _filled(near=target.near, within=target.tolerance)
    low, high = _bound(target.bound), _bound(target.high)
    if low and high:
        return {"between": f"{low}～{high}"}
    return _filled(**{BOUNDS[target.comparator]: low or high})


def _bound(bound: Bound | None) -> str:
    if bound is None:
        return ""
    return bound.text or _text(bound.value)


def _baseline(target: Target) -> str:
    base = target.baseline
    return "" if base is None else f"{base.year} {_text(base.value)}".rstrip()


def _mapped(entries: Mapping[Any, Any]) -> str:
    return ", ".join(f"{key}: {_text(value)}" for key, value in entries.items())


def _filled(**entries: Any) -> dict[str, str]:
    return {name: _text(entry) for name, entry in entries.items() if entry not in (None, "")}


def _text(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.12g}"
    return "" if value is None else str(value)
