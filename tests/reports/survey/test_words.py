from __future__ import annotations

from string import Formatter

import pytest

from fzplan.diagnostics import CellRef
from fzplan.model.survey import Oddity
from fzplan.reports.survey import words


@pytest.mark.parametrize("code", words.ODDITIES)
def test_both_languages_use_the_same_facts(code: str) -> None:
    zh, en = ({name for _, name, _, _ in Formatter().parse(text) if name} for text in words.ODDITIES[code])
    assert zh == en


def test_hidden_columns_are_named_by_letters_and_many_by_their_first() -> None:
    at = CellRef("a.xlsx", "S", 1, 1)
    found = Oddity("hidden_columns", at, {"count": 10, "lines": tuple(range(26, 36))})
    assert words.oddity(found, "zh") == "10 列是隐藏的：Z、AA、AB、AC、AD、AE、AF、AG …"
    assert words.oddity(Oddity("hidden_rows", at, {"count": 2, "lines": (3, 9)}), "en") == "2 hidden rows: 3, 9"


def test_a_symbol_is_told_with_its_meaning() -> None:
    found = Oddity("symbol", CellRef("a", "", 1, 1), {"symbol": "…", "count": 3, "meaning": "below_unit"})
    assert words.oddity(found, "zh") == "符号“…” 3 处，读作：不足最小单位"
