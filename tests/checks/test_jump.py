"""单位跳变: figures and records a power of ten away from the year before, or from the median of their group."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from fzplan import workflow

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.checks.conftest import Checked

TABLE = """
dimensions: {园区: {members: [东区, 西区]}}
measures: {收入: {unit: 亿元, kind: flow}, 人数: {unit: 万人, kind: average}}
indicators: {人均: {unit: 万元/人, formula: 收入 / 人数}}
forms:
  年报: {files: "年报*.xlsx", rows: "{measure} > {unit}", columns: period}
  分区: {files: "分区*.xlsx", rows: "{园区}", columns: period, fixed: {measure: 收入}, unit: 亿元}
checks: [{id: J1, CHECK}]
"""
RECORDS = """
measures: {总收入: {unit: 亿元, kind: flow}}
forms:
  企业年报:
    files: "企业{year}.xlsx"
    rows: entity
    key: 名称
    fields:
      营收: {column: 营业收入, unit: 万元}
      研发: {column: 研发费用, unit: 万元}
      人数: {column: 人数, unit: 人}
      行业: {column: 行业}
    aggregate: {总收入: sum(营收)}
checks: [{id: J1, CHECK}]
"""
HEADER = "名称 | 营业收入 | 研发费用 | 人数 | 行业"


def table(*figures: float | str, head: str = "2019 | 2020 | 2021 | 2022") -> str:
    return f"指标 | 单位 | {head}\n收入 | 亿元 | {' | '.join(map(str, figures))}"


def firms(*rows: str) -> str:
    return "\n".join((HEADER, *rows))


def jump(text: str, check: str = "jump: {of: [收入], times: [1e3, 1e4, 1e8]}") -> str:
    return text.replace("CHECK", check)


def test_a_figure_is_held_against_the_year_before(checked: Callable[..., Checked]) -> None:
    """6700500 / 6400.5 is 1046.9, near 1000; reading alone has no second neighbour to bear witness."""
    result = checked(jump(TABLE), {"年报": table(6400.5, 6700500, head="2020 | 2021")})
    assert "FZ385" not in {d.code for d in result.reading}
    (found,) = result.found
    assert (str(found.at), found.code, found.severity.code) == ("data/年报.xlsx:表!D2", "FZ606", "verify")
    assert found.message("zh") == (
        "J1 2021年 收入 6700500亿元，2020年为 6400.5亿元，相差 1047 倍，疑为单位或小数点之误（偏大约 10³ 倍）"
    )
    assert found.message("en") == (
        "J1 2021: 收入 6700500亿元; 2020: 6400.5亿元; 1047 times apart, probably a mistaken unit or decimal point "
        "(too large by about 10³)"
    )
    assert [(str(r.at), r.label.zh) for r in found.related] == [("data/年报.xlsx:表!C2", "收入 2020年 6400.5亿元")]
    (instance,) = found.instances
    assert instance.about == ("年报", "", "收入", "2021", "published", "6700500|6400.5")


def test_the_unit_that_was_probably_meant_is_named(checked: Callable[..., Checked]) -> None:
    """Declared in 亿元, printed in 万元: ten thousand times too much are figures in 元, too little in 亿元."""
    rows = "指标 | 单位 | 2020 | 2021\n收入 | 万元 | {} | {}"
    (found,) = checked(jump(TABLE), {"年报": rows.format(64005, 670050000)}).found
    assert found.facts["likely"] == ("疑将元的数填作万元", "probably figures in 元 given as 万元")
    (found,) = checked(jump(TABLE), {"年报": rows.format(670050000, 64005)}).found
    assert found.facts["likely"].zh == "疑将亿元的数填作万元"


def test_members_are_held_against_their_own_year_before(checked: Callable[..., Checked]) -> None:
    books = {"分区": "分区 | 2020 | 2021\n东区 | 25.5 | 26500\n西区 | 30.5 | 31.5"}
    (found,) = checked(jump(TABLE), books).found
    assert (str(found.at), found.facts["where"].zh) == ("data/分区.xlsx:表!C2", "2021年 东区 ")
    assert found.instances[0].about.entity == "园区=东区"


@pytest.mark.parametrize(
    "figures",
    [
        (100.5, 480.5, 490.5, 500.5),  # growth of 4.8
        (100.5, 800.5, 810.5, 820.5),  # 8 times is no power of ten that counts
        (100.5, 0, 110.5, 120.5),  # nought is no jump
        (100.5, -0.1, 110.5, 120.5),
        (0.1, 100.5, 110.5, 120.5),  # one printed digit: small figures come and go
        (100.5, 32000.5, 33000.5, 3400.5),  # 318 = 10^2.5
    ],
)
def test_growth_noughts_and_small_figures_do_not_jump(checked: Callable[..., Checked], figures: tuple[float]) -> None:
    assert checked(jump(TABLE), {"年报": table(*figures)}).found == ()


def test_ten_times_counts_only_where_it_is_asked_for(checked: Callable[..., Checked]) -> None:
    """1005 / 100.5 is 10; 1505 / 100.5 is 15, which is 0.18 off in powers of ten."""
    for check, last, codes in (
        ("jump: {of: [收入]}", 1005, []),
        ("jump: {of: [收入], times: [10]}", 1005, ["FZ606"]),
        ("jump: {of: [收入], times: [10]}", 1505, []),
    ):
        books = {"年报": table(100.5, last, head="2020 | 2021")}
        assert [d.code for d in checked(jump(TABLE, check), books).found] == codes


def test_what_reading_has_told_is_not_told_again(checked: Callable[..., Checked]) -> None:
    """2021 is 1000 times too large between neighbours: FZ385; 2022, which comes back, is quiet."""
    books = {"年报": table(100.5, 105.5, 110500, 115.5)}
    result = checked(jump(TABLE), books)
    assert "FZ385" in {d.code for d in result.reading}
    (found,) = result.found
    assert found.message("zh") == (
        "审核关系 J1 有 1 处无法审核（另有 2 处通过、0 处不通过）：因 FZ385 data/年报.xlsx:表!E2"
    )
    text = jump(TABLE, "level: error, jump: {of: [收入]}")
    assert [(str(d.at), d.severity.code) for d in checked(text, books).found] == [("data/年报.xlsx:表!E2", "error")]


def test_figures_of_one_column_that_reading_tells_together_are_known(checked: Callable[..., Checked]) -> None:
    head = "指标 | 单位 | 2019 | 2020 | 2021 | 2022"
    rows = ["收入 | 亿元 | 100.5 | 105.5 | 110500 | 115.5", "别的 | 亿元 | 1 | 1 | 1 | 1"]
    text = TABLE.replace(
        "人数: {unit: 万人, kind: average}", "人数: {unit: 万人, kind: average}, 乙: {unit: 亿元, kind: flow}"
    )
    rows = [rows[0], "人数 | 万人 | 5.5 | 5.6 | 5.7 | 5.8", "乙 | 亿元 | 200.5 | 205.5 | 210500 | 215.5"]
    result = checked(jump(text, "jump: {of: [收入, 乙]}"), {"年报": "\n".join((head, *rows))})
    (slip,) = [d for d in result.reading if d.code == "FZ385"]
    assert slip.facts["more"].zh
    (found,) = result.found
    assert (found.code, found.facts["count"], found.facts["failed"]) == ("FZ603", 2, 0)


def test_a_level_that_stays_is_told_once(checked: Callable[..., Checked]) -> None:
    """From 2021 on the figures are in 万元: one jump, and 2022 is quiet beside 2021."""
    text = jump(TABLE, "level: error, jump: {of: [收入]}")
    found = checked(text, {"年报": table(100.5, 105.5, 1105000, 1155000)}).found
    assert [(d.code, str(d.at)) for d in found] == [("FZ606", "data/年报.xlsx:表!E2")]


def test_a_figure_that_comes_back_is_no_second_jump(checked: Callable[..., Checked]) -> None:
    text = jump(TABLE, "level: error, jump: {of: [收入]}")
    books = {"年报": table(100.5, 102.5, 105.5, 108.5, 110500, 115.5, head="2016 | 2017 | 2018 | 2019 | 2020 | 2021")}
    assert [str(d.at) for d in checked(text, books).found] == ["data/年报.xlsx:表!G2"]


def test_a_restless_series_does_not_jump(checked: Callable[..., Checked]) -> None:
    """Steps of 10^±2.7 each year: the usual step is 2.7, and one of 3 is not six times as much."""
    books = {"年报": table(10.5, 5000.5, 10.5, 10500.5, 20.5, head="2018 | 2019 | 2020 | 2021 | 2022")}
    assert [d.code for d in checked(jump(TABLE), books).found] == []


def test_computed_figures_and_breaks_and_holes(checked: Callable[..., Checked]) -> None:
    """收入 / 人数: 100 亿元 / 5 万人 = 20 万元/人, 102 / 0.0051 = 20000: by the cells it is made of."""
    head = "指标 | 单位 | 2019 | 2020 | 2021"
    rows = "收入 | 亿元 | 100.5 | 102.5 | 104.5\n人数 | 万人 | 5.05 | 5.15 | 0.00525"
    text = jump(TABLE, "jump: {of: [人均], times: [1000]}, level: confirm")
    (found,) = checked(text, {"年报": f"{head}\n{rows}"}).found
    assert str(found.at) == "data/年报.xlsx:表!E2"
    assert [str(r.at).rsplit("!", 1)[1] for r in found.related] == ["E3", "D2", "D3"]
    assert found.facts["where"].zh == "2021年 "
    (found,) = checked(
        text, {"年报": f"{head}\n收入 | 亿元 | 100.5 | 102.5 | 104.5\n人数 | 万人 | 5.05 |  | 5.25"}
    ).found
    assert (found.code, found.facts["count"]) == ("FZ603", 1)
    assert found.facts["because"].zh == "缺 人均 2020年数据"
    broken = jump(TABLE).replace(
        "收入: {unit: 亿元, kind: flow}", "收入: {unit: 亿元, kind: flow, breaks: [{at: 2021, why: 口径}]}"
    )
    (found,) = checked(broken, {"年报": table(6400.5, 6700500, head="2020 | 2021")}).found
    assert (found.code, found.facts["because"].zh) == ("FZ603", "没有上年的数可比")
    (found,) = checked(jump(TABLE), {"年报": table(100.5, "", 110.5, 120.5)}).found
    assert found.facts["because"].zh == "缺 收入 2020年数据"
    assert found.facts["because"].en == "收入 of 2020 is missing"


def test_missing_zero_and_skip(checked: Callable[..., Checked]) -> None:
    books = {"年报": table(100.5, "", 110.5, 120.5)}
    assert checked(jump(TABLE, "jump: {of: [收入]}, missing: skip"), books).found == ()
    (found,) = checked(jump(TABLE, "jump: {of: [收入]}, missing: error"), books).found
    assert (found.code, found.severity.code) == ("FZ603", "error")


def test_records_are_held_against_the_same_entity_a_year_before(checked: Callable[..., Checked]) -> None:
    """乙 reports 58000 beside 57, 1018 times as much; 丁 is new; 丙 has no 研发 a year before."""
    text = jump(RECORDS, "jump: {of: [营收, 研发]}")
    old = firms("甲 | 100 | 10.5 | 20 | 制造", "乙 | 57 | 11.5 | 30 | 制造", "丙 | 70 |  | 9 | 软件")
    new = firms(
        "丙 | 71 | 15.5 | 9 | 软件",
        "甲 | 110 | 11.5 | 21 | 制造",
        "乙 | 58000 | 12.5 | 31 | 制造",
        "丁 | 5000 | 9.5 | 3 | 软件",
    )
    failing, gap = sorted(checked(text, {"企业2020": old, "企业2021": new}).found, key=lambda d: d.code, reverse=True)
    assert (str(failing.at), failing.code) == ("data/企业2021.xlsx:表!B4", "FZ606")
    assert failing.message("zh").startswith("J1 2021年 乙 营收 58000万元，2020年为 57万元，相差 1018 倍")
    assert [str(r.at) for r in failing.related] == ["data/企业2020.xlsx:表!B3"]
    assert failing.instances[0].about == ("企业年报", "乙", "营收", "2021", "", "58000|57")
    assert gap.facts["because"].zh == "上年缺 研发"
    assert (gap.facts["count"], gap.facts["passed"]) == (1, 4)


def test_a_whole_sheet_in_another_unit_is_one_finding(checked: Callable[..., Checked]) -> None:
    """All ten firms are 1000 times what they were: the steps are alike, so none is restless."""
    old = firms(*(f"企业{k} | {100 + 7 * k} | 1 | 9 | 制造" for k in range(10)))
    new = firms(*(f"企业{k} | {(110 + 6 * k) * 1000} | 1 | 9 | 制造" for k in range(10)))
    (found,) = checked(jump(RECORDS, "jump: {of: 营收}"), {"企业2020": old, "企业2021": new}).found
    assert (str(found.at), found.facts["places"]) == ("data/企业2021.xlsx:表!B2:B11", 10)
    assert found.related[1].label.zh.startswith("2021年 企业1 营收 116000万元，2020年为 107万元")


GROUP = [f"企业{k} | {n * 31} | 1 | {n} | 制造" for k, n in enumerate((8, 10, 12, 15, 20, 25, 31, 40))]


def test_records_are_held_against_the_median_of_their_group(checked: Callable[..., Checked]) -> None:
    """营收 per head is 31 in the group and 31000 in one firm; 制造 has nine, the two of 软件 are too few."""
    text = jump(RECORDS, "jump: {of: [营收], per: 人数, group: 行业}")
    rows = [
        *GROUP[:3],
        "大户 | 310000 | 1 | 10 | 制造",
        *GROUP[3:],
        "丁 | 1 | 1 | 3 | 软件",
        "戊 | 1 | 1 | 3 | 软件",
        "己 | 1 | 1 | 3 |",
    ]
    failing, gap = sorted(checked(text, {"企业2021": firms(*rows)}).found, key=lambda d: d.code, reverse=True)
    assert (str(failing.at), failing.code) == ("data/企业2021.xlsx:表!A5:E5", "FZ606")
    assert failing.message("zh") == (
        "J1 2021年 大户 营收 ÷ 人数 31000万元/人，同组（制造，9 户）中位数为 31万元/人，相差 1000 倍，"
        "疑为单位或小数点之误（偏大约 10³ 倍）"
    )
    assert "median of the group (制造, 9 records): 31万元/人" in failing.message("en")
    assert (gap.facts["passed"], gap.facts["count"]) == (8, 3)
    assert gap.facts["because"].zh == "没有上年的数，同组也不足 8 户；没有上年的数，又缺 行业"


def test_without_a_group_all_records_of_a_period_are_one(checked: Callable[..., Checked]) -> None:
    text = jump(RECORDS, "jump: {of: [营收], per: 人数, least: 5}")
    rows = [*GROUP, "小户 | 0.310 | 1 | 10 | 制造", "缺 | 5 | 1 |  | 制造", "零 | 0 | 1 | 5 | 制造"]
    failing, gap = sorted(checked(text, {"企业2021": firms(*rows)}).found, key=lambda d: d.code, reverse=True)
    assert failing.facts["factor"] == "10³"
    assert failing.facts["side"].zh == "小"
    assert failing.facts["other"].zh == "同组（9 户）中位数"
    assert (gap.facts["because"].zh, gap.facts["count"]) == ("缺 人数", 1)
    assert gap.facts["passed"] == 9


def test_a_row_with_a_finding_of_its_own_is_not_judged(checked: Callable[..., Checked]) -> None:
    old = firms("甲 | 100 | 10.5 | 20 | 制造")
    result = checked(
        jump(RECORDS, "jump: {of: [营收]}"), {"企业2020": old, "企业2021": firms("甲 | #DIV/0! | 1 | 2 | 制造")}
    )
    (found,) = result.found
    assert found.facts["because"].zh == "因 FZ403 data/企业2021.xlsx:表!B2"


def test_records_without_a_year_before_are_held_against_each_other(checked: Callable[..., Checked]) -> None:
    """Of 248 to 1240 the median is 542.5: 650000 is 10^3.08 from it; firms of many sizes are no jumps."""
    text = jump(RECORDS, "jump: {of: [营收]}")
    (found,) = checked(text, {"企业2021": firms(*GROUP, "大户 | 650000 | 1 | 9 | 软件")}).found
    assert (str(found.at), found.facts["factor"]) == ("data/企业2021.xlsx:表!B10", "10³")
    assert found.facts["other"].zh == "同组（9 户）中位数"
    wide = [f"企业{k} | {n} | 1 | 9 | 制造" for k, n in enumerate((1.5, 10.5, 30, 80, 200, 900, 5000, 50000, 210000))]
    assert checked(text, {"企业2021": firms(*wide)}).found == ()


def test_what_was_as_large_a_year_ago_is_no_slip(checked: Callable[..., Checked]) -> None:
    rows = firms(*GROUP, "大户 | 650000 | 1 | 9 | 软件")
    (found,) = checked(jump(RECORDS, "jump: {of: [营收]}"), {"企业2020": rows, "企业2021": rows}).found
    assert str(found.at) == "data/企业2020.xlsx:表!B10"


def test_few_records_of_one_period_have_nothing_to_be_held_against(checked: Callable[..., Checked]) -> None:
    (found,) = checked(jump(RECORDS, "jump: {of: [营收]}"), {"企业2021": firms(*GROUP[:5])}).found
    assert (found.code, found.facts["because"].zh) == ("FZ603", "没有上年的数可比")


def test_without_any_record_nothing_is_held(checked: Callable[..., Checked]) -> None:
    (found,) = checked(jump(RECORDS, "jump: {of: [营收]}"), {}).found
    assert found.code == "FZ605"


def test_explain_shows_what_is_quiet_too(checked: Callable[..., Checked]) -> None:
    checked(jump(TABLE, "level: error, jump: {of: [收入]}"), {"年报": table(100.5, 105.5, 1105000, 1155000)})
    reckoning = workflow.explain(Path("targets.yaml"), (), "J1").reckoning
    assert reckoning is not None
    assert [(h.year, h.outcome, h.sentence.zh.split("，")[0]) for h in reckoning.holdings] == [
        (2020, "pass", "2020年 收入 105.5亿元"),
        (2021, "fail", "2021年 收入 1105000亿元"),
        (2022, "pass", "2022年 收入 1155000亿元"),
    ]
