"""The version of the file format: which files are read, and what is said of the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fzplan import plan as plan_room

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "plan: {name: 测试, baseline: 2020, span: 2021-2025}\n"


@pytest.mark.parametrize("first", ["", "fzplan: 1\n", 'fzplan: "1"\n'])
def test_this_format_with_or_without_its_number(first: str, tmp_path: Path) -> None:
    (tmp_path / "targets.yaml").write_text(first + HEAD, encoding="utf-8")
    plan, findings = plan_room.load(tmp_path / "targets.yaml")
    assert plan is not None
    assert findings == ()


@pytest.mark.parametrize(("written", "found"), [("2", "2"), ('"2"', "2"), ("0", "0")])
def test_another_format_is_one_finding_and_nothing_else_is_judged(written: str, found: str, tmp_path: Path) -> None:
    text = f"{HEAD}series: {{总收入: 亿元}}\nfzplan: {written}\n"  # `series:` may well be a key of that format
    (tmp_path / "targets.yaml").write_text(text, encoding="utf-8")
    plan, findings = plan_room.load(tmp_path / "targets.yaml")
    assert plan is None
    assert [finding.code for finding in findings] == ["FZ118"]
    assert str(findings[0].at).endswith("targets.yaml:3:9")
    assert findings[0].message("zh") == f"规划文件的格式版本 {found} 不是本程序的 1"


@pytest.mark.parametrize("written", ["two", "1.5", "[1]"])
def test_what_is_no_version_is_a_wrong_value(written: str, tmp_path: Path) -> None:
    (tmp_path / "targets.yaml").write_text(f"{HEAD}fzplan: {written}\n", encoding="utf-8")
    _, findings = plan_room.load(tmp_path / "targets.yaml")
    assert [finding.code for finding in findings] == ["FZ117"]
