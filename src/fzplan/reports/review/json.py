"""The review as one JSON object: what was read, the totals, the checks with their outcomes, the findings.

Its `diagnostics` are those of the contract of `compute`, each with its standing and with its places where it has
several; described by docs/review.schema.json. Codes do not change with the language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fzplan.reports import findings, json
from fzplan.reports.review import coverage
from fzplan.reports.review.rows import of_finding
from fzplan.reports.review.totals import WORST_FIRST, explained, totals

if TYPE_CHECKING:
    from fzplan.diagnostics import Lang
    from fzplan.model.findings import Counted, Explanation, Finding, Mark, Review
    from fzplan.model.returns_due import FormReturns
    from fzplan.reports.formats import Settings
    from fzplan.reports.review.rows import Row

ABOUT = ("form", "entity", "measure", "period", "basis")


def render(review: Review, settings: Settings) -> str:
    """Return the object as text."""
    return json.dump(document(review, settings.lang), settings.encoding)


def document(review: Review, lang: Lang) -> dict[str, Any]:
    """Return the object as plain data."""
    counts = explained(review)
    return {
        "fzplan": json.VERSION,
        **({"plan": json.plan_head(review.plan)} if review.plan else {}),
        "files": list(review.files),
        "built_in_only": review.built_in_only,
        "summary": _summary(review),
        "checks": [_check(one, counts[one.id], lang) for one in review.counted],
        **({"returns": [_returns(one) for one in review.returns]} if review.returns else {}),
        "diagnostics": [_finding(finding, lang) for finding in review.findings],
        **({"coverage": coverage.document(review.coverage)} if review.coverage is not None else {}),
    }


def _summary(review: Review) -> dict[str, Any]:
    counted = totals(review.findings)
    return {
        "findings": counted.findings,
        "places": counted.places,
        "standing": {name: counted.by_standing.get(name, 0) for name in ("open", "explained", "known", "elsewhere")},
        "open": {severity.code: counted.open_places.get(severity, 0) for severity in WORST_FIRST},
    }


def _check(one: Counted, explained_: int, lang: Lang) -> dict[str, Any]:
    """Return the three outcomes of a check, counted in places; `explained` are among those failed."""
    check = one.check
    return {
        "id": one.id,
        "kind": check.kind,
        "level": check.level.code,
        **json.filled(text=check.said.of(lang) or None, form=check.form or None, note=check.note or None),
        "passed": one.passed,
        "failed": one.failed,
        "not_evaluable": one.unknown,
        "explained": explained_,
        **json.filled(because=one.because.of(lang) or None),
    }


def _returns(one: FormReturns) -> dict[str, Any]:
    """Return how many returns of a form were to be filed and were (应报、已报、未报), and those that were not."""
    missing = [
        {
            "period": str(each.period),
            **json.filled(office=each.office or None, due=each.due.isoformat() if each.due else None),
            "overdue": each.filed == "overdue",
        }
        for each in one.missing
    ]
    return {
        "form": one.form, "expected": one.expected, "reported": one.reported, "overdue": len(one.overdue),
        "missing": missing,
    }  # fmt: skip


def _finding(finding: Finding, lang: Lang) -> dict[str, Any]:
    several = len(finding.marks) > 1
    return {
        **findings.record(finding.diagnostic, lang),
        **_mark(finding.marks[0]),
        "fingerprint": finding.fingerprint,
        "standing": finding.standing,
        **({"places": [_place(row, lang) for row in of_finding(finding)]} if several else {}),
    }


def _place(row: Row, lang: Lang) -> dict[str, Any]:
    """Return one of several places of a finding, with what is said of it."""
    return {
        "place": str(row.mark.at),
        **findings.place(row.mark.at),
        **_mark(row.mark),
        "message": row.message(lang),
        **findings.comparison(row.facts),
    }


def _mark(mark: Mark) -> dict[str, Any]:
    about = {key: getattr(mark.about, key) or None for key in ABOUT}
    return {
        **json.filled(**about),
        "fingerprint": mark.fingerprint,
        "standing": mark.standing,
        **({"explanation": _explanation(mark.explanation)} if mark.explanation else {}),
    }


def _explanation(one: Explanation) -> dict[str, Any]:
    stated = {key: getattr(one, key) or None for key in ("reason", "by", "confirmed", "date", "expires")}
    return {**json.filled(**stated), "place": str(one.at)}
