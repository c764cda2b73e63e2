from __future__ import annotations

import json
from typing import TYPE_CHECKING

import jsonschema
import openpyxl
import pytest

from fzplan.reports.schema import schema
from tests.cli.runs import PLAN, fzplan, project

if TYPE_CHECKING:
    from pathlib import Path

SET = "总收入@2024=9124亿元"
"""9124 ÷ 22.81 = 400: what the target of 400 needs in 2024; the return says 8466.0, which gives 371.2."""
BANNER = {"zh": "【测算，非统计数据】", "en": "[WHAT-IF RESULT — not statistical data]"}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_table_says_what_it_is_and_what_changed(lang: str, tmp_path: Path) -> None:
    done = fzplan("compute", "--set", SET, "--lang", lang, cwd=project(tmp_path))
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(BANNER[lang])
    assert "8466 → 9124§ 亿元　data/年报.xlsx:主要指标!D2 → --set 总收入@2024=9124亿元" in done.stdout
    assert "371.2 → 400.0 万元/人" in done.stdout
    assert {"zh": "滞后 → 提前实现", "en": "behind → achieved early"}[lang] in done.stdout


def test_json_carries_the_figures_set_and_the_changes(tmp_path: Path) -> None:
    found = json.loads(fzplan("compute", "--set", SET, "--format", "json", cwd=project(tmp_path)).stdout)
    jsonschema.Draft202012Validator(schema()).validate(found)
    assert found["what_if"] == [
        {
            "measure": "总收入",
            "period": "2024",
            "by": {},
            "value": 9124.0,
            "unit": "亿元",
            "set": "总收入@2024=9124亿元",
        }
    ]
    assert found["what_if_label"] == "测算，非统计数据"
    [seen] = found["changes"]["observations"]
    assert (seen["before"]["value"], seen["after"]["value"]) == (8466.0, 9124.0)
    assert seen["after"] | {"edition": ""} == {
        "value": 9124.0, "place": "--set 总收入@2024=9124亿元", "edition": "", "quality": "assumed",
    }  # fmt: skip
    assert found["changes"]["verdicts"] == [{"id": "per_head", "before": "behind", "after": "achieved_early"}]
    [value] = [v for v in found["indicators"][0]["values"] if v["period"] == "2024"]
    assert value["quality"] == "assumed"
    assert "--set 总收入@2024=9124亿元" in [i["place"] for i in value["from"]]


def test_files_are_marked_in_name_and_in_every_sheet(tmp_path: Path) -> None:
    project(tmp_path)
    fzplan("compute", "-o", "reports/gap.xlsx", cwd=tmp_path)
    before = (tmp_path / "reports" / "gap.xlsx").read_bytes()
    outputs = ("-o", "reports/gap.xlsx", "-o", "json=gap.out", "-o", "已_测算.txt")
    done = fzplan("compute", "--set", SET, *outputs, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "已写入 reports/gap_测算.xlsx（测算，非统计数据）" in done.stderr
    assert (tmp_path / "gap_测算.out").exists()
    assert (tmp_path / "已_测算.txt").exists()
    assert (tmp_path / "reports" / "gap.xlsx").read_bytes() == before
    book = openpyxl.load_workbook(tmp_path / "reports" / "gap_测算.xlsx")
    assert book.sheetnames[:3] == ["封面", "指标完成情况表", "测算变化"]
    for sheet in book.worksheets:
        assert sheet["A2"].value == "【测算，非统计数据】"
        assert "测算，非统计数据" in (sheet.oddHeader.center.text or "")


def test_members_months_and_several_figures(tmp_path: Path) -> None:
    done = fzplan("compute", "--set", SET, "--set", "从业人员平均人数@2024=22.81", cwd=project(tmp_path))
    assert done.returncode == 0, done.stderr
    # 22.81 is what the return says: it is set, but nothing differs by it
    assert "从业人员平均人数 2024年" not in done.stdout
    plain = fzplan("compute", "--set", "从业人员平均人数@2024=22.81", cwd=tmp_path)
    assert plain.stdout.startswith(BANNER["zh"])
    assert "没有任何变化。" in plain.stdout


def test_a_change_without_another_verdict_says_so(tmp_path: Path) -> None:
    done = fzplan("compute", "--set", "总收入@2024=8467", cwd=project(tmp_path))
    assert "进度判定和趋势判断没有变化。" in done.stdout


def test_a_year_nobody_reported(tmp_path: Path) -> None:
    sets = ("--set", "总收入@2025=10000", "--set", "从业人员平均人数@2025=25")
    done = fzplan("compute", *sets, cwd=project(tmp_path))
    assert "总收入 2025年　无 → 10000§ 亿元　--set 总收入@2025=10000" in done.stdout
    assert "劳均产出 2025年　无 → 400.0 万元/人" in done.stdout


def test_wrong_figures_are_wrong_usage_and_all_are_named(tmp_path: Path) -> None:
    sets = ("--set", "总收人@2024=1", "--set", "总收入@2024=1人", "--set", "总收入2024")
    done = fzplan("compute", *sets, "-o", "gap.xlsx", cwd=project(tmp_path))
    assert done.returncode == 2
    assert done.stdout == ""
    assert [code for code in ("FZ502", "FZ503", "FZ504") if code in done.stderr] == ["FZ502", "FZ503", "FZ504"]
    assert "--set 总收入2024: " in done.stderr
    assert not list(tmp_path.glob("gap*"))


def test_an_indicator_with_a_formula_cannot_be_set(tmp_path: Path) -> None:
    done = fzplan("compute", "--set", "劳均产出@2024=400", cwd=project(tmp_path))
    assert done.returncode == 2
    assert "它由公式计算" in done.stderr


def test_explain_shows_the_figure_set(tmp_path: Path) -> None:
    done = fzplan("explain", "劳均产出", "--set", SET, cwd=project(tmp_path))
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("【测算，非统计数据】\n劳均产出　2024年　400.0 万元/人（测算数）")
    assert "　9124.0 亿元　← --set 总收入@2024=9124亿元　测算数" in done.stdout
    assert fzplan("explain", "劳均产出", "--set", "无@2024=1", cwd=tmp_path).returncode == 2


def test_a_what_if_in_half_a_year(tmp_path: Path) -> None:
    plan = PLAN.replace("formula: 总收入 / 从业人员平均人数", "formula: 总收入 / 从业人员平均人数 * 1")
    sets = ("--set", "总收入@2025-S1=4500", "--set", "从业人员平均人数@2025-S1=24")
    done = fzplan("compute", "--as-of", "2025-06", *sets, cwd=project(tmp_path, plan))
    # 4500 亿元 ÷ 24 万人 = 187.5 万元/人
    assert "2025年1—6月187.5万元/人§" in done.stdout
