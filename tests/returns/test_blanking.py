"""A form written blank, filled in and read back: every number is the observation it was written as."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests import builders
from tests.office import office, recalculated

from fzplan import plan as plan_room
from fzplan import returns
from fzplan.observations import TOTAL
from fzplan.returns.blanking import books, words
from fzplan.returns.extract import vocabulary
from fzplan.returns.printed import in_kind
from fzplan.workflow.blanks import habits, template

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fzplan.model.plan import Plan
    from fzplan.returns.blanking.page import Page

ROOT = Path(__file__).parents[2]


class Filled(NamedTuple):
    """What was written where: by file, sheet, row and column the figure expected."""

    folder: Path
    expected: dict[tuple[str, str, int, int], tuple[str, object, tuple[str, ...], str, float]]
    records: dict[tuple[str, str], int]


def load(path: Path) -> Plan:
    plan, findings = plan_room.load(path)
    assert [f.message("zh") for f in findings if f.severity > 2] == []
    assert plan is not None
    return plan


def fill(plan: Plan, layouts: Mapping[str, list[Page]], made: tuple[Any, ...], folder: Path) -> Filled:
    """Write every blank into `folder` and fill each of its inputs with a number of its own."""
    filled = Filled(folder, {}, {})
    number = 10000  # all of one size: a tenfold jump would be taken for a slip of the unit
    for blank in made:
        path = folder / blank.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(blank.content)
        book = openpyxl.load_workbook(path)
        for page in layouts[blank.name]:
            sheet = book[page.name]
            for slot in page.slots:
                number += 1
                cell = sheet.cell(slot.row + 1, slot.column + 1, float(number))
                assert not cell.protection.locked
                quantity = plan.quantity(slot.measure)
                assert quantity is not None
                assert slot.period is not None
                members = tuple(dict(slot.members).get(d, TOTAL) for d in plan.dimensions)
                value = float(number * slot.factor)
                key = (path.as_posix(), page.name, slot.row + 1, slot.column + 1)
                period = in_kind(slot.period, quantity)
                filled.expected[key] = (quantity.id, period, members, slot.basis, value)
            if page.fields:
                rows = listed(plan, page) if page.fields[-1].head in words.HEADS["value"] else recorded(page)
                for r, row in enumerate(rows):
                    for c, value in enumerate(row):
                        sheet.cell(page.body[0] + 1 + r, c + 1, value)
                filled.records[path.as_posix(), page.name] = len(rows)
        book.save(path)
    return filled


def recorded(page: Page, count: int = 3) -> list[list[Any]]:
    """Return rows that fit the columns of a register."""
    values = {
        "unique": lambda r: f"单位{r}",
        "date": lambda r: dt.date(2024, r + 1, 15),
        "whole": lambda r: 10 + r,
        "decimal": lambda r: 1.5 + r,
        "text": lambda r: f"37{r}",
    }
    return [
        [f.entry.choices[r % len(f.entry.choices)] if f.entry.choices else values[f.entry.kind](r) for f in page.fields]
        for r in range(count)
    ]


def listed(plan: Plan, page: Page) -> list[list[Any]]:
    """Return one row of a list for each measure it offers."""
    fields = {text: name for name, head in words.HEADS.items() for text in head}
    heads = [fields.get(f.head, f.head) for f in page.fields]
    measures = page.fields[heads.index("measure")].entry.choices
    rows = []
    for k, measure in enumerate(measures):
        quantity = next(q for q in (*plan.measures.values(), *plan.indicators.values()) if measure in (q.id, q.en))
        known = {"measure": measure, "unit": quantity.unit.text, "period": "2022年", "产业": "合计", "value": k + 1}
        rows.append([known.get(head, "说明文字") for head in heads])
    return rows


def read_back(plan: Plan, filled: Filled, folder: Path | None = None) -> None:
    """Read the filled workbooks: every number is what it was written as, and nothing is found in them."""
    folder = folder or filled.folder
    extraction, findings = returns.extract(plan, [folder], filled.folder)
    named = {f"{(folder / name).as_posix()}" for name in (p.relative_to(folder) for p in folder.rglob("*.xlsx"))}
    told = [f"{f.at} {f.code} {f.message('zh')}" for f in findings if _within(str(f.at), named, filled.folder)]
    told = [line for line in told if " FZ321 " not in line]  # a unit of the form's own is converted, and that is said
    assert told == []
    sources = extraction.sources
    found = {}
    for o in extraction.observations:
        if not o.rows and o.column:
            place = sources.place(o)
            relative = Path(filled.folder, place.file) if not Path(place.file).is_absolute() else Path(place.file)
            relative = filled.folder / relative.relative_to(folder)
            found[relative.as_posix(), place.sheet, o.row, o.column] = (
                o.measure,
                o.period,
                o.members,
                o.basis,
                o.value,
            )
    for place, meant in filled.expected.items():
        assert found.get(place) == meant, place
    records = {
        ((filled.folder / Path(filled.folder, sources.files[r.file]).relative_to(folder)).as_posix(), sources.sheets[r.sheet]): len(r)
        for r in extraction.records
    }  # fmt: skip
    for place, count in filled.records.items():
        rows = records.get(place) or sum(1 for key in found if key[:2] == place)
        assert rows == count, place


def _within(at: str, files: set[str], root: Path) -> bool:
    """Tell whether a place is in one of the files, named from `root` where it lies below it."""
    return any(at.startswith((file, file.removeprefix(f"{root.as_posix()}/"))) for file in files)


def both(plan: Plan, year: int | None, made: Any = None) -> tuple[dict[str, list[Page]], Any]:
    layouts, findings = books.layouts(plan, vocabulary(plan), tuple(plan.forms), year=year)
    assert findings == ()
    return layouts, made or returns.blanks(plan, tuple(plan.forms), year=year)[0]


@pytest.fixture(scope="module")
def own() -> Plan:
    return load(ROOT / "targets.yaml")


def test_every_form_of_the_repository_has_a_blank_that_finds_nothing_but_emptiness(own: Plan, tmp_path: Path) -> None:
    made = template(ROOT / "targets.yaml", year=2025)
    assert {form for blank in made.blanks for form in blank.forms} == set(own.forms)
    for blank in made.blanks:
        path = tmp_path / "data" / blank.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(blank.content)
    extraction, findings = returns.extract(own, [tmp_path / "data"], tmp_path)
    assert extraction.observations == ()
    assert extraction.unmatched == ()
    assert [str(f.at) for f in findings if str(f.at).startswith("data/")] == []


@pytest.mark.parametrize("year", [None, 2024])
def test_every_form_of_the_repository_is_read_back_as_it_was_filled(
    own: Plan, tmp_path: Path, year: int | None
) -> None:
    """Each form alone: the same figure filled differently in two forms would be a conflict."""
    layouts, made = both(own, year)
    seen = 0
    for forms in dict.fromkeys(blank.forms for blank in made):
        alone = replace(own, forms={name: own.forms[name] for name in forms})
        filled = fill(alone, layouts, tuple(b for b in made if b.forms == forms), tmp_path / forms[0])
        read_back(alone, filled)
        seen += len(filled.expected) + sum(filled.records.values())
    assert seen > 100


def test_the_indicators_are_those_of_the_office(own: Plan) -> None:
    """The blank of the next year has what the latest return holds, in its order; and 上年同期 where that has it."""
    (blank,) = template(ROOT / "targets.yaml", ["主要指标年报"], year=2025).blanks
    assert blank.name == "returns/示例_2025年主要指标.xlsx"
    sheet = openpyxl.load_workbook(BytesIO(blank.content)).worksheets[0]
    printed = [row[0].value for row in sheet.iter_rows(min_row=6) if row[1].value and "：" not in row[1].value]
    latest = ROOT / "data" / "returns" / "示例_2024年主要指标.xlsx"
    held = [row[0].value for row in openpyxl.load_workbook(latest).worksheets[0].iter_rows(min_row=5) if row[2].value]
    assert len(printed) > 10
    aliases = {alias: q.id for q in (*own.measures.values(), *own.indicators.values()) for alias in q.aliases}
    labels = [str(label).replace("其中：", "").strip("\u3000 ①②③") for label in held]
    assert printed == [aliases.get(label, label) for label in labels]
    assert sheet["C5"].value == "2025年"
    (comparable,) = template(ROOT / "targets.yaml", ["企业科技活动综合表"], year=2025).blanks
    heads = [c.value for c in openpyxl.load_workbook(BytesIO(comparable.content)).worksheets[0][5]]
    assert heads == ["指标名称", "计量单位", "本年", "上年同期"]


def test_the_pair_of_this_year_and_last_is_read_back(own: Plan, tmp_path: Path) -> None:
    """本年 is what is published, 上年同期 the year before on this year's list of units."""
    seen = habits(own, returns.extract(own, [ROOT / "data" / "returns"], ROOT)[0])
    alone = replace(own, forms={"企业科技活动综合表": own.forms["企业科技活动综合表"]})
    layouts, _ = books.layouts(alone, vocabulary(alone), tuple(alone.forms), year=2025, habits=seen)
    made, _ = returns.blanks(alone, tuple(alone.forms), year=2025, habits=seen)
    filled = fill(alone, layouts, made, tmp_path)
    assert {(str(p), basis) for _, p, _, basis, _ in filled.expected.values()} == {
        ("2025", "published"), ("2024", "comparable"),
    }  # fmt: skip
    read_back(alone, filled)


