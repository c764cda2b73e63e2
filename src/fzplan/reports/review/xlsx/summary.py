"""Sheet 审核汇总: totals by severity, the three outcomes of every check, the built-in findings by code, the files."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fzplan import periods
from fzplan.diagnostics import Text, listed
from fzplan.reports.review.rows import STANDINGS
from fzplan.reports.review.totals import WORST_FIRST, explained, sentences
from fzplan.reports.xlsx import styles
from fzplan.reports.xlsx.page import height

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fzplan.model.findings import Finding
    from fzplan.reports.review.xlsx.page import Cell, Page

NAME = Text("审核汇总", "Summary")
WIDTHS = (30.0, 10.0, 10.0, 10.0, 10.0, 13.0, 48.0)
WIDE = len(WIDTHS) - 1
"""The column of texts; where a section has fewer columns its last one lies here."""
NUMBERS = "一二三四五"
BY_LEVEL = Text("按级别", "By severity")
BY_CHECK = Text("规划文件的审核关系", "Checks of the plan file")
BY_CODE = Text("内置审核发现的问题", "Findings of the built-in checks")
RETURNS = Text("应报、已报、未报", "Returns due, filed and missing")
FILES = Text("读取的文件", "Files that were read")
NO_CHECKS = Text("没有审核关系。", "There are none.")
NO_FILES = Text("没有读取任何文件。", "None was read.")
LEVEL_HEADS = (Text("级别", "Severity"), Text("问题", "Findings"), Text("处数", "Places"), *STANDINGS.values())
CHECK_HEADS = (
    Text("规则和审核关系", "Check"), Text("级别", "Severity"), Text("通过", "Passed"), Text("不通过", "Failed"),
    Text("无法审核", "Not evaluable"), Text("已说明", "Explained"), Text("无法审核的原因", "Why not evaluable"),
)  # fmt: skip
CODE_HEADS = (
    Text("第一处", "First place"), Text("编号", "Code"), Text("级别", "Severity"), Text("问题", "Findings"),
    Text("处数", "Places"), Text("待处理", "Open"), Text("第一处的内容", "What is there"),
)  # fmt: skip
RETURN_HEADS = (
    Text("表式", "Form"), Text("应报", "Due"), Text("已报", "Filed"), Text("未报", "Missing"), Text("逾期", "Overdue"),
    Text("最早应报日", "First due day"), Text("未报的", "What is missing"),
)  # fmt: skip
NAMED = 20
"""Missing returns that are named."""
FILE_HEADS = (
    Text("文件", "File"), Text("工作表", "Sheets"), Text("数字", "Numbers"), Text("采用", "Used"),
    Text("记录", "Records"), Text("问题处数", "Places"), Text("表式", "Forms"),
)  # fmt: skip


class Section(NamedTuple):
    """One table of the sheet, with what is said where it is empty."""

    title: Text
    heads: Sequence[Text]
    rows: Sequence[Sequence[Cell]]
    empty: Text = Text("", "")


def write(page: Page) -> None:
    """Write title, banner, totals in words, then the sections one below the other."""
    page.lay_out(WIDTHS)
    page.line(0, page.title(NAME), styles.TITLE, font_size=14)
    page.stamp(1)
    at = 2
    for said in (page.review.plan_file, *sentences(page.review, page.settings.lang)):
        page.line(at, said, styles.PLAIN)
        at += 1
    sections = (_levels(page), _checks(page), _codes(page), _returns(page), _files(page))
    shown = [section for section in sections if section.rows or section.empty.zh]
    for number, section in enumerate(shown):
        at = _section(page, at + 1, number, section)
    page.sheet.print_area(0, 0, max(at - 1, 1), WIDE)


def _section(page: Page, at: int, number: int, section: Section) -> int:
    """Write one section from row `at` on; return the row below it."""
    sign = f"{NUMBERS[number]}、" if page.settings.lang == "zh" else f"{number + 1}. "
    page.line(at, sign + page.say(section.title), styles.GROUP, border=0)
    if not section.rows:
        page.line(at + 1, page.say(section.empty), styles.PLAIN)
        return at + 2
    for column, head in enumerate(section.heads):
        page.sheet.write_string(at + 1, column, page.say(head), page.styles.of(styles.HEAD))
    for below, row in enumerate(section.rows, start=at + 2):
        page.sheet.set_row(below, height(row, WIDTHS[: len(row)]))
        for column, cell in enumerate(row):
            words = column in (0, WIDE) and isinstance(cell, str)
            style = page.styles.of(styles.BODY, text_wrap=True, **({} if words else {"align": "center"}))
            page.write(below, column, cell, style)
    return at + 2 + len(section.rows)


def _levels(page: Page) -> Section:
    rows: list[list[Cell]] = []
    for severity in WORST_FIRST:
        found = [finding for finding in page.review.findings if finding.severity == severity]
        standing = [mark.standing for finding in found for mark in finding.marks]
        counts: list[Cell] = [standing.count(code) for code in STANDINGS]
        rows.append([page.say(severity.label), len(found), len(standing), *counts])
    return Section(BY_LEVEL, LEVEL_HEADS, rows)


def _checks(page: Page) -> Section:
    settled, lang = explained(page.review), page.settings.lang
    rows: list[list[Cell]] = []
    for one in page.review.counted:
        relation = f"{one.id} {one.check.said.of(lang) or one.check.note}".strip()
        outcomes: list[Cell] = [one.passed, one.failed, one.unknown, settled[one.id]]
        rows.append([relation, one.check.level.label.of(lang), *outcomes, page.say(one.because)])
    return Section(BY_CHECK, CHECK_HEADS, rows, NO_CHECKS)


def _codes(page: Page) -> Section:
    by_code: dict[str, list[Finding]] = {}
    for finding in page.review.findings:
        if "check" not in finding.diagnostic.facts:
            by_code.setdefault(finding.diagnostic.code, []).append(finding)
    rows: list[list[Cell]] = []
    for code, found in sorted(by_code.items()):
        first = found[0].diagnostic
        standing = [mark.standing for finding in found for mark in finding.marks]
        counts: list[Cell] = [len(found), len(standing), standing.count("open")]
        worst = max(finding.severity for finding in found)
        rows.append([str(first.at), code, page.say(worst.label), *counts, first.message(page.settings.lang)])
    return Section(BY_CODE, CODE_HEADS, rows)


def _returns(page: Page) -> Section:
    lang = page.settings.lang
    rows: list[list[Cell]] = []
    for form in page.review.returns:
        missing = form.missing
        named = listed([f"{one.office} {periods.words(one.period, lang)}".strip() for one in missing[:NAMED]])
        more = "" if len(missing) <= NAMED else f" … ({len(missing)})"
        days = [one.due for one in missing if one.due is not None]
        counts: list[Cell] = [form.expected, form.reported, len(missing), len(form.overdue)]
        rows.append([form.form, *counts, min(days).isoformat() if days else "", page.say(named) + more])
    return Section(RETURNS, RETURN_HEADS, rows)


def _files(page: Page) -> Section:
    read = page.review.extraction
    places: dict[str, int] = {}
    for finding in page.review.findings:
        for mark in finding.marks:
            places[mark.at.file] = places.get(mark.at.file, 0) + 1
    rows: list[list[Cell]] = []
    for file in page.review.files:
        sheets = [account for account in (read.accounts if read else ()) if account.place.file == file]
        counts: list[Cell] = [
            len(sheets), sum(a.numbers for a in sheets), sum(a.observations for a in sheets),
            sum(a.records for a in sheets), places.get(file, 0),
        ]  # fmt: skip
        forms = dict.fromkeys(form for account in sheets for form in account.forms)
        rows.append([file, *counts, "、".join(forms) if page.settings.lang == "zh" else ", ".join(forms)])
    return Section(FILES, FILE_HEADS, rows, NO_FILES)
