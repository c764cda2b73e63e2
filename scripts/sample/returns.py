"""The table returns in the shapes offices use: yearly, many years, by zone, by industry, and a 报表 as filed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.sample import figures
from scripts.sample.book import workbook
from scripts.sample.enterprises import enterprises

if TYPE_CHECKING:
    from pathlib import Path

    from scripts.sample.book import Cell

ABOVE_BILLION, ABOVE_TEN_BILLION = 1_000_000, 10_000_000
"""千元 in ten 亿元 and in a hundred."""


def write(folder: Path) -> None:
    """Write every table return of 2021–2024."""
    for year in figures.YEARS:
        _yearly(folder / "returns" / f"示例_{year}年主要指标.xlsx", year)
    _many_years(folder / "returns" / "示例_科技创新和服务历年数据.xlsx")
    _by_zone(folder / "returns" / "示例_分园区主要指标.xlsx")
    _by_industry(folder / "returns" / "示例_分产业总收入.xlsx")
    _as_filed(folder / "returns" / "示例_2024年企业科技活动综合表.xlsx", 2024)


def _yearly(path: Path, year: int) -> None:
    """Write the return of one year: headings, 其中 rows, a unit beside each measure, one of them another 数量级."""
    over_billion, over_ten_billion = _large_enterprises(year)
    fiscal = (figures.FISCAL[year], "亿元", "one")
    if year == 2023:  # the office that fills this row in had changed its form that year
        fiscal = (round(figures.FISCAL[year] * 10_000), "万元", "whole")
    rows: list[tuple[str, str, Cell, str]] = [
        ("一、经济发展", "", None, "cell"),
        ("总收入", "亿元", figures.INCOME[year] / 10, "one"),
        ("　其中：高精尖产业总收入", "亿元", sum(figures.INDUSTRY_INCOME[year]) / 10, "one"),
        ("留区财政收入", fiscal[1], fiscal[0], fiscal[2]),
        ("留区税收", "亿元", figures.TAX[year], "one"),
        ("留区税收占全区比重", "%", figures.TAX_SHARE[year], "one"),
        ("收入超十亿元企业数①", "家", over_billion, "whole"),
        ("　其中：收入超百亿元企业数", "家", over_ten_billion, "whole"),
        ("二、从业人员", "", None, "cell"),
        ("从业人员平均人数②", "万人", figures.AVERAGE_STAFF[year] / 10_000, "two"),
        ("年末从业人员", "万人", figures.STAFF[year] / 10_000, "two"),
        ("　其中：研发人员", "万人", figures.RESEARCH_STAFF[year] / 10_000, "two"),
        ("三、科技投入", "", None, "cell"),
        ("研发费用", "亿元", figures.RESEARCH[year] / 10, "one"),
        ("四、开发运营", "", None, "cell"),
        ("竣工运营商务楼宇面积", "万平方米", figures.FLOOR_AREA[year], "one"),
        ("平台公司已运营业务板块数", "个", figures.SEGMENTS[year], "whole"),
    ]
    with workbook(path) as book:
        sheet = book.sheet(f"示例主要指标{year}", (32, 12, 14))
        sheet.marked(f"{year}年园区主要指标")
        sheet.at_right("单位：见表内")
        sheet.line(("指标名称", "计量单位", f"{year}年"), "head")
        for label, unit, value, style in rows:
            sheet.styled((label, unit or None, value), ("cell", "cell", style))
        sheet.notes(
            "注：①当年总收入10亿元及以上的企业。",
            "　　②按全年各月平均人数计算，不用期末人数代替。",
            "　　部分数据合计数由于单位取舍不同而产生的计算误差，未作机械调整。",
        )


def _large_enterprises(year: int) -> tuple[int, int]:
    """Return how many enterprises have an income over 10 and over 100 亿元; 2024 is counted, not written down."""
    if year != figures.YEARS[-1]:
        return figures.OVER_BILLION[year], figures.OVER_TEN_BILLION[year]
    incomes = [e.income for e in enterprises()]
    return sum(i >= ABOVE_BILLION for i in incomes), sum(i >= ABOVE_TEN_BILLION for i in incomes)


def _many_years(path: Path) -> None:
    """Write a series of many years with what typists leave in it: separators, full-width digits, text, a blank."""
    founded: list[Cell] = [str(figures.NEW_TECH_FIRMS[2021]), *(figures.NEW_TECH_FIRMS[y] for y in figures.YEARS[1:])]
    patents: list[Cell] = ["3,120", figures.PATENTS[2022], "３３０１", figures.PATENTS[2024]]
    rows: list[tuple[str, str, list[Cell], str]] = [
        ("专利申请数", "件", [figures.PATENT_APPLICATIONS[y] for y in figures.YEARS], "grouped"),
        ("专利授权数", "件", patents, "cell"),
        ("新设立科技型企业数", "家", founded, "whole"),
        ("技术合同成交额", "亿元", [*(figures.CONTRACTS[y] for y in figures.YEARS)], "one"),
        ("孵化器和众创空间总数", "家", [*(figures.INCUBATORS[y] for y in figures.YEARS)], "whole"),
        ("博士后工作站", "家", [21, 22, None, 24], "whole"),
        ("企业政策实施满意度", "分", [*(figures.SATISFACTION[y] for y in figures.YEARS)], "two"),
    ]
    with workbook(path) as book:
        sheet = book.sheet("示例历年数据", (28, 10, 12, 12, 12, 12))
        sheet.marked("科技创新和企业服务历年数据")
        sheet.line(("指标", "计量单位", *(f"{y}年" for y in figures.YEARS)), "head")
        for label, unit, values, style in rows:
            sheet.styled((label, unit, *values), ("cell", "cell", *[style] * len(values)))
        sheet.notes("注：空格为数据不详；2021年起专利授权数为园区企业全部类型专利。")


def _by_zone(path: Path) -> None:
    """Write zones across and measures down, a sheet a year."""
    with workbook(path) as book:
        for year in figures.YEARS:
            sheet = book.sheet(f"示例{year}年", (22, 10, 12, 12, 12, 12, 12))
            sheet.marked(f"{year}年分园区主要指标")
            sheet.merged([("指标", 1, 2), ("计量单位", 1, 2), ("园区", 5, 1)])
            sheet.line((None, None, "合计", *figures.ZONES), "head")
            for label, unit, values, style in _zone_rows(year):
                sheet.styled((label, unit, *values), ("cell", "cell", *[style] * len(values)))
            sheet.notes("注：各园区按企业注册地划分。")


def _zone_rows(year: int) -> list[tuple[str, str, list[Cell], str]]:
    """Return label, unit, the park and its zones, and style; money in 亿元, people in persons."""
    rows: list[tuple[str, str, list[Cell], str]] = []
    for measure, total in figures.TOTALS.items():
        cells: list[Cell] = [total[year], *figures.by_zone(measure, year)]
        if measure in ("总收入", "研发费用"):
            rows.append(
                (measure, "亿元", [value / 10 for value in (total[year], *figures.by_zone(measure, year))], "one")
            )
        else:
            rows.append((measure, "人", cells, "grouped"))
    if year == 2021:  # the new zone did not yet count its researchers
        rows[-1][2][3] = None
    return rows


def _by_industry(path: Path) -> None:
    """Write industries down and, under each measure, the years across; a row of others that is no member."""
    with workbook(path) as book:
        sheet = book.sheet("示例分产业", (22, *[11] * 8))
        sheet.marked("分产业总收入和研发费用")
        years = [f"{y}年" for y in figures.YEARS]
        labels = ["园区合计", *("智能制造" if i == "智能装备" else i for i in figures.INDUSTRIES), "其他产业"]
        sheet.merged([("产业", 1, 2), ("总收入（亿元）", 4, 1), ("研发费用（亿元）", 4, 1)])
        sheet.line((None, *years, *years), "head")
        columns = [
            [value / 10 for value in (figures.TOTALS[measure][year], *figures.by_industry(measure, year))]
            for measure in ("总收入", "研发费用")
            for year in figures.YEARS
        ]
        for label, row in zip(labels, zip(*columns, strict=True), strict=True):
            sheet.line((label, *row), "one")
        sheet.notes("注：按企业主营业务所属行业划分；“智能制造”即规划第三章所称智能装备。")


def _as_filed(path: Path, year: int) -> None:
    """Write a 报表 as filed: its head, the 甲乙丙 row, codes, 上年同期 on this year's list, 补充资料, signatures."""
    with workbook(path) as book:
        sheet = book.sheet("示例综合表", (34, 10, 8, 16, 16))
        sheet.marked("企业科技活动综合表")
        for text in ("表　　号：示例Q-01表", "制定机关：（示例）", "批准文号：（示例）", "有效期至：（示例）"):
            sheet.at_right(text)
        sheet.line(("填报单位：示例单位", None, f"{year}年", None, None), "note")
        sheet.line(("指标名称", "计量单位", "代码", "本年", "上年同期"), "head")
        sheet.line(("甲", "乙", "丙", 1, 2), "head")
        for row in _filed_rows(year):
            sheet.line(row, "whole")
        sheet.line(("补充资料：", None, None, None, None), "note")
        sheet.line(("国家科学技术奖", "项", "07", 3, 2), "whole")
        sheet.line(("北京市科学技术奖", "项", "08", 8, 7), "whole")
        sheet.notes(
            "单位负责人：　　　统计负责人：　　　填表人：　　　联系电话：　　　报出日期：　　年　月　日",
            "说明：1. 本表由园区内规模以上企业汇总；2. 上年同期数按本年企业名单重新汇总，与上年已报数口径不同。",
            "审核关系：（1）03≥04；（2）05≥06。",
        )


def _filed_rows(year: int) -> list[tuple[str, str, str, Cell, Cell]]:
    """Return label, unit, row code, 本年 and 上年同期, in 千元 and persons."""
    thousands = 10_000  # in a tenth of 亿元
    return [
        ("总收入", "千元", "01", figures.INCOME[year] * thousands, 845_132_640),
        ("资产总计", "千元", "02", figures.ASSETS[year] * thousands, figures.ASSETS[year - 1] * thousands - 1_352_000),
        ("研发费用", "千元", "03", figures.RESEARCH[year] * thousands, 24_716_530),
        ("　其中：委托外单位开发费用", "千元", "04", 2_174_380, 1_963_120),
        ("年末从业人员", "人", "05", figures.STAFF[year], 227_905),
        ("　其中：研发人员", "人", "06", figures.RESEARCH_STAFF[year], 59_384),
    ]