PLAN = """
fzplan: 1
plan: {{name: 测试规划, baseline: 2020, span: 2021-2022}}
dimensions:
  园区: {{en: zone, members: {{东区: {{en: East}}, 西区: {{en: West}}}}, partition: true}}
  产业: {{members: [软件, 制造]}}
measures:
  总收入: {{unit: 亿元, kind: flow, en: total income, decimals: 1, note: 全部收入}}
  企业数: {{unit: 家, kind: stock, en: firms}}
  增长率: {{unit: "%", kind: rate}}
  建成面积: {{unit: 万平方米, kind: flow}}
  人均收入: {{unit: 万元/人, kind: ratio}}
indicators: {{得分: {{unit: 分, en: score}}}}
deliverables: {{大桥: {{by: 2022}}, 隧道: {{by: 2022}}}}
forms:
  年报: {{files: "{files}", {form}}}
"""
LAYOUTS = {
    "rows measure": "rows: measure, columns: period",
    "rows period": "rows: period, columns: measure",
    "two levels of columns": 'rows: "{园区}", columns: "{measure} > {year}"',
    "two levels of rows": 'rows: "{measure} > {园区}", columns: year',
    "two fields on an axis": 'rows: measure, columns: "{园区} > {产业} > {year}"',
    "unit among the columns": 'rows: "{园区}", columns: "{measure} > {unit} > {year}"',
    "unit among the rows": 'rows: "{measure} > {unit}", columns: period',
    "a union of dimensions": 'rows: "{grouping} > {member}", columns: "{measure} > {year}"',
    "months": 'rows: measure, columns: "{month}", period: 2021',
    "months and years": 'rows: "{year} > {month}", columns: measure',
    "months in words": 'rows: measure, columns: "{year}年{month}月"',
    "quarters": 'rows: "{quarter}", columns: "{measure} > {year}"',
    "a field of text and name": 'rows: measure, columns: "{year}年（{园区}）"',
    "one measure": 'rows: "{园区}", columns: year, measure: 总收入',
    "one measure in its own unit": 'rows: "{园区}", columns: year, measure: 总收入, unit: 万元',
    "sheets by measure": 'sheets: "{measure}", rows: "{园区}", columns: year',
    "sheets by member": 'sheets: "{园区}", rows: measure, columns: year',
    "sheets by year": 'sheets: "{year}年*", rows: measure, columns: "{园区}"',
    "two patterns of sheets": 'sheets: ["表{_}", 正表], rows: measure, columns: year',
    "a header further down": "header: 9, rows: measure, columns: period",
    "labels pinned": "labels: 2, rows: measure, columns: period",
    "in a corner of the sheet": 'range: "C6:H40", rows: measure, columns: period',
    "names of the office's own": "names: {主营收入: 总收入}, rows: measure, columns: period",
    "English labels dropped": 'rows: measure, columns: "{year} > {_}"',
    "editions": 'rows: measure, columns: "{year} > {edition}"',
    "notes": 'rows: "{measure} > {note}", columns: period',
    "a list": 'rows: "{measure} > {产业} > {period} > {unit} > {note}", columns: value',
    "records": (
        "rows: entity, key: 名称, period: year(日期), fields: {收入: {column: A1, unit: 千元}, 园区: {column: 所属}},"
        " aggregate: {总收入: sum(收入), 企业数: count()}"
    ),
    "records by code": "rows: entity, fields: {人: {column: 人数, unit: 人}}, aggregate: {企业数: count()}, period: 2021",
    "tasks": "rows: task",
}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_layouts_are_read_back_as_they_were_filled(tmp_path: Path, layout: str, lang: Any) -> None:
    plan = load(builders.plan(tmp_path, PLAN.format(files="年报*.xlsx", form=LAYOUTS[layout])))
    names = ("年报",)
    layouts, findings = books.layouts(plan, vocabulary(plan), names, lang=lang)
    assert findings == ()
    made, _ = returns.blanks(plan, names, lang=lang)
    filled = fill(plan, layouts, made, tmp_path / "data")
    assert len(filled.expected) + sum(filled.records.values()) > 0 or layout == "tasks"
    read_back(plan, filled)


