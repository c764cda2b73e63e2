from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from fzplan.reports import Settings, lines, render
from tests.reports.outcomes import OUTCOME, PUBLISHED
from tests.snapshots import same

WIDTHS = (80, 100, 120, 160)


def table(width: int, lang: str = "zh", encoding: str = "utf-8", **more: object) -> str:
    drawn = render(OUTCOME, "table", settings=Settings(lang, width, encoding=encoding, **more))  # type: ignore[arg-type]
    assert isinstance(drawn, str)
    return drawn


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_is_as_recorded(width: int, lang: str) -> None:
    same(f"table/{lang}-{width}.txt", table(width, lang))


def test_a_gbk_console_is_given_what_it_can_show() -> None:
    page = table(120, encoding="gbk")
    assert page.encode("gbk").decode("gbk") == page
    assert "※" not in page
    assert "8466.0示" in page
    same("table/zh-120-gbk.txt", page)


@pytest.mark.parametrize("width", [*WIDTHS, 40, 1])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_figure_is_cut_at_any_width(width: int, lang: str) -> None:
    page = table(width, lang)
    assert "…" not in page
    shown = [key for key in lines.COLUMNS if key in {"actual", "gap"}]
    for group in lines.groups(OUTCOME, lang):  # type: ignore[arg-type]
        for line in group.lines:
            for key in shown:
                assert line.cells[key] in page, (width, key)


@pytest.mark.parametrize("width", WIDTHS)
def test_every_line_of_the_page_fits(width: int) -> None:
    for lang in ("zh", "en"):
        assert all(cell_len(line) <= width for line in table(width, lang).splitlines())


def test_wider_consoles_never_show_fewer_columns() -> None:
    left_out = [table(width).partition("未显示：")[2].count("、") for width in range(60, 170, 5)]
    assert all(narrow >= wide for narrow, wide in pairwise(left_out))


def test_what_is_left_out_is_said() -> None:
    assert "窗口80列，未显示：" in table(80)
    assert "未显示" not in table(160)
    assert "80 columns wide, not shown: unit, base(2020), gap(%)" in table(80, "en")


def test_illustrative_figures_cannot_be_overlooked() -> None:
    page = table(160)
    assert page.startswith("【示例数据，非统计资料，不得引用】\n")
    assert "※ 示例数据" in page
    for figure in ("8466.0※", "-1534.0※", "54.2※", "-25.8※", "[444]※"):
        assert figure in page
    assert "6648.7※" not in page  # the base is published


def test_published_figures_carry_no_mark() -> None:
    page = render(PUBLISHED, "table", "zh")
    assert "※" not in page  # type: ignore[operator]
    assert "示例" not in page  # type: ignore[operator]


def test_colours_only_where_asked_for() -> None:
    assert "\x1b[" not in table(100)
    coloured = table(100, colour=True)
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured).split() == table(100).split()


def test_colours_only_repeat_words() -> None:
    coloured = table(160, colour=True)
    for code, word in (("1;31", "滞后"), ("32", "快于预期"), ("32", "提前实现"), ("33", "无法评估")):
        assert f"\x1b[{code}m{word}\x1b[0m" in coloured


def test_the_course_of_the_figures_on_a_terminal_that_can() -> None:
    page = table(180, bars=True)
    assert "(2020起)" in page
    # 7000, 7500, 8000, 8466 of 2021—2024: the lowest, 34 %, 68 % of the way up, the highest
    (row,) = [line for line in page.splitlines() if line.startswith("总收入  ")]
    assert row.endswith(" ▁▃▆█")
    assert "走势 各年的数，▁ 最低，█ 最高" in page
    assert "▁" not in table(180)  # not into files and pipes
    same("table/zh-180-terminal.txt", page)


def test_the_course_is_the_first_to_go() -> None:
    page = table(80, bars=True)
    assert "▁" not in page
    assert "走势(2020起)。" in page  # said, as of any other
    assert table(80).split("未显示")[0] == page.split("未显示")[0]


@pytest.mark.parametrize("width", [80, 100, 120, 160])
def test_long_names_and_wide_figures_at_every_width(width: int) -> None:
    """Names of 40 characters, figures of 12 digits and more: names wrap, columns go, figures stay."""
    huge = replace(
        OUTCOME.assessments[0], actual=9876543210123.4, gap=-12345678901.5, value=11111111100246.8, progress=0.888
    )
    indicators = OUTCOME.plan.indicators
    named = replace(indicators["总收入"], en="an indicator with a name of quite some words, which nobody can shorten")
    plan = replace(OUTCOME.plan, indicators={**indicators, "总收入": named})
    for lang in ("zh", "en"):
        page = render(replace(OUTCOME, plan=plan, assessments=(huge,)), "table", settings=Settings(lang, width))  # type: ignore[arg-type]
        assert isinstance(page, str)
        assert "9876543210123.4" in page
        assert "-12345678901.5" in page
        body = page.split("共1项目标")[0].split("1 targets")[0].splitlines()
        assert all(cell_len(line) <= width for line in body)


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "cp437", "latin-1"])
def test_consoles_with_few_characters_show_every_figure(encoding: str) -> None:
    page = table(120, "en", encoding=encoding)
    assert page.encode(encoding).decode(encoding) == page
    for figure in (">=10000", "8466.0", "-1534.0", "54.2", "-25.8"):
        assert figure in page, figure
    assert "behind" in page
    assert ("10～15" if encoding == "gbk" else "10~15") in page
    if encoding != "gbk":
        assert "8466.0!" in page
        assert "! illustrative" in page  # no question mark: that is the mark of 待核实


def test_labels_of_the_plan_rename_the_words() -> None:
    own = replace(OUTCOME, plan=replace(OUTCOME.plan, labels={"on_track": "基本符合预期"}))
    page = render(own, "table", settings=Settings("zh", 160))
    assert "基本符合预期" in page  # type: ignore[operator]


def test_a_plan_without_targets_still_gives_a_page() -> None:
    page = render(replace(OUTCOME, assessments=(), deliverables=()), "table", "zh")
    assert "共0项目标" in page  # type: ignore[operator]


@given(actual=st.floats(-1e15, 1e15, allow_nan=False), width=st.integers(1, 200))
def test_any_figure_at_any_width_stays_whole(actual: float, width: int) -> None:
    one = replace(OUTCOME, assessments=(replace(OUTCOME.assessments[0], actual=actual),))
    page = render(one, "table", settings=Settings("zh", width))
    assert lines.actual(one, one.assessments[0]) in page  # type: ignore[operator]
