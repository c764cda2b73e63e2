"""Texts of units, their exact factors, and what may be added to what."""

from __future__ import annotations

import json
import os
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fzplan.units import ONE, UNITS, UnitError, Units, fold
from fzplan.units.names import COUNTS, NAMES
from fzplan.units.table import CACHED

SHARED = Path(os.environ.get("FZPLAN_SHARED", Path(__file__).parents[3] / "shared"))


@pytest.mark.parametrize(
    ("text", "other", "factor"),
    [
        ("亿元", "万元", 10**4),
        ("千元", "亿元", Fraction(1, 10**5)),  # the forms of enterprises are in 千元, plans in 亿元
        ("万亿元", "亿元", 10**4),
        ("百万元", "元", 10**6),
        ("平方公里", "公顷", 100),
        ("公顷", "亩", 15),
        ("平方公里", "亩", 1500),
        ("万平方米", "平方公里", Fraction(1, 100)),
        ("万m²", "㎡", 10**4),
        ("㎢", "km²", 1),
        ("亿元／平方公里", "元/平方米", 100),
        ("万元 /人", "亿元/万人", 1),
        ("元/（人·年）", "元/人*年", 1),
        ("元/人/年", "元/(人·年)", 1),
        ("人·年", "人年", 1),
        ("人月", "人年", Fraction(1, 12)),
        ("万吨标准煤", "tce", 10**4),
        ("吨标准煤/万元", "千克标煤/元", Fraction(1, 10)),
        ("斤", "公斤", Fraction(1, 2)),
        ("千克", "克", 1000),
        ("亿斤", "万吨", 5),
        ("亿千瓦时", "万千瓦时", 10**4),
        ("个/千人", "个/万人", 10),
        ("10万人", "人", 10**5),
        ("％", "‰", 10),
        ("倍", "%", 100),
        ("个百分点", "百分点", 1),
        ("成", "%", 10),
        ("亿", "万", 10**4),
        ("(亿元)", "亿元", 1),
        ("名", "人", 1),
        ("季度", "月", 3),
        ("km^2", "km2", 1),
        ("元·m^-2", "元/平方米", 1),
    ],
)
def test_a_unit_is_an_exact_number_of_another(text: str, other: str, factor: int | Fraction) -> None:
    unit, of = UNITS.parse(text), UNITS.parse(other)
    assert unit.compatible(of)
    assert unit.factor_to(of) == factor


@pytest.mark.parametrize(
    ("text", "offset", "zh"),
    [
        ("", 0, "单位为空"),
        ("　", 1, "单位为空"),
        ("万元/人口", 3, "没有名为“人口”的单位"),
        ("平方公理", 0, "是否为 平方公里"),
        ("亿千克标煤吨", 0, "没有名为"),
        ("万元/", 3, "缺少单位名称"),
        ("元/（人", 2, "括号没有配对"),
        ("元)", 1, "此处不应有“)”"),
        ("(上年=100)", 0, "不是计量单位"),
        ("m^", 2, "-4 到 4"),
        ("m^9", 2, "-4 到 4"),
        ("番", 0, "翻一番是原来的 2 倍"),
        ("2020年", 0, "没有名为"),  # a heading, not two thousand years
        ("11元", 0, "没有名为"),
        ("((((((元))))))", 4, "括号过多"),
        ("元" * 100, 0, "过长"),
        ("亿元／㎡㎡㎡", 3, "没有名为"),
    ],
)
def test_what_is_no_unit_says_where_and_why(text: str, offset: int, zh: str) -> None:
    with pytest.raises(UnitError) as caught:
        UNITS.parse(text)
    assert caught.value.text == text
    assert caught.value.offset == offset
    assert zh in caught.value.reason.zh
    assert caught.value.reason.en
    assert UNITS.find(text) is None


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("亿元", "亿美元"),
        ("万人", "人年"),
        ("亿元", "万人"),
        ("%", "百分点"),
        ("岁", "年"),
        ("位", "个"),
        ("分", "1"),
        ("吨", "吨标准煤"),
    ],
)
def test_unlike_quantities_are_not_compatible(left: str, right: str) -> None:
    assert not UNITS.parse(left).compatible(UNITS.parse(right))


def test_a_factor_between_unlike_units_is_a_wrong_call() -> None:
    with pytest.raises(ValueError, match="different things"):
        UNITS.parse("亿元").factor_to(UNITS.parse("万人"))


def test_count_words_are_one_dimension_with_a_label() -> None:
    homes, pieces = UNITS.parse("万家"), UNITS.parse("件")
    assert homes.compatible(pieces)
    assert (homes.count_label, pieces.count_label) == ("家", "件")
    assert (homes / UNITS.parse("万人")).count_label == "家"
    assert (homes / pieces).count_label == ""
    assert homes.is_count
    assert UNITS.parse("人").is_count
    assert not UNITS.parse("亿元").is_count


def test_mixing_count_words_is_silenced_by_same() -> None:
    table = UNITS.with_plan({"same": [["家", "个", "户"], ["件", "个"]]})
    assert table.same("家", "户")
    assert table.same("个", "件")
    assert not table.same("家", "件")
    assert not UNITS.same("家", "户")
    assert UNITS.same("家", "")


def test_products_and_quotients_carry_factor_dimensions_and_text() -> None:
    income, people = UNITS.parse("亿元"), UNITS.parse("万人")
    per_person = income / people
    assert per_person.text == "亿元/万人"
    assert per_person.factor_to(UNITS.parse("万元/人")) == 1
    assert (per_person * people).factor_to(income) == 1
    assert income / income == ONE
    assert income * ONE == income
    assert ONE * income == income
    assert income / ONE == income
    assert (income / (people * UNITS.parse("年"))).text == "亿元/(万人·年)"
    assert (per_person * UNITS.parse("年")).text == "(亿元/万人)·年"
    assert income**0 == ONE
    assert income**1 == income
    assert UNITS.parse((per_person**2).text).factor == per_person.factor**2