@pytest.mark.parametrize(
    ("files", "year", "names"),
    [
        ("returns/{year}.xlsx", None, ["returns/2021.xlsx", "returns/2022.xlsx"]),
        ("returns/{year}.xlsx", 2030, ["returns/2030.xlsx"]),
        ("年报*.xlsx", None, ["年报.xlsx"]),
        ("年报*.xlsx", 2022, ["年报.xlsx"]),
        ("*.xlsx", None, ["年报.xlsx"]),
        ("{园区}/{year}年.xlsx", 2022, ["合计/2022年.xlsx", "东区/2022年.xlsx", "西区/2022年.xlsx"]),
        ("*/年报_{_}.xlsx", 2022, ["年报/年报_2022.xlsx"]),
    ],
)
def test_file_names_fit_the_form(tmp_path: Path, files: str, year: int | None, names: list[str]) -> None:
    plan = load(builders.plan(tmp_path, PLAN.format(files=files, form="rows: measure, columns: period")))
    layouts, findings = books.layouts(plan, vocabulary(plan), ("年报",), year=year)
    assert findings == ()
    assert list(layouts) == names
    filled = fill(plan, layouts, returns.blanks(plan, ("年报",), year=year)[0], tmp_path / "data")
    read_back(plan, filled)


def test_a_star_names_the_year_where_nothing_else_does(tmp_path: Path) -> None:
    form = 'rows: measure, columns: "{园区}"'
    plan = load(builders.plan(tmp_path, PLAN.format(files="年报*.xlsx", form=form)))
    assert list(books.layouts(plan, vocabulary(plan), ("年报",), year=2022)[0]) == ["年报2022年.xlsx"]
    (page,) = books.layouts(plan, vocabulary(plan), ("年报",))[0]["年报.xlsx"]
    (period,) = [c for c in page.cells if c.text == "报告期："]
    assert period.entry is not None
    assert period.entry.choices == ("报告期：2021年", "报告期：2022年")


