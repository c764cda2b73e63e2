"""A comparison drawn in every format: words, figures, hostile texts, and what is told where nothing differs."""

from __future__ import annotations

import io
import json
import math
from dataclasses import replace

import jsonschema
import openpyxl
import pytest

from fzplan import periods
from fzplan.diagnostics import CellRef
from fzplan.model.changes import ChangedObservation, Changes, Figure, FileChange, Flip, MovedIndicator, PlanChange
from fzplan.model.results import Why
from fzplan.model.snapshots import Judged, Options, Quantity, Seen, Snapshot, Task
from fzplan.reports.changes import since
from fzplan.reports.changes.figures import difference, pair, percent
from fzplan.reports.changes.page import FORMATS, Page, render
from fzplan.reports.changes.rows import sections
from fzplan.reports.changes.schema import schema
from fzplan.reports.formats import Settings

YEAR = periods.year(2024)
MISSING = (Why("missing_input", (("name", "从业人员平均人数"), ("period", "2024"))),)
MONEY = Quantity("亿元", "100000000", "CNY^1", 1, "total income")
RUN = Snapshot(
    name="某区规划", file="targets.yaml", sha256="a" * 64, program="1.0.0", lang="zh", rounding="half_up", as_of=YEAR,
    labels={"behind": "亮黄灯"},
    quantities={
        "总收入": MONEY,
        "研发投入强度": Quantity("%", "1/100", "", 2, ""),
        "=SUM(A1)": Quantity("1", "1", "", None, ""),
    },
    targets=(Judged("total_income", "总收入", (("产业", "轨道交通"),), "behind", "unlikely"),),
    tasks=(Task("supercomputing", "超级计算中心", "open"),),
)  # fmt: skip


def printed(value: float, row: int = 2, **more: object) -> Figure:
    return Figure(value, CellRef("data/年报.xlsx", "主要指标", row, 4), **more)  # type: ignore[arg-type]


def observation(before: Figure | None, after: Figure | None, **more: object) -> ChangedObservation:
    said = {"measure": "总收入", "by": {}, "basis": "published", "unit": "亿元", **more}
    return ChangedObservation(period=YEAR, before=before, after=after, **said)  # type: ignore[arg-type]


ALL = Changes(
    observations=(
        observation(printed(8466.0, unit="亿元"), printed(8200.0, 3, unit="千元")),
        observation(printed(8466.0, edition="快报", quality="provisional"), printed(8470.0, edition="年报")),
        observation(printed(1.0, edition="年报", published="2025-01-01"), printed(1.0, edition="年报", published="2025-09-01")),
        observation(printed(1.0), printed(2.0, edition="年报"), basis="comparable"),
        observation(None, printed(7.0, edition="快报", counts=False)),
        observation(printed(7.0), None, by={"产业": "轨道交通"}),
        observation(printed(1.0), printed(2.0), measure="=SUM(A1)", unit="1", by={"x": "@cmd|' /C calc'!A0"}),
    ),
    indicators=(
        MovedIndicator("总收入", YEAR, {}, "亿元", 8466.0, 8200.04),
        MovedIndicator("研发投入强度", YEAR, {}, "%", 3.12, 3.62),
        MovedIndicator("总收入", YEAR, {"产业": "轨道交通"}, "亿元", None, 8.0, why_before=MISSING),
        MovedIndicator("总收入", YEAR, {}, "亿元", 8.0, None, why_after=MISSING),
    ),
    verdicts=(
        Flip("total_income", "on_track", "behind"),
        Flip("gone", "behind", ""),
        Flip("+new", "", "not_assessable", why_after=MISSING),
    ),
    outlooks=(Flip("total_income", "", "unlikely"),),
    deliverables=(Flip("supercomputing", "open", "done"),),
    plan=(
        PlanChange("indicator", "劳均产出", "formula", "总收入 / 人数", "=cmd|x"),
        PlanChange("target", "total_income", "", "", "kind: reach, at_least: 100"),
    ),
    files=(FileChange("data/年报.xlsx", "a" * 64, "b" * 64), FileChange("data/新.xlsx", "", "b" * 64)),
)  # fmt: skip
PAGE = Page(RUN, RUN, ALL, ("旧", "新"))


