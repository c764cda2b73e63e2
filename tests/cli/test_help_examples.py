"""The examples under `--help`: every command has some, in both languages, and every line of them works."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from fzplan.cli import app
from fzplan.cli.help_examples import EXAMPLES
from tests.cli.runs import fzplan

LINES = list(dict.fromkeys(line for found in EXAMPLES.values() for one in found for line in one.line))
HERE = str(Path(sys.executable).parent)
NAMES = "审核关系：\n1. 总收入≥研发费用\n"
CODES = "审核关系：\n1. [01]≥[03]\n"
"""The same relation, by the codes that the form prints."""


def test_every_command_has_examples() -> None:
    assert set(EXAMPLES) == set(app.COMMANDS)


@pytest.mark.parametrize("name", EXAMPLES)
def test_they_stand_under_the_help_of_their_command(name: str) -> None:
    chinese, english = (fzplan(name, "--help", "--lang", lang, COLUMNS="80").stdout for lang in ("zh", "en"))
    for one in EXAMPLES[name]:
        assert one.line.zh in chinese
        assert one.about.zh in chinese
        assert one.line.en in english
        assert one.about.en in english
        assert (one.line.en + one.about.en).isascii()
    assert max(map(len, english.splitlines())) <= 80


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    assert fzplan("init", "--example", "fengtai", ".", cwd=folder).returncode == 0
    shutil.copytree(folder / "data", folder / "data.old")
    (folder / "names.txt").write_text(NAMES, encoding="utf-8")
    (folder / "codes.txt").write_text(CODES, encoding="utf-8")
    (folder / "home" / ".config" / "fish" / "completions").mkdir(parents=True)
    return folder


@pytest.mark.skipif(sys.platform == "win32", reason="lines of a POSIX shell")
@pytest.mark.parametrize("line", LINES)
def test_a_line_works(line: str, sample: Path) -> None:
    if "Add-Content" in line:
        line = line.replace("Add-Content", "tee -a").replace("$PROFILE", "profile.ps1")
    if not {">", ">>", "|"}.isdisjoint(line.split()):
        environment = os.environ | {"HOME": str(sample / "home"), "PATH": f"{HERE}:{os.environ['PATH']}"}
        run = ["bash", "-c", line]
        done = subprocess.run(run, capture_output=True, text=True, check=False, cwd=sample, env=environment)
        code, said = done.returncode, done.stderr
    else:
        found = fzplan(*line.split()[1:], cwd=sample)
        code, said = found.returncode, found.stdout + found.stderr
    assert code == 0, said
