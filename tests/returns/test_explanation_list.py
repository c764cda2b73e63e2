"""The 审核清单 read back by the heads of its columns, whatever an office has done to it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
import xlsxwriter

from fzplan.diagnostics import CellRef
from fzplan.model.audit_list import COLUMNS, SHEET
from fzplan.returns import explanations

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

ROW: dict[str, Any] = {
    "number": 1, "level": "核实", "code": "FZ600", "check": "R1", "entity": "A1", "period": "2021", "found": "999人",
    "expected": "40人", "reason": "停产检修", "by": "张三", "confirmed": "李四", "date": dt.datetime(2026, 3, 1),  # noqa: DTZ001
    "expires": "2026/12/31", "rule": "R1", "stamp": "0123456789abcdef",
}  # fmt: skip
KEYS = [column.key for column in COLUMNS]


def written(
    path: Path, rows: Sequence[dict[str, Any]], keys: Sequence[str] = KEYS, *, lang: int = 0, top: int = 4,
    sheet: str = SHEET.zh,
) -> Path:  # fmt: skip
    """Write a list with these columns, the heads in row `top`."""
    heads = {column.key: column.head[lang] for column in COLUMNS}
    book = xlsxwriter.Workbook(str(path))
    book.add_worksheet("汇总").write(0, 0, "审核清单")
    page = book.add_worksheet(sheet)
    page.write(0, 0, "审核清单（示例）")
    days = book.add_format({"num_format": "yyyy-mm-dd"})
    for column, key in enumerate(keys):
        page.write(top, column, heads.get(key, key))
        for row, cells in enumerate(rows, start=top + 1):
            value = cells.get(key)
            if isinstance(value, dt.datetime):
                page.write_datetime(row, column, value, days)
            elif value is not None:
                page.write(row, column, value)
    book.close()
    return path


@pytest.mark.parametrize("lang", [0, 1], ids=["zh", "en"])
@pytest.mark.parametrize("keys", [KEYS, KEYS[::-1], ["批注", *KEYS[8:]]], ids=["as written", "moved", "cut and added"])
def test_a_row_is_read_wherever_its_columns_stand(tmp_path: Path, lang: int, keys: list[str]) -> None:
    path = written(tmp_path / "a.xlsx", [ROW], keys, lang=lang, sheet=SHEET[lang])
    entries, findings = explanations(path, "a.xlsx")
    assert findings == ()
    assert entries is not None
    (entry,) = entries
    has_entity = "entity" in keys
    assert (entry.rule, entry.stamp, entry.entity, entry.period) == (
        "R1", "0123456789abcdef", "A1" if has_entity else "", "2021" if "period" in keys else "",
    )  # fmt: skip
    assert (entry.reason, entry.by, entry.confirmed, entry.date, entry.expires) == (
        "停产检修", "张三", "李四", "2026-03-01", "2026-12-31",
    )  # fmt: skip
    assert entry.at == CellRef("a.xlsx", SHEET[lang], 6, keys.index("reason") + 1)


def test_the_figures_are_those_that_people_saw(tmp_path: Path) -> None:
    rows = [ROW, {**ROW, "found": 20.5, "expected": None}]
    entries, _ = explanations(written(tmp_path / "a.xlsx", rows), "a.xlsx")
    assert entries is not None
    assert [entry.figures for entry in entries] == ["999人 / 40人", "20.5"]


def test_rows_without_an_explanation_say_nothing(tmp_path: Path) -> None:
    rows = [{**ROW, "reason": "  "}, {**ROW, "stamp": ""}, {}, {**ROW, "reason": "迁入\n新厂区", "date": None}]
    entries, _ = explanations(written(tmp_path / "a.xlsx", rows), "a.xlsx")
    assert entries is not None
    assert [(entry.reason, entry.date) for entry in entries] == [("迁入 新厂区", "")]


def test_the_list_is_found_under_any_name_of_its_sheet(tmp_path: Path) -> None:
    entries, _ = explanations(written(tmp_path / "a.xlsx", [ROW], sheet="Sheet2", top=9), "a.xlsx")
    assert entries is not None
    assert len(entries) == 1


def test_a_workbook_that_is_no_list_is_told(tmp_path: Path) -> None:
    keys = [key for key in KEYS if key != "stamp"]
    entries, (finding,) = explanations(written(tmp_path / "a.xlsx", [ROW], keys), "a.xlsx")
    assert entries is None
    assert (finding.code, str(finding.at)) == ("FZ639", "a.xlsx")
    assert finding.message("zh") == "a.xlsx 里没有审核清单：找不到有这些列的表头：说明、规则、指纹"
    assert finding.message("en") == (
        "a.xlsx holds no list of findings: no sheet has a header with the columns Explanation, Rule, Fingerprint"
    )


def test_a_file_that_cannot_be_read_has_its_own_finding(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"%PDF-1.7")
    entries, findings = explanations(path, "a.xlsx")
    assert (entries, [d.code for d in findings]) == (None, ["FZ314"])
