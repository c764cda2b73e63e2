"""`roster:` — entities against a register, the period before or a list; returns against periods and offices."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from fzplan import checks, cube, returns
from fzplan import plan as plan_room
from fzplan.checks import built_in
from fzplan.diagnostics import Severity
from tests import builders
from tests.checks.conftest import HEAD

if TYPE_CHECKING:
    from collections.abc import Callable

    from fzplan.diagnostics import Diagnostic
    from fzplan.model.returns_due import FormReturns
    from tests.checks.conftest import Checked

ENTITIES = """
measures: {总收入: {unit: 亿元, kind: flow}, 户数: {unit: 家, kind: stock}}
forms:
  企业: {files: "企业{year}.xlsx", rows: entity, key: 代码, fields: {收入: {column: 收入, unit: 亿元}}, aggregate: {总收入: sum(收入)}}
  名录: {files: "名录{year}.xlsx", rows: entity, key: 统一代码, fields: {旧码: 旧码}}
  台账: {files: "台账.xlsx", rows: entity, key: 代码, period: year(成立日期), fields: {名: 名称}}
"""
HEADING = "代码 | 收入\n"


def test_against_a_register_of_the_year(checked: Callable[..., Checked]) -> None:
    found = checked(
        ENTITIES + "checks: [{id: K1, note: 已核, roster: {form: 企业, against: 名录}}]",
        {
            "企业2023": HEADING + "A1 | 1\nA2 | 1",
            "企业2024": HEADING + "A1 | 1\n'ａ2 | 1\nA9 | 1",
            "名录2023": "统一代码 | 旧码\nA1 | x\nA2 | y",
            "名录2024": "统一代码 | 旧码\nA1 | x\nA2 | y\nA3 | z\nA4 | w",
        },
    )
    # 2023: 2 of 2. 2024: to report 4, there A1 and A2 (written ａ2), missing A3 and A4; A9 is on no roster.
    assert found.lines == [
        "data/企业2024.xlsx:表!A4: verify FZ624 K1 2024年 代码 A9：企业 有，名录没有（已核）",
        (
            "data/名录2024.xlsx:表!A4:A5: error FZ623 K1 2024年 代码 A3：名录有，企业 未报"
            "（应报 4，已报 2，未报 2）（已核）；相邻共 2 处，此为第一处"
        ),
    ]
    missing = found.found[1]
    assert [i.about.entity for i in missing.instances] == ["A3", "A4"]
    assert (
        missing.related[1].label.en
        == "2024: 代码 A4: it is in 名录 and not in 企业 (to report 4, reported 2, missing 2)"
    )


def test_another_field_of_the_register_may_name_the_entity(checked: Callable[..., Checked]) -> None:
    found = checked(
        ENTITIES + "checks: [{id: K1, roster: {form: 企业, against: 名录, by: 旧码}}]",
        {"企业2024": HEADING + "x | 1", "名录2022": "统一代码 | 旧码\nA1 | x\nA2 | y"},
    )
    assert found.failing == ["data/名录2022.xlsx:表!B3 error FZ623"]  # the latest roster before 2024 is that of 2022


def test_a_roster_that_comes_later_counts_where_there_is_no_earlier_one(checked: Callable[..., Checked]) -> None:
    found = checked(
        ENTITIES + "checks: [{id: K1, roster: {form: 企业, against: 名录}}]",
        {"企业2022": HEADING + "A1 | 1", "名录2023": "统一代码 | 旧码\nA1 | x"},
    )
    assert found.lines == []


def test_a_register_has_everybody_entered_by_then(checked: Callable[..., Checked]) -> None:
    found = checked(
        ENTITIES + "checks: [{id: K1, level: verify, roster: {form: 企业, against: 台账}}]",
        {
            "企业2022": HEADING + "A1 | 1",
            "企业2023": HEADING + "A1 | 1",
            "台账": "代码 | 名称 | 成立日期\nA1 | 甲 | 2021-05-06\nA2 | 乙 | 2023-02-01",
        },
    )
    assert found.failing == ["data/台账.xlsx:表!A3 verify FZ623"]
    assert "2023年" in found.lines[0]


def test_against_the_period_before(checked: Callable[..., Checked]) -> None:
    found = checked(
        ENTITIES + "checks: [{id: K1, level: confirm, roster: {form: 企业, against: previous}}]",
        {"企业2022": HEADING + "A1 | 1\nA2 | 1", "企业2024": HEADING + "A1 | 1\nA3 | 1"},
    )
    assert found.lines == [
        "data/企业2022.xlsx:表!A3: confirm FZ623 K1 2024年 代码 A2：上期有，企业 未报（应报 2，已报 1，未报 1）",
        "data/企业2024.xlsx:表!A3: verify FZ624 K1 2024年 代码 A3：企业 有，上期没有",
    ]


def test_against_a_list_in_the_plan(checked: Callable[..., Checked]) -> None:
    found = checked(
        ENTITIES + "checks: [{id: K1, roster: {form: 企业, against: [A1, A2]}}]", {"企业2024": HEADING + "A1 | 1"}
    )
    (line,) = found.lines
    assert line.startswith("targets.yaml:")
    assert line.endswith("error FZ623 K1 2024年 代码 A2：所列名录有，企业 未报（应报 2，已报 1，未报 1）")


def test_a_roster_that_was_not_read_is_not_evaluable(checked: Callable[..., Checked]) -> None:
    found = checked(
        ENTITIES + "checks: [{id: K1, roster: {form: 企业, against: 名录}}]", {"企业2024": HEADING + "A1 | 1"}
    )
    assert [line.partition(" ")[2] for line in found.lines] == [
        "info FZ603 审核关系 K1 有 1 处无法审核（另有 0 处通过、0 处不通过）：没有读到名录 名录"
    ]


RETURNS = """
measures: {总收入: {unit: 亿元, kind: flow}, 产值: {unit: 亿元, kind: flow}}
dimensions: {园区: {members: [东区, 西区]}}
forms:
  月报: {files: "{园区}{year}年{month}月.xlsx", rows: measure, columns: value, unit: 亿元, reporter: "{园区}", due: 次月10日}
