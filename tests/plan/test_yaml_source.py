"""Reading the file: what YAML gets wrong is told at its place, and told once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml

from fzplan import plan as plan_room
from fzplan.plan import yaml_source

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HEAD = "plan: {name: 测试, baseline: 2020, span: 2021-2025}\n"


def places(text: str) -> list[tuple[int, int, str]]:
    _, found = yaml_source.parse(text, "targets.yaml")
    return [(f.at.line, f.at.column, f.code) for f in found]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        # full-width colon: before a value, before a block, within braces; all of them in one run
        ("plan：\n  name: x\n", [(1, 5, "FZ107")]),
        ("a: 1\nb：{c: 2}\n", [(2, 2, "FZ107")]),
        ("a: {b：1, c: 2}\n", [(1, 6, "FZ107")]),
        ("a：\n  b: 1\nc：\n  d: 1\n", [(1, 2, "FZ107"), (3, 2, "FZ107")]),
        ("a: {b: 1，c: 2}\n", [(1, 9, "FZ107")]),
        # within text a full-width colon is text
        ("a: {其中：女性: 1}\nb: 说明：文字\n", []),
        # tabs
        ("a:\n\tb: 1\n", [(2, 1, "FZ108")]),
        ("a:\n  b: 1\n\tc: 1\n  d: 2\n\te: 3\n", [(3, 1, "FZ108"), (5, 1, "FZ108")]),
        # a bracket within braces
        ("a: {formula: x[产业=轨道交通], unit: 亿元}\n", [(1, 15, "FZ113")]),
        # a comma within braces
        ("a: {formula: sum(x, over=产业), unit: 亿元}\n", [(1, 19, "FZ113")]),
        ("a: {at_least: 10,000}\n", [(1, 17, "FZ113")]),
        # signs that cannot begin a text
        ("a: %\n", [(1, 4, "FZ114")]),
        ("a: {unit: %, b: 1}\n", [(1, 11, "FZ114")]),
        ("files: *.xlsx\n", [(1, 8, "FZ114")]),
        ("a: @x\n", [(1, 4, "FZ114")]),
        # anything else that is not YAML
        ("a: 1\n b: 2\n", [(2, 3, "FZ104")]),
        ("a: 'x\nb: 2\n", [(1, 4, "FZ104")]),
        ("a: [1, 2\nb: 3\n", [(1, 4, "FZ104")]),
        ("a: {b: 1\n", [(1, 4, "FZ104")]),
        # every section and every entry is read for itself
        (
            "a:\n  b: {c: %}\n  d: {c: 1}\n  e: {f: x[y]}\ng: *.x\nh:\n  - {i: 1\n  - {i: 2}\n",
            [(2, 10, "FZ114"), (4, 11, "FZ113"), (5, 4, "FZ114"), (7, 5, "FZ104")],
        ),
        # duplicate keys, full-width and half-width being one
        ("a: 1\nb: 2\na: 3\n", [(3, 1, "FZ110")]),
        ("ＧＤＰ: 1\nGDP: 2\n", [(2, 1, "FZ110")]),
        # both values of a repeated key are looked into
        ("a: {b: no}\na: {c: no}\n", [(1, 8, "FZ111"), (2, 1, "FZ110"), (2, 8, "FZ111")]),
        # words that YAML changes, as values and as keys
        ("a: no\n", [(1, 4, "FZ111")]),
        ("on: 1\n", [(1, 1, "FZ111")]),
        ("a: [0106, 12:30, 1e8, 1_000, 0x1F, .5, +1]\n", [(1, c, "FZ111") for c in (5, 11, 18, 23, 30, 36, 40)]),
        ("a: 2021-01-01\n", [(1, 4, "FZ111")]),
        ("published: 2021-01-01\n", []),
        ('a: ["no", "0106", \'12:30\', 6%, 39.9亿元, 2021-2025, 第3章, -1.5, 0]\n', []),
    ],
)
def test_places(text: str, where: list[tuple[int, int, str]]) -> None:
    assert sorted(places(text)) == where


def test_a_date_is_only_a_notice() -> None:
    _, found = yaml_source.parse("a: 2021-01-01\n", "f")
    assert [f.severity.code for f in found] == ["info"]


def test_anchors_are_the_same_thing_again() -> None:
    source, found = yaml_source.parse("a: &x {b: 1}\nc: *x\n", "f")
    assert found == []
    assert source is not None
    assert source.root.plain() == {"a": {"b": 1}, "c": {"b": 1}}


def test_numbers_keep_their_printed_decimals() -> None:
    source, _ = yaml_source.parse("a: 3.50\nb: 3.5\nc: 400\n", "f")
    assert source is not None
    assert source.root.plain() == {"a": "3.50", "b": 3.5, "c": 400}


@pytest.mark.parametrize(
    ("encoding", "codes"),
    [("utf-8", []), ("utf-8-sig", []), ("gb18030", ["FZ106"]), ("gbk", ["FZ106"]), ("utf-16", ["FZ106"])],
)
def test_encodings(tmp_path: Path, encoding: str, codes: list[str]) -> None:
    path = tmp_path / "targets.yaml"
    path.write_bytes((HEAD + "measures: {总收入: {unit: 亿元}}\r\n").encode(encoding))
    plan, found = plan_room.load(path)
    assert [f.code for f in found] == codes
    assert plan is not None
    assert list(plan.measures) == ["总收入"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "FZ102"),
        (b"\n  \n# nothing\n", "FZ102"),
        (b"PK\x03\x04", "FZ103"),
        (b"a: \xff\xff", "FZ103"),
        (b"- 1\n", "FZ109"),
        ("一段文字".encode(), "FZ109"),
    ],
)
def test_files_that_are_no_plan(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "targets.yaml"
    path.write_bytes(content)
    plan, found = plan_room.load(path)
    assert plan is None
    assert [f.code for f in found] == [code]


def test_a_missing_file_names_its_neighbours(tmp_path: Path) -> None:
    (tmp_path / "target.yaml").write_text(HEAD, encoding="utf-8")
    plan, found = plan_room.load(tmp_path / "targets.yaml")
    assert plan is None
    assert "target.yaml" in found[0].help("zh")
    plan, found = plan_room.load(tmp_path)
    assert "文件夹" in found[0].message("zh")


@pytest.mark.parametrize(
    ("formula", "line", "column"),
    [
        ("formula: 总收入 / 人员数", 5, 20),  # the unknown name begins at the sixth character of the formula
        ('formula: "总收入 / 人员数"', 5, 21),
        ("formula: '总收入 / 人员数'", 5, 21),
        ('formula: "总收入 \\u002F 人员数"', 5, 26),
        ("formula: 总收入 /\n      人员数", 6, 7),
        ("formula: >-\n      总收入 /\n      人员数", 7, 7),
        ("formula: |\n      总收入\n      / 人员数", 7, 9),
        ('formula: "总收入 /\n\n      人员数"', 7, 7),
    ],
)
def test_a_fault_inside_a_formula(load: Callable[..., Any], formula: str, line: int, column: int) -> None:
    text = f"measures: {{总收入: {{unit: 亿元, kind: flow}}}}\nindicators:\n  劳均:\n    {formula}\n    unit: 万元/人\n"
    found = load(text.replace("    formula", "    formula", 1))
    assert found.places == [(line, column, "FZ202")]
    assert found[0].excerpt.split("\n")[1].strip() == "^^^^^^"  # three wide characters


def test_the_caret_stands_under_wide_characters(load: Callable[..., Any]) -> None:
    found = load("measures: {总收入: {unti: 亿元, unit: 亿元}}\n")
    line, caret = found[0].excerpt.split("\n")
    assert line == "measures: {总收入: {unti: 亿元, unit: 亿元}}"
    assert caret == " " * len("measures: {xxxxxx: {") + "^^^^"


def test_a_formula_cut_by_a_comment(load: Callable[..., Any]) -> None:
    plan = """
        measures: {总收入: {unit: 亿元, kind: flow}}
        indicators:
          甲: {unit: 亿元, formula: 总收入 # 一个注释
               }
          乙:
            unit: 亿元
            formula: 总收入 #其中园区
          丙:
            unit: 亿元
            formula: 总收入 + 「总收入 # 其中」
    """
    assert load(plan).places == [(8, 18, "FZ113"), (11, 25, "FZ113")]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("a: {unit: %, b: 1}", (1, 11, "FZ114")),
        ("a: {f: x[a=b], g: 2}", (1, 9, "FZ113")),
        ("a:\n\tb: 1", (2, 1, "FZ108")),
        ("plan：\n  a: 1", (1, 5, "FZ107")),
        ("a: [1, 2\nb: 3", (1, 4, "FZ104")),
        ("a: {f: sum(x, over=y)}", (1, 13, "FZ113")),
    ],
)
def test_without_the_compiled_reader_the_places_are_the_same(
    monkeypatch: pytest.MonkeyPatch, text: str, where: tuple[int, int, str]
) -> None:
    assert places(text) == [where]
    monkeypatch.setattr(yaml_source, "LOADER", yaml.SafeLoader)
    assert places(text) == [where]