def test_a_difference_of_percentages_is_a_point() -> None:
    percent, point = UNITS.parse("%"), UNITS.parse("百分点")
    assert percent.as_point() == point
    assert point.as_point() == point
    assert UNITS.parse("亿元").as_point() == UNITS.parse("亿元")
    assert UNITS.parse("百分点/年").point
    assert not (point / UNITS.parse("%")).point
    assert point * ONE == point
    assert percent.is_ratio


def test_a_yearly_flow_is_the_flow() -> None:
    yearly = UNITS.parse("个/年").without_year()
    assert (yearly.text, yearly.dimensions) == ("个", (("count", 1),))
    assert UNITS.parse("个").without_year() == UNITS.parse("个")
    assert UNITS.parse("个/月").without_year().factor == 12


def test_a_plan_adds_units() -> None:
    table = UNITS.with_plan(
        {
            "标准煤吨": {"alias": ["tce"]},
            "算力": None,
            "担": {"factor": 50, "of": "千克"},
            "标方": {"of": "立方米", "alias": ["Nm3"]},
        }
    )
    assert table.parse("万标准煤吨").factor_to(table.parse("吨标准煤")) == 10**4
    assert table.parse("算力/万元").dimensions == (("CNY", -1), ("算力", 1))
    assert table.parse("担").factor_to(table.parse("斤")) == 100
    assert table.parse("Nm³").factor_to(table.parse("升")) == 1000
    assert UNITS.find("算力") is None


@pytest.mark.parametrize(
    ("declared", "zh"),
    [
        ({"吨": {"factor": 2, "of": "千克"}}, "已是单位"),
        ({"新": {"alias": ["元", "人"]}}, "已是单位"),
        ({"新": {"factor": 0, "of": "元"}}, "大于 0"),
        ({"新": {"factor": "许多", "of": "元"}}, "大于 0"),
        ({"新": {"factor": "1/0", "of": "元"}}, "大于 0"),
        ({"新": {"of": "园"}}, "没有名为"),
    ],
)
def test_a_plan_cannot_bend_a_unit(declared: dict[str, object], zh: str) -> None:
    with pytest.raises(UnitError) as caught:
        UNITS.with_plan(declared)
    assert zh in caught.value.reason.zh


def test_the_same_declaration_of_a_known_unit_is_no_fault() -> None:
    assert UNITS.with_plan({"吨": {"factor": 1000, "of": "千克"}}).parse("吨") == UNITS.parse("吨")


def test_the_cache_is_bounded() -> None:
    table = Units(UNITS.named)
    for number in range(CACHED + 10):
        table.find(f"单位{number}")
    assert len(table._parsed) <= CACHED


def test_every_unit_of_the_national_targets_is_known() -> None:
    source = SHARED / "national" / "targets.json"
    if not source.exists():
        pytest.skip("the folder of shared material is not beside the checkout")
    units = {target["unit"] for target in _dicts(json.loads(source.read_text(encoding="utf-8"))) if "unit" in target}
    assert {unit for unit in units if UNITS.find(unit) is None} == set()


def _dicts(found: object) -> list[dict[str, str]]:
    if isinstance(found, dict):
        return [found, *(d for value in found.values() for d in _dicts(value))]
    return [d for value in found for d in _dicts(value)] if isinstance(found, list) else []


NAME = st.sampled_from([name for *_, names in NAMES for name in names.split()] + COUNTS.split())
MULTIPLIER = st.sampled_from(["", "十", "百", "千", "万", "百万", "千万", "亿", "万亿"])
SIMPLE = st.builds("".join, st.tuples(MULTIPLIER, NAME.filter(lambda name: name != "1")))


@given(SIMPLE)
def test_a_multiplier_multiplies(text: str) -> None:
    unit = UNITS.parse(text)
    assert UNITS.parse(f"10{text}").factor == 10 * unit.factor
    assert UNITS.parse(unit.text).factor == unit.factor


@given(SIMPLE, SIMPLE, SIMPLE)
def test_the_text_of_a_computed_unit_means_the_unit(a: str, b: str, c: str) -> None:
    for unit in (
        UNITS.parse(a) / UNITS.parse(b),
        UNITS.parse(a) * UNITS.parse(b) / UNITS.parse(c),
        UNITS.parse(a) / (UNITS.parse(b) * UNITS.parse(c)),
    ):
        again = UNITS.parse(unit.text)
        assert (again.factor, again.dimensions) == (unit.factor, unit.dimensions)


@given(SIMPLE, SIMPLE)
def test_scaling_there_and_back_is_exact(a: str, b: str) -> None:
    left, right = UNITS.parse(a), UNITS.parse(b)
    assert left * right / right == left or (left * right / right).factor_to(left) == 1
    if left.dimensions == right.dimensions:
        assert left.factor_to(right) * right.factor_to(left) == 1


@given(st.text(max_size=80))
def test_any_text_is_a_unit_or_a_unit_error(text: str) -> None:
    unit = UNITS.find(text)
    if unit is not None:
        assert unit.factor > 0
        return
    with pytest.raises(UnitError) as caught:
        UNITS.parse(text)
    assert 0 <= caught.value.offset <= len(text)


def test_folding_keeps_the_places() -> None:
    assert fold("a/b") == ("a/b", [0, 1, 2])
    assert fold("㎡／人") == ("m2/人", [0, 0, 1, 2])
