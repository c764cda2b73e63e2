"""Records keep the column of every field, texts beside numbers as texts, and a code as its cell has it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import xlsxwriter
from tests import builders

from fzplan import plan as plan_room
from fzplan import returns

if TYPE_CHECKING:
    from fzplan.observations import Records

PLAN = """
fzplan: 1
plan: {name: 规划, baseline: 2020, span: 2021-2025}
measures: {总收入: {unit: 亿元, kind: flow}}
dimensions: {园区: {members: [东区]}}
forms: {企业: {files: "企业{year}.xlsx", rows: entity, key: 代码, fields: {收入: {column: 收入, unit: 亿元}, 行业: 行业, 园区: 所在}, aggregate: {总收入: sum(收入)}}}
"""


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def records(folder: Path, rows: list[list[object]]) -> tuple[Records, list[str]]:
    builders.plan(folder, PLAN)
    (folder / "data").mkdir()
    with xlsxwriter.Workbook(str(folder / "data" / "企业2024.xlsx")) as book:
        sheet = book.add_worksheet("表")
        for r, row in enumerate([["序号", "代码", "行业", "所在", "收入"], *rows]):
            sheet.write_row(r, 0, row)
    plan, _ = plan_room.load(Path("targets.yaml"))
    assert plan is not None
    extraction, found = returns.extract(plan, [Path("data")], Path())
    (sheet_,) = extraction.records
    return sheet_, [d.code for d in found]


def test_every_field_and_the_key_know_their_column(tmp_path: Path) -> None:
    found, _ = records(tmp_path, [[1, "A1", "3720", "东区", 1.5]])
    assert found.seats == {"代码": 2, "行业": 3, "园区": 4, "收入": 5}
    assert found.stored == {}


def test_a_code_is_kept_as_stored_where_its_text_is_not_all_of_it(tmp_path: Path) -> None:
    found, _ = records(tmp_path, [[1, "A1 ", "3720", "东区", 1.5], [2, 9.1e17, " 4813", "东区", 1]])
    assert found.columns["代码"] == ["A1", "9.1e+17"]
    assert found.stored == {"代码": {2: "A1 ", 3: 9.1e17}, "行业": {3: " 4813"}}


def test_codes_stored_as_numbers_beside_texts_are_texts(tmp_path: Path) -> None:
    found, codes = records(tmp_path, [[1, "A1", 3720, "东区", 1.5], [2, "A2", "C4813", "东区", 1]])
    assert found.columns["行业"] == ["3720", "C4813"]  # no text in a column of figures: it is a column of codes
    assert found.stored == {"行业": {2: 3720.0}}
    assert "FZ402" not in codes


def test_codes_that_are_all_numbers_stay_numbers(tmp_path: Path) -> None:
    found, _ = records(tmp_path, [[1, "A1", 3720, "东区", 1.5]])
    assert found.columns["行业"] == [3720.0]
    assert found.stored == {}
