from __future__ import annotations

import math
from dataclasses import replace

import pytest

from fzplan import periods
from fzplan.model.plan import Bound, Change
from fzplan.model.results import Assessment, Why
from fzplan.reports import goals, wording
from fzplan.reports.sentences import sentence
from tests.reports.outcomes import (
    ENERGY,
    FISCAL,
    HNTE,
    INCOME,
    NOW,
    OUTCOME,
    PATENTS,
    PER_KM2,
    PLAN,
    RD,
    SHARE,
    assessments,
)

GOALS = {
    "total_income": ("≥10000", "≥10000亿元"),
    "income_per_km2": ("＞550", "＞550亿元/平方公里"),
    "rd_intensity": ("3～4", "3%～4%"),
    "fiscal_cagr": ("年均≥6", "年均≥6%"),
    "new_hnte": ("[500]", "[500家]"),
    "new_listed": ("[10～15]", "[10～15家]"),
    "patents": ("每年≥3000", "每年≥3000件"),
    "energy": ("下降13.5%", "下降13.5%"),
    "share": ("上升", "上升"),
}
BY_ID = {a.target.id: a for a in assessments()}


@pytest.mark.parametrize(("id_", "short", "whole"), [(k, *v) for k, v in GOALS.items()])
def test_a_target_in_words(id_: str, short: str, whole: str) -> None:
    assert goals.goal(PLAN, BY_ID[id_], "zh") == short
    assert goals.goal(PLAN, BY_ID[id_], "zh", unit=True) == whole


def need(a: Assessment, now: int = 2024, lang: str = "zh") -> str:
    return wording.required(PLAN, a, lang, now)  # type: ignore[arg-type]


def test_what_is_required_each_year() -> None:
    # ln(10000 / 8466.0) = 0.16653: 18.12 % in the one year left; over two years 8.68 % a year
    assert need(BY_ID["total_income"]) == "增长18.1%"
    two = replace(BY_ID["total_income"], pace_required=math.log(10000 / 8466.0) / 2)
    assert need(two, 2023) == "年均增长8.7%"
    assert need(two, 2023, "en") == "+8.7% a year"
    assert need(BY_ID["new_hnte"]) == "新增56家"
    assert need(replace(BY_ID["new_hnte"], pace_required=55.2)) == "新增56家"  # whole things
    assert need(BY_ID["rd_intensity"]) == "保持"
    short = replace(BY_ID["rd_intensity"], shortfall=0.4, pace_required=0.4, verdict="behind")
    assert need(short) == "提高0.40个百分点"
    assert need(replace(short, pace_required=-0.4)) == "降低0.40个百分点"
    falling = replace(BY_ID["total_income"], pace_required=math.log(0.97))
    assert need(falling) == "下降3.0%"
    assert need(BY_ID["total_income"], 2025) == "—"
    assert need(BY_ID["income_per_employee"]) == "—"


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [(0.04, 1, "0.0"), (-0.04, 1, "0.0"), (0.05, 1, "+0.1"), (-25.77, 1, "-25.8"), (None, 1, "—")],
)
def test_signs(value: float | None, places: int, expected: str) -> None:
    assert wording.signed(PLAN, value, places) == expected


def level(actual: float, base: float = 6648.7, **more: object) -> str:
    options: dict[str, object] = {
        "value": 10000.0, "period": NOW, "base_period": periods.year(2020), "base": base, "actual": actual,
    }  # fmt: skip
    a = Assessment(INCOME, "亿元", **{**options, "verdict": "on_track", **more})  # type: ignore[arg-type]
    return sentence(OUTCOME, a, "zh")


def test_a_rise_a_fall_and_no_change() -> None:
    assert level(8466.0) == "2024年总收入8466.0亿元，比2020年增长27.3%，年均增长6.2%。"  # 1.2733; 1.2733^¼ = 1.0623
    assert level(6000.0) == "2024年总收入6000.0亿元，比2020年下降9.8%，年均下降2.5%。"  # 0.9024; 0.9747
    assert level(6648.72) == "2024年总收入6648.7亿元，与2020年持平。"
    assert "年均" not in level(6648.0)  # −0.0 % a year says nothing


