"""What is printed of audit relations: found in a list, in the note under a return, in a text file."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

from tests import builders

from fzplan import returns

if TYPE_CHECKING:
    from pathlib import Path

LIST = """
工业企业审核关系表 | < | < | <
序号 | 表名 | 审核公式 | 审核类型 | 说明
1 | 年报 | 01≥02 | 强制性 | 收入不小于技术收入
2 | 年报 | 若03>0,则04>0 | 核实性 |
3 |  |  |  | 小计
"""


def read(path: Path) -> list[tuple[str, ...]]:
    found, findings = returns.relations(path, path.name)
    assert findings == ()
    return [(str(t.at), t.text, t.level, t.note, t.table) for t in found]


def test_a_list_with_columns(tmp_path: Path) -> None:
    path = builders.workbook(tmp_path / "逻辑审核关系表.xlsx", {"关系": LIST})
    assert read(path) == [
        ("逻辑审核关系表.xlsx:关系!C3", "01≥02", "强制性", "收入不小于技术收入", "年报"),
        ("逻辑审核关系表.xlsx:关系!C4", "若03>0,则04>0", "核实性", "", "年报"),
    ]


def test_other_words_for_the_column(tmp_path: Path) -> None:
    grid = "序号 | 审核关系编号 | {} | 审核关系说明\n1 | A1 | 01==02 and 03>0 | 略"
    for head in ("公式", "逻辑审核公式（python）", "表内平衡关系式", "审核条件", "Formula"):
        path = builders.workbook(tmp_path / f"{head}.xlsx", {"关系": grid.format(head)})
        assert [line[1:4] for line in read(path)] == [("01==02 and 03>0", "", "略")]


def test_sides_in_columns_of_their_own(tmp_path: Path) -> None:
    grid = "序号 | 左式 | 关系符 | 右式 | 审核级别\n1 | '01 | ≥ | 02+03 | 核实\n2 | '04 | | '05 | \n3 | | = | |"
    path = builders.workbook(tmp_path / "a.xlsx", {"关系": grid})
    assert [(line[0], *line[1:3]) for line in read(path)] == [
        ("a.xlsx:关系!B2", "01 ≥ 02+03", "核实"),
        ("a.xlsx:关系!B3", "04 = 05", ""),
    ]


def test_relations_headed_by_the_word_alone(tmp_path: Path) -> None:
    path = builders.workbook(tmp_path / "a.xlsx", {"关系": "序号 | 关系\n1 | 01≥02"})
    assert [line[1] for line in read(path)] == ["01≥02"]


def test_a_column_alone(tmp_path: Path) -> None:
    path = builders.workbook(tmp_path / "a.xlsx", {"关系": "逻辑关系\n01≥02\n03≥04"})
    assert [line[1] for line in read(path)] == ["01≥02", "03≥04"]


def test_the_note_under_a_return(tmp_path: Path) -> None:
    grid = "指标 | 代码 | 本年\n收入<税前> | 01 | 5\n技术 | 02 | 3\n审核关系：（1）01≥02。\n说明：略\n另有：01>=0"
    path = builders.workbook(tmp_path / "a.xlsx", {"表": grid})
    assert [(line[0], line[1]) for line in read(path)] == [
        ("a.xlsx:表!A4", "审核关系：（1）01≥02。"),
        ("a.xlsx:表!A6", "另有：01>=0"),
    ]


def test_a_sheet_of_relations_without_any_heading(tmp_path: Path) -> None:
    path = builders.workbook(tmp_path / "a.xlsx", {"表": "01≥02 | 03≥04\n标题 | 05≥06"})
    assert [line[1] for line in read(path)] == ["01≥02", "03≥04", "05≥06"]


def test_a_text_file(tmp_path: Path) -> None:
    path = tmp_path / "关系.txt"
    path.write_bytes("表内审核：\r\n(1) 01≥02\r\n备注\r\n(2) 03大于04\r\n".encode("gb18030"))
    assert [(line[0], line[1]) for line in read(path)] == [
        ("关系.txt:2:1", "(1) 01≥02"),
        ("关系.txt:4:1", "(2) 03大于04"),
    ]


def test_csv_and_what_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "关系.csv"
    path.write_text('审核公式,级别\n"若01>0,则02>0",强制\n', encoding="utf-8")
    assert [line[1:3] for line in read(path)] == [("若01>0,则02>0", "强制")]
    found, findings = returns.relations(tmp_path / "没有.xlsx", "没有.xlsx")
    assert found == ()
    assert findings
    binary = tmp_path / "图.txt"
    binary.write_bytes(b"\x00\x01\x02")
    assert returns.relations(binary, "图.txt") == ((), ())


def test_lines_that_say_level_and_table_of_those_below(tmp_path: Path) -> None:
    path = tmp_path / "关系.txt"
    path.write_text("SJ_02 财务状况\n强制性审核：\nC3 > D4 提示:略\n核实性审核\n[C3:C8] > [D3:D8]\n", encoding="utf-8")
    assert read(path) == [
        ("关系.txt:3:1", "C3 > D4 提示:略", "强制性", "", "SJ_02"),
        ("关系.txt:5:1", "[C3:C8] > [D3:D8]", "核实性", "", "SJ_02"),
    ]


def document(path: Path, *said: str, body: str = "word/document.xml") -> Path:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    runs = "".join(f"<w:p><w:r><w:t>{text}</w:t><w:br/></w:r></w:p>" for text in said)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(body, f'<w:document xmlns:w="{space}"><w:body>{runs}</w:body></w:document>')
    return path


def test_a_word_document_from_where_it_says_so(tmp_path: Path) -> None:
    path = document(tmp_path / "制度.docx", "收入≥2000万元的企业", "4.审核关系：", "(1)01≥02", "说明")
    assert read(path) == [("制度.docx:3:1", "(1)01≥02\n", "", "", "")]


def test_a_word_document_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"PK\x03\x04 no archive")
    for path in (tmp_path / "a.docx", document(tmp_path / "b.docx", "01≥02", body="word/other.xml")):
        found, findings = returns.relations(path, path.name)
        assert (found, [f.code[:3] for f in findings]) == ((), ["FZ3"])
