"""A Python that can reach nobody: every socket it makes is an error, as soon as it is made."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

ASKED = "the network was asked for"
HOOK = f"""\
import os
import sys

def refuse(event, arguments):
    if event.startswith("socket.") and event != "socket.gethostname":
        os.write(2, b"{ASKED}\\n")  # also where the error is caught
        raise RuntimeError("{ASKED}", event, arguments)

sys.addaudithook(refuse)
"""


def environment(folder: Path) -> dict[str, str]:
    """Return an environment in which every Python that reads its site module refuses to make a socket."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "sitecustomize.py").write_text(HOOK, encoding="utf-8")
    keep = {
        name: value for name, value in os.environ.items() if not name.startswith(("FZPLAN", "PYTHON", "PIP", "LC_"))
    }
    return keep | {"PYTHONPATH": str(folder), "PIP_CONFIG_FILE": os.devnull, "LC_ALL": "C.UTF-8"}


def walled() -> list[str]:
    """Return the command that starts another without any network, where this system lets users do so; else none."""
    if not shutil.which("unshare"):
        return []
    command = ["unshare", "--net", "--map-root-user"]
    return command if subprocess.run([*command, "true"], check=False, capture_output=True).returncode == 0 else []
