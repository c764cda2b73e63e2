"""The house keeps its shape: storeys, budgets of files and functions, what a start loads."""

from __future__ import annotations

import ast
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import grimp
import pytest

from tests import builders

ROOT = Path(__file__).parents[1]
MODULES = sorted((ROOT / "src" / "fzplan").rglob("*.py"))
HEAVY = {"pandas", "numpy", "pydantic", "openpyxl", "lark", "xlsxwriter", "narwhals", "rich", "docx", "jinja2", "lxml"}
ENGINES = {"pyarrow", "duckdb", "polars", "pyspark", "ibis", "sqlglot", "psycopg"}


def test_storeys_hold() -> None:
    linter = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([linter, "--no-cache"], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stdout
    assert "1 kept, 0 broken" in done.stdout


def test_no_imports_go_in_a_circle() -> None:
    graph = grimp.build_graph("fzplan", exclude_type_checking_imports=True, cache_dir=None)
    imports = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    TopologicalSorter(imports).prepare()  # raises CycleError; imports inside functions count as well


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_files_and_functions_stay_small(module: Path) -> None:
    source = module.read_text(encoding="utf-8")
    assert source.count("\n") <= 400
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            assert node.end_lineno is not None
            assert node.end_lineno - node.lineno + 1 <= 60, f"{module.name}:{node.lineno} {node.name}"


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_module_says_what_it_is_for(module: Path) -> None:
    assert ast.get_docstring(ast.parse(module.read_text(encoding="utf-8")))


def loaded_by(*arguments: str, folder: Path = ROOT) -> set[str]:
    """Return the libraries that a command has loaded by its end, which comes without returning from `main`."""
    script = (
        "import atexit, sys\n"
        "sys.argv = ['fzplan', *sys.argv[1:]]\n"
        "atexit.register(lambda: print('LOADED', *sorted({m.split('.')[0] for m in sys.modules})))\n"
        "from fzplan.cli import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], capture_output=True, text=True, check=False, cwd=folder
    )
    said, mark, loaded = done.stdout.rpartition("LOADED ")
    assert mark, said + done.stderr
    return set(loaded.split())


def test_help_loads_nothing_heavy() -> None:
    assert not loaded_by("--help") & (HEAVY - {"rich"})


def test_version_loads_not_even_typer() -> None:
    assert not loaded_by("--version") & (HEAVY | {"typer"})


SMALL = """
fzplan: 1
plan: {name: 规划, baseline: 2020, span: 2021-2025}
measures: {期末从业人员: {unit: 人, kind: stock}, 女性人员: {unit: 人, kind: stock}}
indicators: {女性占比: {formula: 女性人员 / 期末从业人员, unit: "%"}}
forms: {年报: {files: "*.xlsx", rows: measure, columns: period, unit: 人}}
"""
CHECKS = "checks: [{id: R01, level: error, within: 女性人员 <= 期末从业人员}]\n"


@pytest.mark.parametrize(
    ("checks", "wanted"),
    [("", {"pydantic", "lark"}), (CHECKS, {"pydantic", "lark", "numpy"})],
    ids=["no rule", "a relation"],
)
def test_check_of_a_small_file_loads_what_its_rules_need(tmp_path: Path, checks: str, wanted: set[str]) -> None:
    builders.plan(tmp_path, SMALL + checks)
    rows = "指标 | 2021年 | 2022年\n期末从业人员 | 100 | 120\n女性人员 | 40 | 50"
    builders.workbook(tmp_path / "data" / "年报.xlsx", {"年报": rows})
    assert loaded_by("check", folder=tmp_path) & (HEAVY | ENGINES) == wanted


def test_workbooks_need_no_engine(tmp_path: Path) -> None:
    builders.plan(tmp_path, SMALL)
    rows = "指标 | 2021年 | 2022年\n期末从业人员 | 100 | 120\n女性人员 | 40 | 50"
    builders.workbook(tmp_path / "data" / "年报.xlsx", {"年报": rows})
    assert not loaded_by("compute", folder=tmp_path) & (ENGINES - {"pyarrow"})  # pandas loads pyarrow by itself
