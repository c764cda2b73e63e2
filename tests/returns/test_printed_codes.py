"""What the codes of a form stand for, from filled returns of several layouts."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest
from tests import builders

from fzplan import plan as plan_room
from fzplan import returns

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from fzplan.model.printed import Codebook

PLAN = """
fzplan: 1
plan: {name: 规划, baseline: 2020, span: 2021-2025}
dimensions: {产业: {members: [甲业, 乙业]}}
measures:
  收入: {unit: 亿元, kind: flow}
  人数: {unit: 人, kind: stock}
forms:
"""
LINES = "年报: {files: '年报*.xlsx', rows: '{measure}', columns: '{period}'}"


@pytest.fixture
def codes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Codebook]:
    monkeypatch.chdir(tmp_path)

    def found(form: str, books: Mapping[str, str]) -> Codebook:
        builders.plan(tmp_path, dedent(PLAN) + f"  {form}\n")
        for name, grid in books.items():
            builders.workbook(tmp_path / "data" / f"{name}.xlsx", {"表": grid})
        loaded, findings = plan_room.load(Path("targets.yaml"))
        assert loaded is not None, [f.message("zh") for f in findings]
        data = [Path("data")]
        extraction, _ = returns.extract(loaded, data, Path())
        return returns.codebook(loaded, next(iter(loaded.forms.values())), extraction, data, Path())

    return found


def plain(book: Codebook) -> dict[str, list[tuple[object, ...]]]:
    return {code: [(m.name, *m.members, *([m.unit] if m.unit else [])) for m in ms] for code, ms in book.codes.items()}


@pytest.mark.parametrize("head", ["代码", "指标代码", "行次", "编 码"])
def test_a_column_of_codes(codes: Callable[..., Codebook], head: str) -> None:
    grid = f"指标 | 单位 | {head} | 2021年 | 2022年\n甲 | 乙 | 丙 | 1 | 2\n收入 | 千元 | '01 | 5 | 6\n人数 | 人 | '02 | 7 | 8"
    book = codes(LINES, {"年报": grid})
    assert plain(book) == {"01": [("收入", "千元")], "02": [("人数", "人")]}
    assert book.order == ("01", "02")
    assert {a: (m.name, m.back) for a, (m,) in book.cells.items()} == {
        "D3": ("收入", 1), "E3": ("收入", 0), "D4": ("人数", 1), "E4": ("人数", 0),
    }  # fmt: skip


def test_codes_that_excel_made_numbers(codes: Callable[..., Codebook]) -> None:
    book = codes(LINES, {"年报": "指标 | 代码 | 2021年\n收入（亿元） | 1 | 5\n人数（人） | 2 | 7"})
    assert list(book.codes) == ["1", "2"]


def test_several_units_leave_it_unsaid_and_several_measures_are_kept(codes: Callable[..., Codebook]) -> None:
    one = "指标 | 代码 | 2021年\n收入（亿元） | '01 | 5\n人数（人） | '01 | 7"
    other = "指标 | 代码 | 2022年\n收入（万元） | '01 | 5"
    assert plain(codes(LINES, {"年报1": one, "年报2": other})) == {"01": [("收入",), ("人数", "人")]}


def test_numbers_under_the_header_where_columns_are_measures(codes: Callable[..., Codebook]) -> None:
    form = "产业表: {files: 产业.xlsx, rows: '{产业}', columns: '{measure}', period: 2021}"
    book = codes(form, {"产业": "产业 | 收入（亿元） | 人数（人）\n甲 | 1 | 2\n甲业 | 5 | 6\n乙业 | 7 | 8"})
    assert plain(book) == {"1": [("收入", "亿元")], "2": [("人数", "人")]}


def test_numbers_of_periods_are_no_codes(codes: Callable[..., Codebook]) -> None:
    book = codes(LINES, {"年报": "指标 | 2021年 | 2022年\n甲 | 1 | 2\n收入（亿元） | 5 | 6"})
    assert plain(book) == {}


def test_members_of_a_line_belong_to_what_it_stands_for(codes: Callable[..., Codebook]) -> None:
    form = "产业表: {files: 产业.xlsx, rows: '{产业}', columns: '{year}', fixed: {measure: 收入, unit: 亿元}}"
    book = codes(form, {"产业": "产业 | 代码 | 2021年\n甲业 | '01 | 5\n乙业 | '02 | 7"})
    assert plain(book) == {"01": [("收入", ("产业", "甲业"), "亿元")], "02": [("收入", ("产业", "乙业"), "亿元")]}


RECORDS = """名册:
    files: 名册.xlsx
    rows: entity
    period: 2022
    key: 代码
    fields: {代码: 代码, 营收: {column: QC05_0, unit: 千元}, 区: {column: 所在区}}"""


def test_fields_of_records_by_heading_code_and_number(codes: Callable[..., Codebook]) -> None:
    book = codes(RECORDS, {"名册": "代码 | 所在区 | QC05_0\n1 | 2 | 3\nA1 | 东 | 5\nA2 | 西 | 6"})
    assert {code: [(m.name, m.text) for m in ms] for code, ms in book.codes.items()} == {
        "代码": [("代码", True)],
        "QC05_0": [("营收", False)],
        "营收": [("营收", False)],
        "所在区": [("区", True)],
        "区": [("区", True)],
        "1": [("代码", True)],
        "2": [("区", True)],
        "3": [("营收", False)],
    }


def test_without_a_return_records_are_known_by_their_fields_alone(codes: Callable[..., Codebook]) -> None:
    assert list(codes(RECORDS, {}).codes) == ["代码", "QC05_0", "营收", "所在区", "区"]
    assert codes(LINES, {}).codes == {}


def test_reports_of_months_are_twelve_a_year(codes: Callable[..., Codebook]) -> None:
    form = "月报: {files: 月报.xlsx, rows: '{measure}', columns: '{period}'}"
    assert codes(form, {"月报": "指标 | 2021年1月 | 2021年2月\n收入（亿元） | 5 | 6"}).a_year == 12
    assert codes(LINES, {"年报": "指标 | 2021年\n收入（亿元） | 5"}).a_year == 1
