"""Every command, as its help shows it, on a console of GBK and without a network: one process runs them all."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from fzplan.cli import app
from fzplan.cli.help_examples import EXAMPLES
from tests import offline
from tests.cli.runs import fzplan, project

ROOT = Path(__file__).parents[2]
LINES = [one.line.zh.split(" > ")[0].split(" >> ")[0].split(" | ")[0] for found in EXAMPLES.values() for one in found]
LINES += [f"fzplan {name} --help" for name in app.COMMANDS]
LINES += ["fzplan --version", "fzplan compute -v", "fzplan compute --score --method eustat"]
LINES += ["fzplan check --format github", "fzplan check -p data/faulty/targets.yaml --fail-on never"]
FOR_PROGRAMS = ("--format json", "--format github", "schema", "completion")
"""Output that programs read is UTF-8 on every console."""
EVERY = """
import contextlib, io, json, shlex, sys
from pathlib import Path
from fzplan.cli.app import run

done = []
for line in json.loads(Path(sys.argv[1]).read_text("utf-8")):
    streams = [io.TextIOWrapper(io.BytesIO(), "gbk", write_through=True) for _ in range(2)]
    sys.argv = shlex.split(line)
    with contextlib.redirect_stdout(streams[0]), contextlib.redirect_stderr(streams[1]):
        code = run(sys.argv[1:])
    done.append([code, *(stream.buffer.getvalue().hex() for stream in streams)])
Path("done.json").write_text(json.dumps(done), "utf-8")
"""


class Done(NamedTuple):
    """A line that was run: its exit code and the bytes of both streams."""

    code: int
    out: bytes
    err: bytes


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Done], str]:
    """Return what became of every line, and what the process said beside."""
    folder = tmp_path_factory.mktemp("everywhere")
    fzplan("init", "--example", "fengtai", cwd=folder)
    fzplan("init", "--example", "fengtai", "old", cwd=folder)
    (folder / "old" / "data").rename(folder / "data.old")
    (folder / "names.txt").write_text("审核关系：\n1. 总收入≥研发费用\n", encoding="gbk")
    (folder / "codes.txt").write_text("审核关系：\n1. [01]≥[03]\n", encoding="gbk")
    (folder / "lines.json").write_text(json.dumps(LINES), encoding="utf-8")
    environment = offline.environment(folder / "wall")
    environment["PYTHONPATH"] += f":{ROOT / 'src'}"
    process = subprocess.run(
        [sys.executable, "-c", EVERY, "lines.json"],
        cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert process.returncode == 0, process.stderr
    done = [
        Done(code, *map(bytes.fromhex, streams)) for code, *streams in json.loads((folder / "done.json").read_bytes())
    ]
    return dict(zip(LINES, done, strict=True)), process.stderr


def test_no_command_makes_a_socket(runs: tuple[dict[str, Done], str]) -> None:
    assert offline.ASKED not in runs[1]
    assert all(offline.ASKED.encode() not in done.err for done in runs[0].values())


def test_the_wall_of_this_test_holds(tmp_path: Path) -> None:
    process = subprocess.run(
        [sys.executable, "-c", "import socket; socket.socket()"],
        env=offline.environment(tmp_path), capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert offline.ASKED in process.stderr
    assert process.returncode == 1


@pytest.mark.parametrize("line", LINES)
def test_every_command_speaks_on_a_chinese_console(line: str, runs: tuple[dict[str, Done], str]) -> None:
    done = runs[0][line]
    assert done.code == 0, done.err.decode("gbk")
    assert "?" not in done.err.decode("gbk")
    for_programs = any(word in line for word in FOR_PROGRAMS) and "--help" not in line
    assert for_programs or "?" not in done.out.decode("gbk")
    assert not for_programs or done.out.decode("utf-8") or " -o " in line


def test_files_are_utf8_whatever_the_console_is(tmp_path: Path) -> None:
    """Text files that were written from both consoles are the same bytes."""
    names = ("gap.md", "gap.csv", "gap.json", "gap.html", "gap.txt")
    written = {}
    for encoding in ("utf-8", "gbk"):
        folder = project(tmp_path / encoding)
        output = [argument for name in names for argument in ("-o", name)]
        assert fzplan("compute", *output, cwd=folder, PYTHONIOENCODING=encoding).returncode == 0
        written[encoding] = {name: (folder / name).read_bytes() for name in names}
    assert written["gbk"] == written["utf-8"]
    assert all("劳均产出" in content.decode("utf-8") for content in written["gbk"].values())
