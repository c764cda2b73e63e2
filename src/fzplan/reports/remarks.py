"""What stands in the column 备注 of the table that is handed in: the office's own remark, else what the figures say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan import periods
from fzplan.reports import part_years, wording

if TYPE_CHECKING:
    from fzplan.diagnostics import Lang
    from fzplan.model.results import Assessment, Outcome


def remark(outcome: Outcome, a: Assessment, lang: Lang) -> str:
    """Return the office's own remark of the year, then why the figure is missing or was substituted, years missed."""
    own, zh = a.target.remarks.get(outcome.as_of.year, ""), lang == "zh"
    missed = ("、" if zh else ", ").join(str(year) for year in a.missed)
    at = ""
    if a.period is not None and a.period.last % 12 != 11:
        at = periods.words(a.period, lang)
    elif a.period is not None and a.actual is not None and a.period.last < outcome.as_of.last:
        at = f"{a.period.year}年数" if zh else f"figure of {a.period.year}"
    so_far = part_years.phrase(outcome, a, a.to_date, lang) if a.to_date else ""
    parts = [own, at, so_far, *(wording.why(outcome.plan, reason, lang) for reason in a.why)]
    if missed:
        parts.append(f"{missed}年未达到" if zh else f"missed in {missed}")
    return ("；" if zh else "; ").join(part for part in parts if part)