def drawn(page: Page, format_: str, **more: object) -> str:
    text = render(page, format_, Settings(**{"lang": "zh", "width": 120, **more}))  # type: ignore[arg-type]
    assert isinstance(text, str)
    return text


@pytest.mark.parametrize(
    ("before", "after", "unit", "decimals", "cells"),
    [
        (8466.0, 8200.04, "亿元", 1, ("8466.0", "8200.0", "-266.0", "-3.1")),  # −265.96 ÷ 8466 = −3.14 %
        (8466.01, 8466.02, "亿元", 1, ("8466.01", "8466.02", "+0.01", "+0.00012")),  # 0.01 ÷ 8466.01 = 0.000118 %
        (3.12, 3.62, "%", 2, ("3.12", "3.62", "+0.50个百分点", "—")),
        (2.0, 1.0, "百分点", None, ("2", "1", "-1个百分点", "—")),
        (0.0, 5.0, "家", None, ("0", "5", "+5", "—")),
        (-2.0, 3.0, "亿元", None, ("-2", "3", "+5", "—")),
        (-2.0, -3.0, "亿元", None, ("-2", "-3", "-1", "-50.0")),
        (5.0, 5.0, "家", 0, ("5", "5", "0", "0")),
        (None, 5.0, "家", 0, ("—", "5", "—", "—")),
        (5.0, None, "家", 0, ("5", "—", "—", "—")),
        (1.00000000001, 1.00000000002, "亿元", 1, ("1.00000000001", "1.00000000002", "+0.00000000001", "+0.000000001")),
        (1e308, -1e308, "亿元", 0, ("1" + "0" * 308, "-1" + "0" * 308, "—", "—")),
        (math.inf, 5.0, "亿元", 0, ("∞", "5", "—", "—")),
    ],
)  # fmt: skip
def test_two_figures_side_by_side(
    before: float | None, after: float | None, unit: str, decimals: int | None, cells: tuple[str, ...]
) -> None:
    assert tuple(map(str, pair(before, after, unit, "zh", decimals=decimals, rounding="half_up"))) == cells


def test_differences_carry_no_float_noise() -> None:
    assert difference(0.1, 0.3) == 0.2
    assert percent(1e-300, 1e300, "亿元") is None


def test_what_happened_to_a_figure_in_words() -> None:
    assert [row[7] for row in sections(PAGE, "zh")[0].rows] == [
        "改动；报表单位 亿元→千元",
        "换版次；快报→年报",
        "换版次；2025-01-01→2025-09-01",
        "改动；同口径；版次未注明→年报",
        "新增；快报；未采用",
        "删除",
        "改动",
    ]
    assert [row[7] for row in sections(PAGE, "en")[0].rows][:2] == [
        "changed; printed in 亿元→千元",
        "new edition; flash→annual return",
    ]


def test_verdicts_in_the_words_of_the_plan_with_their_reasons() -> None:
    assert [tuple(map(str, row)) for row in sections(PAGE, "zh")[2].rows] == [
        ("总收入（轨道交通）（total_income）", "进度判定", "符合预期", "亮黄灯", ""),
        ("gone", "进度判定", "亮黄灯", "—", ""),
        ("+new", "进度判定", "—", "无法评估", "现：缺从业人员平均人数2024年数据"),
        ("总收入（轨道交通）（total_income）", "趋势判断", "—", "难以完成", ""),
        ("超级计算中心", "重点任务", "推进中", "已完成", ""),
    ]
    assert sections(PAGE, "en")[2].rows[0][0] == "total income (轨道交通) (total_income)"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [60, 80, 120])
def test_a_figure_is_never_cut_on_a_console(lang: str, width: int) -> None:
    shown = drawn(PAGE, "table", lang=lang, width=width)
    for figure in ("8466.0", "8200.0", "3.62", "8470"):
        assert figure in shown
    assert "\x1b" not in shown
    assert "\x1b[1m" in drawn(PAGE, "table", lang=lang, width=width, colour=True)


