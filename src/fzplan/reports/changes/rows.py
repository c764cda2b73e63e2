"""A comparison as sections of rows, in words and figures: the same for the console, Markdown and the workbook.

In: a `Page`. Out: `Section`s in the order of the sentence: figures, indicators, verdicts, then the plan and the files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from fzplan import periods
from fzplan.diagnostics import Text
from fzplan.model import words
from fzplan.reports import wording
from fzplan.reports.changes.figures import Figure, pair

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from fzplan.diagnostics import Lang
    from fzplan.figures import Rounding
    from fzplan.model.changes import ChangedObservation, FileChange, Flip, MovedIndicator, PlanChange
    from fzplan.model.changes import Figure as Print
    from fzplan.model.results import Why
    from fzplan.model.snapshots import Snapshot
    from fzplan.reports.changes.page import Page

Role = Literal["name", "unit", "figure", "word", "below"]
"""`name` and `unit` columns are one on a console; `below` stands on a line of its own there."""
Cell = str | Figure
KINDS = {
    "changed": Text("改动", "changed"),
    "edition": Text("换版次", "new edition"),
    "added": Text("新增", "added"),
    "removed": Text("删除", "removed"),
}
PARTS = {
    "plan": Text("规划", "plan"),
    "measure": Text("原始指标", "measure"),
    "indicator": Text("指标", "indicator"),
    "target": Text("目标", "target"),
}
BEFORE, AFTER = Text("原", "before"), Text("现", "after")
PERIOD, UNIT = Text("报告期", "period"), Text("单位", "unit")
DIFFERENCE, PERCENT = Text("变动", "change"), Text("变动(%)", "change (%)")
REASON = Text("原因", "why")
COLON = {"zh": "：", "en": ": "}


class Head(NamedTuple):
    """A column: its heading and what it is."""

    text: Text
    role: Role


class Section(NamedTuple):
    """One table of the comparison."""

    name: str
    title: Text
    heads: tuple[Head, ...]
    rows: tuple[tuple[Cell, ...], ...]


OBSERVATIONS = (
    Head(Text("原始指标", "measure"), "name"), Head(PERIOD, "name"), Head(UNIT, "unit"), Head(BEFORE, "figure"),
    Head(AFTER, "figure"), Head(DIFFERENCE, "figure"), Head(PERCENT, "figure"), Head(Text("情况", "what"), "word"),
    Head(Text("原位置", "place before"), "below"), Head(Text("现位置", "place after"), "below"),
)  # fmt: skip
INDICATORS = (
    Head(Text("指标", "indicator"), "name"), Head(PERIOD, "name"), Head(UNIT, "unit"), Head(BEFORE, "figure"),
    Head(AFTER, "figure"), Head(DIFFERENCE, "figure"), Head(PERCENT, "figure"), Head(REASON, "below"),
)  # fmt: skip
VERDICTS = (
    Head(Text("目标", "target"), "name"), Head(Text("项目", "what"), "word"), Head(BEFORE, "word"), Head(AFTER, "word"),
    Head(REASON, "below"),
)  # fmt: skip
PLAN = (
    Head(Text("部分", "part"), "word"), Head(Text("名称", "name"), "word"), Head(Text("键", "key"), "word"),
    Head(BEFORE, "below"), Head(AFTER, "below"),
)  # fmt: skip
FILES = (Head(Text("文件", "file"), "name"), Head(Text("情况", "what"), "word"))


def sections(page: Page, lang: Lang) -> tuple[Section, ...]:
    """Return the sections of the parts that are told, empty ones too."""
    found = page.changes
    observations = tuple(_observation(page, one, lang) for one in found.observations)
    indicators = tuple(_indicator(page, one, lang) for one in found.indicators)
    files = tuple((one.file, _of_file(one).of(lang)) for one in found.files)
    every = (
        Section("observations", Text("原始数据变动", "Figures"), OBSERVATIONS, observations),
        Section("indicators", Text("指标变动", "Indicators"), INDICATORS, indicators),
        Section("verdicts", Text("判定变化", "Verdicts"), VERDICTS, tuple(_flips(page, lang))),
        Section("plan", Text("规划文件变动", "Plan file"), PLAN, tuple(_said(one, lang) for one in found.plan)),
        Section("files", Text("数据文件变动", "Data files"), FILES, files),
    )
    return tuple(section for section in every if page.told(section.name))


def label(page: Page, name: str, by: Mapping[str, str], lang: Lang) -> str:
    """Return what a figure is called, with its members: 总收入（轨道交通）."""
    quantity = page.quantity(name)
    called = quantity.en if quantity and quantity.en and lang == "en" else name
    return called + wording.bracketed(("、" if lang == "zh" else ", ").join(by.values()), lang)


def title(page: Page, id_: str, lang: Lang) -> str:
    """Return what a target or deliverable is called, with its id."""
    for side in (page.after, page.before):
        for target in side.targets:
            if target.id == id_:
                return label(page, target.indicator, dict(target.by), lang) + wording.bracketed(id_, lang)
        for task in side.tasks:
            if task.id == id_:
                return task.name
    return id_


def reasons(why: Iterable[Why], page: Page, lang: Lang) -> str:
    """Return why something is not assessable, in words."""
    return ("；" if lang == "zh" else "; ").join(words.why(reason, lang, page.after.labels) for reason in why)


def _observation(page: Page, one: ChangedObservation, lang: Lang) -> tuple[Cell, ...]:
    before, after = one.before, one.after
    figures = pair(
        before and before.value, after and after.value, one.unit, lang, decimals=None, rounding=_rounding(page)
    )
    return (
        label(page, one.measure, one.by, lang),
        periods.words(one.period, lang),
        one.unit,
        *(_marked(figure, side) for figure, side in zip(figures[:2], (before, after), strict=True)),
        *figures[2:],
        ("；" if lang == "zh" else "; ").join((KINDS[one.kind].of(lang), *_remarks(one, lang))),
        str(before.place) if before else "",
        str(after.place) if after else "",
    )


def _marked(figure: Figure, side: Print | None) -> Figure:
    return figure if side is None else Figure(figure.text + words.MARKS.get(side.quality, ""), figure.value)


def _remarks(one: ChangedObservation, lang: Lang) -> Iterator[str]:
    before, after = one.before, one.after
    if one.basis == "comparable":
        yield Text("同口径", "comparable").of(lang)
    if before and after:
        if before.edition != after.edition:
            yield f"{_edition(before, lang)}→{_edition(after, lang)}"
        if before.published != after.published:
            yield f"{_day(before, lang)}→{_day(after, lang)}"
        if before.unit != after.unit and before.unit and after.unit:
            yield Text("报表单位", "printed in").of(lang) + f" {before.unit}→{after.unit}"
    elif (side := before or after) and side.edition:
        yield _edition(side, lang)
    last = after or before
    if last and not last.counts:
        yield Text("未采用", "does not count").of(lang)


def _edition(side: Print, lang: Lang) -> str:
    if not side.edition:
        return Text("版次未注明", "edition not stated").of(lang)
    return side.edition if lang == "zh" else words.EDITIONS[side.edition].of(lang)


def _day(side: Print, lang: Lang) -> str:
    return side.published or Text("公布日未注明", "day not stated").of(lang)


def _indicator(page: Page, one: MovedIndicator, lang: Lang) -> tuple[Cell, ...]:
    quantity = page.quantity(one.id)
    decimals = quantity.decimals if quantity else None
    figures = pair(one.before, one.after, one.unit, lang, decimals=decimals, rounding=_rounding(page))
    return (
        label(page, one.id, one.by, lang),
        periods.words(one.period, lang),
        one.unit,
        *figures,
        _because(page, one.why_before, one.why_after, lang),
    )


def _flips(page: Page, lang: Lang) -> Iterator[tuple[Cell, ...]]:
    found = page.changes
    sorts = (
        (Text("进度判定", "verdict"), found.verdicts),
        (Text("趋势判断", "outlook"), found.outlooks),
        (Text("重点任务", "deliverable"), found.deliverables),
    )
    for what, flips in sorts:
        for flip in flips:
            sides = (_code(code, snapshot.labels, lang) for code, snapshot in _codes(page, flip))
            yield (
                title(page, flip.id, lang),
                what.of(lang),
                *sides,
                _because(page, flip.why_before, flip.why_after, lang),
            )


def _codes(page: Page, flip: Flip) -> Iterable[tuple[str, Snapshot]]:
    return (flip.before, page.before), (flip.after, page.after)


def _code(code: str, labels: Mapping[str, str], lang: Lang) -> str:
    return words.verdict(code, lang, labels) if code else wording.NONE


def _because(page: Page, before: Iterable[Why], after: Iterable[Why], lang: Lang) -> str:
    """Return why there was nothing, and why there is nothing now."""
    was, now = reasons(before, page, lang), reasons(after, page, lang)
    parts = [Text("原", "before").of(lang) + COLON[lang] + was] * bool(was)
    parts += [Text("现", "now").of(lang) + COLON[lang] + now] * bool(now)
    return ("；" if lang == "zh" else "; ").join(parts)


def _said(one: PlanChange, lang: Lang) -> tuple[Cell, ...]:
    return (
        PARTS[one.part].of(lang),
        one.id,
        one.key or wording.NONE,
        one.before or wording.NONE,
        one.after or wording.NONE,
    )


def _of_file(one: FileChange) -> Text:
    return KINDS["added" if not one.before else "removed" if not one.after else "changed"]


def _rounding(page: Page) -> Rounding:
    return "gb8170" if page.after.rounding == "gb8170" else "half_up"
