"""Single records behind a figure: from workbooks and from tables, as a table, CSV and JSON; what explain says of them.

The register (tests/microdata/tables.py), 2024, more than 10 千元 each: 甲 100 and 乙 25.5 in 东区, 丙 30 in 西区.
"""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest
from rich.cells import cell_len

from tests import builders
from tests.cli.runs import fzplan
from tests.microdata import tables

if TYPE_CHECKING:
    from pathlib import Path

BOOK, TABLE = "*.xlsx", "*.parquet"
SECRET = "逐户数据只供核对，不得外传或公布"


def filled(folder: Path, kind: str, rows: tuple[tuple[Any, ...], ...] = tables.ROWS) -> Path:
    """Write the plan and the register as a workbook or a table."""
    tables.written(folder, f'files: "{kind}"')
    if kind == TABLE:
        tables.parquet(folder / "data" / "a.parquet", rows)
    else:
        lines = [
            " | ".join("" if v is None else f"'{v}" if isinstance(v, str) else str(v) for v in row) for row in rows
        ]
        builders.workbook(folder / "data" / "a.xlsx", {"企业": "\n".join([" | ".join(tables.HEAD), *lines])})
    return folder


@pytest.fixture(params=[BOOK, TABLE], ids=["workbook", "table"])
def home(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return filled(tmp_path, request.param)


def listed(home: Path, *arguments: str) -> dict[str, Any]:
    done = fzplan("records", "年报", *arguments, "--format", "json", cwd=home)
    assert done.returncode == 0, done.stderr
    assert SECRET in done.stderr
    (found,) = json.loads(done.stdout)
    return found


def test_without_a_form_those_of_records_are_named(home: Path) -> None:
    assert fzplan("records", cwd=home).stdout == "年报\n"


def test_without_a_plan_there_are_none(tmp_path: Path) -> None:
    assert fzplan("records", cwd=tmp_path).stdout.strip() == ""


def test_records_that_count_are_listed(home: Path) -> None:
    found = listed(home)
    assert found["total"] == 4  # 丁 has 10 千元, which is not more than 1万元; 戊 has nothing
    assert {(r["period"], r["代码"], r["园区"], r["营业收入"]) for r in found["records"]} == {
        ("2024", "甲", "东区", 100.0), ("2024", "乙", "东区", 25.5), ("2024", "丙", "西区", 30.0),
        ("2023", "甲", "东区", 20.0),
    }  # fmt: skip


def test_of_a_year_and_a_member(home: Path) -> None:
    assert [r["代码"] for r in listed(home, "2023")["records"]] == ["甲"]
    found = listed(home, "2024", "--by", "园区=西区")
    assert [r["代码"] for r in found["records"]] == ["丙"]
    assert found["total"] == 1


def test_the_largest_contributions_come_first(home: Path) -> None:
    found = listed(home, "2024", "--measure", "总收入", "--top", "2")
    assert [(r["代码"], r["figure"]) for r in found["records"]] == [("甲", 100.0), ("丙", 30.0)]
    assert found["total"] == 3


def test_what_is_only_counted_has_no_largest(home: Path) -> None:
    found = listed(home, "2024", "--measure", "企业数")
    assert {r["代码"] for r in found["records"]} == {"甲", "乙", "丙"}
    assert all("figure" not in r for r in found["records"])


def test_a_table_on_a_screen(home: Path) -> None:
    done = fzplan("records", "年报", "2024", "--measure", "总收入", "--top", "2", cwd=home)
    lines = done.stdout.splitlines()
    assert lines[0].split()[-5:] == ["报告期", "园区", "代码", "营业收入", "汇总的数"]
    assert lines[2].split()[-5:] == ["2024", "东区", "甲", "100", "100"]
    assert lines[-1] == "共 3 条记录，列出 2 条"
    assert done.stderr.strip() == SECRET


def test_a_workbook_says_the_row(tmp_path: Path) -> None:
    found = listed(filled(tmp_path, BOOK), "2024", "--measure", "总收入")
    assert [r["place"] for r in found["records"]] == [f"data/a.xlsx:企业!{row}" for row in (2, 4, 3)]


def test_english(home: Path) -> None:
    done = fzplan("records", "年报", "2023", "--lang", "en", cwd=home)
    assert "period" in done.stdout.splitlines()[0]
    assert done.stdout.splitlines()[-1] == "records: 1, listed: 1"
    assert done.stderr.strip() == "data of single respondents, for checking only: not to be passed on or published"


def test_a_narrow_screen_has_one_field_under_another_and_nothing_cut(home: Path) -> None:
    done = fzplan("records", "年报", "2024", "--by", "园区=西区", cwd=home, COLUMNS="20")
    lines = done.stdout.splitlines()
    assert {"报告期  2024", "园区  西区", "代码  丙", "营业收入  30"} <= set(lines)
    assert lines[-2:] == ["", "共 1 条记录，列出 1 条"]


@pytest.mark.parametrize("name", ["甲", "某某高新技术产业股份有限公司第一分公司" * 3])
def test_eighty_columns(name: str, tmp_path: Path) -> None:
    home = filled(tmp_path, BOOK, ((2024, name, "东区", 100.0),))
    done = fzplan("records", "年报", "2024", cwd=home, COLUMNS="80")
    lines = done.stdout.splitlines()
    head = lines[0]
    if len(name) == 1:
        assert max(map(cell_len, lines)) <= 80
        assert head.split() == ["位置", "报告期", "园区", "代码", "营业收入"]
    else:
        assert f"代码  {name}" in lines  # whole: it can be searched for and copied


def test_csv_is_no_formula_to_whoever_opens_it(tmp_path: Path) -> None:
    rows = ((2024, "=1+1", "东区", 100.0), (2024, "@SUM(A1)", "西区", 30.0), (2024, "-2+3", "西区", 20.0))
    for kind in (BOOK, TABLE):
        folder = tmp_path / kind[2:]
        folder.mkdir()
        done = fzplan(
            "records", "年报", "2024", "--measure", "总收入", "--format", "csv", cwd=filled(folder, kind, rows)
        )
        assert done.returncode == 0, done.stderr
        head, *records = csv.reader(io.StringIO(done.stdout))
        assert head[-4:] == ["园区", "代码", "营业收入", "汇总的数"]
        assert [r[-3] for r in records] == ["'=1+1", "'@SUM(A1)", "'-2+3"]
        assert [float(r[-1]) for r in records] == [100, 30, 20]


def test_a_form_that_has_no_records_is_told_with_those_that_have(home: Path) -> None:
    done = fzplan("records", "月报", cwd=home, FZPLAN_LANG="en")
    assert done.returncode == 2
    assert "FZ960" in done.stderr
    assert "年报" in done.stderr
    assert not done.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "named"),
    [
        (("--measure", "总收人"), "FZ904", "总收入"),
        (("--by", "区=东区"), "FZ918", "园区"),
        (("--by", "园区=东"), "FZ919", "东区"),
    ],
)
def test_what_the_plan_does_not_have_is_told(arguments: tuple[str, ...], code: str, named: str, home: Path) -> None:
    done = fzplan("records", "年报", *arguments, cwd=home)
    assert done.returncode == 2
    assert code in done.stderr
    assert named in done.stderr
    assert not done.stdout


