"""The real workbooks: what the drafted forms read of each, and the conservation of its cells.

Shares are of the number-like cells where data stand; a share below 1 has its reason beside it.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.returns.reading import data_file

from fzplan.returns import survey
from fzplan.returns.readers import door

WORKBOOKS = Path(__file__).parents[3].parent / "shared" / "workbooks"
TECHME = "huhuaping+techme/data-raw/"
YEARBOOK = TECHME + "tech-yearbook/"
READ_WHOLE = (
    YEARBOOK + "part05-industry/01-operation/raw-2010.xls",
    YEARBOOK + "part05-industry/01-operation/raw-2020.xls",
    YEARBOOK + "part05-industry/01-operation/raw-2023.xlsx",
    YEARBOOK + "part05-industry/02-RD/raw-2020-soshu.xls",
    YEARBOOK + "part05-industry/02-RD/raw-2022.xls",
    YEARBOOK + "part05-industry/03-trade/raw-2018.xls",
    YEARBOOK + "part02-firm/00-firms/raw-2019-unlocked.xlsx",
    YEARBOOK + "part02-firm/03-spend-inner/raw-2020.xls",
    YEARBOOK + "part09-service/01-incubator/raw-2022.xls",
    YEARBOOK + "part01-over/02-spend-intense/raw-2020.xls",
    YEARBOOK + "part01-over/02-spend-intense/raw-2020-soshu.xls",
    YEARBOOK + "part08-output/01-patent/02-authority/raw-2020.xls",
    TECHME + "nation-yearbook/part07-finance/02-public-budget/raw-2020.xls",
    TECHME + "livestock-yearbook/02-breeding/raw-2015-3.xls",
    TECHME + "public-site/nbs-RD-bulletin/02-xls/raw-2023.xlsx",
    "2020-data-integration+data-collection/主要城市年度数据.xls",
    "ruiyugao+WBS-G6-Project-2026/城市生活垃圾清运和处理情况年度数据.xls",
    "xiuwhite+HPU-ZTZ/年度数据 (1).xls",
    "GKDGKD+Impact-of-COVID-19-on-Industry/GDP(已自动还原).xls",
    "GKDGKD+Impact-of-COVID-19-on-Industry/月度数据.xls",
    "mkng0+Time-Series-Analysis/CPI.xls",
    "Liuwenke-hub+china-tourism-analysis/data/地区生产总值分省年度数据.xlsx",
    "SousekiL+GaoKaoVer2/data/分省年度数据.xlsx",
    "2rintf+noob-data-visulization/data/A0101a.xls",
    "zzy0222+CityLab/北京统计年鉴.xlsx",
    "best-practice-and-impact+databaker_usage/example_uses/example_1/data/internetusers2020.xls",
    "Agroscope-Simon+bundesamt_fuer_statistik_tidyxl/Data/Traubenernte.xlsx",
    "AliSilak+AdvanceProg.Conflict/12411-0001.csv",
    "ricciardi+schengen/nama_10r_2gdp.xls",
    "jasonachonu+Data-Mining/API_NY.GDP.PCAP.CD_DS2_en_excel_v2.xls",
    "AliceOh+Applied-Data-Science-With-Python/gdplev.xls",
    "luebby+OECD-Permutation/OECD.xlsx",
    "Agroscope-Simon+bundesamt_fuer_statistik_tidyxl/Data/Rebfläche_nach_Kantonen_1855-2002.xlsx",
)


def read(name: str) -> tuple[int, int, int]:
    """Return the data cells, those the drafted forms read, and the tables of a workbook."""
    path = WORKBOOKS / name
    if not path.exists():
        pytest.skip(f"the workbook {name} is not beside the checkout")
    found, findings = survey(data_file(path, name))
    assert found is not None, findings
    for sheet in found.sheets:
        assert sheet.account is not None
        assert sheet.account.holds
        assert sheet.account.numbers >= sheet.numbers  # symbols have a fate too
    tables = [t for sheet in found.sheets for t in sheet.tables if t.numbers]
    return sum(t.numbers for t in tables), sum(t.proof.observations for t in tables if t.proof), len(tables)


@pytest.mark.parametrize("name", READ_WHOLE)
def test_the_drafted_forms_read_the_workbook(name: str) -> None:
    numbers, observations, _ = read(name)
    assert numbers > 30
    assert observations >= 0.95 * numbers


def test_two_columns_under_the_same_words_cannot_be_told_apart_by_any_form() -> None:
    """ASHE: 'Annual percentage change' stands beside Median and beside Mean; neither figure is used."""
    name = "sensiblecodeio+databaker/resource/ashe_prov_2014.xls"
    path = WORKBOOKS / name
    if not path.exists():
        pytest.skip(f"the workbook {name} is not beside the checkout")
    found, _ = survey(data_file(path, name), sheet="All")
    assert found is not None
    (table,), (odd, *_) = found.sheets[0].tables, found.sheets[0].oddities
    assert table.proof is not None
    book = door.read(path, name).book
    assert book is not None
    rows = next(sheet.rows for sheet in book.sheets if sheet.name == "All")[5:653]
    pairs = [(row[4], row[6]) for row in rows if isinstance(row[4], float) and isinstance(row[6], float)]
    differing = sum(one != other for one, other in pairs)
    # of a differing pair neither is read, of an equal one the second is a repetition
    assert table.numbers - table.proof.observations == 2 * differing + (len(pairs) - differing)
    assert odd.code == "same_headings"
