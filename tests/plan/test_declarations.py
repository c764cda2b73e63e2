"""Head, units, dimensions, measures, indicators, forms, claims: every mistake at its place, all in one run."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from fzplan import plan as plan_room

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]


def test_all_mistakes_in_one_run(load: Callable[..., Any]) -> None:
    found = load("""
        measures:
          总收入: {unit: 亿元, kind: flow, colour: red}
          从业人员: {kind: average}
          面积: {unit: 平方亿里, kind: fixed}
          总收入: {unit: 万元}
        indicators:
          劳均: {unit: 万元/人, formula: 总收入 / 从业人员, target: {at_least: 400, by: 2025}}
          地均: {unit: 亿元, formula: 总收入 / 面积}
          密度: {unit: 亿元, formula: 总收入 + 土地, target: {at_last: 3, by: 2025}}
          合计: {unit: 亿元, formula: 总收入 * 2, target: {at_least: 3, by: 2025}}
    """)
    assert found.places == [
        (3, 31, "FZ115"),  # colour
        (4, 3, "FZ116"),  # 从业人员 lacks its unit: 劳均, which uses it, is left alone
        (5, 14, "FZ121"),  # 平方亿里: 地均 is left alone
        (6, 3, "FZ110"),
        (10, 33, "FZ202"),  # 土地
        (10, 46, "FZ115"),  # at_last: that the target lacks a comparison follows from it
    ]
    assert found.codes.count("FZ202") == 1
    assert [name for name, i in found.plan.indicators.items() if i.fault is None] == ["合计"]
    assert [t.indicator for t in found.plan.targets] == ["劳均", "合计"]  # judged: not assessable because FZ116 at 4:3
    faults = [i.fault for i in found.plan.indicators.values() if i.fault]
    assert [(f.code, *f.place.rsplit(":", 2)[1:]) for f in faults] == [
        ("FZ116", "4", "3"),  # 劳均 names what 从业人员 lacks
        ("FZ121", "5", "14"),
        ("FZ202", "10", "33"),
    ]


def test_what_is_no_yaml_does_not_hide_the_rest(load: Callable[..., Any]) -> None:
    found = load("""
        measures:
          总收入：{unit: 亿元, kind: flow}
          从业人员: {unit: 万人, kind: average}
          研发强度: {unit: %, kind: ratio}
        indicators:
          劳均: {unit: 万元/人, formula: 总收入 / 从业人员, target: {at_least: 400, by: 2025}}
          半数: {unit: 亿元, formula: 从业人员 / 2, target: {at_lest: 3, by: 2025}}
    """)
    assert found.places == [(3, 6, "FZ107"), (5, 16, "FZ114"), (8, 27, "FZ204"), (8, 46, "FZ115")]
    assert [r.at.column for r in found[2].related] == [14]  # where the unit of the indicator is declared
    assert list(found.plan.measures) == ["从业人员"]


def test_a_head_that_is_no_yaml_leaves_nothing_to_judge(load: Callable[..., Any]) -> None:
    found = load("measures: {总收入: {unit: 亿圆}}\n", head="plan:\n  name：测试\n  span: 2021-2025\n")
    assert found.places == [(2, 7, "FZ107")]
    assert found.maybe is None


def test_unknown_keys_are_guessed(load: Callable[..., Any]) -> None:
    found = load("measure: {总收入: {unit: 亿元}}\n")
    assert found.places == [(2, 1, "FZ115")]
    assert "是否为 measures" in found.words[0]


@pytest.mark.parametrize(
    ("head", "codes"),
    [
        ("", ["FZ116"]),
        ("plan: {name: 测试}\n", ["FZ116"]),
        ("plan: {span: 2021-2025}\n", ["FZ116"]),
        ("plan: {name: 测试, span: 十四五}\n", ["FZ711"]),
        ("plan: {name: 测试, span: 2025-2021}\n", ["FZ711"]),
        ("plan: {name: 测试, span: 2021-2025, rounding: up}\n", ["FZ117"]),
        ("plan: {name: 测试, span: 2021-2025}\nfzplan: 1\nrequires: '>=1,<2'\n", []),
        ("plan: {name: 测试, span: 2021-2025}\nfzplan: 2\n", ["FZ118"]),
        ("plan: {name: 测试, span: 2021-2025}\nrequires: '<1'\n", ["FZ119"]),
        ("plan: {name: 测试, span: 2021-2025}\nrequires: 最新\n", ["FZ119"]),
        ("plan: {name: 测试, span: 2021-2025}\nlabels: {on_trak: 符合}\n", ["FZ115"]),
        ("plan: {name: 测试, span: 2021-2025}\nunits: {担: {factor: 0, of: 千克}}\n", ["FZ121"]),
    ],
)
def test_head(load: Callable[..., Any], head: str, codes: list[str]) -> None:
    assert load("measures: {总收入: {unit: 亿元}}\n", head=head).codes == codes


def test_the_base_year_defaults_to_the_year_before(load: Callable[..., Any]) -> None:
    assert load("", head="plan: {name: 测试, span: 2021-2025}\n").plan.head.baseline == 2020


def test_prefer_names_forms_and_editions(load: Callable[..., Any]) -> None:
    found = load("""
        measures: {总收入: {unit: 亿元, prefer: [年报表, 最终核实, 季报表]}}
        forms: {年报表: {files: "*.xlsx", rows: measure, columns: period}}
    """)
    assert found.places == [(2, 48, "FZ123")]


def test_ids_are_folded_and_unique(load: Callable[..., Any]) -> None:
    found = load("""
        measures:
          ＧＤＰ: {unit: 亿元, kind: flow}
          总人口: {unit: 万人, kind: stock, aliases: [GDP]}
        indicators:
          人均GDP: {unit: 元/人, formula: ＧＤＰ / 总人口}
          总人口: {unit: 万人}
    """)
    assert found.places == [(4, 42, "FZ120"), (7, 3, "FZ120")]
    assert list(found.plan.measures) == ["GDP", "总人口"]
    assert list(found.plan.indicators) == ["人均GDP"]


def test_indicators_stand_in_the_order_of_their_needs(load: Callable[..., Any]) -> None:
    found = load("""
        measures: {甲: {unit: 亿元, kind: flow}}
        indicators:
          丁: {unit: 亿元, formula: 丙 + 乙}
          丙: {unit: 亿元, formula: 乙 * 2}
          乙: {unit: 亿元, formula: 甲}
    """)
    assert found.codes == []
    assert found.plan.order == ("乙", "丙", "丁")
    assert list(found.plan.indicators) == ["丁", "丙", "乙"]
    assert found.plan.indicators["丁"].kind == "flow"  # inferred through both


def test_a_circle_is_printed_once_with_its_places(load: Callable[..., Any]) -> None:
    found = load("""
        indicators:
          甲: {unit: 亿元, formula: 乙}
          乙: {unit: 亿元, formula: 甲}
          丙: {unit: 亿元, formula: 丙 + 1亿元}
          丁: {unit: 亿元, formula: 甲 * 2}
    """)
    assert found.places == [(3, 26, "FZ124"), (5, 26, "FZ124")]
    assert "甲 → 乙 → 甲" in found.words[0]
    assert [r.at.line for r in found[0].related] == [4]
    assert all(i.formula is None and i.fault is not None for i in found.plan.indicators.values())


def test_a_formula_in_the_wrong_unit(load: Callable[..., Any]) -> None:
    found = load("""
        measures: {收入: {unit: 亿元, kind: flow}, 人数: {unit: 万人, kind: stock}}
        indicators:
          甲: {unit: 亿元, formula: 收入 + 人数}
    """)
    assert [(line, code[:3]) for line, _, code in found.places] == [(4, "FZ2")]
    assert found.plan.indicators["甲"].fault is not None


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("members: [农业, 工业], groups: {实体: [农业, 矿业]}", [(2, 56, "FZ123")]),
        ('members: {农业: {codes: ["01"]}, 工业: {codes: ["01"]}}', [(2, 63, "FZ128")]),
        ("members: {农业: {aliases: [工业]}, 工业: {}}", [(2, 50, "FZ128")]),
        ("members: [农业], groups: {农业: [农业]}", [(2, 43, "FZ128")]),
        ("members: [农业, 农业]", []),
        ("members: 农业", [(2, 28, "FZ117")]),
        ("member: [农业]", [(2, 19, "FZ115")]),
    ],
)
def test_dimensions(load: Callable[..., Any], text: str, places: list[tuple[int, int, str]]) -> None:
    assert load(f"dimensions: {{产业: {{{text}}}}}\n").places == places


FORMS = """
dimensions: {{产业: {{members: [农业, 工业]}}}}
measures: {{总收入: {{unit: 亿元, kind: flow}}, 企业数: {{unit: 家, kind: stock}}}}
forms:
  年报: {{files: "*.xlsx", {text}}}
