"""Sheet 指标完成情况表: the table that is handed in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from fzplan import periods
from fzplan.diagnostics import Text
from fzplan.model import words
from fzplan.reports import goals, lines, wording
from fzplan.reports.remarks import remark
from fzplan.reports.xlsx import styles
from fzplan.reports.xlsx.page import LINE, ROW, Cell, breaks, height, lines_of

if TYPE_CHECKING:
    from fzplan.model.results import Assessment
    from fzplan.reports.xlsx.page import Page

NAME = Text("指标完成情况表", "Gap table")
WIDTHS = {
    "zh": (4.5, 18, 8, 6.4, 7.8, 10, 8, 8, 6.7, 7, 9, 11.5, 9.6, 9.6, 10.8),
    "en": (4.5, 15.6, 8, 7.2, 8, 14, 8, 8, 6.7, 7, 9, 10.4, 9.2, 9.2, 9.6),
}
"""As wide as A4 has room for letters of 9.5 points."""
LAST = len(WIDTHS["zh"]) - 1
TOP = (28.0, 18.0, 18.0)
"""Points of title, notice and facts, which stand on the first page alone."""
ROOM = 455.0
"""Points that a page of A4 has for rows, under the heads that it repeats; a little less than there are."""
HEADS = (
    Text("序号", "No."),
    Text("指标名称", "Indicator"),
    Text("计量\n单位", "Unit"),
    Text("属性", "Nature"),
    Text("{base}年\n基期值", "Base\n{base}"),
    Text("{last}年\n目标值", "Target\n{last}"),
    Text("实际完成值", "Actual"),
    Text("", ""),
    Text("完成\n进度\n(%)", "Prog-\nress\n(%)"),
    Text("与序时\n进度比\n(百分点)", "Beside\ntime\n(pp)"),
    Text("距目标\n差距", "Gap to\ntarget"),
    Text("如期完成\n{next}年需", "Needed\n{next}"),
    Text("进度\n判定", "Verdict"),
    Text("趋势\n判断", "Outlook"),
    Text("备注", "Remarks"),
)
NOTES = (
    Text("[ ]内为规划期累计数。", "[ ] totals over the span."),
    Text(
        "完成进度=（实际值－基期值）÷（目标值－基期值），累计指标为累计数÷目标数。",
        "Progress = (actual − base) ÷ (target − base); of totals: total ÷ target.",
    ),
    Text("距目标差距有利为正，为负表示尚未达到。", "A gap is positive where favourable; negative: still missing."),
    Text(
        "“—”为不适用，“…”为不足最小单位，空白为无数据。",
        "“—” does not apply, “…” rounds below the unit, blank: no data.",
    ),
    Text("△表示最新数变动1%以内判定即会改变。", "△ a change of the latest figure by 1% flips the verdict."),
)
SIGN = Text(
    "单位负责人：　　　　统计负责人：　　　　填表人：　　　　联系电话：　　　　报出日期：　　　　年　　月　　日",
    "Head of office:                 Head of statistics:                 Prepared by:                 Date:",
)


class Shown(NamedTuple):
    """A cell: its value, its number format (text: empty) and its alignment."""

    value: Cell
    pattern: str = ""
    align: str = "right"


def write(page: Page) -> None:
    """Write the whole sheet."""
    page.lay_out(repeat=(3, 4))
    page.sheet.freeze_panes(5, 2)
    for column, width in enumerate(WIDTHS[page.settings.lang]):
        page.sheet.set_column(column, column, width)
    _top(page)
    _heads(page)
    high, tied, number = [*TOP, 0.0, 0.0], set[int](), 0
    for group in lines.groups(page.outcome, page.settings.lang):
        if group.section:
            tied.add(len(high))
            _merged(page, len(high), 0, LAST, group.section, styles.GROUP, ROW)
            high.append(ROW)
        for line in group.lines:
            number += 1
            cells = (Shown(number, "0", "center"), *_cells(page, line.assessment))
            high.append(_line(page, len(high), cells, line.assessment))
    foot = _foot(page, len(high))
    tied.update(range(len(high) - 1, len(high) + len(foot) - 1))  # no page of signatures alone
    page.sheet.set_h_pagebreaks(breaks([*high, *foot], tied, ROOM))


def _top(page: Page) -> None:
    head, zh = page.outcome.plan.head, page.settings.lang == "zh"
    title = f"{head.short or head.name}{'主要指标完成情况表' if zh else ': main indicators'}"
    share = f"{lines.time_share(page.outcome) * 100:.1f}%"
    now = periods.words(page.outcome.as_of, page.settings.lang)
    facts = (
        f"数据截至{now}　序时进度{share}　评价方法：序时进度法（快于预期≥1.10，滞后＜0.90）"
        if zh
        else f"Data up to {now}; {share} of the time is over; verdicts by progress to time (ahead ≥1.10, behind <0.90)"
    )
    day = page.settings.date
    made = "" if day is None else f"{day.year}年{day.month}月{day.day}日编制" if zh else f"made on {day.isoformat()}"
    made = "　".join(filter(None, (head.office, made)))
    under = "　".join(filter(None, (page.banner(), head.notice)))
    _merged(page, 0, 0, LAST, title, styles.TITLE, TOP[0])
    _merged(page, 1, 0, LAST, under, styles.BANNER, TOP[1])
    _merged(page, 2, 0, 10, facts, {**styles.PLAIN, "valign": "vcenter"}, TOP[2])
    _merged(page, 2, 11, LAST, made, {**styles.PLAIN, "valign": "vcenter", "align": "right"}, TOP[2])


def _merged(page: Page, row: int, first: int, last: int, text: str, style: dict[str, Any], points: float) -> None:
    page.sheet.set_row(row, points)
    page.sheet.merge_range(row, first, row, last, "", page.styles.of(style))
    page.sheet.write_string(row, first, text, page.styles.of(style))


def _heads(page: Page) -> None:
    head, now = page.outcome.plan.head, page.outcome.last_full_year
    following = f"{now + 1}" if now + 1 >= head.last else f"{now + 1}—{head.last}"
    style = page.styles.of(styles.HEAD)
    page.sheet.set_row(3, 16)
    page.sheet.set_row(4, 30)
    for column, text in enumerate(HEADS):
        words_ = page.say(text).format(base=head.baseline, last=head.last, next=following)
        if column not in (6, 7):
            page.sheet.merge_range(3, column, 4, column, words_, style)
    page.sheet.merge_range(3, 6, 3, 7, page.say(HEADS[6]), style)
    for column, year in ((6, now - 1), (7, now)):
        page.sheet.write_string(4, column, f"{year}年" if page.settings.lang == "zh" else f"{year}", style)


def _cells(page: Page, a: Assessment) -> tuple[Shown, ...]:
    plan, lang = page.outcome.plan, page.settings.lang
    places, mark = wording.decimals(plan, a), words.MARKS.get(a.quality, "")
    frame = ("[", "]" + mark) if a.target.kind == "total" else ("", mark)
    lead, outlook = wording.ahead_of_time(a), a.outlook
    nature = words.NATURES[a.target.nature].of(lang) if a.target.nature else wording.NONE
    verdict = words.verdict(a.verdict, lang, plan.labels) + ("△" if a.critical else "")
    favourable = None if a.gap is None else a.gap * a.target.better
    needed = wording.required(plan, a, lang, page.outcome.last_full_year)
    return (
        Shown(wording.title(plan, a.target, lang), align="left"),
        Shown(wording.unit(a.unit, lang), align="center"),
        Shown(nature, align="center"),
        _base(page, a),
        _goal(page, a),
        *(_figure(figure, places, *frame, none="") for figure in _by_year(page, a)),
        _figure(None if a.progress is None else a.progress * 100, 1, after=mark),
        _figure(lead, 1, after=mark, signed=True),
        _figure(favourable, places, after=mark, signed=True),
        Shown(needed, align="center"),
        Shown(verdict, align="center"),
        Shown(words.verdict(outlook, lang, plan.labels) if outlook else wording.NONE, align="center"),
        Shown(remark(page.outcome, a, lang), align="left"),
    )


def _by_year(page: Page, a: Assessment) -> tuple[float | None, float | None]:
    """Return what stands under the year before and under the year of the report: no figure under another's year."""
    if a.period is not None and a.period.year == page.outcome.as_of.year - 1:
        return a.actual, None
    return a.previous, a.actual


