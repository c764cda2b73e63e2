"""The sheet 审核汇总: what the whole came to."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Any

import openpyxl

from fzplan import periods
from fzplan.diagnostics import Severity
from fzplan.model.returns_due import FormReturns, ReturnDue
from fzplan.reports import Settings
from fzplan.reports.review import render
from fzplan.reports.review.xlsx import summary
from tests.reports.review.xlsx.reviews import finding
from tests.reports.review.xlsx.reviews import review as made

if TYPE_CHECKING:
    from fzplan.model.findings import Review


def rows(review: Review, lang: str = "zh") -> list[tuple[Any, ...]]:
    content = render(review, "xlsx", Settings(lang))  # type: ignore[arg-type]
    assert isinstance(content, bytes)
    page = openpyxl.load_workbook(BytesIO(content)).worksheets[1]
    assert page.title == summary.NAME.of(lang)  # type: ignore[arg-type]
    return [tuple(cell for cell in row if cell is not None) for row in page.iter_rows(values_only=True)]


def test_findings_and_places_by_level_and_standing() -> None:
    review = made(
        finding(Severity.ERROR, 4), finding(Severity.VERIFY, 2), finding(Severity.VERIFY, standing="explained"),
        finding(Severity.INFO, standing="known"), finding(Severity.INFO, standing="elsewhere"),
    )  # fmt: skip
    found = rows(review)
    assert ("强制", 1, 4, 4, 0, 0, 0) in found
    assert ("准强制", 0, 0, 0, 0, 0, 0) in found
    assert ("核实", 2, 3, 2, 1, 0, 0) in found
    assert ("提示", 2, 2, 0, 0, 1, 1) in found


def test_every_check_with_its_three_outcomes(review: Review) -> None:
    """R02: 甲, 丁 and the fifth agree, 乙 and 丙 do not."""
    found = rows(review)
    assert ("R02 收入 = 技术 + 产品", "准强制", 3, 2, 0, 0) in found
    assert ("R04 女性 <= 人数", "强制", 1, 1, 0, 0) in found
    (broken,) = [row for row in found if "FZ403" in row]
    assert broken[:6] == ("data/主要指标.xlsx:主要指标!C4", "FZ403", "强制", 1, 1, 1)
    assert "#DIV/0!" in broken[6]


def test_why_a_check_could_not_be_evaluated(review: Review) -> None:
    one = replace(review.counted[0], unknown=7, because=summary.NO_FILES)
    found = rows(replace(review, counted=(one,)))
    assert ("R01 女工 <= 职工", "强制", 4, 1, 7, 0, "没有读取任何文件。") in found


def test_the_files_that_were_read(review: Review) -> None:
    assert ("data/主要指标.xlsx", 1, 5, 5, 0, 3, "主要指标") in rows(review)
    assert ("data/企业 #1 100%.xlsx", 1, 25, 0, 25, 5, "企业年报") in rows(review, "en")
    assert ("没有读取任何文件。",) in rows(made())
    assert ("没有审核关系。",) in rows(made())


def test_what_is_due_filed_and_missing(review: Review) -> None:
    def due(office: str, filed: Any, day: int | None = None) -> ReturnDue:
        return ReturnDue("快报", periods.month(2024, 3), office, dt.date(2024, 4, day) if day else None, filed)

    quick = FormReturns("快报", (due("东区", "reported"), due("西区", "overdue", 10), due("扩区", "missing", 20)))
    many = FormReturns("年报", tuple(due(f"第{k}区", "missing") for k in range(25)))
    found = rows(replace(review, returns=(quick, many)))
    assert ("四、应报、已报、未报",) in found
    assert ("快报", 3, 1, 2, 1, "2024-04-10", "西区 2024年3月、扩区 2024年3月") in found
    (line,) = [row for row in found if row[:2] == ("年报", 25)]
    assert line[2:5] == (0, 25, 0)
    assert line[-1].endswith(" … (25)")
    assert "4. Returns due, filed and missing" in {
        row[0] for row in rows(replace(review, returns=(quick,)), "en") if row
    }


def test_illustrative_data_are_named(review: Review) -> None:
    assert review.extraction is not None
    records = tuple(replace(r, quality="illustrative") for r in review.extraction.records)
    marked = replace(review, extraction=replace(review.extraction, records=records))
    assert ("【示例数据，非统计资料，不得引用】",) in rows(marked)
    content = render(marked, "xlsx", Settings("en"))
    page = openpyxl.load_workbook(BytesIO(content)).worksheets[0]  # type: ignore[arg-type]
    assert "ILLUSTRATIVE DATA" in page.oddHeader.center.text
    assert "ILLUSTRATIVE DATA" in page["A2"].value
