"""The sheet 审核清单: its lines, its columns, the page, what may be filled in."""

from __future__ import annotations

import datetime as dt
import time
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from fzplan.diagnostics import CellRef, FileRef, Severity, Span
from fzplan.model.audit_list import COLUMNS
from fzplan.reports import Settings
from fzplan.reports.review import render
from fzplan.reports.review.xlsx import lines, listing
from fzplan.returns.explanation_list import explanations
from tests.reports.review.xlsx.reviews import SAID, finding
from tests.reports.review.xlsx.reviews import review as made

if TYPE_CHECKING:
    from pathlib import Path

    from fzplan.model.findings import Review

FIRST = listing.HEAD + 2
"""The first line, as Excel counts rows."""


def content(review: Review, lang: str = "zh", **more: Any) -> bytes:
    drawn = render(review, "xlsx", Settings(lang, **more))  # type: ignore[arg-type]
    assert isinstance(drawn, bytes)
    return drawn


def sheet(review: Review, lang: str = "zh", **more: Any) -> Any:
    return openpyxl.load_workbook(BytesIO(content(review, lang, **more))).worksheets[0]


def told(review: Review, lang: str = "zh") -> list[dict[str, Any]]:
    """Return the lines by the keys of their columns."""
    rows = list(sheet(review, lang).iter_rows(min_row=FIRST, values_only=True))
    return [dict(zip((column.key for column in COLUMNS), row, strict=True)) for row in rows]


def test_a_line_says_where_what_and_by_how_much(review: Review) -> None:
    """99.50 − (40.25 + 6.00) = 53.25; half a step of 0.01 thrice, and of a sum in tenths: as check says it."""
    line = next(line for line in told(review) if line["check"] == "R02")
    assert (line["level"], line["code"], line["rule"]) == ("准强制", "FZ600", "R02")
    assert (line["file"], line["sheet"]) == ("data/企业 #1 100%.xlsx", "O'Brien #1")
    assert (line["entity"], line["period"], line["measure"]) == ("乙公司", "2021", "收入 = 技术 + 产品")
    assert (line["found"], line["expected"], line["difference"]) == (99.5, 46.25, 53.25)
    assert "收入按来源分" in line["message"]
    assert line["standing"] == "待处理"
    assert len(line["stamp"]) == 16


def test_numbers_stay_numbers_and_say_their_unit(review: Review) -> None:
    page = sheet(review)
    row = next(row for row in page.iter_rows(min_row=FIRST) if row[3].value == "R04")
    by_key = {column.key: cell for column, cell in zip(COLUMNS, row, strict=True)}
    assert (by_key["found"].value, by_key["found"].number_format) == (999, '0"人"')
    assert (by_key["expected"].value, by_key["expected"].number_format) == (40, '"≤ "0"人"')
    assert by_key["difference"].value == 959


@pytest.mark.parametrize("severity", [Severity.VERIFY, Severity.CONFIRM])
def test_what_has_to_be_explained_is_a_line_a_place(severity: Severity) -> None:
    found = told(made(finding(severity, 3)))
    assert [line["entity"] for line in found] == ["企业0", "企业1", "企业2"]
    assert [line["cell"] for line in found] == ["G2", "G3", "G4"]
    assert [line["message"] for line in found] == [f"R9 企业{k} 收入 营业收入 99.50万元" for k in range(3)]
    assert len({line["stamp"] for line in found}) == 3


@pytest.mark.parametrize("severity", [Severity.ERROR, Severity.INFO])
def test_what_is_not_explained_stays_one_line(severity: Severity) -> None:
    (line,) = told(made(finding(severity, 3)))
    assert (line["cell"], line["entity"], line["period"]) == ("G2:G4", "企业0等3个", "2021")
    assert line["message"].endswith("；共 3 处")
    assert line["stamp"] is None
    assert line["remedy"] == "核对 R9。"
    assert told(made(finding(severity, 3)), "en")[0]["entity"] == "企业0 … (3)"


def test_a_huge_finding_stays_one_line_and_says_so() -> None:
    many = lines.UNFOLDED + 1
    review = made(finding(Severity.VERIFY, many, own=False))
    (line,) = told(review)
    assert line["message"].endswith(f"（共 {many} 处）")
    assert told(review, "en")[0]["message"].endswith(f"({many} places)")
    assert line["remedy"] == "核对 R9。超过 500 处，不逐处说明：先改正共同的原因。"
    assert f"超过 {lines.UNFOLDED} 处的不逐处列出" in sheet(review)["A3"].value
    assert len(told(made(finding(Severity.VERIFY, lines.UNFOLDED)))) == lines.UNFOLDED


def test_the_worst_are_listed_where_there_is_no_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "LISTED", 2)
    monkeypatch.setattr(listing, "listed", lambda every: lines.listed(every, 2))
    levels = [Severity.INFO, Severity.ERROR, Severity.VERIFY]
    review = made(*(finding(level, at=CellRef("a.xlsx", "表", k + 1, 1)) for k, level in enumerate(levels)))
    assert [line["level"] for line in told(review)] == ["强制", "核实"]
    assert "共 3 行，本表只列级别最高的 2 行" in sheet(review)["A3"].value
    assert "There are 3 lines" in sheet(review, "en")["A3"].value


