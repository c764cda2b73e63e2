from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

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
