"""年度分解 as text, JSON and Excel: the same figures in every format, and none of them ever cut."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from io import BytesIO
from typing import Any

import jsonschema
import openpyxl
import pytest

from fzplan.model.results import Why
from fzplan.model.schedules import Schedule, ScheduleRow
from fzplan.reports import Settings
from fzplan.reports.consoles import columns
from fzplan.reports.schedule import render
from fzplan.reports.schedule.schema import schema
from tests.reports.outcomes import ENERGY, HNTE, INCOME, OUTCOME, PATENTS

DUE = [round(6648.7 * (10000 / 6648.7) ** (i / 5), 1) for i in range(1, 6)]  # 7214.2, 7827.8, 8493.7, 9216.1, 10000
DONE = [7000.0, 7500.0, 8000.0, 8466.0]
NEW = [108.0, 121.0, 97.0, 118.0]
SCHEDULES = (
    Schedule(
        INCOME, "亿元", "geometric",
        (
            *(ScheduleRow(2021 + i, DUE[i], done, done - DUE[i]) for i, done in enumerate(DONE)),
            ScheduleRow(2025, 10000.0, required=10000.0),
        ),
        base_year=2020, base=6648.7, goal=10000.0,
    ),
    Schedule(
        HNTE, "家", "linear",
        (
            *(
                ScheduleRow(2021 + i, 100.0 * (i + 1), sum(NEW[: i + 1]), sum(NEW[: i + 1]) - 100 * (i + 1), None, 100.0, n)
                for i, n in enumerate(NEW)
            ),
            ScheduleRow(2025, 500.0, required=56.0, planned_new=100.0),
        ),
        goal=500.0,
    ),
    Schedule(PATENTS, "件", "yearly", tuple(ScheduleRow(y, 3000.0, required=3000.0) for y in range(2021, 2026))),
    Schedule(ENERGY, "吨/万元", "linear", (), (Why("not_comparable"),)),
)  # fmt: skip
DIVIDED = replace(OUTCOME, schedules=SCHEDULES)


def drawn(width: int = 100, lang: Any = "zh", encoding: str = "utf-8") -> str:
    text = render(DIVIDED, "table", Settings(lang, width, encoding=encoding))
    assert isinstance(text, str)
    return text


def test_a_block_a_target() -> None:
    lines = drawn().splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith("总收入"))
    assert lines[start] == "总收入（亿元）　6648.7 → ≥10000　等速增长　责任单位：统计科"
    assert [line.split() for line in lines[start + 1 : start + 5]] == [
        ["应完成", "7214.2", "7827.8", "8493.7", "9216.1", "10000.0"],
        ["实际", "7000.0※", "7500.0※", "8000.0※", "8466.0※"],
        ["差额", "-214.2※", "-327.8※", "-493.7※", "-750.1※"],
        ["尚需", "10000.0※"],
    ]
    assert "新增国高新（家）　[500]　线性" in lines
    assert ["累计实际", "108※", "229※", "326※", "444※"] in [line.split() for line in lines]
    assert "  说明：口径调整，不可比" in lines
    assert any(line.startswith("没有数值、不作年度分解的目标") for line in lines)
    assert "差额=实际－应完成" in lines[-1]


def test_english_has_all_of_it() -> None:
    text = drawn(lang="en")
    for words in (
        "annual decomposition",
        "total income (亿元)",
        "constant growth",
        "in charge: 统计科",
        "still needed",
    ):
        assert words in text
    assert "note: the definition changed: not comparable" in text


@pytest.mark.parametrize("width", [20, 40, 60, 80, 100, 120, 160])
@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_no_figure_is_ever_cut(width: int, encoding: str) -> None:
    text = drawn(width, encoding=encoding)
    for figure in ("7214.2", "7827.8", "8493.7", "9216.1", "10000.0", "-750.1", "444"):
        assert re.search(rf"(?<![\d.]){re.escape(figure)}(?![\d.])", text), figure
    rows = [line for line in text.splitlines() if line.startswith("  ") and not line.startswith("  说明")]
    assert all(columns(line) <= max(width, 30) for line in rows)


def test_figures_stand_under_their_years() -> None:
    lines = drawn(100).splitlines()
    head = next(line for line in lines if line.split() == ["2021", "2022", "2023", "2024", "2025"])
    ends = [columns(head[: match.end()]) for match in re.finditer(r"\d{4}", head)]
    due = next(line for line in lines if "7214.2" in line)
    assert [columns(due[: match.end()]) for match in re.finditer(r"[\d.]+", due)] == ends


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_document_fits_its_schema(lang: Any) -> None:
    text = render(DIVIDED, "json", Settings(lang))
    found = json.loads(text)
    jsonschema.Draft202012Validator(schema()).validate(found)
    income, hnte, patents, energy = found["schedule"]
    assert income["baseline"] == {"period": "2020", "value": 6648.7}
    assert income["years"][3] == {"period": "2024", "planned": 9216.1, "actual": 8466.0, "lag": 8466.0 - 9216.1}
    assert income["years"][4] == {"period": "2025", "planned": 10000.0, "required": 10000.0}
    assert (income["owner"], income["path"], "owner" in hnte) == ("统计科", "geometric", False)
    assert hnte["years"][4] == {"period": "2025", "planned_new": 100.0, "planned": 500.0, "required": 56.0}
    assert ("baseline" in patents, energy["years"], energy["why"]) == (False, [], ["not_comparable"])
    assert text == render(DIVIDED, "json", Settings(lang))


def sheet(lang: Any = "zh") -> Any:
    content = render(DIVIDED, "xlsx", Settings(lang))
    assert content == render(DIVIDED, "xlsx", Settings(lang))
    assert isinstance(content, bytes)
    book = openpyxl.load_workbook(BytesIO(content))
    assert book.sheetnames == (
        ["年度分解", "审核问题", "数据来源"] if lang == "zh" else ["By year", "Findings", "Sources"]
    )
    return book.worksheets[0]


def test_the_sheet_has_due_actual_and_difference_by_year() -> None:
    found = sheet()
    rows = [[cell.value for cell in row] for row in found.iter_rows(min_row=3)]
    assert rows[0][7] == "2021年"
    assert rows[1][7:10] == ["应完成值", "实际值", "差额"]
    assert rows[2][:7] == [1, "总收入", "亿元", "统计科", "等速增长", "6648.7", "≥10000"]
    assert rows[2][16:19] == pytest.approx([9216.1, 8466.0, -750.1])
    assert rows[0][22:] == ["剩余年份年均需", *(f"{year}年尚需" for year in range(2021, 2026)), "备注"]
    assert (rows[2][22], rows[2][27]) == ("增长18.1%", 10000)
    assert rows[3][1:7] == ["新增国高新（累计）", "家", "", "线性", "—", "[500]"]
    assert rows[4][1] == "　当年"
    assert rows[4][16:19] == [100, 118, 18]
    assert rows[4][27] == 56
    assert rows[6][-1] == "口径调整，不可比"
    assert found.cell(5, 18).number_format == '0.0"※"'
    assert found.cell(5, 17).number_format == "0.0"
    assert (found.print_title_rows, found.freeze_panes) == ("$3:$4", "C5")
    assert sheet("en").cell(5, 2).value == "total income"


def test_a_plan_without_numbers_has_an_empty_page() -> None:
    empty = replace(OUTCOME, schedules=())
    assert "没有数值、不作年度分解的目标" in str(render(empty, "table", Settings()))
    assert json.loads(render(empty, "json", Settings()))["schedule"] == []
