from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fzplan.diagnostics import CellRef
from fzplan.reports import Settings
from fzplan.reports.consoles import columns
from fzplan.reports.findings import full, line
from fzplan.reports.review import render
from fzplan.reports.review.text import SHOWN, shown
from fzplan.returns.cell_codes import TEXT_CELL
from fzplan.workflow.excerpting import excerpted
from tests.reports.review.conftest import many
from tests.snapshots import same

if TYPE_CHECKING:
    from pathlib import Path

    from fzplan.diagnostics import Lang
    from fzplan.model.findings import Review


def text(review: Review, settings: Settings) -> str:
    drawn = render(review, "text", settings)
    assert isinstance(drawn, str)
    return drawn


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [80, 120])
def test_a_review_is_drawn_as_recorded(
    settled: Review, folder: Path, lang: Lang, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    whole = excerpted(settled, shown(settled))
    drawn = text(whole, Settings(lang, width))
    same(f"review/{lang}-{width}.txt", drawn)
    places = tuple(str(mark.at) for finding in settled.findings for mark in finding.marks)
    wide = [line for line in drawn.splitlines() if columns(line) > width]
    assert all(line.strip().startswith(places) for line in wide)  # only what is there to be clicked on


def test_a_place_is_never_parted_and_a_pipe_has_whole_lines(faulty: Review) -> None:
    narrow, piped = text(faulty, Settings("zh", 40)), text(faulty, Settings("zh", 0))
    for finding in faulty.findings:
        assert f"{finding.diagnostic.at}: " in narrow
        assert f"{finding.diagnostic.at}: {finding.severity.label.zh} {finding.diagnostic.code} " in piped
        assert finding.diagnostic.message("zh") in piped


@pytest.mark.parametrize("width", [1, 5, 17, 30])
def test_however_narrow_a_console_is_all_is_said(faulty: Review, width: int) -> None:
    narrow = "".join(text(faulty, Settings("zh", width)).split())
    assert all("".join(finding.diagnostic.message("zh").split()) in narrow for finding in faulty.findings)


def test_colours_only_where_asked_for(faulty: Review) -> None:
    assert "\x1b[" not in text(faulty, Settings("zh", 80))
    coloured = text(faulty, Settings("zh", 80, colour=True))
    assert "\x1b[1mdata/年报2.xlsx\x1b[0m" in coloured
    assert "\x1b[1;31m强制\x1b[0m" in coloured


def test_a_console_without_unicode_shows_what_it_can(faulty: Review) -> None:
    assert "≤" not in text(faulty, Settings("zh", 80, encoding="gbk"))


def test_of_one_kind_the_first_are_shown_and_the_rest_is_counted(faulty: Review) -> None:
    flooded = many(faulty, 60)  # and the one that was there: 61
    drawn = text(flooded, Settings("zh", 0))
    assert drawn.count("FZ402 “技术收入”") == SHOWN
    assert "另有 11 项 FZ402（11 处）未列出" in drawn
    assert "11 more of FZ402 (11 places) are not listed" in text(flooded, Settings("en", 0))
    before = sum(len(finding.marks) for finding in faulty.findings)
    assert f"项 {before + 60} 处" in drawn


def test_what_is_settled_is_counted_and_what_is_explained_has_its_reason(settled: Review) -> None:
    drawn = text(settled, Settings("zh", 0))
    assert "已说明：\ndata/年报 1#.xlsx:表 一!C5: 准强制 FZ600 =两年口径不同，已与上级核对（张三）" in drawn
    assert "不计入的：已说明 2 处，基线内 1 处，不在改动的文件内 1 处" in drawn
    assert "FZ403" not in drawn
    assert "not counted: explained 2, in the baseline 1, in none of the changed files 1" in text(
        settled, Settings("en", 0)
    )


def test_nothing_found(clean: Review) -> None:
    assert text(clean, Settings("zh")) == "未发现问题\n规划文件没有写 checks:，只作了内置审核\n"
    assert text(clean, Settings("en")).startswith("no findings\nthe plan file has no `checks:`")


def test_concise_is_a_line_for_each_open_finding(settled: Review) -> None:
    lines = str(render(settled, "concise", Settings("en"))).splitlines()
    assert len(lines) == sum(finding.standing == "open" for finding in settled.findings)
    assert "data/年报 1#.xlsx:表 一!D4: error FZ600 R01 2021: 女性 999人, should be ≤ 年末人员 40人" in "\n".join(lines)


def test_nothing_in_a_cell_begins_a_line_or_moves_the_cursor() -> None:
    """A runner takes a line that begins with `::` for a command, a terminal obeys what follows ESC."""
    at = CellRef("data/甲\n::error::.csv", "", 2, 4)
    finding = TEXT_CELL(at, label="收入", text="\x1b[2J\n::warning::\u202e", more="")
    for drawn in ("\n".join(full(finding, "zh")), line(finding, "en")):
        assert "\x1b" not in drawn
        assert "\u202e" not in drawn
        assert not any(one.strip().startswith("::") for one in drawn.splitlines())
    assert finding.message("zh") == "“收入”应为数值，单元格里是“␛[2J␊::warning::�”"
