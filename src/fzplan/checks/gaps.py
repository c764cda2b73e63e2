"""What a check could not be evaluated for, told once: how often, because of which findings, what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fzplan.checks.codes import NO_FIGURES, NOT_EVALUABLE
from fzplan.diagnostics import Related, Severity, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fzplan.checks.tally import Gap, Tally
    from fzplan.diagnostics import Diagnostic

LISTED = 3
SEVERITIES = {"verify": Severity.VERIFY, "error": Severity.ERROR}


def untold(tally: Tally) -> list[Diagnostic]:
    """Return the one finding of the places that could not be evaluated, or nothing."""
    check = tally.check
    if not (tally.passed or tally.failures or tally.gaps):
        return [] if check.missing == "skip" else [NO_FIGURES(check.at, check=check.id, outcome="not_evaluable")]
    gaps = [gap for gap in tally.gaps if gap.cause is not None or check.missing != "skip"]
    if not gaps:
        return []
    spoiled = all(gap.cause is not None for gap in gaps)
    severity = Severity.INFO if spoiled else SEVERITIES.get(check.missing, Severity.INFO)
    facts: dict[str, Any] = {
        "check": check.id,
        "count": sum(gap.places for gap in gaps),
        "passed": tally.passed,
        "failed": len(tally.failures),
        "because": because(gaps),
        "outcome": "not_evaluable",
    }
    beside = dict.fromkeys(related for gap in gaps for related in _beside(gap))
    return [NOT_EVALUABLE(check.at, *list(beside)[:LISTED], severity=severity, **facts)]


def _beside(gap: Gap) -> list[Related]:
    """Return the cell with the finding, else a cell that stands beside what is missing."""
    if gap.cause is not None:
        return [Related(gap.cause.at, Text(gap.cause.message("zh"), gap.cause.message("en")))]
    return [Related(gap.beside, gap.label or gap.lack)] if gap.beside is not None else []


def because(gaps: Sequence[Gap]) -> Text:
    """Return the reasons, each once, the findings first."""
    sorted_ = sorted(gaps, key=lambda gap: gap.cause is None)
    reasons = list(dict.fromkeys(_caused(g) if g.cause else g.lack for g in sorted_))
    more = Text(" 等", " …") if len(reasons) > LISTED else Text("", "")
    shown = reasons[:LISTED]
    return Text("；".join(r.zh for r in shown) + more.zh, "; ".join(r.en for r in shown) + more.en)


def _caused(gap: Gap) -> Text:
    assert gap.cause is not None
    place = f"{gap.cause.code} {gap.cause.at}"
    return Text(f"因 {place}", f"because of {place}")
