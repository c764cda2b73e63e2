"""How the targets stand as a whole: the paragraph 总体情况 and the table that counts them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan import periods
from fzplan.diagnostics import Text
from fzplan.model import words
from fzplan.reports import lines, wording
from fzplan.reports.word.xml import Cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fzplan.diagnostics import Lang
    from fzplan.model.results import Assessment, Outcome

GOOD = ("achieved_early", "achieved", "ahead", "on_track")
ASSESSED = (*GOOD, "behind", "missed")
COLUMNS = ("achieved_early", "achieved", "ahead", "on_track", "behind", "missed", "monitored", "not_assessable")
TOTAL, SECTION, NO_SECTION = Text("合计", "Total"), Text("类别", "Section"), Text("其他", "Others")


def overall(outcome: Outcome, lang: Lang) -> str:
    """Return the paragraph: how far the plan is, how many targets stand where; what is not there is left out."""
    judged = [a for a in outcome.assessments if a.verdict != "monitored"]
    assessed = [a for a in judged if a.verdict in ASSESSED]
    parts = [_span(outcome, lang), _verdicts(outcome, judged, assessed, lang)]
    parts += [_unknown(outcome, judged, lang), _outlooks(outcome, assessed, lang), _binding(outcome, judged, lang)]
    return ("" if lang == "zh" else " ").join(part for part in parts if part)


def _span(outcome: Outcome, lang: Lang) -> str:
    head, share = outcome.plan.head, lines.time_share(outcome) * 100
    years = max(0, min(outcome.last_full_year, head.last) - head.first + 1)
    until = periods.words(outcome.as_of, lang)
    if lang == "zh":
        end = until if until.endswith("末") else f"{until}底"
        return f"截至{end}，规划实施{years}年，序时进度{share:.1f}%。"
    return f"By the end of {until}, {years} years into the plan, {share:.1f}% of its time is over."


def _verdicts(outcome: Outcome, judged: Sequence[Assessment], assessed: Sequence[Assessment], lang: Lang) -> str:
    if not assessed:
        return (
            f"规划提出的{len(judged)}项指标均暂无法评估。" if lang == "zh" else "None of the targets can be assessed."
        )
    counts = _counted(outcome, [a.verdict for a in assessed], ASSESSED, lang)
    good = sum(a.verdict in GOOD for a in assessed)
    share = wording.percent(outcome.plan, good / len(assessed))
    if lang == "zh":
        return (
            f"规划提出的{len(judged)}项指标中，可评估{len(assessed)}项：{'，'.join(counts)}；"
            f"符合预期及以上{good}项，占可评估指标的{share}%。"
        )
    return (
        f"Of {len(judged)} targets {len(assessed)} can be assessed: {', '.join(counts)}; "
        f"{good} are on track or better, {share}% of those assessed."
    )


def _unknown(outcome: Outcome, judged: Sequence[Assessment], lang: Lang) -> str:
    unknown = [a for a in judged if a.verdict == "not_assessable"]
    if not unknown:
        return ""
    why = [text for text, _ in lines.reasons(unknown, outcome, lang)][:3]
    if lang == "zh":
        return f"另有{len(unknown)}项因{'、'.join(why)}{'等' if len(why) == 3 else ''}暂无法评估。"
    return f"{len(unknown)} cannot be assessed: {'; '.join(why)}."


def _outlooks(outcome: Outcome, assessed: Sequence[Assessment], lang: Lang) -> str:
    counts = _counted(outcome, [a.outlook or "" for a in assessed], tuple(words.OUTLOOKS), lang)
    if not counts:
        return ""
    return f"从趋势看，{'，'.join(counts)}。" if lang == "zh" else f"By trend: {', '.join(counts)}."


def _binding(outcome: Outcome, judged: Sequence[Assessment], lang: Lang) -> str:
    binding = [a for a in judged if a.target.nature == "binding"]
    if not binding:
        return ""
    counts = _counted(outcome, [a.verdict for a in binding], COLUMNS, lang)
    if lang == "zh":
        return f"约束性指标{len(binding)}项，其中{'，'.join(counts)}。"
    return f"Of {len(binding)} binding targets: {', '.join(counts)}."


def _counted(outcome: Outcome, found: Sequence[str], codes: Iterable[str], lang: Lang) -> list[str]:
    labels = [(words.verdict(code, lang, outcome.plan.labels), found.count(code)) for code in codes if code in found]
    return [f"{label}{n}项" if lang == "zh" else f"{n} {label}" for label, n in labels]


def counts(outcome: Outcome, lang: Lang) -> tuple[list[Cell], list[list[Cell]]]:
    """Return the table 类别 × 判定: its head and its rows, the sum last; verdicts that nothing has are left out."""
    found = [a.verdict for a in outcome.assessments]
    codes = [code for code in COLUMNS if code in found]
    labels = [words.verdict(code, lang, outcome.plan.labels) for code in codes]
    head = [Cell(SECTION.of(lang)), *map(Cell, labels), Cell(TOTAL.of(lang))]
    rows = []
    for group in lines.groups(outcome, lang):
        own = [line.assessment.verdict for line in group.lines]
        rows.append(_counts(group.section or NO_SECTION.of(lang), own, codes))
    if len(rows) > 1:
        rows.append(_counts(TOTAL.of(lang), found, codes))
    return head, rows


def _counts(name: str, found: Sequence[str], codes: Sequence[str]) -> list[Cell]:
    figures = [str(found.count(code)) if code in found else "" for code in codes]
    return [Cell(name), *(Cell(figure, "center") for figure in figures), Cell(str(len(found)), "center")]
