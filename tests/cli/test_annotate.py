"""`fzplan check --annotate DIR` and `-o 审核清单.xlsx`: what is written, and that the returns are left alone."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest

from fzplan import workflow
from fzplan.workflow import annotating
from fzplan.workflow.codes import AMONG_DATA, NOT_MARKED
from tests import builders
from tests.cli.runs import Done, fzplan
from tests.reports.marking.books import raw
from tests.reports.review.xlsx.conftest import FIRMS, NASTY, PLAN, SHEET

MARKED = "标注/data/企业 #1 100%_标注.xlsx"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a plan with a faulty return, a faulty text file, and a return without faults."""
    monkeypatch.chdir(tmp_path)
    builders.plan(tmp_path, PLAN.replace("主要*.xlsx", "主要*"))
    builders.workbook(tmp_path / "data" / NASTY, {SHEET: FIRMS})
    (tmp_path / "data" / "主要指标.csv").write_text("指标,2021年\n女性（人）,999\n人数（人）,40\n", encoding="utf-8")
    builders.workbook(tmp_path / "data" / "主要数据.xlsx", {"表": "指标 | 2022年\n女性（人） | 9\n人数（人） | 40"})
    return tmp_path


def run(*arguments: str) -> Done:
    return fzplan("check", "--format", "concise", "--lang", "zh", *arguments)


def test_each_faulty_workbook_has_a_marked_copy(folder: Path) -> None:
    before = {path: path.read_bytes() for path in (folder / "data").iterdir()}
    result = run("--annotate", "标注")
    assert result.returncode == 1  # findings, not the copies
    assert {path: path.read_bytes() for path in (folder / "data").iterdir()} == before
    written = [path.relative_to(folder).as_posix() for path in (folder / "标注").rglob("*.*")]
    assert written == [MARKED]
    page = openpyxl.load_workbook(folder / MARKED)
    assert page.sheetnames == [SHEET, "审核问题"]
    assert "女工 999人" in page[SHEET]["F3"].comment.text
    assert f"已写入 {MARKED}" in result.stderr
    assert "FZ914 没有写 data/主要指标.csv 的标注副本：它不是 .xlsx 或 .xlsm 工作簿" in result.stderr
    assert "另存为不带密码的 .xlsx" in result.stderr


def test_a_second_run_replaces_the_copies(folder: Path) -> None:
    run("--annotate", "标注")
    first = (folder / MARKED).read_bytes()
    assert run("--annotate", "标注").returncode == 1
    assert (folder / MARKED).read_bytes() == first


def test_copies_never_lie_among_the_data(folder: Path) -> None:
    for place in ("data", "data/标注", str(folder / "data")):
        result = run("--exit-zero", "--annotate", place)
        assert "FZ913" in result.stderr
        assert result.returncode == 1
    assert len(list((folder / "data").iterdir())) == 3


def test_without_a_faulty_workbook_nothing_is_written(folder: Path) -> None:
    for name in (NASTY, "主要指标.csv"):
        (folder / "data" / name).unlink()
    result = run("--exit-zero", "--annotate", "标注")  # that returns are missing is told of the plan file
    assert result.returncode == 0
    assert "没有需要标注的工作簿" in result.stderr
    assert "no workbook to mark" in fzplan("check", "--annotate", "标注", "--lang", "en").stderr
    assert not (folder / "标注").exists()


def test_a_copy_that_cannot_be_written_is_told(folder: Path) -> None:
    (folder / MARKED).mkdir(parents=True)
    result = run("--exit-zero", "--annotate", "标注")
    assert "FZ901" in result.stderr
    assert result.returncode == 1


def test_data_that_lie_elsewhere_are_marked_too(folder: Path) -> None:
    """A return outside of the plan's folder goes below the folder of the copies all the same."""
    home = folder / "规划"
    home.mkdir()
    shutil.move(folder / "targets.yaml", home)
    review = workflow.check(home / "targets.yaml", [Path("data"), (folder / "data" / NASTY).absolute()])
    written, faults = annotating.annotated(review, home / "标注", [Path("data")], "en")
    assert [path.name for path in written] == ["企业 #1 100%_marked.xlsx"]
    assert written[0].resolve().is_relative_to(home / "标注")
    assert [fault.code for fault in faults] == ["FZ914"]


def test_names_of_copies_are_kept_apart() -> None:
    name = annotating._named
    first = name(Path("out"), "../a/年报.xls", raw("<worksheet/>"), "zh", [])
    assert first == Path("out/a/年报_标注.xlsx")
    assert name(Path("out"), "a/年报.xlsx", b"", "zh", [first]) == Path("out/a/年报_标注1.xlsx")
    assert name(Path("out"), "年报.xls", b"PK xl/vbaProject.bin", "en", []) == Path("out/年报_marked.xlsm")


def test_a_return_that_is_gone_is_told(folder: Path) -> None:
    review = workflow.check(folder / "targets.yaml")
    (folder / "data" / NASTY).unlink()
    written, faults = annotating.annotated(review, folder / "标注", [], "zh")
    assert written == ()
    assert {fault.rule for fault in faults} == {NOT_MARKED}
    assert "操作系统报告错误 2" in " ".join(fault.message("zh") for fault in faults)
    assert AMONG_DATA.severity > NOT_MARKED.severity


def test_the_list_is_written_by_its_suffix(folder: Path) -> None:
    assert run("-o", "报告/审核清单.xlsx").returncode == 1
    page = openpyxl.load_workbook(folder / "报告/审核清单.xlsx").worksheets[0]
    linked = [cell.hyperlink for cell in page["G"] if cell.hyperlink]
    assert {link.target for link in linked} == {
        "..\\data\\企业%20%231%20100%25.xlsx", "..\\data\\主要指标.csv",
    }  # fmt: skip
    assert {link.location for link in linked} >= {"'O''Brien #1'!F3", "'主要指标'!B2"}


def test_a_list_that_was_filled_in_settles_its_findings(folder: Path) -> None:
    """R03 has two places, a line each: both are explained, and stand so in the next list."""
    assert run("-o", "审核清单.xlsx").returncode == 1
    book = openpyxl.load_workbook(folder / "审核清单.xlsx")
    page = book.worksheets[0]
    heads = {cell.value: cell.column - 1 for row in page.iter_rows(max_row=9) for cell in row if cell.value}
    for row in page.iter_rows():
        if row[heads["审核关系"]].value == "R03":
            row[heads["说明"]].value = "全部外包给劳务公司，没有职工"
            row[heads["填表人"]].value = "张三"
    book.save(folder / "填好.xlsx")
    result = run("--import-explanations", "填好.xlsx", "-o", "审核清单.xlsx")
    assert "2 条说明" in result.stderr
    page = openpyxl.load_workbook(folder / "审核清单.xlsx").worksheets[0]
    seen = [[cell.value for cell in row] for row in page.iter_rows() if row[heads["审核关系"]].value == "R03"]
    assert [row[heads["状态"]] for row in seen] == ["已说明", "已说明"]
    assert [row[heads["说明"]] for row in seen] == ["全部外包给劳务公司，没有职工"] * 2
