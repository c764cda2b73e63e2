"""The program as a whole: help, languages, exit codes, streams."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from fzplan import __version__
from fzplan.cli import app
from tests.cli.runs import PLAN, fzplan, project
from tests.snapshots import same

if TYPE_CHECKING:
    from pathlib import Path

NAMES = (
    "compute",
    "check",
    "explain",
    "records",
    "schedule",
    "overview",
    "screen",
    "audit",
    "diff",
    "inspect",
    "init",
    "template",
    "import-checks",
    "pack",
    "rule",
    "schema",
    "completion",
    "doctor",
)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_help_is_in_one_language(lang: str) -> None:
    done = fzplan("--help", FZPLAN_LANG=lang)
    pages = [done.stdout, *(fzplan(name, "--help", FZPLAN_LANG=lang).stdout for name in NAMES)]
    same(f"cli/help-{lang}.txt", "\n".join(pages))
    assert done.returncode == 0
    if lang == "en":
        assert "".join(pages).isascii()


def test_every_command_is_listed() -> None:
    assert set(app.COMMANDS) == set(NAMES)


@pytest.mark.parametrize("spelling", ["--version", "-V"])
def test_version(spelling: str, capsys: pytest.CaptureFixture[str]) -> None:
    done = fzplan(spelling)
    assert (done.stdout, done.returncode) == (f"fzplan {__version__}\n", 0)
    assert app.run([spelling]) == 0
    assert capsys.readouterr().out == f"fzplan {__version__}\n"


@pytest.mark.parametrize(
    "arguments",
    [["nonsense"], ["compute", "--nonsense"], ["compute", "--year", "x"], ["compute", "-o", "gap.odt"], ["rule", "FZ"]],
)
def test_wrong_usage_is_2(arguments: list[str], tmp_path: Path) -> None:
    done = fzplan(*arguments, cwd=project(tmp_path))
    assert done.returncode == 2
    assert done.stderr
    assert not done.stdout


def test_no_plan_file_is_2_with_a_remedy(tmp_path: Path) -> None:
    for command in (["compute"], ["check"], ["explain", "劳均产出"]):
        done = fzplan(*command, cwd=tmp_path)
        assert done.returncode == 2, command
        assert "targets.yaml" in done.stdout + done.stderr


def test_no_data_is_2(tmp_path: Path) -> None:
    (project(tmp_path) / "data" / "年报.xlsx").unlink()
    done = fzplan("check", cwd=tmp_path)
    assert done.returncode == 2
    assert "FZ902" in done.stdout


def test_a_bug_is_3_with_one_sentence(tmp_path: Path) -> None:
    script = (
        "import sys\nfrom fzplan import workflow\nfrom fzplan.cli import main\n"
        "def broken(*_, **__): raise RuntimeError('secret')\n"
        "workflow.compute = broken\nsys.argv = ['fzplan', 'compute', *sys.argv[1:]]\nmain()\n"
    )
    run = [sys.executable, "-c", script]
    done = subprocess.run(run, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 3
    assert "FZ900" in done.stderr
    assert "Traceback" not in done.stderr
    assert "Traceback" in subprocess.run([*run, "--debug"], capture_output=True, text=True, check=False).stderr


def test_lang_before_or_after_the_command() -> None:
    assert "page of a finding" in fzplan("--lang", "en", "rule", "--help").stdout
    assert "write" in fzplan("rule", "FZ901", "--lang=en").stdout
    assert "无法写入" in fzplan("rule", "FZ901", FZPLAN_LANG="zh").stdout
    assert "cannot write" in fzplan("rule", "FZ901", LC_ALL="en_US.UTF-8").stdout


def test_the_plan_decides_the_language_where_nothing_else_does(tmp_path: Path) -> None:
    english = PLAN.replace("span: 2021-2025", "span: 2021-2025, lang: en")
    done = fzplan("check", cwd=project(tmp_path, english))
    assert "number cells" in done.stderr
    assert "written: blank/" in fzplan("template", "-o", "blank", cwd=tmp_path).stderr
    assert "数字单元格" in fzplan("check", cwd=project(tmp_path)).stderr


def test_results_on_stdout_and_all_else_on_stderr(tmp_path: Path) -> None:
    done = fzplan("check", "--format", "json", cwd=project(tmp_path))
    assert json.loads(done.stdout)["fzplan"] == 1
    assert not done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
@pytest.mark.parametrize(
    ("environment", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)]
)
def test_colours_on_a_terminal_unless_told_otherwise(
    environment: dict[str, str], *, coloured: bool, tmp_path: Path
) -> None:
    import pty

    ours, theirs = pty.openpty()
    clean = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "COLUMNS")}
    command = [sys.executable, "-m", "fzplan", "compute"]
    with subprocess.Popen(
        command,
        stdout=theirs,
        stderr=subprocess.DEVNULL,
        cwd=project(tmp_path),
        env={**clean, "TERM": "xterm", **environment},
    ) as running:
        os.close(theirs)
        shown = b""
        while chunk := _read(ours):
            shown += chunk
        assert running.wait() == 0
    os.close(ours)
    assert (b"\x1b[" in shown) == coloured


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # Linux: the other side is closed
        return b""


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGPIPE")
def test_a_reader_that_leaves_early_is_no_fault(tmp_path: Path) -> None:
    command = f"{sys.executable} -m fzplan compute --format json | head -c 10"
    done = subprocess.run(["/bin/sh", "-c", command], cwd=project(tmp_path), capture_output=True, check=False)
    assert done.stdout == b'{\n  "fzpla'
    assert b"Traceback" not in done.stderr
    assert b"FZ900" not in done.stderr


def test_what_others_left_for_the_end_is_done_before_the_quick_exit() -> None:
    script = (
        "import atexit, sys\nfrom fzplan.cli import main\natexit.register(print, 'done')\nsys.argv[1:] = {}\nmain()\n"
    )
    for arguments in (["--version"], ["rule", "FZ204"], ["rule", "nothing"]):
        run = [sys.executable, "-c", script.replace("{}", repr(arguments))]
        done = subprocess.run(run, capture_output=True, text=True, check=False)
        assert done.stdout.endswith("done\n")
        assert done.returncode == (2 if "nothing" in arguments else 0)
