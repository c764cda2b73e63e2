"""The score section of `compute --score`: the plan, each owner, each target; as text and as JSON.

In: an outcome with score sheets. Out: lines of text, plain data. The rules: docs/spec/verdicts.md (Score).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fzplan import figures, observations
from fzplan.diagnostics import Text
from fzplan.model import words
from fzplan.reports import wording
from fzplan.reports.consoles import columns, printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fzplan.diagnostics import Lang
    from fzplan.model.results import Outcome
    from fzplan.model.scores import ScoreLine, ScoreSheet
    from fzplan.reports.formats import Settings

HEADS = (
    Text("责任单位 / 指标", "in charge / indicator"),
    Text("权重", "weight"),
    Text("得分", "points"),
    Text("备注", "remarks"),
)
BROKEN = Text("约束性指标未完成", "binding target not met")
WITHHELD = Text("按 veto: true 不计总分", "total withheld by `veto: true`")
LEFT_OUT = Text("无法评估，不计权重", "not assessable: left out of the weights")
TOTAL = Text("总分", "total")
NO_OWNER = Text("（未写责任单位）", "(no one named)")
Row = tuple[str, float | None, float | None, str]


def rows(outcome: Outcome, lang: Lang) -> list[Row]:
    """Return the total, then each owner and the targets it is in charge of: name, weight, points, remarks."""
    if not outcome.scores:
        return []
    whole, *owners = outcome.scores
    found: list[Row] = [(TOTAL.of(lang), whole.weight, whole.total, _remarks(outcome, whole, lang))]
    for sheet in owners:
        found.append((sheet.owner, sheet.weight, sheet.total, _remarks(outcome, sheet, lang)))
        found += [_target(outcome, line, lang) for line in sheet.lines]
    nobody = [line for line in whole.lines if not line.owner]
    if nobody and owners:
        found.append((NO_OWNER.of(lang), None, None, ""))
    return [*found, *(_target(outcome, line, lang) for line in nobody)]


def _target(outcome: Outcome, line: ScoreLine, lang: Lang) -> Row:
    remark = LEFT_OUT.of(lang) if line.points is None else BROKEN.of(lang) if line.breached else ""
    return f"　{_title(outcome, line.target, lang)}", line.weight, line.points, remark


def _title(outcome: Outcome, id_: str, lang: Lang) -> str:
    target = next(t for t in outcome.plan.targets if t.id == id_)
    return wording.title(outcome.plan, target, lang)


def _remarks(outcome: Outcome, sheet: ScoreSheet, lang: Lang) -> str:
    """Return: 约束性指标未完成：单位能耗；按 veto: true 不计总分."""
    if not sheet.breached:
        return ""
    names = ("、" if lang == "zh" else ", ").join(_title(outcome, id_, lang) for id_ in sheet.breached)
    said = f"{BROKEN.of(lang)}{'：' if lang == 'zh' else ': '}{names}"
    return said + (("；" if lang == "zh" else "; ") + WITHHELD.of(lang) if sheet.vetoed else "")


def points(outcome: Outcome, value: float | None) -> str:
    """Return points with one decimal; a dash where there are none."""
    return wording.NONE if value is None else wording.number(outcome.plan, figures.tidy(value), 1)


def section(outcome: Outcome, settings: Settings) -> list[str]:
    """Return the section as lines; figures stand under each other, remarks behind them."""
    lang = settings.lang
    found = rows(outcome, lang)
    if not found:
        return []
    names = [
        (name, _weight(weight), "" if weight is None else points(outcome, score), remark)
        for name, weight, score, remark in found
    ]
    table = [tuple(printable(cell, settings.encoding) for cell in row) for row in names]
    heads = tuple(printable(head.of(lang), settings.encoding) for head in HEADS)
    widths = [max(columns(row[i]) for row in (heads, *table)) for i in range(3)]
    mark = words.MARKS.get(worst(outcome), "")
    title = f"评分（加权平均，满分100）{mark}" if lang == "zh" else f"score (weighted mean, 100 at most){mark}"
    return ["", title, *(_aligned(row, widths) for row in (heads, *table))]


def worst(outcome: Outcome) -> str:
    """Return the worst quality of what was scored."""
    scored = {line.target for sheet in outcome.scores for line in sheet.lines}
    return observations.worst([a.quality for a in outcome.assessments if a.target.id in scored])


def _weight(weight: float | None) -> str:
    return "" if weight is None else figures.shown(weight, figures.decimals_of(figures.tidy(weight)))


def _aligned(row: Sequence[str], widths: Sequence[int]) -> str:
    name, weight, score, remark = row
    left = name + " " * (widths[0] - columns(name))
    right = "".join(
        "  " + " " * (w - columns(cell)) + cell for cell, w in zip((weight, score), widths[1:], strict=True)
    )
    return f"  {left}{right}  {remark}".rstrip()


def document(outcome: Outcome) -> dict[str, Any]:
    """Return the key of the JSON contract; nothing where no score was asked for."""
    if not outcome.scores:
        return {}
    whole, *owners = outcome.scores
    return {"score": {**_sheet(whole), "owners": [{"owner": s.owner, **_sheet(s)} for s in owners]}}


def _sheet(sheet: ScoreSheet) -> dict[str, Any]:
    return {
        "total": sheet.total,
        "weight": sheet.weight,
        "vetoed": sheet.vetoed,
        "breached": list(sheet.breached),
        "left_out": list(sheet.left_out),
        "targets": [
            {"id": s.target, "weight": s.weight, "points": s.points, "breached": s.breached} for s in sheet.lines
        ],
    }
