"""jump, outlier, growth and revision of `checks:`: what they declare, and every mistake at its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from fzplan.diagnostics import Severity
from fzplan.formula import words
from fzplan.model.plausible import Growth, Jump, Outlier, Revision

if TYPE_CHECKING:
    from collections.abc import Callable

BASE = """
dimensions: {园区: {members: [东, 西]}, 行当: {members: [制造, 软件]}}
measures:
  收入: {unit: 亿元, kind: flow}
  增速: {unit: "%", kind: rate}
  占比: {unit: "%", kind: ratio}
  位次: {unit: 位}
forms:
  年报: {files: "年报.xlsx", rows: measure, columns: period, unit: 亿元}
  企业年报:
    files: "企业*.xlsx"
    rows: entity
    key: 名称
    period: 2021
    fields: {营收: {column: 营业收入, unit: 万元}, 人数: {column: 人数, unit: 人}, 行业: {column: 行业}, 门类: {column: 门类, dimension: 行当}}
    aggregate: {收入: sum(营收)}
  名册:
    files: "名册*.xlsx"
    rows: entity
    period: 2021
    fields: {投资: {column: 投资, unit: 万元}, 类别: {column: 类别}}
    aggregate: {收入: sum(投资)}
"""


def check(load: Callable[..., Any], entry: str) -> Any:
    found = load(BASE + f"checks: [{{id: R1, {entry}}}]\n")
    assert found.words == []
    return found.plan.checks[0]


def test_a_jump_of_the_plans_figures(load: Callable[..., Any]) -> None:
    found = check(load, "jump: {of: [收入], times: [1e3, 10000, 1e8, 1000]}")
    assert isinstance(found.spec, Jump)
    assert (found.kind, found.level, found.form, found.text) == ("jump", Severity.VERIFY, "", "收入")
    assert (found.spec.powers, found.spec.grouped, found.spec.group) == ((3, 4, 8), False, "")
    assert found.relations == ()
    assert [words(of, "zh") for of in found.reads] == ["收入"]
    assert check(load, "jump: {of: 收入}").spec.powers == (3, 4, 8)


def test_a_jump_of_records_beside_a_group(load: Callable[..., Any]) -> None:
    found = check(load, "level: error, jump: {of: [营收], per: 人数, group: 行业, least: 5}")
    assert (found.form, found.level, found.text) == ("企业年报", Severity.ERROR, "营收 ÷ 人数")
    assert (found.spec.grouped, found.spec.group, found.spec.least) == (True, "行业", 5)
    assert check(load, "jump: {of: [营收], group: 门类}").spec.group == "行当"  # kept under its dimension
    assert check(load, "jump: {of: [投资], group: 类别}").form == "名册"
    assert check(load, "jump: {of: [投资]}").spec.grouped is False


def test_outliers_of_records_and_of_members(load: Callable[..., Any]) -> None:
    found = check(load, "outlier: {of: 营收 / 人数, group: 行业, by: hb}")
    assert isinstance(found.spec, Outlier)
    assert (found.level, found.form, found.text) == (Severity.INFO, "企业年报", "营收 ÷ 人数")
    assert (found.spec.by, found.spec.cut, found.spec.size, found.spec.least) == ("hb", 20.0, 0.5, 10)
    assert check(load, "outlier: {of: 收入, group: 园区}").spec.cut == 3.5
    assert check(load, "outlier: {of: 营收, by: iqr, cut: 1.5, scale: log}").spec.log


def test_growth_and_the_relation_it_is_beside(load: Callable[..., Any]) -> None:
    found = check(load, "period: {measure: [营收], growth: [-50%, 100%], change_above: 1亿元}")
    assert isinstance(found.spec, Growth)
    assert (found.kind, found.level, found.form) == ("growth", Severity.VERIFY, "企业年报")
    assert (found.spec.low, found.spec.high, found.spec.above) == (-0.5, 1.0, (10000.0,))
    assert check(load, "period: {measure: 收入, growth: [-5‰, 1倍]}").spec.low == -0.005
    assert check(load, "period: {measure: 占比, growth: [-5%, 5%], change_above: 2个百分点}").spec.above == (2.0,)
    only = check(load, "period: {measure: 收入, change_above: 3}").spec
    assert (only.low, only.high, only.above) == (0.0, 0.0, (3.0,))
    for written in ("收入 <= 收入@-1 * 2", "{relation: 收入 <= 收入@-1 * 2}"):
        relation = check(load, f"period: {written}")
        assert (relation.kind, relation.level, relation.text) == ("period", Severity.ERROR, "收入 <= 收入@-1 * 2")
        assert len(relation.relations) == 1


def test_a_revision(load: Callable[..., Any]) -> None:
    found = check(load, "revision: {freeze: 2016-2020}")
    assert found.spec == Revision(2016, 2020)
    assert (found.level, found.text) == (Severity.ERROR, "2016-2020")
    assert check(load, "revision: {freeze: 2020, measures: [收入], against: 年报}").spec == Revision(
        2020, 2020, ("收入",), "form", "年报"
    )
    for written, source, against in (
        ("last", "snapshot", "last"), ("基期/2020.json", "snapshot", "基期/2020.json"), ("年鉴.xlsx", "file", "年鉴.xlsx"),
    ):  # fmt: skip
        spec = check(load, f"revision: {{freeze: 2020, against: {written}}}").spec
        assert (spec.source, spec.against) == (source, against)


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ("{id: R1, jump: {of: [«收人]}}", "FZ202"),
        ("{id: R1, jump: {of: [营收, «人]}}", "FZ202"),
        ("{id: R1, jump: {of: [收入 +«]}}", "FZ201"),
        ("{id: R1, jump: {of: [«增速]}}", "FZ117"),
        ("{id: R1, jump: {of: [«位次]}}", "FZ117"),
        ("{id: R1, jump: {of: [收入], times: [1e3, «1500]}}", "FZ117"),
        ("{id: R1, jump: {of: [收入], times: [«千]}}", "FZ117"),
        ("{id: R1, jump: {of: [收入], times: [«0]}}", "FZ117"),
        ("{id: R1, jump: {of: [收入], group: «园区}}", "FZ117"),
        ("{id: R1, jump: {of: [营收], group: «园}}", "FZ123"),
        ("{id: R1, jump: {of: [营收], per: «行业}}", "FZ213"),
        ("{id: R1, jump: {of: [«年度.收入]}}", "FZ213"),
        ("{id: R1, jump: {of: [收入], «time: [1000]}}", "FZ115"),
        ("{id: R1, «jump: {times: [1e3]}}", "FZ116"),
        ("{id: R1, outlier: {of: 营收, group: «行}}", "FZ123"),
        ("{id: R1, outlier: {of: 营收, group: «人数}}", "FZ123"),
        ("{id: R1, outlier: {of: 收入, group: «园}}", "FZ123"),
        ("{id: R1, outlier: {of: «收入}}", "FZ117"),
        ("{id: R1, outlier: {of: «收入 > 3亿元, group: 园区}}", "FZ117"),
        ("{id: R1, outlier: {of: 投资, by: «hb}}", "FZ117"),
        ("{id: R1, outlier: {of: 营收, by: hb, scale: «log}}", "FZ117"),
        ("{id: R1, outlier: {of: 营收, by: mad, size: «0.3}}", "FZ117"),
        ("{id: R1, outlier: {of: 营收, by: «z}}", "FZ117"),
        ("{id: R1, outlier: {of: 营收, cut: «0}}", "FZ117"),
        ("{id: R1, outlier: {of: 营收, least: «2}}", "FZ117"),
        ("{id: R1, period: {measure: 营收, growth: «[100%, -50%]}}", "FZ117"),
        ("{id: R1, period: {measure: 营收, growth: [-50%, «100]}}", "FZ117"),
        ("{id: R1, period: {measure: 营收, growth: [-50%, «多]}}", "FZ117"),
        ("{id: R1, period: {measure: 营收, growth: «[-50%]}}", "FZ117"),
        ("{id: R1, period: {measure: «营收}}", "FZ117"),
        ("{id: R1, period: {measure: «投资, growth: [-50%, 100%]}}", "FZ117"),
        ("{id: R1, period: {measure: 营收, growth: [-50%, 100%], change_above: «3人}}", "FZ117"),
        ("{id: R1, period: {measure: 营收, growth: [-50%, 100%], change_above: «-3}}", "FZ117"),
        ("{id: R1, «period: {growth: [-50%, 100%]}}", "FZ129"),
        ("{id: R1, «period: {relation: 收入 = 收入@-1, measure: 收入}}", "FZ129"),
        ("{id: R1, «period: {}}", "FZ129"),
        ("{id: R1, period: {relation: 收入 = «收人@-1}}", "FZ202"),
        ("{id: R1, revision: {freeze: «2020-2016}}", "FZ711"),
        ("{id: R1, revision: {freeze: 2020, measures: [«收人]}}", "FZ123"),
        ("{id: R1, revision: {freeze: 2020, against: «年度}}", "FZ123"),
        ("{id: R1, revision: {freeze: 2020, against: «../年鉴.xlsx}}", "FZ117"),
        ("{id: R1, revision: {freeze: 2020, against: «/data/年鉴.json}}", "FZ117"),
        ("{id: R1, revision: {freeze: 2020, against: «'C:\\年鉴.xlsx'}}", "FZ117"),
        ("{id: R1, jump: {of: [收入]}, tolerance: «1%}", "FZ117"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_where_it_stands(load: Callable[..., Any], entry: str, code: str) -> None:
    line = f"checks: [{entry}]"
    found = load(BASE + line.replace("«", "") + "\n")
    assert [(c, k) for _, c, k in found.places] == [(line.index("«") + 1, code)], found.words


def test_all_mistakes_of_an_entry_are_told_at_once(load: Callable[..., Any]) -> None:
    found = load(BASE + "checks: [{id: R1, revision: {freeze: 2020-2016, measures: [收人], against: 年度}}]\n")
    assert found.codes == ["FZ711", "FZ123", "FZ123"]


def test_a_faulty_measure_is_told_where_it_is_declared_only(load: Callable[..., Any]) -> None:
    text = "measures: {收入: {unit: 亿圈, kind: flow}}\nchecks:\n  - {id: R1, jump: {of: [收入]}}\n  - {id: R2, revision: {freeze: 2020, measures: [收入]}}\n"
    assert load(text).codes == ["FZ121"]
