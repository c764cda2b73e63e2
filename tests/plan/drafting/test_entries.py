"""Drafted forms go into a plan file that exists: into their sections, comments and line ends kept."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

import pytest

from fzplan import plan
from fzplan.model.survey import DimensionDraft, FormDraft, MeasureDraft

if TYPE_CHECKING:
    from pathlib import Path

DRAFT = FormDraft(
    id="年报", files=("raw-{year}.xls",), sheets=("1-2",), rows="{地区}", columns="{measure}", header=4, header_last=9,
    names={"人口 > 合计": "总人口"}, range="A4:C9",
    measures=(MeasureDraft("总人口", "人"), MeasureDraft("强度", "1", unit_stated=False), MeasureDraft("总收入", "亿元", declared=True)),
    dimensions=(DimensionDraft("地区", {"北京": (), "no": (), "0106": ()}),),
)  # fmt: skip
HEAD = "plan: {name: 例, baseline: 2020, span: 2021-2025}   # 头\n"


def added(tmp_path: Path, text: str | bytes) -> str:
    content = text.encode() if isinstance(text, str) else text
    found, reason = plan.with_entries(content, [DRAFT])
    assert found is not None, reason
    path = tmp_path / "targets.yaml"
    path.write_bytes(found)
    loaded, findings = plan.load(path)
    assert loaded is not None
    assert not [f for f in findings if f.severity > 0], found.decode()
    form = loaded.forms["年报"]
    assert (form.header, form.header_last, form.names) == (4, 9, {"人口 > 合计": "总人口"})
    assert loaded.dimensions["地区"].members == ("北京", "no", "0106")
    return found.decode("utf-8-sig")


def test_sections_that_are_not_there_are_added_at_the_end(tmp_path: Path) -> None:
    text = added(tmp_path, HEAD + "measures: {总收入: {unit: 亿元}}\n".replace("{总收入: {unit: 亿元}}", "{}"))
    assert text.index("measures:") < text.index("forms:")
    assert "# 头" in text


def test_entries_go_to_the_end_of_their_section_and_comments_of_the_next_stay_with_it(tmp_path: Path) -> None:
    text = added(
        tmp_path,
        HEAD
        + "measures:\n    总收入: {unit: 亿元}   # 甲\n\n# 表式在这里\nforms:\n    旧: {files: a.xlsx, rows: measure, columns: period}\n",
    )
    lines = text.splitlines()
    assert lines.index("    总人口: {unit: 人}") == lines.index("    总收入: {unit: 亿元}   # 甲") + 1
    assert "    总收入: {unit: 亿元}   # 甲" in lines
    assert lines[lines.index("# 表式在这里") + 1] == "forms:"
    assert text.count("总收入") == 1


def test_a_unit_that_nobody_stated_is_pointed_out(tmp_path: Path) -> None:
    assert '强度: {unit: "1"}    # 表中没有写单位，请填' in added(tmp_path, HEAD)


@pytest.mark.parametrize("content", [codecs.BOM_UTF8 + HEAD.encode(), HEAD.replace("\n", "\r\n").encode()])
def test_the_byte_order_mark_and_line_ends_stay(tmp_path: Path, content: bytes) -> None:
    added(tmp_path, content)
    written = (tmp_path / "targets.yaml").read_bytes()
    assert written.startswith(codecs.BOM_UTF8) == content.startswith(codecs.BOM_UTF8)
    assert (b"\r\n" in written) == (b"\r\n" in content)
    assert b"\n" not in written.replace(b"\r\n", b"") or b"\r\n" not in content


def test_a_file_in_another_encoding_and_a_section_in_one_line_are_refused() -> None:
    assert plan.with_entries("plan: {name: 规划}".encode("gb18030"), [DRAFT])[0] is None
    assert plan.with_entries((HEAD + "forms: {a: {files: b}}\n").encode(), [DRAFT])[0] is None


def test_long_lists_of_members_stand_over_several_lines(tmp_path: Path) -> None:
    names = {f"第{k}区": () for k in range(60)}
    draft = FormDraft("甲", ("a.xlsx",), rows="{区}", columns="{measure}", measures=(MeasureDraft("数", "个"),),
                      dimensions=(DimensionDraft("区", names),))  # fmt: skip
    text = HEAD + plan.draft_entries([draft])
    assert max(map(len, text.splitlines())) <= 110
    path = tmp_path / "targets.yaml"
    path.write_text(text, encoding="utf-8")
    loaded, _ = plan.load(path)
    assert loaded is not None
    assert loaded.dimensions["区"].members == tuple(names)
