"""The invented figures of 2021–2024, all of them. None is a statistic of any real park; see data/README.md.

Money is in tenths of 亿元 and staff in persons, whole numbers both, so that parts add up to totals exactly.
"""

from __future__ import annotations

from itertools import accumulate

YEARS = (2021, 2022, 2023, 2024)
ZONES = ("东区", "西一区", "西二区", "扩区")
INDUSTRIES = ("轨道交通", "航空航天", "新一代信息技术", "智能装备", "医药健康", "新材料")
OTHER = "其他"

INCOME = {2021: 72053, 2022: 77024, 2023: 84869, 2024: 91836}
"""总收入."""
AVERAGE_STAFF = {2021: 194100, 2022: 208600, 2023: 223400, 2024: 237900}
"""从业人员平均人数."""
STAFF = {2021: 198200, 2022: 213100, 2023: 228700, 2024: 241600}
"""年末从业人员."""
RESEARCH_STAFF = {2021: 48700, 2022: 53900, 2023: 59600, 2024: 65400}
"""研发人员."""
RESEARCH = {2021: 1832, 2022: 2128, 2023: 2486, 2024: 2865}
"""研发费用."""
FISCAL = {2021: 42.6, 2022: 43.9, 2023: 47.7, 2024: 51.3}
"""留区财政收入, 亿元."""
TAX = {2021: 41.9, 2022: 43.2, 2023: 46.4, 2024: 49.6}
"""留区税收, 亿元."""
TAX_SHARE = {2021: 34.6, 2022: 33.9, 2023: 34.8, 2024: 35.2}
"""留区税收占全区比重, %."""
OVER_BILLION = {2021: 76, 2022: 85, 2023: 98}
"""收入超十亿元企业数; 2024 is counted in the microdata."""
OVER_TEN_BILLION = {2021: 12, 2022: 13, 2023: 14}
"""收入超百亿元企业数; 2024 likewise."""
SEGMENTS = {2021: 1, 2022: 1, 2023: 2, 2024: 2}
"""平台公司已运营业务板块数."""

PATENTS = {2021: 3120, 2022: 2874, 2023: 3301, 2024: 3402}
"""专利授权数, 件: one year under the 3000 of the plan."""
PATENT_APPLICATIONS = {2021: 5217, 2022: 4986, 2023: 5534, 2024: 5761}
NEW_TECH_FIRMS = {2021: 1623, 2022: 1544, 2023: 1508, 2024: 1587}
"""新设立科技型企业数."""
CONTRACTS = {2021: 512.3, 2022: 547.8, 2023: 601.4, 2024: 655.9}
"""技术合同成交额, 亿元."""
INCUBATORS = {2021: 49, 2022: 51, 2023: 52, 2024: 54}
SATISFACTION = {2021: 98.71, 2022: 98.83, 2023: 99.02, 2024: 99.10}
FLOOR_AREA = {2021: 27.4, 2022: 30.8, 2023: 35.2, 2024: 33.6}
"""竣工运营商务楼宇面积, 万平方米."""
ASSETS = {2023: 245316, 2024: 261248}
"""总资产, tenths of 亿元."""

ZONE_INCOME = {
    2021: (48127, 14892, 2215, 6819),
    2022: (50613, 16538, 2429, 7444),
    2023: (54882, 18814, 2796, 8377),
    2024: (58624, 21059, 3186, 8967),
}
INDUSTRY_INCOME = {
    2021: (25416, 12403, 3852, 2514, 1486, 1123),
    2022: (27028, 13185, 4529, 2830, 1817, 987),
    2023: (29156, 14057, 5613, 3458, 2142, 1214),
    2024: (31054, 14782, 6684, 4023, 2365, 1380),
}
"""New materials fall under the 100 亿元 of the plan in 2022."""

TOTALS = {
    "总收入": INCOME,
    "从业人员平均人数": AVERAGE_STAFF,
    "年末从业人员": STAFF,
    "研发费用": RESEARCH,
    "研发人员": RESEARCH_STAFF,
}
"""What is broken down by zone and by industry."""
ZONE_SHARES = {
    "从业人员平均人数": (5996, 2475, 412, 1117),
    "年末从业人员": (5996, 2475, 412, 1117),
    "研发费用": (6223, 2499, 342, 936),
    "研发人员": (6223, 2499, 342, 936),
}
"""In ten-thousandths of the park."""
INDUSTRY_SHARES = {
    "从业人员平均人数": (2575, 1635, 1489, 667, 376, 220),
    "年末从业人员": (2575, 1635, 1489, 667, 376, 220),
    "研发费用": (3236, 2492, 1825, 691, 475, 178),
    "研发人员": (2986, 2509, 2159, 708, 430, 171),
}
"""Likewise; what is left belongs to other industries."""


def by_zone(measure: str, year: int) -> tuple[int, ...]:
    """Return the figures of the zones, which add up to the park's."""
    if measure == "总收入":
        return ZONE_INCOME[year]
    return split(TOTALS[measure][year], ZONE_SHARES[measure])


def by_industry(measure: str, year: int) -> tuple[int, ...]:
    """Return the figures of the six industries and, last, of all others."""
    total = TOTALS[measure][year]
    six = INDUSTRY_INCOME[year] if measure == "总收入" else split(total, INDUSTRY_SHARES[measure])
    return (*six, total - sum(six))


def split(total: int, shares: tuple[int, ...]) -> tuple[int, ...]:
    """Split a whole number by shares of ten thousand; shares that make up the whole give parts that do.

    >>> split(7, (5000, 5000))
    (4, 3)
    """
    ends = [(total * share + 5000) // 10000 for share in accumulate(shares)]
    return tuple(end - start for start, end in zip([0, *ends], ends, strict=False))
