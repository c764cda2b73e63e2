"""Formulas, YAML and texts that want to do harm, through the whole program."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest

from tests.cli.runs import PLAN, project
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
