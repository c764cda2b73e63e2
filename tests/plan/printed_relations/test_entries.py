"""Whatever is printed, the entries made of it leave the plan file sound."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fzplan import plan as plan_room
from fzplan.diagnostics import CellRef, Severity, Span
from fzplan.model.printed import Codebook, Imported, Meaning, PrintedText
from tests import builders

PLAN = """
fzplan: 1
plan: {name: 规划, baseline: 2020, span: 2021-2025}
measures:
  收入: {unit: 亿元, kind: flow}
  技术: {unit: 亿元, kind: flow}
  人数: {unit: 人, kind: stock}
"""
BOOK = Codebook(
    "年报",
    {"01": (Meaning("收入", unit="千元"),), "02": (Meaning("技术", unit="千元"),), "03": (Meaning("人数", unit="人"),)},
    {},
    ("01", "02", "03"),
)


def imported(*texts: PrintedText, plan: str = PLAN) -> tuple[Imported, list[str]]:
    """Return what came of texts, and what the plan file with the entries is found to be wrong in."""
    with TemporaryDirectory() as folder:
        path = builders.plan(Path(folder), plan)
        loaded, _ = plan_room.load(path)
        assert loaded is not None
        found = plan_room.import_relations(loaded, path.read_text(encoding="utf-8"), texts, BOOK, {}, "关系.txt")
        content, reason = plan_room.with_checks(path.read_bytes(), found)
        assert content is not None, reason
        path.write_bytes(content)
        again, findings = plan_room.load(path)
        assert again is not None
        assert [c.id for c in again.checks][-len(found.checks) :] == [c.id for c in found.checks] or not found.checks
        return found, [f.code for f in findings if f.severity == Severity.ERROR]


WORDS = st.sampled_from(
    [
        "01",
        "02",
        "03",
        "04",
        "0",
        "5",
        "1.5",
        "10%",
        "5亿元",
        "收入",
        "人数",
        "若",
        "则",
        "否则",
        "且",
        "或",
        "=",
        "≠",
        "<",
        "≤",
        ">",
        "≥",
        "+",
        "-",
        "*",
        "/",
        "(",
        ")",
        "[",
        "]",
        "、",
        "，",
        "；",
        ":",
        "至",
        "之和",
        "@-1",
        "T2->",
        "#",
        '"',
        "'",
        "{",
        "}",
        "\\",
        "\n",
        "\x07",
    ]
)


@settings(deadline=None, max_examples=60)
@given(st.lists(WORDS, max_size=14).map("".join))
def test_any_text_leaves_the_plan_file_sound(text: str) -> None:
    found, errors = imported(PrintedText(text, CellRef("关\x07系.xlsx", "a'b: #", 3, 2), note=text, level="核实"))
    assert errors == []
    told = {d.code for d in found.diagnostics}
    assert told <= {"FZ645", "FZ646", "FZ647", "FZ648"}
    assert found.unusable == (not found.read)


def test_every_relation_is_imported_or_told() -> None:
    texts = [
        PrintedText(t, Span("关系.txt", k, 1)) for k, t in enumerate(["01≥02", "01≥", "09≥01", "01≥03", "02≤01"], 1)
    ]
    found, errors = imported(*texts)
    assert errors == []
    assert [c.source for c in found.checks] == ["01≥02"]
    assert sorted(d.at.line for d in found.diagnostics if isinstance(d.at, Span)) == [2, 3, 4, 5]


def test_a_number_that_may_be_a_code_is_not_guessed() -> None:
    book = Codebook("年报", {"1": (Meaning("收入"),), "2": (Meaning("技术"),)}, {}, ("1", "2"))
    texts = ["1、2≤5亿元", "3、1≥2", "1、1≥2；2、2>0亿元"]
    with TemporaryDirectory() as folder:
        path = builders.plan(Path(folder), PLAN)
        loaded, _ = plan_room.load(path)
        assert loaded is not None
        given = [PrintedText(text, Span("关系.txt", k, 1)) for k, text in enumerate(texts, 1)]
        found = plan_room.import_relations(loaded, path.read_text(encoding="utf-8"), given, book, {}, "关系.txt")
    assert [c.line.split(", ", 1)[1].split("}")[0] for c in found.checks] == [
        "within: 收入 ≥ 技术",
        "within: 技术 > 0亿元",
    ]
    told = [(getattr(d.at, "line", 0), d.code) for d in found.diagnostics]
    assert told == [(1, "FZ645"), (3, "FZ647")]  # 1、2、 one after the other are numbers; 收入 ≥ 技术 is said already


def test_contradictions_with_the_plan_are_not_written() -> None:
    plan = PLAN + "checks:\n  - {id: R01, within: 收入 < 技术}\n"
    found, errors = imported(PrintedText("01>02", Span("关系.txt", 1, 1)), plan=plan)
    assert (found.checks, errors) == ((), [])
    assert "FZ641" in found.diagnostics[0].message("zh")


@pytest.mark.parametrize("text", ["(" * 20000, "01+" * 9000 + "01≥02", "（1）" * 8000, "若" * 9000, "01≥02；" * 400])
def test_long_cells_take_no_time(text: str) -> None:
    begin = process_time()
    imported(PrintedText(text, Span("关系.txt", 1, 1)))
    assert process_time() - begin < 20
