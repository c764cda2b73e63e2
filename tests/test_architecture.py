"""The house keeps its shape: storeys, budgets of files and functions, what a start loads."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = sorted((ROOT / "src" / "fzplan").rglob("*.py"))
HEAVY = {"pandas", "numpy", "pydantic", "openpyxl", "lark", "xlsxwriter", "narwhals", "rich", "docx", "jinja2", "lxml"}


def test_storeys_hold() -> None:
    linter = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([linter, "--no-cache"], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stdout
    assert "1 kept, 0 broken" in done.stdout


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


def loaded_by(*arguments: str) -> set[str]:
    script = (
        "import sys\n"
        "sys.argv = ['fzplan', *sys.argv[1:]]\n"
        "try:\n    from fzplan.cli import main; main()\n"
        "except SystemExit: pass\n"
        "print('LOADED', *sorted({m.split('.')[0] for m in sys.modules}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], capture_output=True, text=True, check=False, cwd=ROOT
    )
    return set(done.stdout.rpartition("LOADED ")[2].split())


def test_help_loads_nothing_heavy() -> None:
    assert not loaded_by("--help") & (HEAVY - {"rich"})


def test_version_loads_not_even_typer() -> None:
    assert not loaded_by("--version") & (HEAVY | {"typer"})


def test_check_of_small_files_loads_no_pandas() -> None:
    assert "pandas" not in loaded_by("check")
