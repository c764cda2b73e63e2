"""The published workbook prints what the plan prints: all 72 figures of the catalogue, their units and quotes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

if TYPE_CHECKING:
    from pathlib import Path

CHINESE_NUMERALS = {"近百": "近100", ">1000": "超过1000"}


@pytest.fixture(scope="module")
def printed(root: Path) -> list[dict[str, Any]]:
    sheet = openpyxl.load_workbook(root / "data" / "published" / "规划公布数据_2015—2020年.xlsx").active
    rows = list(sheet.iter_rows(min_row=3, values_only=True))
    header = rows[0]
    return [dict(zip(header, row, strict=True)) for row in rows[1:] if row[-1] is not None]


def test_every_figure_of_the_catalogue_is_there_once_in_its_order(
    printed: list[dict[str, Any]], catalogue: dict[str, Any]
) -> None:
    assert len(printed) == len(catalogue["B"]) == 72
    for row, fact in zip(printed, catalogue["B"], strict=True):
        wanted = CHINESE_NUMERALS.get(fact["value"], fact["value"].replace(">", "超过"))
        assert str(row["数值"]) == wanted.removesuffix(".0"), fact["fact id"]
        assert row["原文"] == re.match(r"「(.+)」", fact["exact quote (line)"])[1], fact["fact id"]  # type: ignore[index]
        assert fact["section"].startswith(row["章节"].replace("第一章", "一")), fact["fact id"]


def test_units_are_as_printed(printed: list[dict[str, Any]], catalogue: dict[str, Any]) -> None:
    for row, fact in zip(printed, catalogue["B"], strict=True):
        unit = fact["unit"].split(" ")[0].replace("[", "").replace("]", "")
        assert row["计量单位"] == unit, fact["fact id"]


def test_eleven_per_cent_is_printed_with_its_decimal(root: Path) -> None:
    sheet = openpyxl.load_workbook(root / "data" / "published" / "规划公布数据_2015—2020年.xlsx").active
    (cell,) = [row[-1] for row in sheet.iter_rows() if row[0].value == "轨道交通总收入年均增速"]
    assert (cell.value, cell.number_format) == (11, "0.0")  # 11.0% stands for [10.95%, 11.05%), 11% for [10.5%, 11.5%)


def test_the_employees_of_2020_are_not_published(printed: list[dict[str, Any]]) -> None:
    assert not [row for row in printed if "从业人员" in row["指标"] and row["计量单位"] in ("人", "万人")]


def test_outside_figures_name_their_source(root: Path) -> None:
    sheet = openpyxl.load_workbook(root / "data" / "published" / "外部资料_园区面积和2015年总收入.xlsx").active
    rows = {row[0]: row for row in sheet.iter_rows(min_row=3, values_only=True)}
    assert rows["园区面积"][-1] == 17.63
    assert "zhaoshang-gov.cn" in rows["园区面积"][3]
    assert rows["外部资料总收入"][-1] == 4004.2
