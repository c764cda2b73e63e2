"""`code:`, `roster:`, `reporter:` and `due:` in a plan file: what they declare, and every mistake at its place."""

from __future__ import annotations

import re
import time
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fzplan import periods
from fzplan.model.check_specs import CodeRule, EntityRoster, ReturnRoster
from fzplan.model.returns_due import parsed
from fzplan.plan.check_specs.expressions import LENGTH, LONGEST, refusal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FORMS = """
measures: {总收入: {unit: 亿元, kind: flow}}
dimensions: {园区: {members: {东区: {codes: ["01"], aliases: [东部]}, 西区: {}}}}
forms:
  企业: {files: "企业{year}.xlsx", rows: entity, key: 代码, fields: {收入: {column: 收入, unit: 亿元}, 名称: 名称, 行业: 行业, 园区: 所在}, aggregate: {总收入: sum(收入)}}
  名录: {files: "名录.xlsx", rows: entity, key: 信用代码, period: 2024, fields: {名称: 名称}}
  无键: {files: "无键.xlsx", rows: entity, period: 2024, fields: {名: 名称, 收入: {column: 收入, unit: 亿元}}, aggregate: {总收入: sum(收入)}}
  月报: {files: "月报.xlsx", rows: measure, columns: period, unit: 亿元}
"""


def specs(load: Callable[..., Any], *entries: str) -> list[Any]:
    found = load(FORMS + "checks:\n" + "".join(f"  - {entry}\n" for entry in entries))
    assert found.words == []
    return [check.spec for check in found.plan.checks]


def test_codes_are_declared(load: Callable[..., Any]) -> None:
    found = specs(
        load,
        "{id: K1, code: {field: 代码, rule: 统一社会信用代码, unique: true}}",
        "{id: K2, code: {field: 企业.行业, list: ['3720', 4813], determines: 园区}}",
        "{id: K3, code: {field: 行业, list: 园区}}",
        r"{id: K4, code: {field: 信用代码, pattern: '[0-9A-Z]{18}'}}",
        "{id: K5, code: {field: 行业, rule: industry}}",
    )
    assert found == [
        CodeRule("企业", "代码", "credit", unique=True),
        CodeRule("企业", "行业", allowed=frozenset({"3720", "4813"}), determines="园区"),
        CodeRule("企业", "行业", allowed=frozenset({"东区", "东部", "西区"}), prefixes=("01",), source="园区"),
        CodeRule("名录", "信用代码", pattern="[0-9A-Z]{18}"),
        CodeRule("企业", "行业", "industry"),
    ]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("codes.csv", "代码,名称\n0106,甲\n\n# 说明\n 0107 ,乙\n"),
        ("codes.txt", "0106\n0107\n"),
        ("codes.yaml", "- 0106\n- '0107'\n"),
        ("codes.yml", "0106: 甲\n0107: 乙\n"),
    ],
)
def test_a_file_beside_the_plan_keeps_its_noughts(
    name: str, content: str, load: Callable[..., Any], tmp_path: Path
) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    (spec,) = specs(load, f"{{id: K1, code: {{field: 行业, list: {name}}}}}")
    assert spec == CodeRule("企业", "行业", allowed=frozenset({"0106", "0107"}), source=name)


def test_rosters_are_declared(load: Callable[..., Any]) -> None:
    assert specs(
        load,
        "{id: K1, roster: {form: 企业, against: 名录}}",
        "{id: K2, roster: {form: 企业, against: 名录, by: 名称}}",
        "{id: K3, roster: {form: 企业, against: previous}}",
        "{id: K4, roster: {form: 企业, against: 上期}}",
        "{id: K5, roster: {form: 企业, against: [A1, A2, A1]}}",
        "{id: K6, roster: {form: [企业, 月报], periods: 2021-2024}}",
        "{id: K7, roster: {form: 月报, periods: 2024}}",
        "{id: K8, roster: {form: 企业, against: 无键, by: 名}}",
    ) == [
        EntityRoster("企业", "代码", "名录", "信用代码", source="名录"),
        EntityRoster("企业", "代码", "名录", "名称", source="名录"),
        EntityRoster("企业", "代码", previous=True, source="上期"),
        EntityRoster("企业", "代码", previous=True, source="上期"),
        EntityRoster("企业", "代码", listed=("A1", "A2"), source="所列名录"),
        ReturnRoster(("企业", "月报"), 2021, 2024),
        ReturnRoster(("月报",), 2024, 2024),
        EntityRoster("企业", "代码", "无键", "名", source="无键"),
    ]


