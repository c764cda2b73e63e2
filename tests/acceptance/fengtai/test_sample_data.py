"""The illustrative returns: made by the script, marked everywhere, and true to their own sums."""

from __future__ import annotations

import zipfile
from collections import defaultdict
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from scripts import sample

MARK = "示例数据，非统计资料，不得引用"
DATA = Path(__file__).resolve().parents[3] / "data"
RETURNS = sorted(path for path in DATA.rglob("*.xlsx") if "faulty" not in path.parts)
"""The returns of the plan; data/faulty has its own (scripts/faulty)."""
ILLUSTRATIVE = [path for path in RETURNS if path.parent.name != "published"]
INDUSTRY = {  # leading digits of the industry code, and the industry that targets.yaml counts it to
    "371": "轨道交通", "372": "轨道交通", "374": "航空航天", "342": "智能制造", "349": "智能制造", "351": "智能制造",
    "27": "医药健康", "358": "医药健康", "265": "新材料", "309": "新材料", "324": "新材料",
    "39": "新一代信息技术", "63": "新一代信息技术", "64": "新一代信息技术", "65": "新一代信息技术",
}  # fmt: skip


def rows(name: str, sheet: str) -> list[tuple[Any, ...]]:
    return list(openpyxl.load_workbook(DATA / name, data_only=True)[sheet].iter_rows(values_only=True))


@pytest.fixture(scope="module")
def enterprises() -> list[dict[str, Any]]:
    _, _, header, *body = rows("microdata/示例_2024年企业数据.xlsx", "示例企业数据")
    return [dict(zip(header, row, strict=True)) for row in body]


def test_the_script_makes_the_committed_workbooks(tmp_path: Path) -> None:
    sample.write(tmp_path)
    made = sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*.xlsx"))
    assert made == [path.relative_to(DATA) for path in RETURNS]
    for path in made:  # the parts, not the packed bytes: those depend on the build of zlib
        assert parts(tmp_path / path) == parts(DATA / path), path


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as packed:
        return {part.filename: packed.read(part) for part in packed.infolist()}


@pytest.mark.parametrize("path", ILLUSTRATIVE, ids=lambda path: path.name)
def test_an_illustrative_workbook_is_marked(path: Path) -> None:
    assert path.name.startswith("示例_")
    for sheet in openpyxl.load_workbook(path).worksheets:
        assert sheet.title.startswith("示例")
        assert sheet["A1"].value == MARK


def test_every_form_of_an_illustrative_workbook_says_so(declared: dict[str, Any]) -> None:
    for name, form in declared["forms"].items():
        assert (form.get("quality") == "illustrative") is ("示例" in form["files"]), name


def test_enterprises_are_nobodys(enterprises: list[dict[str, Any]]) -> None:
    assert len(enterprises) == 2000
    assert [e["企业名称"] for e in enterprises] == [f"示例企业{n:04}" for n in range(1, 2001)]
    codes = [e["统一社会信用代码"] for e in enterprises]
    assert len(set(codes)) == 2000
    for code in codes:
        assert code[2:8] == "000000"  # an area code of no place
        assert code[-1] == check_character(code[:17])


def check_character(head: str) -> str:
    """GB 32100-2015: weights 1 3 9 27 19 26 16 17 20 29 25 13 8 24 10 30 28 over 31 characters."""
    weights = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
    characters = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    rest = sum(characters.index(c) * w for c, w in zip(head, weights, strict=True)) % 31
    return characters[(31 - rest) % 31]


def test_the_check_character_of_a_known_code() -> None:
    assert check_character("91350100M000100Y4") == "3"  # the example printed in GB 32100-2015


@pytest.mark.parametrize(
    ("measure", "column", "factor"),
    [
        ("总收入", "营业收入", 100_000),  # 千元 in 亿元
        ("研发费用", "研发费用合计", 100_000),
        ("从业人员平均人数", "从业人员平均人数", 1),
        ("年末从业人员", "从业人员期末人数", 1),
        ("研发人员", "研发人员合计", 1),
    ],
)
def test_enterprises_add_up_to_the_zones(
    enterprises: list[dict[str, Any]], measure: str, column: str, factor: int
) -> None:
    _, _, _, zones, *table = rows("returns/示例_分园区主要指标.xlsx", "示例2024年")
    row = next(r for r in table if r[0] == measure)
    sums: dict[str, int] = defaultdict(int)
    for enterprise in enterprises:
        sums[enterprise["所属园区"]] += enterprise[column]
        sums["合计"] += enterprise[column]
    assert {zone: sums[zone] / factor for zone in zones[2:]} == dict(zip(zones[2:], row[2:], strict=True))


@pytest.mark.parametrize(("first", "column"), [(4, "营业收入"), (8, "研发费用合计")])
def test_enterprises_add_up_to_the_industries(enterprises: list[dict[str, Any]], first: int, column: str) -> None:
    table = rows("returns/示例_分产业总收入.xlsx", "示例分产业")
    printed = {row[0]: row[first] for row in table[4:] if row[first] is not None}  # the column of 2024
    sums: dict[str, int] = defaultdict(int)
    for enterprise in enterprises:
        code = enterprise["行业代码"]
        sums[INDUSTRY.get(code[:3]) or INDUSTRY.get(code[:2]) or "其他产业"] += enterprise[column]
        sums["园区合计"] += enterprise[column]
    assert {name: value / 100_000 for name, value in sums.items()} == printed


@pytest.mark.parametrize("year", [2021, 2022, 2023, 2024])
def test_zones_and_industries_agree_with_the_yearly_return(year: int) -> None:
    yearly = {row[0]: row[2] for row in rows(f"returns/示例_{year}年主要指标.xlsx", f"示例主要指标{year}")}
    _, _, _, _, *zones = rows("returns/示例_分园区主要指标.xlsx", f"示例{year}年")
    by_zone = {row[0]: row[2:] for row in zones}
    industries = rows("returns/示例_分产业总收入.xlsx", "示例分产业")[4:]
    column = year - 2020
    assert by_zone["总收入"][0] == yearly["总收入"] == industries[0][column]
    assert by_zone["从业人员平均人数"][0] == pytest.approx(yearly["从业人员平均人数②"] * 10_000, rel=1e-12)
    assert by_zone["研发费用"][0] == yearly["研发费用"]
    six = sum(row[column] for row in industries[1:7])
    assert round(six, 1) == yearly["　其中：高精尖产业总收入"]
    for total, *parts_of_it in (by_zone["总收入"], by_zone["从业人员平均人数"], by_zone["年末从业人员"]):
        assert round(sum(parts_of_it), 1) == total


def test_large_enterprises_are_counted_in_the_microdata(enterprises: list[dict[str, Any]]) -> None:
    yearly = {row[0]: row[2] for row in rows("returns/示例_2024年主要指标.xlsx", "示例主要指标2024")}
    assert yearly["收入超十亿元企业数①"] == sum(e["营业收入"] >= 1_000_000 for e in enterprises)
    assert yearly["　其中：收入超百亿元企业数"] == sum(e["营业收入"] >= 10_000_000 for e in enterprises)


def test_no_enterprise_researches_with_more_than_it_has(enterprises: list[dict[str, Any]]) -> None:
    for e in enterprises:
        assert 0 < e["研发费用合计"] < e["营业收入"], e
        assert 0 <= e["研发人员合计"] <= e["从业人员期末人数"], e
