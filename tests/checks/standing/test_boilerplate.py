"""Phrases that explain nothing, and sentences that do."""

from __future__ import annotations

import pytest

from fzplan.checks.standing.boilerplate import BOILERPLATE, SHORT, refusal


@pytest.mark.parametrize(
    "reason",
    [
        "核实无误", "已核实", "已核实，无误。", "情况属实", "属实", "无", "无误", "正常", "数据正常", "经核实数据真实准确",
        "该数据经核实无误，情况属实"[1:], "同上", "以上数据均已核对无误", "没有问题", "不存在问题", "是", "——", "", "   ", "！！！", "核 实 无 误",
        "核实无誤"[:3], "ＯＫ", "n/a", "N/A.", "NA", "none", "OK ok OK", "checked, no errors", "Verified and confirmed",
        "The figures are correct.", "data is right", "yes", "it's ok"[5:],
    ],
)  # fmt: skip
def test_set_phrases_are_refused(reason: str) -> None:
    assert refusal(reason) == BOILERPLATE


@pytest.mark.parametrize("reason", ["停产", "新增户", "啊啊啊啊啊啊", "moved"[:4], "111111", "x x x x x x"])
def test_what_is_too_short_is_refused(reason: str) -> None:
    assert refusal(reason) == SHORT


@pytest.mark.parametrize(
    "reason",
    [
        "三季度停产检修，收入减少", "2022年并入乙公司", "经核实，本年新增两条生产线", "外包用工未计入人数", "口径由法人改为产业活动单位",
        "new plant opened in May 2022", "merged with B Ltd", "核实无误，因企业搬迁至西区",
    ],
)  # fmt: skip
def test_causes_are_accepted(reason: str) -> None:
    assert refusal(reason) is None
