"""Bad workbooks, one by one: each its own sentence and place, all in one run, the rest still read."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest
from tests import builders
from tests.returns.plans import dimension, form, measure, plan
from tests.returns.reading import again, read

from fzplan import workflow
from fzplan.returns.pattern import match, match_path

if TYPE_CHECKING:
    from pathlib import Path

INCOME = measure("总收入", "亿元")
STAFF = measure("年末从业人员", "万人", "stock")
PLAN = plan(INCOME, forms={"年报": form("*.xlsx")})
GOOD = """
    指标   | 单位 | 2021年
    总收入 | 亿元 | 7205.3
    """


def table(*rows: str) -> str:
    return "\n".join(("指标 | 单位 | 2021年", *rows))


UNREADABLE = {
    "FZ315": b"",
    "FZ316": b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12345\n",
    "FZ314": b"%PDF-1.4 ...",
    "FZ311": b"PK\x03\x04" + b"\x00" * 100,
    "FZ319": b"\x00\x01\x02\x03" * 100,
    "FZ318": b"<html><body><p>login</p></body></html>",
    "FZ310": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"),
}


@pytest.mark.parametrize("code", UNREADABLE)
def test_an_unreadable_file_is_one_finding_and_the_rest_is_read(tmp_path: Path, code: str) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "坏.xlsx").write_bytes(UNREADABLE[code])
    found = read(tmp_path, PLAN, {"好.xlsx": GOOD})
    assert found.values == {"总收入 2021": 7205.3}
    assert found.codes == [code]
    assert str(found.finding(code).at) == "data/坏.xlsx"


@pytest.mark.parametrize(
    ("head", "word"), [(b"\x89PNG\r\n\x1a\n", "PNG"), (b"\xff\xd8\xff\xe0", "JPEG"), (b"Rar!\x1a", "RAR")]
)
def test_images_and_archives_are_named(tmp_path: Path, head: bytes, word: str) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "图.xlsx").write_bytes(head + b"\0" * 50)
    assert word in again(tmp_path, PLAN).finding("FZ314").message("zh")


def test_a_word_document_named_xlsx(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    with zipfile.ZipFile(tmp_path / "data" / "文.xlsx", "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    assert "Word" in again(tmp_path, PLAN).finding("FZ314").message("en")


def test_a_truncated_workbook(tmp_path: Path) -> None:
    read(tmp_path, PLAN, {"a.xlsx": GOOD})
    path = tmp_path / "data" / "a.xlsx"
    path.write_bytes(path.read_bytes()[:-400])
    assert again(tmp_path, PLAN).codes == ["FZ311"]


def test_a_lock_file_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "~$年报.xlsx").write_bytes(b"x" * 165)
    found = read(tmp_path, PLAN, {"年报.xlsx": GOOD})
    assert found.codes == ["FZ312"]
    assert not found.extraction.unmatched


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_named_xlsx_is_read_with_a_notice(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "a.xlsx").write_bytes("指标,单位,2021年\n总收入,亿元,7205.3\n".encode(encoding))
    found = again(tmp_path, PLAN)
    assert found.values == {"总收入 2021": 7205.3}
    assert found.codes == ["FZ313"]
    assert found.place("总收入 2021") == "data/a.xlsx:C2"


def test_a_page_named_xls_is_read(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    page = "\n\n<html><table><tr><th>指标</th><th>单位</th><th>2021年</th></tr><tr><td>总收入<td>亿元<td>7205.3</table>"
    (tmp_path / "data" / "a.xls").write_text(page, encoding="utf-8")
    found = again(tmp_path, plan(INCOME, forms={"年报": form("*.xls")}))
    assert found.values == {"总收入 2021": 7205.3}
    assert found.codes == ["FZ313"]


def test_a_stray_cell_at_the_far_end_of_a_sheet(tmp_path: Path) -> None:
    read(tmp_path, PLAN, {"a.xlsx": GOOD})
    path = tmp_path / "data" / "a.xlsx"
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    parts[sheet] = parts[sheet].replace(b"</sheetData>", far)
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    assert "1048576 × 16384" in again(tmp_path, PLAN).finding("FZ317").message("zh")


def test_a_workbook_that_claims_more_than_can_be(tmp_path: Path) -> None:
    read(tmp_path, PLAN, {"a.xlsx": GOOD})
    path = tmp_path / "data" / "a.xlsx"
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/sharedStrings.xml"] = parts["xl/sharedStrings.xml"].replace(b'uniqueCount="', b'uniqueCount="99999999999')
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    assert "uniqueCount" in again(tmp_path, PLAN).finding("FZ311").message("zh")


CELLS = {
    "FZ401": ("总收入 | 亿元 | '７２０５．３", 7205.3, "1 个数以文本形式存放，已按数值读取（７２０５．３ → 7205.3）"),
    "FZ402": ("总收入 | 亿元 | 待报", None, "“总收入”应为数值，单元格里是“待报”"),
    "FZ403": ("总收入 | 亿元 | #DIV/0!", None, "“总收入”是错误值 #DIV/0!"),
    "FZ404": ("总收入 | 亿元 | =SUM(B1:B9)", None, "“总收入”是公式 =SUM(B1:B9)，文件中没有保存计算结果"),
    "FZ405": ("总收入 | 亿元 | 2021-03-05", None, "“总收入”应为数值，单元格里是日期 2021-03-05"),
    "FZ406": ("总收入 | 亿元 | '（12.3）", -12.3, "“总收入”写作 （12.3），按会计习惯读作负数 -12.3"),
    "FZ407": ("总收入 | 亿元 | '10-15", None, "“总收入”的“10-15”读不出唯一的数"),
    "FZ320": ("总收入 | 人 | 7205.3", None, "“总收入”的计量单位是亿元，表中写的是人，量纲不同"),
    "FZ321": ("总收入 | 万元 | 72053000", 7205.3, "“总收入”的单位为万元，已换算为亿元（÷10000）"),
    "FZ322": ("总收入 | 亿园 | 7205.3", None, "“总收入”的单位“亿园”不认识："),
}


@pytest.mark.parametrize("code", CELLS)
def test_a_bad_cell_is_one_finding_at_its_address(tmp_path: Path, code: str) -> None:
    row, value, says = CELLS[code]
    found = read(
        tmp_path,
        plan(INCOME, STAFF, forms={"年报": form("*.xlsx")}),
        {"a.xlsx": table(row, "年末从业人员 | 万人 | 19")},
    )
    assert found.values == {"年末从业人员 2021": 19} | ({"总收入 2021": value} if value is not None else {})
    finding = found.finding(code)
    stated = "B2" if code in ("FZ320", "FZ321", "FZ322") else "C2"  # of a unit, the cell that states it
    assert str(finding.at) == f"data/a.xlsx:Sheet1!{stated}"
    assert says in finding.message("zh")
    assert found.codes == [code]
    found.account()


def test_two_places_with_different_values_are_both_told(tmp_path: Path) -> None:
    p = plan(INCOME, forms={"甲": form("a.xlsx"), "乙": form("b.xlsx")})
    found = read(tmp_path, p, {"a.xlsx": GOOD, "b.xlsx": table("总收入 | 亿元 | 7205.9")})
    finding = found.finding("FZ331")
    assert str(finding.at) == "data/a.xlsx:Sheet1!C2"
    assert str(finding.related[0].at) == "data/b.xlsx:Sheet1!C2"
    assert finding.message("zh") == "“总收入”2021年有两个不同的数：7205.3 与 7205.9"
    assert finding.message("en") == "总收入 2021 has two different values: 7205.3 and 7205.9"


def test_values_that_agree_at_printed_precision_are_no_conflict(tmp_path: Path) -> None:
    p = plan(INCOME, forms={"甲": form("a.xlsx"), "乙": form("b.xlsx")})
    found = read(tmp_path, p, {"a.xlsx": GOOD, "b.xlsx": table("总收入 | 万元 | 72053123")})
    assert found.codes == ["FZ321"]


def test_editions_are_not_conflicts(tmp_path: Path) -> None:
    p = plan(INCOME, forms={"快报": form("a.xlsx", edition="快报"), "年报": form("b.xlsx", edition="年报")})
    found = read(tmp_path, p, {"a.xlsx": GOOD, "b.xlsx": table("总收入 | 亿元 | 7300")})
    assert not found.findings
    assert [o.edition for o in found.extraction.observations] == ["快报", "年报"]


MANY = table("总收入 | 亿元 | 7205.3", "年末从业人员 | 万人 | 19.8")


def test_an_equal_copy_of_a_return_is_read_once(tmp_path: Path) -> None:
    p = plan(INCOME, STAFF, forms={"年报": form("主要指标*.xlsx")})
    found = read(tmp_path, p, {"主要指标.xlsx": MANY, "主要指标(1).xlsx": MANY})
    assert found.codes == ["FZ332"]
    assert len(found.extraction.observations) == 2
    assert sorted((a.observations, a.ignored.get("copy", 0)) for a in found.extraction.accounts) == [(0, 2), (2, 0)]


def test_a_copy_that_differs_names_both_files_and_the_cells(tmp_path: Path) -> None:
    p = plan(INCOME, STAFF, forms={"年报": form("主要指标*.xlsx")})
    found = read(tmp_path, p, {"主要指标.xlsx": MANY, "主要指标(1).xlsx": MANY.replace("19.8", "20.1")})
    finding = found.finding("FZ333")
    assert found.codes == ["FZ333"]
    assert {str(finding.at), finding.facts["other"]} == {"data/主要指标.xlsx", "data/主要指标(1).xlsx"}
    assert finding.facts["cells"] == ("C3", "C3")


def test_yearly_returns_of_one_form_are_no_copies(tmp_path: Path) -> None:
    p = plan(INCOME, STAFF, forms={"年报": form("{year}.xlsx", "measure", "period")})
    sheet = "指标 | 单位 | 本年\n总收入 | 亿元 | 7205.3\n年末从业人员 | 万人 | 19.8"
    found = read(tmp_path, p, {"2021.xlsx": sheet, "2022.xlsx": sheet})
    assert not found.findings
    assert len(found.values) == 4


def test_a_form_without_a_file_a_file_without_a_form_and_a_measure_nowhere(tmp_path: Path) -> None:
    p = plan(INCOME, measure("年末从业人数", "万人"), forms={"年报": form("年报.xlsx"), "月报": form("月报*.xlsx")})
    found = read(tmp_path, p, {"年报.xlsx": MANY, "其他.xlsx": GOOD})
    assert found.extraction.unmatched == ("data/其他.xlsx",)
    assert "月报*.xlsx" in found.finding("FZ304").message("zh")
    assert str(found.finding("FZ303").at) == "data/其他.xlsx"
    assert "年末从业人数" in found.finding("FZ308").help("zh")
    assert found.finding("FZ308").severity.code == "verify"  # it may be meant for a measure that nobody gives,
    assert "FZ307" not in found.codes  # which is told once, where it is mended


def test_no_sheet_and_no_table(tmp_path: Path) -> None:
    p = plan(INCOME, forms={"年报": form("a.xlsx", sheets="主要指标"), "附表": form("b.xlsx")})
    found = read(tmp_path, p, {"a.xlsx": GOOD, "b.xlsx": "随便 | 写写\n没有 | 数据"})
    assert "Sheet1" in found.finding("FZ305").message("zh")
    assert str(found.finding("FZ306").at) == "data/b.xlsx:Sheet1"


def test_a_period_that_nobody_says(tmp_path: Path) -> None:
    found = read(tmp_path, PLAN, {"a.xlsx": "指标 | 单位 | 本年\n总收入 | 亿元 | 1"})
    assert str(found.finding("FZ330").at) == "data/a.xlsx:Sheet1!C2"
    assert found.account().ignored == {"no_period": 1}


def test_a_title_against_the_file_name(tmp_path: Path) -> None:
    p = plan(INCOME, forms={"年报": form("{year}.xlsx")})
    found = read(tmp_path, p, {"2022.xlsx": "2021年主要指标 | < | <\n指标 | 单位 | 本年\n总收入 | 亿元 | 1"})
    assert found.values == {"总收入 2022": 1}
    assert found.finding("FZ344").message("zh") == "标题写的是 2021，文件名或工作表名 表明是 2022"


def test_a_path_that_does_not_exist(tmp_path: Path) -> None:
    from fzplan.returns import extract

    _, findings = extract(PLAN, [tmp_path / "没有"], tmp_path)
    assert "FZ302" in [f.code for f in findings]


def test_a_member_that_the_dimension_does_not_have(tmp_path: Path) -> None:
    p = plan(
        INCOME, dimensions=(dimension("园区", "东区"),), forms={"表": form("*.xlsx", "{园区}", "{measure} > {year}")}
    )
    found = read(tmp_path, p, {"a.xlsx": """
        园区 | 总收入（亿元） | <
        ^    | 2020年 | 2021年
        东区 | 1 | 2
        南区 | 3 | 4
        """})  # fmt: skip
    assert len(found.values) == 2
    assert found.finding("FZ308").facts["count"] == 2


def test_prefer_settles_a_conflict(tmp_path: Path) -> None:
    p = plan(measure("总收入", "亿元", prefer=("乙",)), forms={"甲": form("a.xlsx"), "乙": form("b.xlsx")})
    found = read(tmp_path, p, {"a.xlsx": GOOD, "b.xlsx": table("总收入 | 亿元 | 7205.9")})
    assert found.finding("FZ331").severity.code == "info"


def test_an_invented_figure_contradicts_nobody(tmp_path: Path) -> None:
    p = plan(INCOME, forms={"甲": form("a.xlsx"), "乙": form("b.xlsx", quality="illustrative")})
    found = read(tmp_path, p, {"a.xlsx": GOOD, "b.xlsx": table("总收入 | 亿元 | 7205.9")})
    assert not found.findings


def test_a_title_with_a_year_of_its_own_is_no_header(tmp_path: Path) -> None:
    found = read(tmp_path, PLAN, {"a.xlsx": """
        附表1 | | 2021年
        企业名录 | |
        指标 | 单位 | 2021年
        总收入 | 亿元 | 7205.3
        """})  # fmt: skip
    assert found.place("总收入 2021") == "data/a.xlsx:Sheet1!C4"


def test_a_figure_not_given_is_no_heading(tmp_path: Path) -> None:
    found = read(tmp_path, plan(INCOME, STAFF, forms={"年报": form("*.xlsx")}), {"a.xlsx": table(
        "年末从业人员 | 万人 | ", "总收入 | 亿元 | 7205.3"
    )})  # fmt: skip
    assert found.values == {"总收入 2021": 7205.3}
    assert not found.findings


def test_a_measure_nowhere_found_names_labels_whatever_unit_they_carry(tmp_path: Path) -> None:
    p = plan(measure("总收入", "亿元"), measure("利润", "亿元"), forms={"表": form("*.xlsx")})
    found = read(tmp_path, p, {"a.xlsx": """
        指标             | 2021年
        一、总收人（亿元） | 700
        利润（亿元）     | 7
        """})  # fmt: skip
    assert "总收人（亿元）" in found.finding("FZ308").message("zh")
    assert "总收入" in found.finding("FZ308").help("zh")


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("人民币亿元", 700),
        ("亿人民币", 700),
        ("人民币万元", 0.07),
        ("万元(不含税)", 0.07),
        ("万元，现价", 0.07),
        ("现价", 700),  # a remark: the declared unit
        ("10亿元以上", 700),
        ("万", None),  # 10 000 of what?
        ("蛋元", None),
        ("亿元、万元", None),
    ],
)
def test_a_unit_in_brackets_is_read_or_named_and_never_passed_over(
    tmp_path: Path, said: str, value: float | None
) -> None:
    p = plan(measure("总收入", "亿元"), forms={"表": form("*.xlsx")})
    found = read(tmp_path, p, {"a.xlsx": f"指标 | 2021年\n总收入（{said}） | 700"})
    assert found.values == ({} if value is None else {"总收入 2021": value})
    assert (value is None) == any(f.code in ("FZ320", "FZ322") for f in found.findings)


def test_patterns_full_of_stars_take_no_time() -> None:
    stars = "*a" * 12 + "*b"
    assert match_path(stars + ".xlsx", "a" * 200 + ".xlsx") is None
    assert match_path(stars + ".xlsx", "a" * 20 + "b.xlsx") == {}
    assert match(stars + "{measure}c", "a" * 480) is None
    assert match("D_*_{性别}", "D_2016_2022_男") == {"性别": "男"}


def test_many_unknown_labels_of_one_table_are_one_finding(tmp_path: Path) -> None:
    builders.plan(
        tmp_path,
        """
        fzplan: 1
        plan: {name: 标签, baseline: 2020, span: 2021-2025}
        indicators: {总收入: {unit: 亿元}}
        forms: {年报: {files: 年报.xlsx, rows: measure, columns: period}}
        """,
    )
    rows = "\n".join(f"无名{k} | {k} | {k}" for k in range(5))
    builders.workbook(
        tmp_path / "data" / "年报.xlsx", {"表": f"单位：亿元\n指标 | 2020年 | 2021年\n总收入 | 7 | 8\n{rows}"}
    )
    found = [d for d in workflow.check(tmp_path / "targets.yaml").diagnostics if d.code == "FZ308"]
    assert [str(d.at).rpartition("!")[2] for d in found] == ["A4"]
    assert found[0].message("zh") == "“无名0”“无名1”“无名2”等 5 个不是已声明的名称，其 10 个数未读取"