def test_flash_figures_say_so() -> None:
    assert level(8466.0, edition="快报").startswith("2024年总收入8466.0亿元（快报数），")
    assert level(8466.0, quality="implied").startswith("2024年总收入8466.0亿元（推算数），")


def test_a_total_says_what_is_done_and_what_is_left() -> None:
    assert (
        sentence(OUTCOME, replace(BY_ID["new_hnte"], quality="published"), "zh")
        == "2021—2024年累计新增国高新444家，完成五年目标的88.8%，高于序时进度8.8个百分点；还需新增56家。"
    )
    level_ = replace(BY_ID["new_listed"], quality="published")
    assert "与序时进度持平" in sentence(OUTCOME, level_, "zh")
    slow = replace(BY_ID["new_hnte"], quality="published", progress=0.5)
    assert "低于序时进度30.0个百分点" in sentence(OUTCOME, slow, "zh")


def test_every_year_is_named_with_what_was_missed() -> None:
    # (3120 + 2874 + 3301 + 3402) / 4 = 3174.25; 3000 − 2874 = 126
    assert sentence(OUTCOME, replace(BY_ID["patents"], quality="published"), "zh") == (
        "2021—2024年专利授权分别为3120、2874、3301、3402件，年均3174.3件；4年中3年达到目标（每年≥3000件），2022年少126件。"
    )


def test_average_growth_names_its_base_and_method() -> None:
    plain = replace(BY_ID["fiscal_cagr"], quality="published")
    assert sentence(OUTCOME, plain, "zh") == (
        "2021—2024年留区财政收入年均增长6.3%（以2020年为基期，4年，水平法），高于目标0.3个百分点；2025年增长4.8%即可实现目标。"
    )
    falling = replace(plain, actual=-1.2, gap=-7.2)
    assert "年均下降1.2%" in sentence(OUTCOME, falling, "zh")
    assert "低于目标7.2个百分点" in sentence(OUTCOME, falling, "zh")


def test_a_ratio_moves_by_points_and_a_met_range_says_so() -> None:
    assert sentence(OUTCOME, replace(BY_ID["rd_intensity"], quality="published"), "zh") == (
        "2024年研发投入强度为3.12%，比2020年提高0.68个百分点，已达到目标区间（3%～4%）下限。"
    )


def test_a_direction_is_never_completed() -> None:
    assert sentence(OUTCOME, replace(BY_ID["share"], quality="published"), "zh") == (
        "2024年“2+4”占比为66.3%，比2020年提高1.8个百分点，方向与规划要求一致（方向性指标，不判定完成）。"
    )
    assert "不一致" in sentence(OUTCOME, replace(BY_ID["share"], verdict="behind"), "zh")


def test_what_cannot_be_assessed_says_why() -> None:
    broken = Assessment(RD, "%", why=(Why("not_comparable"),))
    assert "暂无法评估" in sentence(OUTCOME, broken, "zh")
    assert (
        sentence(OUTCOME, BY_ID["income_per_employee"], "zh") == "劳均产出因缺从业人员平均人数2024年数据，暂无法评估。"
    )


@pytest.mark.parametrize("target", [INCOME, RD, HNTE, PATENTS, FISCAL, ENERGY, SHARE, PER_KM2])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_sentence_without_numbers_is_still_a_sentence(target: object, lang: str) -> None:
    bare = Assessment(target, "%", actual=1.0, verdict="on_track")  # type: ignore[arg-type]
    text = sentence(OUTCOME, bare, lang)  # type: ignore[arg-type]
    assert text.endswith("。" if lang == "zh" else ".")
    assert "None" not in text


def test_no_sentence_says_a_negative_growth() -> None:
    for a in assessments():
        assert "增长-" not in sentence(OUTCOME, a, "zh")
        assert "提高-" not in sentence(OUTCOME, a, "zh")


def test_a_bound_by_formula_is_shown_as_written_until_it_is_known() -> None:
    follows = replace(INCOME, bound=Bound(None, text="国内生产总值增长"), comparator=">")
    assert goals.goal(PLAN, Assessment(follows, "亿元"), "zh") == "＞国内生产总值增长"


def other(kind: str, **more: object) -> Assessment:
    """Return a met assessment of 研发投入强度 under another kind of target."""
    target = replace(RD, kind=kind, high=None, **more)  # type: ignore[arg-type]
    return Assessment(target, "%", period=NOW, actual=3.0, verdict="on_track", time_share=0.8)


def test_targets_of_the_rarer_kinds() -> None:
    multiple = other("multiple", bound=Bound(1.5))
    match = other("match", near="全市研发投入强度", tolerance=0.5)
    monitored = other("monitor", monitor="规划未提出数值", time="none")
    rising = other("change", change=Change(2.0, "points", 1, "2个百分点"))
    amount = other("change", change=Change(0.1, "relative", 1))
    assert [goals.goal(PLAN, a, "zh") for a in (multiple, match, monitored, rising, amount)] == [
        "1.5倍", "与全市研发投入强度相差≤0.5个百分点", "监测", "提高2个百分点", "增长0.1",
    ]  # fmt: skip
    assert [goals.goal(PLAN, a, "en") for a in (multiple, match, monitored, rising)] == [
        "1.5 times the base", "within 0.5 pp of 全市研发投入强度", "monitored", "up 2 pp",
    ]  # fmt: skip
    assert goals.goal(PLAN, other("direction", direction=-1), "zh") == "下降"
    assert goals.goal(PLAN, other("direction", direction=-1), "en") == "down"
    assert goals.goal(PLAN, replace(BY_ID["total_income"], value=None, target=replace(INCOME, bound=None)), "zh") == "—"


def test_what_is_kept_says_so() -> None:
    kept = replace(BY_ID["rd_intensity"], quality="published", why=(Why("base_already_met"),))
    assert sentence(OUTCOME, kept, "zh") == "2024年研发投入强度为3.12%，目标（3%～4%）得到保持。"
    slipped = replace(kept, missed=(2022,))
    assert sentence(OUTCOME, slipped, "zh").endswith("得到保持，2022年未保持。")
    broken = replace(kept, shortfall=0.2)
    assert "超出目标（3%～4%）" in sentence(OUTCOME, broken, "zh")
    assert "off the target" in sentence(OUTCOME, broken, "en")


def test_what_is_monitored_says_so() -> None:
    assert (
        sentence(OUTCOME, other("monitor", monitor="-"), "zh") == "2024年研发投入强度为3.00%（监测，规划未提出数值）。"
    )


def test_counts_rise_by_whole_things_and_ratios_fall_by_points() -> None:
    more = Assessment(
        HNTE, "家", period=NOW, base_period=periods.year(2020), base=48.0, actual=54.0, verdict="on_track"
    )
    level_ = replace(more, target=replace(HNTE, kind="reach"))
    assert sentence(OUTCOME, level_, "zh") == "2024年新增国高新54家，比2020年增加6家。"
    assert sentence(OUTCOME, replace(level_, actual=40.0), "zh") == "2024年新增国高新40家，比2020年减少8家。"
    assert "下降0.44个百分点" in sentence(OUTCOME, replace(BY_ID["rd_intensity"], actual=2.0), "zh")


def test_a_base_of_zero_or_less_gives_no_growth() -> None:
    assert level(100.0, base=0.0) == "2024年总收入100.0亿元。"
    assert level(-5.0) == "2024年总收入-5.0亿元，比2020年下降100.1%。"


def test_growth_level_with_its_target_and_several_years_left() -> None:
    even = replace(BY_ID["fiscal_cagr"], gap=0.0, pace_required=math.log(0.98), quality="published")
    assert "与目标持平；2025年下降2.0%即可实现目标" in sentence(OUTCOME, even, "zh")
    early = replace(OUTCOME, as_of=periods.year(2023))
    assert "2024—2025年年均下降2.0%" in sentence(early, even, "zh")
    assert "距2025年目标还差1534.0亿元，2024—2025年需年均增长" in sentence(early, BY_ID["total_income"], "zh")


def test_a_target_without_a_date_has_nothing_to_require() -> None:
    assert need(replace(BY_ID["patents"], shortfall=10.0, pace_required=3100.0)) == "达到3100件"
    assert need(replace(BY_ID["total_income"], pace_required=None)) == "—"
    level_ = replace(BY_ID["rd_intensity"], target=replace(HNTE, kind="reach"), unit="家", shortfall=3.0)
    assert need(replace(level_, pace_required=2.4, verdict="behind")) == "增加3家"
    assert need(replace(level_, pace_required=-2.4, verdict="behind")) == "减少3家"
