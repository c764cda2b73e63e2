"""The sound returns that the corpus breaks: a plan file and the workbooks that fill it, of which no finding is told.

A workbook is a sheet name and a grid (see `tests.builders`); an address in an edit is that of the grid.
"""

from __future__ import annotations

from typing import NamedTuple

HEAD = """\
fzplan: 1
plan: {name: 规划, baseline: 2020, span: 2021-2025}
"""


class Layout(NamedTuple):
    """A plan file, and its returns by the name of the file (without ending)."""

    plan: str
    books: dict[str, tuple[str, str]]
    """File name → name of the sheet, grid."""

    @property
    def file(self) -> str:
        """Return the file that faults are put into: the last one."""
        return list(self.books)[-1]


YEARS = Layout(  # indicator × year
    HEAD
    + """\
measures:
  总收入: {unit: 亿元, kind: flow}
  技术收入: {unit: 亿元, kind: flow}
  产品收入: {unit: 亿元, kind: flow}
  期末人员: {unit: 人, kind: stock}
  女性人员: {unit: 人, kind: stock}
forms:
  年报: {files: "年报*", rows: measure, columns: period}
""",
    {
        "年报": (
            "年报",
            """
            园区主要指标
            单位：亿元、人
            指标     | 2021年 | 2022年 | 2023年
            总收入   | 7012.5 | 7433.1 | 7880.4
            技术收入 | 3012.5 | 3233.1 | 3480.4
            产品收入 | 4000   | 4200   | 4400
            期末人员 | 201000 | 206500 | 211800
            女性人员 | 81000  | 82500  | 83800
            填表人：张三 |     |        | 报出日期：2024年3月5日
            """,
        )
    },
)

LIST = Layout(  # one figure a row
    HEAD
    + """\
measures:
  总收入: {unit: 亿元, kind: flow}
  期末人员: {unit: 人, kind: stock}
forms:
  清单: {files: "清单*", rows: "{measure} > {year} > {unit}", columns: value}
""",
    {
        "清单": (
            "清单",
            """
            指标     | 年份 | 单位 | 数值
            总收入   | 2021 | 亿元 | 7012.5
            总收入   | 2022 | 亿元 | 7433.1
            总收入   | 2023 | 亿元 | 7880.4
            期末人员 | 2021 | 人   | 201000
            期末人员 | 2022 | 人   | 206500
            期末人员 | 2023 | 人   | 211800
            """,
        )
    },
)

ENTITIES = Layout(  # one enterprise a row
    HEAD
    + """\
dimensions:
  园区: {members: [东区, 西区]}
measures:
  总收入: {unit: 万元, kind: flow}
  期末人员: {unit: 人, kind: stock}
forms:
  企业年报:
    files: "企业年报_{year}*"
    rows: entity
    key: 企业代码
    fields:
      营业收入: {column: 营业收入, unit: 万元}
      研发费用: {column: 研发费用, unit: 万元}
      人员: {column: 期末人员, unit: 人}
      园区: {column: 所属园区}
    aggregate: {总收入: sum(营业收入), 期末人员: sum(人员)}
""",
    {
        "企业年报_2023": (
            "企业",
            """
            企业科技活动调查表
            企业代码 | 企业名称 | 所属园区 | 营业收入（万元） | 研发费用（万元） | 期末人员（人）
            'A001 | 甲公司 | 东区 | 5120.5 | 310.25 | 88
            'A002 | 乙公司 | 东区 | 861.75 | 52.5   | 21
            'A003 | 丙公司 | 西区 | 7302.5 | 901.25 | 130
            'A004 | 丁公司 | 西区 | 415.25 | 18.75  | 12
            'A005 | 戊公司 | 东区 | 2230.5 | 140.5  | 45
            'A006 | 己公司 | 西区 | 980.5  | 77.25  | 19
            """,
        )
    },
)

ZONES = Layout(  # measure × zone
    HEAD
    + """\
dimensions:
  园区: {members: [东区, 西区, 南区], partition: true}
measures:
  总收入: {unit: 亿元, kind: flow}
  研发费用: {unit: 亿元, kind: flow}
  期末人员: {unit: 人, kind: stock}
forms:
  分园区: {files: "分园区_{year}*", rows: measure, columns: "{园区}"}
""",
    {
        "分园区_2023": (
            "分园区",
            """
            2023年分园区主要指标
            指标     | 单位 | 合计   | 东区   | 西区   | 南区
            总收入   | 亿元 | 7880.4 | 3000.2 | 2880.1 | 2000.1
            研发费用 | 亿元 | 320.6  | 110.2  | 120.3  | 90.1
            期末人员 | 人   | 211800 | 90000  | 71800  | 50000
            """,
        )
    },
)

