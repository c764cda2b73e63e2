"""Microdata and registers: records, aggregates by member, coverage of counts, repeated keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.builders import plan as written
from tests.returns.plans import column, dimension, form, measure, plan
from tests.returns.reading import read

from fzplan.model.plan import Aggregate
from fzplan.plan import load

if TYPE_CHECKING:
    from pathlib import Path

ZONES = dimension("园区", "东区", "西区")
INDUSTRIES = dimension("产业", "轨道交通", "航空航天", codes={"37": "轨道交通", "374": "航空航天"})
INCOME = measure("总收入", "亿元")
LISTED = measure("新增上市公司", "家")


def aggregate(**formulas: str) -> tuple[Aggregate, ...]:
    return tuple(Aggregate(name, None, text) for name, text in formulas.items())


MICRODATA = form(
    "{year}.xlsx", "entity", None, key="代码",
    columns_of=(column("收入", "QC05_0", "千元"), column("园区", "所属园区"), column("产业", "行业代码", by="code")),
    aggregates=aggregate(总收入="sum(收入)", 新增上市公司="count()"),
)  # fmt: skip


def test_microdata_add_up_for_the_total_each_member_and_pairs(tmp_path: Path) -> None:
    p = plan(INCOME, LISTED, dimensions=(ZONES, INDUSTRIES), forms={"企业": MICRODATA})
    found = read(tmp_path, p, {"2024.xlsx": """
        企业年报（千元） | < | < | < | <
        统一代码 | 企业名称 | 所属园区 | 行业代码 | 营业收入
        代码     | QB01     | QB02     | QB03     | QC05_0
        '91A     | 甲       | 东区     | '3720    | 100000
        '91B     | 乙       | 东区     | '3742    | 200000
        '91C     | 丙       | 西区     | '3742    | '50,000
        '91D     | 丁       | 西区     | '0111    |
        合计     |          |          |          | 350000
        """})  # fmt: skip
    assert found.values["总收入 2024"] == 3.5  # 350000 千元 × 10⁻⁵
    assert found.values["总收入 2024 东区"] == 3
    assert found.values["总收入 2024 航空航天"] == 2.5  # the longest prefix wins
    assert found.values["总收入 2024 西区 航空航天"] == 0.5
    assert "总收入 2024 西区 轨道交通" not in found.values  # a sum of nothing is missing
    assert found.values["新增上市公司 2024 西区 轨道交通"] == 0  # a count of nothing is 0
    total = found.one("总收入 2024")
    assert (total.rows, total.unit, total.factor) == (4, "千元", 1e-5)
    assert found.place("总收入 2024") == "data/2024.xlsx:Sheet1!E4:E7"
    (records,) = found.extraction.records
    assert records.columns["收入"] == [100000, 200000, 50000, None]
    assert records.members["产业"] == ["轨道交通", "航空航天", "航空航天", "_T"]
    assert found.codes == ["FZ401", "FZ349"]  # 合计 is said to be no record
    assert found.account().ignored == {"unused_row": 1}


def test_a_register_counts_nothing_where_it_does_not_reach(tmp_path: Path) -> None:
    p = plan(
        LISTED, dimensions=(ZONES,),
        forms={"上市": form("a.xlsx", "entity", None, key="公司", period="year(上市日期)", aggregates=aggregate(新增上市公司="count()"),
                            columns_of=(column("园区", "所属园区"),))},
    )  # fmt: skip
    found = read(tmp_path, p, {"a.xlsx": """
        上市公司名单 | < | < | <
         | | | 截至2024年12月31日
        序号 | 公司 | 上市日期   | 所属园区
        1    | 甲   | 2021-03-05 | 东区
        2    | 乙   | 2021年8月  | 西区
        3    | 丙   | 2023.06.04 | 东区
        4    | 丁   | 待定       | 东区
        5    | 戊   |            | 东区
        """})  # fmt: skip
    counts = {name: v for name, v in found.values.items() if len(name.split()) == 2}
    assert counts == {"新增上市公司 2021": 2, "新增上市公司 2022": 0, "新增上市公司 2023": 1, "新增上市公司 2024": 0}
    assert found.values["新增上市公司 2021 西区"] == 1
    assert found.one("新增上市公司 2021").rows == 2
    assert [str(f.severity.code) for f in found.findings if f.code == "FZ337"] == ["verify", "info"]
    assert found.account().ignored == {"serial": 5}


def test_columns_named_as_measures_need_no_fields(tmp_path: Path) -> None:
    p = plan(
        INCOME, dimensions=(ZONES,),
        forms={"企业": form("{year}.xlsx", "entity", "measure", key="代码", aggregates=aggregate(总收入="sum(总收入)"))},
    )  # fmt: skip
    found = read(tmp_path, p, {"2024.xlsx": """
        代码 | 园区 | 总收入（万元）
        A    | 东区 | 10000
        B    | 西区 | 20000
        """})  # fmt: skip
    assert found.values == {"总收入 2024": 3, "总收入 2024 东区": 1, "总收入 2024 西区": 2}
    assert found.codes == ["FZ321"]


def test_repeated_keys_count_once_and_missing_columns_are_named(tmp_path: Path) -> None:
    p = plan(INCOME, LISTED, dimensions=(ZONES, INDUSTRIES), forms={"企业": MICRODATA})
    found = read(tmp_path, p, {"2024.xlsx": """
        代码 | 所属园区 | 行业代码 | 营业收入
        A    | 东区     | '37      | 1
        A    | 东区     | '37      | 1
        B    | 南区     | '37      | 1
        """})  # fmt: skip
    assert found.values["新增上市公司 2024"] == 2
    assert "总收入 2024" not in found.values
    assert found.serious() == [
        "FZ335 data/2024.xlsx:Sheet1!A1:D1 表式“企业”需要的列“QC05_0”不在表头中",
        "FZ336 data/2024.xlsx:Sheet1!A3 “代码”A 出现 2 次（第 2、3 行）",
        "FZ338 data/2024.xlsx:Sheet1!B4 “园区”中没有“南区”，1 条记录只计入合计",
    ]


def test_microdata_in_two_files_of_one_year_are_never_counted_twice(tmp_path: Path) -> None:
    p = plan(
        INCOME,
        LISTED,
        dimensions=(ZONES, INDUSTRIES),
        forms={"企业": {**MICRODATA, "files": form("{year}*.xlsx")["files"]}},
    )
    grid = """
        代码 | 所属园区 | 行业代码 | QC05_0
        A    | 东区     | '37      | 1
        B    | 西区     | '374     | 2
        """
    same = read(tmp_path, p, {"2024.xlsx": grid, "2024(1).xlsx": grid})
    assert same.values["新增上市公司 2024"] == 2
    assert same.codes.count("FZ332") == 1
    assert [a.ignored.get("copy", 0) for a in same.extraction.accounts] == [0, 4]
    other = read(tmp_path, p, {"2024.xlsx": grid, "2024(1).xlsx": grid.replace("2\n", "3\n")})
    assert other.values["新增上市公司 2024"] == 2
    finding = other.finding("FZ333")
    assert (str(finding.at), finding.facts["other"]) == ("data/2024.xlsx", "data/2024(1).xlsx")
    assert finding.facts["count"] == 1


def test_a_register_without_rows_counts_nothing_in_the_years_it_covers(tmp_path: Path) -> None:
    p = plan(
        LISTED,
        forms={"上市": form("a.xlsx", "entity", None, key="公司", period="year(上市日期)", aggregates=aggregate(新增上市公司="count()"),
                            )},
    )  # fmt: skip
    found = read(
        tmp_path, p, {"a.xlsx": "2021年1月—2022年12月新增上市公司 | <\n公司 | 上市日期\n注：本期无新增上市公司 |"}
    )
    assert found.values == {"新增上市公司 2021": 0, "新增上市公司 2022": 0}


def test_a_year_split_over_files_is_put_together(tmp_path: Path) -> None:
    p = plan(
        INCOME,
        LISTED,
        dimensions=(ZONES, INDUSTRIES),
        forms={"企业": {**MICRODATA, "files": form("{year}*.xlsx")["files"]}},
    )
    grid = """
        代码 | 所属园区 | 行业代码 | QC05_0
        {}1  | 东区     | '37      | 100000
        {}2  | 西区     | '374     | 200000
        """
    found = read(tmp_path, p, {"2024东.xlsx": grid.format("A", "A"), "2024西.xlsx": grid.format("B", "B")})
    assert found.values["总收入 2024"] == 6
    assert not found.findings


@pytest.mark.parametrize("figures", ["0 | 1", "1 | 2"])
def test_small_figures_are_no_numbers_of_columns(tmp_path: Path, figures: str) -> None:
    own = form(
        "{year}.xlsx", "entity", None, key="代码", columns_of=(column("收入", "收入", "亿元"),),
        aggregates=aggregate(总收入="sum(收入)", 新增上市公司="count()"),
    )  # fmt: skip
    p = plan(INCOME, LISTED, forms={"企业": own})
    found = read(
        tmp_path,
        p,
        {
            "2024.xlsx": f"""
        代码 | 收入 | 人数
        A    | {figures}
        B    | {figures}
        """
        },
    )
    assert found.values["新增上市公司 2024"] == 2
    assert found.values["总收入 2024"] == 2 * float(figures[0])


def test_the_printed_total_and_the_records_are_compared(tmp_path: Path) -> None:
    p = plan(INCOME, LISTED, dimensions=(ZONES, INDUSTRIES), forms={"企业": MICRODATA, "年报": form("年报.xlsx")})
    grid = """
        代码 | 所属园区 | 行业代码 | QC05_0
        A    | 东区     | '37      | 664872345
        """
    table = """
        指标   | 单位 | 2024年
        总收入 | 亿元 | {}
        """
    agreeing = read(tmp_path, p, {"2024.xlsx": grid, "年报.xlsx": table.format("6648.7{0.0}")})
    assert not agreeing.findings
    differing = read(tmp_path, p, {"2024.xlsx": grid, "年报.xlsx": table.format("6650.0{0.0}")})
    finding = differing.finding("FZ343")
    assert str(finding.at) == "data/年报.xlsx:Sheet1!C2"
    assert str(finding.related[0].at) == "data/2024.xlsx:Sheet1!D2"


@pytest.mark.parametrize(
    "words",
    [
        "任务 | 责任单位 | 完成时限 | 进展 | 完成日期 | 佐证",
        "重点任务 | 牵头单位 | 时限 | 完成情况 | 办结日期 | 证明材料",
    ],
)
def test_a_register_of_tasks(tmp_path: Path, words: str) -> None:
    import datetime as dt

    from fzplan.model.plan import Deliverable

    deliverables = (Deliverable("super", "超级计算中心", aliases=("超算中心",)), Deliverable("list", "应用场景清单"))
    p = plan(deliverables=deliverables, forms={"台账": form("a.xlsx", "task", None)})
    found = read(tmp_path, p, {"a.xlsx": f"""
        重点任务台账 | < | < | < | < | < | <
        序号 | {words}
        1 | 超算中心 | 科技局 | 2025-12-31 | 推进中 | |
        2 | 应用场景清单 | 园区办 | 2021年底 | 已完成 | 2021年12月 | 京科〔2021〕3号
        3 | 某某任务 | 园区办 | | 未启动 | |
        """})  # fmt: skip
    first, second = found.extraction.tasks
    assert (first.task, first.state, first.owner, first.due, first.done) == (
        "super",
        "推进中",
        "科技局",
        dt.date(2025, 12, 31),
        None,
    )
    assert (second.task, second.done, second.evidence) == ("list", dt.date(2021, 12, 31), "京科〔2021〕3号")
    assert found.codes == ["FZ339"]
    assert found.account().ignored == {"serial": 3}


def test_single_keys_in_two_files_count_once(tmp_path: Path) -> None:
    p = plan(
        INCOME,
        LISTED,
        dimensions=(ZONES, INDUSTRIES),
        forms={"企业": {**MICRODATA, "files": form("{year}*.xlsx")["files"]}},
    )
    head = "代码 | 所属园区 | 行业代码 | QC05_0\n"
    first = head + "\n".join(f"A{n} | 东区 | '37 | 1" for n in range(5))
    second = head + "\n".join(f"B{n} | 东区 | '37 | 1" for n in range(5)) + "\nA0 | 东区 | '37 | 1"
    found = read(tmp_path, p, {"2024a.xlsx": first, "2024b.xlsx": second})
    assert found.values["新增上市公司 2024"] == 10
    finding = found.finding("FZ336")
    assert str(finding.at) == "data/2024b.xlsx:Sheet1!A7"
    assert str(finding.related[0].at) == "data/2024a.xlsx:Sheet1!A2"


def test_names_of_the_form_map_members_of_records(tmp_path: Path) -> None:
    p = plan(
        INCOME, LISTED, dimensions=(ZONES, INDUSTRIES), forms={"企业": {**MICRODATA, "names": {"东部园区": "东区"}}}
    )
    found = read(tmp_path, p, {"2024.xlsx": "代码 | 所属园区 | 行业代码 | QC05_0\nA | 东部园区 | '37 | 1"})
    assert found.values["新增上市公司 2024 东区"] == 1
    assert not found.findings


def test_errors_and_formulas_in_columns_of_records(tmp_path: Path) -> None:
    p = plan(INCOME, LISTED, dimensions=(ZONES, INDUSTRIES), forms={"企业": MICRODATA})
    found = read(tmp_path, p, {"2024.xlsx": """
        代码 | 所属园区 | 行业代码 | QC05_0
        A    | 东区     | '37      | #N/A
        B    | 东区     | '37      | =A1+1
        C    | 东区     | '37      | 待报
        D    | 东区     | '37      | 2024-01-01
        E    | 东区     | '37      | 100000
        """})  # fmt: skip
    assert found.values["总收入 2024"] == 1
    assert [f"{f.code} {f.at.address}" for f in found.findings if hasattr(f.at, "address")] == [
        "FZ403 D2", "FZ404 D3", "FZ402 D4", "FZ405 D5"
    ]  # fmt: skip


def test_a_record_of_no_member_has_an_empty_name_in_formulas(tmp_path: Path) -> None:
    loaded, faults = load(written(tmp_path, """
        fzplan: 1
        plan: {name: 测试规划, baseline: 2020, span: 2021-2025}
        dimensions: {产业: {members: [轨道交通, 航空航天]}}
        measures: {已分组企业数: {unit: 个, kind: stock}}
        forms:
          名录:
            {files: "*.xlsx", rows: entity, key: 企业, period: 2021, fields: {产业: 行业},
             aggregate: {已分组企业数: 'count(产业 != "")'}}
        """))  # fmt: skip
    assert loaded is not None, faults
    found = read(tmp_path, loaded, {"a.xlsx": "企业 | 行业\n东厂 | 轨道交通\n西厂 |\n南厂 | 航空航天"})
    assert found.values == {"已分组企业数 2021": 2, "已分组企业数 2021 轨道交通": 1, "已分组企业数 2021 航空航天": 1}


def test_two_sheets_of_one_file_count_no_record_twice(tmp_path: Path) -> None:
    """Firms of two zones on two sheets add up; a sheet that is there twice is read once, a firm on both is told."""
    first = "代码 | 收入\n'A1 | 100\n'A2 | 200\n'A3 | 300"
    p = plan(INCOME, forms={"企业": form("{year}.xlsx", "entity", None, key="代码", columns_of=(column("收入", "收入", "亿元"),),
                                         aggregates=aggregate(总收入="sum(收入)"))})  # fmt: skip
    for second, total, told in (
        ("代码 | 收入\n'A4 | 400", 1000, []),
        (first, 600, ["FZ332 data/2024.xlsx:乙"]),
        (first.replace("300", "301"), 600, ["FZ333 data/2024.xlsx:乙"]),
        ("代码 | 收入\n'A3 | 300\n'A4 | 400\n'A5 | 500", 1500, ["FZ336 data/2024.xlsx:乙!A2"]),
    ):
        found = read(tmp_path, p, {"2024.xlsx": {"甲": first, "乙": second}})
        assert [f"{d.code} {d.at}" for d in found.findings if d.code != "FZ323"] == told
        assert found.values["总收入 2024"] == total
