"""Writing a plan file in an editor: keys are offered, explained in both languages, and marked where they are wrong."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from tests.editor.server import Server, served, server_needed

from fzplan import plan
from fzplan.plan.fileformat import TargetFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = server_needed
MODELINE = "# yaml-language-server: $schema=targets.schema.json\n"
HEAD = """\
fzplan: 1
plan: {name: 某区规划, baseline: 2020, span: 2021-2025}
measures:
  总收入: {unit: 亿元, kind: flow}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("editor")
    schema = json.dumps(plan.schema(), ensure_ascii=False)
    (place / "targets.schema.json").write_text(schema, encoding="utf-8")
    return place


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[Server]:
    with served(folder) as started:
        yield started


def written(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.write_text(MODELINE + text, encoding="utf-8")
    return file


def test_a_right_plan_has_no_mark(server: Server, folder: Path) -> None:
    file = written(folder, "right.yaml", HEAD)
    server.open(file)
    assert server.diagnostics(file) == []


def test_a_wrong_key_is_marked_at_its_line(server: Server, folder: Path) -> None:
    text = HEAD + "indicators:\n  收入: {unit: 亿元, formula: 总收入,\n    target: {at_least: 400, byy: 2025}}\n"
    file = written(folder, "wrong.yaml", text)
    server.open(file)
    ((line, message),) = server.diagnostics(file)
    assert line == file.read_text(encoding="utf-8").splitlines().index("    target: {at_least: 400, byy: 2025}}") + 1
    assert "byy" in message


def test_a_wrong_word_is_marked(server: Server, folder: Path) -> None:
    file = written(folder, "word.yaml", HEAD.replace("kind: flow", "kind: flows"))
    server.open(file)
    ((line, message),) = server.diagnostics(file)
    assert line == 5  # after the modeline, `fzplan:`, `plan:`, `measures:`
    assert '"flow"' in message


def test_the_keys_of_a_target_are_offered(server: Server, folder: Path) -> None:
    text = HEAD + "indicators:\n  收入:\n    unit: 亿元\n    target:\n      at_least: 400\n      \n"
    file = written(folder, "offered.yaml", text)
    server.open(file)
    offered = server.completions(file, 11, 6)
    keys = {field.alias or name for name, field in TargetFile.model_fields.items()}
    assert set(offered) == keys - {"at_least"}  # it stands there already


def test_the_words_of_a_key_are_offered(server: Server, folder: Path) -> None:
    text = "plan:\n  name: 某区规划\n  span: 2021-2025\n  rounding: \n"
    file = written(folder, "words.yaml", text)
    server.open(file)
    assert {"half_up", "gb8170"} <= set(server.completions(file, 5, 12))


def test_a_key_is_explained_in_both_languages(server: Server, folder: Path) -> None:
    text = HEAD + "indicators:\n  收入:\n    unit: 亿元\n    formula: 总收入\n"
    file = written(folder, "explained.yaml", text)
    server.open(file)
    shown = server.hover(file, 9, 6)
    assert "公式，如 总收入 / 从业人员平均人数" in shown
    assert "without it the indicator is read from the returns" in shown
