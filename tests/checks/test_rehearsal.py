"""Examples of checks: figures that have to pass or to fail, tried with the checks themselves."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from fzplan import checks, workflow
from fzplan import plan as plan_room
from tests import builders

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PLAN = """
fzplan: 1
plan: {name: 规划, baseline: 2020, span: 2021-2025}
dimensions:
  产业: {members: [甲, 乙], partition: true}
measures:
  收入: {unit: 亿元, kind: flow, decimals: 2}
  技术: {unit: 亿元, kind: flow}
  产品: {unit: 亿元, kind: flow}
  期末: {unit: 人, kind: stock}
  女性: {unit: 人, kind: stock}
  期初: {unit: 人, kind: stock}
indicators:
  劳均: {unit: 万元/人, formula: 收入 / 期末}
forms:
  年报: {files: 年报.xlsx, rows: measure, columns: period}
  快报: {files: 快报.xlsx, rows: measure, columns: period}
  名册:
    files: 名册.xlsx
    rows: entity
    period: 2024
    key: 代码
    fields: {代码: 代码, 营收: {column: 营收, unit: 千元}, 成本: {column: 成本, unit: 千元}, 人数: {column: 人数, unit: 人}, 地区: {column: 地区}, 产业: {column: 产业}}
    aggregate: {收入: sum(营收)}
