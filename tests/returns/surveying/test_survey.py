"""What stands where on built sheets: every table of the manual's kinds is found, and its form reads its numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.builders import cells, workbook
from tests.returns.reading import data_file

from fzplan import plan as plan_room
from fzplan.returns import extract, survey

if TYPE_CHECKING:
    from pathlib import Path

    from fzplan.model.survey import SheetSurvey, Survey, TableSurvey


def looked(tmp_path: Path, grid: str, name: str = "报表.xlsx", sheet: str = "Sheet1") -> Survey:
    path = workbook(tmp_path / "data" / name, {sheet: grid})
    found, findings = survey(data_file(path, f"data/{name}"))
    assert found is not None, findings
    return found


def sheet(tmp_path: Path, grid: str, name: str = "报表.xlsx") -> SheetSurvey:
    (found,) = looked(tmp_path, grid, name).sheets
    assert found.account is not None
    assert found.account.holds
    return found


def table(tmp_path: Path, grid: str, name: str = "报表.xlsx") -> TableSurvey:
    (found,) = sheet(tmp_path, grid, name).tables
    return found


YEARBOOK = """
    5-2 各地区高技术产业经营情况（2020年） | |
    单位：个，亿元 | |
    地    区 | 企业数 | 营 业
             |        | 收 入
    全    国 | 40194 | 174613.1
    北    京 | 1052 | 8475
    天    津 | 621 | 3268
    注：本表口径为规模以上。 | |
"""
PORTAL = """
    数据库：年度数据 | |
    指标 | 2022年 | 2021年
    生活垃圾清运量(万吨) | 24444.7 | 24869.2
    无害化处理厂数(座) | 1399 | 1407
    数据来源：国家统计局 | |