def _figure(
    value: float | None,
    places: int,
    before: str = "",
    after: str = "",
    *,
    signed: bool = False,
    none: str = wording.NONE,
) -> Shown:
    if value is None:
        return Shown(none, align="right")
    return Shown(value, styles.figure_format(places, before=before, after=after, signed=signed))


def _base(page: Page, a: Assessment) -> Shown:
    text = lines.base(page.outcome, a)
    if a.base is None or text == wording.NONE:
        return Shown(wording.NONE)
    places = wording.own_decimals(page.outcome.plan.indicators[a.target.indicator], a.target)
    return _figure(a.base, places, after=text.lstrip("-0123456789."))


def _goal(page: Page, a: Assessment) -> Shown:
    """Return a target with one bound as a number in words, any other as text."""
    text = goals.goal(page.outcome.plan, a, page.settings.lang) + words.MARKS.get(a.target.quality, "")
    digits = [i for i, c in enumerate(text) if c in "-0123456789."]
    single = a.value is not None and a.low is None and a.target.kind in ("reach", "total", "each", "growth")
    named = a.target.kind == "each" and a.target.first == a.target.last  # 2024年≤-2.5 is no single number
    if not single or not digits or a.value is None or named:
        return Shown(text, align="right")
    shown = text[digits[0] : digits[-1] + 1]
    places = len(shown.partition(".")[2])
    return _figure(a.value, places, text[: digits[0]], text[digits[-1] + 1 :])


