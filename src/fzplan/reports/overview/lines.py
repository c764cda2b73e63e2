"""The words and figures of many plans: a line a plan with its verdicts, a block a common target with its ranks.

In: an `Overview`. Out: texts that the console, Markdown and Excel share.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fzplan import figures, periods
from fzplan.diagnostics import Severity, Text
from fzplan.model import words
from fzplan.observations import QUALITIES
from fzplan.reports import wording

if TYPE_CHECKING:
    from fzplan.diagnostics import Lang
    from fzplan.model.overviews import Cell, Overview, PlanRun, RankBy, Row

COUNTED = (
    "achieved_early", "achieved", "ahead", "on_track", "behind", "missed", "not_assessable", "monitored",
)  # fmt: skip
"""Verdicts in the order of their columns."""
RANKED_BY = {
    "actual": Text("按实际数排位", "ranked by the figure"),
    "attainment": Text("按完成率排位", "ranked by attainment"),
}
BETTER = {1: Text("越高越好", "more is better"), -1: Text("越低越好", "less is better")}
FAILED = Text("未能计算", "not computed")
BUG = Text("程序出错：{bug}", "the program failed: {bug}")


class Tally(NamedTuple):
    """One plan as the first table has it."""

    name: str
    period: str
    targets: int
    counts: tuple[int, ...]
    """By `COUNTED`."""
    findings: str


def tallies(overview: Overview, lang: Lang) -> list[Tally]:
    """Return a line a plan."""
    return [_tally(name, run, lang) for name, run in zip(overview.names, overview.plans, strict=True)]


def _tally(name: str, run: PlanRun, lang: Lang) -> Tally:
    now = periods.words(run.as_of, lang) if run.as_of else FAILED.of(lang)
    counts = run.verdicts
    return Tally(name, now, len(run.entries), tuple(counts.get(v, 0) for v in COUNTED), findings(run, lang))


def findings(run: PlanRun, lang: Lang) -> str:
    """Return how many findings of each severity a plan has, notices apart; a dash for none."""
    if run.bug:
        return BUG.of(lang).format(bug=run.bug)
    worst_first = sorted(Severity, reverse=True)
    found = [f"{s.label.of(lang)} {run.findings[s.code]}" for s in worst_first if s and run.findings.get(s.code)]
    return ("，" if lang == "zh" else ", ").join(found) or wording.NONE


def common(overview: Overview) -> list[Row]:
    """Return the rows of at least two plans."""
    return [row for row in overview.rows if len(row.cells) > 1]


def alone(overview: Overview, lang: Lang) -> str:
    """Return how many targets one plan alone has; "" for none."""
    count = len(overview.rows) - len(common(overview))
    if not count:
        return ""
    if lang == "zh":
        return f"只有一个规划有的目标 {count} 项，未列出（JSON、CSV 和 Excel 都有）"
    return f"targets of one plan alone, not listed here: {count} (JSON, CSV and Excel have them)"


def ordered(row: Row, by: RankBy) -> list[Cell]:
    """Return the cells by rank, equal ones by plan; what has no rank comes last."""
    return sorted(row.cells, key=lambda cell: (cell.ranks.get(by, len(row.cells) + 1), cell.plan))


def title(row: Row, lang: Lang) -> str:
    """Return: 总收入（亿元）　越高越好　2024年."""
    members = "、".join(row.members.values())
    name = row.label.of(lang) + wording.bracketed(members, lang) + wording.bracketed(unit(row), lang)
    when = periods.words(row.period, lang) if row.period else ""
    return "　".join(filter(None, [name, BETTER[row.better].of(lang), when]))


def unit(row: Row) -> str:
    """Return the unit of a row; "" of a plain number."""
    return "" if row.unit.text == "1" else row.unit.text


def places(row: Row) -> int:
    """Return the decimals of a row: as many as its most precise plan shows."""
    return max(cell.entry.decimals for cell in row.cells)


def actual(row: Row, cell: Cell) -> str:
    """Return the figure in the row's unit with the mark of its quality; a dash where there is none."""
    if cell.actual is None:
        return wording.NONE
    return figures.shown(cell.actual, places(row)) + words.MARKS.get(cell.entry.quality, "")


def goal(row: Row, cell: Cell, lang: Lang) -> str:
    """Return the target as its plan states it, with its unit where that is not the row's."""
    other = cell.entry.unit.text if cell.entry.unit.text != row.unit.text else ""
    return cell.entry.goal.of(lang) + (f" {other}" if other else "")


def attainment(cell: Cell) -> str:
    """Return the attainment in per cent; a dash where there is none."""
    found = cell.entry.attainment
    return wording.NONE if found is None else figures.shown(figures.tidy(found * 100), 1)


def rank(row: Row, cell: Cell, by: RankBy) -> str:
    """Return n/N, a dash where a plan has no rank."""
    return f"{cell.ranks[by]}/{row.ranked[by]}" if by in cell.ranks else wording.NONE


def why(cell: Cell, by: RankBy, lang: Lang) -> str:
    """Return why a plan has no rank; of what is not assessable, why not."""
    if by not in cell.unranked:
        return ""
    reason, own = cell.unranked[by], cell.entry.why.of(lang)
    if reason.code == "no_value" and own:
        return own
    return reason.text(lang)


def qualities(overview: Overview) -> list[str]:
    """Return the qualities that figures of the page have, from best to worst."""
    return sorted({e.quality for run in overview.plans for e in run.entries}, key=QUALITIES.index)


def banners(overview: Overview, lang: Lang) -> list[str]:
    """Return what stands over illustrative figures."""
    return [words.BANNERS[q].of(lang) for q in qualities(overview) if q in words.BANNERS]


def legend(overview: Overview, by: RankBy, lang: Lang) -> str:
    """Return what the signs mean, and what ranks are by."""
    signs = [f"{words.MARKS[q]} {words.QUALITIES[q].of(lang)}" for q in qualities(overview) if q in words.MARKS]
    zh = lang == "zh"
    signs.append(RANKED_BY[by].of(lang))
    signs.append(
        "位次 n/N：N 是可比的规划数，并列的同位" if zh else "rank n/N: among N comparable plans, ties share a rank"
    )
    return ("注：" if zh else "key: ") + ("　" if zh else "; ").join(signs)


def heading(overview: Overview, lang: Lang) -> str:
    """Return how many plans there are, and how many could not be computed."""
    count, lost = len(overview.plans), sum(run.as_of is None for run in overview.plans)
    if lang == "zh":
        return (
            f"规划 {count} 个" + (f"，未能计算 {lost} 个" if lost else "") + f"，共同的目标 {len(common(overview))} 项"
        )
    return f"{count} plans" + (f", {lost} not computed" if lost else "") + f", {len(common(overview))} common targets"