MISTAKES = [
    ("{id: K1, code: «{field: 行业}}", "FZ117", "至少写一种"),
    ("{id: K1, code: {field: «行, rule: industry}}", "FZ123", "没有名为“行”的字段"),
    ("{id: K1, code: {field: «名称, unique: true}}", "FZ117", "企业.名称、名录.名称"),
    ("{id: K1, code: {field: «园区, unique: true}}", "FZ117", "不是代码"),
    ("{id: K1, code: {field: «企业.收入, unique: true}}", "FZ117", "不是代码"),
    ("{id: K1, code: {field: 行业, rule: «信用代码}}", "FZ123", "是否为 统一社会信用代码"),
    ("{id: K1, code: {field: 行业, list: «产业}}", "FZ123", "没有名为“产业”的分组或代码表文件"),
    ("{id: K1, code: {field: 行业, list: «没有.csv}}", "FZ117", "没有这个文件"),
    ("{id: K1, code: {field: 行业, list: «../外面.csv}}", "FZ117", "所在文件夹内"),
    ("{id: K1, code: {field: 行业, list: «空.csv}}", "FZ117", "没有代码"),
    ("{id: K1, code: {field: 行业, list: «数.yaml}}", "FZ117", "应是代码的列表"),
    ("{id: K1, code: {field: 行业, list: «坏.yaml}}", "FZ117", "应是代码的列表"),
    ("{id: K1, code: {field: 行业, list: «表.csv}}", "FZ117", "不是文本文件"),
    ("{id: K1, code: {field: 行业, pattern: '[A-Z'}}", "FZ117", "不是正则表达式"),
    ("{id: K1, code: {field: 行业, pattern: '(\\d+)*x'}}", "FZ117", "太多种分法"),
    ("{id: K1, code: {field: 行业, unique: true, determines: «名}}", "FZ123", "没有名为“名”的字段"),
    ("{id: K1, tolerance: «1%, code: {field: 代码, unique: true}}", "FZ117", "不比较数"),
    ("{id: K1, missing: «zero, roster: {form: 企业, against: 上期}}", "FZ117", "不比较数"),
    ("{id: K1, roster: {form: «企, against: 名录}}", "FZ123", "没有名为“企”的表式"),
    ("{id: K1, «roster: {form: 企业}}", "FZ129", "against、periods"),
    ("{id: K1, «roster: {form: 企业, against: 名录, periods: 2024}}", "FZ129", "against、periods"),
    ("{id: K1, roster: {form: 企业, against: «名单}}", "FZ123", "没有名为“名单”的表式"),
    ("{id: K1, roster: {form: 企业, against: 名录, by: «旧码}}", "FZ123", "没有名为“旧码”的字段"),
    ("{id: K1, roster: {form: 企业, against: «无键}}", "FZ117", "没有 key:"),
    ("{id: K1, roster: {form: «无键, against: 名录}}", "FZ117", "没有 key:"),
    ("{id: K1, roster: {form: «[企业, 名录], against: previous}}", "FZ117", "只能是一个表式"),
    ("{id: K1, roster: {form: 企业, periods: «去年}}", "FZ117", "应是年份"),
]


@pytest.mark.parametrize(("entry", "code", "said"), MISTAKES)
def test_a_mistake_is_told_at_its_place(
    entry: str, code: str, said: str, load: Callable[..., Any], tmp_path: Path
) -> None:
    (tmp_path / "空.csv").write_text("代码\n", encoding="utf-8")
    (tmp_path / "数.yaml").write_text("3720", encoding="utf-8")
    (tmp_path / "坏.yaml").write_text("[3720", encoding="utf-8")
    (tmp_path / "表.csv").write_bytes(b"PK\x03\x04 a workbook")
    found = load(FORMS + f"checks: [{entry.replace('«', '')}]\n")
    assert found.codes == [code]
    assert said in found.words[0]
    if "«" in entry:
        assert found[0].at.column == len("checks: [") + entry.index("«") + 1
    assert found.plan.checks == () or "不比较数" in said


