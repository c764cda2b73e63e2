"""Names, units, kinds, arguments: what is accepted with which type, and what is refused at which place."""

from __future__ import annotations

from fractions import Fraction

import pytest

from fzplan.diagnostics import Span
from fzplan.formula import breaks, names
from fzplan.formula.typed import is_pinned, walk
from fzplan.units import UNITS
from tests.formula.given import Names, checked, codes, typed


@pytest.mark.parametrize(
    ("text", "unit", "kind"),
    [
        ("总收入", "亿元", "flow"),
        ("总收入 / 从业人员", "亿元/万人", "ratio"),
        ("总收入 + 研发费用", "亿元", "flow"),
        ("-总收入", "亿元", "flow"),
        ("2 * 总收入", "亿元", "flow"),
        ("总收入 / 2", "亿元", "flow"),
        ("总收入 * 占比", "亿元·%", "flow"),
        ("占比 * 总收入", "%·亿元", "flow"),
        ("占比 * 占比", "%·%", "ratio"),
        ("总收入 * 企业数", "亿元·家", None),
        ("总收入 / 价格指数", "亿元/%", "flow"),
        ("1 / 总收入", "1/亿元", "ratio"),
        ("总收入 ^ 2", "亿元^2", "ratio"),
        ("占比 ^ 0.5", "1", "ratio"),
        ("占比 - 增速", "百分点", "ratio"),
        ("100% - 占比", "%", "ratio"),
        ("占比 + 1个百分点", "%", "ratio"),
        ("2个百分点 - 1个百分点", "百分点", None),
        ("期末人员 - 从业人员", "万人", None),
        ("总收入 + 0", "亿元", "flow"),
        ("若 总收入 > 0 则 总收入 否则 利润", "亿元", "flow"),
        ("若 总收入 > 0 则 从业人员 否则 期末人员", "万人", None),
        ("总收入[园区 in 两区]", "亿元", "flow"),
        ("总收入@2020", "亿元", "flow"),
        ("总收入@-1", "亿元", "flow"),
        ("总收入@2023-Q3", "亿元", "flow"),
        ("总收入.to_date", "亿元", "flow"),
        ("企业年报.总收入", "亿元", "flow"),
        ("cagr(总收入, since=2016)", "%", "rate"),
        ("cagr(总收入, periods=5)", "%", "rate"),
        ("cagr(总收入, 2016, 2020, mean=sum)", "%", "rate"),
        ("growth(占比)", "%", "rate"),
        ("index(总收入, 2016)", "%", "ratio"),
        ("change(占比, since=2020)", "百分点", "ratio"),
        ("change(企业数, 2020)", "家", "stock"),
        ("chain(增速, since=2020)", "%", "rate"),
        ("mean_stock(期末人员)", "万人", "average"),
        ("cumulative(专利数, since=2021)", "件", "flow"),
        ("contribution(利润, of=总收入)", "%", "ratio"),
        ("pull(研发费用, of=总收入)", "百分点", "ratio"),
        ("sum(总收入, over=园区)", "亿元", "flow"),
        ("mean(总收入, over=园区)", "亿元", "ratio"),
        ("max(占比, over=园区)", "%", "ratio"),
        ("min(总收入, 研发费用)", "亿元", "flow"),
        ("count(总收入 > 10亿元, over=园区)", "个", "flow"),
        ("count(over=园区)", "个", "flow"),
        ("share(总收入, over=园区)", "%", "ratio"),
        ("rank(占比, over=园区)", "位", "ratio"),
        ("topn(总收入, 2, over=园区)", "亿元", "flow"),
        ("real(总收入, 价格指数)", "亿元", "flow"),
        ("round(总收入, 1)", "亿元", "flow"),
        ("abs(利润)", "亿元", "flow"),
        ("「2020年 收入」", "亿元", "flow"),
    ],
)
def test_types(text: str, unit: str, kind: str | None) -> None:
    found = typed(text)
    assert (found.type.unit.text, found.type.kind, found.type.content) == (unit, kind, "number")
    assert codes(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "总收入 > 10亿元",
        "10亿元 < 总收入 ≤ 研发费用",
        "总收入 ≥ 400万元/人 * 从业人员",
        "0 < 总收入",
        "总收入 > 0 且 非 利润 < 0 或 占比 = 5%",
        "若 总收入 > 0 则 利润 ≤ 总收入",
        "若 总收入 > 0 则 利润 > 0 否则 利润 = 0",
        "增速 > 占比",
        "级别 = “国家级”",
    ],
)
def test_conditions(text: str) -> None:
    assert typed(text).type.content == "condition"
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "want", "factor"),
    [
        ("总收入 / 从业人员", "万元/人", 1),
        ("研发费用 / 总收入", "%", Fraction(1, 100)),
        ("总收入", "万元", 10**4),
        ("专利数", "件/年", 1),
        ("总收入 / 从业人员", "元/(人·年)", 10**4),
        ("500", "亿元", 1),
        ("3", "%", 1),
        ("500万元", "亿元", Fraction(1, 10**4)),
        ("占比 - 增速", "百分点", 1),
    ],
)
def test_the_whole_is_converted_once_and_exactly(text: str, want: str, factor: int | Fraction) -> None:
    found = typed(text, want)
    assert (found.type.unit, found.factor) == (UNITS.parse(want), factor)


