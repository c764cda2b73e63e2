"""The example of the format's description: every key it shows loads, and says what the description says."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
import yaml

from fzplan import plan as plan_room
from tests import builders

if TYPE_CHECKING:
    from pathlib import Path

    from fzplan.model.plan import Plan

EXAMPLE = """\
# yaml-language-server: $schema=docs/targets.schema.json
fzplan: 1                                       # format version
requires: ">=1,<2"                              # of the program
plan: {name: 示例规划, baseline: 2020, span: 2021-2025, rounding: half_up, judge: full_value, lang: zh, source: 某文件}
labels: {on_track: 基本符合预期}
units: {标准煤吨: {alias: [tce]}, same: [[家, 个, 户], [件, 个, 项]]}

dimensions:
  园区: {en: zone, members: [东区, 西一区, 西二区, 扩区], partition: true}
  性别: {members: [男, 女]}
  年龄: {members: [少年, 老年]}
  地区: {members: [东部, 西部]}
  产业:
    en: industry
    members: {轨道交通: {codes: ["371", "3720"]}, 航空航天: {codes: ["374"]}, 智能装备: {aliases: [智能制造]}, 新材料: {}, 医药健康: {}, 新一代信息技术: {}}
    groups: {千亿: [轨道交通, 航空航天], 百亿: [智能装备, 新材料, 医药健康, 新一代信息技术]}
    partition: false                            # the members do not add up to the total

measures:
  女性人员:         {unit: 人, kind: stock}
  期末从业人员:      {unit: 人, kind: stock}
  总收入:          {unit: 亿元, kind: flow, en: total income, aliases: [园区总收入]}
  从业人员平均人数:  {unit: 万人, kind: average, en: average employees}
  园区面积:        {unit: 平方公里, kind: fixed}
  研发费用:        {unit: 亿元, kind: flow}
  专利授权数:       {unit: 个, kind: flow}
  死亡人数:        {unit: 人, kind: flow}
  新增上市公司:     {unit: 家, kind: flow}
  收入超十亿元企业数: {unit: 家, kind: stock}
  总收入年均增速:   {unit: "%", kind: ratio}

indicators:
  劳均产出:
    unit: 万元/人
    decimals: 1
    formula: 总收入 / 从业人员平均人数
    target: {id: income_per_employee, at_least: 400, by: 2025, path: geometric, quote: 劳均产出 400万元 /人, section: 第二章(三)2}
  地均产出:        {unit: 亿元/平方公里, formula: 总收入 / 园区面积, target: {id: income_per_km2, more_than: 550, by: 2025}}
  研发投入强度:     {unit: "%", formula: 研发费用 / 总收入, target: {id: rd_intensity, between: [3, 4], by: 2025}}
  留区财政收入:     {unit: 亿元, target: {id: retained_fiscal_revenue_cagr, of: growth, at_least: 6%, over: 2021-2025, mean: geometric, baseline: {year: 2020, value: 39.9亿元, note: 规划所载为留区税收}}}
  新增国高新:       {unit: 家, target: {id: new_national_hnte, of: total, at_least: 500, over: 2021-2025}}
  专利授权:        {unit: 个, formula: 专利授权数, target: {id: annual_patents_granted, at_least: 3000, each: 2021-2025}}
  产业总收入:       {unit: 亿元, formula: 总收入, targets: [{id: rail_income_floor, at_least: 1000, each: 2021-2025, for: {产业: 轨道交通}}]}

deliverables:    {超级计算中心: {id: supercomputing_centre, by: 2025, quote: 建设超级计算中心, section: 三(四)2}}
forms:
  主要指标:   {files: "returns/主要指标*.xlsx", sheets: 主要指标, rows: measure, columns: period}
  公布数据:   {files: "published/*.xlsx", rows: "{measure} > {period} > {unit} > {note}", columns: value}        # a list
  网民:      {files: "internetusers2020.xls", sheets: "1a", rows: "{grouping} > {member}", columns: "{measure} > {year}"}
  月度:      {files: "月度数据.xls", rows: "{period}", columns: "{measure} > {地区} > {_} > {unit}", readings: {"*_当期": current, "*_累计": to_date, "*_期末": end}}
  死亡人数:   {files: "sonder*.xlsx", sheets: "D_*_{性别}", rows: "{_} > {year} > {年龄}", columns: "{_} > {month}", fixed: {measure: 死亡人数, unit: 人}}
  上市公司:   {files: "registers/上市公司.xlsx", rows: entity, period: year(上市日期), aggregate: {新增上市公司: count()}}
  企业年报:                                                        # microdata: typed before any data is read
    files: "microdata/{year}.xlsx"
    rows: entity
    key: 统一社会信用代码
    fields: {营业收入: {column: QC05_0, unit: 千元}, 产业: {column: 行业代码, by: code}, 园区: {column: 所属地域}}
    aggregate: {总收入: sum(营业收入), 收入超十亿元企业数: count(营业收入 >= 10亿元)}
