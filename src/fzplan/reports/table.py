"""The gap table on a console of any width: figures are never cut, columns are left out in a stated order instead.

In: an outcome, settings with the width. Out: text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fzplan import periods
from fzplan.diagnostics import Text
from fzplan.reports import changes, columns, consoles, lines, matrix, methods, part_years, scores, sparkline, tree
from fzplan.reports.columns import SPACE, Cell, Column, folded, row, styled, total

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from fzplan.diagnostics import Lang
    from fzplan.model.results import Outcome
    from fzplan.reports.formats import Settings
    from fzplan.reports.lines import Group, Line

HEADS = {
    "name": Text("指标", "indicator"),
    "unit": Text("单位", "unit"),
    "base": Text("基期\n({base})", "base\n({base})"),
    "goal": Text("目标\n({last})", "target\n({last})"),
    "actual": Text("实际\n({now})", "actual\n({now})"),
    "gap": Text("差距", "gap"),
    "gap_percent": Text("差距\n(%)", "gap\n(%)"),
    "progress": Text("完成\n进度(%)", "progress\n(%)"),
    "lead": Text("比序时\n(百分点)", "vs time\n(pp)"),
    "required": Text("尚需\n(每年)", "required\n(a year)"),
    "verdict": Text("进度\n判定", "verdict"),
    "outlook": Text("趋势\n判断", "outlook"),
    "course": Text("走势\n({base}起)", "course\n({base} on)"),
}
LEFT_OUT = ("course", "gap_percent", "base", "outlook", "lead", "required", "unit", "progress", "goal")
"""The order in which columns go where the console is too narrow; name, actual, gap and verdict always stay."""
WORDED = frozenset({"name", "unit", "verdict", "outlook", "course"})
NARROWEST = 12
WRAPPED = frozenset({"name", "goal"})
LONGEST_GOAL = 20
"""A target that names another indicator goes on in the next line; all others are shorter."""
COLOURS = {
    "achieved_early": "green", "achieved": "green", "ahead": "green",
    "behind": "bold red", "missed": "bold red", "not_assessable": "yellow", "monitored": "dim",
}  # fmt: skip


class Layout(NamedTuple):
    """The columns that are shown with the width of each, and those left out for want of room."""

    widths: dict[str, int]
    left_out: tuple[str, ...]


def render(outcome: Outcome, settings: Settings) -> str:
    """Return the whole page: banner, heading, table by section, totals, reasons, legend.

    Where members of a dimension were asked for, the page is the matrix of these.
    """
    if outcome.by:
        return matrix.render(outcome, settings)
    groups = _printable(lines.groups(outcome, settings.lang), settings.encoding)
    if settings.bars:
        groups = _with_courses(outcome, groups)
    heads = {key: consoles.printable(head, settings.encoding) for key, head in headings(outcome, settings).items()}
    layout = _layout([line for group in groups for line in group.lines], heads, settings.width)
    width = max(settings.width, total([*layout.widths.values()]))
    page = [_bold(folded(text, width), settings) for text in _above(outcome, settings)]
    page += _table(groups, heads, layout, settings) if groups else ()
    page.append("")
    sections = (
        *scores.section(outcome, settings),
        *methods.section(outcome, settings.lang),
        *changes.section(outcome, settings.lang),
    )
    for text in _below(outcome, settings, layout, heads):
        page += tree.hung(consoles.printable(text, settings.encoding), width)
    for text in sections:
        shown = consoles.printable(text, settings.encoding)
        page.append(folded(shown, width) if text.startswith(" ") else shown)
    return "\n".join(line.rstrip() for text in page for line in text.split("\n")) + "\n"


def headings(outcome: Outcome, settings: Settings) -> dict[str, str]:
    """Return the heads of the columns, in their order; a line feed parts a head over two lines."""
    head = outcome.plan.head
    facts = {"base": head.baseline, "last": head.last, "now": periods.text(outcome.as_of)}
    shown = HEADS if settings.bars else lines.COLUMNS
    return {key: HEADS[key].of(settings.lang).format_map(facts) for key in shown}


def _with_courses(outcome: Outcome, groups: Iterable[Group]) -> tuple[Group, ...]:
    """Return the lines with the course of the yearly figures that were judged."""
    first, last = outcome.plan.head.baseline, outcome.as_of.year
    return tuple(
        group._replace(
            lines=tuple(
                line._replace(cells={**line.cells, "course": sparkline.course(line.assessment.series, first, last)})
                for line in group.lines
            )
        )
        for group in groups
    )


def _printable(groups: Iterable[Group], encoding: str) -> tuple[Group, ...]:
    if consoles.is_unicode(encoding):
        return tuple(groups)
    return tuple(
        group._replace(
            lines=tuple(
                line._replace(cells={key: consoles.printable(cell, encoding) for key, cell in line.cells.items()})
                for line in group.lines
            )
        )
        for group in groups
    )


def _layout(rows: Sequence[Line], heads: dict[str, str], width: int) -> Layout:
    """Give every column the width of its widest figure; leave columns out until the names have room."""
    natural = {
        key: max(
            consoles.columns(part) for text in [heads[key], *(r.cells[key] for r in rows)] for part in text.split("\n")
        )
        for key in heads
    }
    natural["goal"] = min(natural["goal"], LONGEST_GOAL)
    shown, left_out = dict(natural), []
    for key in (*(key for key in LEFT_OUT if key in heads), ""):
        room = width - sum(column + SPACE for other, column in shown.items() if other != "name")
        if room >= min(NARROWEST, natural["name"]) or not key:
            break
        del shown[key]
        left_out.append(key)
    shown["name"] = max(min(natural["name"], room), min(NARROWEST, natural["name"]))
    return Layout(shown, tuple(key for key in heads if key in left_out))


def _table(groups: Sequence[Group], heads: dict[str, str], layout: Layout, settings: Settings) -> Iterator[str]:
    """Yield the lines of the table by section; the heads stand once, above the first."""
    shape = [Column(width, right=key not in WORDED, wraps=key in WRAPPED) for key, width in layout.widths.items()]
    yield from columns.heads(shape, [heads[key] for key in layout.widths], settings.encoding)
    for group in groups:
        if group.section:
            yield _bold(group.section, settings)
        for line in group.lines:
            yield from row(shape, [_cell(line, key, settings) for key in layout.widths])


def _cell(line: Line, key: str, settings: Settings) -> Cell:
    judged = settings.colour and key in ("verdict", "outlook")
    return Cell(line.cells[key], COLOURS.get(line.assessment.verdict, "") if judged else "")


def _bold(text: str, settings: Settings) -> str:
    return styled(consoles.printable(text, settings.encoding), "bold" if settings.colour else "")


def _above(outcome: Outcome, settings: Settings) -> list[str]:
    head, zh = outcome.plan.head, settings.lang == "zh"
    share = f"{lines.time_share(outcome) * 100:.1f}%"
    now = periods.words(outcome.as_of, settings.lang)
    span = periods.words(periods.years(head.first, head.last), settings.lang)
    facts = (
        f"数据截至{now}　基期{head.baseline}年　规划期{span}　序时进度{share}"
        if zh
        else f"data up to {now}, base {head.baseline}, span {span}, {share} of the time is over"
    )
    banners = [f"【{text}】" if zh else f"[{text}]" for text in lines.banners(outcome, settings.lang)]
    return [*banners, head.name, facts, ""]


def _below(outcome: Outcome, settings: Settings, layout: Layout, heads: dict[str, str]) -> list[str]:
    zh = settings.lang == "zh"
    found = [lines.totals(outcome, settings.lang), lines.deliverables(outcome, settings.lang)]
    unable = [a for a in outcome.assessments if a.verdict == "not_assessable"]
    others = [a for a in outcome.assessments if a.verdict != "not_assessable"]
    for title, some in ((Text("无法评估的原因", "why not assessable"), unable), (Text("说明", "notes"), others)):
        given = lines.reasons(some, outcome, settings.lang)
        if given:
            found.append(title.of(settings.lang) + ("：" if zh else ":"))
            found += [
                f"  {reason}{'：' if zh else ': '}{('、' if zh else ', ').join(names)}" for reason, names in given
            ]
    found += part_years.section(outcome, settings.lang)
    found.append(legend(outcome, settings.lang, has_courses="course" in layout.widths))
    if layout.left_out:
        names = ("、" if zh else ", ").join(heads[key].replace("\n", "") for key in layout.left_out)
        found.append(
            f"窗口{settings.width}列，未显示：{names}。加宽窗口，或用 -o 文件.xlsx 看全部各栏。"
            if zh
            else f"{settings.width} columns wide, not shown: {names}. Widen the window, or use -o FILE.xlsx."
        )
    return [text for text in found if text]


def legend(outcome: Outcome, lang: Lang, *, has_courses: bool = False) -> str:
    """Return what the signs mean that are used, in one line."""
    zh = lang == "zh"
    used = lines.marks(outcome, lang)
    if any(a.target.kind == "total" for a in outcome.assessments):
        used.append("[ ] 累计数" if zh else "[ ] total over the span")
    if any(a.critical for a in outcome.assessments):
        used.append("△ 最新数变动1%以内判定即会改变" if zh else "△ a change of 1% flips the verdict")
    if has_courses:
        used.append("走势 各年的数，▁ 最低，█ 最高" if zh else "course: the figure of each year, ▁ lowest, █ highest")
    used.append("差距=实际－目标" if zh else "gap = actual − target")
    used.append("— 不适用" if zh else "— does not apply")
    return ("注：" if zh else "key: ") + ("　" if zh else "; ").join(used)
