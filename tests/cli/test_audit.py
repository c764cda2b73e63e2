"""`fzplan audit`: what it prints in both languages, its JSON and files, its exit codes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from rich.cells import cell_len

from fzplan.reports.audit.schema import schema
from tests.cli.runs import PLAN, fzplan, project

if TYPE_CHECKING:
    from pathlib import Path

CLAIMS = """
    claims:
      - {id: A, quote: 年均增长8.2%, printed: 8.2%, formula: "cagr(总收入, since=2020, until=2024)"}
      - {id: B, quote: 人均产出为364.9万元, printed: 364.9万元/人, formula: 总收入 / 从业人员平均人数}
      - {id: C, quote: 为2019年的1.5倍, implies: {总收入@2019: 总收入@2020 / 1.5}}
      - {id: D, quote: 是2019年的1.6倍, implies: {总收入@2019: 总收入@2020 / 1.6}}
      - {id: E, quote: 年均增长7.0%, printed: 7.0%, formula: "cagr(总收入, since=2018, until=2020)"}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return project(tmp_path, PLAN + CLAIMS)


def document(folder: Path, *arguments: str) -> dict[str, Any]:
    done = fzplan("audit", "--format", "json", *arguments, cwd=folder)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_json_follows_its_schema(folder: Path) -> None:
    found = document(folder)
    jsonschema.Draft202012Validator(schema()).validate(found)
    assert [(c["id"], c["verdict"], c["definition"]) for c in found["claims"]] == [
        (
            "A",
            "fails",
            "declared",
        ),  # (8466/6648.7)^(1/4) − 1 = e^(0.241637/4) − 1 = 6.2271 %, the mean 6.83 %, over 3 years 8.39 %
        ("B", "reproduces", "declared"),
        ("E", "not_assessable", "declared"),
    ]
    assert found["claims"][0]["computed"] == pytest.approx(6.2271, abs=1e-4)
    assert found["claims"][1]["from"][0]["place"] == "data/年报.xlsx:主要指标!B2"
    assert found["claims"][2]["computed"] is None
    assert found["claims"][2]["why"] == ["missing_input"]
    assert found["contradictions"][0]["claims"] == ["C", "D"]
    assert found["contradictions"][0]["same"] == ["总收入@2020"]


@pytest.mark.parametrize(
    ("lang", "words"),
    [("zh", ["不相符", "复算相符", "无法复算", "没有公共的值"]), ("en", ["does not reproduce", "not assessable"])],
)
def test_verdicts_are_words(folder: Path, lang: str, words: list[str]) -> None:
    done = fzplan("audit", "--lang", lang, cwd=folder)
    assert done.returncode == 0
    for word in words:
        assert word in done.stdout


@pytest.mark.parametrize("columns", ["60", "80", "200"])
def test_figures_are_never_cut(folder: Path, columns: str) -> None:
    wide = fzplan("audit", "--lang", "en", cwd=folder, COLUMNS="200").stdout
    text = fzplan("audit", "--lang", "en", cwd=folder, COLUMNS=columns).stdout
    for figure in ("[364.8188, 365.0193)", "(4432.", "364.9", "6648.7"):
        assert (figure in text) == (figure in wide)
    assert "…" not in text
    if columns == "200":
        assert max(map(cell_len, text.splitlines())) <= 200


def test_exit_codes(folder: Path) -> None:
    assert fzplan("audit", cwd=folder).returncode == 0
    assert fzplan("audit", "--fail-on", "verify", cwd=folder).returncode == 1
    assert fzplan("audit", "nowhere", cwd=folder).returncode == 2
    assert fzplan("audit", "-o", "audit.pdf", cwd=folder).returncode == 2


@pytest.mark.parametrize("name", ["audit.json", "audit.txt"])
def test_a_file_is_written(folder: Path, name: str) -> None:
    done = fzplan("audit", "-o", name, cwd=folder)
    assert done.returncode == 0
    text = (folder / name).read_text(encoding="utf-8")
    assert json.loads(text)["fzplan"] == 1 if name.endswith("json") else "复算 3 项" in text


def test_the_same_input_gives_the_same_bytes(folder: Path) -> None:
    first, second = (fzplan("audit", "--format", "json", cwd=folder).stdout for _ in range(2))
    assert first == second


def test_a_console_that_is_not_unicode(folder: Path) -> None:
    done = fzplan("audit", cwd=folder, PYTHONIOENCODING="gbk")
    assert done.returncode == 0
    assert "不相符" in done.stdout
