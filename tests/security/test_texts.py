"""Formulas, YAML and texts that want to do harm, through the whole program; and texts that harm whoever opens a report."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
import zipfile
from typing import TYPE_CHECKING

import openpyxl
import pytest

from tests import builders
from tests.cli.runs import PLAN, project
from tests.security import samples
from tests.security.runs import fzplan

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits of processes are of POSIX")
FORMULAS = {
    "9^9^9^9": "FZ2",
    "总收入 ^ 1000000000": "FZ2",
    "(" * 500 + "1" + ")" * 400: "FZ2",
    "-" * 1500 + "1": "FZ2",
    "1" + "0" * 1900: "FZ2",
    "总收入 * " * 200 + "1": "FZ2",
    "若 " * 300 + "1": "FZ2",
    "__import__('os').system('touch bad')": "FZ2",
    "().__class__.__mro__": "FZ2",
    "总收入@999999999999999999999": "FZ",
    "sum(" * 120 + "1" + ")" * 120: "FZ2",
}


@pytest.mark.parametrize("formula", FORMULAS)
def test_formulas(formula: str, tmp_path: Path) -> None:
    home = project(tmp_path, PLAN.replace("总收入 / 从业人员平均人数", json.dumps(formula, ensure_ascii=False)))
    done = fzplan("compute", cwd=home)
    assert done.code == 2
    assert FORMULAS[formula] in done.said
    assert not (home / "bad").exists()


MANY = [pytest.param(text, marks=pytest.mark.long) for text in ("1e-999", "inf", "1_000", "0x10", "9^9^9")]


@pytest.mark.parametrize("figure", ["9e999", pytest.param("9" * 5000, id="digits"), "nan", *MANY])
def test_figures_of_a_what_if(figure: str, tmp_path: Path) -> None:
    done = fzplan("compute", "--set", f"总收入@2024={figure}", cwd=project(tmp_path))
    assert done.code in (0, 1, 2)
    assert "inf" not in done.said.replace("info", "").replace(figure, "")


BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{after}: &{after} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, after in zip("abcdefgh", "bcdefghi", strict=True)
)
YAMLS = {
    "aliases": BOMB,
    "depth": "a: " + "[" * 100_000,
    "size": "a: 1\n" * 2_000_000,
    "tag": "!!python/object/apply:os.system ['touch bad']\n",
    "number": "fzplan: 1\nlabels: {a: " + "1" * 500_000 + "}\n",
    "blanks": "fzplan: 1\nrequires: '" + " " * 500_000 + "x'\n",
}


@pytest.mark.parametrize(
    ("name", "file"),
    [*((name, "targets.yaml") for name in YAMLS), *((name, "explanations.yaml") for name in ("aliases", "depth", "tag")),
     *((name, "baseline.json") for name in ("depth", "size"))],
)  # fmt: skip
def test_yaml(name: str, file: str, tmp_path: Path) -> None:
    home = project(tmp_path)
    (home / file).write_text(YAMLS[name], encoding="utf-8")
    more = {"explanations.yaml": ["--explanations", file], "baseline.json": ["--baseline", file]}.get(file, [])
    done = fzplan("check", *more, cwd=home)
    assert done.code in (1, 2)
    assert not (home / "bad").exists()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("[01]=" + "[02]+" * 30_000, id="terms"),
        pytest.param(" " * 200_000 + "式", id="blanks"),
        pytest.param("若" * 50_000, id="if", marks=pytest.mark.long),
        pytest.param("(" * 50_000, id="brackets", marks=pytest.mark.long),
        pytest.param("，" * 100_000, id="commas", marks=pytest.mark.long),
    ],
)
def test_a_list_of_relations(text: str, tmp_path: Path) -> None:
    home = project(tmp_path)
    (home / "list.txt").write_text(f"审核关系：\n1. {text}\n", encoding="utf-8")
    assert fzplan("import-checks", "list.txt", "--form", "年报", cwd=home).code in (0, 1, 2)


EVIL = {
    "command": "=cmd|' /C calc'!A0",
    "plus": "+1+1",
    "minus": "-2+3",
    "at": "@SUM(1)",
    "link": '=HYPERLINK("http://x.invalid","y")',
    "markup": "<script>alert(1)</script>",
    "image": "![x](http://x.invalid/a.png)",
}
FORMULA = ("=", "+", "-", "@", "\t", "\r")
FILES = ("gap.csv", "gap.targets.csv", "gap.xlsx", "gap.html", "gap.md", "gap.docx")


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every report of a plan whose names, notes and owners are attacks on whoever opens it."""
    home = tmp_path_factory.mktemp("evil")
    indicators = "".join(
        f"      {json.dumps(text)}: {{unit: 亿元, formula: 总收入, note: {json.dumps(text)}, target: {{id: {name}, "
        f"at_least: 400, by: 2025, owner: {json.dumps(text)}, quote: {json.dumps(text)}}}}}\n"
        for name, text in EVIL.items()
    )
    start = PLAN.index("      劳均产出:")
    text = PLAN[:start] + indicators + PLAN[PLAN.index("    forms:") :]
    builders.plan(home, text.replace("    某区规划", "    =1+1"))
    builders.workbook(home / "data" / "=年报.xlsx", samples.GRID)
    done = fzplan("compute", "--fail-on", "never", *(part for name in FILES for part in ("-o", name)), cwd=home)
    assert done.code == 0, done.said
    return home


@pytest.mark.parametrize("name", ["gap.csv", "gap.targets.csv"])
def test_no_text_of_a_csv_is_a_formula(name: str, reports: Path) -> None:
    rows = list(csv.reader(io.StringIO((reports / name).read_text(encoding="utf-8-sig"))))
    assert any("=cmd" in cell for row in rows for cell in row)
    for cell in (cell for row in rows for cell in row if cell.startswith(FORMULA)):
        assert re.fullmatch(r"[-+]?[\d.]+(?:[eE][-+]?\d+)?", cell), cell  # a number


def test_no_text_of_a_workbook_is_a_formula_or_a_link(reports: Path) -> None:
    book = openpyxl.load_workbook(reports / "gap.xlsx")
    for sheet in book:
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            if cell.data_type == "f":
                assert not any(text[1:] in str(cell.value) for text in EVIL.values()), cell.value
            assert not (cell.hyperlink and "x.invalid" in str(cell.hyperlink.target))
    with zipfile.ZipFile(reports / "gap.xlsx") as opened:
        assert not [name for name in opened.namelist() if "externalLink" in name or "vba" in name.lower()]


def test_no_markup_of_a_name_is_markup_of_a_report(reports: Path) -> None:
    page = (reports / "gap.html").read_text(encoding="utf-8")
    assert "<script>alert" not in page
    assert 'src="http' not in page
    text = (reports / "gap.md").read_text(encoding="utf-8")
    assert "<script>" not in text
    assert not re.search(r"(?<!\\)!\[x\](?!\\)\(http", text)
    with zipfile.ZipFile(reports / "gap.docx") as opened:
        document = opened.read("word/document.xml").decode()
        assert "&lt;script&gt;" in document
        assert "<script>" not in document
        assert not [name for name in opened.namelist() if "vba" in name.lower() or "embeddings" in name]
