"""`import fzplan` costs nothing, and offers six names."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import fzplan

STUB = Path(fzplan.__file__).with_suffix(".pyi")


def loaded(script: str) -> set[str]:
    """Return the modules that a script has loaded beyond those of a bare start."""
    code = f"import sys\nbare = set(sys.modules)\n{script}\nprint(*sorted(set(sys.modules) - bare))"
    return set(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split())


def test_the_import_alone_loads_nothing_else() -> None:
    assert {m for m in loaded("import fzplan") if m != "__future__"} == {"fzplan"}


def test_a_name_that_is_asked_for_loads_no_pandas() -> None:
    assert not {"pandas", "numpy", "pydantic", "rich", "typer"} & loaded("from fzplan import compute, UsageError")


def test_the_public_names_are_six_and_typed() -> None:
    names = ["Result", "UsageError", "check", "compute", "explain", "load"]
    assert fzplan.__all__ == names
    assert set(names) <= set(dir(fzplan))
    stub = ast.parse(STUB.read_text(encoding="utf-8"))
    typed = {alias.asname for node in stub.body if isinstance(node, ast.ImportFrom) for alias in node.names}
    assert typed == set(names)
    assert all(callable(getattr(fzplan, name)) and getattr(fzplan, name).__doc__ for name in names)


def test_any_other_name_is_an_error() -> None:
    with pytest.raises(AttributeError, match="module 'fzplan' has no attribute 'nothing'"):
        fzplan.nothing  # type: ignore[attr-defined]  # noqa: B018
