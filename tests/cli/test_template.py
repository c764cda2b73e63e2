"""`fzplan template`: blank returns on disk, filled in, put into data/ and computed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest

from tests.cli.runs import PLAN, fzplan, project

if TYPE_CHECKING:
    from pathlib import Path


def test_a_blank_is_written_filled_and_computed(tmp_path: Path) -> None:
    project(tmp_path)
    (tmp_path / "data" / "年报.xlsx").rename(tmp_path / "old.xlsx")
    done = fzplan("template", "-o", "data", "--year", "2025", "--like", "old.xlsx", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    assert "已写入 data/年报.xlsx（年报）" in done.stderr
    book = openpyxl.load_workbook(tmp_path / "data" / "年报.xlsx")
    sheet = book["年报"]
    assert [c.value for c in sheet[5]] == ["指标名称", "计量单位", "2025年"]
    sheet["C6"], sheet["C7"] = 9000.0, 22.5
    book.save(tmp_path / "data" / "年报.xlsx")
    computed = fzplan("compute", cwd=tmp_path)
    assert computed.returncode == 0, computed.stderr
    assert "400.0" in computed.stdout  # 9000亿元 ÷ 22.5万人 = 400万元/人


def test_an_empty_blank_is_found_to_be_nothing_but_empty(tmp_path: Path) -> None:
    project(tmp_path)
    (tmp_path / "data" / "年报.xlsx").unlink()
    assert fzplan("template", "-o", "data", cwd=tmp_path).returncode == 0
    checked = fzplan("check", cwd=tmp_path)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "data/年报.xlsx" not in checked.stdout


def test_an_existing_file_is_kept_unless_forced(tmp_path: Path) -> None:
    project(tmp_path)
    assert fzplan("template", "-o", "blank", cwd=tmp_path).returncode == 0
    before = (tmp_path / "blank" / "年报.xlsx").read_bytes()
    again = fzplan("template", "-o", "blank", "--year", "2024", cwd=tmp_path)
    assert (again.returncode, "--force" in again.stderr) == (1, True)
    assert (tmp_path / "blank" / "年报.xlsx").read_bytes() == before
    assert fzplan("template", "-o", "blank", "--year", "2024", "--force", cwd=tmp_path).returncode == 0
    assert (tmp_path / "blank" / "年报.xlsx").read_bytes() != before


def test_a_return_that_was_read_is_never_replaced(tmp_path: Path) -> None:
    project(tmp_path)
    filled = (tmp_path / "data" / "年报.xlsx").read_bytes()
    done = fzplan("template", "-o", "data", "--force", cwd=tmp_path)
    assert done.returncode == 1
    assert "不能覆盖" in done.stderr
    assert (tmp_path / "data" / "年报.xlsx").read_bytes() == filled


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("template",), 2, "-o"),
        (("template", "-o", "blank", "月报"), 2, "FZ904"),
        (("template", "-o", "blank", "--year", "25"), 2, "--year"),
        (("template", "-o", "blank", "--plan", "none.yaml"), 2, "none.yaml"),
        (("template", "-o", "blank", "年报", "--lang", "en"), 0, "written: blank/年报.xlsx"),
    ],
)
def test_usage(tmp_path: Path, arguments: tuple[str, ...], code: int, says: str) -> None:
    done = fzplan(*arguments, cwd=project(tmp_path))
    assert done.returncode == code, done.stderr
    assert says in done.stderr


def test_a_faulty_plan_writes_nothing(tmp_path: Path) -> None:
    project(tmp_path, plan=PLAN.replace("亿元, kind: flow", "蛋元, kind: flow"))
    done = fzplan("template", "-o", "blank", cwd=tmp_path)
    assert (done.returncode, (tmp_path / "blank").exists()) == (2, False)
    assert "FZ124" in done.stderr or "蛋元" in done.stderr


def test_a_form_that_cannot_be_written_blank(tmp_path: Path) -> None:
    project(tmp_path, plan=PLAN.replace("columns: period", 'columns: "{quality}"'))
    done = fzplan("template", "-o", "blank", cwd=tmp_path)
    assert (done.returncode, "FZ390" in done.stderr) == (1, True)
    project(tmp_path, plan=PLAN.replace('files: "*.xlsx"', 'files: "*.xls"'))
    done = fzplan("template", "-o", "blank", cwd=tmp_path)
    assert (done.returncode, "FZ391" in done.stderr, "已写入 blank/年报.xlsx" in done.stderr) == (0, True, True)
