"""What decides the exit code of `fzplan check`: levels, explanations, the baseline, --strict and --exit-zero."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import openpyxl
import pytest

from fzplan.model.audit_list import COLUMNS
from tests import builders
from tests.cli.runs import Done, fzplan

if TYPE_CHECKING:
    from pathlib import Path

PLAN = """
fzplan: 1
plan: {name: 规划, baseline: 2020, span: 2021-2025}
measures: {女性: {unit: 人, kind: stock}, 人数: {unit: 人, kind: stock}}
forms: {年报: {files: "*.xlsx", rows: measure, columns: period, unit: 人}}
checks: [{id: R1, level: LEVEL, within: 女性 <= 人数}]
"""
GRID = "指标 | 2021年 | 2022年\n女性 | 999 | 60\n人数 | 40 | 50"
HEADS = {column.head.zh: column.key for column in COLUMNS}


def project(folder: Path, level: str = "verify", grid: str = GRID) -> Path:
    builders.plan(folder, PLAN.replace("LEVEL", level))
    builders.workbook(folder / "data" / "年报.xlsx", {"表": grid})
    return folder


def check(folder: Path, *arguments: str) -> Done:
    return fzplan("check", "--format", "concise", *arguments, cwd=folder)


def verdict(done: Done) -> str:
    return done.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    ("level", "codes"),
    [
        ("error", [1, 1, 1, 1, 0]),
        ("confirm", [0, 1, 1, 1, 0]),
        ("verify", [0, 0, 1, 1, 0]),
        ("info", [0, 0, 0, 1, 0]),
    ],
)
def test_the_level_from_which_findings_fail(tmp_path: Path, level: str, codes: list[int]) -> None:
    project(tmp_path, level)
    levels = ("error", "confirm", "verify", "info", "never")
    assert [check(tmp_path, "--fail-on", one).returncode for one in levels] == codes
    assert check(tmp_path).returncode == codes[2], "verify is the default"
    assert check(tmp_path, "--exit-zero").returncode == 0


def test_the_verdict_says_what_blocks(tmp_path: Path) -> None:
    done = check(project(tmp_path))
    assert verdict(done) == "不通过：待处理 2 处（核实 2）"
    assert "可以说明：fzplan check -o 审核清单.xlsx" in done.stderr.splitlines()[-2]
    english = check(tmp_path, "--lang", "en")
    assert verdict(english) == "fails: 2 to be dealt with (verify 2)"
    assert "read back by --import-explanations" in english.stderr
    passing = check(tmp_path, "--fail-on", "error")
    assert (verdict(passing), "可以说明" in passing.stderr) == ("通过", False)


def test_what_cannot_be_evaluated_fails_where_it_is_asked_for(tmp_path: Path) -> None:
    project(tmp_path, grid="指标 | 2021年\n女性 | 5\n人数 | ")
    assert check(tmp_path, "--fail-on", "error").returncode == 0
    done = check(tmp_path, "--fail-on", "error", "--strict")
    assert (done.returncode, verdict(done)) == (1, "不通过：无法审核 1 处（--strict）")


def test_wrong_usage_stays_2(tmp_path: Path) -> None:
    project(tmp_path, "strong")
    assert check(tmp_path, "--exit-zero", "--fail-on", "never").returncode == 2


def filled(folder: Path, **said: str) -> None:
    """Export the list, and fill in each of its lines that has a fingerprint."""
    fzplan("check", "-o", "审核清单.xlsx", cwd=folder)
    book = openpyxl.load_workbook(folder / "审核清单.xlsx")
    sheet = book["审核清单"]
    head = next(row for row in sheet.iter_rows() if row[0].value == "序号")
    columns = {HEADS[cell.value]: cell.column for cell in head if cell.value in HEADS}
    for row in range(head[0].row + 1, sheet.max_row + 1):
        if sheet.cell(row, columns["stamp"]).value:
            for key, text in said.items():
                sheet.cell(row, columns[key]).value = text
    sheet.column_dimensions["A"].hidden = True
    book.save(folder / "审核清单.xlsx")


def test_the_list_goes_out_and_comes_back(tmp_path: Path) -> None:
    project(tmp_path, "confirm")
    filled(tmp_path, reason="劳务派遣人员计入女性", by="张三", confirmed="李四")
    done = check(tmp_path, "--import-explanations", "审核清单.xlsx")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "已并入 2 条说明：explanations.yaml" in done.stderr
    assert verdict(done) == "通过：已说明 2 处"
    text = (tmp_path / "explanations.yaml").read_text(encoding="utf-8")
    assert text.count("劳务派遣人员计入女性") == 2
    assert check(tmp_path).returncode == 0, "read from beside the plan file from now on"

    project(tmp_path, "confirm", GRID.replace("999", "998"))
    done = check(tmp_path)
    assert (done.returncode, verdict(done)) == (1, "不通过：待处理 1 处（准强制 1）；已说明 1 处")
    assert "R1 2021 的说明已失效：说明时的数是 999人 / 40人，现在是 998人 / 40人" in done.stdout


def test_a_second_import_changes_what_it_says_and_keeps_the_rest(tmp_path: Path) -> None:
    project(tmp_path)
    filled(tmp_path, reason="劳务派遣人员计入女性", by="张三")
    check(tmp_path, "--import-explanations", "审核清单.xlsx", "--explanations", "说明.yaml")
    file = tmp_path / "说明.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "# 完\n", encoding="utf-8")
    filled(tmp_path, reason="借调人员计入女性", by="张三", date="2026-03-01")
    done = check(tmp_path, "--import-explanations", "审核清单.xlsx", "--explanations", "说明.yaml")
    text = file.read_text(encoding="utf-8")
    assert (done.returncode, text.count("- {rule: R1"), text.count("借调人员计入女性")) == (0, 2, 2)
    assert text.endswith("# 完\n")
    assert text.count('date: "2026-03-01"') == 2
    assert not (tmp_path / "explanations.yaml").exists()


def test_a_list_that_is_none_changes_nothing(tmp_path: Path) -> None:
    project(tmp_path)
    done = check(tmp_path, "--import-explanations", "data/年报.xlsx")
    assert done.returncode == 2
    assert "FZ639" in done.stderr
    assert check(tmp_path, "--import-explanations", "none.xlsx").returncode == 2


def test_a_file_with_mistakes_is_not_touched(tmp_path: Path) -> None:
    project(tmp_path)
    filled(tmp_path, reason="劳务派遣人员计入女性", by="张三")
    file = tmp_path / "explanations.yaml"
    file.write_text("explanations:\n  - {rule: R1}\n", encoding="utf-8")
    done = check(tmp_path, "--import-explanations", "审核清单.xlsx")
    assert done.returncode == 2
    assert "explanations.yaml:2:5" in done.stderr
    assert file.read_text(encoding="utf-8") == "explanations:\n  - {rule: R1}\n"


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    project(tmp_path)
    filled(tmp_path, reason="劳务派遣人员计入女性", by="张三")
    done = check(tmp_path, "--import-explanations", "审核清单.xlsx", "--explanations", "targets.yaml/x.yaml")
    assert done.returncode == 2
    done = check(tmp_path, "--write-baseline", "data/年报.xlsx")
    assert (done.returncode, "不能覆盖" in done.stderr) == (1, True)


def test_an_explanations_file_that_is_named_has_to_be_there(tmp_path: Path) -> None:
    done = check(project(tmp_path), "--explanations", "说明.yaml")
    assert done.returncode == 2
    assert "说明.yaml: 强制 FZ630 读不出说明文件 说明.yaml：没有这个文件" in done.stdout


def test_explanations_expire_on_the_day_that_is_named(tmp_path: Path) -> None:
    project(tmp_path)
    filled(tmp_path, reason="劳务派遣人员计入女性", by="张三", expires="2026-12-31")
    assert check(tmp_path, "--import-explanations", "审核清单.xlsx", "--as-of", "2026-12-31").returncode == 0
    done = check(tmp_path, "--as-of", "2027-01-01")
    assert done.returncode == 1
    assert "FZ635 R1 2021 的说明有效期至 2026-12-31，已经过期" in done.stdout


def test_only_what_is_new_fails(tmp_path: Path) -> None:
    project(tmp_path)
    done = check(tmp_path, "--write-baseline", "known.json")
    assert (done.returncode, verdict(done)) == (0, "通过：基线中已有 2 处")
    assert "已写入基线 known.json：2 处" in done.stderr
    assert len(json.loads((tmp_path / "known.json").read_text(encoding="utf-8"))["findings"]) == 2
    assert check(tmp_path, "--baseline", "known.json").returncode == 0
    assert check(tmp_path).returncode == 1

    more = "指标 | 2021年 | 2022年 | 2023年\n女性 | 999 | 60 | 70\n人数 | 40 | 50 | 8"
    project(tmp_path, grid=f"各年人员\n\n{more}")
    done = fzplan("check", "--baseline", "known.json", cwd=tmp_path)
    assert done.returncode == 1
    assert "3 处中有 1 处待处理（D4）；其余：基线内 2 处" in done.stdout
    done = fzplan("check", "--baseline", "known.json", "--lang", "en", cwd=tmp_path)
    assert "1 of its 3 places is open (D4); the others: in the baseline 2" in done.stdout
    assert verdict(done) == "fails: 1 to be dealt with (verify 1); 2 in the baseline"


def test_a_baseline_is_renewed_by_the_command_that_is_told(tmp_path: Path) -> None:
    project(tmp_path)
    check(tmp_path, "--write-baseline", "known.json")
    project(tmp_path, grid=GRID.replace("999", "9"))
    done = fzplan("check", "--baseline", "known.json", cwd=tmp_path)
    assert "FZ636" in done.stdout
    command = next(line for line in done.stdout.splitlines() if "--write-baseline" in line)
    assert "fzplan check --baseline known.json --write-baseline known.json" in command
    done = check(tmp_path, "--baseline", "known.json", "--write-baseline", "known.json")
    assert (done.returncode, "FZ636" in done.stdout) == (0, False)
    assert "FZ636" not in check(tmp_path, "--baseline", "known.json").stdout


def test_a_clean_run_writes_an_empty_baseline(tmp_path: Path) -> None:
    project(tmp_path, grid=GRID.replace("999", "9").replace("60", "6"))
    assert "已写入基线 known.json：0 处" in check(tmp_path, "--write-baseline", "known.json").stderr


def test_no_baseline_is_written_of_a_run_that_could_not_be(tmp_path: Path) -> None:
    project(tmp_path, "strong")
    done = check(tmp_path, "--write-baseline", "known.json")
    assert (done.returncode, (tmp_path / "known.json").exists()) == (2, False)
    assert "未写基线 known.json" in done.stderr


def test_a_baseline_that_is_named_has_to_be_there(tmp_path: Path) -> None:
    done = check(project(tmp_path), "--baseline", "known.json")
    assert done.returncode == 2
    assert "known.json: 强制 FZ637 基线文件 known.json 读不懂：没有这个文件" in done.stdout