@pytest.mark.parametrize(
    ("text", "want", "code", "offset", "length"),
    [
        ("总收入 + 从业人员", "", "FZ204", 6, 4),
        ("若 总收人 > 0 则 利润 > 0", "", "FZ202", 2, 3),
        ("若 利润 > 0 则 总收人 否则 利润", "", "FZ202", 11, 3),
        ("总收人@2020", "", "FZ202", 0, 3),
        ("chain(覆盖面, since=2020)", "", "FZ206", 0, 21),
        ("growth(2亿元)", "", "FZ207", 7, 3),
        ("sum(abs(2亿元), over=园区)", "", "FZ207", 4, 8),
        ("chain(占比 * 总收入, since=2020)", "", "FZ207", 6, 8),
        ("chain(总收入 / 企业数 / (总收入 / 企业数) + 占比, since=2020)", "", "", 0, 0),
        ("chain(价格指数 * 0 + 5%, since=2020)", "", "", 0, 0),
        ("chain(5% + 0 * 价格指数 ^ 0, since=2020)", "", "", 0, 0),
        ("max(总收人, 利润)", "", "FZ202", 4, 3),
        ("share(总收人, over=园区)", "", "FZ202", 6, 3),
        ("sum(总收人[产业 in 千亿], over=产业)", "", "FZ202", 4, 3),
        ("cagr(总收人, 2020)", "", "FZ202", 5, 3),
        ("总收入^总收人", "", "FZ202", 4, 3),
        ("总收入 * 2万元/总收人", "", "FZ202", 10, 3),
        ("总收入 > 5", "", "FZ204", 6, 1),
        ("总收入 < 5亿美元", "", "FZ204", 6, 4),
        ("折合全时当量 + 从业人员", "", "FZ204", 9, 4),
        ("占比 > 5个百分点", "", "FZ204", 5, 5),
        ("总收入 / 从业人员", "亿元", "FZ204", 0, 10),
        ("占比 - 5%", "%", "FZ204", 0, 7),
        ("期末人员", "万人/年", "FZ204", 0, 4),
        ("5", "亿元", "", 0, 0),
        ("若 总收入 > 0 则 总收入 否则 从业人员", "", "FZ204", 19, 4),
        ("max(总收入, 从业人员)", "", "FZ204", 9, 4),
        ("总收人 / 2", "", "FZ202", 0, 3),
        ("若总收入", "", "FZ203", 0, 4),
        ("总收入且利润", "", "FZ203", 0, 6),
        ("某某且某某", "", "FZ202", 0, 5),
        ("非公企业总数", "", "FZ202", 0, 6),
        ("利润 > 0则总收入", "", "FZ203", 5, 5),
        ("10亿园", "", "FZ205", 0, 4),
        ("总收入 / 亿园", "", "FZ202", 6, 2),
        ("总收入[产业 in 千亿] / 占比[产业 in 千亿]", "", "FZ206", 16, 12),
        ("无类[产业 in 千亿]", "", "FZ206", 0, 11),
        ("sum(占比, over=园区)", "", "FZ206", 0, 16),
        ("sum(无类, over=园区)", "", "FZ206", 0, 16),
        ("mean(增速, over=园区)", "", "FZ206", 0, 17),
        ("cumulative(期末人员, since=2020)", "", "FZ206", 0, 29),
        ("cumulative(无类, since=2020)", "", "FZ206", 0, 27),
        ("cagr(增速, since=2020)", "", "FZ206", 0, 21),
        ("growth(增速)", "", "FZ206", 0, 10),
        ("index(增速, 2020)", "", "FZ206", 0, 15),
        ("chain(总收入 / 利润, since=2020)", "", "", 0, 0),
        ("chain(期末人员 / 从业人员 * 总收入, since=2020)", "", "FZ207", 6, 18),
        ("mean_stock(总收入)", "", "FZ206", 0, 15),
        ("share(占比, over=园区)", "", "FZ206", 0, 18),
        ("contribution(占比, of=增速)", "", "FZ206", 0, 22),
        ("pull(占比, of=增速)", "", "FZ206", 0, 14),
        ("real(总收入, 利润)", "", "FZ206", 0, 12),
        ("cagr(总收入)", "", "FZ206", 0, 9),
        ("cagr(总收入, since=2016, periods=3)", "", "FZ206", 0, 31),
        ("cagr(总收入, since=16)", "", "FZ207", 16, 2),
        ("cagr(总收入, since=总收入)", "", "FZ207", 16, 3),
        ("cagr(总收入, periods=1.5)", "", "FZ207", 18, 3),
        ("cagr(总收入, since=2016, since=2017)", "", "FZ207", 22, 10),
        ("cagr(总收入, since=2016, mean=average)", "", "FZ207", 27, 7),
        ("cagr(总收入, since=2016, mean=1)", "", "FZ207", 27, 1),
        ("cagr()", "", "FZ207", 0, 6),
        ("growth(总收入, 利润)", "", "FZ207", 12, 2),
        ("sum(总收入)", "", "FZ207", 0, 8),
        ("max(总收入)", "", "FZ207", 0, 8),
        ("cumulative(总收入)", "", "FZ207", 0, 15),
        ("sum(总收入, over=产地)", "", "FZ208", 14, 2),
        ("sum(总收入, over=2)", "", "FZ208", 14, 1),
        ("总收入[产地=东区]", "", "FZ208", 4, 5),
        ("总收入[园区=东]", "", "", 0, 0),
        ("总收入[园区=南区]", "", "FZ208", 4, 5),
        ("总收入[产业=千亿]", "", "FZ208", 4, 5),
        ("总收入[产业 in 百亿]", "", "FZ208", 4, 8),
        ("9^9^9^9", "", "FZ210", 4, 3),
        ("2^(1/0)", "", "FZ210", 3, 3),
        ("2^((-8)^0.5)", "", "FZ210", 4, 8),
        ("总收入^总收入", "", "FZ213", 4, 3),
        ("总收入^2%", "", "FZ213", 4, 2),
        ("总收入^0.5", "", "FZ213", 0, 7),
        ("现价收入 + 不变价收入", "", "FZ212", 7, 5),
        ("现价收入 < 不变价收入", "", "FZ212", 7, 5),
        ("现价收入 / 不变价收入", "", "", 0, 0),
        ("企业数 + 专利数", "", "FZ209", 6, 3),
        ("企业数 / 2", "件", "FZ209", 0, 7),
        ("总收入 + (总收入 > 1亿元)", "", "FZ213", 7, 9),
        ("非 总收入", "", "FZ213", 2, 3),
        ("总收入 且 利润 > 0亿元", "", "FZ213", 0, 3),
        ("若 总收入 则 利润 否则 利润", "", "FZ213", 2, 3),
        ("若 总收入 > 0 则 利润", "", "FZ213", 12, 2),
        ("若 总收入 > 0 则 利润 否则 总收入 > 0", "", "FZ213", 18, 7),
        ("总收入 > 0", "亿元", "FZ213", 0, 7),
        ("级别 > “国家级”", "", "FZ213", 0, 10),
        ("级别 = 5", "", "FZ213", 0, 6),
        ("总收入 < “国家级”", "", "FZ213", 0, 11),
        ("(总收入 > 0) < 5", "", "FZ213", 1, 7),
        ("count(总收入, over=园区)", "", "FZ213", 6, 3),
        ("(总收入 + 利润)@2023-Q3", "", "FZ213", 1, 17),
        ("median(总收入)", "", "FZ213", 0, 11),
        ("cagrr(总收入)", "", "FZ214", 0, 10),
    ],
)
def test_faults_and_their_places(text: str, want: str, code: str, offset: int, length: int) -> None:
    found, faults = checked(text, want)
    if not code:
        assert (found is not None, faults) == (True, ())
        return
    assert [(fault.rule.code, fault.offset) for fault in faults] == [(code, offset)]
    fault = faults[0]
    assert abs(fault.length - length) <= 2  # brackets around a part do not count
    assert (found is None) == (code != "FZ209")
    for lang in ("zh", "en"):
        finding = fault.diagnostic(Span("targets.yaml", 3, 10), text)
        assert finding.message(lang)  # type: ignore[arg-type]
        assert finding.help(lang)  # type: ignore[arg-type]
        assert "{" not in finding.message(lang) + finding.help(lang)  # type: ignore[arg-type]
    assert finding.at == Span("targets.yaml", 3, 10 + offset, fault.length)


