"""Printed tables in the shapes offices use: every number from its cell, none from a code row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.returns.plans import dimension, form, indicator, measure, plan
from tests.returns.reading import read

if TYPE_CHECKING:
    from pathlib import Path

INCOME = measure("总收入", "亿元")
STAFF = measure("年末从业人员", "万人", "stock")
RESEARCH = measure("研发费用", "亿元", aliases=("研究开发费用合计",))
SHARE = measure("留区税收占全区比重", "%", "ratio")
ZONES = dimension("园区", "东区", "西一区", "扩区", partition=True)
INDUSTRIES = dimension("产业", "轨道交通", "智能装备", aliases={"智能制造": "智能装备"})


def test_a_list_takes_each_name_from_its_column(tmp_path: Path) -> None:
    p = plan(
        INCOME, indicator("劳均产出", "万元/人"), dimensions=(INDUSTRIES,),
        forms={"公布": form("公布.xlsx", "{measure} > {产业} > {period} > {unit} > {_} > {note}", "value")},
    )  # fmt: skip
    found = read(tmp_path, p, {"公布.xlsx": """
        规划公布数据 | < | < | < | < | < | <
        指标     | 产业     | 报告期 | 计量单位 | 章节   | 说明     | 数值
        总收入   | 合计     | 2020年 | 亿元     | 第一章 | 规划公布 | 6648.7
        总收入   | 轨道交通 | 2016年 | 亿元     | 第一章 | 规划公布 | 1558.7
        总收入   | 智能制造 | 2020年 | 亿元     | 第二章 | 约数     | '超过1000
        劳均产出 | 合计     | 2020年 | 万元/人  | 第一章 | 规划公布 | 364.9
        未知指标 | 合计     | 2020年 | 亿元     | 第一章 | 规划公布 | 1
        """})  # fmt: skip
    assert found.values == {
        "总收入 2020": 6648.7,
        "总收入 2016 轨道交通": 1558.7,
        "总收入 2020 智能装备": 1000.0,
        "劳均产出 2020": 364.9,
    }
    assert found.one("总收入 2020 智能装备").bound == ">"
    assert found.place("劳均产出 2020") == "data/公布.xlsx:Sheet1!G6"
    assert [found.extraction.sources.notes[n] for n in found.one("总收入 2020").notes] == ["规划公布"]
    assert found.codes == ["FZ308"]
    assert found.account().ignored == {"unknown_row": 1}


def test_a_list_with_a_level_that_reads_nothing_in_order(tmp_path: Path) -> None:
    p = plan(INCOME, forms={"公布": form("公布.xlsx", "{measure} > {period} > {unit} > {note}", "value")})
    found = read(tmp_path, p, {"公布.xlsx": """
        指标   | 年份 | 数值   | 单位 | 备注
        总收入 | 2020 | 6648.7 | 亿元 | 甲
        总收入 | 2016 | 4432.5 | 亿元 | 乙
        """})  # fmt: skip
    assert found.values == {"总收入 2020": 6648.7, "总收入 2016": 4432.5}


def test_a_series_of_years(tmp_path: Path) -> None:
    p = plan(INCOME, STAFF, forms={"历年": form("*.xlsx")})
    found = read(tmp_path, p, {"历年.xlsx": """
        历年数据 | < | < | < | <
        指标         | 单位 | 2021年 | 二〇二二年 | 2023
        总 收 入     | 亿元 | 7205.3 | 7702.4     | 8486.9
        年末从业人员 | 万人 | 19.82  |            | 22.87
        """})  # fmt: skip
    assert found.values == {
        "总收入 2021": 7205.3, "总收入 2022": 7702.4, "总收入 2023": 8486.9,
        "年末从业人员 2021": 19.82, "年末从业人员 2023": 22.87,
    }  # fmt: skip
    assert found.one("年末从业人员 2021").period.months == 0  # a stock is an instant
    assert not found.findings
    assert found.account().headers == 1  # the year 2023 is a number, and a heading


def test_a_yearly_return_with_title_units_parts_and_footnotes(tmp_path: Path) -> None:
    p = plan(
        INCOME,
        STAFF,
        RESEARCH,
        SHARE,
        measure("收入超十亿元企业数", "家", "stock"),
        forms={"年报": form("{year}.xlsx")},
    )
    found = read(tmp_path, p, {"2021.xlsx": """
        2021年园区主要指标 | < | <
         | | 单位：见表内
        指标名称                   | 计量单位 | 2021年
        一、经济发展               |          |
        总收入                     | 亿元     | 7205.3
        　其中：研究开发费用合计   | 万元     | 1832000
        收入超十亿元企业数①       | 家       | 76
        二、人员                   |          |
        年末从业人员               | 人       | 198200
        （一）留区税收占全区比重（%） |        | 34.6
        注：①当年总收入10亿元及以上的企业。 | |
        　　部分数据因四舍五入与合计不等。 | |
        """})  # fmt: skip
    assert found.values == {
        "总收入 2021": 7205.3,
        "研发费用 2021": 183.2,  # 1832000 万元 × 10⁻⁴
        "收入超十亿元企业数 2021": 76,
        "年末从业人员 2021": 19.82,  # 198200 人 × 10⁻⁴
        "留区税收占全区比重 2021": 34.6,
    }
    research = found.one("研发费用 2021")
    assert (research.unit, research.factor, research.decimals, research.raw) == ("万元", 1e-4, 4, "1832000")
    notes = [found.extraction.sources.notes[n] for n in found.one("收入超十亿元企业数 2021").notes]
    assert notes == ["注:当年总收入10亿元及以上的企业。", "部分数据因四舍五入与合计不等。"]
    assert found.codes == ["FZ321", "FZ321"]
    assert found.account().observations == 5


def test_zones_across_and_a_sheet_a_year(tmp_path: Path) -> None:
    p = plan(
        INCOME, STAFF, dimensions=(ZONES,), forms={"分园区": form("a.xlsx", "measure", "{园区}", sheets="{year}年")}
    )
    grid = """
        指标 | 计量单位 | 园区 | < | < | <
        ^    | ^        | 合计 | 东区 | 西一区 | 扩区
        总收入 | 亿元 | {} | 5 | 3 | 2
        年末从业人员 | 人 | 30 | 10 | | —
        """
    found = read(tmp_path, p, {"a.xlsx": {"2021年": grid.format(10), "2022年": grid.format(11), "说明": "随便"}})
    assert found.values["总收入 2021"] == 10
    assert found.values["总收入 2022"] == 11
    assert found.values["总收入 2022 扩区"] == 2
    assert "年末从业人员 2021 扩区" not in found.values  # — is nothing, never 0
    assert "年末从业人员 2021 西一区" not in found.values
    assert found.account(0).numbers == 7
    assert found.account(0).ignored == {"not_available": 1}


def test_industries_down_and_years_under_each_measure(tmp_path: Path) -> None:
    p = plan(
        INCOME,
        RESEARCH,
        dimensions=(INDUSTRIES,),
        forms={"分产业": form("a.xlsx", "{产业}", "{measure} > {year}", skip=("其他产业",))},
    )
    found = read(tmp_path, p, {"a.xlsx": """
        分产业 | < | < | < | <
        产业     | 总收入（亿元） | <      | 研究开发费用合计（万元） | <
        ^        | 2021年         | 2022年 | 2021年 | 2022年
        园区合计 | 100            | 110    | 20000  | 30000
        轨道交通 | 60             | 65     | 10000  | 15000
        智能制造 | 30             | 33     | 8000   | 9000
        其他产业 | 10             | 12     | 2000   | 6000
        """})  # fmt: skip
    assert found.values["总收入 2022"] == 110
    assert found.values["研发费用 2022 智能装备"] == 0.9
    assert len(found.values) == 12
    assert found.account().ignored == {"skipped": 4}


def test_a_return_as_filed_has_no_number_from_its_code_row(tmp_path: Path) -> None:
    p = plan(INCOME, RESEARCH, STAFF, measure("国家科学技术奖", "项"), forms={"综合表": form("{year}.xlsx")})
    found = read(tmp_path, p, {"2024.xlsx": """
        企业科技活动综合表 | < | < | < | <
         | | | | 表　　号：Q-01表
         | | | | 制定机关：国家统计局
        填报单位：示例单位 | | 2024年 | |
        指标名称 | 计量单位 | 代码 | 本年 | 上年同期
        甲 | 乙 | 丙 | 1 | 2
        总收入 | 千元 | '01 | 918360000 | 845132640
        　其中：研究开发费用合计 | 千元 | '02 | 28650000 | 24716530
        年末从业人员 | 人 | '03 | 241600 | 227905
        补充资料： | | | |
        国家科学技术奖 | 项 | '04 | 3 | 2
        单位负责人：　统计负责人：　填表人：　联系电话：　报出日期：　年　月　日 | | | |
        说明：1. 本表由规模以上企业汇总。 | | | |
        审核关系：（1）01≥02。 | | | |
        """})  # fmt: skip
    assert found.values == {
        "总收入 2024": 9183.6, "总收入 2023 comparable": 8451.3264,
        "研发费用 2024": 286.5, "研发费用 2023 comparable": 247.1653,
        "年末从业人员 2024": 24.16, "年末从业人员 2023 comparable": 22.7905,
        "国家科学技术奖 2024": 3, "国家科学技术奖 2023 comparable": 2,
    }  # fmt: skip
    assert not found.serious()
    account = found.account()
    assert account.ignored == {"code_row": 2, "code_column": 4}
    assert account.observations == 8


def test_a_monthly_return_and_its_cumulative_columns(tmp_path: Path) -> None:
    p = plan(INCOME, forms={"月报": form("*.xlsx")})
    found = read(tmp_path, p, {"2023-09.xlsx": """
        2023年1—9月主要指标 | < | < | < | <
        指标   | 计量单位 | 本月  | 1—本月  | 上年同期
        总收入 | 亿元     | 700.5 | 6100.25 | 5800
        """})  # fmt: skip
    assert found.values == {
        "总收入 2023-09": 700.5,
        "总收入 2023-01-01/P9M": 6100.25,
        "总收入 2022-01-01/P9M comparable": 5800,
    }


def test_growth_columns_are_told_apart_from_data(tmp_path: Path) -> None:
    p = plan(INCOME, forms={"年报": form("*.xlsx")})
    found = read(tmp_path, p, {"a.xlsx": """
        指标   | 单位 | 2021年 | 2020年 | 增长（%）
        总收入 | 亿元 | 7205.3 | 6648.7 | 8.4
        """})  # fmt: skip
    assert found.values == {"总收入 2021": 7205.3, "总收入 2020": 6648.7}
    assert not found.findings
    assert found.account().ignored == {"derived": 1}


def test_transposed_periods_down_measures_across(tmp_path: Path) -> None:
    p = plan(INCOME, STAFF, forms={"历年": form("*.xlsx", "period", "measure")})
    found = read(tmp_path, p, {"a.xlsx": """
        年份   | 总收入（亿元） | 年末从业人员（人）
        2020   | 6648.7         | 182000
        2021年 | 7205.3         | 198200
        """})  # fmt: skip
    assert found.values == {
        "总收入 2020": 6648.7, "总收入 2021": 7205.3, "年末从业人员 2020": 18.2, "年末从业人员 2021": 19.82
    }  # fmt: skip
    assert found.account().headers == 1


def test_two_tables_on_a_sheet_with_units_of_their_own(tmp_path: Path) -> None:
    p = plan(INCOME, STAFF, RESEARCH, forms={"年报": form("*.xlsx")})
    found = read(tmp_path, p, {"a.xlsx": """
        表一 经济 | < | <
         | | 单位：亿元
        指标   | 2020年 | 2021年
        总收入 | 6648.7 | 7205.3

        表二 人员和研发 | < | <
         | | 单位：人，万元
        指标             | 2020年  | 2021年
        年末从业人员     | 182000  | 198200
        研究开发费用合计 | 1619000 | 1832000
        """})  # fmt: skip
    assert found.values == {
        "总收入 2020": 6648.7, "总收入 2021": 7205.3,
        "年末从业人员 2020": 18.2, "年末从业人员 2021": 19.82,
        "研发费用 2020": 161.9, "研发费用 2021": 183.2,
    }  # fmt: skip
    assert not found.serious()


def test_a_member_and_a_measure_in_two_label_columns(tmp_path: Path) -> None:
    p = plan(INCOME, STAFF, dimensions=(ZONES,), forms={"表": form("*.xlsx", "{园区} > {measure}", "period")})
    found = read(tmp_path, p, {"a.xlsx": """
        园区 | 指标         | 单位 | 2021年
        东区 | 总收入       | 亿元 | 5
        ^    | 年末从业人员 | 万人 | 1
        扩区 | 总收入       | 亿元 | 2
             | 年末从业人员 | 万人 | 0.5
        """})  # fmt: skip
    assert found.values == {
        "总收入 2021 东区": 5, "年末从业人员 2021 东区": 1, "总收入 2021 扩区": 2, "年末从业人员 2021 扩区": 0.5
    }  # fmt: skip


def test_members_as_headings_over_measures(tmp_path: Path) -> None:
    p = plan(INCOME, STAFF, dimensions=(ZONES,), forms={"表": form("*.xlsx", "{园区} > {measure}", "period")})
    found = read(tmp_path, p, {"a.xlsx": """
        指标             | 单位 | 2021年
        一、东区         |      |
        总收入           | 亿元 | 5
        二、扩区         |      |
        总收入           | 亿元 | 2
        年末从业人员     | 万人 | 0.5
        """})  # fmt: skip
    assert found.values == {"总收入 2021 东区": 5, "总收入 2021 扩区": 2, "年末从业人员 2021 扩区": 0.5}


def test_names_map_a_label_path_where_the_leaf_alone_is_unclear(tmp_path: Path) -> None:
    p = plan(
        measure("上缴税额", "亿元"), measure("增值税", "亿元"), measure("应交增值税", "亿元"),
        forms={"表": form("*.xlsx", names={"应交税金 > 增值税": "应交增值税"})},
    )  # fmt: skip
    found = read(tmp_path, p, {"a.xlsx": """
        指标           | 单位 | 2021年
        上缴税额       | 亿元 | 9
        　其中：增值税 | 亿元 | 4
        应交税金       |      |
        　其中：增值税 | 亿元 | 5
        """})  # fmt: skip
    assert found.values == {"上缴税额 2021": 9, "增值税 2021": 4, "应交增值税 2021": 5}


def test_endings_of_names_tell_the_interval(tmp_path: Path) -> None:
    p = plan(
        INCOME, STAFF,
        forms={"表": form("*.xlsx", "period", "measure", readings={"*_当期": "current", "*_累计": "to_date", "*_期末": "end"})},
    )  # fmt: skip
    found = read(tmp_path, p, {"a.xlsx": """
        时间    | 总收入_当期（亿元） | 总收入_累计（亿元） | 年末从业人员_期末（万人）
        2023-05 | 600                 | 3000                | 20
        """})  # fmt: skip
    assert found.values == {"总收入 2023-05": 600, "总收入 2023-01-01/P5M": 3000, "年末从业人员 2023-05": 20}


def test_a_range_header_and_labels_pin_what_is_guessed_wrong(tmp_path: Path) -> None:
    grid = """
        目录   | 2021年 | 99
        总收入 | 1      | 2
        指标   | 2021年 | 2022年
        总收入 | 3      | 4
        """
    pinned = plan(INCOME, forms={"表": form("*.xlsx", range="A3:C4", unit="亿元")})
    assert read(tmp_path, pinned, {"a.xlsx": grid}).values == {"总收入 2021": 3, "总收入 2022": 4}
    by_row = plan(INCOME, forms={"表": form("*.xlsx", header=3, labels=1, unit="亿元")})
    assert read(tmp_path, by_row, {"a.xlsx": grid}).values == {"总收入 2021": 3, "总收入 2022": 4}


def test_constants_of_the_form(tmp_path: Path) -> None:
    p = plan(
        INCOME, dimensions=(ZONES,),
        forms={"表": form("*.xlsx", "measure", "value", fixed={"period": "2022", "园区": "东区"}, unit="万元", edition="快报")},
    )  # fmt: skip
    found = read(tmp_path, p, {"a.xlsx": """
        指标   | 数值
        总收入 | 50000
        """})  # fmt: skip
    assert found.values == {"总收入 2022 东区": 5}
    assert found.one("总收入 2022 东区").edition == "快报"


@pytest.mark.parametrize(
    ("name", "sheet", "first"),
    [("示例_a.xlsx", "表", "标题"), ("a.xlsx", "示例表", "标题"), ("a.xlsx", "表", "示例数据，非统计资料，不得引用")],
)
def test_invented_data_stay_marked_through_copying(tmp_path: Path, name: str, sheet: str, first: str) -> None:
    p = plan(INCOME, forms={"表": form("*.xlsx")})
    found = read(tmp_path, p, {name: {sheet: f"""
        {first} | <
        指标 | 2021年
        总收入 | 1
        """}})  # fmt: skip
    assert [o.quality for o in found.extraction.observations] == ["illustrative"]
    assert found.codes == ["FZ323"]  # and no unit was stated


def test_english_labels_beside_chinese_ones(tmp_path: Path) -> None:
    p = plan(INCOME, forms={"表": form("*.xlsx", "{measure} > {_}", "period")})
    found = read(tmp_path, p, {"a.xlsx": """
        指标   | Item         | 单位 | 2020年
        总收入 | Total income | 亿元 | 6648.7
        """})  # fmt: skip
    assert found.values == {"总收入 2020": 6648.7}


def test_percent_and_scaled_formats_show_what_is_meant(tmp_path: Path) -> None:
    p = plan(SHARE, INCOME, forms={"表": form("*.xlsx")})
    found = read(tmp_path, p, {"a.xlsx": """
        指标                     | 单位 | 2020年
        留区税收占全区比重       | %    | 0.344{0.0%}
        总收入                   |      | 664870000000{0.0,,"百万元"}
        """})  # fmt: skip
    assert found.values == {"留区税收占全区比重 2020": 34.4, "总收入 2020": 6648.7}
    share = found.one("留区税收占全区比重 2020")
    assert (share.decimals, share.raw) == (1, "34.4%")


def test_periods_put_together_from_two_levels_of_the_header(tmp_path: Path) -> None:
    p = plan(INCOME, forms={"表": form("*.xlsx", "measure", "{year} > {quarter}", unit="亿元")})
    found = read(tmp_path, p, {"a.xlsx": """
        指标   | 2020年 | <      | 2021年 | <
        ^      | 一季度 | 二季度 | 一季度 | 二季度
        总收入 | 1 | 2 | 3 | 4
        """})  # fmt: skip
    assert found.values == {"总收入 2020-Q1": 1, "总收入 2020-Q2": 2, "总收入 2021-Q1": 3, "总收入 2021-Q2": 4}


def test_a_heading_that_says_which_dimension_follows(tmp_path: Path) -> None:
    p = plan(
        INCOME,
        dimensions=(ZONES, INDUSTRIES),
        forms={"表": form("*.xlsx", "{grouping} > {member}", "{measure} > {year}")},
    )
    found = read(tmp_path, p, {"a.xlsx": """
        分组         | 总收入（亿元） | <
        ^            | 2020年 | 2021年
        一、按园区分 |   |
        东区         | 1 | 2
        二、按产业分 |   |
        轨道交通     | 3 | 4
        """})  # fmt: skip
    assert found.values == {
        "总收入 2020 东区": 1, "总收入 2021 东区": 2, "总收入 2020 轨道交通": 3, "总收入 2021 轨道交通": 4
    }  # fmt: skip


def test_a_unit_row_and_a_code_row_under_the_header(tmp_path: Path) -> None:
    p = plan(INCOME, STAFF, dimensions=(ZONES,), forms={"表": form("*.xlsx", "{园区}", "measure", period="2023")})
    found = read(tmp_path, p, {"a.xlsx": """
        园区 | 总收入 | 年末从业人员
        代码 | QC05_0 | QD01
             | 千元   | 人
        东区 | 500000 | 3000
        """})  # fmt: skip
    assert found.values == {"总收入 2023 东区": 5, "年末从业人员 2023 东区": 0.3}


def test_money_signs_in_formats_are_no_units(tmp_path: Path) -> None:
    p = plan(INCOME, forms={"表": form("*.xlsx")})
    found = read(tmp_path, p, {"a.xlsx": """
        指标   | 单位 | 2020年
        总收入 | 亿元 | 6648.7{"¥"#,##0.0_ ;"合同"0.0}
        """})  # fmt: skip
    assert found.values == {"总收入 2020": 6648.7}
    assert not found.findings


def test_text_files_are_read_like_sheets(tmp_path: Path) -> None:
    from tests.returns.reading import again

    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "a.csv").write_bytes('指标,单位,2020年\n总收入,亿元,"6,648.7"\n'.encode("gb18030"))
    found = again(tmp_path, plan(INCOME, forms={"表": form("*.csv", sheets="主要指标")}))
    assert found.values == {"总收入 2020": 6648.7}
    assert not found.findings


def test_levels_of_units_and_notes_have_columns_of_their_own(tmp_path: Path) -> None:
    """`{unit}` and `{note}` in `rows:` name columns beside the labels, on either side of the figures."""
    p = plan(INCOME, forms={"年报": form("*.xlsx", "{measure} > {unit} > {note}", "period")})
    found = read(tmp_path, p, {"年报.xlsx": """
        指标   | 计量单位 | 2021年 | 说明
        总收入 | 万元     | 35000  | 不含税
        """})  # fmt: skip
    assert found.values == {"总收入 2021": 3.5}
    assert [found.extraction.sources.notes[n] for n in found.one("总收入 2021").notes] == ["不含税"]