checks: [{id: R01, level: error, within: "女性人员 <= 期末从业人员"}]
claims:
  - {id: C-10, quote: 年均增速11.0%, printed: 11.0%, formula: "cagr(总收入[产业=轨道交通], since=2016, until=2020)"}
  - {id: mult-a, quote: 为2016年的1.5倍, implies: {总收入@2016: 总收入@2020 / 1.5}}
  - {id: mult-b, quote: 是2016年的1.6倍, implies: {总收入@2016: 总收入@2020 / 1.6}}
examples:        [{indicator: 劳均产出, given: {总收入: 8000亿元, 从业人员平均人数: 20万人}, expect: 400万元/人}]
"""


@pytest.fixture
def example(tmp_path: Path) -> Plan:
    plan, findings = plan_room.load(builders.plan(tmp_path, EXAMPLE))
    assert [(str(f.at), f.code, f.message("zh")) for f in findings] == []
    assert plan is not None
    return plan


def test_head_units_dimensions(example: Plan) -> None:
    assert (example.head.baseline, example.head.first, example.head.last) == (2020, 2021, 2025)
    assert example.labels == {"on_track": "基本符合预期"}
    assert example.units.parse("tce").compatible(example.units.parse("标准煤吨"))
    industry = example.dimensions["产业"]
    assert industry.names["智能制造"] == "智能装备"
    assert industry.codes["3720"] == "轨道交通"
    assert industry.groups["千亿"] == ("轨道交通", "航空航天")
    assert (industry.partition, example.dimensions["园区"].partition) == (False, True)


def test_targets_have_their_kinds(example: Plan) -> None:
    targets = {t.id: t for t in example.targets}
    assert {t.id: t.kind for t in targets.values()} == {
        "income_per_employee": "reach",
        "income_per_km2": "reach",
        "rd_intensity": "range",
        "retained_fiscal_revenue_cagr": "growth",
        "new_national_hnte": "total",
        "annual_patents_granted": "each",
        "rail_income_floor": "each",
    }
    assert targets["income_per_km2"].comparator == ">"
    assert targets["income_per_employee"].path == "geometric"
    growth = targets["retained_fiscal_revenue_cagr"]
    assert growth.bound is not None
    assert growth.bound.value == 0.06  # 6% as a fraction
    assert growth.baseline is not None
    assert growth.baseline.value == 39.9  # 亿元, the indicator's unit
    intensity = targets["rd_intensity"]
    assert intensity.bound is not None
    assert intensity.high is not None
    assert (intensity.bound.value, intensity.high.value) == (3.0, 4.0)
    assert targets["rail_income_floor"].members == {"产业": "轨道交通"}


def test_forms_say_where_numbers_stand(example: Plan) -> None:
    forms = example.forms
    assert forms["主要指标"].rows is not None
    assert forms["主要指标"].rows.levels == ("{measure}",)
    assert forms["公布数据"].rows is not None
    assert forms["公布数据"].rows.levels == ("{measure}", "{period}", "{unit}", "{note}")
    assert forms["月度"].readings["*_累计"] == "to_date"
    assert forms["死亡人数"].fixed == {"measure": "死亡人数", "unit": "人"}
    assert (forms["上市公司"].entity, forms["上市公司"].period) == (True, "year(上市日期)")
    fields = {c.id: c for c in forms["企业年报"].columns_of}
    assert fields["产业"].dimension == "产业"
    assert fields["产业"].by == "code"
    assert [a.measure for a in forms["企业年报"].aggregates] == ["总收入", "收入超十亿元企业数"]


def test_the_schema_accepts_what_the_reader_accepts() -> None:
    data: Any = json.loads(json.dumps(yaml.safe_load(EXAMPLE), default=str))
    schema = plan_room.schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(data, schema)
    data["measures"]["总收入"]["unti"] = "亿元"
    faults = list(jsonschema.Draft202012Validator(schema).iter_errors(data))
    assert ["unti" in fault.message for fault in faults] == [True]