def _line(page: Page, row: int, cells: tuple[Shown, ...], a: Assessment) -> float:
    bold = a.verdict in ("behind", "missed")
    points = height([cell.value for cell in cells], WIDTHS[page.settings.lang])
    page.sheet.set_row(row, points)
    for column, cell in enumerate(cells):
        look: dict[str, Any] = {"align": cell.align, "bold": bold}
        look |= {"num_format": cell.pattern, "shrink": True} if cell.pattern else {"text_wrap": True}
        page.write(row, column, cell.value, page.styles.of(styles.BODY, **look))
    return points


def _foot(page: Page, row: int) -> list[float]:
    """Write notes, totals and the line for signatures; return how high they are."""
    zh = page.settings.lang == "zh"
    marks = lines.marks(page.outcome, page.settings.lang)
    notes = [*(page.say(note) for note in NOTES), *(f"{mark}{'。' if zh else '.'}" for mark in marks)]
    text = ("注：" if zh else "Notes: ") + "".join(f"{number}. {note} " for number, note in enumerate(notes, start=1))
    below = [text.rstrip(), lines.totals(page.outcome, page.settings.lang)]
    below += filter(None, [lines.deliverables(page.outcome, page.settings.lang)])
    high = [LINE * lines_of(part, sum(WIDTHS[page.settings.lang])) + 4 for part in below]
    for k, (part, points) in enumerate(zip(below, high, strict=True)):
        _merged(page, row + k, 0, LAST, part, styles.PLAIN, points)
    if page.outcome.plan.head.sign:
        _merged(page, row + len(high), 0, LAST, page.say(SIGN), {**styles.PLAIN, "valign": "bottom"}, 26)
        high.append(26.0)
    return high
