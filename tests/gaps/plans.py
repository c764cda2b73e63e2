"""Small plans and values made of arrays, so that a test shows the series and the target beside the verdict."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from fzplan import gaps, periods
from fzplan.diagnostics import Span
from fzplan.formula.nodes import At, Name
from fzplan.model.plan import Baseline, Bound, Change, Head, Indicator, Plan, Target
from fzplan.model.results import Value, Why
from fzplan.units import UNITS, Unit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fzplan.model.results import Assessment

AT = Span("targets.yaml", 1, 1)
NAN = float("nan")
WHOLE = Unit("家", Fraction(1), (("count", 1),), count_label="家")
MONEY = UNITS.parse("亿元")
PERCENT = UNITS.parse("%")


@dataclass(frozen=True)
class FakeValues:
    """What `cube.Values` promises, over arrays: series by id, reasons of missing figures, other formulas by text."""

    years: tuple[int, ...]
    arrays: Mapping[str, np.ndarray]
    formulas: Mapping[str, np.ndarray] = field(default_factory=dict)
    why: Mapping[int, tuple[Why, ...]] = field(default_factory=dict)
    quality: Mapping[int, str] = field(default_factory=dict)
    edition: Mapping[int, str] = field(default_factory=dict)
    spans: Mapping[int, float] = field(default_factory=dict)
    """Figures printed for 2021 up to a year together."""
    as_of: None = None
    cube: ClassVar[Any] = SimpleNamespace(
        grid=SimpleNamespace(cell_of=lambda _members: None), observations=(), visible={}
    )
    """Behind an array stands no cell and no observation of a cube."""

    def series(self, name: str, by: Mapping[str, str] | None = None) -> np.ndarray:
        key = f"{name}[{','.join(by.values())}]" if by else name
        return self.arrays[key]

    def value(self, name: str, year: int, by: Mapping[str, str] | None = None) -> Value:
        number = float(self.series(name, by)[year - self.years[0]])
        known = None if np.isnan(number) else number
        return Value(
            name,
            periods.year(year),
            by or {},
            known,
            why=self.why.get(year, ()),
            quality=self.quality.get(year, "published"),
            edition=self.edition.get(year, ""),
            inputs=(year,),
        )

    def printed_span(self, _name: str, span: Any, _by: Mapping[str, str] | None = None) -> Value | None:
        figure = self.spans.get(span.last // 12)
        return None if figure is None else Value("x", span, {}, figure, quality="unconfirmed", inputs=(0,))

    def prints(self, _inputs: Any) -> tuple[()]:
        return ()

    def evaluate(self, typed: Any, _by: Mapping[str, str] | None = None) -> np.ndarray:
        return self.formulas[typed.text]


def formula(text: str, unit: Unit = PERCENT, kind: str = "ratio") -> Any:
    """Stand for a checked formula; one with an `@` in its text is pinned to a year."""
    node = At(Name(text), period="2020") if "@" in text else Name(text)
    return SimpleNamespace(
        text=text, type=SimpleNamespace(unit=unit, kind=kind), children=(), node=node, given={}, symbol=None
    )


def target(**options: Any) -> Target:
    """Return a target of the indicator x; `at_least`, `by` … as in a plan file."""
    made: dict[str, Any] = {"id": "t", "indicator": "x", "at": AT, "kind": options.pop("kind", "reach")}
    for word, sign, better in (
        ("at_least", "≥", 1),
        ("more_than", ">", 1),
        ("at_most", "≤", -1),
        ("less_than", "<", -1),
    ):
        if word in options:
            bound = options.pop(word)
            made |= {"comparator": sign, "better": better}
            made["bound"] = (
                bound if isinstance(bound, Bound) else Bound(float(bound), decimals=options.pop("digits", 0))
            )
    if "between" in options:
        low, high = options.pop("between")
        made |= {"bound": Bound(float(low)), "high": Bound(float(high))}
        made["kind"] = "range" if made["kind"] == "reach" else made["kind"]
    if "fall_by" in options or "rise_by" in options:
        sign = 1 if "rise_by" in options else -1
        made["change"] = Change(
            options.pop("rise_by" if sign > 0 else "fall_by"), options.pop("mode", "relative"), sign
        )
        made |= {"kind": "change", "better": sign, "comparator": "≥" if sign > 0 else "≤"}
    if "direction" in options:
        made |= {"kind": "direction", "better": options["direction"]}
    made |= _time(options)
    return Target(**(made | options))


def _time(options: dict[str, Any]) -> dict[str, Any]:
    base = options.get("baseline")
    if "by" in options:
        return {"time": "by", "first": (base.year if base else 2020) + 1, "last": options.pop("by")}
    for word in ("over", "each"):
        if word in options:
            first, last = options.pop(word)
            return {"time": word, "first": first, "last": last}
    return {"time": "by", "first": 2021, "last": 2025}


def plan_of(*targets: Target, unit: Unit = MONEY, judge: Any = "full_value", **options: Any) -> Plan:
    indicator = Indicator("x", unit, targets=targets, at=AT, **options)
    head = Head("测试规划", 2020, 2021, 2025, judge=judge)
    return Plan(head, UNITS, indicators={"x": indicator}, order=("x",))


def values_of(series: list[float], first: int = 2020, **more: Any) -> FakeValues:
    return FakeValues(tuple(range(first, first + len(series))), {"x": np.array(series, dtype=float)}, **more)


def judged(
    aim: Target, series: list[float], *, first: int = 2020, year: int | None = None, **options: Any
) -> Assessment:
    """Assess one target of one indicator over a yearly series that begins in `first`."""
    more = {name: options.pop(name) for name in ("formulas", "why", "quality", "edition", "spans") if name in options}
    methods = options.pop("methods", ())
    assessments, _ = gaps.assess(plan_of(aim, **options), values_of(series, first, **more), year, methods)  # type: ignore[arg-type]
    return assessments[0]


def codes(assessment: Assessment) -> list[str]:
    return [why.code for why in assessment.why]


__all__ = [
    "AT", "MONEY", "NAN", "PERCENT", "WHOLE", "Baseline", "Bound", "FakeValues", "Why",
    "codes", "formula", "judged", "plan_of", "replace", "target", "values_of",
]  # fmt: skip
