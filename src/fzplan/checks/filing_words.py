"""The words of returns that were not filed: which form, which period, which office, due when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fzplan import periods
from fzplan.diagnostics import Text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from fzplan.model.checks import Check
    from fzplan.model.returns_due import FormReturns, ReturnDue

LISTED = 6


def missing_returns(
    filed: FormReturns, which: Sequence[ReturnDue], as_of: date | None, check: Check | None = None
) -> dict[str, Any]:
    """Return the facts of returns of one form that were not filed, with the counts of the form."""
    more = len(which) - LISTED
    said = [_named(one) for one in which[:LISTED]]
    zh, en = (f" 等 {len(which)} 份", f" and {more} more") if more > 0 else ("", "")
    return {
        **_common(check), "form": filed.form, "expected": filed.expected, "reported": filed.reported,
        "missing": len(filed.missing), "late": len(which), "as_of": str(as_of),
        "which": Text("、".join(t.zh for t in said) + zh, ", ".join(t.en for t in said) + en),
    }  # fmt: skip


def _named(one: ReturnDue) -> Text:
    due = Text(f"（应于 {one.due}）", f" (due {one.due})") if one.due else Text("", "")
    office = f" {one.office}" if one.office else ""
    zh, en = periods.words(one.period, "zh"), periods.words(one.period, "en")
    return Text(f"{zh}{office}{due.zh}", f"{en}{office}{due.en}")


def _common(check: Check | None) -> dict[str, Any]:
    if check is None:
        return {"label": "", "words": Text("", ""), "more": Text("", "")}
    note = Text(f"（{check.note}）", f" ({check.note})") if check.note else Text("", "")
    return {"label": f"{check.id} ", "check": check.id, "words": note, "more": Text("", ""), "outcome": "fail"}
