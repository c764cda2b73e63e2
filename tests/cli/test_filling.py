"""`compute --template`: an office's own workbook or document, filled; what is wrong usage of it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import docx
import openpyxl
import pytest

from tests.cli.runs import fzplan, project

if TYPE_CHECKING:
    from pathlib import Path


def workbook(path: Path, **cells: str) -> None:
    book = openpyxl.Workbook()
    for address, text in cells.items():
        book.active[address] = text  # type: ignore[index]
    book.save(path)


@pytest.fixture
def office(tmp_path: Path) -> Path:
    project(tmp_path)
    workbook(tmp_path / "模板.xlsx", A1="{{劳均产出.2024}}", A2="{{per_head.verdict}}")
    document = docx.Document()
    document.add_paragraph("{{per_head.sentence}}")
    document.save(str(tmp_path / "模板.docx"))
    return tmp_path


def test_a_workbook_is_filled_beside_other_reports(office: Path) -> None:
    done = fzplan("compute", "--template", "模板.xlsx", "-o", "报告.xlsx", "-o", "gap.json", cwd=office)
    assert done.returncode == 0, done.stderr
    sheet = openpyxl.load_workbook(office / "报告.xlsx").active
    assert sheet is not None
    assert sheet["A1"].value == pytest.approx(8466.0 / 22.81)
    assert sheet["A2"].value == "滞后"
    assert (office / "gap.json").exists()


def test_a_document_is_filled(office: Path) -> None:
    done = fzplan("compute", "--template", "模板.docx", "-o", "报告.docx", cwd=office)
    assert done.returncode == 0, done.stderr
    text = docx.Document(io.BytesIO((office / "报告.docx").read_bytes())).paragraphs[0].text
    assert text.startswith("2024年劳均产出371.2万元/人")  # 8466.0 ÷ 22.81 = 371.15


def test_a_document_without_a_template_is_the_report(office: Path) -> None:
    assert fzplan("compute", "-o", "报告.docx", cwd=office).returncode == 0
    texts = [p.text for p in docx.Document(io.BytesIO((office / "报告.docx").read_bytes())).paragraphs]
    assert "一、总体评价" in texts


def test_a_slip_leaves_the_old_report_as_it_was(office: Path) -> None:
    workbook(office / "模板.xlsx", A1="{{劳均产岀.2024}}", B2="{{per_head.verdct}}")
    (office / "报告.xlsx").write_bytes(b"old")
    done = fzplan("compute", "--template", "模板.xlsx", "-o", "报告.xlsx", "--lang", "en", cwd=office)
    assert done.returncode == 1
    assert (office / "报告.xlsx").read_bytes() == b"old"
    assert "模板.xlsx:Sheet!A1" in done.stderr
    assert "模板.xlsx:Sheet!B2" in done.stderr
    assert "the template has open findings, not written: 报告.xlsx" in done.stderr


def test_a_template_is_never_written_over(office: Path) -> None:
    before = (office / "模板.xlsx").read_bytes()
    done = fzplan("compute", "--template", "模板.xlsx", "-o", "模板.xlsx", cwd=office)
    assert done.returncode == 1
    assert "FZ901" in done.stderr
    assert (office / "模板.xlsx").read_bytes() == before


def test_a_what_if_says_so_in_its_name(office: Path) -> None:
    workbook(office / "模板.xlsx", A1="{{劳均产出.2024}}", A2="{{banner}}")
    done = fzplan("compute", "--template", "模板.xlsx", "-o", "报告.xlsx", "--set", "总收入@2024=9124亿元", cwd=office)
    assert done.returncode == 0, done.stderr
    sheet = openpyxl.load_workbook(office / "报告_测算.xlsx").active
    assert sheet is not None
    assert sheet["A1"].value == pytest.approx(400.0)  # 9124 ÷ 22.81
    assert sheet["A2"].value == "测算，非统计数据"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--template", "模板.xlsx"), "exactly one -o file has to end in .xlsx"),
        (("--template", "模板.xlsx", "-o", "a.docx"), "exactly one -o file has to end in .xlsx"),
        (("--template", "模板.xlsx", "-o", "a.xlsx", "-o", "b.xlsx"), "exactly one -o file has to end in .xlsx"),
        (("--template", "模板.doc", "-o", "a.docx"), "a template is an .xlsx or a .docx"),
        (("--template", "没有.docx", "-o", "a.docx"), "cannot read"),
    ],
)
def test_wrong_usage(office: Path, arguments: tuple[str, ...], said: str) -> None:
    done = fzplan("compute", *arguments, "--lang", "en", cwd=office, COLUMNS="200")
    assert done.returncode == 2
    assert said in done.stderr
