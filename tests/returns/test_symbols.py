"""What stands in the place of a number means different things in different yearbooks: the form says what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.returns.plans import form, measure, plan
from tests.returns.reading import read

from fzplan.model.words import IGNORED
from fzplan.observations import STATUSES
from fzplan.returns.symbols import MEANINGS, STATUS

if TYPE_CHECKING:
    from pathlib import Path

INCOME = measure("总收入", "亿元")
TAX = measure("税收", "亿元")
GRID = """
    指标   | 2019 | 2020 | 2021 | 2022 | 2023
    总收入 | …    | -    | x    | :    | 5
    税收   | 1    | 2    | X    | .    | 3
    """


def test_symbols_without_a_declaration_are_only_no_numbers(tmp_path: Path) -> None:
    p = plan(INCOME, TAX, forms={"表": form("*.xlsx", unit="亿元")})
    found = read(tmp_path, p, {"a.xlsx": GRID})
    assert found.values == {"总收入 2023": 5, "税收 2019": 1, "税收 2020": 2, "税收 2023": 3}
    # 2019–2023 across are five headings; in the body … is one and - x : X . are five symbols
    assert found.account().ignored == {"below_unit": 1, "not_available": 5}
    assert found.account().numbers == 5 + 4 + 6


def test_a_form_says_what_its_source_means(tmp_path: Path) -> None:
    symbols = {"-": "below_unit", "x": "suppressed", ":": "not_available", "X": "not_applicable", "…": "not_available"}
    p = plan(INCOME, TAX, forms={"表": form("*.xlsx", unit="亿元", symbols=symbols)})
    found = read(tmp_path, p, {"a.xlsx": GRID})
    assert found.values == {"总收入 2023": 5, "税收 2019": 1, "税收 2020": 2, "税收 2023": 3}
    # - below the unit; … : . not available; x suppressed; X not applicable (capital and small differ)
    assert found.account().ignored == {"below_unit": 1, "not_available": 3, "not_applicable": 1, "suppressed": 1}


def test_only_a_declared_zero_is_zero(tmp_path: Path) -> None:
    p = plan(INCOME, TAX, forms={"表": form("*.xlsx", unit="亿元", symbols={"-": "zero"})})
    found = read(tmp_path, p, {"a.xlsx": GRID})
    assert found.values["总收入 2020"] == 0
    assert found.one("总收入 2020").raw == "-"
    assert found.account().observations == 5


def test_a_number_may_be_a_symbol(tmp_path: Path) -> None:
    p = plan(INCOME, forms={"表": form("*.xlsx", unit="亿元", symbols={"-99": "not_available"})})
    found = read(tmp_path, p, {"a.xlsx": "指标 | 2022 | 2023\n总收入 | -99 | '-99"})
    assert found.values == {}
    assert found.account().ignored == {"not_available": 2}


def test_records_know_the_symbols_of_their_form(tmp_path: Path) -> None:
    spec = form(
        "*.xlsx",
        "entity",
        None,
        key="企业",
        period="2023",
        symbols={"保密": "suppressed", "-": "zero", "-99": "not_available"},
    )
    p = plan(INCOME, forms={"企业": spec})
    found = read(tmp_path, p, {"a.xlsx": "企业 | 总收入（亿元）\n东厂 | 3\n西厂 | 保密\n南厂 | -\n北厂 | -99"})
    (records,) = found.extraction.records
    assert records.columns["总收入"] == [3, None, 0, None]
    assert found.codes == ["FZ307"]  # no aggregate is declared; no cell is doubtful


def test_every_meaning_has_its_status_and_its_words() -> None:
    assert set(STATUS.values()) <= set(STATUSES)
    assert set(IGNORED) >= MEANINGS