def test_the_period_is_what_the_office_chose(tmp_path: Path) -> None:
    form = 'rows: measure, columns: "{园区}"'
    plan = load(builders.plan(tmp_path, PLAN.format(files="年报*.xlsx", form=form)))
    path = tmp_path / "data" / "年报.xlsx"
    path.parent.mkdir()
    path.write_bytes(returns.blank(plan, plan.forms["年报"]))
    book = openpyxl.load_workbook(path)
    sheet = book["年报"]
    (line,) = [cell for row in sheet.iter_rows() for cell in row if cell.value == "报告期："]
    (asked,) = [v for v in sheet.data_validations.dataValidation if line.coordinate in v.sqref]
    assert asked.formula1 == '"报告期：2021年,报告期：2022年"'
    line.value = "报告期：2022年"
    sheet["C6"] = 12.5
    book.save(path)
    (found,) = returns.extract(plan, [tmp_path / "data"], tmp_path)[0].observations
    assert (found.measure, str(found.period), found.members, found.value) == ("总收入", "2022", ("_T", "_T"), 12.5)


def test_a_sheet_that_excel_cannot_have_is_no_blank(tmp_path: Path) -> None:
    form = 'sheets: "a/b", rows: measure, columns: year'
    plan = load(builders.plan(tmp_path, PLAN.format(files="年报.xlsx", form=form)))
    made, findings = returns.blanks(plan, ("年报",))
    assert (made, [f.code for f in findings]) == ((), ["FZ390"])
    outside = load(builders.plan(tmp_path, PLAN.format(files="../年报.xlsx", form="rows: measure, columns: year")))
    assert returns.blanks(outside, ("年报",))[0] == ()


