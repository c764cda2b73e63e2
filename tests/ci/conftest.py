"""Where fzplan comes from: an image that has all it needs (fast), or nothing but a folder of wheels (`make long`)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ci.runners import environment, prepared, python3
from tests.ci.wheels import ROOT, wheelhouse


@pytest.fixture(scope="session")
def image(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return variables of an image with what fzplan needs, and a wheel of fzplan where pip looks for it."""
    folder = tmp_path_factory.mktemp("image")
    build = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "--no-index", "-w"]
    subprocess.run([*build, str(folder / "wheels"), str(ROOT)], check=True, capture_output=True)
    kept = {"PYTHONPATH": str(prepared(folder / "packages", building=True)), "PATH": python3(folder / "bin")}
    return environment(folder, **kept, PIP_NO_INDEX="1", PIP_FIND_LINKS=str(folder / "wheels"))


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return variables of a machine that has fzplan."""
    folder = tmp_path_factory.mktemp("machine")
    programs = Path(sys.executable).parent
    return environment(folder, PATH=f"{programs}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture(scope="session")
def bare(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, str], Path]:
    """Return variables of an image with nothing but Python and git, no index in reach; and a folder of wheels."""
    folder = tmp_path_factory.mktemp("bare")
    nowhere = {"PIP_INDEX_URL": "http://127.0.0.1:9/none", "PIP_RETRIES": "0", "PIP_TIMEOUT": "1"}
    return environment(folder, PATH=python3(folder / "bin"), **nowhere), wheelhouse(folder / "wheels")