def test_a_plan_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    done = fzplan("records", "年报", cwd=tmp_path)
    assert done.returncode == 2
    assert "targets.yaml" in done.stderr


def test_a_year_without_records(home: Path) -> None:
    done = fzplan("records", "年报", "2019", cwd=home)
    assert done.returncode == 0
    assert done.stdout.splitlines()[-1] in ("没有这样的记录", "共 0 条记录，列出 0 条")


def test_figures_and_wide_names_are_folded(home: Path) -> None:
    done = fzplan("records", " 年报 ", "2023", "--measure", "总收入 ", cwd=home)
    assert "甲" in done.stdout


NET = """
fzplan: 1
plan: {name: 试验, baseline: 2020, span: 2021-2025}
dimensions:
  园区: {members: {东区: {en: East}, 西区: {}}, groups: {全区: [东区, 西区]}}
measures: {净收入: {unit: 万元, kind: flow}, 户均: {unit: 万元, kind: flow}, 主体数: {unit: 家, kind: flow}}
indicators: {}
forms:
  汇总: {files: "sum*.xlsx", rows: measure, columns: period}
  月报:
    files: "a*.xlsx"
    rows: entity
    key: 代码
    period: month(月份)
    where: 净额 > 1万元
    fields:
      收入: {column: 收入, unit: 千元}
      支出: {column: 支出, unit: 千元}
      净额: {formula: 收入 - 支出, unit: 千元}
      园区: {column: 园区}
    aggregate: {净收入: sum(净额), 户均: mean(净额), 主体数: count()}
"""
MONTHS = """
    月份 | 代码 | 园区 | 收入 | 支出
    2024-01 | 甲 | 东区 | 100 | 10
    2024-01 | 乙 | 东区 | 25.5 | 0.5
    2024-02 | 丙 | 西区 | 30 | 1
    2024-02 | 丁 | 西区 | 10 | 0
    2023-12 | 戊 |  | 44 | 4
"""


