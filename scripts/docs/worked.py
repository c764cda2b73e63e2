"""One worked number a formula function: what is given, the call, the answer and the arithmetic that gives it.

`rows` are printed by one return: a name with its unit, then the figures of 2020, 2021 and 2022; with `zones` they are
those of the park, the east and the west zone in 2022. `records` are rows of a register: firm, amount.
The answers are compared with what the program computes by tests/test_documentation.py.
"""

from __future__ import annotations

from typing import NamedTuple

ADDS = (
    "x 应是可加总的量（kind: flow、stock、average 或 fixed）",
    "x has to add up (kind: flow, stock, average or fixed)",
)
LEVEL = ("x 是水平量；增速（kind: rate）不能再求增速", "x is a level; a rate (kind: rate) is not grown again")
LIKE = ("x 和 of 的单位同类", "x and of are in like units")
PER_CENT = ("%", "%")
SAME = ("与 x 相同", "that of x")
ANY = ("不限", "any")


class Worked(NamedTuple):
    """A function, what it is for, its rules in zh and en, and a number."""

    name: str
    does: tuple[str, str]
    unit: tuple[str, str]
    kind: tuple[str, str]
    call: str
    rows: dict[str, tuple[float, ...]]
    answer: float
    arithmetic: str
    declared: str = "亿元"
    zones: bool = False
    year: int = 2022
    member: str = ""
    records: tuple[tuple[str, str, float], ...] = ()


FIRMS = (("甲", "东区", 1.0), ("乙", "东区", 2.0), ("丙", "西区", 9.0))
ZONES = {"收入（亿元）": (100.0, 60.0, 40.0)}
PAIR = {"收入（亿元）": (100.0, 110.0, 125.0), "产业（亿元）": (50.0, 52.0, 60.0)}