def test_a_form_without_a_blank_says_why(tmp_path: Path) -> None:
    path = builders.plan(tmp_path, PLAN.format(files="年报.xls", form="rows: measure, columns: period"))
    made = template(path)
    assert [f.code for f in made.diagnostics] == ["FZ391"]
    assert [b.name for b in made.blanks] == ["年报.xlsx"]
    path = builders.plan(tmp_path, PLAN.format(files="年报.xlsx", form='rows: measure, columns: "{quality}"'))
    assert [f.code for f in template(path).diagnostics if f.severity > 1] == ["FZ390"]
    long = "一个名称长得放不进任何工作表标签里去的原始指标也就是说三十一个字以上"
    text = PLAN.format(files="年报.xlsx", form='sheets: "{measure}", rows: "{园区}", columns: year')
    text = text.replace("  企业数:", f"  {long}: {{unit: 家, kind: stock}}\n  企业数:")
    (found,) = [f for f in template(builders.plan(tmp_path, text)).diagnostics if f.severity > 0]
    assert (found.code, found.facts["measures"]) == ("FZ392", (long, long))
    unknown = template(path, ["月报"])
    assert unknown.unusable
    assert unknown.blanks == ()
    assert [f.code for f in unknown.diagnostics] == ["FZ904"]


CHECKED = """
fzplan: 1
plan: {name: 测试规划, baseline: 2020, span: 2021-2022}
dimensions: {园区: {members: [东区, 西区], partition: true}}
measures:
  总收入: {unit: 亿元, kind: flow, decimals: 1}
  甲收入: {unit: 亿元, kind: flow, decimals: 1}
  乙收入: {unit: 万元, kind: flow, decimals: 0}
  职工: {unit: 人, kind: stock}
  女职工: {unit: 人, kind: stock}
forms:
  年报: {files: "年报.xlsx", rows: measure, columns: year}
  分区: {files: "分区.xlsx", rows: measure, columns: "{园区}", period: 2021}
  名册:
    files: "名册.xlsx"
    rows: entity
    key: 单位
    period: 2021
    fields: {收入: {column: 营业收入, unit: 千元}, 支出: {column: 费用, unit: 万元}}
    aggregate: {总收入: sum(收入)}
checks:
  - {id: R1, within: 女职工 <= 职工}
  - {id: R2, level: confirm, sum: {total: 总收入, parts: [甲收入, 乙收入]}}
  - {id: R3, level: verify, of_which: {total: 总收入, items: [甲收入]}}
  - {id: R4, level: info, within: 总收入 >= 总收入@-1, note: 一般不下降}
  - {id: R5, within: 若 职工 > 0 则 总收入 > 0}
  - {id: R6, within: 支出 <= 收入}
  - {id: R7, within: growth(总收入) < 50%}
"""


