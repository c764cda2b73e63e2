from __future__ import annotations

import pytest

from fzplan.plan.drafting.goals import read

SPAN = (2021, 2025)
OVER = "2021-2025"
GOALS = [
    # text of the cell, unit of the indicator, what it means
    ("10000", "亿元", {"at_least": 10000, "by": 2025}),
    ("10,000", "亿元", {"at_least": 10000, "by": 2025}),
    ("达到10000亿元", "亿元", {"at_least": 10000, "by": 2025}),
    ("1万亿元", "亿元", {"at_least": "1万亿元", "by": 2025}),
    ("＞550", "亿元/平方公里", {"more_than": 550, "by": 2025}),
    ("突破 550亿元/平方公里", "亿元/平方公里", {"more_than": 550, "by": 2025}),
    ("≥30%", "%", {"at_least": 30, "by": 2025}),
    ("3～4", "%", {"between": [3, 4], "by": 2025}),
    ("达到 3-4%", "%", {"between": [3, 4], "by": 2025}),
    ("3%～4%", "%", {"between": [3, 4], "by": 2025}),
    ("10-15家", "家", {"between": [10, 15], "by": 2025}),
    ("[10～15]", "家", {"of": "total", "between": [10, 15], "over": OVER}),
    ("［500］", "家", {"of": "total", "at_least": 500, "over": OVER}),
    ("累计新增500家", "家", {"of": "total", "at_least": 500, "over": OVER}),
    ("每年≥3000", "件", {"at_least": 3000, "each": OVER}),
    ("年新增1500家", "家", {"at_least": 1500, "each": OVER}),
    ("每年控制在3%以内", "%", {"at_most": 3, "each": OVER}),
    ("年均≥6", "亿元", {"of": "growth", "at_least": "6%", "over": OVER}),
    ("年均增长6%", "亿元", {"of": "growth", "at_least": "6%", "over": OVER}),
    ("年均6～7%", "亿元", {"of": "growth", "between": ["6%", "7%"], "over": OVER}),
    ("年均≥6%（累计法）", "亿元", {"of": "growth", "at_least": "6%", "over": OVER, "mean": "sum"}),
    ("降低13.5%", "吨标准煤/万元", {"fall_by": "13.5%", "over": OVER}),
    ("[降低18%]", "吨/万元", {"fall_by": "18%", "over": OVER}),
    ("提高2个百分点", "%", {"rise_by": "2个百分点", "over": OVER}),
    ("增长1.2倍", "亿元", {"rise_by": "120%", "over": OVER}),  # 2.2 times the base: a rise by 120 %
    ("2023年提高1岁", "岁", {"rise_by": "1岁", "by": 2023}),
    ("为2020年的1.5倍", "亿元", {"times": 1.5, "by": 2025}),
    ("翻两番", "亿元", {"doublings": 2, "by": 2025}),
    ("上升", "%", {"direction": "up", "over": OVER}),
    ("持续下降", "%", {"direction": "down", "over": OVER}),
    ("不超过3.5", "%", {"at_most": 3.5, "by": 2025}),
    ("5.5以内", "%", {"at_most": 5.5, "by": 2025}),
    ("2023年≥8000", "亿元", {"at_least": 8000, "by": 2023}),
    ("2022-2024年每年≥20", "家", {"at_least": 20, "each": "2022-2024"}),
    ("与国内生产总值增速相差≤0.5个百分点", "%", {"near": "国内生产总值增速", "within": "0.5个百分点", "by": 2025}),
]


@pytest.mark.parametrize(("text", "unit", "keys"), GOALS, ids=[g[0] for g in GOALS])
def test_what_a_goal_says_becomes_keys_of_a_target(text: str, unit: str, keys: dict[str, object]) -> None:
    goal = read(text, unit, SPAN)
    assert goal is not None
    assert goal.keys == keys


@pytest.mark.parametrize("text", ["完成国家下达任务", "—", "基本建成", "", "3-", "精准覆盖", "约一半"])
def test_words_without_number_or_direction_are_no_goal(text: str) -> None:
    assert read(text, "%", SPAN) is None


def test_the_year_of_the_heading_counts_where_the_cell_names_none() -> None:
    goal = read("≥8000", "亿元", SPAN, 2023)
    assert goal is not None
    assert goal.keys == {"at_least": 8000, "by": 2023}


def test_about_is_taken_as_at_least_and_said() -> None:
    goal = read("6000左右", "亿元", SPAN)
    assert goal is not None
    assert (goal.keys, goal.doubt) == ({"at_least": 6000, "by": 2025}, "左右")
