"""Definitions and data: how it is judged and rounded, what the figures are, breaks in the series, which files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan import periods
from fzplan.diagnostics import Text
from fzplan.model import words
from fzplan.reports import wording
from fzplan.reports.explain import ROUNDINGS
from fzplan.reports.fingerprint import fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fzplan.diagnostics import Lang
    from fzplan.model.results import Outcome

METHOD = Text(
    "进度判定采用序时进度法：比值=（实际值－基期值）÷（应完成值－基期值），1.10及以上为快于预期，低于0.90为滞后；比率类指标的差"
    "以百分点计。",
    "Verdicts are by progress to time: ratio = (actual − base) ÷ (due − base), ahead from 1.10, behind below 0.90; "
    "differences of ratios are in percentage points.",
)
EFFORT = Text(
    "注：“所需÷已有”为剩余年份所需速度与规划以来实际速度之比，不高于1.0为预计可完成，高于1.5为难以完成。",
    "Note: needed ÷ so far is the pace required by the pace achieved; up to 1.0 likely, above 1.5 unlikely.",
)


def paragraphs(outcome: Outcome, lang: Lang) -> Iterator[str]:
    """Yield the paragraphs; what does not apply is left out."""
    yield METHOD.of(lang)
    rounding = ROUNDINGS[outcome.plan.head.rounding, lang]
    until, zh = periods.words(outcome.as_of, lang), lang == "zh"
    yield f"数据截至{until}，修约规则为{rounding}。" if zh else f"Data up to {until}; figures are rounded {rounding}."
    yield from _definitions(outcome, lang)
    yield from _breaks(outcome, lang)
    marks = [words.QUALITIES[quality].of(lang) for quality in outcome.qualities]
    if marks:
        listed = ("、" if zh else ", ").join(marks)
        yield f"文中含{listed}，附表中分别标注。" if zh else f"Some figures are {listed}; the annex marks them."
    yield _files(outcome, lang)


def _definitions(outcome: Outcome, lang: Lang) -> Iterator[str]:
    """Yield how each judged indicator is computed, with the remark of the plan file on what it is."""
    for indicator in outcome.plan.indicators.values():
        formula = wording.formula(indicator, lang)
        parts = [part for part in (formula and f"= {formula}", indicator.note) if part]
        if indicator.targets and parts:
            joined = ("；" if lang == "zh" else "; ").join(parts)
            joint = "：" if lang == "zh" and not formula else " "
            stop = "" if joined.endswith(("。", ".")) else Text("。", ".").of(lang)
            yield f"{wording.name(indicator, lang)}{joint}{joined}{stop}"


def _breaks(outcome: Outcome, lang: Lang) -> Iterator[str]:
    for indicator in outcome.plan.indicators.values():
        for b in indicator.breaks:
            name = wording.name(indicator, lang)
            why = wording.bracketed(b.why, lang)
            yield (
                f"{name}自{b.at}年起口径调整{why}。" if lang == "zh" else f"{name}: another series from {b.at} on{why}."
            )


def _files(outcome: Outcome, lang: Lang) -> str:
    count, stamp = len(outcome.extraction.sources.files), fingerprint(outcome)
    if lang == "zh":
        return f"数据取自{count}个文件，数据指纹{stamp}；每个数出自哪个单元格，见 Excel 报告的“计算过程”。"
    return (
        f"Data of {count} files, fingerprint {stamp}; the Excel report tells the file, sheet and cell of every figure."
    )
