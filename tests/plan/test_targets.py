"""Targets: kinds derived from comparison × time, numbers in the indicator's unit, contradictions at load."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from fzplan.model.plan import Target

PLAN = """
measures:
  国内生产总值增长: {{unit: "%", kind: rate}}
dimensions: {{产业: {{members: {{装备: {{aliases: [智造]}}, 材料: {{}}}}, groups: {{两业: [装备, 材料]}}}}}}
indicators:
  甲:
    unit: {unit}
    target: {target}
"""


@pytest.fixture
def one(load: Callable[..., Any]) -> Callable[..., Any]:
    def target(text: str, unit: str = "亿元") -> Any:
        return load(PLAN.format(target=text, unit=unit))

    return target


def only(found: Any) -> Target:
    assert found.codes == []
    (target,) = found.plan.targets
    return target  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("text", "kind", "time", "span"),
    [
        ("{at_least: 1, by: 2025}", "reach", "by", (2021, 2025)),
        ("{more_than: 1, by: 2023}", "reach", "by", (2021, 2023)),
        ("{at_most: 1, by: 2025, baseline: 2019}", "reach", "by", (2020, 2025)),
        ("{between: [1, 2], by: 2025}", "range", "by", (2021, 2025)),
        ("{between: [1, 2], each: 2021-2025}", "range", "each", (2021, 2025)),
        ("{less_than: 1, each: 2022-2024}", "each", "each", (2022, 2024)),
        ("{of: total, at_least: 1, over: 2021-2025}", "total", "over", (2021, 2025)),
        ("{of: total, between: [1, 2], over: 2021-2025}", "total", "over", (2021, 2025)),
        ("{of: growth, at_least: 6%, over: 2021-2025}", "growth", "over", (2021, 2025)),
        ("{of: growth, between: [5%, 6%], over: 2021—2025年}", "growth", "over", (2021, 2025)),
        ("{rise_by: 13.5%, over: 2021-2025}", "change", "over", (2021, 2025)),
        ("{fall_by: 13.5%, by: 2025}", "change", "by", (2021, 2025)),
        ("{times: 1.5, by: 2025}", "multiple", "by", (2021, 2025)),
        ("{doublings: 2, by: 2025年}", "multiple", "by", (2021, 2025)),
        ("{direction: up, over: 2021-2025}", "direction", "over", (2021, 2025)),
        ("{near: 甲 * 2, within: 1, by: 2025}", "match", "by", (2021, 2025)),
        ("{near: 甲, within: 1, each: 2021-2025}", "match", "each", (2021, 2025)),
        ("{monitor: 规划没有数}", "monitor", "none", (2021, 2025)),
    ],
)
def test_kinds_are_derived(one: Any, text: str, kind: str, time: str, span: tuple[int, int]) -> None:
    target = only(one(text))
    assert (target.kind, target.time, (target.first, target.last)) == (kind, time, span)


@pytest.mark.parametrize(
    ("text", "code", "column"),
    [
        ("{by: 2025}", "FZ702", 13),
        ("{at_least: 1, more_than: 2, by: 2025}", "FZ703", 27),
        ("{at_least: 1}", "FZ704", 13),
        ("{at_least: 1, by: 2025, over: 2021-2025}", "FZ705", 37),
        ("{at_least: 1, over: 2021-2025}", "FZ706", 27),
        ("{of: total, at_least: 1, by: 2025}", "FZ706", 14),
        ("{of: growth, times: 2, over: 2021-2025}", "FZ706", 14),
        ("{direction: up, by: 2025}", "FZ706", 29),
        ("{times: 2, over: 2021-2025}", "FZ706", 24),
        ("{monitor: x, by: 2025}", "FZ706", 26),
        ("{at_least: 约一百, by: 2025}", "FZ202", 24),  # not a number, so a formula, so an unknown name
        ("{at_least: true, by: 2025}", "FZ707", 24),
        ("{at_least: 1怪, by: 2025}", "FZ707", 25),
        ("{at_least: 1人, by: 2025}", "FZ708", 24),
        ("{at_least: 5个百分点, by: 2025}", "FZ708", 24),
        ("{of: growth, at_least: 6, over: 2021-2025}", "FZ708", 36),
        ("{of: growth, at_least: 6个百分点, over: 2021-2025}", "FZ708", 36),
        ("{rise_by: 13.5, over: 2021-2025}", "FZ708", 23),
        ("{rise_by: 1岁, over: 2021-2025}", "FZ708", 23),
        ("{rise_by: 1个百分点, over: 2021-2025}", "FZ708", 23),
        ("{rise_by: -3%, over: 2021-2025}", "FZ707", 23),
        ("{between: [2, 1], by: 2025}", "FZ709", 23),
        ("{between: [2亿元, 20000万元], by: 2025}", "FZ709", 23),
        ("{between: [2], by: 2025}", "FZ117", 23),
        ("{at_least: 1, by: 2035}", "FZ710", 31),
        ("{at_least: 1, each: 2019-2025}", "FZ710", 33),
        ("{at_least: 1, by: 2021-2025}", "FZ711", 31),
        ("{at_least: 1, each: 2025}", "FZ711", 33),
        ("{at_least: 1, each: 2025-2021}", "FZ711", 33),
        ("{at_least: 1, by: 二〇二五年}", "FZ711", 31),
        ("{at_least: 1, by: 2025, reading: every}", "FZ712", 37),
        ("{at_least: 1, by: 2025, limit: 3}", "FZ712", 37),
        ("{at_least: 1, by: 2025, pass: band}", "FZ712", 37),
        ("{at_least: 1, by: 2025, within: 3}", "FZ712", 37),
        ("{at_least: 1, by: 2025, path: {2030: 1}}", "FZ714", 44),
        ("{at_least: 1, by: 2025, path: quick}", "FZ707", 43),
        ("{at_least: 1, by: 2025, milestones: {明年: 1}}", "FZ711", 50),
        ("{at_least: 1, by: 2025, milestones: {2023: 1人}}", "FZ708", 56),
        ("{at_least: 1, by: 2025, baseline: 2025}", "FZ715", 37),
        ("{at_least: 1, by: 2025, baseline: {year: 2020, value: 3人}}", "FZ708", 67),
        ("{at_least: 1, by: 2025, for: {行业: 装备}}", "FZ123", 43),
        ("{at_least: 1, by: 2025, for: {产业: 农业}}", "FZ123", 47),
        ("{at_least: 1, by: 2025, method: linear}", "FZ123", 45),
        ("{at_least: 1, by: 2025, nature: 约束性}", "FZ117", 45),
        ("{at_least: 1, bye: 2025}", "FZ115", 27),
        ("{at_least: 1, by: 2025, better: down}", "FZ701", 45),
        ("{at_most: 1, by: 2025, better: up}", "FZ701", 44),
        ("{fall_by: 3%, by: 2025, better: up}", "FZ701", 45),
        ("{direction: down, over: 2021-2025, better: up}", "FZ701", 56),
        ("{near: 甲, by: 2025}", "FZ716", 14),
    ],
)
def test_each_mistake_has_its_code_and_column(one: Any, text: str, code: str, column: int) -> None:
    found = one(text)
    assert (column, code) in [where[1:] for where in found.places], found.words


def test_numbers_are_converted_once(one: Any) -> None:
    bound = only(one("{at_least: 39.9亿元, by: 2025}", "万元")).bound
    assert bound is not None
    assert (bound.value, bound.decimals, bound.text) == (399_000.0, 0, "39.9亿元")
    bound = only(one('{at_least: "10,000", by: 2025}')).bound
    assert bound is not None
    assert bound.value == 10_000.0
    bound = only(one("{at_least: 3.50, by: 2025}")).bound
    assert bound is not None
    assert (bound.value, bound.decimals) == (3.5, 2)
    bound = only(one("{at_least: 3000个/年, each: 2021-2025}", "个")).bound
    assert bound is not None
    assert bound.value == 3000.0


def test_a_formula_is_a_bound(one: Any) -> None:
    bound = only(one('{more_than: "国内生产总值增长", each: 2021-2025}', '"%"')).bound
    assert bound is not None
    assert (bound.value, bound.text) == (None, "国内生产总值增长")
    assert bound.formula is not None


@pytest.mark.parametrize(
    ("text", "unit", "amount", "mode", "direction"),
    [
        ("{fall_by: 13.5%, over: 2021-2025}", "吨", 0.135, "relative", -1),
        ("{rise_by: 2个百分点, over: 2021-2025}", '"%"', 2.0, "points", 1),
        ("{rise_by: 2个百分点, over: 2021-2025}", "‰", 20.0, "points", 1),
        ("{rise_by: 2%, over: 2021-2025}", '"%"', 0.02, "relative", 1),
        ("{rise_by: 1岁, over: 2021-2025}", "岁", 1.0, "amount", 1),
        ("{rise_by: 1.2倍, over: 2021-2025}", "亿元", 1.2, "relative", 1),
        ("{rise_by: 5000万元, over: 2021-2025}", "亿元", 0.5, "amount", 1),
    ],
)
def test_changes(one: Any, text: str, unit: str, amount: float, mode: str, direction: int) -> None:
    change = only(one(text, unit)).change
    assert change is not None
    assert (change.amount, change.mode, change.direction) == (amount, mode, direction)


def test_multiples_and_better(one: Any) -> None:
    doubled = only(one("{doublings: 2, by: 2025}")).bound
    assert doubled is not None
    assert doubled.value == 4.0  # 翻两番
    assert only(one("{at_most: 2, by: 2025}")).better == -1
    assert only(one("{fall_by: 2%, by: 2025}")).better == -1
    assert only(one("{direction: down, over: 2021-2025}")).better == -1
    assert only(one("{between: [1, 2], by: 2025, better: down, pass: band}")).better == -1


def test_match_has_a_tolerance(one: Any) -> None:
    target = only(one("{near: 国内生产总值增长, within: 0.5个百分点, each: 2021-2025}", '"%"'))
    assert (target.tolerance, target.near) == (0.5, "国内生产总值增长")
    assert one("{near: 国内生产总值增长, within: 0.5%, each: 2021-2025}", '"%"').codes == ["FZ708"]
    bare = one("{near: 国内生产总值增长, each: 2021-2025}", '"%"')
    assert (bare.codes, bare.plan.targets) == (["FZ716"], ())


def test_two_average_rates_are_held_against_each_other(load: Callable[..., Any]) -> None:
    rates = PLAN.replace("unit: {unit}", "unit: {unit}\n    kind: rate")
    text = "{of: growth, near: 国内生产总值增长, within: 0.5个百分点, over: 2021-2025}"
    target = only(load(rates.format(target=text, unit='"%"')))
    assert (target.kind, target.averaged, target.tolerance) == ("match", True, 0.5)
    above = only(load(rates.format(target="{of: growth, more_than: 国内生产总值增长, over: 2021-2025}", unit='"%"')))
    assert (above.kind, above.averaged) == ("growth", False)
    level = load(PLAN.format(target=text, unit='"%"'))  # no rate itself
    assert (level.codes, level.plan.targets) == (["FZ706"], ())


def test_a_target_may_be_unconfirmed(one: Any) -> None:
    assert only(one("{at_least: 1, by: 2025, quality: unconfirmed}")).quality == "unconfirmed"
    assert only(one("{at_least: 1, by: 2025}")).quality == "published"
    assert one("{at_least: 1, by: 2025, quality: 大概}").codes == ["FZ123"]


def test_options(one: Any) -> None:
    target = only(
        one(
            "{at_least: 100, by: 2025, baseline: {year: 2019, value: 5000万元, note: 印出}, for: {产业: 智造}, "
            "path: {2023: 60}, milestones: {2024: 8000万元}, owner: 经发局, weight: 2, nature: binding, "
            "remarks: {2023: 受疫情影响}, amended: {since: 2023, at_least: 90, source: 中期评估}}"
        )
    )
    assert target.baseline is not None
    assert (target.baseline.year, target.baseline.value, target.first) == (2019, 0.5, 2020)
    assert (target.members, target.path, target.milestones) == ({"产业": "装备"}, {2023: 60.0}, {2024: 0.8})
    assert (target.remarks, target.nature) == ({2023: "受疫情影响"}, "binding")
    assert target.amended == {"since": 2023, "at_least": 90.0, "source": "中期评估"}
    assert only(one("{at_least: 1, by: 2025, for: {产业: 两业}}")).members == {"产业": "两业"}


def test_an_adjusted_number_is_counted_as_the_bound_is(one: Any) -> None:
    assert only(one("{at_least: 100, by: 2025, amended: {since: 2023年, at_least: 8000万元}}")).amended == {
        "since": 2023, "at_least": 0.8,
    }  # fmt: skip
    growth = only(one("{of: growth, at_least: 6%, over: 2021-2025, amended: {since: 2023, was: 7%}}"))
    assert growth.amended == {"since": 2023, "was": pytest.approx(0.07)}


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("{at_least: 1, by: 2025, amended: {at_least: 2}}", "FZ116"),
        ("{at_least: 1, by: 2025, amended: {since: 2023-06, at_least: 2}}", "FZ711"),
        ("{at_least: 1, by: 2025, amended: {since: 2031, at_least: 2}}", "FZ714"),
        ("{at_least: 1, by: 2025, amended: {since: 2023, at_least: 很多}}", "FZ707"),
        ("{at_least: 1, by: 2025, amended: {since: 2023, at_least: 3人}}", "FZ708"),
        ("{of: growth, at_least: 6%, over: 2021-2025, amended: {since: 2023, was: 7}}", "FZ708"),
        ("{at_least: 1, by: 2025, amended: {since: 2023, at_most: 2}}", "FZ115"),
        ("{at_least: 1, by: 2025, amended: {since: 2023, from: 2}}", "FZ115"),
        ("{rise_by: 10%, by: 2025, amended: {since: 2023, was: 2}}", "FZ712"),
        ("{between: [1, 2], by: 2025, amended: {since: 2023, was: 2}}", "FZ712"),
    ],
)
def test_a_faulty_adjustment_is_told_when_the_plan_is_loaded(one: Any, target: str, code: str) -> None:
    assert one(target).codes == [code]


def test_the_default_base_is_before_the_time(load: Callable[..., Any]) -> None:
    found = load("indicators: {甲: {unit: 元, kind: flow, target: {of: total, at_least: 1, over: 2016-2020}}}")
    assert found.codes == ["FZ710"]
    base = found.plan.targets[0].baseline
    assert base.year == 2015  # the plan's own base, 2020, would be the last year judged


def test_ids_are_unique_over_the_plan(load: Callable[..., Any]) -> None:
    found = load("""
        indicators:
          甲: {unit: 元, target: {id: x, at_least: 1, by: 2025}}
          乙: {unit: 元, targets: [{id: x, at_least: 1, by: 2025}, {at_least: 1, by: 2023}, {at_least: 2, by: 2025}]}
    """)
    assert found.places == [(4, 31, "FZ713"), (4, 83, "FZ713")]
    assert str(found[0].related[0].at).endswith(":3:29")