"""


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("rows: measure, columns: period", []),
        ("rows: 产业, columns: measure, period: 2021, unit: 万元, 产业: 农业", []),
        ("rows: 产业, columns: year, fixed: {measure: 总收入}", []),
        ("rows: task", []),
        ('rows: "{mesure}", columns: period', ["FZ125"]),
        ('rows: "{行业} > {measure}", columns: period', ["FZ125"]),
        ('rows: "{measure", columns: period', ["FZ126"]),
        ('rows: "{measure} >  > {unit}", columns: period', ["FZ126"]),
        ("rows: {measure}, columns: period", ["FZ114"]),
        ("rows: measure, columns: period, color: red", ["FZ115"]),
        ("rows: measure, columns: period, fixed: {色: 红}", ["FZ115"]),
        ("rows: measure, columns: period, unit: 亿币", ["FZ121"]),
        ("rows: measure, columns: period, 产业: 矿业", ["FZ123"]),
        ("rows: measure, columns: period, edition: 终报", ["FZ123"]),
        ("rows: measure, columns: period, quality: 示例", ["FZ123"]),
        ("rows: measure, columns: period, published: 昨天", ["FZ117"]),
        ("rows: measure, columns: period, published: 2024-03-01", []),
        ("rows: measure, columns: period, names: {收入合计: 总收人}", ["FZ123"]),
        ("rows: measure, columns: period, names: {收入合计: 总收入, 第一产业: 农业}", []),
        ('rows: measure, columns: period, readings: {"*_累计": 累计}', ["FZ117"]),
        ('rows: measure, columns: period, symbols: {"…": below_unit, "-": zero, ":": not_available}', []),
        ('rows: measure, columns: period, symbols: {"x": 保密}', ["FZ117"]),
        ("rows: 产业, columns: year", ["FZ127"]),
        ("sheets: 表1", ["FZ127"]),
        ("rows: entity, key: 代码, period: year(日期), aggregate: {企业数: count()}", []),
        ("rows: entity, fields: {收入: {column: A1, unit: 千元}}, aggregate: {总收入: sum(收入)}", []),
        ("rows: entity, fields: {收入: {column: A1, unit: 千元}}, aggregate: {总收入: sum(收)}", ["FZ202"]),
        ("rows: entity, fields: {收入: {column: A1, unit: 千元}}, aggregate: {总收人: sum(收入)}", ["FZ123"]),
        ("rows: entity, fields: {收入: {column: A1, unit: 人}}, aggregate: {总收入: sum(收入)}", ["FZ204"]),
        ("rows: entity, fields: {收入: {unit: 千元}}, aggregate: {企业数: count()}", ["FZ160"]),
        ("rows: entity, fields: {行业: {column: 行业, dimension: 行业}}, aggregate: {企业数: count()}", ["FZ123"]),
        ("rows: entity, fields: {产业: 行业代码}, aggregate: {企业数: count(产业 = 农业)}", None),
    ],
)
def test_forms(load: Callable[..., Any], text: str, codes: list[str] | None) -> None:
    found = load(FORMS.format(text=text))
    if codes is not None:
        assert found.codes == codes, found.words


def test_constants_of_a_form(load: Callable[..., Any]) -> None:
    form = load(FORMS.format(text="rows: measure, columns: value, period: 2021, unit: 万元, 产业: 农业")).plan.forms[
        "年报"
    ]
    assert form.fixed == {"产业": "农业", "unit": "万元", "period": "2021"}
    assert (form.period, form.unit, form.files[0].levels) == ("2021", "万元", ("*.xlsx",))


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("measures: {甲: {unit: 亿元}, 乙: {unit: 亿元}}\nchecks: [{id: R1, within: 甲 <= 乙}]", []),
        ("checks: [{id: R1, within: 甲 <=}]", ["FZ201"]),
        ("checks: [{id: R1}]", ["FZ129"]),
        ("checks: [{within: 甲 <= 乙}]", ["FZ116"]),
        (
            "measures: {甲: {unit: 亿元}, 乙: {unit: 亿元}}\nchecks: [{id: R1, level: warn, within: 甲 <= 乙}]",
            ["FZ117"],
        ),
        (
            (
                "measures: {甲: {unit: 亿元}, 乙: {unit: 亿元}}\n"
                "checks: [{id: R1, within: 甲 <= 乙}, {id: R1, within: 乙 <= 甲}]"
            ),
            ["FZ120"],
        ),
        ("measures: {甲: {unit: 亿元}, 乙: {unit: 亿元}}\nclaims: [{id: C1, printed: 5%, formula: 甲 / 乙}]", []),
        ("claims: [{id: C1, printed: 5%}]", ["FZ129"]),
        ("claims: [{id: C1, printed: 5%, formula: 甲 /}]", ["FZ201"]),
        (
            "measures: {甲: {unit: 亿元}, 乙: {unit: 亿元}}\nclaims: [{id: C1, implies: {甲@2016: 甲@2020 / 1.5, 乙: 3亿元}}]",
            [],
        ),
        (
            "measures: {甲: {unit: 亿元}, 乙: {unit: 亿元}}\nclaims: [{id: C1, implies: {甲@2016: 甲@2020 / }}]",
            ["FZ201"],
        ),
        ("measures: {甲: {unit: 亿元}}\nclaims: [{id: C1, printed: 5人, formula: 甲 * 2}]", ["FZ204"]),
        ("measures: {甲: {unit: 亿元}}\nclaims: [{id: C1, printed: 很多, formula: 甲 * 2}]", ["FZ707"]),
        ("measures: {甲: {unit: 亿元}}\nclaims: [{id: C1, implies: {甲 + 甲: 3亿元}}]", ["FZ717"]),
        ("measures: {甲: {unit: 亿元}}\nclaims: [{id: C1, implies: {甲@2016: 3万人}}]", ["FZ708"]),
        ("measures: {甲: {unit: 亿元}}\nclaims: [{id: C1, implies: {丁@2016: 甲@2020 * 2}}]", ["FZ202"]),
        ("measures: {甲: {unit: 亿元}}\nclaims: [{id: C1, formula: 甲 * 2, given: {甲@2015: 超过3000万元}}]", []),
        ("examples: [{indicator: 甲, given: {乙: 1}, expect: 2}]", ["FZ123", "FZ123"]),
        ("deliverables: [大桥, 隧道]", []),
        ("deliverables: {大桥: {id: a}, 隧道: {id: a}}", ["FZ120"]),
        ("deliverables: {大桥: {by: 明年}}", ["FZ711"]),
    ],
)
def test_checks_claims_examples_deliverables(load: Callable[..., Any], text: str, codes: list[str]) -> None:
    assert load(text).codes == codes


def test_deliverables_are_due_at_the_end_of_the_plan(load: Callable[..., Any]) -> None:
    assert load("deliverables: [大桥]").plan.deliverables["大桥"].by == 2025


def test_the_repository_plan_loads() -> None:
    plan, found = plan_room.load(ROOT / "targets.yaml")
    assert [str(f.at) + f.message("zh") for f in found] == []
    assert plan is not None
    assert len({t.id for t in plan.targets if t.kind != "direction"}) >= 31
    assert len(plan.deliverables) == 39


def test_the_published_schema_is_fresh() -> None:
    published = json.loads((ROOT / "docs" / "targets.schema.json").read_text(encoding="utf-8"))
    assert published == plan_room.schema()