"""


def test_a_yearbook_table_has_title_unit_line_header_labels_and_notes(tmp_path: Path) -> None:
    found = table(tmp_path, YEARBOOK)
    assert found.place.address == "A3:C7"
    assert found.title == ("5-2各地区高技术产业经营情况(2020年)",)
    assert found.unit_line == "个,亿元"
    assert found.header == (3, 4)
    assert found.labels == (1,)
    assert found.body == (5, 7)
    assert (found.axis.where, found.axis.periods) == ("title", ("2020",))
    (members,) = found.members
    assert (members.dimension, members.members, members.total) == ("地区", ("北京", "天津"), "全    国")
    assert [(m.id, m.unit, m.numbers) for m in found.measures] == [("企业数", "个", 3), ("营业收入", "亿元", 3)]
    assert found.notes == ("注:本表口径为规模以上。",)
    assert found.proof is not None
    assert (found.proof.observations, found.proof.numbers) == (6, 6)


def test_a_portal_table_has_measures_down_and_years_across(tmp_path: Path) -> None:
    found = table(tmp_path, PORTAL)
    assert found.orientation == "measures in rows"
    assert (found.axis.where, found.axis.periods) == ("columns", ("2022", "2021"))
    assert [(m.id, m.unit) for m in found.measures] == [("生活垃圾清运量", "万吨"), ("无害化处理厂数", "座")]
    assert found.draft is not None
    assert (found.draft.rows, found.draft.columns) == ("{measure}", "{period}")
    assert found.draft.header is None, "what is found without a pin is not pinned"


def test_places_down_and_years_across_take_the_measure_from_above(tmp_path: Path) -> None:
    grid = """
        数据库：主要城市年度数据 | |
        指标：国内生产总值(亿元) | |
        地区 | 2019年 | 2018年
        北京 | 35371.28 | 33105.97
        天津 | 14104.28 | 13362.92
    """
    found = table(tmp_path, grid)
    assert found.orientation == "measure in title"
    assert [(m.id, m.unit) for m in found.measures] == [("国内生产总值", "亿元")]
    assert found.draft is not None
    assert found.draft.fixed == {"measure": "国内生产总值"}


def test_years_under_names_are_of_one_measure_each(tmp_path: Path) -> None:
    grid = """
        | Used | < | Never used | <
        | 2019 | 2020 | 2019 | 2020
        East | 45.1 | 46.2 | 3.1 | 2.9
        West | 43.7 | 44.4 | 4.2 | 3.9
    """
    found = table(tmp_path, grid)
    assert [(m.id, m.numbers) for m in found.measures] == [("Used", 4), ("Never used", 4)]
    assert found.draft is not None
    assert found.draft.columns == "{measure} > {period}"
    assert found.proof is not None
    assert found.proof.observations == 8


def test_code_rows_are_never_data(tmp_path: Path) -> None:
    grid = """
        2021年园区主要指标 | | | |
        指标名称 | 计量单位 | 代码 | 本年 | 上年同期
        甲 | 乙 | 丙 | 1 | 2
        总收入 | 亿元 | 01 | 6648.7 | 6000.1
        从业人员 | 万人 | 02 | 36.49 | 35.2
        单位负责人：张三 | 统计负责人：李四 | | |
    """
    found = table(tmp_path, grid)
    assert found.codes == (3,)
    assert [h.role for h in found.headings] == ["label", "unit", "code", "data", "data"]
    assert [(m.id, m.unit) for m in found.measures] == [("总收入", "亿元"), ("从业人员", "万人")]
    assert found.proof is not None
    assert found.proof.observations == found.proof.numbers == 4


def test_tables_under_each_other_are_parted_where_names_stand_over_numbers_again(tmp_path: Path) -> None:
    grid = """
        地区 | 2022年 | 2021年
        北京 | 41540.9 | 41045.6
        天津 | 16132.2 | 15685.1
        地区 | 2020年 | 2019年
        北京 | 35943.3 | 35445.1
        天津 | 14008.0 | 14055.5
    """
    found = sheet(tmp_path, grid)
    assert [t.place.address for t in found.tables] == ["A1:C3", "A4:C6"]
    assert [t.proof and t.proof.observations for t in found.tables] == [4, 4]


def test_tables_side_by_side_are_parted_where_labels_stand_again(tmp_path: Path) -> None:
    grid = """
        年度 | | | 季度 |
        | GDP | | | GDP
        1929 | 104.6 | | 1947q1 | 243.1
        1930 | 92.2 | | 1947q2 | 246.3
        1931 | 77.4 | | 1947q3 | 250.1
    """
    found = sheet(tmp_path, grid)
    assert [t.place.address for t in found.tables] == ["A2:B5", "D2:E5"]
    assert [t.axis.periods[0] for t in found.tables] == ["1929", "1947-Q1"]


def test_blank_columns_between_values_part_nothing(tmp_path: Path) -> None:
    grid = """
        | 总数 | | 就业 |
        Jan-Mar 1971 | 40513 | | 24613 |
        Feb-Apr 1971 | 40531 | | 24575 |
    """
    assert table(tmp_path, grid).place.address == "A1:D3"


def test_a_header_may_have_blank_rows(tmp_path: Path) -> None:
    grid = """
        Traubenernte | | |
        | | |
        | Weinmost in hl | | Weinmost in l
        | | |
        | Rote | Weisse | Rote
        | | |
        Zürich | 609 | 292 | 3.5
        Bern | 834 | 421 | 5.1
    """
    found = table(tmp_path, grid, "ernte-2021.xlsx")
    assert found.header == (3, 5)
    assert found.proof is not None
    assert found.proof.observations == found.proof.numbers == 6


def test_a_header_with_numbers_among_its_names_is_pinned_from_its_first_to_its_last_row(tmp_path: Path) -> None:
    grid = """
        Paid hours 2014 | | | |
        | Number | Hours | Percentiles | <
        Place | of jobs | Median | 10 | 20
        England | 958 | 37.0 | 15.8 | 24.1
        Wales | 190 | 36.5 | 11.2 | 20.2
        Scotland | 250 | 37.5 | 15.1 | 22.0
    """
    found = table(tmp_path, grid)
    assert found.header == (2, 3)
    assert found.draft is not None
    assert (found.draft.header, found.draft.header_last) == (2, 3)
    assert found.proof is not None
    assert found.proof.observations == found.proof.numbers == 12


def test_a_second_panel_without_a_header_borrows_the_one_above(tmp_path: Path) -> None:
    grid = """
        Jahr | Zürich | Bern
        | ha | ha
        1855 | 5400 | 900
        1877 | 5280 | 790
        | | |
        | % | %
        1855 | 19.6 | 3.3
        1877 | 18.9 | 2.8
    """
    found = sheet(tmp_path, grid)
    assert [t.place.address for t in found.tables] == ["A1:C4", "A6:C8"]
    assert [[(m.id, m.unit) for m in t.measures] for t in found.tables] == [
        [("Zürich", "ha"), ("Bern", "ha")],
        [("Zürich_%", "%"), ("Bern_%", "%")],
    ]
    assert [t.proof and t.proof.observations for t in found.tables] == [4, 4]


def test_ages_are_names_and_weeks_too(tmp_path: Path) -> None:
    grid = """
        Jahr | Alter | Kalenderwoche | < | < | < | <
             |       | 1 | 2 | 3 | 4 | 5
        2022 | '0-30 | 45 | 32 | 51 | 44 | 40
        2022 | '30-35 | 21 | 17 | 25 | 22 | 24
        2021 | '0-30 | 41 | 38 | 50 | 42 | 39
        2021 | '30-35 | 24 | 19 | 20 | 21 | 27
    """
    found = table(tmp_path, grid)
    assert found.draft is not None
    assert (found.draft.rows, found.draft.columns) == ("{period} > {Alter}", "{Kalenderwoche}")
    assert found.proof is not None
    assert found.proof.observations == found.proof.numbers == 20


def test_the_corner_says_what_each_row_of_names_names(tmp_path: Path) -> None:
    grid = """
        指标 | 原油产量 | 出口交货值
        地区 | 全国 | 全国
        单位 | 万吨 | 亿元
        '2010-05 | 1715.3 | 7628.4
        '2010-06 | 1722.4 | 8067.8
    """
    found = table(tmp_path, grid)
    assert found.draft is not None
    assert found.draft.columns == "{measure} > {_} > {unit}"
    assert [(m.id, m.unit) for m in found.measures] == [("原油产量", "万吨"), ("出口交货值", "亿元")]


def test_rows_of_one_name_are_told_apart_by_their_codes(tmp_path: Path) -> None:
    grid = """
        | | 用户
        UKG | West Midlands | 3632
        UKG1 | Warwickshire | 880
        UKG3 | West Midlands | 1693
    """
    found = table(tmp_path, grid, "internet-2020.xlsx")
    assert found.proof is not None
    assert found.proof.observations == 3


def test_a_table_without_a_period_says_so(tmp_path: Path) -> None:
    found = table(tmp_path, "地区 | 经费(亿元)\n北京 | 2947.1\n天津 | 599.2")
    assert found.axis.where == "none"
    assert found.draft is not None
    assert found.draft.period_missing


def test_the_year_of_the_file_is_read_from_its_name(tmp_path: Path) -> None:
    found = table(tmp_path, "地区 | 经费(亿元)\n北京 | 2947.1\n天津 | 599.2", "raw-2023.xlsx")
    assert found.axis == ("file", ("2023",))
    assert found.draft is not None
    assert found.draft.files == ("raw-{year}.xlsx",)


def test_sheets_that_contradict_each_other_are_told_apart(tmp_path: Path) -> None:
    grids = {"All": "地区 | 人数(人)\n东 | 10\n西 | 20", "Male": "地区 | 人数(人)\n东 | 4\n西 | 11"}
    path = workbook(tmp_path / "data" / "jobs-2014.xlsx", grids)
    found, _ = survey(data_file(path, "data/jobs-2014.xlsx"))
    assert found is not None
    (one,) = found.drafts
    assert (one.sheets, one.fixed) == (("{分表}",), {})
    assert [d.members for d in one.dimensions if d.id == "分表"] == [{"Male": ()}]


def test_a_sheet_with_another_table_keeps_the_others_apart(tmp_path: Path) -> None:
    grids = {
        "东区": "指标 | 2021年\n总收入（亿元） | 10\n企业数（个） | 3",
        "西区": "指标 | 2021年\n总收入（亿元） | 20\n企业数（个） | 4",
        "目录": "序号 | 表名\n1 | 东区\n2 | 西区",
    }
    found = surveyed(tmp_path, grids)
    assert sorted((d.sheets, d.fixed["分表"]) for d in found.drafts) == [(("东区",), "东区"), (("西区",), "西区")]


def surveyed(tmp_path: Path, grids: dict[str, str], name: str = "报表.xlsx") -> Survey:
    path = workbook(tmp_path / "data" / name, grids)
    found, findings = survey(data_file(path, f"data/{name}"))
    assert found is not None, findings
    assert all(sheet.account is not None and sheet.account.holds for sheet in found.sheets)
    return found


def a_year(income: float, more: str = "") -> str:
    return f"指标 | 计量单位 | 数值\n总收入 | 亿元 | {income}\n研发费用 | 亿元 | 1\n{more}"


def test_sheets_of_one_layout_named_by_years_share_one_form(tmp_path: Path) -> None:
    grids = {"说明": "本表由各区填报", "2021年": a_year(100), "2022年": a_year(120, "企业数 | 个 | 7\n")}
    (one,) = surveyed(tmp_path, grids).drafts
    assert (one.sheets, one.period, one.period_missing) == (("{year}年",), "", False)
    assert {m.id for m in one.measures} == {"总收入", "研发费用", "企业数"}
    text = plan_room.draft_returns([one], name="例", span=(2021, 2025), stated=True, lang="zh")
    (tmp_path / "targets.yaml").write_text(text, encoding="utf-8")
    plan, _ = plan_room.load(tmp_path / "targets.yaml")
    assert plan is not None
    extraction, _ = extract(plan, [tmp_path / "data"], tmp_path)
    read = {(o.measure, o.period.year): o.value for o in extraction.observations}
    assert read == {
        ("总收入", 2021): 100, ("研发费用", 2021): 1,
        ("总收入", 2022): 120, ("研发费用", 2022): 1, ("企业数", 2022): 7,
    }  # fmt: skip


def test_sheets_of_months_share_one_form(tmp_path: Path) -> None:
    grids = {f"2023年{m}月": a_year(m) for m in (1, 2, 3)}
    (one,) = surveyed(tmp_path, grids).drafts
    assert one.sheets == ("{year}年{month}月",)


def test_a_year_sheet_of_its_own_layout_is_of_the_year_it_is_named_by(tmp_path: Path) -> None:
    grids = {"2021": a_year(100), "2022": "地区 | 面积(平方公里)\n北京 | 16410\n天津 | 11966"}
    found = surveyed(tmp_path, grids)
    assert sorted((d.sheets, d.period, d.period_missing) for d in found.drafts) == [
        (("2021",), "2021", False),
        (("2022",), "2022", False),
    ]


def test_a_mark_that_a_footnote_explains_is_no_part_of_a_member(tmp_path: Path) -> None:
    grid = """
        地区 | 2021年 | 2022年
        北京 | 1 | 2
        天津2 | 3 | 4
        上海 | 5 | 6
         | |
        2 不含滨海新区
    """
    (members,) = table(tmp_path, grid).members
    assert members.members == ("北京", "天津", "上海")


def test_a_register_is_called_one_and_no_form_of_figures_is_written_for_it(tmp_path: Path) -> None:
    grid = """
        序号 | 企业名称 | 营业收入 | 注册地 | 行业 | 负责人
        1 | 甲公司 | 120.5 | 东区 | 制造 | 张三
        2 | 乙公司 | 80.1 | 西区 | 软件 | 李四
        3 | 丙公司 | 33.3 | 东区 | 软件 | 王五
    """
    found = table(tmp_path, grid)
    assert (found.orientation, found.draft) == ("entity", None)


def test_words_alone_are_no_table(tmp_path: Path) -> None:
    found = sheet(tmp_path, "说明 | \n1. 本表 | 由各区填报\n2. 联系 | 统计科")
    assert found.tables == ()


def test_a_plan_gives_the_names_that_labels_are_matched_with(tmp_path: Path) -> None:
    file = tmp_path / "targets.yaml"
    file.write_text(
        "plan: {name: 例, baseline: 2020, span: 2021-2025}\n"
        "measures: {总收入: {unit: 亿元, aliases: [营业总收入]}, 研发费用: {unit: 亿元}}\n",
        encoding="utf-8",
    )
    loaded, _ = plan_room.load(file)
    path = workbook(
        tmp_path / "data" / "a.xlsx",
        {"S": "指标 | 2021年 | 2022年\n总收入（亿元） | 1 | 2\n营业总收入 | 3 | 4\n研发费用额（亿元） | 5 | 6"},
    )
    found, _ = survey(data_file(path, "data/a.xlsx"), loaded)
    assert found is not None
    (one,) = found.sheets[0].tables
    assert [(m.id, m.match) for m in one.measures] == [("总收入", "exact"), ("研发费用", "nearest")]


@pytest.mark.parametrize("grid", [YEARBOOK, PORTAL])
def test_the_form_written_to_a_plan_file_reads_the_numbers_from_the_disk(tmp_path: Path, grid: str) -> None:
    found = looked(tmp_path, grid)
    text = plan_room.draft_returns(list(found.drafts), name="例", span=(2021, 2025), stated=True, lang="zh")
    (tmp_path / "targets.yaml").write_text(text, encoding="utf-8")
    plan, findings = plan_room.load(tmp_path / "targets.yaml")
    assert plan is not None
    assert not [f for f in findings if f.severity > 0], text
    extraction, _ = extract(plan, [tmp_path / "data"], tmp_path)
    drawn = sorted(float(c) for row in cells(grid) for c in row[1:] if c.replace(".", "").isdigit())
    assert sorted(o.value for o in extraction.observations) == drawn
