"""Sheet 审核清单: where, what was found, what to do, and the columns in which the office explains itself."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from fzplan.diagnostics import CellRef, Severity, Text
from fzplan.model.audit_list import COLUMNS, SHEET, TO_FILL_IN
from fzplan.reports.links import link
from fzplan.reports.review.totals import sentences
from fzplan.reports.review.xlsx.entries import allow
from fzplan.reports.review.xlsx.figures import Figure
from fzplan.reports.review.xlsx.lines import EXPLAINED, LISTED, UNFOLDED, lines, listed
from fzplan.reports.xlsx import styles
from fzplan.reports.xlsx.page import height

if TYPE_CHECKING:
    from xlsxwriter.format import Format

    from fzplan.reports.review.xlsx.lines import Line, Told
    from fzplan.reports.review.xlsx.page import Page
    from fzplan.reports.xlsx.styles import Styles

NAME = SHEET
KEYS = tuple(column.key for column in COLUMNS)
WIDTHS = {
    "number": 4, "level": 6.5, "code": 6, "check": 5.5, "file": 12, "sheet": 8, "cell": 7.5, "entity": 9,
    "measure": 10, "period": 7, "found": 8, "expected": 8, "difference": 7, "allowed": 6.5, "message": 27, "remedy": 18,
    "reason": 17, "by": 6.5, "confirmed": 6.5, "date": 9.5, "standing": 6.5, "expires": 9.5, "rule": 8, "stamp": 18,
}  # fmt: skip
ALL_WIDTHS = [WIDTHS[key] for key in KEYS]
DAYS = frozenset({"date", "expires"})
CENTRED = frozenset({"number", "level", "code", "check", "cell", "period", "standing", "date", "expires"})
PRINTED = KEYS.index("standing")
"""The last column on paper: what stands right of it is for reading the list back."""
FROZEN = KEYS.index("cell") + 1
HEAD = 4
"""The row of the heads: title, banner, totals and the note stand above."""
FILL, ENTRY = "#D9D9D9", "#FFF9DB"
"""Heads of the columns that are filled in, and the cells in them that are waiting: grey prints, the yellow does not."""
NOTE = Text(
    "灰色表头的各栏由填报单位填写（浅黄格）：核实须写明原因；准强制还须由填表人以外的人确认；强制须改正报表，说明无效。"
    "填好后用 fzplan check --import-explanations 读回。",
    "The office fills in the columns with grey heads (pale yellow cells): verify needs a reason; confirm also another "
    "person than the one who fills it in; error has to be corrected in the return. "
    "Read back by fzplan check --import-explanations.",
)
FOLDED = Text(
    "一条问题超过 {most} 处的不逐处列出，只列范围和处数。",
    "A finding of more than {most} places is not listed place by place, but by its range and their number.",
)
CUT = Text(
    "共 {all} 行，本表只列级别最高的 {most} 行。",
    "There are {all} lines; only the {most} of highest severity are listed.",
)
NOTHING = Text("未发现问题", "no findings")


def write(page: Page) -> None:
    """Write the list, filtered, frozen, ready for paper and for being filled in."""
    every = lines(page.review)
    shown = listed(every)
    page.lay_out(ALL_WIDTHS, repeat=(HEAD, HEAD))
    page.line(0, page.title(NAME), styles.TITLE, font_size=14)
    page.stamp(1)
    page.line(2, _totals(page, every), styles.PLAIN)
    page.line(3, page.say(NOTE), styles.PLAIN)
    for at, column in enumerate(COLUMNS):
        shade = {"bg_color": FILL} if column.key in TO_FILL_IN else {}
        page.sheet.write_string(HEAD, at, page.say(column.head), page.styles.of(styles.HEAD, **shade))
    page.sheet.set_row(HEAD, height([page.say(column.head) for column in COLUMNS], ALL_WIDTHS))
    looks = _Looks(page.styles)
    for number, line in enumerate(shown, start=1):
        _line(page, looks, HEAD + number, number, line)
    last = HEAD + max(len(shown), 1)
    if not shown:
        page.line(last, page.say(NOTHING), styles.PLAIN)
    page.sheet.autofilter(HEAD, 0, last, len(KEYS) - 1)
    page.sheet.freeze_panes(HEAD + 1, FROZEN)
    page.sheet.print_area(0, 0, last, PRINTED)
    allow(page, HEAD + 1, last)


def _totals(page: Page, every: list[Line]) -> str:
    """Return what the review came to, and what of it is not listed place by place."""
    told = list(sentences(page.review, page.settings.lang))
    if any(line.finding.severity in EXPLAINED and line.is_folded for line in every):
        told.append(page.say(FOLDED).format(most=UNFOLDED).rstrip("。."))
    if len(every) > LISTED:
        told.append(page.say(CUT).format(all=len(every), most=LISTED).rstrip("。."))
    return "。".join(told) + "。" if page.settings.lang == "zh" else ". ".join(told) + "."


def _line(page: Page, looks: _Looks, at: int, number: int, line: Line) -> None:
    told = line.told(number, page.settings.lang)
    words = [cell if isinstance(cell, str) else "" for cell in map(told.__getitem__, KEYS)]
    page.sheet.set_row(at, height(words, ALL_WIDTHS))
    for column, key in enumerate(KEYS):
        cell = told[key]
        day = _day(str(cell)) if key in DAYS and cell else None
        pattern = cell.pattern if isinstance(cell, Figure) else "yyyy-mm-dd" if day else ""
        style = looks.of(key, pattern, waits=line.to_explain, bold=line.finding.severity >= Severity.CONFIRM)
        if day:
            page.sheet.write_datetime(at, column, day, style)
        else:
            page.write(at, column, cell.value if isinstance(cell, Figure) else cell, style)
    _link(page, at, line, told)


class _Looks:
    """The formats of the list, each found once: thousands of cells share a dozen."""

    def __init__(self, made: Styles) -> None:
        self._made = made
        self._known: dict[tuple[str, str, bool, bool], Format] = {}

    def of(self, key: str, pattern: str, *, waits: bool, bold: bool) -> Format:
        """Return the format of a column: with a number format, of a cell that waits to be filled in, of a bad level."""
        known = (key, pattern, waits, bold)
        if known not in self._known:
            self._known[known] = self._made.of(styles.BODY, **_look(key, pattern, waits=waits, bold=bold))
        return self._known[known]


def _look(key: str, pattern: str, *, waits: bool, bold: bool) -> dict[str, object]:
    look: dict[str, object] = {"num_format": pattern} if pattern else {"text_wrap": True}
    if key in CENTRED:
        look["align"] = "center"
    elif pattern:
        look |= {"align": "right", "shrink": True}
    if key in TO_FILL_IN and waits:
        look["bg_color"] = ENTRY
    if key == "level" and bold:
        look["bold"] = True
    return look


def _link(page: Page, at: int, line: Line, told: Told) -> None:
    """Let the cell, or the file where the finding has none, lead to the place."""
    found = link(line.at, page.settings.links)
    if not found:
        return
    key = "cell" if isinstance(line.at, CellRef) and line.at.address else "file"
    side = {"align": "center", "shrink": True} if key == "cell" else {"text_wrap": True}
    style = page.styles.of(styles.BODY, underline=1, font_color="#0000FF", **side)
    page.sheet.write_url(at, KEYS.index(key), found, style, str(told[key]))


def _day(text: str) -> dt.date | None:
    """Return a day; None of what is none, which stays as it was written."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None
