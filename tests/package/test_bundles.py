"""The bundles with all that belongs in them, from the package index; their parts are tried in tests/bundle.

`make package` fetches for Windows, `make long` for every platform and packs both bundles.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from typing import TYPE_CHECKING

import pytest
from scripts.bundle import __main__ as bundle
from scripts.bundle import oneclick, wheels
from scripts.bundle.platforms import PLATFORMS

from tests import offline
from tests.bundle.stand_ins import embeddable

if TYPE_CHECKING:
    from pathlib import Path

EMBEDDABLE = 12_000_000
"""Bytes that are left to python.org's file, which has about 11 MB and which the stand-in lacks."""
MACHINES = {"windows-x64": "win_amd64", "linux-x86_64": "x86_64", "linux-aarch64": "aarch64"}


PAIRS = [(platform, minor) for platform in PLATFORMS for minor in (11, 12, 13, 14)]
IN_CI = ("windows-x64", 12)


@pytest.mark.parametrize(
    ("platform", "minor"),
    [pytest.param(*pair, marks=pytest.mark.package if pair == IN_CI else pytest.mark.long) for pair in PAIRS],
)
def test_every_platform_and_python_is_served_by_wheels_alone(tmp_path: Path, platform: str, minor: int) -> None:
    found = wheels.wheelhouse(tmp_path / "wheels", PLATFORMS[platform], (3, minor))
    assert all(path.stem.endswith(("-any", MACHINES[platform])) for path in found)
    assert any(path.name.startswith("colorama-") for path in found) == (platform == "windows-x64")
    tagged = {path.name.split("-")[-3] for path in found if not path.stem.endswith("-any")}
    assert f"cp3{minor}" in tagged


@pytest.mark.long
def test_the_zip_for_windows_is_small_and_holds_windows_modules_only(tmp_path: Path) -> None:
    python = embeddable(tmp_path / "python-3.12.9-embed-amd64.zip")
    assert bundle.main(["--folder", str(tmp_path / "dist"), "windows", str(python)]) == 0
    (made,) = (tmp_path / "dist").iterdir()
    assert made.name.endswith("-windows-x64.zip")
    assert made.stat().st_size + EMBEDDABLE < bundle.LIMIT
    with zipfile.ZipFile(made) as archive:
        names = archive.namelist()
        longest = max(names, key=len)
    assert not [name for name in names if name.endswith((".so", ".pyc", ".pth"))]
    assert {name.split(".")[-2] for name in names if name.endswith(".pyd") and ".cp" in name} == {"cp312-win_amd64"}
    assert not [name for name in names if "/python/" in name and name.endswith(".exe") and not name.endswith("n.exe")]
    assert len(longest) < 160  # of the 260 that Windows allows by default, 100 are left to the folder it is unpacked in


@pytest.mark.long
def test_the_twin_for_linux_runs_where_it_is_unpacked_without_a_network(tmp_path: Path) -> None:
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    assert bundle.main(["--folder", str(tmp_path / "dist"), "linux", "--version", version]) == 0
    (made,) = (tmp_path / "dist").iterdir()
    with tarfile.open(made) as archive:
        archive.extractall(tmp_path, filter="data")
    (folder,) = (path for path in tmp_path.iterdir() if path.name.startswith("fzplan-"))
    moved = folder.rename(tmp_path / "搬到 别处")
    environment = {"PATH": os.environ["PATH"], "PYTHON": sys.executable, "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        [*offline.walled(), moved / "一键计算.sh"],
        cwd=tmp_path, env=environment, input="\n", capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert "算好了" in done.stdout, done.stdout + done.stderr
    assert all((moved / "示例" / name).is_file() for name in oneclick.REPORTS)
    started = _as_embedded(moved, environment, "--version")
    assert started.startswith("fzplan ")
    assert "共41项目标" in _as_embedded(moved, environment, "compute", "-p", str(moved / "示例" / "targets.yaml"))


def _as_embedded(folder: Path, environment: dict[str, str], *arguments: str) -> str:
    """Run the program as the Python in the Windows bundle does: isolated, without its site module."""
    start = "import sys, runpy; sys.path.append(sys.argv.pop(1)); runpy.run_module('fzplan', run_name='__main__')"
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-X", "utf8", "-c", start, folder / "lib", *arguments],
        env=environment, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout
