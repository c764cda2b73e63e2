"""Every scaled name of the table, against what the SI brochure, 《法定计量单位》 and the calendar say it holds."""

from __future__ import annotations

from fractions import Fraction

import pytest

from fzplan.units import UNITS, UnitError, Units
from fzplan.units.names import COUNTS, NAMES

HOLDS = (
    ("人年", 12, "人月"),
    ("公里 千米 km", 1000, "m"),
    ("m 米", 100, "厘米 cm"),
    ("厘米 cm", 10, "毫米 mm"),
    ("平方公里 平方千米 km2", 100, "公顷 hm2 ha"),
    ("公顷 hm2 ha", 10000, "m2 平方米 平米"),
    ("公顷 hm2 ha", 15, "亩"),
    ("m3 立方米 方", 1000, "升 L"),
    ("吨 t", 1000, "千克 公斤 kg"),
    ("千克 公斤 kg", 2, "斤"),
    ("斤", 500, "克 g"),
    ("克 g", 1000, "毫克 mg"),
    ("毫克 mg", 1000, "微克 μg"),
    ("吨标准煤 吨标煤 tce", 1000, "千克标准煤 公斤标准煤 千克标煤 公斤标煤 kgce"),
    ("兆瓦时 MWh", 1000, "千瓦时 度 kWh"),
    ("兆瓦 MW", 1000, "千瓦 kW"),
    ("年 a yr year", 4, "季度 季"),
    ("季度 季", 3, "月 个月"),
    ("天 日 d", 24, "小时 h"),
    ("小时 h", 60, "分钟 min"),
    ("分钟 min", 60, "秒 s"),
    ("1 倍", 10, "成"),
    ("成", 10, "%"),
    ("%", 10, "‰"),
    ("‰", 10, "‱"),
)


@pytest.mark.parametrize(("greater", "number", "smaller"), HOLDS)
def test_the_greater_holds_a_number_of_the_smaller(greater: str, number: int, smaller: str) -> None:
    for one in greater.split():
        for other in smaller.split():
            assert UNITS.parse(one).factor_to(UNITS.parse(other)) == number
            assert UNITS.parse(other).factor_to(UNITS.parse(one)) == Fraction(1, number)


def test_no_scaled_name_is_left_out() -> None:
    held = {name for greater, _, smaller in HOLDS for name in f"{greater} {smaller}".split()}
    assert {name for _, factor, names in NAMES if factor != 1 for name in names.split()} <= held


@pytest.mark.parametrize("names", [names for _, factor, names in NAMES if factor == 1])
def test_what_is_not_scaled_is_one_of_its_first_name(names: str) -> None:
    first, *others = (UNITS.parse(name) for name in names.split())
    assert first.factor == 1
    for other in others:
        assert (other.factor, other.dimensions) == (first.factor, first.dimensions)


def test_a_count_word_counts_one() -> None:
    for word in COUNTS.split():
        unit = UNITS.parse(word)
        assert (unit.factor, unit.count_label, unit.point) == (1, word, False)


def test_what_a_table_has_read_is_no_part_of_it() -> None:
    one, other = Units(UNITS.named), Units(UNITS.named)
    one.parse("亿元/平方公里")
    assert one == other
    assert "_parsed" not in repr(one)


def test_brackets_around_each_part_are_not_brackets_around_the_whole() -> None:
    assert UNITS.parse("(亿元)/(平方公里)").factor == UNITS.parse("亿元/平方公里").factor
    assert UNITS.parse("（亿元）").text == "亿元"


@pytest.mark.parametrize(("written", "times"), [("thousand", 1000), ("million", 1000000), ("billion", 1000000000)])
def test_english_multipliers(written: str, times: int) -> None:
    assert UNITS.parse(f"{written} yuan").factor_to(UNITS.parse("元")) == times


@pytest.mark.parametrize("written", ["人民币亿元", "亿人民币", "RMB亿元"])
def test_the_currency_may_stand_before_or_behind_the_multiplier(written: str) -> None:
    assert UNITS.parse(written).factor_to(UNITS.parse("元")) == 10**8


@pytest.mark.parametrize(("written", "shown"), [("pp", "百分点"), ("个百分点", "百分点"), ("元/人·年", "元/人·年")])
def test_points_have_one_name_and_other_units_are_shown_as_written(written: str, shown: str) -> None:
    assert UNITS.parse(written).text == shown


@pytest.mark.parametrize(
    ("written", "near"),
    [
        ("万里", "万公里"),  # 里 is half of 公里
        ("标煤", "吨标煤 / 吨标准煤 / 千克标煤"),  # three of five: 公斤标煤 and 千克标准煤 are near as well
    ],
)
def test_names_near_an_unknown_one(written: str, near: str) -> None:
    with pytest.raises(UnitError) as caught:
        UNITS.parse(written)
    assert caught.value.reason.zh.endswith(f"是否为 {near}？")


def test_a_name_that_is_taken_is_wrong_from_its_start() -> None:
    with pytest.raises(UnitError) as caught:
        UNITS.with_plan({"新": {"alias": ["元", "人"]}})
    assert (caught.value.text, caught.value.offset) == ("新", 0)


def test_brackets_side_by_side_are_not_deep() -> None:
    assert (
        UNITS.parse("/".join(["(元)", *["(人)"] * 9])).dimensions
        == UNITS.parse("/".join(["元", *["人"] * 9])).dimensions
    )
