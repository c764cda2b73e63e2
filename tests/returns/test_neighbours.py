from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests import builders

from fzplan import plan, returns
from fzplan.diagnostics import CellRef, Span
from fzplan.formula.faults import width
from fzplan.observations import Extraction
from fzplan.returns import body_cells, neighbours
from fzplan.returns.grid import Grid
from fzplan.returns.neighbours import DRAWN, WIDEST, Window, drawn, located
from fzplan.returns.readers.book import Facts, Sheet

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

GRID = """
    某单位 2023 年报 | < | < | <
    序号 | 指标 | 2022 | 2023
    1 | 总收入 | 10.5 | 12.0
    2 | 其中：技术服务和科学研究收入 | 4.0 | 5.0
    3 | 利润 | 1.0 | 2.0
"""


def of(tmp_path: Path, *places: CellRef, grid: str = GRID, seen: Extraction | None = None) -> dict[CellRef, str]:
    path = builders.workbook(tmp_path / "a.xlsx", {"表": grid})
    return returns.excerpts(places, seen or Extraction(), {"a.xlsx": path})


def cell(row: int, column: int, last_row: int = 0, last_column: int = 0, sheet: str = "表") -> CellRef:
    return CellRef("a.xlsx", sheet, row, column, last_row, last_column)


def test_a_cell_among_its_neighbours_with_its_label_and_heading(tmp_path: Path) -> None:
    # a year is a heading though it is a number; the running number is no label
    assert of(tmp_path, cell(4, 4))[cell(4, 4)].splitlines() == [
        "  | B                C    D",
        "2 | 指标             2022 2023",
        "3 | 总收入           10.5 12",
        "4 | 其中：技术服务.. 4    5",
        "  |                       ^",
        "5 | 利润             1    2",
    ]


def test_carets_stand_right_below_wide_characters(tmp_path: Path) -> None:
    lines = of(tmp_path, cell(4, 2))[cell(4, 2)].splitlines()
    meant = lines.index(next(line for line in lines if "^" in line))
    assert width(lines[meant - 1][: lines[meant - 1].index("其中")]) == lines[meant].index("^")
    assert lines[meant].count("^") == width("其中：技术服务..")


def test_of_a_tall_block_the_first_rows_and_of_a_wide_one_what_fits() -> None:
    wide = Sheet(
        "表", [[f"第{c}季度营业总收入" for c in range(30)], *[[float(r * c) for c in range(30)] for r in range(9)]]
    )
    text = drawn(Grid(wide), located(Grid(wide), cell(2, 1, 9, 30)))
    assert max(map(width, text.splitlines())) <= WIDEST
    assert [line.split(" | ")[0] for line in text.splitlines()] == ["  ", "1", "2", "3", "4", "", "5"] or text.count(
        "^"
    )
    assert sum("^" in line for line in text.splitlines()) == 1
    assert "9 | " not in text


def test_rows_of_figures_are_no_headings() -> None:
    rows = [["名称", "代码"], ["甲", "A1"], ["乙", "B2"], ["丙", "坏"]]
    grid = Grid(Sheet("表", rows))
    assert located(grid, cell(4, 2), {1, 2, 3}).header == 0
    assert located(grid, cell(4, 2)).header == 2  # without them the row above is taken for one
    assert located(grid, cell(1, 1)) == Window(-1, (), 0, 0, 0, 0)


def test_rows_that_were_read_are_known_to_hold_figures(tmp_path: Path) -> None:
    builders.plan(tmp_path, """
        fzplan: 1
        plan: {name: 某区规划, baseline: 2020, span: 2021-2025}
        measures: {收入: {unit: 亿元, kind: flow}}
        forms:
          主要: {files: "a.xlsx", rows: measure, columns: period}
          企业: {files: "b.xlsx", rows: entity, key: 名称, period: 2021, fields: {代码: {column: 代码}}}
    """)  # fmt: skip
    files = {
        "data/a.xlsx": builders.workbook(
            tmp_path / "data" / "a.xlsx", {"表": "指标 | 2021年 | 备注\n收入（亿元） | 5 | 甲\n支出 | x | 乙"}
        ),
        "data/b.xlsx": builders.workbook(
            tmp_path / "data" / "b.xlsx", {"表": "名称 | 代码\n甲 | A1\n乙 | B2\n丙 | 坏"}
        ),
    }
    found, _ = plan.load(tmp_path / "targets.yaml")
    assert found is not None
    seen, _ = returns.extract(found, [tmp_path / "data"], tmp_path)
    places = [CellRef("data/a.xlsx", "表", 3, 3), CellRef("data/b.xlsx", "表", 4, 2)]
    drawn_ = returns.excerpts(places, seen, files)
    assert [drawn_[place].splitlines()[1].split()[2] for place in places] == ["指标", "名称"]