def test_a_list_that_is_too_large_is_not_read(
    load: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from fzplan.plan.check_specs import code_lists

    monkeypatch.setattr(code_lists, "LARGEST", 3)
    (tmp_path / "大.txt").write_text("0106\n", encoding="utf-8")
    found = load(FORMS + "checks: [{id: K1, code: {field: 行业, list: 大.txt}}]\n")
    assert "超过 20 MB" in found.words[0]


def test_a_list_that_cannot_be_read_is_told(
    load: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from fzplan.plan.check_specs import code_lists

    def refused(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(code_lists, "decoded", refused)
    (tmp_path / "锁.txt").write_text("0106\n", encoding="utf-8")
    found = load(FORMS + "checks: [{id: K1, code: {field: 行业, list: 锁.txt}}]\n")
    assert "Permission denied" in found.words[0]


@pytest.mark.parametrize(
    "written",
    [r"GR20\d{10}", "[A-Z]{2}[0-9]{4,6}", r"(11|12)\d{4}", "(?:[A-Z]|[0-9])x", r".*-.*", "^A$", "(?i)ab?", "[^0-9]+"],
)
def test_plain_expressions_are_taken(written: str) -> None:
    assert refusal(written) is None


@pytest.mark.parametrize(
    ("written", "why"),
    [
        (r"(\d+)+", "share a text"),
        ("(ab|cd)*c", "share a text"),
        ("a*a*a*a*b", "share a text"),
        (r"(\w{1,9}-)*x", "share a text"),
        (r"(\d)\1", "not supported"),
        ("(?=a)b", "not supported"),
        ("(?>a)b", "not supported"),
        ("[z-a]", "no regular expression"),
        ("a{99999999999}", "no regular expression"),
        ("a" * (LENGTH + 1), "more than 200"),
    ],
)
def test_others_are_refused(written: str, why: str) -> None:
    refused = refusal(written)
    assert refused is not None
    assert why in refused.why.en


def test_the_place_of_a_broken_expression_is_inside_it(load: Callable[..., Any]) -> None:
    found = load(FORMS + "checks: [{id: K1, code: {field: 行业, pattern: 'AB[0-'}}]\n")
    start = len("checks: [{id: K1, code: {field: 行业, pattern: '") + 1
    assert found[0].at.column == start + 2  # the bracket that is not closed


@given(st.text(alphabet=r"ab*+?{}()|[]\d.19,", max_size=12), st.text(alphabet="ab1", max_size=LONGEST))
def test_what_is_taken_ends_soon(written: str, text: str) -> None:
    if refusal(written) is None:
        began = time.process_time()
        re.compile(written, re.ASCII).fullmatch(text + "!")
        assert time.process_time() - began < 10


def test_reporter_and_due_of_a_form(load: Callable[..., Any]) -> None:
    form = '  新表: {{files: "新.xlsx", rows: measure, columns: period, {}}}\n'
    assert load(FORMS + form.format('reporter: "{园区}", due: 次月10日')).words == []
    found = load(FORMS + form.format('reporter: "{街道}", due: 尽快'))
    assert found.words == [
        "没有名为“街道”的分组",
        "“due”的值“尽快”不合要求：应是 次月10日、3月31日、期后15日 或 2025-03-31",
    ]


MONTH, QUARTER, YEAR = periods.month(2024, 1), periods.quarter(2023, 4), periods.year(2023)


@pytest.mark.parametrize(
    ("written", "period", "day"),
    [
        ("次月10日", MONTH, date(2024, 2, 10)),
        ("下月 10 日前", MONTH, None),  # spaces within the words are not understood
        ("下月10日前", MONTH, date(2024, 2, 10)),
        ("次月31日", MONTH, date(2024, 2, 29)),  # the last day of a shorter month
        ("10 next month", QUARTER, date(2024, 1, 10)),
        ("10 of next month", QUARTER, date(2024, 1, 10)),
        ("3月31日", YEAR, date(2024, 3, 31)),
        ("次年3月31日", YEAR, date(2024, 3, 31)),
        ("03-31", YEAR, date(2024, 3, 31)),
        ("3月31日", periods.quarter(2024, 1), date(2025, 3, 31)),  # the next one after the end of the period
        ("期后15日", QUARTER, date(2024, 1, 15)),
        ("15日内", QUARTER, date(2024, 1, 15)),
        ("15 days after", QUARTER, date(2024, 1, 15)),
        ("2024-02-20", YEAR, date(2024, 2, 20)),
        ("2024年2月20日", YEAR, date(2024, 2, 20)),
        ("２０２４-０２-２０", YEAR, date(2024, 2, 20)),
        ("2024-02-30", YEAR, None),
        ("13月1日", YEAR, None),
        ("3月32日", YEAR, None),
        ("次月0日", YEAR, None),
        ("", YEAR, None),
    ],
)
def test_days_due(written: str, period: periods.Period, day: date | None) -> None:
    due = parsed(written)
    assert (due and due.of(period)) == day
