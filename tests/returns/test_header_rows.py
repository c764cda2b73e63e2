"""Headers with blank rows inside, outer names above the first known one, and footnote marks stuck to names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.returns.plans import column, dimension, form, measure, plan
from tests.returns.reading import again, read

if TYPE_CHECKING:
    from pathlib import Path

WINE = measure("葡萄酒", "吨", aliases=("Wine in t",))
JOBS = measure("岗位数", "人", "stock", aliases=("Number of jobs",))
CANTONS = dimension("地区", "Waadt", "Appenzell A. Rh.")
COLOURS = dimension("颜色", "红", "白", aliases={"Rote": "红", "Weisse": "白"})


def test_names_over_blank_rows_and_marks_that_lost_their_height(tmp_path: Path) -> None:
    p = plan(
        WINE, dimensions=(CANTONS, COLOURS),
        forms={"收成": form("*.xlsx", "{地区}", "{measure} > {颜色}", sheets="{year}", unit="吨")},
    )  # fmt: skip
    found = read(tmp_path, p, {"a.xlsx": {"2021": """
        Harvest 2021      |           |      |        |               |
                          |           |      |        |               |
                          | Wine in t |      |        | Wine per m²   |
                          |           |      |        |               |
                          | Total 1   | Rote | Weisse | Mean          |
                          |           |      |        |               |
                          |           |      |        | Rote          | Weisse
                          |           |      |        |               |
                          |           |      |        |               |
        Total 2           | 30        | 20   | 10     | 0.5           | 0.6
                          |           |      |        |               |
        Waadt             | 18        | 12   | 6      | 0.5           | 0.6
        Appenzell A. Rh.3 | 12        | 8    | 4      | 0.5           | 0.6
                          |           |      |        |               |
        1 Grape juice included
        2 Border area included
        3 Both halves together
        """}})  # fmt: skip
    assert found.values == {
        "葡萄酒 2021": 30, "葡萄酒 2021 红": 20, "葡萄酒 2021 白": 10,
        "葡萄酒 2021 Waadt": 18, "葡萄酒 2021 Waadt 红": 12, "葡萄酒 2021 Waadt 白": 6,
        "葡萄酒 2021 Appenzell A. Rh.": 12, "葡萄酒 2021 Appenzell A. Rh. 红": 8,
        "葡萄酒 2021 Appenzell A. Rh. 白": 4,
    }  # fmt: skip
    assert found.account().ignored == {"unknown_column": 6}


def test_a_digit_at_the_end_is_part_of_the_name_where_no_footnote_has_it(tmp_path: Path) -> None:
    p = plan(JOBS, forms={"表": form("*.xlsx", unit="人")})
    found = read(tmp_path, p, {"a.xlsx": """
        指标            | 2020 | 2021
        Number of jobs2 | 5    | 6
        Number of jobsb | 7    | 8
        a  Employees only
        """})  # fmt: skip
    assert found.values == {}
    assert found.account().ignored == {"unknown_row": 4}


def test_a_name_between_two_others_is_not_skipped(tmp_path: Path) -> None:
    p = plan(
        WINE, dimensions=(COLOURS,),
        forms={"收成": form("*.xlsx", "{year}", "{measure} > {颜色}", unit="吨", names={"Wine in t > Old > Weisse": "白"})},
    )  # fmt: skip
    found = read(tmp_path, p, {"a.xlsx": """
        Jahr | Wine in t | <    | <   | <
             | Total     | Rote | Old | <
             |           |      | Rote | Weisse
        2021 | 30        | 20   | 7    | 3
        """})  # fmt: skip
    assert found.values == {"葡萄酒 2021": 30, "葡萄酒 2021 红": 20, "葡萄酒 2021 白": 3}
    assert found.account().ignored == {"unknown_column": 1}  # 7: red wine of old vines only


def test_one_column_of_figures_whose_labels_have_no_heading(tmp_path: Path) -> None:
    people = measure("人口", "人", "stock", aliases=("Bevölkerungsstand",))
    p = plan(people, forms={"人口": form("*.csv", "{period}", "{measure} > {_}")})
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "a.csv").write_bytes(
        "GENESIS-Tabelle: 12411-0001\nBevölkerung: Deutschland, Stichtag;\n;Bevölkerungsstand\n;Anzahl\n"
        '31.12.2017;82792351\n31.12.2018;83019213\n__________\n"Bis 1989: Früheres Bundesgebiet\n\n'
        'Ab 2011: Zensus 2011."\n© Statistisches Bundesamt, 2020\nStand: 26.04.2020 / 14:30:12\n'.encode("latin-1")
    )
    found = again(tmp_path, p)
    assert found.values == {"人口 2017": 82792351, "人口 2018": 83019213}


def test_a_column_of_a_register_is_named_by_its_path(tmp_path: Path) -> None:
    count = measure("国家数", "个", "stock")
    spec = form(
        "*.xlsx", "entity", None, key="Location code", period="2019",
        columns_of=(column("类型", "Type > Name"), column("大洲", "Region > Name", dimension="大洲")),
    )  # fmt: skip
    p = plan(count, dimensions=(dimension("大洲", "Africa", "Asia"),), forms={"名录": spec})
    found = read(tmp_path, p, {"a.xlsx": """
        List of places |               | Type |         | Region |
                       |               |      |         |        |
                       |               | Type | <       | Region |
        Index          | Location code | Code | Name    | Code   | Name
        1              | 900           | 1    | World   |        |
        2              | 903           | 2    | Region  | 903    | Africa
        3              | 12            | 4    | Country | 903    | Africa
        4              | 156           | 4    | Country | 935    | Asia
        """})  # fmt: skip
    (records,) = found.extraction.records
    assert records.columns["类型"] == ["World", "Region", "Country", "Country"]
    assert records.members["大洲"] == ["_T", "Africa", "Africa", "Asia"]