def test_a_heading_far_above_is_found_from_the_top() -> None:
    grid = Grid(Sheet("表", [["名称", "收入"], *[["甲", float(k)] for k in range(300)]]))
    assert located(grid, cell(280, 2)).header == 0


def test_an_error_and_a_formula_show_as_they_are_stored() -> None:
    facts = Facts(errors={(1, 1): "#DIV/0!"}, uncached={(1, 2): "=A1+B1"})
    text = drawn(Grid(Sheet("表", [["a", "b", "c"], ["x", "", ""]], facts=facts)), Window(0, (0,), 1, 1, 1, 1))
    assert "#DIV/0!" in text
    assert "=A1+B1" in text


def test_an_empty_row_is_left_out_and_a_cell_beyond_the_sheet_has_a_caret_alone() -> None:
    grid = Grid(Sheet("表", [["a", "b"], ["", ""], ["x", 1.0]]))
    assert [line[0] for line in drawn(grid, Window(0, (0,), 2, 1, 2, 1)).splitlines()] == [" ", "1", "3", " "]
    assert "^" not in drawn(grid, Window(-1, (), 9, 9, 9, 9))


def test_what_cannot_be_read_again_has_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert of(tmp_path, cell(4, 4, sheet="别的"), cell(0, 0), CellRef("b.xlsx", "表", 1, 1)) == {}
    assert returns.excerpts([cell(4, 4)], Extraction(), {"a.xlsx": tmp_path / "gone.xlsx"}) == {}
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04")
    assert returns.excerpts([cell(4, 4)], Extraction(), {"a.xlsx": tmp_path / "broken.xlsx"}) == {}
    monkeypatch.setattr(neighbours, "SMALL", 10)
    assert of(tmp_path, cell(4, 4)) == {}


def test_all_files_together_take_no_longer_than_is_worth_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {name: builders.workbook(tmp_path / name, {"表": GRID}) for name in ("a.xlsx", "b.xlsx")}
    monkeypatch.setattr(neighbours, "TOGETHER", files["a.xlsx"].stat().st_size + 100)
    places = [CellRef(name, "表", 4, 4) for name in files]
    assert list(returns.excerpts(places, Extraction(), files)) == places[:1]


def test_a_text_file_has_one_sheet_without_a_name(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("名称,收入\n甲,5\n乙,x\n", encoding="utf-8")
    at = CellRef("a.csv", "", 3, 2)
    assert "3 | 乙   x" in returns.excerpts([at], Extraction(), {"a.csv": tmp_path / "a.csv"})[at]


def test_of_a_table_full_of_words_the_first_are_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = ", ".join(f"企业{k}" for k in range(80))
    builders.plan(tmp_path, f"""
        fzplan: 1
        plan: {{name: 某区规划, baseline: 2020, span: 2021-2025}}
        dimensions: {{企业: {{members: [{names}]}}}}
        measures: {{收入: {{unit: 亿元, kind: flow}}}}
        forms: {{年报: {{files: "*.xlsx", rows: "{{企业}}", columns: "{{measure}}", period: 2021}}}}
    """)  # fmt: skip
    rows = "\n".join(f"企业{k} | '若干" for k in range(80))
    builders.workbook(tmp_path / "data" / "a.xlsx", {"表": f"企业 | 收入（亿元）\n{rows}"})
    found, _ = plan.load(tmp_path / "targets.yaml")
    assert found is not None
    drawings: list[str] = []

    def counted(*cell_: Any) -> str:
        drawings.append(neighbours.excerpt(*cell_))
        return drawings[-1]

    monkeypatch.setattr(body_cells, "excerpt", counted)
    _, told = returns.extract(found, [tmp_path / "data"], tmp_path)
    words = [d for d in told if d.code == "FZ402"]
    assert len(drawings) == DRAWN
    assert words[0].excerpt == drawings[0]
    assert "2 | 企业0 若干" in drawings[0]


def test_lines_of_a_plan_file_that_is_gone_are_empty(tmp_path: Path) -> None:
    path = builders.plan(tmp_path, "fzplan: 1\nplan: x\n")
    at = Span(path.as_posix(), 2, 1, 4)
    assert plan.excerpts(path, [at]) == ["plan: x\n^^^^"]
    path.unlink()
    assert plan.excerpts(path, [at]) == [""]
