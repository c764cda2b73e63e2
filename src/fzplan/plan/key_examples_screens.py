"""Examples of the keys of `screens:`, for the schema."""

from __future__ import annotations

from typing import Any

SCREENS: dict[str, dict[str, tuple[Any, ...]]] = {
    "ScreenFile": {
        "form": ("申报材料",),
        "entity": ("项目名称",),
        "indicators": ({"投资强度": {"unit": "万元/亩", "formula": "固定资产投资 / 用地面积"}},),
        "standards": ([{"indicator": "投资强度", "at_least": 500}],),
        "committed": ("履约协议",),
        "en": ("admission standards",),
        "quote": ("把产业类型、投资强度、产出效率、创新能力等指标作为产业准入的重要依据",),
        "section": ("第四章(三)",),
        "note": ("标准由招商部门批准",),
    },
    "ScreenIndicatorFile": {
        "unit": ("万元/亩", "%"),
        "formula": ("固定资产投资 / 用地面积", "研发费用 / 总收入"),
        "decimals": (1,),
        "en": ("investment intensity",),
        "note": ("按备案的固定资产投资",),
    },
    "StandardFile": {
        "indicator": ("投资强度",),
        "for": ({"产业": "轨道交通"}, {"产业": "轨道交通", "园区": "东区"}),
        "quality": ("illustrative",),
        "quote": ("投资强度不低于…",),
        "section": ("准入标准第3条",),
        "note": ("2024年起",),
    },
}
