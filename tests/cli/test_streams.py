"""What the surroundings may do to the output: closed streams, full disks, narrow encodings; never a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


def run(*arguments: str, shell: str) -> tuple[int, str]:
    program = f'"{sys.executable}" -c "from fzplan.cli import main; main()" {" ".join(arguments)}'
    done = subprocess.run(["/bin/sh", "-c", f"{program} {shell}"], capture_output=True, check=False)
    return done.returncode, done.stderr.decode()


@pytest.mark.skipif(os.name == "nt", reason="a shell of its own")
def test_a_closed_output_is_no_bug() -> None:
    code, said = run("rule", "FZ204", shell=">&-")
    assert (code, said) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_said() -> None:
    code, said = run("rule", "FZ204", shell=">/dev/full")
    assert code == 1
    assert "FZ900" not in said