def test_all_faults_are_found_in_one_go() -> None:
    text = "总收人 + 利闰 / (总收入 + 从业人员) + x[产地=东区, 产业=铁路] + foo(y) + 若 总收入 > 0 则 a 否则 b"
    text = text.replace(" + 若 总收入 > 0 则 a 否则 b", "")
    assert codes(text) == ["FZ202", "FZ202", "FZ204", "FZ202", "FZ208", "FZ208", "FZ214"]


def test_both_places_of_a_mismatch_are_told() -> None:
    _, faults = checked("总收入 + 从业人员")
    finding = faults[0].diagnostic(Span("targets.yaml", 1, 1))
    assert [(str(r.at), r.label.zh) for r in finding.related] == [("targets.yaml:1:1", "总收入")]
    assert finding.excerpt == ""


def test_same_silences_mixed_count_words() -> None:
    scope = Names(units=UNITS.with_plan({"same": [["家", "件"]]}))
    assert codes("企业数 + 专利数", "", scope) == []


def test_the_first_year_of_the_plan_starts_a_running_sum() -> None:
    found = typed("cumulative(总收入)", "", Names(first=2021))
    assert found.given == {"since": 2021}


def test_a_group_inside_a_function_says_which_members_are_taken() -> None:
    found = typed("count(总收入[产业 in 千亿] > 利润[产业 in 千亿, 园区=东区], over=产业)")
    assert found.given is not None
    assert found.given["over"].members == ("轨道交通", "航空航天")  # type: ignore[attr-defined]
    assert [part.picks for part in walk(found) if part.picks] == [(("园区", ("东区",)),)]
    implied = typed("count(若 总收入[产业 in 千亿] - 利润 > 0 则 利润 > 0, over=产业)")
    assert [part.picks for part in walk(implied) if part.picks] == []
    several = typed("count(若 -总收入[产业 in 千亿]@2020 > 0 则 abs(利润[产业 in 千亿]) > 0, over=产业)")
    assert [part.picks for part in walk(several) if part.picks] == []
    kept = typed("count(总收入 > 总收入[产业=轨道交通], over=产业)")
    assert [part.picks for part in walk(kept) if part.picks] == [(("产业", ("轨道交通",)),)]


