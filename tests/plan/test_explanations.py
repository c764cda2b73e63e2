"""The explanations file: read strictly, each mistake at its place; and written without losing what stands there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from fzplan.diagnostics import Severity, Span
from fzplan.model.findings import Explanation
from fzplan.plan import load_explanations, with_explanations
from fzplan.plan.drafting.explanations import line, merged

if TYPE_CHECKING:
    from fzplan.diagnostics import Diagnostic

WHOLE = '{rule: R1, entity: A1, period: 2021, stamp: "00ff", reason: 停产检修, by: 张三, date: 2026-03-01}'


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return Path("explanations.yaml")


def read(file: Path, text: str) -> tuple[tuple[Explanation, ...] | None, list[str]]:
    """Return the entries of a text, and place, code and sentence of what is wrong with it."""
    file.write_text(text, encoding="utf-8")
    entries, found = load_explanations(file)
    return entries, [told(d) for d in found if d.severity > Severity.INFO]


def told(d: Diagnostic) -> str:
    return f"{d.at} {d.code} {d.message('zh')}"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gbk", "utf-16"])
def test_what_editors_on_windows_save_is_read(file: Path, encoding: str) -> None:
    file.write_bytes(f"fzplan: 1\r\nexplanations:\r\n  - {WHOLE}\r\n".encode(encoding))
    entries, found = load_explanations(file)
    assert entries
    assert [(one.entity, one.reason, one.by) for one in entries] == [("A1", "停产检修", "张三")]
    assert all(d.severity == Severity.INFO for d in found)


def test_an_entry_is_read_with_its_place(file: Path) -> None:
    entries, faults = read(
        file, f"fzplan: 1\nexplanations:\n  - {WHOLE[:-1]}, confirmed: 李四, expires: 2026-12-31, figures: 9人}}\n"
    )
    assert faults == []
    assert entries == (
        Explanation(
            "R1", "A1", "2021", "00ff", "停产检修", "张三", "李四", "2026-03-01", "2026-12-31",
            Span("explanations.yaml", 3, 12, 2), "9人",
        ),
    )  # fmt: skip


@pytest.mark.parametrize("text", ["", "# 只有注释\n", "explanations:\n", "explanations: []\n", "fzplan: 1\n"])
def test_a_file_may_have_no_entries(file: Path, text: str) -> None:
    assert read(file, text) == ((), [])


def test_entries_in_block_style_and_over_several_lines(file: Path) -> None:
    text = "explanations:\n- rule: R1\n  stamp: '12'\n  reason: >\n    停产检修，\n    收入减少\n  by: 张三\n  date: 2026-03-01\n"
    entries, faults = read(file, text)
    assert faults == []
    assert entries is not None
    assert (entries[0].reason, entries[0].entity, entries[0].period) == ("停产检修， 收入减少", "", "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"explanations:\n  - {WHOLE.replace('reason:', 'resaon:')}\n",
         ["explanations.yaml:2:57 FZ115 没有“resaon”这个键；是否为 reason？", "explanations.yaml:2:5 FZ116 “R1”缺少 reason:"]),
        (f"explanations:\n  - {WHOLE.replace('by: 张三, ', '')}\n", ["explanations.yaml:2:5 FZ116 “R1”缺少 by:"]),
        (f"explanations:\n  - {WHOLE.replace('2026-03-01', '三月')}\n",
         ["explanations.yaml:2:85 FZ117 “date”的值“三月”不合要求：应是日期，如 2026-03-01"]),
        (f"explanations:\n  - {WHOLE.replace('停产检修', '[停产]')}\n",
         ["explanations.yaml:2:65 FZ117 “reason”的值“列表”不合要求：应是一行文字"]),
        (f"explanations:\n  - {WHOLE.replace('停产检修', '{a: b}')}\n",
         ["explanations.yaml:2:65 FZ117 “reason”的值“键: 值”不合要求：应是一行文字"]),
        (f"explanations:\n  - {WHOLE.replace('停产检修', '')}\n",
         ["explanations.yaml:2:57 FZ117 “reason”的值“（空）”不合要求：应是一行文字"]),
        ("explanations:\n  - 核实无误\n",
         ["explanations.yaml:2:5 FZ117 “explanations”的值“核实无误”不合要求：应是 {rule: …, stamp: …, reason: …}"]),
        ("explanations: 无\n", ["explanations.yaml:1:15 FZ117 “explanations”的值“无”不合要求：应是列表，每条一行 - {…}"]),
        (f"fzplan: 2\nexplanation:\n  - {WHOLE}\n",
         ["explanations.yaml:1:9 FZ117 “fzplan”的值“2”不合要求：应是 1",
          "explanations.yaml:2:1 FZ115 没有“explanation”这个键；是否为 explanations？"]),
        (f"explanations:\n  - {WHOLE}\n  - rule: R2\n   reason: x\n", None),
    ],
)  # fmt: skip
def test_mistakes_are_told_at_their_places(file: Path, text: str, expected: list[str] | None) -> None:
    _, faults = read(file, text)
    if expected is None:
        assert [fault.split()[1] for fault in faults][:1] == ["FZ104"]
    else:
        assert sorted(faults) == sorted(expected)


def test_one_faulty_entry_costs_that_entry_only(file: Path) -> None:
    entries, faults = read(file, f"explanations:\n  - {{rule: R1}}\n  - {WHOLE}\n")
    assert entries is not None
    assert ([e.stamp for e in entries], len(faults)) == (["00ff"], 4)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (None, "没有这个文件"),
        (b"PK\x03\x04", "它不是文本文件"),
        (b"- a\n- b\n", "没有 explanations:"),
        (b" " * 2_000_001, "它太大了"),
    ],
    ids=["missing", "workbook", "list", "large"],
)
def test_a_file_that_cannot_be_read_is_told_without_a_word_of_plans(
    file: Path, content: bytes | None, reason: str
) -> None:
    if content is not None:
        file.write_bytes(content)
    entries, found = load_explanations(file)
    assert entries is None
    assert [told(d) for d in found] == [f"explanations.yaml FZ630 读不出说明文件 explanations.yaml：{reason}"]


def entry(stamp: str = "00ff", **other: str) -> Explanation:
    said = {
        "rule": "R1", "entity": "A1", "period": "2021", "stamp": stamp, "reason": "停产检修", "by": "张三",
        "confirmed": "", "date": "2026-03-01", "expires": "",
    }  # fmt: skip
    return Explanation(**{**said, **other}, at=Span("x", 1, 1))


def test_an_entry_is_written_so_that_every_yaml_reads_it_the_same() -> None:
    assert line(entry("0012345678901234", figures="9人")) == (
        '{rule: R1, entity: A1, period: "2021", stamp: "0012345678901234", figures: "9人", reason: 停产检修, by: 张三, '
        'date: "2026-03-01"}'
    )


def test_a_new_file_says_what_it_is(file: Path) -> None:
    text = with_explanations(file, [entry()], "en")
    assert text.startswith("# Explanations of findings (fzplan check --explanations)")
    entries, faults = read(file, text)
    assert (entries is not None and [e.stamp for e in entries], faults) == (["00ff"], [])
    assert merged("", [], "zh").endswith("explanations: []\n")


STYLES = {
    "flow": f"fzplan: 1\n# 第一季度\nexplanations:\n  - {WHOLE}   # 已报\n  - {WHOLE.replace('R1', 'R2')}\n# 完\n",
    "block": "explanations:\n# 先\n- rule: R1\n  entity: A1\n  period: 2021\n  stamp: 00ff   # 指纹\n  reason: 停产检修\n"
    "  by: 张三\n  date: 2026-03-01\n\n- rule: R2\n  entity: A1\n  period: 2021\n  stamp: 00ff\n  reason: 停产检修\n"
    "  by: 张三\n  date: 2026-03-01\n",
    "one line": f"explanations: [{WHOLE}, {WHOLE.replace('R1', 'R2')}]\nfzplan: 1\n",
    "no end": f"explanations:\n- {WHOLE}\n- {WHOLE.replace('R1', 'R2')}",
    "mixed": f"explanations:\n  - {WHOLE.replace('R1', 'R2')}\n  -   rule: R1\n      entity: A1\n      period: 2021\n"
    "      stamp: 00ff\n      reason: |\n        停产\n        检修\n      by: 张三\n      date: 2026-03-01\n",
}


@pytest.mark.parametrize("style", STYLES)
def test_new_entries_go_behind_the_old_and_newer_ones_take_their_place(file: Path, style: str) -> None:
    file.write_text(STYLES[style], encoding="utf-8")
    text = with_explanations(file, [entry(reason="五月起停产，十月恢复"), entry(rule="R3")])
    entries, faults = read(file, text)
    assert faults == []
    assert entries is not None
    assert {e.rule: e.reason for e in entries} == {"R1": "五月起停产，十月恢复", "R2": "停产检修", "R3": "停产检修"}
    assert len(entries) == 3
    kept = [part for part in ("# 第一季度", "# 已报", "# 完", "# 先") if part in STYLES[style]]
    assert [part for part in kept if part in text] == kept


def test_entries_that_say_the_same_leave_the_file_as_it_is_but_for_them(file: Path) -> None:
    file.write_text(STYLES["flow"], encoding="utf-8")
    assert with_explanations(file, []) == STYLES["flow"]


@pytest.mark.parametrize("text", ["fzplan: 1\n", "# 说明\nfzplan: 1\nexplanations:\n", "explanations: []\n"])
def test_a_file_without_entries_gets_its_first(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")
    entries, faults = read(file, with_explanations(file, [entry()]))
    assert (entries is not None and [e.rule for e in entries], faults) == (["R1"], [])
