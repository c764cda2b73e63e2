"""`fzplan compute --by DIM`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.cli.runs import fzplan
from tests.reports.tidy import plans

if TYPE_CHECKING:
    from pathlib import Path


def test_a_matrix_on_stdout_members_in_the_json(tmp_path: Path) -> None:
    plans.by_zone(tmp_path)
    done = fzplan("compute", "--by", "园区", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "分园区　2024年" in done.stdout
    assert "400.0" in done.stdout  # the total: 400 / 1
    other = fzplan("compute", "--by", "zone", "--format", "json", "-o", "gap.txt", cwd=tmp_path, COLUMNS="60")
    values = json.loads(other.stdout)["indicators"][0]["values"]
    assert {v["by"]["园区"] for v in values if v["by"]} == {"东区", "西区"}
    assert "分园区　2024年" in (tmp_path / "gap.txt").read_text(encoding="utf-8")


def test_a_year_may_be_chosen(tmp_path: Path) -> None:
    plans.by_zone(tmp_path)
    done = fzplan("compute", "--by", "园区", "--year", "2020", cwd=tmp_path)
    assert "分园区　2020年" in done.stdout
    assert "200.0" in done.stdout  # 东区: 100 / 0.5


def test_an_unknown_dimension_is_2_with_the_nearest(tmp_path: Path) -> None:
    plans.by_zone(tmp_path)
    done = fzplan("compute", "--by", "圆区", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("--by: 强制 FZ918 规划文件中没有分组“圆区”\n    处理：是否指：园区\n")