"""
OTHERS = """
measures: {总收入: {unit: 亿元, kind: flow}, 产值: {unit: 亿元, kind: flow}}
forms:
  季报: {files: "季报{year}年{quarter}季度.xlsx", rows: measure, columns: value, unit: 亿元, reporter: 统计局, due: 期后15日}
  年报: {files: "年报{year}.xlsx", rows: measure, columns: period, unit: 亿元, due: 3月31日}
  历年: {files: "历年.xlsx", rows: measure, columns: period, unit: 亿元, reporter: 规划处}
"""
VALUE = "指标 | 数\n总收入 | 5\n产值 | 6"


class Filed:
    """The returns of the forms of a plan, and what is said of them."""

    def __init__(self, filed: tuple[FormReturns, ...], found: list[Diagnostic]) -> None:
        self.by_form = {one.form: one for one in filed}
        self.found = found

    def counts(self, form: str) -> tuple[int, int, int, int]:
        one = self.by_form[form]
        return one.expected, one.reported, len(one.missing), len(one.overdue)

    @property
    def lines(self) -> list[str]:
        return [f"{d.severity.code} {d.code} {d.message('zh')}" for d in self.found]


def filed(folder: Path, text: str, books: dict[str, str], as_of: date | None = None) -> Filed:
    builders.plan(folder, HEAD + text)
    for name, sheet in books.items():
        builders.workbook(folder / "data" / f"{name}.xlsx", {"表": sheet})
    plan, findings = plan_room.load(Path("targets.yaml"))
    assert plan is not None
    assert [d.message("zh") for d in findings] == []
    extraction, _ = returns.extract(plan, [Path("data")], Path())
    found, said = checks.without_rules(plan, extraction, as_of)
    cells, _ = cube.build(plan, extraction)
    return Filed(found, [*said, *checks.run(plan, cells, extraction.records, (), as_of)[1]])


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


MONTHS = {"东区2024年1月": VALUE, "东区2024年2月": VALUE, "东区2024年3月": VALUE, "西区2024年1月": VALUE}


def test_offices_are_the_members_of_a_dimension(tmp_path: Path) -> None:
    # three months read, two offices: to be filed 3 × 2 = 6, filed 3 + 1 = 4, missing 2
    found = filed(tmp_path, RETURNS, MONTHS)
    assert found.counts("月报") == (6, 4, 2, 0)
    assert found.lines == [
        "info FZ626 月报 应报 6，已报 4，未报 2：2024年2月 西区（应于 2024-03-10）、2024年3月 西区（应于 2024-04-10）"
    ]
    assert [i.about.period for i in found.found[0].instances] == ["2024-02", "2024-03"]
    second = found.found[0].instances[1].facts
    assert second is not None
    assert second["which"].zh == "2024年3月 西区（应于 2024-04-10）"  # each place says its own


def test_overdue_is_what_was_due_before_the_day_given(tmp_path: Path) -> None:
    found = filed(tmp_path, RETURNS, MONTHS, date(2024, 4, 10))  # the return of March is in time until that day
    assert found.counts("月报")[3] == 1
    assert found.lines == [
        "verify FZ625 月报 截至 2024-04-10 逾期未报 1 份（应报 6，已报 4）：2024年2月 西区（应于 2024-03-10）"
    ]
    later = filed(tmp_path, RETURNS, {}, date(2024, 5, 11))
    # by 11 May those of April are overdue too, of both offices, and that of March: 1 + 1 + 2
    assert later.counts("月报") == (8, 4, 4, 4)
    assert "逾期未报 4 份" in later.lines[0]
    assert [(i.about.entity, i.about.period) for i in later.found[0].instances] == [
        ("西区", "2024-02"), ("西区", "2024-03"), ("东区", "2024-04"), ("西区", "2024-04"),
    ]  # fmt: skip


def test_quarters_and_years_named_by_their_files(tmp_path: Path) -> None:
    year = "指标 | 2024年 | 2023年\n总收入 | 5 | 4"
    found = filed(
        tmp_path,
        OTHERS,
        {
            "季报2024年1季度": VALUE,
            "季报2024年3季度": VALUE,
            "年报2024": year,
            "年报2022": year.replace("2024", "2022").replace("2023", "2021"),
        },
    )
    assert found.counts("季报") == (3, 2, 1, 0)
    assert found.counts("年报") == (3, 2, 1, 0)  # the column of 2023 in the return of 2024 is no return of 2023
    assert [str(r.at) for r in found.by_form["年报"].returns if r.at] == [
        "data/年报2022.xlsx:表",
        "data/年报2024.xlsx:表",
    ]
    assert found.by_form["季报"].missing[0].office == "统计局"


def test_a_file_is_one_return_whatever_its_sheets_look_back_to(tmp_path: Path) -> None:
    text = """
