"""Workbooks stored encrypted: Excel's default password is opened, any other password is one finding."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from msoffcrypto.format.ooxml import OOXMLFile
from tests.builders import workbook

from fzplan.returns.readers.door import Reading, read
from fzplan.returns.readers.unlock import DEFAULT_PASSWORD

SHARED = Path(__file__).parents[3] / "shared" / "workbooks" / "huhuaping+techme" / "data-raw"


def locked(tmp_path: Path, password: str) -> Path:
    plain = workbook(tmp_path / "a.xlsx", {"甲": "指标 | 2021年\n总收入 | 7205.3"})
    stored = io.BytesIO()
    OOXMLFile(io.BytesIO(plain.read_bytes())).encrypt(password, stored)
    plain.write_bytes(stored.getvalue())
    return plain


def test_the_default_password_of_excel_opens_a_workbook(tmp_path: Path) -> None:
    path = locked(tmp_path, DEFAULT_PASSWORD)
    found = read(path, "a.xlsx")
    assert found.findings == ()
    assert found.book is not None
    assert found.book.default_password
    assert found.book.kind == "xlsx"
    assert found.book.sheets[0].rows == [["指标", "2021年"], ["总收入", 7205.3]]


def test_any_other_password_is_a_finding(tmp_path: Path) -> None:
    found = read(locked(tmp_path, "VelvetSweatshops"), "a.xlsx")
    assert codes(found) == ["FZ310"]


def test_a_key_that_takes_for_ever_is_not_tried(tmp_path: Path) -> None:
    path = locked(tmp_path, DEFAULT_PASSWORD)
    path.write_bytes(path.read_bytes().replace(b'spinCount="100000"', b'spinCount="9000000"'))
    assert codes(read(path, "a.xlsx")) == ["FZ310"]


YEARBOOKS = {
    "tech-yearbook/part05-industry/01-operation/raw-2010.xls": (53, 9),
    "tech-yearbook/part05-industry/02-RD/raw-2022.xls": (84, 9),
    "tech-yearbook/part05-industry/03-trade/raw-2018.xls": (42, 5),
    "tech-yearbook/part08-output/01-patent/02-authority/raw-2020.xls": (41, 6),
    "tech-yearbook/part09-service/01-incubator/raw-2022.xls": (35, 7),
    "livestock-yearbook/02-breeding/raw-2015-3.xls": (37, 12),
}
"""Rows and columns as INDEX.md of the workbooks measures them."""


@pytest.mark.parametrize("name", YEARBOOKS)
def test_yearbook_tables_open(name: str) -> None:
    if not SHARED.is_dir():
        pytest.skip("the shared workbooks are not beside the checkout")
    found = read(SHARED / name, name)
    assert found.book is not None
    assert found.book.default_password
    table, hidden = found.book.sheets
    assert (len(table.rows), len(table.rows[0])) == YEARBOOKS[name]
    assert (hidden.name, hidden.visible) == ("CNKI", False)


def codes(found: Reading) -> list[str]:
    assert found.book is None
    return [finding.code for finding in found.findings]
