"""Web pages named .xls: one sheet of all tables and the lines between them, spans as merges."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from fzplan.returns.readers.door import read
from fzplan.returns.readers.html import book_of

if TYPE_CHECKING:
    from fzplan.returns.readers.book import Sheet

SHARED = Path(__file__).parents[3] / "shared" / "workbooks" / "huhuaping+techme" / "data-raw" / "tech-yearbook"


def sheet(page: str) -> Sheet:
    book = book_of(page, 10_000)
    assert book is not None
    return book.sheets[0]


def test_title_unit_and_note_stand_as_lines_above_and_below() -> None:
    page = """<!-- excel --><html><head><title>x</title><style>td {width: 1px}</style></head><body>
    <h3>表 1  2021年主要指标</h3><table><tr><td>单位：亿元</td></tr></table>
    <table><tr><th rowspan=2>指标</th><th colspan=2>数值</th></tr><tr><th>2020年<th>2021年</tr>
    <tr><td>总收入<td>6648.7<td>7205.3</table><p>注：快报数</p><script>var a = 1</script>"""
    found = sheet(page)
    assert found.rows == [
        ["表 1 2021年主要指标", "", ""],
        ["单位：亿元", "", ""],
        ["指标", "数值", ""],
        ["", "2020年", "2021年"],
        ["总收入", "6648.7", "7205.3"],
        ["注：快报数", "", ""],
    ]
    assert found.merges == ((2, 0, 3, 0), (2, 1, 2, 2))


def test_spans_reach_over_rows_and_end_with_the_table() -> None:
    page = "<table><tr><td rowspan=9>甲<td>1<tr><td>2<tr><td colspan=2>3</table>"
    found = sheet(page)
    assert found.rows == [["甲", "1", ""], ["", "2", ""], ["", "3", ""]]
    assert found.merges == ((0, 0, 2, 0), (2, 1, 2, 2))


def test_a_table_inside_a_cell_is_a_table_of_its_own() -> None:
    page = "<table><tr><td>栏目<table><tr><td>总收入</td><td>1</td></tr></table></td><td>2021年</td></tr></table>"
    assert sheet(page).rows == [["栏目", "2021年"], ["总收入", "1"]]


def test_a_layout_of_tables_without_words_leaves_no_lines() -> None:
    page = "<table><tr><td><table><tr><td>总收入<td>1</table></td><td> &nbsp;</td></tr></table>"
    assert sheet(page).rows == [["总收入", "1"]]


def test_lines_in_a_cell_are_words() -> None:
    page = "<table><tr><td>Total<br>income<div>net</div></td><td>1</td></tr></table>"
    assert sheet(page).rows == [["Total income net", "1"]]


@pytest.mark.parametrize("page", ["<p>x</p>", "<table></table>", "<table><tr><td> </td></tr></table>", "<", "<table"])
def test_pages_without_a_table(page: str) -> None:
    assert book_of(page, 100) is None


@pytest.mark.parametrize(
    ("name", "rows", "columns", "lines"),
    [
        (
            "part05-industry/02-RD/raw-2020-soshu.xls",
            38,
            15,
            ("中国2020年各地区高技术产业R&D活动及相关情况统计", "单位:万元", "注:表数据口径为规模以上工业企业."),
        ),
        (
            "part01-over/02-spend-intense/raw-2020-soshu.xls",
            33,
            10,
            ("中国历年各地区研究与试验发展(R&D)经费投入强度统计(2012-2020)", "单位:%", "注:"),
        ),
    ],
)
def test_exports_of_portals(name: str, rows: int, columns: int, lines: tuple[str, ...]) -> None:
    if not SHARED.is_dir():
        pytest.skip("the shared workbooks are not beside the checkout")
    book = read(SHARED / name, name).book
    assert book is not None
    found = [[cell for cell in row if cell != ""] for row in book.sheets[0].rows]
    alone = [str(row[0]) for row in found if len(row) == 1]
    for line in lines:
        assert any(words.startswith(line) for words in alone)
    assert len(book.sheets[0].rows[0]) == columns
    assert sum(len(row) > 1 for row in found) == rows  # as INDEX.md measures the table