LEVELS = Layout(  # a heading of two levels
    HEAD
    + """\
dimensions:
  产业: {members: [轨道交通, 新材料, 医药健康]}
measures:
  总收入: {unit: 亿元, kind: flow}
  研发费用: {unit: 亿元, kind: flow}
forms:
  分产业: {files: "分产业*", rows: "{产业}", columns: "{measure} > {year}"}
""",
    {
        "分产业": (
            "分产业",
            """
            分产业主要指标
            单位：亿元
            产业     | 总收入 | <      | 研发费用 | <
            ^        | 2022年 | 2023年 | 2022年   | 2023年
            轨道交通 | 1012.5 | 1100.4 | 40.5     | 44.2
            新材料   | 801.2  | 880.6  | 30.2     | 33.1
            医药健康 | 402.7  | 455.3  | 25.3     | 28.8
            """,
        )
    },
)

CODED = Layout(  # the statistical return as printed: columns of codes, 甲 乙 丙
    HEAD
    + """\
measures:
  总收入: {unit: 千元, kind: flow, aliases: [一、营业收入]}
  研发费用: {unit: 千元, kind: flow}
  期末人员: {unit: 人, kind: stock, aliases: [从业人员期末人数]}
forms:
  综合表: {files: "综合表_{year}*", rows: measure, columns: period}
""",
    {
        "综合表_2023": (
            "综合表",
            """
            企业科技活动综合表
            表号：KJ-01 |  |  | 2023年 |
            指标名称         | 计量单位 | 代码 | 本年    | 上年同期
            甲               | 乙       | 丙   | 1       | 2
            一、营业收入     | 千元     | '01  | 7880400 | 7433100
            其中：研发费用   | 千元     | '02  | 320600  | 301200
            从业人员期末人数 | 人       | '03  | 211800  | 206500
            单位负责人：李四 |          | 填表人：王五 |   |
            """,
        )
    },
)

PAIR = Layout(  # the same figures in two forms
    HEAD
    + """\
dimensions:
  园区: {members: [东区, 西区, 南区], partition: true}
measures:
  总收入: {unit: 亿元, kind: flow}
  技术收入: {unit: 亿元, kind: flow}
  产品收入: {unit: 亿元, kind: flow}
  研发费用: {unit: 亿元, kind: flow}
  期末人员: {unit: 人, kind: stock}
  女性人员: {unit: 人, kind: stock}
forms:
  年报: {files: "年报*", rows: measure, columns: period}
  分园区: {files: "分园区_{year}*", rows: measure, columns: "{园区}"}
checks:
  - {id: R01, across: 年报.总收入 = 分园区.总收入, missing: skip}
""",
    {**YEARS.books, **ZONES.books},
)

SUMMED = Layout(  # enterprises, and the table of their sums
    ENTITIES.plan.replace("forms:\n", 'forms:\n  汇总表: {files: "汇总表*", rows: measure, columns: period}\n')
    + """\
checks:
  - {id: R01, aggregate: sum(企业年报.营业收入) = 汇总表.总收入}
""",
    {
        **ENTITIES.books,
        "汇总表": (
            "汇总",
            """
            指标     | 计量单位 | 2023年
            总收入   | 万元     | 16911
            期末人员 | 人       | 315
            """,  # 5120.5 + 861.75 + 7302.5 + 415.25 + 2230.5 + 980.5; 88 + 21 + 130 + 12 + 45 + 19
        ),
    },
)

PANEL = Layout(  # the same enterprises in two years
    ENTITIES.plan
    + """\
checks:
  - {id: R01, jump: {of: [营业收入], times: [1e3, 1e4]}, missing: skip}
  - {id: R02, level: verify, roster: {form: 企业年报, against: previous}}
""",
    {
        "企业年报_2022": (
            "企业",
            """
            企业科技活动调查表
            企业代码 | 企业名称 | 所属园区 | 营业收入（万元） | 研发费用（万元） | 期末人员（人）
            'A001 | 甲公司 | 东区 | 4920.5 | 300.25 | 85
            'A002 | 乙公司 | 东区 | 812.25 | 50.5   | 20
            'A003 | 丙公司 | 西区 | 7011.5 | 880.25 | 126
            'A004 | 丁公司 | 西区 | 399.75 | 17.25  | 12
            'A005 | 戊公司 | 东区 | 2130.5 | 133.5  | 44
            'A006 | 己公司 | 西区 | 955.5  | 75.25  | 18
            """,
        ),
        **ENTITIES.books,
    },
)

FORMS = Layout(  # one figure in two returns, under two names
    YEARS.plan.replace(
        "forms:\n",
        '  快报收入: {unit: 亿元, kind: flow}\nforms:\n  快报: {files: "快报*", rows: measure, columns: period}\n',
    )
    + """\
checks:
  - {id: R01, across: 年报.总收入 = 快报.快报收入, missing: skip}
""",
    {**YEARS.books, "快报": ("快报", "指标 | 2023年\n快报收入（亿元） | 7880.4")},
)

LAYOUTS = {
    "years": YEARS, "list": LIST, "entities": ENTITIES, "zones": ZONES, "levels": LEVELS, "coded": CODED,
    "pair": PAIR, "summed": SUMMED, "panel": PANEL, "forms": FORMS,
}  # fmt: skip