def head_row(sheet: Any, first: str) -> int:
    """Return the row of the header, known by its first column."""
    return next(row[0].row for row in sheet.iter_rows() if row[0].value == first)


def results(book: Path, sheet: str = "审核") -> dict[tuple[str, str], str]:
    """Return the outcomes on the sheet of checks by check and place."""
    rows = openpyxl.load_workbook(book, data_only=True)[sheet].iter_rows(min_row=3, values_only=True)
    return {(str(row[0]), str(row[3])): str(row[7]) for row in rows}


@office
def test_the_checks_of_a_filled_return_are_live(tmp_path: Path) -> None:
    path = builders.plan(tmp_path, CHECKED)
    plan = load(path)
    made = {b.name: b.content for b in template(path).blanks}
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "年报.xlsx").write_bytes(made["年报.xlsx"])
    (tmp_path / "in" / "空.xlsx").write_bytes(made["年报.xlsx"])
    (tmp_path / "in" / "名册.xlsx").write_bytes(made["名册.xlsx"])
    book = openpyxl.load_workbook(tmp_path / "in" / "年报.xlsx")
    sheet = book["年报"]
    heads = {sheet.cell(5, c).value: c for c in range(1, 6)}
    rows = {sheet.cell(r, 1).value: r for r in range(6, 11)}
    figures = {
        "2021年": {"总收入": 10.0, "甲收入": 6.0, "乙收入": 40500, "职工": 100, "女职工": 101},
        "2022年": {"总收入": 9.0, "甲收入": 9.1, "职工": 100},
    }
    for year, values in figures.items():
        for name, value in values.items():
            sheet.cell(rows[name], heads[year], value)
    book.save(tmp_path / "in" / "年报.xlsx")
    register = openpyxl.load_workbook(tmp_path / "in" / "名册.xlsx")
    sheet = register["名册"]
    for r, row in enumerate([("甲", 50, 5), ("乙", 50, 6), ("丙", 50, None)]):
        for c, value in enumerate(row, start=1):
            sheet.cell(head_row(sheet, "单位") + 1 + r, c, value)
    register.save(tmp_path / "in" / "名册.xlsx")
    out = recalculated(tmp_path / "in", tmp_path / "out")
    one, two = "年报 2021年", "年报 2022年"
    assert results(out / "年报.xlsx") == {
        ("R1", one): "不通过",  # 101 > 100
        ("R1", two): "未填",
        # 10.0 against 6.0 + 4.05: 0.05 apart; allowed 0.05 + 0.05 + 0.00005, half a step of each
        ("R2", one): "通过",
        ("R2", two): "未填",
        ("R3", one): "通过",
        ("R3", two): "通过",  # 9.1 over 9.0: 0.1 apart, allowed 0.05 + 0.05
        ("R4", two): "不通过",  # 9.0 < 10.0; of 2021 there is no year before on the sheet
        ("R5", one): "通过",
        ("R5", two): "通过",
        ("R7", "年报"): "由 fzplan check 审核",
    }
    assert set(results(out / "空.xlsx").values()) == {"未填", "由 fzplan check 审核"}
    main = openpyxl.load_workbook(out / "年报.xlsx", data_only=True)["年报"]
    assert [c.value for row in main.iter_rows(max_row=4) for c in row if str(c.value).startswith("审核")] == [
        "审核：不通过 2 项"
    ]
    sheet = openpyxl.load_workbook(out / "名册.xlsx", data_only=True)["名册"]
    top = head_row(sheet, "单位")
    assert [sheet.cell(top, c).value for c in range(1, 5)] == ["单位", "营业收入（千元）", "费用（万元）", "审核 R6"]
    # 5万元 = 50千元 passes, 6万元 does not, a blank is not filled in, an empty row says nothing
    assert [sheet.cell(top + r, 4).value or "" for r in range(1, 5)] == ["通过", "不通过", "未填", ""]
    assert "R2 总收入 = 甲收入 + 乙收入（准强制）" in "".join(str(c.value) for c in main["A"])
    extraction, findings = returns.extract(replace(plan, forms={"年报": plan.forms["年报"]}), [out / "年报.xlsx"], out)
    assert [f"{f.code} {f.at}" for f in findings if "xlsx" in str(f.at)] == []
    assert len([o for o in extraction.observations if o.form == "年报"]) == 8


