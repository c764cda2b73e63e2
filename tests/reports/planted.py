"""Twenty enterprises in five zones and four industries, each with a figure that nothing else can give.

Respondents: 东区 8, 西区 6, 南区 3, 北区 2, 中区 1; 甲 9, 乙 7, 丙 3 (of which one makes nearly all), 丁 1. Two years: the
second is the first, a tenth more. What must not get out: `SINGLE`, the names and codes of the enterprises.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from tests import builders

if TYPE_CHECKING:
    from pathlib import Path

PLAN = """
    fzplan: 1
    plan: {name: 某区规划, baseline: 2023, span: 2024-2025}
    disclosure: {respondents: 3, p_percent: 17, dominance: {n: 1, k: 83}}
    dimensions:
      园区: {en: zone, members: [东区, 西区, 南区, 北区, 中区], partition: true}
      产业: {en: industry, members: [甲, 乙, 丙, 丁], groups: {两类: [甲, 乙], 小类: [丙, 丁]}, partition: true}
    measures:
      总收入: {unit: 万元, kind: flow, decimals: 2}
      从业人员: {unit: 人, kind: stock}
      平均收入: {unit: 万元, kind: ratio, decimals: 2}
      企业数: {unit: 家, kind: stock}
    indicators:
      收入:
        unit: 万元
        kind: flow
        decimals: 2
        formula: 总收入 * 1
        targets:
          - {id: income, at_least: 99999, by: 2025}
          - {id: north, at_least: 5000, by: 2025, for: {园区: 北区}}
          - {id: east_b, at_least: 5000, by: 2025, for: {园区: 东区, 产业: 乙}}
      人均收入: {unit: 万元/人, decimals: 4, formula: 总收入 / 从业人员}
      收入增速: {unit: "%", decimals: 2, formula: growth(总收入)}
      户均收入: {unit: 万元, decimals: 2, formula: 平均收入}
      户数: {unit: 家, formula: 企业数, target: {id: units, at_least: 25, by: 2025}}
      东区收入: {unit: 万元, decimals: 2, formula: "总收入[园区=东区]", target: {id: east, at_least: 9999, by: 2025}}
      两类收入: {unit: 万元, decimals: 2, formula: "总收入[产业 in 两类]", target: {id: both, at_least: 9999, by: 2025}}
    forms:
      企业:
        files: "{year}年企业.xlsx"
        rows: entity
        key: 代码
        fields: {收入: {column: 收入, unit: 万元}, 人员: {column: 人员, unit: 人}, 园区: {column: 园区}, 产业: {column: 产业}}
        aggregate: {总收入: sum(收入), 从业人员: sum(人员), 平均收入: mean(收入), 企业数: count()}
"""
ZONES = ("东区",) * 8 + ("西区",) * 6 + ("南区",) * 3 + ("北区",) * 2 + ("中区",)
INDUSTRIES = ("甲", "乙") * 7 + ("丙", "甲", "丙", "丙", "甲", "丁")


class Enterprise(NamedTuple):
    """One enterprise: its code, and income (万元) and staff of a year."""

    code: str
    name: str
    zone: str
    industry: str
    income: dict[int, float]
    staff: int


def _income(k: int) -> float:
    """Return incomes of 137 to 7,300: all different, also rounded; the first of 丙 is forty times the others."""
    return 7301.37 if k == 14 else round(137.11 + 53.17 * k + 0.83 * k * k, 2)


ENTERPRISES = tuple(
    Enterprise(
        f"9132{k:02d}77AB",
        f"秘密企业{k:02d}号",
        zone,
        industry,
        {2023: _income(k), 2024: round(_income(k) * 1.1, 2)},
        40013 + 977 * k,
    )
    for k, (zone, industry) in enumerate(zip(ZONES, INDUSTRIES, strict=True))
)


def write(folder: Path, suffix: str = ".xlsx") -> Path:
    """Write the plan and the returns of both years, as workbooks or as tables of Parquet; return the plan file."""
    path = builders.plan(folder, PLAN.replace("企业.xlsx", f"企业{suffix}"))
    heads = ("代码", "名称", "收入", "人员", "园区", "产业")
    for year in (2023, 2024):
        rows = [(e.code, e.name, e.income[year], e.staff, e.zone, e.industry) for e in ENTERPRISES]
        file = folder / "data" / f"{year}年企业{suffix}"
        if suffix == ".xlsx":
            grid = "\n".join(" | ".join(map(str, row)) for row in (heads, *rows))
            builders.workbook(file, {"企业": grid})
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            pd.DataFrame(rows, columns=list(heads)).to_parquet(file, index=False)
    return path


def shown(figure: float) -> set[str]:
    """Return how a figure of two decimals might be written, in 万元 and 亿元, with and without thousands."""
    ways = {f"{figure:.2f}", f"{figure:.1f}", f"{figure:,.2f}", f"{figure:,.1f}", repr(figure), f"{figure / 1e4:.6f}"}
    return ways | {way.rstrip("0").rstrip(".") for way in ways if "." in way and not way.endswith(".0")}
