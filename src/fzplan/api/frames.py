"""What a run found as pandas frames: a column a word of the JSON contract, the same columns whatever was found.

In: models of a run. Out: frames. Figures are float64 with NaN where there is none, never 0; texts are str.
Columns: docs/library.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fzplan import periods
from fzplan.model import words
from fzplan.reports import findings as finding_texts
from fzplan.reports import wording
from fzplan.reports.tidy import figures

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pandas as pd

    from fzplan.diagnostics import Diagnostic, Lang
    from fzplan.model.findings import Counted, Finding
    from fzplan.model.plan import Indicator, Measure, Plan, Target
    from fzplan.model.results import Assessment, Outcome, Value, Why

DECLARED = (
    "id", "indicator", "name", "by", "kind", "nature", "better", "comparator", "target", "target_high", "first",
    "last", "owner", "section", "quote", "note",
)  # fmt: skip
JUDGED = (
    "id", "indicator", "name", "by", "kind", "nature", "unit", "comparator", "target", "target_high", "first", "last",
    "base_period", "base", "at", "actual", "gap", "gap_percent", "shortfall", "attainment", "progress", "time_share",
    "planned", "ratio", "pace_achieved", "pace_required", "projected", "projected_year", "verdict", "verdict_label",
    "outlook", "margin", "critical", "quality", "owner", "section", "why",
)  # fmt: skip
QUANTITIES = ("id", "name", "unit", "kind", "decimals", "formula", "note")
FIGURES = ("value", "unit", "status", "quality", "basis", "edition", "why")
FINDINGS = ("severity", "code", "place", "file", "sheet", "cell", "message", "help")
CHECKS = ("id", "passed", "failed", "unknown")
NUMBERS = frozenset({
    "target", "target_high", "base", "actual", "gap", "gap_percent", "shortfall", "attainment", "progress",
    "time_share", "planned", "ratio", "pace_achieved", "pace_required", "projected", "projected_year", "margin",
    "value", "decimals",
})  # fmt: skip
WHOLE = frozenset({"first", "last", "passed", "failed", "unknown"})
YES_OR_NO = frozenset({"critical"})
BETTER = {1: "up", -1: "down"}


def declared(plan: Plan | None, lang: Lang) -> pd.DataFrame:
    """Return the targets as the plan file has them, by id."""
    rows = [_declared(plan, target, lang) for target in plan.targets] if plan else []
    return _frame(rows, DECLARED, index="id")


def indicators(plan: Plan | None, lang: Lang) -> pd.DataFrame:
    """Return the indicators of a plan file, by id; `formula` in words."""
    return _frame([_quantity(q, lang) for q in plan.indicators.values()] if plan else [], QUANTITIES, index="id")


def measures(plan: Plan | None, lang: Lang) -> pd.DataFrame:
    """Return the measures of a plan file, by id."""
    return _frame([_quantity(q, lang) for q in plan.measures.values()] if plan else [], QUANTITIES, index="id")


def targets(outcome: Outcome | None, lang: Lang) -> pd.DataFrame:
    """Return the targets with their assessment, by id; shares (`progress`, `attainment`) are fractions."""
    rows = [_judged(outcome.plan, a, lang) for a in outcome.assessments] if outcome else []
    return _frame(rows, JUDGED, index="id")


def values(outcome: Outcome | None, lang: Lang) -> pd.DataFrame:
    """Return the indicators as a tidy frame: a row a figure, a column a dimension (`_T`: all together)."""
    dimensions = tuple(outcome.plan.dimensions) if outcome else ()
    rows = [_value(outcome.plan, v, lang) for v in figures.figures(outcome)] if outcome else []
    return _frame(rows, ("indicator", "name", "period", *dimensions, *FIGURES))


def findings(found: Iterable[Diagnostic], lang: Lang) -> pd.DataFrame:
    """Return findings, worst first within a file as they were ordered; a block of cells stands under `cell` too."""
    return _frame([_finding(d, lang) for d in found], FINDINGS)


def reviewed(found: Iterable[Finding], lang: Lang) -> pd.DataFrame:
    """Return the findings of a check with their standing: open, explained, known or elsewhere."""
    rows = [{**_finding(f.diagnostic, lang), "standing": f.standing} for f in found]
    return _frame(rows, (*FINDINGS, "standing"))


def counted(found: Iterable[Counted]) -> pd.DataFrame:
    """Return the checks of the plan with their three outcomes counted, by id."""
    rows = [{"id": c.id, "passed": c.passed, "failed": c.failed, "unknown": c.unknown} for c in found]
    return _frame(rows, CHECKS, index="id")


def _frame(rows: Sequence[Mapping[str, Any]], columns: Sequence[str], index: str = "") -> pd.DataFrame:
    """Return a frame with these columns, each of the type that it always has."""
    import pandas as pd

    frame = pd.DataFrame([[row[name] for name in columns] for row in rows], columns=list(columns))
    typed = frame.astype({name: _type(name) for name in columns})
    return typed.set_index(index) if index else typed


def _type(name: str) -> str:
    if name in NUMBERS:
        return "float64"
    if name in WHOLE:
        return "int64"
    return "bool" if name in YES_OR_NO else "str"


def _declared(plan: Plan, target: Target, lang: Lang) -> dict[str, Any]:
    return {
        **_named(plan, target, lang),
        "better": BETTER[target.better],
        "quote": target.quote,
        "note": target.note,
        "target": target.bound.value if target.bound else None,
        "target_high": target.high.value if target.high else None,
    }


def _named(plan: Plan, target: Target, lang: Lang) -> dict[str, Any]:
    return {
        "id": target.id,
        "indicator": target.indicator,
        "name": wording.title(plan, target, lang),
        "by": _members(target.members),
        "kind": target.kind,
        "nature": target.nature or "",
        "comparator": target.comparator,
        "first": target.first,
        "last": target.last,
        "owner": target.owner,
        "section": target.section,
    }


def _judged(plan: Plan, a: Assessment, lang: Lang) -> dict[str, Any]:
    alike = {name: getattr(a, name) for name in JUDGED if name in NUMBERS and hasattr(a, name)}
    return {
        **alike,
        **_named(plan, a.target, lang),
        "unit": a.unit,
        "target": a.value if a.value is not None else a.low,
        "target_high": a.high,
        "base_period": str(a.base_period) if a.base_period else "",
        "at": str(a.period) if a.period else "",
        "verdict": a.verdict,
        "verdict_label": words.verdict(a.verdict, lang, plan.labels),
        "outlook": a.outlook or "",
        "critical": a.critical,
        "quality": a.quality,
        "why": _codes(a.why),
    }


def _quantity(quantity: Indicator | Measure, lang: Lang) -> dict[str, Any]:
    from fzplan.model.plan import Indicator

    return {
        "id": quantity.id,
        "name": wording.name(quantity, lang),
        "unit": quantity.unit.text,
        "kind": quantity.kind or "",
        "decimals": quantity.decimals,
        "formula": wording.formula(quantity, lang) if isinstance(quantity, Indicator) else "",
        "note": quantity.note,
    }


def _value(plan: Plan, v: Value, lang: Lang) -> dict[str, Any]:
    indicator = plan.indicators[v.id]
    quality, basis, edition = figures.standing(v)
    return {
        "indicator": v.id,
        "name": wording.name(indicator, lang),
        "period": periods.text(v.period),
        **dict(zip(plan.dimensions, figures.members(plan, v.by), strict=True)),
        "value": v.value,
        "unit": indicator.unit.text,
        "status": figures.status(v),
        "quality": quality,
        "basis": basis,
        "edition": edition,
        "why": _codes(v.why),
    }


def _finding(d: Diagnostic, lang: Lang) -> dict[str, Any]:
    record = finding_texts.record(d, lang)
    return {
        "severity": d.severity.code,
        "code": d.code,
        "place": record["place"],
        "file": record["file"],
        "sheet": record.get("sheet", ""),
        "cell": record.get("cell", record.get("range", "")),
        "message": record["message"],
        "help": record["help"],
    }


def _members(by: Mapping[str, str]) -> str:
    return " ".join(f"{dimension}={member}" for dimension, member in by.items())


def _codes(reasons: Iterable[Why]) -> str:
    return " ".join(reason.code for reason in reasons)