measures: {总收入: {unit: 亿元, kind: flow}, 产值: {unit: 亿元, kind: flow}, 利润: {unit: 亿元, kind: flow}}
dimensions: {园区: {members: [东区, 西区]}}
forms:
  年报: {files: "年报{year}.xlsx", rows: measure, columns: "{year} > {园区}", unit: 亿元, reporter: "{园区}"}
  逐年: {files: "逐年.xlsx", sheets: "{year}年", rows: measure, columns: "{园区}", unit: 亿元, reporter: "{园区}"}
"""
    head = "指标 | 2024年 | < | 2023年 | <\n^ | 东区 | 西区 | 东区 | 西区\n"
    builders.workbook(
        tmp_path / "data" / "年报2024.xlsx",
        {"本年": head + "总收入 | 5 |  | 4 | 3", "历年": head.replace("2024", "2022") + "产值 | 5 | 4 | 4 | 3"},
    )
    builders.workbook(
        tmp_path / "data" / "逐年.xlsx",
        {"2023年": "指标 | 东区 | 西区\n利润 | 5 | 4", "2024年": "指标 | 东区 | 西区\n利润 | 5 | "},
    )
    found = filed(tmp_path, text, {})
    assert found.counts("年报") == (2, 1, 1, 0)  # of 2024: the east is there, the west looks back only
    assert found.counts("逐年") == (4, 3, 1, 0)


def test_a_table_of_many_years_is_a_return_a_year(tmp_path: Path) -> None:
    found = filed(tmp_path, OTHERS, {"历年": "指标 | 2021年 | 2022年 | 2024年\n总收入 | 5 | 4 | 3"})
    assert found.counts("历年") == (4, 3, 1, 0)
    assert found.lines == ["info FZ626 历年 应报 4，已报 3，未报 1：2023年 规划处"]


def test_nothing_read_and_no_day_is_nothing_to_count(tmp_path: Path) -> None:
    found = filed(tmp_path, OTHERS, {"历年": "指标 | 2021年\n总收入 | 5"})
    assert list(found.by_form) == ["历年"]


def test_nothing_read_by_a_day_counts_from_the_first_year_of_the_plan(tmp_path: Path) -> None:
    found = filed(tmp_path, OTHERS, {"历年": "指标 | 2021年\n总收入 | 5"}, date(2023, 4, 1))
    assert found.counts("年报") == (2, 0, 2, 2)  # 2021 was due on 2022-03-31, 2022 on 2023-03-31


def test_periods_of_a_check_are_all_to_be_filed(tmp_path: Path) -> None:
    rule = "checks: [{id: K1, level: confirm, note: 通报, roster: {form: [月报, 年报], periods: 2024}}]"
    year = '  年报: {files: "年报{year}.xlsx", rows: measure, columns: period, unit: 亿元, due: 3月31日}\n'
    found = filed(tmp_path, RETURNS + year + rule, MONTHS)
    assert found.counts("月报") == (24, 4, 20, 0)
    of_check = [d for d in found.found if d.facts.get("check") == "K1"]
    assert len(of_check) == 21  # 20 of the months, 1 of the year: each stands alone, to be explained alone
    assert {d.severity for d in of_check} == {Severity.CONFIRM}
    assert of_check[0].message("zh") == "K1 年报 应报 1，已报 0，未报 1：2024年（应于 2025-03-31）（通报）"
    assert all("K1" in line for line in found.lines)


def test_what_is_not_due_is_not_evaluable(tmp_path: Path) -> None:
    rule = "checks: [{id: K1, roster: {form: 月报, periods: 2024}}]"
    found = filed(tmp_path, RETURNS + rule, MONTHS, date(2024, 3, 11))
    assert [line for line in found.lines if "FZ603" not in line] == [
        "error FZ625 K1 月报 截至 2024-03-11 逾期未报 1 份（应报 24，已报 4）：2024年2月 西区（应于 2024-03-10）"
    ]
    # 24 to be filed, 4 filed, 1 overdue: 19 are not due yet
    assert any("有 19 处无法审核（另有 4 处通过、1 处不通过）" in line for line in found.lines)


def test_records_are_returns_of_their_period_and_office(tmp_path: Path) -> None:
    text = """
