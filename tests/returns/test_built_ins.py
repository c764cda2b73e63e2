"""Corners of the built-in checks that the corpus (tests/corpus) does not reach: many cells, links by number, wide gaps."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest
from tests.corpus.case import Case, found, told, written

from fzplan.diagnostics import CellRef, Severity
from fzplan.returns import cell_codes, folding, strays
from fzplan.returns.readers import links
from fzplan.returns.readers.book import Sheet

if TYPE_CHECKING:
    from pathlib import Path

BLANK = [""] * 3


def lines(case: Case, folder: Path, monkeypatch: pytest.MonkeyPatch, kind: str = "xlsx") -> list[str]:
    monkeypatch.chdir(folder)
    written(case, kind, folder)
    return [told(one) for one in found(folder.relative_to(folder))]


def test_more_blocks_than_anybody_reads_are_one_finding_with_their_number() -> None:
    cells = [CellRef("a", "b", row, 2) for row in range(1, 101, 2)]
    (one,) = folding.folded([cell_codes.TEXT_CELL(at, label=f"指标{at.row}", text="待报") for at in cells])
    assert (one.at, len(one.instances), len(one.related)) == (cells[0], 50, folding.CITED)
    assert one.message("zh") == "“指标1、指标3、指标5、指标7、指标9 …”应为数值，单元格里是“待报”（共 50 格）"
    assert one.message("en").endswith("(50 cells)")


def test_findings_of_the_whole_file_and_of_other_levels_are_left_alone() -> None:
    at, beside = CellRef("a", "b", 1, 1), CellRef("a", "b", 2, 1)
    rule = cell_codes.TEXT_NUMBER
    found_ = folding.folded([rule(at, shown="1", count=1), rule(beside, severity=Severity.VERIFY, shown="2", count=1)])
    assert [one.at for one in found_] == [at, beside]


@pytest.mark.parametrize(
    ("rows", "far"),
    [
        ([["a", 1.0, ""], *[BLANK] * 60, ["", "", 5.0]], {(61, 2): 5.0}),
        ([["a", 1.0, ""], *[BLANK] * 40, ["", "", 5.0]], {}),  # a form with blank rows
        ([["a", 1.0, ""], *[BLANK] * 60, *[["b", 2.0, 3.0]] * 2], {}),  # a second table
        ([["a", 1.0, ""], *[BLANK] * 60, ["填表人：张三", "", ""]], {}),
        ([["a", 1.0, *[""] * 20, 5.0]], {(0, 22): 5.0}),
        ([["a", 1.0, *[""] * 10, 5.0]], {}),
        ([[*[""] * 30, 5.0]], {}),  # nothing else is there
    ],
)
def test_what_is_far_away(rows: list[list[str | float]], far: dict[tuple[int, int], float]) -> None:
    sheet, taken = strays.without(Sheet("表", rows))  # type: ignore[arg-type]
    assert taken == far
    assert all(cell not in far.values() for row in sheet.rows for cell in row)


def test_a_shared_formula_links_each_of_its_cells() -> None:
    xml = (
        '<c r="C4"><f t="shared" ref="C4:C6" si="0">[1]年报!C4*2</f><v>1</v></c><c r="D4"><f>[2]!名称</f><v>2</v></c>'
        '<c r="E4"><f>A1</f><v>1</v></c><c><f>[1]年报!A1</f></c><c r="F4"><f t="shared" ref="F4" si="1">[3]a!A1</f></c>'
    ).encode()
    assert dict(links.linked(xml)) == {(3, 2): "1", (4, 2): "1", (5, 2): "1", (3, 3): "2", (3, 5): "3"}


def test_the_other_workbook_is_told_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = Case("link", "years", {"C4": "=[1]年报!C4 => 7433.1", "D6": "=[2]年报!C4 => 4400"})
    monkeypatch.chdir(tmp_path)
    written(case, "xlsx", tmp_path)
    target = "file:///D:/%E6%8A%A5%E8%A1%A8/%E5%8E%BB%E5%B9%B4.xlsx"
    with zipfile.ZipFile(tmp_path / "data" / "年报.xlsx", "a") as archive:
        archive.writestr(
            "xl/externalLinks/_rels/externalLink1.xml.rels",
            f'<Relationships><Relationship Id="rId1" Target="{target}" TargetMode="External"/></Relationships>',
        )
    findings = found(tmp_path.relative_to(tmp_path))
    assert [told(one) for one in findings] == [
        "verify FZ410 data/年报.xlsx:年报!C4",
        "verify FZ410 data/年报.xlsx:年报!D6",
    ]
    assert [one.facts["book"] for one in findings] == ["去年.xlsx", "[2]"]


def test_a_number_with_a_unit_that_nobody_knows_is_no_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = Case("unit", "entities", {"D5": "'73元宝", "D6": "'（52.5）", "D7": "'超过10"})
    assert sorted(lines(case, tmp_path, monkeypatch)) == [
        "error FZ402 data/企业年报_2023.xlsx:企业!D5",
        "info FZ401 data/企业年报_2023.xlsx:企业!D7",
        "verify FZ406 data/企业年报_2023.xlsx:企业!D6",
    ]


def test_formulas_without_a_result_among_records_are_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = Case("uncached", "entities", {"D5": "=E5", "E6": "=F6 => 18.75"})
    assert lines(case, tmp_path, monkeypatch) == ["error FZ404 data/企业年报_2023.xlsx:企业!D5"]


def test_two_rows_by_two_names_of_one_measure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = Case("alias", "coded", {"A6": "总收入"})  # 一、营业收入 is another name of it
    assert lines(case, tmp_path, monkeypatch) == ["error FZ348 data/综合表_2023.xlsx:综合表!A6"]


def test_a_merged_heading_and_an_empty_merge_are_no_faults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = Case("merges", "entities", {"B1": "<", "C1": "<", "G3": "", "G4": "^"})
    assert lines(case, tmp_path, monkeypatch) == []


def test_named_files_alone_lack_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pathlib import Path as At

    from fzplan import workflow

    monkeypatch.chdir(tmp_path)
    written(Case("pair", "pair", {}), "xlsx", tmp_path)
    named = workflow.compute(At("targets.yaml"), (At("data/年报.xlsx"),), values=False).diagnostics
    assert [one.code for one in named if one.code in ("FZ304", "FZ307")] == []