checks:
  - """


@pytest.fixture
def tried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], list[str]]:
    """Return code and sentence of what is found of one check with its examples, at load and when they are tried."""
    monkeypatch.chdir(tmp_path)

    def found(entry: str) -> list[str]:
        path = builders.plan(tmp_path, dedent(PLAN).rstrip() + " " + entry + "\n")
        loaded, findings = plan_room.load(path)
        assert loaded is not None
        both = [*findings, *checks.rehearse(loaded)]
        for d in both:
            assert d.message("en")
            assert d.help("en")
            assert d.help("zh")
        return [f"{d.code} {d.message('zh')}" for d in both]

    return found


@pytest.mark.parametrize(
    "entry",
    [
        "{id: R1, within: 女性 <= 期末, examples: {pass: [{女性: 5, 期末: 10}, {女性: 10, 期末: 10人}], fail: [{女性: 11, 期末: 10}]}}",
        "{id: R1, sum: {total: 收入, parts: [技术, 产品]}, examples: {pass: [{收入: 10, 技术: 4, 产品: 60000万元}], fail: [{收入: 10, 技术: 4, 产品: 5}]}}",
        # printed to 0.1: three half steps are 0.15, and 0.1 apart is within them; 0.2 is not
        "{id: R1, sum: {total: 技术, parts: [产品]}, examples: {pass: [{技术: 10.1, 产品: 10.2}], fail: [{技术: 10.1, 产品: 10.3}]}}",
        "{id: R1, of_which: {total: 期末, items: [女性]}, examples: {pass: [{女性: 5, 期末: 10}], fail: [{女性: 11, 期末: 10}]}}",
        "{id: R1, sum: {total: 收入, over: 产业}, examples: {pass: [{收入: 3, '收入[产业=甲]': 1, '收入[产业=乙]': 2}], fail: [{收入: 4, '收入[产业=甲]': 1, '收入[产业=乙]': 2}]}}",
        "{id: R1, period: 期初 = 期末@-1, examples: {pass: [{期初: 10, 期末@-1: 10}], fail: [{期初: 11, 期末@-1: 10}]}}",
        "{id: R1, period: 收入 <= 收入@-1 * 1.5, level: verify, examples: {pass: [{收入: 150, 收入@-1: 100}], fail: [{收入: 151, 收入@-1: 100}]}}",
        "{id: R1, within: 收入@2021 <= 收入@2022, examples: {pass: [{收入@2021: 1, 收入@2022: 2}], fail: [{收入@2021: 3, 收入@2022: 2}]}}",
        "{id: R1, across: 年报.收入 = 快报.收入, tolerance: 1%, examples: {pass: [{年报.收入: 100, 快报.收入: 101}], fail: [{年报.收入: 100, 快报.收入: 102}]}}",
        "{id: R1, aggregate: sum(名册.营收) = 年报.收入, examples: {pass: [{sum(名册.营收): 8000亿元, 年报.收入: 8000}], fail: [{名册.收入: 7999, 年报.收入: 8000}]}}",
        "{id: R1, within: 劳均 <= 500万元/人, examples: {pass: [{收入: 5亿元, 期末: 100}], fail: [{收入: 5.01亿元, 期末: 100}]}}",
        "{id: R1, within: 若 收入 > 0 则 期末 > 0, examples: {pass: [{收入: 0}, {收入: 1, 期末: 1}], fail: [{收入: 1, 期末: 0}]}}",
        "{id: R1, within: 女性 <= 期末, missing: zero, examples: {pass: [{期末: 10}], fail: [{女性: 1}]}}",
        "{id: R1, within: 成本 <= 营收, examples: {pass: [{成本: 5, 营收: 10}, {成本: 1万元, 营收: 10}], fail: [{成本: 2万元, 营收: 10千元}]}}",
        "{id: R1, within: 成本 = 营收, examples: {pass: [{成本: 5, 营收: 5}], fail: [{成本: 6, 营收: 5}]}}",
        '{id: R1, within: "若 地区 = “东区” 则 人数 > 0", examples: {pass: [{地区: 西区, 人数: 0}, {地区: 东区, 人数: 1}], fail: [{地区: 东区, 人数: 0}]}}',
        '{id: R1, within: "若 产业 = “甲” 则 人数 > 0", examples: {fail: [{产业: 甲, 人数: 0}]}}',
        "{id: R1, within: 女性 > 0 或 期末 > 0, examples: {pass: [{女性: 0, 期末: 1}], fail: [{女性: 0, 期末: 0}]}}",
        "{id: R1, period: {measure: 收入, growth: [-50%, 100%]}, examples: {pass: [{收入: 10, 收入@-1: 9}], fail: [{收入: 30, 收入@-1: 9}]}}",
        "{id: R1, jump: {of: 收入}, examples: {pass: [{收入: 30, 收入@-1: 9}], fail: [{收入: 90000, 收入@-1: 91}]}}",
        '{id: R1, code: {field: 名册.代码, rule: 统一社会信用代码}, examples: {pass: ["91350100M000100Y43"], fail: ["91350100M000100Y44", {代码: 9135}]}}',
    ],
)
def test_what_comes_out_as_it_should_says_nothing(tried: Callable[[str], list[str]], entry: str) -> None:
    assert tried(entry) == []


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (
            "{id: R1, within: 女性 < 期末, examples: {pass: [{女性: 10, 期末: 10}]}}",
            "FZ651 审核关系 R1 的算例应通过，实际不通过：2021年 女性 10人，应 < 期末 10人；差额 0人，允许差 0人",
        ),
        (
            "{id: R1, within: 女性 <= 期末, examples: {fail: [{女性: 10, 期末: 10}]}}",
            "FZ651 审核关系 R1 的算例应不通过，实际通过：2021年 女性 10人，应 ≤ 期末 10人；差额 0人，允许差 0人",
        ),
        (
            "{id: R1, within: 成本 < 营收, examples: {fail: [{成本: 1, 营收: 2}]}}",
            "FZ651 审核关系 R1 的算例应不通过，实际通过：成本 < 营收（成本 1、营收 2）",
        ),
        (
            "{id: R1, within: 女性 > 0 或 期末 > 0, examples: {pass: [{女性: 0, 期末: 0}]}}",
            "FZ651 审核关系 R1 的算例应通过，实际不通过：R1 2021年 不成立：女性 > 0 或 期末 > 0，而女性 2021年 0人、期末 2021年 0人",
        ),
        (
            "{id: R1, within: 女性 <= 期末, examples: {pass: [{女性: 10}]}}",
            "FZ657 审核关系 R1 的算例审不出结果：缺 期末 2021年数据",
        ),
        (
            "{id: R1, within: 成本 <= 营收, examples: {pass: [{成本: 10}]}}",
            "FZ657 审核关系 R1 的算例审不出结果：缺 营收",
        ),
        (
            "{id: R1, within: 女性 <= 期末, examples: {pass: [{女性: 1, 期末: 2, 期初: 3}]}}",
            "FZ657 审核关系 R1 的算例审不出结果：关系没有用到 期初 3",
        ),
        (
            "{id: R1, period: 期初 = 期末@-1, examples: {pass: [{期末@-2: 1}]}}",
            "FZ657 审核关系 R1 的算例审不出结果：所给的数没有一处可审",
        ),
        (
            "{id: R1, within: 女性 <= 期末, examples: {pass: [{女性: 10, 期未: 10}]}}",
            "FZ202 没有名为“期未”的指标",
        ),
        (
            "{id: R1, within: 女性 <= 期末, examples: {pass: [{女性: 很多, 期末: 10}]}}",
            "FZ652 审核关系 R1 的算例不能用：“很多”不是一个数",
        ),
        (
            "{id: R1, within: 女性 <= 期末, examples: {pass: [{女性: 10亿元, 期末: 10}]}}",
            "FZ652 审核关系 R1 的算例不能用：“10亿元”的单位不能换算成 人",
        ),
        (
            "{id: R1, within: 女性 <= 期末, examples: {pass: [{女性 + 期末: 10}]}}",
            "FZ652 审核关系 R1 的算例不能用：“女性 + 期末”不是一个数的名称",
        ),
        (
            "{id: R1, within: 女性 <= 期末, examples: {pass: [{女性@2021-06: 10}]}}",
            "FZ652 审核关系 R1 的算例不能用：“女性@2021-06”不是一个数的名称",
        ),
        (
            "{id: R1, within: 女性 <= 期末, examples: {pass: [5]}}",
            "FZ652 审核关系 R1 的算例不能用：应是若干“名称: 数”",
        ),
        (
            "{id: R1, jump: {of: 营收}, examples: {pass: [{营收: 5}]}}",
            "FZ652 审核关系 R1 的算例不能用：这一类审核要看许多数，没有算例",
        ),
        (
            "{id: R1, outlier: {of: 收入, group: 产业}, examples: {pass: [{收入: 5}]}}",
            "FZ652 审核关系 R1 的算例不能用：这一类审核要看许多数，没有算例",
        ),
        (
            "{id: R1, period: {measure: 收入, growth: [-50%, 100%]}, examples: {fail: [{收入: 10, 收入@-1: 9}]}}",
            "FZ651 审核关系 R1 的算例应不通过，实际通过：2021年 收入 10亿元，2020年为 9亿元，增幅 11.1%",
        ),
        (
            "{id: R1, period: {measure: 收入, growth: [-50%, 100%]}, examples: {fail: [{收入: 10}]}}",
            "FZ657 审核关系 R1 的算例审不出结果：没有上年的数可比",
        ),
    ],
)
def test_what_does_not_is_told(tried: Callable[[str], list[str]], entry: str, said: str) -> None:
    found = tried(entry)
    assert len(found) == 1
    assert found[0].startswith(said)


@pytest.mark.parametrize(
    ("key", "code"),
    [("女性 +", "FZ201"), ("女性[产业=丙]", "FZ208"), ("总表.女性", "FZ123"), ("成交", "FZ202")],
)
def test_a_key_that_names_nothing(tried: Callable[[str], list[str]], key: str, code: str) -> None:
    (found,) = tried(f"{{id: R1, within: 女性 <= 期末, examples: {{pass: [{{'{key}': 5, 期末: 10}}]}}}}")
    assert found.startswith(code)


@pytest.mark.parametrize("written", ["5万匹", "5 %"])
def test_a_unit_that_does_not_fit(tried: Callable[[str], list[str]], written: str) -> None:
    (found,) = tried(f"{{id: R1, within: 女性 <= 期末, examples: {{pass: [{{女性: {written}, 期末: 10}}]}}}}")
    assert found.startswith(("FZ121", "FZ652"))


def test_a_field_that_the_form_does_not_have(tried: Callable[[str], list[str]]) -> None:
    (found,) = tried("{id: R1, within: 成本 <= 营收, examples: {pass: [{成本: 5, 营业额: 10}]}}")
    assert found.startswith("FZ123 没有名为“营业额”的字段")


def test_they_are_tried_by_check_and_compute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    entry = "{id: R1, within: 女性 < 期末, examples: {pass: [{女性: 10, 期末: 10}]}}"
    path = builders.plan(tmp_path, dedent(PLAN).rstrip() + " " + entry + "\n")
    builders.workbook(tmp_path / "data" / "年报.xlsx", {"表": "指标 | 2021年\n女性（人） | 5\n期末（人） | 9"})
    assert "FZ651" in {d.code for d in workflow.check(path).diagnostics}
    assert "FZ651" in {d.code for d in workflow.compute(path).diagnostics}
