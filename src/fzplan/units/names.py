"""The names of units that Chinese statistics use, with exact factors (conventions of official statistics).

A line is: base dimensions (name, exponent …), the factor to the base unit, and the names, the first of which
is the usual one. Multipliers (千 万 百万 亿 …) go before any name and are not listed, except in 千克, 千米, 千瓦时,
which are names themselves.
"""

from __future__ import annotations

from fractions import Fraction

MULTIPLIERS = {"十": 10, "百": 100, "千": 10**3, "万": 10**4, "亿": 10**8}
WESTERN = {"thousand": 10**3, "million": 10**6, "billion": 10**9}
"""Multipliers of English headings: 100 million yuan."""

NAMES: tuple[tuple[str, int | Fraction, str], ...] = (
    ("CNY", 1, "元 圆 人民币元 元人民币 CNY RMB yuan"),
    ("USD", 1, "美元 USD USdollar USdollars"),
    ("HKD", 1, "港元 港币 HKD"),
    ("EUR", 1, "欧元 EUR"),
    ("JPY", 1, "日元 JPY"),
    ("GBP", 1, "英镑 GBP"),
    ("person", 1, "人 名 person persons"),
    ("person year", 1, "人年"),
    ("person year", Fraction(1, 12), "人月"),
    ("length", 1, "米 m"),
    ("length", 1000, "公里 千米 km"),
    ("length", Fraction(1, 100), "厘米 cm"),
    ("length", Fraction(1, 1000), "毫米 mm"),
    ("length2", 1, "平方米 平米 m2"),
    ("length2", 10**6, "平方公里 平方千米 km2"),
    ("length2", 10**4, "公顷 hm2 ha"),
    ("length2", Fraction(2000, 3), "亩"),
    ("length3", 1, "立方米 方 m3"),
    ("length3", Fraction(1, 1000), "升 L"),
    ("mass", 1, "克 g"),
    ("mass", 1000, "千克 公斤 kg"),
    ("mass", 500, "斤"),
    ("mass", 10**6, "吨 t"),
    ("mass", Fraction(1, 1000), "毫克 mg"),
    ("mass", Fraction(1, 10**6), "微克 μg"),
    ("coal", 1, "吨标准煤 吨标煤 tce"),
    ("coal", Fraction(1, 1000), "千克标准煤 公斤标准煤 千克标煤 公斤标煤 kgce"),
    ("carbon", 1, "吨二氧化碳 吨CO2 tCO2"),
    ("energy", 1, "千瓦时 度 kWh"),
    ("energy", 1000, "兆瓦时 MWh"),
    ("power", 1, "千瓦 kW"),
    ("power", 1000, "兆瓦 MW"),
    ("year", 1, "年 a yr year"),
    ("year", Fraction(1, 4), "季度 季"),
    ("year", Fraction(1, 12), "月 个月"),
    ("day", 1, "天 日 d"),
    ("day", Fraction(1, 24), "小时 h"),
    ("day", Fraction(1, 1440), "分钟 min"),
    ("day", Fraction(1, 86400), "秒 s"),
    ("age", 1, "岁 周岁"),
    ("score", 1, "分"),
    ("rank", 1, "位 名次 位次"),
    ("", 1, "1 倍"),
    ("", Fraction(1, 10), "成"),
    ("", Fraction(1, 100), "%"),
    ("", Fraction(1, 1000), "‰"),
    ("", Fraction(1, 10000), "‱"),
)

POINTS = ("百分点", "个百分点", "pp", "percentagepoint", "percentagepoints")
"""The difference of two percentages."""

COUNTS = (
    "家 个 件 项 户 座 台 套 种 篇 所 条 辆 艘 架 部 次 人次 例 起 批 期 届 场 处 间 栋 幢 块 片 宗 笔 份 本 册 "
    "张 支 只 头 株 颗 枚 对 组 班 队 站 点 类 款 卷 标箱 TEU"
)
"""量词: one dimension, the label kept for display."""