@pytest.fixture
def months(tmp_path: Path) -> Path:
    builders.plan(tmp_path, NET)
    builders.workbook(tmp_path / "data" / "a.xlsx", {"企业": MONTHS})
    return tmp_path


def monthly(home: Path, *arguments: str) -> list[tuple[str, str, float]]:
    done = fzplan("records", "月报", *arguments, "--format", "json", cwd=home)
    return [(r["period"], r["代码"], r["净额"]) for found in json.loads(done.stdout) for r in found["records"]]


def test_a_year_has_its_months_and_fields_are_computed(months: Path) -> None:
    first, second, third = ("2024-01", "甲", 90.0), ("2024-01", "乙", 25.0), ("2024-02", "丙", 29.0)
    assert monthly(months, "2024") == [first, second, third]  # 100 − 10, 25.5 − 0.5, 30 − 1; 丁: 10 is not more
    for measure in ("净收入", "户均"):
        assert monthly(months, "2024", "--measure", measure) == [first, third, second]
    assert monthly(months, "2023") == [("2023-12", "戊", 40.0)]  # of no member: in the whole alone
    assert monthly(months, "--by", "园区=East") == [first, second]


def test_a_group_of_members_is_told_with_its_members(months: Path) -> None:
    done = fzplan("records", "月报", "--by", "园区=全区", cwd=months)
    assert (done.returncode, "FZ919" in done.stderr, "东区、西区" in done.stderr) == (2, True, True)


def test_a_form_of_tables_is_no_form_of_records(months: Path) -> None:
    done = fzplan("records", "汇总", cwd=months)
    assert (done.returncode, "FZ960" in done.stderr) == (2, True)
    assert fzplan("records", cwd=months).stdout == "月报\n"


def test_a_sheet_without_a_column_of_the_others_has_nothing_in_it(months: Path) -> None:
    builders.workbook(months / "data" / "a2.xlsx", {"企业": "月份 | 代码 | 园区 | 收入\n2024-03 | 己 | 东区 | 700"})
    done = fzplan("records", "月报", "2024", "--format", "csv", cwd=months)
    assert done.returncode == 1
    assert "FZ335" in done.stderr  # the missing column is told
    assert "己" not in done.stdout  # 700 − nothing is not known


def test_a_column_that_no_sheet_has(tmp_path: Path) -> None:
    builders.plan(tmp_path, NET)
    builders.workbook(tmp_path / "data" / "a.xlsx", {"企业": "月份 | 代码 | 园区 | 收入\n2024-03 | 己 | 东区 | 700"})
    done = fzplan("records", "月报", "2024", cwd=tmp_path)
    assert (done.returncode, "FZ335" in done.stderr) == (1, True)
    assert "己" in done.stdout
    done = fzplan("records", "月报", "2024", "--measure", "净收入", cwd=tmp_path)
    assert "己" not in done.stdout  # what it contributes is not known


# --- what explain says ---------------------------------------------------------------------------------------------


def behind(home: Path, *arguments: str) -> list[str]:
    """Return what is said after the explanation itself."""
    done = fzplan("explain", "总收入", *arguments, cwd=home)
    assert done.returncode == 0, done.stderr
    return done.stdout.rpartition("\n\n")[2].splitlines()


def test_explain_names_the_largest_contributors_and_how_to_list_all(home: Path) -> None:
    assert behind(home, "2024") == [
        "总收入 2024年：sum(营业收入)（营业收入 > 1万元），3条记录、3个填报单位",
        "  贡献最大（只供核对）：甲 100，丙 30，乙 25.5",
        "  fzplan records 年报 2024 --measure 总收入",
    ]
    assert behind(home, "2024", "--lang", "en") == [
        "总收入 2024: sum(营业收入)（营业收入 > 1万元）, records: 3, respondents: 3",
        "  largest contributions (for checking only): 甲 100, 丙 30, 乙 25.5",
        "  fzplan records 年报 2024 --measure 总收入",
    ]


@pytest.mark.parametrize("member", ["东区", "西区"])  # two respondents, and one
def test_what_is_withheld_names_nobody(member: str, home: Path) -> None:
    found = behind(home, "2024", "--by", f"园区={member}")
    assert found[1:] == [
        "  不列贡献最大的单位：没有逐户相加的数，或会泄露单户数据",
        f"  fzplan records 年报 2024 --by 园区={member}",
    ]
    assert not any(name in line for line in found for name in "甲乙丙")


