"""Three invented parks for `fzplan overview`: plan files and returns of `examples/parks/`, the same bytes every time.

`python -m scripts.parks [FOLDER]`. Every figure is invented. The plans differ as real ones do: other units, other names
with the same English label, a later year that one park has not reported, a target that only one park has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scripts.sample.book import workbook

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class Park(NamedTuple):
    """One park: its plan file, and its figures by year."""

    name: str
    plan: str
    figures: Mapping[str, Mapping[int, float]]


HEAD = """# 示例规划：园区和数都是编造的，只用来演示 fzplan overview
fzplan: 1
plan: {{name: 示例{name}发展规划, short: 示例{name}, baseline: 2020, span: 2021-2025, source: 编造的示例}}
"""
FORMS = """
forms:
  年报: {files: "示例_*.xlsx", rows: measure, columns: period, quality: illustrative}
"""
EAST = """
measures:
  研发费用: {unit: 亿元, kind: flow, en: R&D expenditure}
  从业人员: {unit: 万人, kind: average, en: employees}
  能源消费量: {unit: 万吨标准煤, kind: flow, en: energy}
indicators:
  总收入: {unit: 亿元, kind: flow, decimals: 1, en: total income, target: {id: total_income, at_least: 1000, by: 2025}}
  劳均产出:
    unit: 万元/人
    decimals: 1
    en: income per employee
    formula: 总收入 / 从业人员
    target: {id: income_per_employee, at_least: 260, by: 2025}
  研发投入强度:
    unit: "%"
    decimals: 2
    en: R&D intensity
    formula: 研发费用 / 总收入
    target: {id: rd_intensity, at_least: 4, by: 2025}
  单位收入能耗:
    unit: 吨标准煤/万元
    decimals: 4
    en: energy per income
    formula: 能源消费量 / 总收入
    target: {id: energy_per_income, at_most: 0.03, by: 2025}
"""
WEST = """
measures:
  研发支出: {unit: 万元, kind: flow, en: R&D expenditure}
  平均人数: {unit: 人, kind: average, en: employees}
  能耗总量: {unit: 吨标准煤, kind: flow, en: energy}
indicators:
  营业收入: {unit: 万元, kind: flow, decimals: 0, en: total income, target: {at_least: 6000000, by: 2025}}
  人均收入:
    unit: 万元/人
    decimals: 1
    en: income per employee
    formula: 营业收入 / 平均人数
    target: {at_least: 300, by: 2025}
  研发强度:
    unit: "%"
    decimals: 2
    en: R&D intensity
    formula: 研发支出 / 营业收入
    target: {id: rd_intensity, at_least: 5, by: 2025}
  能耗强度:
    unit: 吨标准煤/万元
    decimals: 4
    en: energy per income
    formula: 能耗总量 / 营业收入
    target: {at_most: 0.02, by: 2025}
"""
NORTH = """
measures:
  研发费用: {unit: 亿元, kind: flow, en: R&D expenditure}
  从业人员: {unit: 万人, kind: average, en: employees}
indicators:
  总收入: {unit: 亿元, kind: flow, decimals: 1, en: total income, target: {id: total_income, at_least: 400, by: 2025}}
  劳均产出:
    unit: 万元/人
    decimals: 1
    en: income per employee
    formula: 总收入 / 从业人员
    target: {id: income_per_employee, at_least: 200, by: 2025}
  研发投入强度:
    unit: "%"
    decimals: 2
    en: R&D intensity
    formula: 研发费用 / 总收入
    target: {id: rd_intensity, at_least: 3, by: 2025}
  新增上市公司:
    unit: 家
    kind: flow
    en: new listed companies
    target: {id: new_listed_companies, of: total, at_least: 5, over: 2021-2025}
"""
PARKS = (
    Park("东园", EAST, {
        "总收入（亿元）": {2020: 620, 2021: 684.2, 2022: 742.5, 2023: 806.4, 2024: 858},
        "研发费用（亿元）": {2020: 18.6, 2021: 21.3, 2022: 24.5, 2023: 28.2, 2024: 32.6},
        "从业人员（万人）": {2020: 3.1, 2021: 3.2, 2022: 3.3, 2023: 3.36, 2024: 3.43},
        "能源消费量（万吨标准煤）": {2020: 26.04, 2021: 26.8, 2022: 27.4, 2023: 27.5, 2024: 27.46},
    }),
    Park("西园", WEST, {
        "营业收入（万元）": {2020: 3800000, 2021: 4190000, 2022: 4610000, 2023: 5025000, 2024: 5330000},
        "研发支出（万元）": {2020: 171000, 2021: 192700, 2022: 216700, 2023: 246200, 2024: 266500},
        "平均人数（人）": {2020: 15200, 2021: 16000, 2022: 16900, 2023: 17600, 2024: 18200},
        "能耗总量（吨标准煤）": {2020: 98800, 2021: 103500, 2022: 108300, 2023: 113000, 2024: 117300},
    }),
    Park("北园", NORTH, {
        "总收入（亿元）": {2020: 240, 2021: 262, 2022: 285, 2023: 312},
        "研发费用（亿元）": {2020: 6, 2021: 7, 2022: 8, 2023: 9.4},
        "从业人员（万人）": {2020: 1.6, 2021: 1.65, 2022: 1.7, 2023: 1.76},
        "新增上市公司（家）": {2021: 1, 2022: 1, 2023: 1},
    }),
)  # fmt: skip


def write(folder: Path) -> None:
    """Write every park below `folder`."""
    for park in PARKS:
        home = folder / park.name
        (home / "data").mkdir(parents=True, exist_ok=True)
        text = HEAD.format(name=park.name) + park.plan + FORMS
        (home / "targets.yaml").write_text(text, encoding="utf-8", newline="\n")
        years = sorted({year for values in park.figures.values() for year in values})
        with workbook(home / "data" / "示例_年报.xlsx") as book:
            sheet = book.sheet("示例年报", (30, *[14] * len(years)))
            sheet.marked(f"示例{park.name}主要指标")
            sheet.line(("指标", *(f"{year}年" for year in years)), "head")
            for name, values in park.figures.items():
                sheet.line((name, *(values.get(year) for year in years)))
