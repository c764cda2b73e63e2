"""What published methods say of the targets, where they were asked for: as rows and as text under the table.

In: an outcome. Out: rows, lines of text. Ratio, status and score stand as the source has them; the verdict is ours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fzplan import figures
from fzplan.diagnostics import Text
from fzplan.model import words
from fzplan.reports import wording

if TYPE_CHECKING:
    from fzplan.diagnostics import Lang
    from fzplan.model.results import MethodResult, Outcome

OWN = "plan-linear"
"""The method of the verdict itself, which the table shows already."""
PLACES = 4
TITLE = Text("按所发表的方法（不改变判定）：", "by published methods (the verdict stays):")
RATIO, SCORE = Text("比值", "ratio"), Text("得分", "score")


class Row(NamedTuple):
    """One method on one target; figures as the method gives them, None where it gives none."""

    title: str
    method: str
    version: str
    ratio: float | None
    status: str
    score: float | None
    remark: str


def rows(outcome: Outcome, lang: Lang) -> list[Row]:
    """Return a row for each target and method, in the order of the plan."""
    return [
        _row(wording.title(outcome.plan, a.target, lang), m, lang)
        for a in outcome.assessments
        for m in a.methods
        if m.id != OWN
    ]


def _row(title: str, m: MethodResult, lang: Lang) -> Row:
    remark = ("；" if lang == "zh" else "; ").join(words.why(reason, lang) for reason in m.why)
    return Row(title, m.id, m.version, m.ratio, m.status, m.score, remark)


def section(outcome: Outcome, lang: Lang) -> list[str]:
    """Return: 总收入　cagr-ratio（sdg-build-2.4）　比值 0.8937　moderate_progress　得分 2.0980."""
    found = rows(outcome, lang)
    return [TITLE.of(lang), *(_line(row, lang) for row in found)] if found else []


def _line(row: Row, lang: Lang) -> str:
    parts = [row.title, f"{row.method}{wording.bracketed(row.version, lang)}"]
    parts += [f"{RATIO.of(lang)} {_shown(row.ratio)}"] if row.ratio is not None else []
    parts += [row.status]
    parts += [f"{SCORE.of(lang)} {_shown(row.score)}"] if row.score is not None else []
    parts += [row.remark] if row.remark else []
    return f"  {'　'.join(parts)}"


def _shown(number: float) -> str:
    return figures.shown(figures.tidy(number), PLACES)
