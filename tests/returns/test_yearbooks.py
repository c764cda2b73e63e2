"""What yearbooks and data portals do to a table, each thing in a small workbook of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.returns.plans import dimension, form, measure, plan
from tests.returns.reading import read

if TYPE_CHECKING:
    from pathlib import Path

REGIONS = dimension("地区", "北京", "天津", partition=True)
AREAS = dimension("区域", "东部地区", "西部地区", partition=True)
FIRMS = measure("企业数", "个", "stock")
INCOME = measure("营业收入", "亿元")
PROFIT = measure("利润总额", "亿元")
PEOPLE = measure("人口数", "人", "stock")


def test_names_over_the_row_that_names_the_labels(tmp_path: Path) -> None:
    p = plan(
        FIRMS, INCOME, PROFIT, dimensions=(REGIONS, AREAS),
        forms={"经营": form("a.xlsx", "{member}", "measure", period="2020")},
    )  # fmt: skip
    found = read(tmp_path, p, {"a.xlsx": """
        各地区生产经营情况 |         |            |          |
        单位：个，亿元     |         |            |          | (unit, 100 million yuan)
                           |         | 企业数     | 营 业    | 利  润
                           |         | (个)       | 收 入    | 总  额
        地    区           | Region  | Number of  | Business | Profits
                           |         | Enterprises| Revenue  |
                           |         |            |          |
        全    国           | Total   | 30         | 300.5    | 9.5
        东部地区           | Eastern | 20         | 200.5    | 7.5
        北    京           | Beijing | 12         | 120.25   | 4.25
        天    津           | Tianjin | 8          | 80.25    | 3.25
        """})  # fmt: skip
    assert found.values["企业数 2020"] == 30
    assert found.values["营业收入 2020 东部地区"] == 200.5
    assert found.values["利润总额 2020 天津"] == 3.25
    assert found.place("利润总额 2020 天津") == "data/a.xlsx:Sheet1!E11"
    assert found.one("企业数 2020").unit == "个"
    assert found.one("利润总额 2020").unit == "亿元"
    assert found.account().observations == 12
    assert not found.serious()


def test_a_staircase_under_the_total_of_a_group(tmp_path: Path) -> None:
    p = plan(
        measure("种畜站", "个", "stock"), measure("种公牛站", "个", "stock"), measure("种公猪站", "个", "stock"),
        measure("专利申请数", "件"), measure("发明专利申请数", "件"), dimensions=(REGIONS,),
        forms={"站": form("a.xlsx", "{地区}", "measure", period="2014",
                          names={"专利申请数 > 发明专利": "发明专利申请数"})},
    )  # fmt: skip
    found = read(tmp_path, p, {"a.xlsx": """
        单位：万元 |            |          |          |                |
        地区       | 种畜站(个) |          | <        | 专利申请数(件) |
        ^          | ^          | 种公牛站 | 种公猪站 | ^              | #发明专利
        全国       | 9          | 4        | 5        | 30             | 20
        北京       | 3          | 1        | 2        | 10             | 5
        """})  # fmt: skip
    assert found.values == {
        "种畜站 2014": 9, "种公牛站 2014": 4, "种公猪站 2014": 5, "专利申请数 2014": 30, "发明专利申请数 2014": 20,
        "种畜站 2014 北京": 3, "种公牛站 2014 北京": 1, "种公猪站 2014 北京": 2,
        "专利申请数 2014 北京": 10, "发明专利申请数 2014 北京": 5,
    }  # fmt: skip
    assert found.one("种公猪站 2014").unit == "个"  # of the group, not the 万元 of the table
    assert found.one("发明专利申请数 2014").unit == "件"
    assert not found.serious()


def test_a_name_further_up_ends_the_group_beside_it(tmp_path: Path) -> None:
    p = plan(
        measure("研发经费", "万元"), measure("日常性支出", "万元"), measure("人员劳务费", "万元"),
        measure("政府资金", "万元"), dimensions=(REGIONS,),
        forms={"经费": form("a.xlsx", "{地区}", "measure", period="2020")},
    )  # fmt: skip
    found = read(tmp_path, p, {"a.xlsx": """
        单位：万元 |          |            |             |
        地区       | 研发经费 |            |             |
        ^          |          | 日常性支出 |             | 政府资金
        ^          |          |            | #人员劳务费 |
        ^          | Total    | Routine    | Labor Cost  | Government
        全国       | 10       | 7          | 3           | 2
        """})  # fmt: skip
    assert found.values == {"研发经费 2020": 10, "日常性支出 2020": 7, "人员劳务费 2020": 3, "政府资金 2020": 2}


def test_columns_that_all_are_unknown_are_not_taken_for_one_another(tmp_path: Path) -> None:
    p = plan(
        measure("授权数", "件"), dimensions=(REGIONS, dimension("类型", "发明", "外观")),
        forms={"授权": form("a.xlsx", "{地区}", "{类型}", period="2020", fixed={"measure": "授权数"})},
    )  # fmt: skip
    found = read(tmp_path, p, {"a.xlsx": """
        地区 | 甲种 | 乙种
        ^    | ^    | ^
        全国 | 3    | 4
        北京 | 1    | 2
        """})  # fmt: skip
    assert not found.values
    assert "FZ331" not in found.codes
    assert found.account().ignored == {"unknown_column": 4}


def test_names_speak_of_a_whole_label_that_a_pattern_would_cut(tmp_path: Path) -> None:
    p = plan(
        measure("能源消费总量", "万吨标准煤"), dimensions=(dimension("行业", "工业", "建筑业"),),
        forms={"能源": form("a.xlsx", "{行业}能源消费总量", "period", fixed={"measure": "能源消费总量"},
                            names={"能源消费总量": "_T"})},
    )  # fmt: skip
    found = read(tmp_path, p, {"a.xlsx": """
        指标                           | 2024年 | 2023年
        能源消费总量(万吨标准煤)       | 596000 | 572000
        工业能源消费总量(万吨标准煤)   |        | 363782
        建筑业能源消费总量(万吨标准煤) |        | 8371
        """})  # fmt: skip
    assert found.values == {
        "能源消费总量 2024": 596000, "能源消费总量 2023": 572000,
        "能源消费总量 2023 工业": 363782, "能源消费总量 2023 建筑业": 8371,
    }  # fmt: skip
    assert found.one("能源消费总量 2023 工业").unit == "万吨标准煤"


def test_a_row_of_figures_that_look_like_years_is_no_header(tmp_path: Path) -> None:
    p = plan(
        measure("线路长度", "公里", "stock"), measure("道路面积", "万平方米", "stock"), forms={"a": form("a.xlsx")}
    )
    grid = """
                            | 2015  | 2016  | 2017
        拥有道路{0}         | 2069  | 2088  | 2094
        线路长度（公里）    | 20740 | 20392 | 19898
        """
    found = read(tmp_path, p, {"a.xlsx": grid.format("面积")})
    assert found.values == {"线路长度 2015": 20740, "线路长度 2016": 20392, "线路长度 2017": 19898}
    assert found.account().ignored == {"unknown_row": 3}


def test_a_subtotal_under_a_member_is_that_members_and_an_index_has_no_unit(tmp_path: Path) -> None:
    p = plan(
        PEOPLE, measure("性别比", "1", "ratio"),
        dimensions=(dimension("户别", "家庭户", "集体户"), dimension("性别", "男", "女"), REGIONS),
        forms={
            "人口": form("a.xlsx", "{地区}", "{measure} > {户别} > {性别}", period="2010"),
            "性别比": form("a.xlsx", "{地区}", "{_} > {户别} > {measure}", period="2010"),
            "总人口": form("a.xlsx", "{地区}", "{measure} > {户别}", period="2010"),
        },
    )  # fmt: skip
    found = read(tmp_path, p, {"a.xlsx": """
             | 单位：户、人 | | | | | | |
        地区 | 人   口   数 | < | < | < | < | < | <
        ^    | 合   计      | < | < | < | 家 庭 户 | < | <
        ^    | 合计         | 男 | 女 | 性别比   | 小计 | 男 | 性别比
        ^    | ^            | ^  | ^  | (女=100) | ^    | ^  | (女=100)
        全国 | 100          | 51 | 49 | 104.08   | 80   | 41 | 105.13
        """})  # fmt: skip
    assert found.values == {
        "人口数 2010": 100, "人口数 2010 男": 51, "人口数 2010 女": 49, "性别比 2010": 104.08,
        "人口数 2010 家庭户": 80, "人口数 2010 家庭户 男": 41, "性别比 2010 家庭户": 105.13,
    }  # fmt: skip
    assert not found.serious()


def test_a_row_broken_in_two_is_read_and_told(tmp_path: Path) -> None:
    p = plan(INCOME, dimensions=(REGIONS,), forms={"收入": form("a.xlsx", "{地区}", "measure", period="2018")})
    found = read(tmp_path, p, {"a.xlsx": """
        地区 |         | 营业收入（亿元）
        全国 | Total   | 30
        北京 | Beijing |
             |         | 20
        天津 | Tianjin | 10
             |         | 7
        """})  # fmt: skip
    assert found.values == {"营业收入 2018": 30, "营业收入 2018 北京": 20, "营业收入 2018 天津": 10}
    assert found.place("营业收入 2018 北京") == "data/a.xlsx:Sheet1!C4"
    told = found.finding("FZ375")
    assert str(told.at) == "data/a.xlsx:Sheet1!C4"
    assert "“北京”" in told.message("zh")
    assert str(found.finding("FZ308").at) == "data/a.xlsx:Sheet1!B6"  # 7 has no name at all
    assert found.account().ignored == {"unknown_row": 1}


def test_a_line_above_the_table_names_the_measure_and_its_unit(tmp_path: Path) -> None:
    p = plan(
        measure("国内生产总值", "亿元"), dimensions=(dimension("城市", "北京", "石家庄"),),
        forms={"城市": form("a.xlsx", "{城市}", "period")},
    )  # fmt: skip
    found = read(tmp_path, p, {"a.xlsx": """
        数据库：主要城市年度数据    |        |
        指标：国内生产总值(亿元)    |        |
        时间：最近2年               |        |
        地区                        | 2019年   | 2018年
        北京                        | 35371.28 | 33105.97
        石家庄                      |          | 6082.62
        """})  # fmt: skip
    assert found.values == {
        "国内生产总值 2019 北京": 35371.28, "国内生产总值 2018 北京": 33105.97, "国内生产总值 2018 石家庄": 6082.62,
    }  # fmt: skip
    assert found.one("国内生产总值 2019 北京").unit == "亿元"


def test_persons_with_decimals_are_told(tmp_path: Path) -> None:
    p = plan(
        measure("医疗保险人数", "万人", "stock"), measure("平均人数", "人", "average"), measure("企业数", "家", "stock"),
        forms={"年鉴": form("a.xlsx")},
    )  # fmt: skip
    found = read(tmp_path, p, {"a.xlsx": """
        指标               | 2015年 | 2016年
        医疗保险人数（人） | 1475.7 | 1517.6
        平均人数（人）     | 12.5   | 13.5
        企业数（家）       | 85     | 90
        """})  # fmt: skip
    assert found.values["医疗保险人数 2015"] == 0.14757  # 1475.7 ÷ 10⁴: as it is written
    told = found.finding("FZ376")
    assert str(told.at) == "data/a.xlsx:Sheet1!B2:C2"
    assert "1475.7、1517.6" in told.message("zh")


def test_what_one_form_does_not_know_and_another_reads_is_not_unknown(tmp_path: Path) -> None:
    p = plan(
        PEOPLE, INCOME, dimensions=(dimension("性别", "男", "女"), REGIONS),
        forms={
            "人口": form("a.xlsx", "{地区}", "{measure} > {性别}", period="2010"),
            "收入": form("a.xlsx", "{地区}", "measure", period="2010"),
        },
    )  # fmt: skip
    found = read(tmp_path, p, {"a.xlsx": """
        地区 | 人口数（人） | <  | 营业收入（亿元） | 住房
        ^    | 男           | 女 | ^                | ^
        北京 | 51           | 49 | 7                | 8
        """})  # fmt: skip
    assert found.values == {"人口数 2010 男 北京": 51, "人口数 2010 女 北京": 49, "营业收入 2010 北京": 7}
    assert [f.message("zh") for f in found.findings if f.code == "FZ308"] == [
        "“住房”不是已声明的名称，其 1 个数未读取"
    ]  # once, though neither form knows it


def test_figures_under_a_member_are_not_those_of_all(tmp_path: Path) -> None:
    p = plan(
        INCOME,
        dimensions=(REGIONS, dimension("产业", "轨道交通")),
        forms={"收入": form("a.xlsx", "{地区}", "measure", period="2010")},
    )
    found = read(tmp_path, p, {"a.xlsx": """
        地区 | 轨道交通         | <    | 营业收入（亿元）
        ^    | 营业收入（亿元） | 利润 | ^
        北京 | 7                | 1    | 20
        """})  # fmt: skip
    assert found.values == {"营业收入 2010 北京": 20}


def test_a_total_below_several_headings_is_that_of_all(tmp_path: Path) -> None:
    p = plan(INCOME, dimensions=(dimension("地区", "东部", "西部", "北京", "四川"),),
             forms={"收入": form("a.xlsx", "{地区}", "measure", period="2010")})  # fmt: skip
    found = read(
        tmp_path,
        p,
        {
            "a.xlsx": """
        地区 | 营业收入（亿元）
        东部 |
        北京 | 20
        小计 | 20
        西部 |
        四川 | 10
        小计 | 10
        合计 | 30
        """
        },
    )
    assert found.values == {
        "营业收入 2010": 30, "营业收入 2010 东部": 20, "营业收入 2010 西部": 10,
        "营业收入 2010 北京": 20, "营业收入 2010 四川": 10,
    }  # fmt: skip


def test_uneven_years_are_a_header(tmp_path: Path) -> None:
    p = plan(INCOME, forms={"a": form("a.xlsx")})
    found = read(
        tmp_path,
        p,
        {
            "a.xlsx": """
        类别     | 1978 | 2000 | 2010
        营业收入 | 1    | 2    | 3
        """
        },
    )
    assert found.values == {"营业收入 1978": 1, "营业收入 2000": 2, "营业收入 2010": 3}


def test_the_unit_of_an_outer_heading_is_not_that_of_another_thing_under_it(tmp_path: Path) -> None:
    p = plan(FIRMS, INCOME, dimensions=(REGIONS,), forms={"a": form("a.xlsx", "{地区}", "measure", period="2010")})
    found = read(
        tmp_path,
        p,
        {
            "a.xlsx": """
        地区 | 规模以上工业（万元） | <
        ^    | 企业数               | 营业收入
        全国 | 5                    | 30000
        """
        },
    )
    assert found.values == {"企业数 2010": 5, "营业收入 2010": 3}  # 30000 万元
    assert not found.serious()


def test_large_numbers_stored_as_text_are_told_whole(tmp_path: Path) -> None:
    p = plan(INCOME, forms={"a": form("a.xlsx")})
    found = read(
        tmp_path,
        p,
        {
            "a.xlsx": """
        指标             | 2018年
        营业收入（亿元） | '1408565
        """
        },
    )
    assert "（1408565）" in found.finding("FZ401").message("zh")


def test_a_cell_that_two_forms_read_is_one_figure(tmp_path: Path) -> None:
    p = plan(INCOME, PROFIT, dimensions=(REGIONS,), forms={
        "收入": form("a.xlsx", "{地区}", "measure", period="2018"), "全部": form("*.xlsx", "{地区}", "measure", period="2018"),
    })  # fmt: skip
    found = read(
        tmp_path,
        p,
        {
            "a.xlsx": """
        地区 | 营业收入（亿元） | 利润总额（亿元）
        全国 | 30               | 3
        北京 | 20               | 2
        """
        },
    )
    assert len(found.extraction.observations) == 4
    assert found.account().observations == 4
    assert not found.account().ignored
