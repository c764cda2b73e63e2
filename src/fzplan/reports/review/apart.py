"""A finding of several places of which some are settled: how many are left, and which they are.

In: a finding. Out: one line; "" where all its places stand alike.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from fzplan.diagnostics import CellRef, listed
from fzplan.reports.review.rows import STANDINGS

if TYPE_CHECKING:
    from fzplan.diagnostics import Lang, Place
    from fzplan.model.findings import Finding

LISTED = 12
"""Places that are named."""


def left(finding: Finding, lang: Lang) -> str:
    """Return how many places of a finding are open and which, and how the others stand."""
    standings = Counter(mark.standing for mark in finding.marks)
    if len(standings) < 2 or not standings["open"]:
        return ""
    marks = [mark for mark in finding.marks if mark.standing == "open"]
    named = listed((_short(mark.at) for mark in marks[:LISTED]), more=len(marks) > LISTED).of(lang)
    rest = [(STANDINGS[one].of(lang), standings[one]) for one in STANDINGS if one != "open" and standings[one]]
    n, every = len(marks), len(finding.marks)
    if lang == "zh":
        others = "，".join(f"{word} {count} 处" for word, count in rest)
        return f"{every} 处中有 {n} 处待处理（{named}）；其余：{others}"
    others = ", ".join(f"{word} {count}" for word, count in rest)
    return f"{n} of its {every} places {'is' if n == 1 else 'are'} open ({named}); the others: {others}"


def _short(at: Place) -> str:
    return at.address if isinstance(at, CellRef) and at.address else str(at)
