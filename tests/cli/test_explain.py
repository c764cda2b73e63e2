from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from tests.cli.runs import fzplan, project
from tests.snapshots import same

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_number_ends_at_its_cells(lang: str, tmp_path: Path) -> None:
    done = fzplan("explain", "劳均产出", "2024", "--lang", lang, cwd=project(tmp_path))
    assert done.returncode == 0, done.stderr
    assert "data/年报.xlsx:主要指标!D2" in done.stdout
    assert "data/年报.xlsx:主要指标!D3" in done.stdout
    same(f"cli/explain-{lang}.txt", done.stdout)


def test_a_target_is_explained_by_its_id(tmp_path: Path) -> None:
    done = fzplan("explain", "per_head", "data", cwd=project(tmp_path))
    assert "371.2" in done.stdout
    assert "序时进度 80.0%" in done.stdout


def test_a_measure_is_explained_too(tmp_path: Path) -> None:
    assert "6648.7 亿元" in fzplan("explain", "总收入", "2020", cwd=project(tmp_path)).stdout


def test_an_unknown_name_is_2_with_the_nearest(tmp_path: Path) -> None:
    done = fzplan("explain", "劳均产值", cwd=project(tmp_path))
    assert done.returncode == 2
    assert "劳均产出" in done.stderr
    assert not done.stdout


def test_a_member_is_written_with_an_equals_sign(tmp_path: Path) -> None:
    done = fzplan("explain", "劳均产出", "--by", "东区", cwd=project(tmp_path), FZPLAN_LANG="en")
    assert done.returncode == 2
    assert "DIMENSION=MEMBER" in done.stderr


ZONES = """
    fzplan: 1
    plan: {name: 某区规划, baseline: 2020, span: 2021-2025}
    dimensions:
      园区: {en: zone, members: {东区: {en: East}, 西区: {}}, groups: {全部: [东区, 西区]}}
    measures:
      总收入: {unit: 亿元, kind: flow, decimals: 1}
    indicators:
      收入: {unit: 亿元, formula: 总收入}
    forms:
      年报: {files: "*.xlsx", rows: measure, columns: 园区, period: 2024}
"""
BY_ZONE = """
    指标（亿元） | 东区 | 西区
    总收入 | '12.5 | 7.5
"""


def test_a_member_is_known_by_its_names(tmp_path: Path) -> None:
    folder = project(tmp_path, ZONES, BY_ZONE)
    for written in ("园区=东区", "zone=East", "园区=East"):
        assert "12.5 亿元" in fzplan("explain", "总收入", "2024", "--by", written, cwd=folder).stdout
    # the group: 12.5 + 7.5 = 20
    assert "20.0 亿元" in fzplan("explain", "总收入", "2024", "--by", "园区=全部", cwd=folder).stdout


def test_unknown_dimensions_and_members_are_2_with_the_nearest(tmp_path: Path) -> None:
    folder = project(tmp_path, ZONES, BY_ZONE)
    done = fzplan("explain", "总收入", "--by", "园曲=东区", cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert "FZ918" in done.stderr
    assert "是否指：园区" in done.stderr
    done = fzplan("explain", "总收入", "--by", "园区=南区", "--lang", "en", cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert "FZ919" in done.stderr
    assert "did you mean: 东区, 西区" in done.stderr or "did you mean: 西区, 东区" in done.stderr
    done = fzplan("explain", "劳均产出", "--by", "园区=南区", cwd=project(tmp_path / "none"))
    assert "没有 dimensions:" in done.stderr


def test_findings_about_the_cells_shown_are_told(tmp_path: Path) -> None:
    folder = project(tmp_path, ZONES, BY_ZONE)  # 12.5 stands there as text
    done = fzplan("explain", "总收入", "2024", "--by", "园区=东区", cwd=folder)
    assert done.returncode == 0
    assert done.stderr.startswith("以上各数所在单元格的问题：\n")
    assert "主要指标!B2" in done.stderr
    assert fzplan("explain", "总收入", "2024", "--by", "园区=西区", cwd=folder).stderr == ""


def test_lines_are_parted_on_a_terminal_alone(tmp_path: Path) -> None:
    folder = project(tmp_path)
    piped = fzplan("explain", "劳均产出", "2024", cwd=folder)
    narrow = fzplan("explain", "劳均产出", "2024", cwd=folder, COLUMNS="50")
    assert max(map(len, piped.stdout.splitlines())) > 60
    assert all(cell_len(line) <= 50 for line in narrow.stdout.splitlines())
