from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.builders import workbook
from tests.cli.runs import fzplan

if TYPE_CHECKING:
    from pathlib import Path

TABLE = """
“十四五”规划主要指标
类别 | 指标 | 单位 | 2020年 | 2025年目标 | 属性
经济 | 总收入 | 亿元 | 6648.7 | 10000 | 预期性
"""


def table(folder: Path, grid: str = TABLE) -> Path:
    return workbook(folder / "指标表.xlsx", {"指标": grid})


def test_a_plan_file_is_drafted_from_the_indicator_table_and_passes_the_check_of_its_own(tmp_path: Path) -> None:
    done = fzplan("init", "--targets", table(tmp_path).name, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "已写入 targets.yaml\n")
    checked = fzplan("check", "--fail-on", "never", cwd=tmp_path)
    assert "targets.yaml:" not in checked.stderr + checked.stdout  # no finding in the plan file itself


def test_an_existing_plan_file_is_kept_unless_forced(tmp_path: Path) -> None:
    table(tmp_path)
    (tmp_path / "targets.yaml").write_text("mine", encoding="utf-8")
    done = fzplan("init", "--targets", "指标表.xlsx", cwd=tmp_path)
    assert done.returncode == 1
    assert "文件已存在" in done.stderr
    assert "--force" in done.stderr
    assert (tmp_path / "targets.yaml").read_text(encoding="utf-8") == "mine"
    assert fzplan("init", "--targets", "指标表.xlsx", "--force", cwd=tmp_path).returncode == 0
    assert "总收入" in (tmp_path / "targets.yaml").read_text(encoding="utf-8")


def test_the_table_is_written_back(tmp_path: Path) -> None:
    table(tmp_path)
    fzplan("init", "--targets", "指标表.xlsx", cwd=tmp_path)
    assert fzplan("init", "--to-xlsx", "back.xlsx", cwd=tmp_path).returncode == 0
    first = (tmp_path / "targets.yaml").read_text(encoding="utf-8")
    assert fzplan("init", "--targets", "back.xlsx", "--force", cwd=tmp_path).returncode == 0
    again = (tmp_path / "targets.yaml").read_text(encoding="utf-8")
    assert again == first.replace("by: 2025,", "by: 2025, id: 总收入,")  # the table that goes out names the targets


def test_a_faulty_plan_file_gives_its_findings_and_no_table(tmp_path: Path) -> None:
    (tmp_path / "targets.yaml").write_text("plan: {name: x}\n", encoding="utf-8")
    done = fzplan("init", "--to-xlsx", "back.xlsx", cwd=tmp_path)
    assert done.returncode == 2
    assert "targets.yaml" in done.stderr
    assert not (tmp_path / "back.xlsx").exists()


def test_one_source_is_asked_for(tmp_path: Path) -> None:
    for arguments in ((), ("a.xlsx", "--targets", "b.xlsx")):
        done = fzplan("init", *arguments, cwd=tmp_path)
        assert done.returncode == 2
        assert "--targets" in done.stderr


def test_a_span_that_is_none_is_wrong_usage(tmp_path: Path) -> None:
    done = fzplan("init", "--targets", table(tmp_path).name, "--span", "2025-2021", cwd=tmp_path)
    assert done.returncode == 2
    assert "2021-2025" in done.stderr


def test_a_table_without_years_asks_for_the_span(tmp_path: Path) -> None:
    path = table(tmp_path, "指标 | 单位 | 目标值\n总收入 | 亿元 | 10000")
    done = fzplan("init", "--targets", path.name, cwd=tmp_path)
    assert (done.returncode, "FZ361" in done.stderr) == (2, True)
    assert fzplan("init", "--targets", path.name, "--span", "2021-2025", cwd=tmp_path).returncode == 0


def test_a_folder_is_drafted_and_each_form_finds_its_own_file(tmp_path: Path) -> None:
    for folder, figure in (("经济", "6648.7"), ("人才", "36.5")):
        grid = f"指标 | 2021年 | 2022年\n{folder}总量（亿元） | {figure} | 1"
        workbook(tmp_path / "data" / folder / "主要指标.xlsx", {"表": grid})
    done = fzplan("init", "data", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "已写入 targets.yaml\n")
    text = (tmp_path / "targets.yaml").read_text(encoding="utf-8")
    assert "files: [人才/主要指标.xlsx, 经济/主要指标.xlsx]" in text
    computed = fzplan("compute", "-v", cwd=tmp_path)
    assert "数字单元格 4 = 采用 4 + 记录 0 + 表头 0 + 未采用 0" in computed.stderr


def test_returns_of_several_years_are_read(tmp_path: Path) -> None:
    for year, figure in (("2021", "70"), ("2022", "76")):
        grid = f"""
            有效期至：2025年1月 | | |
            报告期：{year}年 | | | 单位：亿元
            指标名称 | 代码 | 本年 | 上年同期
            甲 | 乙 | 1 | 2
            总收入 | '01 | {figure} | 66
        """
        workbook(tmp_path / "data" / f"年报{year}.xlsx", {"表": grid})
    assert fzplan("init", "data", cwd=tmp_path).returncode == 0
    computed = fzplan("compute", "--format", "json", cwd=tmp_path)
    (indicator,) = json.loads(computed.stdout)["indicators"]
    assert [(v["period"], v["value"]) for v in indicator["values"] if v["value"] is not None] == [
        ("2021", 70),
        ("2022", 76),
    ]


def test_too_large_a_workbook_is_no_source(tmp_path: Path) -> None:
    workbook(tmp_path / "a.xlsx", {"表": "指标 | 2021年\n总收入（亿元） | 1"})
    done = fzplan("init", "a.xlsx", "--max-cells", "1", cwd=tmp_path)
    assert done.returncode == 2
    assert "FZ317" in done.stderr


def test_of_a_workbook_outside_the_data_folder_it_is_said_how_it_is_computed(tmp_path: Path) -> None:
    workbook(tmp_path / "年 报.xlsx", {"表": "指标 | 2021年 | 2022年\n总量（亿元） | 70 | 76"})
    done = fzplan("init", "年 报.xlsx", cwd=tmp_path)
    told = '已写入 targets.yaml\n计算时读 data 文件夹：请把报表放进去，或写明 fzplan compute "年 报.xlsx"\n'
    assert (done.returncode, done.stderr) == (0, told)
    assert fzplan("compute", "年 报.xlsx", cwd=tmp_path).returncode == 0