def test_the_sentence_counts_indicators_once() -> None:
    assert since.summary(ALL, "zh") == (
        "原始数据变动7处，指标变动2项，判定变化3项，趋势判断变化1项，重点任务变化1项，规划文件变动2处"
    )
    assert since.summary(ALL, "en").endswith(
        "3 verdicts flipped, 1 outlook changed, 1 deliverable changed, the plan file changed in 2 places"
    )


def test_markdown_takes_nothing_from_the_data_for_markup() -> None:
    shown = drawn(PAGE, "md")
    assert "| =SUM(A1)（\\@cmd\\|' /C calc'!A0） | 2024年 | 1 | 1 | 2 | +1 | +100.0 | 改动 |" in shown
    assert "`data/年报.xlsx:主要指标!D2` | `data/年报.xlsx:主要指标!D3` |" in shown
    assert "| 指标 | 劳均产出 | formula | 总收入 / 人数 | =cmd\\|x |" in shown
    assert "<details>" not in shown
    many = replace(ALL, indicators=ALL.indicators * 20)
    folded = drawn(replace(PAGE, changes=many), "md")
    assert "<summary>指标变动 (80)</summary>" in folded
    assert folded.count("</details>") == 1


def test_the_workbook_has_numbers_as_numbers_and_no_formula() -> None:
    content = render(PAGE, "xlsx", Settings("zh"))
    assert isinstance(content, bytes)
    assert content == render(PAGE, "xlsx", Settings("zh"))
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["原始数据变动", "指标变动", "判定变化", "规划文件变动", "数据文件变动"]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    assert "=SUM(A1)（@cmd|' /C calc'!A0）" in [cell.value for cell in cells]
    moved = {cell.value: cell.number_format for cell in book["指标变动"][7]}
    assert moved[3.12] == "0.00"
    assert moved[0.5] == '+0.00"个百分点";-0.00"个百分点";0.00"个百分点"'
    assert book["原始数据变动"].freeze_panes == "B6"


def test_the_document_is_as_its_schema_says_in_both_languages() -> None:
    for lang in ("zh", "en"):
        text = drawn(PAGE, "json", lang=lang)
        found = json.loads(text)
        jsonschema.Draft202012Validator(schema()).validate(found)
        assert "null" not in text
    assert found["indicators"][2] == {
        "id": "总收入", "period": "2024", "by": {"产业": "轨道交通"}, "unit": "亿元", "after": 8.0,
        "why_before": ["missing_input"], "why_before_label": ["从业人员平均人数 of 2024 is missing"],
    }  # fmt: skip
    assert found["verdicts"][0] == {
        "id": "total_income", "indicator": "总收入", "by": {"产业": "轨道交通"}, "before": "on_track",
        "before_label": "on track", "after": "behind", "after_label": "亮黄灯",
    }  # fmt: skip
    assert found["plan"][1] == {"part": "target", "id": "total_income", "after": "kind: reach, at_least: 100"}


def test_nothing_differs() -> None:
    page = Page(RUN, RUN, Changes(), ("旧", "新"))
    assert drawn(page, "table").splitlines()[-1] == "没有变化"
    assert drawn(page, "md", lang="en").splitlines()[-1] == "**nothing changed**"
    assert json.loads(drawn(page, "json"))["differs"] is False
    book = openpyxl.load_workbook(io.BytesIO(render(page, "xlsx", Settings("zh"))))  # type: ignore[arg-type]
    assert [sheet["A6"].value for sheet in book] == ["没有变化"] * 3


def test_invented_figures_and_other_options_stand_over_everything() -> None:
    invented = Seen("总收入", (), 0, 12, "published", "", "", 1.0, "", "illustrative", True, CellRef("a", "b", 1, 1))
    other = replace(RUN, observations=(invented,), options=Options("2023", "2022"))
    for format_ in ("table", "md"):
        shown = drawn(Page(RUN, other, Changes(), ("旧", "新")), format_)
        assert shown.lstrip("- ").startswith(("【示例数据，非统计资料，不得引用】", "【示例数据"))
        assert "无选项；" in shown
        assert "2023 " in shown
    assert set(FORMATS) == {"table", "json", "md", "xlsx"}
