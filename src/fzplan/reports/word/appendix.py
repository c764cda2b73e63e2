"""附表1, the table that is handed in, and the table of the pace that is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.diagnostics import Text
from fzplan.model import words
from fzplan.reports import lines, wording
from fzplan.reports.remarks import remark
from fzplan.reports.word.xml import Cell, table

if TYPE_CHECKING:
    from fzplan.diagnostics import Lang
    from fzplan.model.results import Assessment, Outcome

WIDTHS = (9, 37, 15, 13, 15, 20, 17, 17, 13, 14, 17, 25, 18, 20.5, 22.5)
"""Millimetres of the columns of 附表1, 273 in all: A4 across with margins of 12."""
HEADS = (
    Text("序号", "No."), Text("指标名称", "Indicator"), Text("计量单位", "Unit"), Text("属性", "Nature"),
    Text("{base}年基期值", "Base {base}"), Text("{last}年目标值", "Target {last}"),
    Text("{before}年实际", "Actual {before}"), Text("{now}年实际", "Actual {now}"), Text("完成进度(%)", "Progress (%)"),
    Text("与序时比(百分点)", "Beside time (pp)"), Text("距目标差距", "Gap"),
    Text("如期完成{next}年需", "Needed {next}"), Text("进度判定", "Verdict"), Text("趋势判断", "Outlook"),
    Text("备注", "Remarks"),
)  # fmt: skip
NOTE = Text(
    "注：[ ]内为规划期累计数；完成进度=（实际值－基期值）÷（目标值－基期值），累计指标为累计数÷目标数；"
    "距目标差距有利为正，为负表示尚未达到；“—”为不适用，空白为无数据；△表示最新数变动1%以内判定即会改变。",
    "Notes: [ ] totals over the span; progress = (actual − base) ÷ (target − base), of totals: total ÷ target; a gap "
    "is positive where favourable; “—” does not apply, blank: no data; △ a change of the latest figure by 1% flips it.",
)
NEEDS = (
    Text("指标", "Indicator"), Text("计量单位", "Unit"), Text("规划以来年均", "So far, a year"),
    Text("如期完成{next}年需", "Needed {next}"), Text("所需÷已有", "Needed ÷ so far"), Text("趋势判断", "Outlook"),
)  # fmt: skip
NEED_WIDTHS = (44, 20, 26, 30, 15, 21)


def following(outcome: Outcome) -> str:
    """Return the years that are left: 2025, or 2024—2025."""
    now, last = outcome.last_full_year, outcome.plan.head.last
    return f"{now + 1}" if now + 1 >= last else f"{now + 1}—{last}"


def whole(outcome: Outcome, lang: Lang) -> str:
    """Return 附表1: every target by section, those behind in bold."""
    head, now = outcome.plan.head, outcome.last_full_year
    facts = {"base": head.baseline, "last": head.last, "before": now - 1, "now": now, "next": following(outcome)}
    rows: list[list[Cell]] = []
    number = 0
    for group in lines.groups(outcome, lang):
        if group.section:
            rows.append([Cell(group.section, bold=True, span=len(WIDTHS))])
        for line in group.lines:
            number += 1
            rows.append(_line(outcome, line, number, lang))
    return table(WIDTHS, [[Cell(text.of(lang).format(**facts)) for text in HEADS]], rows)


def _line(outcome: Outcome, line: lines.Line, number: int, lang: Lang) -> list[Cell]:
    a, cells = line.assessment, line.cells
    bold = a.verdict in ("behind", "missed")
    nature = words.NATURES[a.target.nature].of(lang) if a.target.nature else wording.NONE
    before, latest = _by_year(outcome, line)
    texts = (
        (str(number), "center"), (cells["name"], "left"), (cells["unit"], "center"), (nature, "center"),
        (cells["base"], "right"), (cells["goal"], "right"), (before, "right"), (latest, "right"),
        (cells["progress"], "right"), (cells["lead"], "right"), (_favourable(outcome, line), "right"),
        (cells["required"], "center"), (cells["verdict"], "center"), (cells["outlook"], "center"),
        (remark(outcome, a, lang), "left"),
    )  # fmt: skip
    return [Cell(text, align, bold) for text, align in texts]


def _by_year(outcome: Outcome, line: lines.Line) -> tuple[str, str]:
    """Return what stands under the year before and under the year of the report: no figure under another's year."""
    a, places = line.assessment, wording.decimals(outcome.plan, line.assessment)
    if a.period is not None and a.period.year == outcome.as_of.year - 1:
        return line.cells["actual"].partition("(")[0], ""
    before = wording.number(outcome.plan, a.previous, places)
    if before and a.target.kind == "total":
        before = f"[{before}]"
    return before + (words.MARKS.get(a.quality, "") if before else ""), line.cells["actual"]


def _favourable(outcome: Outcome, line: lines.Line) -> str:
    """Return the gap with its sign turned so that positive is favourable."""
    a = line.assessment
    if a.gap is None or a.target.better == 1:
        return line.cells["gap"]
    shown = wording.signed(outcome.plan, -a.gap, wording.decimals(outcome.plan, a))
    return shown + words.MARKS.get(a.quality, "")


def needs(outcome: Outcome, lang: Lang) -> str:
    """Return the table of what each remaining year must bring, beside what the years so far brought; "" for none."""
    open_ = [a for a in outcome.assessments if a.shortfall and a.pace_required is not None]
    rows = [row for a in open_ if (row := _need(outcome, a, lang))[3].text != wording.NONE]
    if not rows:
        return ""
    head = [Cell(text.of(lang).format(next=following(outcome))) for text in NEEDS]
    return table(NEED_WIDTHS, [head], rows)


def _need(outcome: Outcome, a: Assessment, lang: Lang) -> list[Cell]:
    plan = outcome.plan
    outlook = words.verdict(a.outlook, lang, plan.labels) if a.outlook else wording.NONE
    effort = wording.NONE if a.effort is None else wording.number(plan, a.effort, 2)
    return [
        Cell(wording.title(plan, a.target, lang)),
        Cell(wording.unit(a.unit, lang), "center"),
        Cell(_so_far(outcome, a, lang), "center"),
        Cell(wording.required(plan, a, lang, outcome.last_full_year), "center"),
        Cell(effort, "center"),
        Cell(outlook, "center"),
    ]


def _so_far(outcome: Outcome, a: Assessment, lang: Lang) -> str:
    """Return what a year brought on average so far: growth in %, or an amount with its sign."""
    if a.pace_achieved is None:
        return wording.NONE
    if wording.is_geometric(a.target):
        return wording.signed(outcome.plan, wording.growth_of(a.pace_achieved), 1) + "%"
    places = max(1, wording.decimals(outcome.plan, a))
    return wording.joined(wording.signed(outcome.plan, a.pace_achieved, places), wording.gap_unit(a.unit, lang), lang)