@office
def test_returns_saved_by_libreoffice_are_read_back_as_they_were_filled(own: Plan, tmp_path: Path) -> None:
    forms = ("主要指标年报",)
    alone = replace(own, forms={name: own.forms[name] for name in (*forms, "分园区", "企业数据", "重点任务台账")})
    layouts, _ = books.layouts(alone, vocabulary(alone), tuple(alone.forms), year=2024)
    made, _ = returns.blanks(alone, tuple(alone.forms), year=2024)
    for blank in made:
        single = replace(alone, forms={name: own.forms[name] for name in blank.forms})
        filled = fill(single, layouts, (blank,), tmp_path / blank.forms[0])
        read_back(single, filled, recalculated(filled.folder, tmp_path / f"{blank.forms[0]}.out"))


def test_what_is_locked_what_is_asked_and_what_is_said(tmp_path: Path) -> None:
    plan = load(builders.plan(tmp_path, PLAN.format(files="年报.xlsx", form="rows: measure, columns: year")))
    book = openpyxl.load_workbook(BytesIO(returns.blank(plan, plan.forms["年报"])))
    sheet = book["年报"]
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    assert [c.value for c in sheet[5]] == ["指标名称", "计量单位", "2021年", "2022年"]
    assert [sheet.cell(r, 1).value for r in range(6, 12)] == [
        "总收入",
        "企业数",
        "增长率",
        "建成面积",
        "人均收入",
        "得分",
    ]
    assert sheet["A6"].protection.locked
    assert sheet["B6"].protection.locked
    assert not sheet["C6"].protection.locked
    assert sheet["C6"].fill.fgColor.rgb == "FFFFFBE0"
    assert sheet["A4"].value == "只填浅黄色的单元格（C6:D11）；灰色的名称、单位不要改动。没有数据留空，不要填 0。"
    assert sheet["A6"].comment.text == "说明：全部收入\n计量单位：亿元\n英文：total income"
    assert sheet.freeze_panes == "C6"
    assert (sheet.page_setup.paperSize, sheet.print_title_rows) == (9, "$5:$5")
    asked = {str(v.sqref): v for v in sheet.data_validations.dataValidation}
    kinds = {cell: (v.type, v.operator, v.formula1, v.errorStyle) for cell, v in asked.items()}
    assert kinds["C6"] == ("decimal", None, "-1000000000000000", None)  # money may be negative
    assert kinds["C7"] == ("whole", "greaterThanOrEqual", "0", None)
    assert kinds["C8"] == ("decimal", None, "-100.0", "warning")  # asked about, not refused
    assert kinds["C9"] == ("decimal", "greaterThanOrEqual", "0", None)
    assert next(c.value for c in sheet[12] if c.value) == "单位负责人："
    english = openpyxl.load_workbook(BytesIO(returns.blank(plan, plan.forms["年报"], lang="en")))["年报"]
    assert [c.value for c in english[5]] == ["Indicator", "Unit", "2021", "2022"]
    assert [english.cell(r, 1).value for r in (6, 7, 8)] == ["total income", "firms", "增长率"]


