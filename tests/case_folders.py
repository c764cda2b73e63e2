"""The case folders: what is in them, how they are laid out, and what the commands of a case print.

A case is files, some of them described as text: a `.grid` becomes a workbook, a `.parquet.csv` a Parquet file.
Where only a command raises the rule, the file `command` holds what is typed in that folder, a line a command; the
lines before the last one prepare (they may be any command of a shell), what the last one prints is the case.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.builders import workbook_file
from tests.cli.runs import Done, fzplan

CASES = Path(__file__).parent / "cases"
FOLDERS = sorted(folder for folder in CASES.iterdir() if folder.is_dir())
COMMAND = "command"
LEFT_OUT = {"zh": "（标准输出从略）\n", "en": "(standard output left out)\n"}
"""In the place of a report that stands on stdout, where the finding is said beside it."""
SEAL = re.compile("SHA-256 [0-9a-f]{64}")
"""A pack names the versions that made it: its bytes are others after every upgrade."""


def laid_out(folder: Path, place: Path) -> None:
    """Copy a case to `place`, and make the files that it describes."""
    shutil.copytree(folder, place, dirs_exist_ok=True, ignore=shutil.ignore_patterns(COMMAND, "expected.txt"))
    for grid in sorted(place.rglob("*.grid")):
        workbook_file(grid, grid.with_suffix(".xlsx"))
        grid.unlink()
    for table in sorted(place.rglob("*.parquet.csv")):
        made = pytest.importorskip("pyarrow.csv").read_csv(table)
        pytest.importorskip("pyarrow.parquet").write_table(made, table.with_suffix(""))
        table.unlink()


def printed(folder: Path, place: Path) -> str:
    """Return what the last line of `command` prints in Chinese, then in English, each in a copy of its own."""
    *before, last = (folder / COMMAND).read_text(encoding="utf-8").splitlines()
    told = []
    for lang in ("zh", "en"):
        home = place / lang
        laid_out(folder, home)
        for line in before:
            typed(line, home, lang)
        done = typed(last, home, lang)
        aside = folder.name.split("-")[0] in done.stderr
        text = (LEFT_OUT[lang] * bool(done.stdout) if aside else done.stdout) + done.stderr
        lines = [line.rstrip() for line in SEAL.sub("SHA-256 …", text).splitlines()]
        told.append("\n".join([*lines, f"(exit {done.returncode})\n"]))
    return "".join(told)


def typed(line: str, home: Path, lang: str) -> Done:
    """Run one line: the program in this process, as its other tests do, all else in a shell, where it must succeed."""
    plain = {"FZPLAN_LANG": lang, "COLUMNS": "100", "NO_COLOR": "1", "GIT_CEILING_DIRECTORIES": str(home.parent)}
    program, *arguments = shlex.split(line)
    if program == "fzplan":
        return fzplan(*arguments, cwd=home, **plain)
    if sys.platform == "win32":
        pytest.skip("a case that is prepared in a POSIX shell")
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    subprocess.run(line, shell=True, cwd=home, env={**os.environ, **plain, "LC_ALL": "C", "PATH": path}, check=True)
    return Done(0, "", "")