def test_names_and_breaks_of_a_formula() -> None:
    found = typed("断点收入 / 从业人员 + 总收入@2020 / 从业人员")
    assert names(found) == {"断点收入", "从业人员", "总收入"}
    assert breaks(found) == (2022,)


@pytest.mark.parametrize(
    ("text", "pinned"),
    [
        ("2 * 总收入@2020", True),
        ("总收入@2020 + 10亿元", True),
        ("(总收入 + 利润)@2020", True),
        ("总收入", False),
        ("总收入@-1", False),
        ("总收入@2020 / 总收入", False),
        ("cagr(总收入, since=2016, until=2020)", True),
        ("cagr(总收入, since=2016)", False),
    ],
)
def test_a_pinned_formula_has_one_value_whatever_the_year(text: str, pinned: bool) -> None:
    assert is_pinned(typed(text)) is pinned


RECORD = Names(style="record")
FILTER = Names(style="filter")


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("count()", "个"),
        ("count(总收入 >= 10亿元)", "个"),
        ("count(级别 = “国家级” 且 总收入 > 0)", "个"),
        ("count(产业 = 轨道交通)", "个"),
        ("sum(总收入)", "亿元"),
        ("sum(无类)", "亿元"),
        ("sum(总收入) / sum(从业人员)", "亿元/万人"),
        ("mean(总收入)", "亿元"),
        ("median(总收入)", "亿元"),
        ("quantile(总收入, 0.9)", "亿元"),
        ("count_distinct(级别)", "个"),
        ("max(总收入)", "亿元"),
        ("sum(abs(利润))", "亿元"),
    ],
)
def test_records_are_reduced(text: str, unit: str) -> None:
    scope = Names(style="record", symbols={**RECORD.symbols, "产业": RECORD.symbols["级别"]})
    assert typed(text, "", scope).type.unit.text == unit
    assert codes(text, "", scope) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("总收入", "FZ213"),
        ("cagr(总收入, since=2020)", "FZ213"),
        ("sum(总收入@2020)", "FZ213"),
        ("sum(总收入[产业=轨道交通])", "FZ213"),
        ("sum(总收入.to_date)", "FZ213"),
        ("sum(mean(总收入))", "FZ213"),
        ("count(级别 = 轨道交通)", "FZ202"),
    ],
)
def test_records_know_no_time_and_no_members(text: str, code: str) -> None:
    assert codes(text, "", RECORD) == [code]


def test_a_filter_is_a_condition_row_by_row() -> None:
    assert typed("总收入 >= 10亿元", "", FILTER).type.content == "condition"
    assert codes("总收入", "", FILTER) == ["FZ213"]
    assert codes("sum(总收入) > 0", "", FILTER) == ["FZ213"]
    assert codes("abs(利润) > 1亿元", "", FILTER) == []
