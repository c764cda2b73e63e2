"""The eight templates of sentences, each with a rise, a fall, no change, a flash figure and numbers that are missing.

Source of the wording: the sentence templates of the report specification; a fall is 下降3.2%, never 增长-3.2%, zero is 持平.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pytest

from fzplan import periods
from fzplan.model.plan import Bound, Change
from fzplan.model.results import Assessment, Why
from fzplan.reports.sentences import sentence
from tests.reports.outcomes import ENERGY, FISCAL, HNTE, INCOME, NOW, OUTCOME, PATENTS, PER_HEAD, RD, SHARE

BASE = periods.year(2020)
SINCE: dict[str, Any] = {"period": NOW, "base_period": BASE}

# kind → an assessment, and what rise, fall and zero are of it; the arithmetic stands beside the words
TOTAL = Assessment(
    INCOME, "亿元", value=10000.0, base=6648.7, actual=8466.0, shortfall=1534.0, time_share=0.8,
    progress=0.5423,  # (8466.0 − 6648.7) / (10000 − 6648.7)
    pace_required=math.log(10000 / 8466.0), verdict="behind", **SINCE,
)  # fmt: skip
RATIO = Assessment(RD, "%", low=3.0, high=4.0, base=2.44, actual=3.12, shortfall=0.0, verdict="achieved_early", **SINCE)
SUM = Assessment(
    HNTE, "家", value=500.0, base=0.0, actual=444.0, shortfall=56.0, progress=0.888, time_share=0.8, verdict="ahead",
    period=NOW,
)  # fmt: skip
EACH = Assessment(
    PATENTS, "件", value=3000.0, actual=3402.0, shortfall=0.0, verdict="on_track", missed=(2022,), period=NOW,
    series={2021: 3120.0, 2022: 2874.0, 2023: 3301.0, 2024: 3402.0},
)  # fmt: skip
GROWTH = Assessment(
    FISCAL,
    "%",
    value=6.0,
    actual=6.3,
    gap=0.3,
    shortfall=0.0,
    pace_required=math.log(1.048),
    verdict="on_track",
    **SINCE,
)
KEEP = Assessment(
    replace(RD, kind="reach", high=None, bound=Bound(3, text="3"), comparator="≤", better=-1), "%", value=3.0, base=2.0,
    actual=2.1, shortfall=0.0, verdict="on_track", why=(Why("base_already_met"),), **SINCE,
)  # fmt: skip
DIRECTION = Assessment(SHARE, "%", base=64.5, actual=66.3, verdict="on_track", **SINCE)
UNKNOWN = Assessment(PER_HEAD, "万元/人", value=400.0, why=(Why("not_comparable", (("reason", "2023年统计口径"),)),))
CHANGE = Assessment(ENERGY, "%", actual=-7.3, shortfall=6.2, progress=0.541, time_share=0.8, verdict="behind", **SINCE)

WORDS = {
    "total: rise": (
        TOTAL,
        # 8466.0/6648.7 = 1.2733; 1.2733^¼ = 1.0623; 80.0 − 54.2 = 25.8; 10000/8466.0 = 1.1812
        (
            "2024年总收入8466.0亿元，比2020年增长27.3%，年均增长6.2%；完成进度54.2%，低于序时进度25.8个百分点。"
            "距2025年目标还差1534.0亿元，2025年需增长18.1%。"
        ),
    ),
    "total: fall": (
        # 6000.0/6648.7 = 0.9024; 0.9024^¼ = 0.9747
        replace(TOTAL, actual=6000.0, progress=None, shortfall=None),
        "2024年总收入6000.0亿元，比2020年下降9.8%，年均下降2.5%。",
    ),
    "total: zero": (replace(TOTAL, actual=6648.7, progress=None, shortfall=None), "2024年总收入6648.7亿元，与2020年持平。"),
    "total: flash": (
        replace(TOTAL, edition="快报", progress=None, shortfall=None),
        "2024年总收入8466.0亿元（快报数），比2020年增长27.3%，年均增长6.2%。",
    ),
    "total: no base, no progress": (
        replace(TOTAL, base=None, base_period=None, progress=None, pace_required=None),
        "2024年总收入8466.0亿元。距2025年目标还差1534.0亿元。",
    ),
    "ratio: rise": (RATIO, "2024年研发投入强度为3.12%，比2020年提高0.68个百分点，已达到目标区间（3%～4%）下限。"),
    "ratio: fall": (  # 2.40 − 2.44 = −0.04; 3 − 2.40 = 0.60
        replace(RATIO, actual=2.4, shortfall=0.6, pace_required=0.6, verdict="behind"),
        "2024年研发投入强度为2.40%，比2020年下降0.04个百分点。距2025年目标还差0.60个百分点，2025年需提高0.60个百分点。",
    ),
    "ratio: zero": (replace(RATIO, actual=2.44, shortfall=None), "2024年研发投入强度为2.44%，与2020年持平。"),
    "ratio: flash": (
        replace(RATIO, edition="快报"),
        "2024年研发投入强度为3.12%（快报数），比2020年提高0.68个百分点，已达到目标区间（3%～4%）下限。",
    ),
    "ratio: no base": (
        replace(RATIO, base=None),
        "2024年研发投入强度为3.12%，已达到目标区间（3%～4%）下限。",
    ),
    "cumulative: ahead of time": (
        SUM, "2021—2024年累计新增国高新444家，完成五年目标的88.8%，高于序时进度8.8个百分点；还需新增56家。",
    ),
    "cumulative: behind time": (  # 300/500 = 60.0; 80.0 − 60.0 = 20.0; 500 − 300 = 200
        replace(SUM, actual=300.0, progress=0.6, shortfall=200.0, verdict="behind"),
        "2021—2024年累计新增国高新300家，完成五年目标的60.0%，低于序时进度20.0个百分点；还需新增200家。",
    ),
    "cumulative: level with time": (
        replace(SUM, actual=400.0, progress=0.8, shortfall=100.0),
        "2021—2024年累计新增国高新400家，完成五年目标的80.0%，与序时进度持平；还需新增100家。",
    ),
    "cumulative: nothing yet": (
        replace(SUM, actual=0.0, progress=0.0, shortfall=500.0, verdict="behind"),
        "2021—2024年累计新增国高新0家，完成五年目标的0.0%，低于序时进度80.0个百分点；还需新增500家。",
    ),
    "cumulative: flash": (
        replace(SUM, edition="快报"),
        "2021—2024年累计新增国高新444家（快报数），完成五年目标的88.8%，高于序时进度8.8个百分点；还需新增56家。",
    ),
    "cumulative: no progress": (replace(SUM, progress=None, shortfall=None), "2021—2024年累计新增国高新444家。"),
    "every year: short in one": (  # (3120 + 2874 + 3301 + 3402) / 4 = 3174.25; 3000 − 2874 = 126
        EACH,
        "2021—2024年专利授权分别为3120、2874、3301、3402件，年均3174.3件；4年中3年达到目标（每年≥3000件），2022年少126件。",
    ),
    "every year: all, exactly": (
        replace(EACH, missed=(), series={2023: 3000.0, 2024: 3000.0}),
        "2023—2024年专利授权分别为3000、3000件，年均3000.0件；2年中2年达到目标（每年≥3000件）。",
    ),
    "every year: flash": (
        replace(EACH, edition="快报", series={2024: 3402.0}, missed=()),
        "2024年专利授权为3402件（快报数）；1年中1年达到目标（每年≥3000件）。",
    ),
    "every year: years are missing": (
        replace(EACH, series={}, shortfall=None, base=None),
        "2024年专利授权3402件。",
    ),
    "average growth: rise": (
        GROWTH,
        "2021—2024年留区财政收入年均增长6.3%（以2020年为基期，4年，水平法），高于目标0.3个百分点；2025年增长4.8%即可实现目标。",
    ),
    "average growth: fall": (  # −1.2 − 6 = −7.2
        replace(GROWTH, actual=-1.2, gap=-7.2, pace_required=None),
        "2021—2024年留区财政收入年均下降1.2%（以2020年为基期，4年，水平法），低于目标7.2个百分点。",
    ),
    "average growth: zero": (
        replace(GROWTH, actual=0.04, gap=0.0, pace_required=0.0),
        "2021—2024年留区财政收入年均持平（以2020年为基期，4年，水平法），与目标持平；2025年持平即可实现目标。",
    ),
    "average growth: flash": (
        replace(GROWTH, edition="快报", pace_required=None),
        "2021—2024年留区财政收入年均增长6.3%（以2020年为基期，4年，水平法）（快报数），高于目标0.3个百分点。",
    ),
    "average growth: no target beside it": (
        replace(GROWTH, gap=None, pace_required=None),
        "2021—2024年留区财政收入年均增长6.3%（以2020年为基期，4年，水平法）。",
    ),
    "kept": (KEEP, "2024年研发投入强度为2.10%，目标（≤3%）得到保持。"),
    "kept but for a year": (replace(KEEP, missed=(2022,)), "2024年研发投入强度为2.10%，目标（≤3%）得到保持，2022年未保持。"),
    "not kept": (replace(KEEP, actual=3.4, shortfall=0.4), "2024年研发投入强度为3.40%，超出目标（≤3%）。"),
    "kept: zero": (replace(KEEP, actual=0.0), "2024年研发投入强度为0.00%，目标（≤3%）得到保持。"),
    "kept: flash": (replace(KEEP, edition="快报"), "2024年研发投入强度为2.10%（快报数），目标（≤3%）得到保持。"),
    "direction: rise": (  # 66.3 − 64.5 = 1.8
        DIRECTION,
        "2024年“2+4”占比为66.3%，比2020年提高1.8个百分点，方向与规划要求一致（方向性指标，不判定完成）。",
    ),
    "direction: fall": (
        replace(DIRECTION, actual=64.0, verdict="behind"),
        "2024年“2+4”占比为64.0%，比2020年下降0.5个百分点，方向与规划要求不一致（方向性指标，不判定完成）。",
    ),
    "direction: zero": (
        replace(DIRECTION, actual=64.5, verdict="behind"),
        "2024年“2+4”占比为64.5%，与2020年持平，方向与规划要求不一致（方向性指标，不判定完成）。",
    ),
    "direction: flash": (
        replace(DIRECTION, edition="快报"),
        "2024年“2+4”占比为66.3%（快报数），比2020年提高1.8个百分点，方向与规划要求一致（方向性指标，不判定完成）。",
    ),
    "direction: no base": (
        replace(DIRECTION, base=None),
        "2024年“2+4”占比为66.3%，方向与规划要求一致（方向性指标，不判定完成）。",
    ),
    "not assessable": (UNKNOWN, "劳均产出因口径调整（2023年统计口径），不可比，暂无法评估。"),
    "not assessable, no reason": (replace(UNKNOWN, why=()), "劳均产出暂无法评估。"),
    "change: fall": (CHANGE, "2024年单位能耗比2020年下降7.3%，完成进度54.1%，低于序时进度25.9个百分点。距2025年目标还差6.2个百分点。"),
    "change: rise": (
        replace(CHANGE, actual=2.0, progress=None, shortfall=None), "2024年单位能耗比2020年增长2.0%。",
    ),
    "change: zero": (replace(CHANGE, actual=0.0, progress=None, shortfall=None), "2024年单位能耗与2020年持平。"),
    "change: points": (
        replace(
            CHANGE, unit="百分点", actual=1.5, progress=None, shortfall=None,
            target=replace(ENERGY, change=Change(2.0, "points", 1, "2个百分点")),
        ),
        "2024年单位能耗比2020年提高1.5个百分点。",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("a", "expected"), WORDS.values(), ids=WORDS)
def test_a_sentence(a: Assessment, expected: str) -> None:
    assert sentence(OUTCOME, a, "zh") == expected


@pytest.mark.parametrize("a", [a for a, _ in WORDS.values()], ids=WORDS)
def test_english_says_no_negative_growth_either(a: Assessment) -> None:
    text = sentence(OUTCOME, a, "en")
    assert text.endswith(".")
    assert not {"grew by -", "up -", "down -", "None", "nan"} & {
        text[k : k + n] for k in range(len(text)) for n in (3, 4, 6, 9)
    }


def test_less_than_is_printed_is_still_missing() -> None:
    nearly = replace(TOTAL, actual=9999.98, shortfall=0.02, progress=None, pace_required=None)
    assert sentence(OUTCOME, nearly, "zh").endswith("距2025年目标还差不足0.1亿元。")
