"""Files that want to do harm, and files that are simply broken: refused or reported quickly, never an exception."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fzplan import plan as plan_room
from fzplan.diagnostics import Span
from fzplan.plan import loading, places, yaml_source
from tests.plan.test_design_example import EXAMPLE

if TYPE_CHECKING:
    from fzplan.diagnostics import Diagnostic

HEAD = "plan: {name: 测试, baseline: 2020, span: 2021-2025}\n"


def findings(text: str) -> list[Diagnostic]:
    source, found = yaml_source.parse(text, "targets.yaml")
    if source is not None:
        found = found + loading.resolved(source)[1]
    for finding in found:
        assert finding.message("zh")
        assert finding.message("en")
        assert finding.help("zh")
        assert finding.help("en")
        if isinstance(finding.at, Span):
            assert finding.at.line <= text.count("\n") + 1
    return found


LAUGHS = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{after}: &{after} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, after in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (LAUGHS, "FZ105"),
        ("labels: " + "[" * 5000 + "]" * 5000, "FZ105"),
        ("labels: " + "{a: " * 3000 + "1" + "}" * 3000, "FZ105"),
        ("a: " + "- " * 5000, "FZ104"),
        ("labels: [" + "1," * 250_000 + "]", "FZ105"),
        ("a: &a [*a]", "FZ112"),
        ("a: *nowhere", "FZ112"),
        ("base: &b {x: 1}\nplan: {<<: *b}", "FZ112"),
        ("a: !!python/object/apply:os.system [ls]", "FZ112"),
        ("? [a, b]\n: 1", "FZ112"),
        (f"{HEAD}---\nplan: 2\n", "FZ112"),
        ("plan: \x07", "FZ104"),
        ("a: 0b1_\nb: 0x_\nc: .\ne: +\nf: 1:99\ng: 9" + "9" * 5000, "FZ115"),
        ("measures: {总收入: {unit: " + "亿" * 10_000 + "}}", "FZ121"),
        ("indicators: {甲: {unit: 元, formula: '" + "(" * 1999 + "'}}", "FZ201"),
        ("plan: [" * 20, "FZ105"),
        ("---", "FZ102"),
        ("null", "FZ102"),
        ("42", "FZ109"),
    ],
)
def test_hostile_text(text: str, code: str) -> None:
    start = time.process_time()
    codes = [f.code for f in findings(text)]
    assert code in codes, codes
    assert time.process_time() - start < 30  # what grows with the square of the text takes longer


def test_a_large_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "targets.yaml"
    path.write_bytes(b"a: 1\n" * 2_000_000)  # 10 MB
    start = time.process_time()
    plan, found = plan_room.load(path)
    assert plan is None
    assert [f.code for f in found] == ["FZ105"]
    assert time.process_time() - start < 0.5


def test_a_long_chain_of_indicators_is_no_recursion() -> None:
    chain = "".join(f"  i{k}: {{unit: 元, formula: i{k + 1} * 2}}\n" for k in range(1500))
    text = HEAD + "measures: {i1500: {unit: 元, kind: flow}}\nindicators:\n" + chain
    assert findings(text) == []


PIECES = [
    *(
        "：",
        ": ",
        " #",
        "\t",
        "{",
        "}",
        "[",
        "]",
        ",",
        '"',
        "'",
        "\n",
        "  ",
        "- ",
        "&a ",
        "*a",
        "!x ",
        "<<: ",
        "? ",
        "|\n",
        ">\n",
    ),
    *(
        "no",
        "0106",
        "12:30",
        "1e8",
        "1_000",
        "%",
        "2025",
        "，",
        "若",
        "null",
        "~",
        "\\",
        "\ufeff",
        "\x85",
        "\u2028",
        "@2020",
    ),
]
MUTATION = st.tuples(st.integers(0, len(EXAMPLE)), st.integers(0, 12), st.sampled_from(PIECES))


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.tuples(st.integers(0, len(EXAMPLE)), st.integers(0, 12), st.sampled_from(PIECES)), min_size=1, max_size=4
    )
)
def test_no_mutation_of_a_plan_raises(changes: list[tuple[int, int, str]]) -> None:
    text = EXAMPLE
    for at, removed, put in changes:
        text = text[:at] + put + text[at + removed :]
    findings(text)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, EXAMPLE.count("\n")), st.integers(0, EXAMPLE.count("\n")))
def test_no_lines_left_out_or_doubled_raise(first: int, second: int) -> None:
    lines = EXAMPLE.splitlines(keepends=True)
    findings("".join(lines[: min(first, second)] + lines[max(first, second) :]))
    findings("".join(lines[: max(first, second)] + lines[min(first, second) :]))


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_raise(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.mktemp("bytes") / "targets.yaml"
    path.write_bytes(content)
    plan_room.load(path)


def test_a_plan_that_is_no_regular_file_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "targets.yaml"
    os.mkfifo(pipe)
    plan, found = plan_room.load(pipe)
    assert plan is None
    assert [d.code for d in found] == ["FZ101"]


def test_a_missing_plan_file_is_looked_for_nearby(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the folder above, and beside under the name that an editor on Windows gave it."""
    (tmp_path / "data").mkdir()
    (tmp_path / "targets.yaml").write_text("fzplan: 1\n", encoding="utf-8")
    (tmp_path / "data/targets.yaml.txt").write_text("fzplan: 1\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path / "data")
    _, (found,) = plan_room.load(Path("targets.yaml"))
    assert found.help("zh").endswith("附近的 YAML 文件：../targets.yaml、targets.yaml.txt。")
    (tmp_path / "targets.yaml").unlink()
    _, (found,) = plan_room.load(Path("targets.yaml"))
    assert found.help("en").endswith("YAML files nearby: targets.yaml.txt.")


def test_a_target_that_is_a_bare_number_is_shown_how_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "targets.yaml"
    path.write_text(HEAD + "indicators: {收入: {unit: 亿元, target: 400}}\n", encoding="utf-8")
    _, found = plan_room.load(path)
    assert "目标，如 {at_least: 400, by: 2025}。" in [d.help("zh") for d in found if d.code == "FZ117"]


def test_a_unit_that_a_ratio_has_not_is_answered_with_what_a_ratio_has(tmp_path: Path) -> None:
    path = tmp_path / "targets.yaml"
    share = "measures: {甲: {unit: 亿元}, 乙: {unit: 亿元}}\nindicators: {占比: {unit: 亿元, formula: 甲 / 乙}}\n"
    path.write_text(HEAD + share, encoding="utf-8")
    _, found = plan_room.load(path)
    (mismatch,) = [d.help("zh") for d in found if d.code == "FZ204"]
    assert mismatch == '一边没有单位：数值请写上单位，如 100亿元；是比值的，unit 写 "%" 或 "1"'


def test_a_fault_far_out_in_a_very_long_line_is_shown_at_once() -> None:
    text = HEAD + "x: " + "总收入 + " * 100_000 + "\n"
    started = time.perf_counter()
    shown = places.excerpt(text, Span("targets.yaml", 2, 300_000, 400_000))
    assert time.perf_counter() - started < 1
    assert all(len(line) <= 2 * places.WIDEST + 2 for line in shown.splitlines())
