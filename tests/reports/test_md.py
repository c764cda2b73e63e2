from __future__ import annotations

from dataclasses import replace

from fzplan.reports import render
from tests.reports.outcomes import OUTCOME, PLAN, PUBLISHED

PAGE = str(render(OUTCOME, "md", "zh"))


def table_rows(page: str) -> list[list[str]]:
    return [line.strip("| ").split(" | ") for line in page.splitlines() if line.startswith("| ")]


def test_the_banner_and_the_totals_stand_above() -> None:
    above = PAGE.split("\n### ", 1)[0]
    assert "> **示例数据，非统计资料，不得引用**" in above
    assert "**共12项目标：提前实现1项，快于预期1项，符合预期5项，滞后3项，无法评估2项**" in above
    assert "**重点任务2项：已完成1项，未报送1项※**" in above
    assert "> **" not in str(render(PUBLISHED, "md", "zh"))


def test_a_table_a_section_with_verdicts_in_words() -> None:
    found = table_rows(PAGE)
    assert PAGE.count("\n| --- | --- |") == 2  # two sections of the plan
    income = next(row for row in found if row[0] == "总收入")
    assert income[1:6] == ["亿元", "6648.7", "≥10000", "8466.0※", "-1534.0※"]
    assert income[10] == "**滞后**"
    assert {len(row) for row in found} == {12}


def test_what_lags_and_what_is_not_assessable_is_told() -> None:
    lagging = PAGE.split("### 滞后和未完成")[1].split("###", maxsplit=1)[0]
    assert lagging.count("\n- ") == 3
    assert "距2025年目标还差1534.0亿元" in lagging
    assert "- 缺从业人员平均人数2024年数据：劳均产出" in PAGE
    assert "注：※ 示例数据　\\[ \\] 累计数　△ 最新数变动1%以内判定即会改变" in PAGE
    assert PAGE.endswith("发现问题 3 处：强制 1，核实 1，提示 1\n")


def test_markup_of_the_data_stays_text() -> None:
    hostile = replace(PLAN, head=replace(PLAN.head, name="某区|<script>*规划*"))
    page = str(render(replace(OUTCOME, plan=hostile), "md", "zh"))
    assert page.startswith("## 某区\\|\\<script\\>\\*规划\\*\n")
    assert "\\[10～15\\]" in page  # a total in brackets is no link


def test_english_says_the_same() -> None:
    page = str(render(OUTCOME, "md", "en"))
    assert "12 targets: 1 achieved early" in page
    assert "### Behind and missed" in page
    assert "### Why not assessable" in page
    assert "3 findings" in page
    clean = str(render(replace(PUBLISHED, assessments=PUBLISHED.assessments[5:6]), "md", "en"))
    assert "Behind" not in clean
    assert clean.endswith("no findings\n")
