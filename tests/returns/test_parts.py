"""Parts of one table under one heading, series codes beside headings, names among numbers, days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.returns.plans import dimension, form, measure, plan
from tests.returns.reading import read

if TYPE_CHECKING:
    from pathlib import Path

AREA = measure("面积", "公顷", "stock")
SHARE = measure("比重", "%", "ratio")
STAFF = measure("就业", "千人", "average", aliases=("In employment",))
RATE = measure("失业率", "%", "ratio", aliases=("Unemployment rate",))
HOURS = measure("工时", "小时", "average", aliases=("Median",))
MEAN = measure("平均工时", "小时", "average", aliases=("Mean",))
PEOPLE = measure("人口", "人", "stock")
BIRTHS = measure("出生", "人")
CANTONS = dimension("州", "Bern", "Jura")
SEXES = dimension("性别", "男", "女", aliases={"Male": "男", "Female": "女"})

AREAS = """
    Jahr | Bern  | Jura  | CH
    Region | West | West |
         |       |       |
         | ha 1) | ha 1) | ha 1)
         |       |       |
    1990 | 6     | 4     | 10
    2000 | 9     | 3     | 12
         |       |       |
         | %     | %     | %
         |       |       |
    1990 | 60    | 40    | 100
    2000 | 75    | ...   | 100
         |       |       |
    1) without double counting
    """


def test_each_part_is_read_in_the_units_of_its_own_row(tmp_path: Path) -> None:
    def one(name: str) -> dict[str, object]:
        return form("*.xlsx", "{year}", "{州} > {_}", fixed={"measure": name}, names={"CH": "_T"})

    p = plan(AREA, SHARE, dimensions=(CANTONS,), forms={"面积": one("面积"), "比重": one("比重")})
    found = read(tmp_path, p, {"a.xlsx": AREAS})
    assert found.values == {
        "面积 1990": 10, "面积 2000": 12, "面积 1990 Bern": 6, "面积 2000 Bern": 9, "面积 1990 Jura": 4, "面积 2000 Jura": 3,
        "比重 1990": 100, "比重 2000": 100, "比重 1990 Bern": 60, "比重 2000 Bern": 75, "比重 1990 Jura": 40,
    }  # fmt: skip
    assert found.one("面积 1990 Bern").unit == "ha"
    assert found.codes.count("FZ380") == 2  # each form is told of the part it leaves
    assert found.account().ignored == {"below_unit": 1}
    assert found.serious() == []


def test_series_codes_stand_beside_headings_and_rolling_quarters_under_them(tmp_path: Path) -> None:
    p = plan(
        STAFF, RATE, dimensions=(SEXES,),
        forms={"调查": form("*.xlsx", "{性别} > {period}", "{measure}", fixed={"unit": "千人"}, names={"All": "_T"})},
    )  # fmt: skip
    found = read(tmp_path, p, {"a.xlsx": """
        SUMMARY      |              |   |               |   |                       |
                     | All aged 16  |   | In employment |   | Unemployment rate (%) |
        108          | 1            |   | 2             |   | 3                     |   | 4 | 5
                     |              |   |               |   |                       |
        All          | MGSL         |   | MGRZ          |   | MGSX                  |
                     |              |   |               |   |                       |
        Nov-Jan 1972 | 40513000     |   | 24613000{#,##0,} | | 3.8                  |
        Dec-Feb 1972 | 40531000     |   |               |   |                       |
        Jan-Mar 1972 | 40550000     |   | 24559000{#,##0,} | | 4.0                  |
        Change       | 1            |   | 2             |   | 3                     |
        Male         | MGSM         |   | MGSA          |   | MGSY                  |
                     |              |   |               |   |                       |
        Jan-Mar 1972 | 19000000     |   | 15559000{#,##0,} | | 4.1                  |
        """})  # fmt: skip
    assert found.values == {
        "就业 1971-11-01/P3M": 24613, "失业率 1971-11-01/P3M": 3.8,
        "就业 1972-Q1": 24559, "失业率 1972-Q1": 4.0,
        "就业 1972-Q1 男": 15559, "失业率 1972-Q1 男": 4.1,
    }  # fmt: skip
    assert found.one("失业率 1972-Q1").unit == "%"  # what the heading says counts before the unit of the form
    assert found.account().ignored == {"code_row": 6, "unknown_column": 5, "unknown_row": 2}


def test_percentiles_are_names_of_columns(tmp_path: Path) -> None:
    p = plan(
        HOURS, MEAN, dimensions=(CANTONS,),
        forms={"工时": form("*.xlsx", "{州}", "{measure}", period="2014", unit="小时", symbols={"x": "suppressed"})},
    )  # fmt: skip
    found = read(tmp_path, p, {"a.xlsx": """
                    |      |        | Annual     |      | Annual     |             |
                    |      |        | percentage |      | percentage | Percentiles |
        Description | Code | Median | change     | Mean | change     | 10          | 20
        Bern        | E1   | 37     | 0.1        | 33.1 | 0.2        | 15          | 23.3
        Jura        | E2   | x      | 0.1        | 33.2 | 0.2        | x           | 23.5
        """})  # fmt: skip
    assert found.values == {"工时 2014 Bern": 37, "平均工时 2014 Bern": 33.1, "平均工时 2014 Jura": 33.2}
    assert found.account().headers == 2  # 10 and 20
    assert found.account().ignored == {"suppressed": 1, "unknown_column": 7}


def test_a_stock_of_the_last_day_of_a_month_is_that_of_its_end(tmp_path: Path) -> None:
    p = plan(
        PEOPLE, BIRTHS,
        forms={"时点": form("*.xlsx", "{measure}", "{day}.{month}.{year}", unit="人")},
    )  # fmt: skip
    found = read(
        tmp_path, p, {"a.xlsx": "指标 | 30.12.2020 | 31.12.2020 | 28.02.2021\n人口 | 5 | 6 | 7\n出生 | 1 | 2 | 3"}
    )
    assert found.values == {"人口 2020": 6, "人口 2021-02": 7}
    assert found.finding("FZ381").facts["count"] == 4
    assert found.account().ignored == {"daily": 4}


def test_annual_and_quarterly_figures_side_by_side_without_a_heading_over_the_labels(tmp_path: Path) -> None:
    p = plan(BIRTHS, forms={"人口": form("*.xlsx", "{period}", "{measure}", unit="人")})
    found = read(tmp_path, p, {"a.xlsx": """
        Annual |      |   | Quarterly |
               | 出生 |   |           | 出生
               |      |   |           |
        2020   | 40   |   | 2020q1    | 11
        2021   | 44   |   | 2020q2    | 9
               |      |   | 2020q3    | 10
        """})  # fmt: skip
    assert found.values == {"出生 2020": 40, "出生 2021": 44, "出生 2020-Q1": 11, "出生 2020-Q2": 9, "出生 2020-Q3": 10}


def test_a_sheet_of_the_form_without_its_table_is_told(tmp_path: Path) -> None:
    p = plan(BIRTHS, forms={"人口": form("*.xlsx", "{year}", "{measure}", sheets="表*", unit="人")})
    found = read(tmp_path, p, {"a.xlsx": {"表1": "年份 | 出生\n2020 | 40", "表2": "周 | 甲 | 乙\n1 | 5 | 6"}})
    assert found.values == {"出生 2020": 40}
    assert "表2" in str(found.finding("FZ306").at)
    assert found.serious() == []


def test_what_other_sheets_of_such_files_look_like(tmp_path: Path) -> None:
    """A blank column is no label; a column of figures nobody declared is no label either; years under each parent."""
    users = measure("网民", "千人", "stock", aliases=("Used in the last 3 months",))
    rate = measure("就业率", "%", "ratio", aliases=("Employment rate per m²",))
    p = plan(
        users, rate, dimensions=(CANTONS,),
        forms={
            "网民": form("*.xlsx", "{_} > {州}", "{measure} > {year}", sheets="5a", unit="千人"),
            "就业": form("*.xlsx", "{州} > {_}", "{measure} > {unit}", sheets="指标", period="2018"),
        },
    )  # fmt: skip
    found = read(tmp_path, p, {"a.xlsx": {
        "5a": """
                      |      | Used in the last 3 months |      |      | Never used |      |
            NUTS Code |      | 2018 | 2019 | 2020 | 2018 | 2019 | 2020
                      |      |      |      |      |      |      |
            UKC       | Bern | 7    | 8    | 9    | 3    | 2    | 1
            UKD       | Jura | 4    | 5    | 6    | 3    | 2    | 1
            """,
        "指标": """
              | Country | Region | Code | Labour force | Employment rate per m² | Life
              |         |        |      | %            | %                      | Years
              |         | Bern   | C1   | 84.6         | 72.4                   | 82
              |         | Jura   | C2   | 85.2         | 72.6                   | 83
            """,
    }})  # fmt: skip
    assert found.values == {
        "网民 2018 Bern": 7, "网民 2019 Bern": 8, "网民 2020 Bern": 9,
        "网民 2018 Jura": 4, "网民 2019 Jura": 5, "网民 2020 Jura": 6,
        "就业率 2018 Bern": 72.4, "就业率 2018 Jura": 72.6,
    }  # fmt: skip


def test_columns_of_codes_and_of_one_text_name_no_row(tmp_path: Path) -> None:
    head = measure("人均", "美元/人", "ratio")
    p = plan(
        head, dimensions=(CANTONS,),
        forms={"人均": form("*.xlsx", "{州}", "{year}", fixed={"measure": "人均"}, unit="美元/人")},
    )  # fmt: skip
    found = read(tmp_path, p, {"a.xlsx": """
        Country Name | Country Code | Indicator Name | 1960 | 1961
        Bern         | BER          | GDP per head   | 1    | 2
        Jura         | JUR          | GDP per head   | 3    | 4
        Uri          | URI          | GDP per head   | 5    | 6
        """})  # fmt: skip
    assert found.values == {"人均 1960 Bern": 1, "人均 1961 Bern": 2, "人均 1960 Jura": 3, "人均 1961 Jura": 4}


def test_two_tables_with_most_of_a_heading_in_common_contradict_each_other(tmp_path: Path) -> None:
    p = plan(STAFF, forms={"调查": form("*.xlsx", "{year}", "{measure}", unit="千人")})
    found = read(tmp_path, p, {"a.xlsx": """
             | All aged 16 & over  | Active | In employment | Unemployed | Inactive
        2020 | 50                  | 9      | 8             | 1          | 41
        2021 | 51                  | 9      | 7             | 2          | 42

             | All aged 16 to 64   | Active | In employment | Unemployed | Inactive
        2020 | 40                  | 9      | 6             | 3          | 31
        """})  # fmt: skip
    assert found.codes.count("FZ331") == 1  # 2020: 8 and 6
    assert found.values["就业 2021"] == 7


def test_a_form_may_read_numbers_as_members(tmp_path: Path) -> None:
    tenths = dimension("分位", "一成", "九成", aliases={"10": "一成", "90": "九成"})
    p = plan(
        HOURS, dimensions=(CANTONS, tenths),
        forms={"分位": form("*.xlsx", "{州}", "Percentiles > {分位}", header=1, period="2014", unit="小时",
                          fixed={"measure": "工时"})},
    )  # fmt: skip
    found = read(tmp_path, p, {"a.xlsx": """
                    |      | Percentiles |    |
        Description | Mean | 10          | 50 | 90
        Bern        | 33.1 | 15          | 37 | 43
        """})  # fmt: skip
    assert found.values == {"工时 2014 Bern 一成": 15, "工时 2014 Bern 九成": 43}


def test_a_body_of_signs_is_no_header_and_a_deep_one_costs_no_time(tmp_path: Path) -> None:
    trend = measure("教育", "分", "ratio", aliases=("Education",))
    jobs = measure("就业分", "分", "ratio", aliases=("Jobs",))
    p = plan(trend, jobs, dimensions=(CANTONS,), forms={
        "趋势": form("*.xlsx", "{州} > {_}", "{measure} > {_}", period="2018", unit="分"),
    })  # fmt: skip
    body = "\n".join(f"Bern | A{k} | + | ~ | -" for k in range(400))
    found = read(
        tmp_path, p, {"a.xlsx": f"Region | Code | Education | Jobs | Income\n | | Trend | Trend | Trend\n{body}"}
    )
    assert found.values == {}
    told = found.finding("FZ402")  # each + and ~ is a text where a number belongs, and all stand together
    assert (str(told.at), len(told.instances)) == ("data/a.xlsx:Sheet1!C3:D402", 800)


def test_figures_that_look_like_years_are_no_labels(tmp_path: Path) -> None:
    p = plan(AREA, forms={"面积": form("*.xlsx", "{year}", "{measure}", unit="公顷")})
    found = read(tmp_path, p, {"a.xlsx": """
        Jahr | Thurgau | Bern | 面积
        1855 | 1980    | ...  | 10
        1877 | 1810    | 300  | 20
        1884 | 700     | 310  | 30
        1890 | 710     | 320  | 40
        1900 | 720     | 330  | 50
        """})  # fmt: skip
    assert found.values == {"面积 1855": 10, "面积 1877": 20, "面积 1884": 30, "面积 1890": 40, "面积 1900": 50}