WORKED = (
    Worked("cagr", ("两年之间的年均增速：水平法只看两端，累计法（mean=sum）看各年之和", "average yearly growth: from both ends (水平法), or from the sum of all years with mean=sum (累计法)"),
           PER_CENT, LEVEL, "cagr(收入, since=2020)", {"收入（亿元）": (100.0, 105.0, 121.0)}, 10.0, "100 × ((121 ÷ 100)^(1/2) − 1)", "%"),
    Worked("growth", ("同比增速；报表印有上年同期的，用同一张报表的两个数", "growth on the year before; where a return prints the figure of the year before, both are taken from that return"),
           PER_CENT, LEVEL, "growth(收入)", {"收入（亿元）": (100.0, 100.0, 110.0)}, 10.0, "100 × (110 ÷ 100 − 1)", "%"),
    Worked("index", ("以某年为 100 的定基指数", "index, a year being 100"), PER_CENT, LEVEL,
           "index(收入, base=2020)", {"收入（亿元）": (4432.5, 5000.0, 6648.75)}, 150.0, "100 × 6648.75 ÷ 4432.5", "%"),
    Worked("change", ("与某年的差；% 的差是百分点", "difference from a year; of % in percentage points"), ("与 x 相同；% 的为百分点", "that of x; of % 百分点"), ANY,
           "change(收入, since=2020)", {"收入（亿元）": (100.0, 105.0, 121.0)}, 21.0, "121 − 100"),
    Worked("chain", ("把印出的各年增速连乘成累计增速", "printed yearly rates multiplied up"), PER_CENT, ("rate 是增速（kind: rate）", "rate is a growth rate (kind: rate)"),
           "chain(增速, since=2020)", {"增速（%）": (5.0, 8.5, 3.0)}, 11.755, "100 × (1.085 × 1.03 − 1)", "%"),
    Worked("mean_stock", ("年初、年末存量的平均", "mean of the stock at both ends of the year"), SAME, ("x 是时点数（kind: stock）", "x is a stock (kind: stock)"),
           "mean_stock(人员)", {"人员（万人）": (16.0, 18.0, 22.0)}, 20.0, "(18 + 22) ÷ 2", "万人"),
    Worked("cumulative", ("逐年累计；缺某年时用恰好印出的合计", "running sum; where a year is missing, the total printed for exactly these years"), SAME, ("x 是时期数（kind: flow）", "x is a flow (kind: flow)"),
           "cumulative(收入, since=2021)", {"收入（亿元）": (80.0, 90.0, 110.0)}, 200.0, "90 + 110"),
    Worked("contribution", ("部分的增量占总体增量的比重", "part of the growth of a whole that one part made"), PER_CENT, LIKE,
           "contribution(产业, 收入)", PAIR, 160 / 3, "100 × (60 − 52) ÷ (125 − 110)", "%"),
    Worked("pull", ("部分的增量相当于总体增长几个百分点", "percentage points of a whole's growth that one part made"), ("百分点", "百分点 (percentage points)"), LIKE,
           "pull(产业, 收入)", PAIR, 80 / 11, "100 × (60 − 52) ÷ 110", "百分点"),
    Worked("sum", ("某分组各成员之和", "sum over the members of a dimension"), SAME, ADDS, "sum(收入, over=园区)", ZONES, 100.0, "60 + 40", zones=True),
    Worked("mean", ("各成员的平均", "mean over the members"), SAME, ADDS, "mean(收入, over=园区)", ZONES, 50.0, "(60 + 40) ÷ 2", zones=True),
    Worked("min", ("各成员或几个量中最小的", "the smallest of the members, or of several quantities"), SAME, ANY, "min(收入, over=园区)", ZONES, 40.0, "min(60, 40)", zones=True),
    Worked("max", ("各成员或几个量中最大的", "the largest of the members, or of several quantities"), SAME, ANY, "max(收入, over=园区)", ZONES, 60.0, "max(60, 40)", zones=True),
    Worked("count", ("满足条件的成员个数，或记录条数", "number of members that meet a condition, or of records"), ("个", "个 (a count)"), ("条件两边单位同类", "both sides of the condition are in like units"),
           "count(收入 >= 50亿元, over=园区)", ZONES, 1.0, "60 ≥ 50, 40 < 50", "个", zones=True),
    Worked("share", ("占印出的总计的比重；分组是划分时可由成员之和代替", "part of the printed total; of the sum of members only for a partition"), PER_CENT, ADDS,
           "share(收入, over=园区)", ZONES, 60.0, "100 × 60 ÷ 100", "%", zones=True, member="东区"),
    Worked("rank", ("从大到小的位次，并列的同位", "place from the largest down; equal figures share a place"), ("位", "位 (a place)"), ANY, "rank(收入, over=园区)", ZONES, 2.0, "60 > 40", "位", zones=True, member="西区"),
    Worked("topn", ("最大的 n 个成员之和", "sum of the n largest members"), SAME, ADDS, "topn(收入, 1, over=园区)", ZONES, 60.0, "max(60, 40)", zones=True),
    Worked("real", ("除去价格变动：现价 ÷ 价格指数（基期为 100%）", "without the change of prices: current prices ÷ price index (base = 100 %)"), SAME, ("deflator 是比率", "deflator is a ratio"),
           "real(收入, 价格指数)", {"收入（亿元）": (100.0, 103.0, 105.0), "价格指数（%）": (100.0, 102.0, 105.0)}, 100.0, "105 ÷ 105%"),
    Worked("round", ("四舍五入到 n 位小数（按所印的十进制数）", "rounded to n decimals, half away from zero, on the decimal text"), SAME, ANY, "round(收入, 2)", {"收入（亿元）": (1.0, 2.0, 2.675)}, 2.68, "2.675 → 2.68"),
    Worked("abs", ("绝对值", "absolute value"), SAME, ANY, "abs(利润)", {"利润（亿元）": (1.0, 2.0, -3.5)}, 3.5, "|−3.5|"),
    Worked("count_distinct", ("记录中不同值的个数（只用于 aggregate:）", "number of different values among records (in aggregate: only)"), ("个", "个 (a count)"), ANY,
           "count_distinct(所在园区)", {}, 2.0, "{东区, 西区}", "个", records=FIRMS),
    Worked("median", ("记录的中位数（只用于 aggregate:）", "median of records (in aggregate: only)"), SAME, ANY, "median(营业收入)", {}, 2.0, "1, [2], 9", records=FIRMS),
    Worked("quantile", ("记录的分位数（只用于 aggregate:）", "quantile of records (in aggregate: only)"), SAME, ANY, "quantile(营业收入, 0.5)", {}, 2.0, "1, [2], 9", records=FIRMS),
)  # fmt: skip