measures: {总收入: {unit: 亿元, kind: flow}}
dimensions: {园区: {members: [东区, 西区]}}
forms:
  企业:
    files: "企业{year}.xlsx"
    rows: entity
    key: 代码
    reporter: "{园区}"
    published: 2024-06-30
    fields: {收入: {column: 收入, unit: 亿元}, 园区: 所在}
    aggregate: {总收入: sum(收入)}
"""
    rows = "代码 | 收入 | 所在\nA1 | 1 | 东区\nA2 | 1 | 别处"
    assert filed(tmp_path, text, {"企业2024": rows}).counts("企业") == (2, 1, 1, 0)
    early = filed(tmp_path, text, {}, date(2024, 6, 29))  # published on the day after
    assert "企业" not in early.by_form


def test_periods_of_the_data_where_files_say_none(tmp_path: Path) -> None:
    text = """
measures: {总收入: {unit: 亿元, kind: flow}}
forms:
  月度: {files: "月度.xlsx", rows: measure, columns: period, unit: 亿元, reporter: 统计局}
  季度: {files: "季度.xlsx", rows: measure, columns: "{year} > {quarter}", unit: 亿元, reporter: 统计局}
"""
    books = {
        "月度": "指标 | 2024年1月 | 2024年3月\n总收入 | 5 | 4",
        "季度": "指标 | 2024年 | <\n^ | 1季度 | 3季度\n总收入 | 1 | 2",
    }
    found = filed(tmp_path, text, books)
    assert found.counts("月度") == (3, 2, 1, 0)
    assert found.counts("季度") == (3, 2, 1, 0)


KEYED = """
measures: {总收入: {unit: 亿元, kind: flow}}
forms:
  企业: {files: "企业{year}.xlsx", rows: entity, key: 统一社会信用代码, fields: {收入: {column: 收入, unit: 亿元}}, aggregate: {总收入: sum(收入)}}
"""
KEYS = """
统一社会信用代码 | 收入
91350100M000100Y43 | 1
91350100M000100Y4Y | 1
91350100M000100Y4X | 1
'91350100m000100Y43 | 1
临时编号7 | 1
91440300708461136T | 1
91330100799655058B | 1
"""


def test_keys_that_are_credit_codes_are_computed_without_a_rule(tmp_path: Path) -> None:
    found = filed(tmp_path, KEYED, {"企业2024": KEYS})
    # a number of another kind is none of our business; one finding for what stands side by side, and is alike
    assert [f"{d.at} {d.severity.code} {d.code}" for d in found.found] == [
        "data/企业2024.xlsx:表!A3:A4 verify FZ622", "data/企业2024.xlsx:表!A5 verify FZ622",
    ]  # fmt: skip
    assert found.found[0].message("en") == (
        "2024: 统一社会信用代码 “91350100M000100Y4Y”: the check character is wrong: the first 17 ask for 3, "
        "the last is Y; the first of 2 adjacent places"
    )
    assert "check" not in found.found[0].facts


def test_keys_that_were_made_up_are_left_alone(tmp_path: Path) -> None:
    made_up = "统一社会信用代码 | 收入\n91110106MA00000001 | 1\n91110106MA00000002 | 1\n91440300708461136T | 1"
    assert [d.code for d in filed(tmp_path, KEYED, {"企业2024": made_up}).found] == []


def test_a_rule_for_the_key_takes_its_place(tmp_path: Path) -> None:
    rule = "checks: [{id: K1, code: {field: 统一社会信用代码, rule: credit}}]"
    found = filed(tmp_path, KEYED + rule, {"企业2024": KEYS})
    assert {d.code for d in found.found} == {"FZ615", "FZ616", "FZ617"}
    assert built_in.CREDIT_CODE in KEYED
