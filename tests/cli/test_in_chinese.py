"""What the parser of arguments says is Chinese for whoever reads Chinese: wrong usage and the frame of help."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fzplan.cli import app

if TYPE_CHECKING:
    from pathlib import Path

FRAME = ("Usage", "Options", "Arguments", "Commands", "Error", "Try", "[default", "[required", "[OPTIONS]")
WRONG = {
    "compute --yaer 2023": "没有选项 --yaer，相近的有 --by, --date, --year",
    "compute --nothing-like-it": "没有选项 --nothing-like-it",
    "comptue": "没有命令“comptue”，是不是 'compute'？",
    "ausgabe": "没有命令“ausgabe”",
    "--lang zh": "没有写命令",
    "explain": "缺少参数 ID",
    "rule FZ101 FZ102": "多出的参数：FZ102",
    "compute --year": "选项 --year 后面要写值",
    "compute --score=1": "选项 --score 后面不写值",
    "compute --year 去年": "--year 的值不对：要写整数",
    "compute --format xml": "--format 的值不对：没有“xml”，可以是 'table', 'json', 'md', 'csv', 'targets', 'sdmx'",
}


@pytest.fixture(autouse=True)
def chinese(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    monkeypatch.setenv("COLUMNS", "120")
    for name in ("LC_ALL", "LC_MESSAGES", "LANGUAGE", "FZPLAN_LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("arguments", WRONG)
def test_wrong_usage_is_said_in_chinese(arguments: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert app.run(arguments.split()) == 2
    said = capsys.readouterr().err
    assert said.endswith(f"错误：{WRONG[arguments]}\n")
    assert not [word for word in FRAME if word in said]


@pytest.mark.parametrize("command", ["", *app.COMMANDS])
def test_the_frame_of_help_is_chinese(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert app.run([*command.split(), "--help"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("用法：fzplan")
    assert not [word for word in FRAME if word in shown]


def test_no_command_is_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert app.run([]) == 2
    assert capsys.readouterr().err.startswith("用法：fzplan [选项] 命令 [参数]...\n\n  规划指标监测")


def test_english_is_as_the_parser_says_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert app.run(["explain", "--lang", "en"]) == 2
    assert capsys.readouterr().err.endswith("Error: Missing argument 'ID'.\n")
