"""Formulas as people read them, in both languages."""

from __future__ import annotations

import pytest

from fzplan.formula import parse, words
from fzplan.formula.wording import text
from tests.formula.given import Names, typed


@pytest.mark.parametrize(
    ("formula", "zh", "en"),
    [
        ("总收入/从业人员", "总收入 ÷ 从业人员", "total income ÷ employees"),
        ("(总收入+利润)*2", "(总收入 + 利润) × 2", "(total income + 利润) × 2"),
        ("(总收入-利润)*2", "(总收入 - 利润) × 2", "(total income - 利润) × 2"),
        ("总收入-(利润-研发费用)", "总收入 - (利润 - 研发费用)", "total income - (利润 - 研发费用)"),
        ("总收入/(利润/研发费用)", "总收入 ÷ (利润 ÷ 研发费用)", "total income ÷ (利润 ÷ 研发费用)"),
        ("(利润+1亿元)^2", "(利润 + 1亿元)^2", "(利润 + 1亿元)^2"),
        ("-(利润+1亿元)", "−(利润 + 1亿元)", "−(利润 + 1亿元)"),
        ("「2020年 收入」*0.5", "「2020年 收入」 × 0.5", "「2020年 收入」 × 0.5"),
        ("总收入[园区=东区]@2020", "总收入[东区]@2020", "total income[东区]@2020"),
        ("总收入[园区=东区, 产业=航空航天]", "总收入[东区、航空航天]", "total income[东区, 航空航天]"),
        ("总收入@-1", "上年总收入", "total income (previous year)"),
        ("总收入@-2", "2年前总收入", "total income (2 years before)"),
        ("总收入.to_date", "总收入（累计）", "total income (to date)"),
        ("企业年报.总收入.end", "企业年报.总收入（期末）", "企业年报.total income (end)"),
        (
            "总收入>0 且 非 利润<0 或 利润=5亿元",
            "总收入 > 0 且 非 利润 < 0 或 利润 = 5亿元",
            "total income > 0 and not 利润 < 0 or 利润 = 5亿元",
        ),
        ("非 (总收入>0 或 利润<0)", "非 (总收入 > 0 或 利润 < 0)", "not (total income > 0 or 利润 < 0)"),
        ("0<总收入<=5亿元", "0 < 总收入 ≤ 5亿元", "0 < total income ≤ 5亿元"),
        (
            "若 总收入>0 则 利润 否则 0亿元",
            "若 总收入 > 0 则 利润 否则 0亿元",
            "if total income > 0 then 利润 else 0亿元",
        ),
        ("若 总收入>0 则 利润>0", "若 总收入 > 0 则 利润 > 0", "if total income > 0 then 利润 > 0"),
        (
            "(若 总收入>0 则 利润 否则 0亿元)*2",
            "(若 总收入 > 0 则 利润 否则 0亿元) × 2",
            "(if total income > 0 then 利润 else 0亿元) × 2",
        ),
        ("级别 = “国家级”", "级别 = “国家级”", "级别 = “国家级”"),
        (
            "cagr(总收入, since=2016, until=2020)",
            "年均增速（总收入，自2016年，至2020年）",
            "average growth(total income, since 2016, until 2020)",
        ),
        (
            "cagr(总收入, 2016, mean=sum)",
            "年均增速（总收入，自2016年，累计法）",
            "average growth(total income, since 2016, by the sum of years)",
        ),
        ("cagr(总收入, periods=5)", "年均增速（总收入，5年）", "average growth(total income, over 5 years)"),
        ("index(总收入, 2016)", "定基指数（总收入，2016年=100）", "index(total income, 2016 = 100)"),
        ("share(总收入, over=园区)", "占比（总收入，按园区）", "share(total income, by 园区)"),
        ("contribution(利润, of=总收入)", "贡献率（利润，对总收入）", "contribution to growth(利润, of total income)"),
        ("max(总收入, 利润)", "最大值（总收入，利润）", "largest(total income, 利润)"),
    ],
)
def test_words(formula: str, zh: str, en: str) -> None:
    found = typed(formula)
    assert (words(found, "zh"), words(found, "en")) == (zh, en)


def test_words_of_records() -> None:
    found = typed("count() / count(总收入 > 5亿元)", "", Names(style="record"))
    assert words(found, "zh") == "个数 ÷ 个数（总收入 > 5亿元）"


def test_an_unknown_function_is_said_as_written() -> None:
    assert text(parse("foo(a, 1.5)")).zh == "foo(a, 1.5)"
    assert text(parse("cagr(x, mean=foo)")).zh == "年均增速（x，foo）"
