from __future__ import annotations

import datetime as dt
import time
import zipfile
from dataclasses import replace
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from fzplan.reports import Settings, render
from fzplan.reports.xlsx import trends
from fzplan.reports.xlsx.completion import ROOM
from fzplan.reports.xlsx.page import ROW, height
from tests.reports.outcomes import OUTCOME, PUBLISHED
from tests.snapshots import same


def book(lang: str = "zh", outcome: Any = OUTCOME, **more: Any) -> Any:
    content = render(outcome, "xlsx", settings=Settings(lang, **more))  # type: ignore[arg-type]
    assert isinstance(content, bytes)
    return openpyxl.load_workbook(BytesIO(content))


def described(sheet: Any) -> str:
    """Return values, number formats, merges and page set-up of a sheet as text."""
    rows = [
        f"{cell.coordinate}\t{cell.value!r}\t{cell.number_format}"
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]
    merges = sorted(str(area) for area in sheet.merged_cells.ranges)
    return (
        "\n".join([*rows, f"merged {merges}", f"titles {sheet.print_title_rows}", f"freeze {sheet.freeze_panes}"])
        + "\n"
    )


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_workbook_is_as_recorded(lang: str) -> None:
    sheets = book(lang, date=dt.date(2025, 3, 1)).worksheets
    same(f"xlsx/{lang}.txt", "".join(f"=== {sheet.title} ===\n{described(sheet)}" for sheet in sheets))


def test_the_sheets_stand_in_order() -> None:
    assert book().sheetnames == [
        "封面",
        "指标完成情况表",
        "完成情况明细",
        "重点任务",
        "计算过程",
        "原始数据",
        "审核问题",
        "口径说明",
        "数据来源",
    ]


def test_numbers_stay_numbers_with_the_words_in_their_format() -> None:
    sheet = book()["指标完成情况表"]
    rows = {sheet.cell(row, 2).value: row for row in range(6, sheet.max_row)}
    target, actual = sheet.cell(rows["总收入"], 6), sheet.cell(rows["总收入"], 8)
    assert (target.value, target.number_format) == (10000, '"≥"0')
    assert (actual.value, actual.number_format) == (8466, '0.0"※"')
    assert sheet.cell(rows["新增国高新"], 6).number_format == '"["0"]"'
    assert sheet.cell(rows["专利授权"], 6).number_format == '"每年≥"0'
    assert sheet.cell(rows["留区财政收入"], 6).number_format == '"年均≥"0'
    gap = sheet.cell(rows["总收入"], 11)
    assert (gap.value, gap.number_format) == (-1534, '+0.0"※";-0.0"※";0.0"※"')
    assert sheet.cell(rows["单位能耗"], 11).value == -6.2  # actual − target is +6.2, and less is better
    assert sheet.cell(rows["劳均产出"], 8).value in (None, "")


def test_nothing_from_the_data_becomes_a_formula() -> None:
    for sheet in book().worksheets:
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" for cell in row)
    assert "=cmd" in {cell.value for cell in book()["原始数据"]["E"]}


def test_the_page_is_ready_for_paper() -> None:
    sheet = book()["指标完成情况表"]
    assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$4:$5"
    assert round(sheet.page_margins.left * 25.4) == 12
    assert "单位负责人" in str(sheet.cell(sheet.max_row, 1).value)


def test_no_page_of_signatures_or_heading_of_a_section_stands_alone() -> None:
    one = OUTCOME.assessments[0]
    many = tuple(
        replace(one, target=replace(one.target, id=f"t{k}", section="末章" if k == 59 else "首章")) for k in range(60)
    )
    sheet = book(outcome=replace(OUTCOME, assessments=many))["指标完成情况表"]
    ends = [after.id for after in sheet.row_breaks.brk]  # 1-based: the last row of each page
    points = [sheet.row_dimensions[row].height for row in range(1, sheet.max_row + 1)]
    last = next(row for row in range(6, sheet.max_row) if sheet.cell(row, 1).value == "末章")
    assert ends[-1] < last <= sheet.max_row - 5  # the section, its one target, notes and signatures: one page
    for first, after in zip([5, *ends], [*ends, sheet.max_row], strict=True):
        assert sum(points[first:after]) <= ROOM