def test_a_count_has_no_largest_contribution(home: Path) -> None:
    done = fzplan("explain", "企业数", "2024", cwd=home)
    assert "贡献最大（" not in done.stdout
    assert "fzplan records 年报 2024\n" in done.stdout


def test_the_public_is_told_nothing_of_it(home: Path) -> None:
    for year in ("2024", "2023"):
        done = fzplan("explain", "总收入", year, "--public", cwd=home)
        assert done.returncode == 0, done.stderr
        said = done.stdout + done.stderr
        assert not any(word in said for word in ("fzplan records", "贡献最大", "甲", "乙", "丙"))


def test_a_what_if_is_no_figure_of_records(home: Path) -> None:
    done = fzplan("explain", "总收入", "2024", "--set", "总收入@2024=20", cwd=home)
    assert "fzplan records" not in done.stdout


def test_printed_figures_rest_on_no_records(tmp_path: Path) -> None:
    from tests.cli.runs import project

    assert "fzplan records" not in fzplan("explain", "总收入", "2024", cwd=project(tmp_path)).stdout


def test_several_kinds_at_once_and_a_table_that_lacks_a_column(tmp_path: Path) -> None:
    home = filled(tmp_path, TABLE)
    tables.parquet(home / "data" / "b.parquet", ((2022, "己", "东区", 90.0),))
    assert listed(home, "2022")["records"] == [{"period": "2022", "园区": "东区", "代码": "己", "营业收入": 90.0}]
    tables.parquet(home / "data" / "a.parquet", tables.ROWS, head=("年份", "代码", "园区"))
    tables.parquet(home / "data" / "b.parquet", tables.ROWS, head=("年份", "代码", "园区"))
    done = fzplan("records", "年报", cwd=home)
    assert done.returncode == 1
    assert "营业收入" in done.stderr


@pytest.mark.parametrize("kind", [BOOK, TABLE])
def test_records_that_do_not_say_their_member_are_none_of_it(kind: str, tmp_path: Path) -> None:
    home = filled(tmp_path, kind)
    plan = (home / "targets.yaml").read_text(encoding="utf-8")
    (home / "targets.yaml").write_text(plan.replace(", 园区: {column: 园区}}", "}"), encoding="utf-8")
    assert "共 3 条记录" in fzplan("records", "年报", "2024", cwd=home).stdout
    done = fzplan("records", "年报", "2024", "--by", "园区=东区", cwd=home)
    assert done.stdout.strip() == "没有这样的记录"


def test_the_months_of_a_year_in_tables(tmp_path: Path) -> None:
    path = tables.written(tmp_path, 'files: "{period}.parquet"')
    path.write_text(path.read_text(encoding="utf-8").replace("    period: year(年份)\n", ""), encoding="utf-8")
    for month, name, figure in (("2024-01", "甲", 90.0), ("2024-02", "乙", 95.0), ("2023-12", "丙", 99.0)):
        tables.parquet(tmp_path / "data" / f"{month}.parquet", ((0, name, "东区", figure),))
    done = fzplan("records", "年报", "2024", "--measure", "总收入", "--format", "json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    rows = [(r["period"], r["代码"]) for found in json.loads(done.stdout) for r in found["records"]]
    assert sorted(rows) == [("2024-01", "甲"), ("2024-02", "乙")]


@pytest.mark.parametrize("engine", tables.AT_HAND)
def test_a_table_has_years_and_no_months(engine: str, tmp_path: Path) -> None:
    path = tables.written(tmp_path)
    path.write_text(path.read_text(encoding="utf-8").replace("year(年份)", "month(年份)"), encoding="utf-8")
    tables.parquet(tmp_path / "data" / "a.parquet")
    done = fzplan("check", "--engine", engine, cwd=tmp_path)
    assert done.returncode in (0, 1), done.stderr
    assert "FZ956" in done.stdout + done.stderr
    assert "month(年份)" in done.stdout + done.stderr
    assert "甲" in fzplan("records", "年报", "--engine", engine, cwd=tmp_path).stdout


def test_a_database_is_opened_only_when_asked_for(tmp_path: Path) -> None:
    connection = 'connections: {库: {url: "duckdb:///data/store.duckdb"}}'
    tables.written(tmp_path, "connection: 库\n    table: 年报", connection)
    done = fzplan("records", "年报", cwd=tmp_path)
    assert (done.returncode, "FZ957" in done.stderr, done.stdout.strip()) == (1, True, "没有这样的记录")
