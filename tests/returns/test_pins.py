"""Pins of a form: each says what the guess would get wrong, and is read from a real plan file."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
import xlsxwriter
from tests import builders
from tests.returns.reading import Read

from fzplan import plan as plans
from fzplan.returns import extract

if TYPE_CHECKING:
    from pathlib import Path

HEAD = """
    fzplan: 1
    plan: {name: 测试规划, baseline: 2020, span: 2021-2025}
    measures:
      总收入: {unit: 亿元, kind: flow, en: Exports}
      利润总额: {unit: 亿元, kind: flow, en: Imports}
      年末从业人员: {unit: 人, kind: stock}
    dimensions: {园区: {members: [东区, 西区]}}
    forms:
      表: """


def read(folder: Path, form: str, grids: dict[str, str] | str) -> Read:
    path = builders.plan(folder, HEAD + form)
    plan, faults = plans.load(path)
    assert plan is not None
    assert [f.message("zh") for f in faults if f.severity > 0] == []
    for name, grid in ({"a.xlsx": grids} if isinstance(grids, str) else grids).items():
        builders.workbook(folder / "data" / name, {"1": grid})
    found, findings = extract(plan, [folder / "data"], folder)
    return Read(found, tuple(f for f in findings if f.code not in ("FZ307", "FZ388")))


def test_names_say_what_a_label_is(tmp_path: Path) -> None:
    found = read(
        tmp_path, '{files: "*.xlsx", rows: "{园区}", columns: measure, period: 2023, names: {营收: 总收入, 起步区: 东区, 全域: _T}}',
        """
        园区   | 营收（亿元）
        起步区 | 7
        全域   | 10
        """,
    )  # fmt: skip
    assert found.values == {"总收入 2023 东区": 7, "总收入 2023": 10}


def test_readings_say_what_an_ending_means(tmp_path: Path) -> None:
    found = read(
        tmp_path, '{files: "*.xlsx", rows: measure, columns: period, unit: 亿元, readings: {"*_当月": current, "*_当年": to_date}}',
        """
        指标        | 2023年6月
        总收入_当月 | 7
        总收入_当年 | 30
        """,
    )  # fmt: skip
    assert found.values == {"总收入 2023-06": 7, "总收入 2023-S1": 30}


def test_fixed_says_what_stands_nowhere(tmp_path: Path) -> None:
    found = read(
        tmp_path, '{files: "*.xlsx", rows: period, columns: value, fixed: {measure: 总收入, 园区: 东区, unit: 亿元}}',
        """
        年份 | 数值
        2022 | 7
        2023 | 8
        """,
    )  # fmt: skip
    assert found.values == {"总收入 2022 东区": 7, "总收入 2023 东区": 8}


def test_skip_leaves_labels_aside_without_a_word(tmp_path: Path) -> None:
    found = read(
        tmp_path, '{files: "*.xlsx", rows: measure, columns: period, unit: 亿元, skip: [备查*, 2020年]}',
        """
        指标     | 2020年 | 2023年
        总收入   | 1      | 7
        备查数据 | 2      | 3
        """,
    )  # fmt: skip
    assert found.values == {"总收入 2023": 7}
    assert found.codes == []
    assert found.account().ignored == {"skipped": 3}  # 1, 2 and 3


def test_header_gives_the_rows_of_the_names(tmp_path: Path) -> None:
    """Row 2 looks like a header and row 4 like data; the form knows better."""
    grid = """
        主要指标 | < | <
        总收入   | 2020年 | 2021年
        园区     | 总收入 | 总收入
        东区     | 2022年 | 2023年
        东区     | 7      | 8
        """
    form = '{{files: "*.xlsx", rows: "{{园区}}", columns: "{{measure}} > {{period}}", unit: 亿元, header: {}}}'
    assert read(tmp_path, form.format("3-4"), grid).values == {"总收入 2022 东区": 7, "总收入 2023 东区": 8}


def test_labels_give_the_last_column_of_labels(tmp_path: Path) -> None:
    grid = """
        园区 | 2022年 | 2023年
        东区 | 总收入 | 8
        西区 | 总收入 | 9
        """
    form = '{files: "*.xlsx", rows: "{园区} > {measure}", columns: period, unit: 亿元, labels: 2}'
    assert read(tmp_path, form, grid).values == {"总收入 2023 东区": 8, "总收入 2023 西区": 9}


def test_a_range_hides_all_else(tmp_path: Path) -> None:
    grid = """
        指标   | 2023年 | | 指标   | 2023年
        总收入 | 8      | | 总收入 | 99
        """
    found = read(tmp_path, '{files: "*.xlsx", rows: measure, columns: period, unit: 亿元, range: A1:B2}', grid)
    assert found.values == {"总收入 2023": 8}
    assert found.account().ignored == {"outside": 1}


def test_a_unit_holds_where_the_sheet_states_none_nearer(tmp_path: Path) -> None:
    grid = """
        单位：亿元 |
        指标               | 2023年
        总收入             | 80000
        利润总额（千元）   | 700000
        """
    found = read(tmp_path, '{files: "*.xlsx", rows: measure, columns: period, unit: 万元}', grid)
    assert found.values == {"总收入 2023": 8, "利润总额 2023": 7}  # ÷ 10000 and ÷ 100000


def test_edition_basis_and_day_of_publication_are_those_of_the_form(tmp_path: Path) -> None:
    found = read(
        tmp_path, '{files: "*.xlsx", rows: measure, columns: period, unit: 亿元, edition: 最终核实, basis: comparable, published: 2024-11-30}',
        """
        指标   | 2023年
        总收入 | 8
        """,
    )  # fmt: skip
    one = found.one("总收入 2023 comparable")
    assert (one.edition, one.basis, one.published) == ("最终核实", "comparable", date(2024, 11, 30))


@pytest.mark.parametrize(("source", "quality"), [("survey", "published"), ("administrative", "published")])
def test_reporter_due_and_source_stay_with_the_form(tmp_path: Path, source: str, quality: str) -> None:
    form = f'{{files: "*.xlsx", rows: measure, columns: period, unit: 亿元, reporter: 东区管委会, due: 3月10日, source: {source}}}'
    found = read(tmp_path, form, "指标 | 2023年\n总收入 | 8")
    plan, _ = plans.load(tmp_path / "targets.yaml")
    assert plan is not None
    one = plan.forms["表"]
    assert (one.reporter, one.due, one.source) == ("东区管委会", "3月10日", source)
    assert found.one("总收入 2023").quality == quality
    assert found.one("总收入 2023").form == "表"  # so the office and the day belong to the figure


def test_a_header_in_two_languages_that_contradict_each_other(tmp_path: Path) -> None:
    """As printed in a yearbook: 出口贸易额 Imports, 进口贸易额 Exports. The Chinese name counts."""
    found = read(
        tmp_path, '{files: "*.xlsx", rows: "{园区}", columns: measure, period: 2023, unit: 亿元}',
        """
        园区 | 总收入  | 利润总额
             | Imports | Exports
        东区 | 8       | 7
        西区 | 5       | 6
        """,
    )  # fmt: skip
    assert found.values == {
        "总收入 2023 东区": 8, "总收入 2023 西区": 5, "利润总额 2023 东区": 7, "利润总额 2023 西区": 6,
    }  # fmt: skip
    assert found.codes == ["FZ365", "FZ365"]
    assert found.findings[0].facts["other"] == "利润总额"


def test_years_from_one_into_the_next_are_no_months(tmp_path: Path) -> None:
    found = read(
        tmp_path, '{files: "*.xlsx", rows: measure, columns: period, unit: 亿元}',
        """
        指标   | 2010/11 | 2011/12 | 2012/13
        总收入 | 7       | 8       | 9
        """,
    )  # fmt: skip
    assert found.values == {}
    assert "FZ367" in found.codes
    assert found.account().ignored == {"unknown_column": 3}


def test_a_continued_part_of_another_length_is_not_read(tmp_path: Path) -> None:
    found = read(
        tmp_path, '{files: "*.xlsx", rows: "{园区}", columns: measure, panels: join, period: 2023, unit: 亿元}',
        """
        园区 | 总收入
        东区 | 8
        西区 | 7

        利润总额 | 年末从业人员
        1        | 2
        """,
    )  # fmt: skip
    assert found.values == {"总收入 2023 东区": 8, "总收入 2023 西区": 7}
    assert found.codes == ["FZ366"]
    assert found.finding("FZ366").facts["count"] == 2


def test_a_label_that_is_set_in_by_its_style_belongs_to_the_row_above(tmp_path: Path) -> None:
    """The cells say 增值税 twice; only Excel's own indent shows under which tax each stands."""
    (tmp_path / "data").mkdir()
    book = xlsxwriter.Workbook(str(tmp_path / "data" / "a.xlsx"))
    sheet, inner = book.add_worksheet("1"), book.add_format({"indent": 1})
    sheet.write_row(0, 0, ["指标", "2023年"])
    for row, (label, value) in enumerate([("总收入", 9), ("税", 4), ("利润总额", 3), ("税", 1)], 1):
        sheet.write(row, 0, label, *([inner] if label == "税" else []))
        sheet.write(row, 1, value)
    book.close()
    form = '{files: "*.xlsx", rows: measure, columns: period, unit: 亿元, names: {总收入 > 税: 年末从业人员, 税: _}}'
    found = read(tmp_path, form.replace("unit: 亿元, ", ""), {})
    assert found.values == {"总收入 2023": 9, "利润总额 2023": 3, "年末从业人员 2023": 4}


def test_the_standing_of_each_figure_stands_in_a_column_of_its_own(tmp_path: Path) -> None:
    found = read(
        tmp_path, '{files: "*.xlsx", rows: "{measure} > {period} > {edition} > {published} > {quality}", columns: value}',
        """
        指标     | 报告期 | 版次 | 公布日期   | 数据性质 | 数值
        总收入   | 2021年 |      | 2022-02-28 | 公布数   | 10
        总收入   | 2022年 |      | 2023-02-28 | 未核实数 | 11
        利润总额 | 2022年 |      |            | 推算数   | 2
        利润总额 | 2023年 |      |            | 大概     | 3
        """,
    )  # fmt: skip
    # 版次 is blank in every row and keeps its column; a standing that has no meaning is told, not taken as published
    assert found.values == {"总收入 2021": 10, "总收入 2022": 11, "利润总额 2022": 2}
    seen = [found.one(name) for name in ("总收入 2021", "总收入 2022", "利润总额 2022")]
    assert [o.quality for o in seen] == ["published", "unconfirmed", "implied"]
    assert [o.published for o in seen] == [date(2022, 2, 28), date(2023, 2, 28), None]
    assert found.codes