def test_every_head_of_a_flat_table_has_room_and_every_chart_its_rows() -> None:
    sheet = book()["完成情况明细"]
    widths = [sheet.column_dimensions[cell.column_letter].width for cell in sheet[3]]
    assert sheet.row_dimensions[3].height == height([cell.value for cell in sheet[3]], widths) == 2 * 14 + 2
    assert trends.PIXELS[1] * 72 / 96 <= trends.ROWS * ROW


def test_illustrative_data_are_named_on_every_sheet_and_every_page() -> None:
    words = "示例数据，非统计资料，不得引用"
    for sheet in book().worksheets:
        assert words in str(sheet["A2"].value)
        assert words in sheet.oddHeader.center.text
        assert words in sheet.oddFooter.left.text
    for sheet in book(outcome=PUBLISHED).worksheets:
        assert not sheet["A2"].value


def test_lagging_rows_are_bold_and_need_no_colour() -> None:
    sheet = book()["指标完成情况表"]
    bold = {sheet.cell(row, 2).value for row in range(6, sheet.max_row) if sheet.cell(row, 2).font.bold}
    assert bold == {"总收入", "地均产出", "单位能耗"}
    assert not any(cell.fill.fill_type for row in sheet.iter_rows() for cell in row)


def test_an_observation_is_traced_to_its_cell() -> None:
    sheet = book()["原始数据"]
    first = [cell.value for cell in sheet[4]]
    assert first == [
        "总收入", "2024年", 8466, "亿元", "846600000", "千元", 0.00001, "年报数", "公布", "示例数据", "正常",
        "主要指标",
        "data/示例_2024年报.xlsx", "主要指标", "D7", None, "",
    ]  # fmt: skip


@pytest.mark.parametrize(("rows", "shown"), [(1, "不予公布"), (2, "不予公布"), (3, 264.1)])
def test_a_sum_never_gives_a_single_respondent_away(rows: int, shown: object) -> None:
    *others, spending = OUTCOME.extraction.observations
    seen = (*others, spending._replace(rows=rows))
    outcome = replace(OUTCOME, extraction=replace(OUTCOME.extraction, observations=seen))
    assert book(outcome=outcome)["原始数据"]["C6"].value == shown


def test_the_same_outcome_gives_the_same_bytes() -> None:
    first = render(OUTCOME, "xlsx", "zh")
    time.sleep(1.1)
    assert render(OUTCOME, "xlsx", "zh") == first
    with zipfile.ZipFile(BytesIO(first)) as archive:  # type: ignore[arg-type]
        assert {member.date_time[0] for member in archive.infolist()} == {1980}


def test_rows_are_as_high_as_their_text() -> None:
    assert height(["新增国家级企业技术中心、国家工程中心及实验室"], [19]) == 3 * 14 + 2
    assert height([1.0, "短"], [8, 8]) == 16


def test_a_report_without_findings_or_data_is_still_a_workbook() -> None:
    empty = book(outcome=PUBLISHED)
    assert empty["审核问题"]["A3"].value == "序号"


def test_the_office_and_its_notice_are_printed_and_the_signatures_may_be_left_out() -> None:
    head = replace(OUTCOME.plan.head, office="园区统计科", notice="内部资料　未公布数据　注意保密", sign=False)
    outcome = replace(OUTCOME, plan=replace(OUTCOME.plan, head=head))
    content = render(outcome, "xlsx", settings=Settings("zh", date=dt.date(2025, 3, 1)))
    assert isinstance(content, bytes)
    sheet = openpyxl.load_workbook(BytesIO(content))["指标完成情况表"]
    written = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert sheet["A2"].value == "【示例数据，非统计资料，不得引用】　内部资料　未公布数据　注意保密"
    assert sheet["L3"].value == "园区统计科　2025年3月1日编制"
    assert not any("单位负责人" in text for text in written)