def test_lists_of_members_dates_and_keys(own: Plan) -> None:
    book = openpyxl.load_workbook(BytesIO(returns.blank(own, own.forms["高新技术企业台账"], year=2024)))
    sheet = book["示例高新技术企业"]
    top = head_row(sheet, "证书编号")
    assert [c.value for c in sheet[top]] == ["证书编号", "发证日期", "所属园区"]
    kinds = {str(v.sqref): (v.type, v.formula1) for v in sheet.data_validations.dataValidation if v.type}
    assert kinds[f"A{top + 1}:A5001"] == ("custom", f"SUMPRODUCT(--($A${top + 1}:$A$5001=A{top + 1}))=1")
    assert kinds[f"B{top + 1}:B5001"][0] == "date"
    assert kinds[f"C{top + 1}:C5001"] == ("list", '"东区,西一区,西二区,扩区"')
    assert sheet.cell(top + 1, 1).number_format == "@"
    assert sheet.cell(top + 1, 2).number_format == "yyyy-mm-dd"
    long = openpyxl.load_workbook(BytesIO(returns.blank(own, own.forms["规划公布数据"], year=2024)))
    assert long["选项"].sheet_state == "hidden"
    assert "fz_list1" in long.defined_names


def test_the_same_plan_gives_the_same_bytes(own: Plan) -> None:
    form = own.forms["主要指标年报"]
    assert returns.blank(own, form, year=2024) == returns.blank(own, form, year=2024)


names = st.lists(
    st.sampled_from(["总收入", "利润总额", "R&D 经费", "从业人员", "地均产出", "企业数", "绿地率", "用电量", "进出口总额"]),
    min_size=1, max_size=5, unique=True,
)  # fmt: skip
units = st.sampled_from(["亿元", "万元", "家", "人", "%", "平方公里", "亿元/平方公里", "万千瓦时", "倍", "万美元"])
members = st.lists(st.sampled_from(["东区", "西一区", "高新区", "A区", "南 区"]), min_size=1, max_size=3, unique=True)
AXES = ("{measure}", "{年份}", "{园区}", "{产业}")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_random_plans_and_forms(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """Measures, units, members, and fields in any order on rows, columns and sheets."""
    measures = data.draw(names)
    declared = "".join(
        f'  "{m}": {{unit: "{data.draw(units)}", kind: {data.draw(st.sampled_from(["flow", "stock", "ratio"]))}}}\n'
        for m in measures
    )
    fields = data.draw(st.permutations(["{measure}", "{year}", "{园区}", "{产业}"]))
    kept = ["{measure}", *data.draw(st.lists(st.sampled_from(fields[:3]), max_size=2, unique=True))]
    used = data.draw(st.permutations(list(dict.fromkeys(kept))))
    cut = data.draw(st.integers(1, len(used)))
    rows, columns = used[:cut], used[cut:]
    sheets = ""
    if not columns:
        columns = ["{year}"] if "{year}" not in rows else [rows.pop()] if len(rows) > 1 else []
    if not columns or not rows:
        return
    if len(columns) > 1 and columns[-1] != "{measure}" and data.draw(st.booleans()):
        sheets = f'sheets: "{columns.pop()}", '
    spare = "" if "{year}" in used or columns == ["{year}"] else "period: 2021, "
    path = builders.plan(
        tmp_path_factory.mktemp("plan"),
        "fzplan: 1\nplan: {name: 甲, baseline: 2020, span: 2021-2022}\n"
        f"dimensions:\n  园区: {{members: {data.draw(members)}}}\n  产业: {{members: [软件, 制造业]}}\n"
        f"measures:\n{declared}forms:\n"
        f'  表: {{files: \'表*.xlsx\', {sheets}{spare}rows: "{" > ".join(rows)}", columns: "{" > ".join(columns)}"}}\n',
    )
    plan = load(path)
    layouts, findings = books.layouts(plan, vocabulary(plan), ("表",))
    assert findings == ()
    filled = fill(plan, layouts, returns.blanks(plan, ("表",))[0], path.parent / "data")
    assert filled.expected
    read_back(plan, filled)