def test_what_the_office_has_said_stands_in_the_list() -> None:
    (line,) = told(made(finding(standing="explained", said=SAID)))
    assert [line[key] for key in ("reason", "by", "confirmed")] == ["并入两家企业", "张三", "李四"]
    assert line["date"] == dt.datetime(2026, 3, 5)  # noqa: DTZ001
    assert (line["expires"], line["standing"]) == ("明年", "已说明")
    folded = told(made(finding(Severity.ERROR, 2, standing="known", said=SAID)))[0]
    assert (folded["reason"], folded["standing"]) == (None, "基线内")


def test_other_places_than_cells() -> None:
    places = [Span("targets.yaml", 12, 5), FileRef("data/坏.xlsx"), FileRef("data/好.xlsx", "附表")]
    found = told(made(*(finding(at=at) for at in places)))
    seen = [(line["file"], line["sheet"], line["cell"]) for line in found]
    assert seen == [("targets.yaml", None, "12:5"), ("data/坏.xlsx", None, None), ("data/好.xlsx", "附表", None)]


def test_nothing_from_the_data_becomes_a_formula(review: Review) -> None:
    evil = finding(at=CellRef('=cmd|"/c calc"!A1.xlsx', "=1+1", 1, 1), left="=2*3 @x")
    for page in openpyxl.load_workbook(BytesIO(content(made(*review.findings, evil)))).worksheets:
        assert all(cell.data_type != "f" for row in page.iter_rows() for cell in row)


def test_the_page_is_ready_for_paper_and_for_filling_in(review: Review) -> None:
    page = sheet(review)
    assert (page.page_setup.orientation, str(page.page_setup.paperSize)) == ("landscape", "9")
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert (page.page_setup.fitToWidth or 1, page.page_setup.fitToHeight) == (1, 0)
    assert page.print_title_rows == f"${FIRST - 1}:${FIRST - 1}"
    assert page.freeze_panes == f"H{FIRST}"
    assert page.auto_filter.ref == f"A{FIRST - 1}:X{page.max_row}"
    assert page.print_area == f"'审核清单'!$A$1:$U${page.max_row}"
    assert all(page.row_dimensions[row].height > 14 for row in range(FIRST, page.max_row + 1))
    rules = {str(rule.sqref).partition(":")[0]: rule for rule in page.data_validations.dataValidation}
    assert rules[f"S{FIRST}"].formula1 == f"TRIM(S{FIRST})<>TRIM(R{FIRST})"
    assert {rule.errorStyle for rule in rules.values()} == {"warning"}
    assert all(len(rule.promptTitle) <= 32 and len(rule.prompt) <= 255 for rule in rules.values())


def test_only_what_waits_for_an_explanation_is_shaded(review: Review) -> None:
    page = sheet(review)
    shaded = {row[1].value for row in page.iter_rows(min_row=FIRST) if row[16].fill.fill_type}
    assert shaded == {"准强制", "核实"}


def test_heads_name_the_columns_in_both_languages(review: Review) -> None:
    for lang, named in (("zh", "审核清单"), ("en", "Findings")):
        page = sheet(review, lang)
        assert page.title == named
        assert [cell.value for cell in page[FIRST - 1]] == [column.head.of(lang) for column in COLUMNS]  # type: ignore[arg-type]


def test_a_list_that_was_filled_in_is_read_back(review: Review, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(BytesIO(content(review)))
    page = book.worksheets[0]
    row = next(row for row in page.iter_rows(min_row=FIRST) if row[3].value == "R03")
    row[16].value, row[17].value, row[19].value = "全部外包，没有职工", "王五", dt.date(2026, 3, 5)
    book.save(tmp_path / "填好.xlsx")
    read, findings = explanations(tmp_path / "填好.xlsx", "填好.xlsx")
    assert read is not None
    assert not [d for d in findings if d.severity > Severity.INFO]
    (said,) = read
    assert (said.rule, said.entity, said.period) == ("R03", "丙公司", "2021")
    assert (said.stamp, said.reason, said.by, said.date) == (row[23].value, "全部外包，没有职工", "王五", "2026-03-05")


def test_without_findings_it_is_still_a_list() -> None:
    page = sheet(made())
    assert page[f"A{FIRST}"].value == "未发现问题"
    assert sheet(made(), "en")[f"A{FIRST}"].value == "no findings"


def test_the_same_review_gives_the_same_bytes(review: Review) -> None:
    first = content(review)
    time.sleep(1.1)
    assert content(review) == first
    with zipfile.ZipFile(BytesIO(first)) as archive:
        assert {member.date_time[0] for member in archive.infolist()} == {1980}


def test_thousands_of_lines_take_no_time() -> None:
    many = made(*(finding(at=CellRef("data/年报.xlsx", "表", k + 2, 7)) for k in range(5000)))
    taken = []
    for _ in range(2):
        begun = time.process_time()
        drawn = content(many, links={"data/年报.xlsx": "../data/年报.xlsx"})
        taken.append(time.process_time() - begun)
    assert min(taken) < 20  # what grows with the square of the lines takes longer
    assert len(drawn) > 100_000
