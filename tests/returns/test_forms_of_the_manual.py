"""Every shape of form that the plan-file format names, each with its numbers added up by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.returns.plans import dimension, form, measure, plan
from tests.returns.reading import read

if TYPE_CHECKING:
    from pathlib import Path

INCOME = measure("总收入", "亿元")
TAX = measure("税收", "亿元")
DEATHS = measure("死亡人数", "人")
USERS = measure("网民", "千人", "stock", aliases=("Used in the last 3 months",))
REGIONS = dimension("地区", "东区", "西区")
SEXES = dimension("性别", "男", "女", aliases={"Männlich": "男", "Weiblich": "女"}, en="sex")
AGES = dimension("年龄", "0-30", "30-35", en="age group")


def test_a_database_export_with_four_header_rows_and_readings(tmp_path: Path) -> None:
    p = plan(
        TAX, dimensions=(REGIONS,),
        forms={"月度": form("*.xlsx", "{period}", "{measure} > {地区} > {_} > {unit}",
                            readings={"*_当期": "current", "*_累计": "to_date"})},
    )  # fmt: skip
    found = read(tmp_path, p, {"a.xlsx": """
        指标    | 利润_当期 | 税收_当期 | 税收_累计 | 税收_当期
        地区    | 全国      | 全国      | 全国      | 东区
        频度    | 月        | 月        | 月        | 月
        单位    | 亿元      | 亿元      | 亿元      | 万元
        2021-01 | 9         | 1         | 1         | 5000
        2021-02 | 9         | 2         | 3         | 6000
        """})  # fmt: skip
    assert found.values == {
        "税收 2021-01": 1,
        "税收 2021-02": 2,
        "税收 2021-01-01/P2M": 3,
        "税收 2021-01 东区": 0.5,
        "税收 2021-02 东区": 0.6,
    }
    assert found.codes == ["FZ308", "FZ321"]  # 利润 is not declared; 万元 converted


def test_months_as_plain_numbers_under_a_merged_word(tmp_path: Path) -> None:
    p = plan(
        DEATHS, dimensions=(SEXES, AGES),
        forms={"死亡": form("*.xlsx", "{_} > {year} > {年龄}", "{_} > {month}", sheets="D_*_{性别}",
                            fixed={"measure": "死亡人数", "unit": "人"})},
    )  # fmt: skip
    grid = """
        Lfd. | Jahr | Alter | Monate | < | <
             |      |       | 1      | 2 | 3
        1    | 2021 | 0-30  | 4      | 5 | 6
        2    | 2021 | 30-35 | 7      | 8 | 9
        """
    found = read(tmp_path, p, {"a.xlsx": {"D_2021_女": grid}})
    assert found.values == {
        "死亡人数 2021-01 女 0-30": 4, "死亡人数 2021-02 女 0-30": 5, "死亡人数 2021-03 女 0-30": 6,
        "死亡人数 2021-01 女 30-35": 7, "死亡人数 2021-02 女 30-35": 8, "死亡人数 2021-03 女 30-35": 9,
    }  # fmt: skip


def test_months_in_words_and_a_total_of_another_language(tmp_path: Path) -> None:
    p = plan(
        DEATHS, dimensions=(SEXES, AGES),
        forms={"死亡": form("*.xlsx", "{_} > {year} > {年龄}", "{_} > {month}", sheets="D_*_{性别}",
                            fixed={"measure": "死亡人数", "unit": "人"})},
    )  # fmt: skip
    found = read(tmp_path, p, {"a.xlsx": {"D_2021_Weiblich": """
        Lfd. | Jahr | Alter      | Monate | <    | <
        Nr.  |      | unter      | Januar | März | Dez.
        1    | 2021 | Insgesamt  | 40     | 50   | 60
        2    | 2021 | 30-35      | 7      | 8    | 9
        """}})  # fmt: skip
    assert found.values == {
        "死亡人数 2021-01 女": 40, "死亡人数 2021-03 女": 50, "死亡人数 2021-12 女": 60,
        "死亡人数 2021-01 女 30-35": 7, "死亡人数 2021-03 女 30-35": 8, "死亡人数 2021-12 女 30-35": 9,
    }  # fmt: skip


def test_groups_of_columns_that_are_not_merged_and_groupings_with_a_total_before_them(tmp_path: Path) -> None:
    p = plan(
        USERS, dimensions=(SEXES, AGES),
        forms={"网民": form("*.xlsx", "{grouping} > {member}", "{measure} > {year}", unit="千人",
                            names={"All adults": "_T"})},
    )  # fmt: skip
    found = read(tmp_path, p, {"a.xlsx": """
                          |  | Used in the last 3 months |      |  | Never used |
                          |  | 2019                      | 2020 |  | 2019       | 2020
        All adults        |  | 100                       | 110  |  | 9          | 8
        Age group (years) |  |                           |      |  |            |
        0-30              |  | 60                        | 65   |  | 4          | 3
        Sex               |  |                           |      |  |            |
        Weiblich          |  | 51                        | 56   |  | 5          | 4
        """})  # fmt: skip
    assert found.values == {
        "网民 2019": 100, "网民 2020": 110,
        "网民 2019 0-30": 60, "网民 2020 0-30": 65,
        "网民 2019 女": 51, "网民 2020 女": 56,
    }  # fmt: skip


def test_a_sheet_named_after_no_member_is_not_the_total(tmp_path: Path) -> None:
    p = plan(
        INCOME, dimensions=(REGIONS,),
        forms={"表": form("*.xlsx", "{year}", "{measure}", sheets="{地区}", unit="亿元")},
    )  # fmt: skip
    found = read(tmp_path, p, {"a.xlsx": {
        "封面": "各地区收入",
        "东区": "年份 | 总收入\n2021 | 5",
        "东 郊": "年份 | 总收入\n2021 | 7",
    }})  # fmt: skip
    assert found.values == {"总收入 2021 东区": 5}
    assert found.codes == ["FZ345"]


def test_a_sheet_that_another_form_reads_is_no_riddle(tmp_path: Path) -> None:
    p = plan(
        INCOME, dimensions=(REGIONS,),
        forms={
            "分区": form("*.xlsx", "{year}", "{measure}", sheets="{地区}", unit="亿元"),
            "汇总": form("*.xlsx", "{year}", "{measure}", sheets="汇总表", unit="亿元"),
        },
    )  # fmt: skip
    found = read(tmp_path, p, {"a.xlsx": {
        "东区": "年份 | 总收入\n2021 | 5",
        "汇总表": "年份 | 总收入\n2021 | 12",
    }})  # fmt: skip
    assert found.values == {"总收入 2021 东区": 5, "总收入 2021": 12}
    assert found.codes == []


def test_a_first_column_that_is_not_declared_is_data_all_the_same(tmp_path: Path) -> None:
    p = plan(INCOME, forms={"表": form("*.xlsx", "period", "measure", unit="亿元")})
    found = read(tmp_path, p, {"a.xlsx": """
        年份 | 利润 | 总收入
        2020 | 7    | 700
        2021 | 8    | 800
        """})  # fmt: skip
    assert found.values == {"总收入 2020": 700, "总收入 2021": 800}
