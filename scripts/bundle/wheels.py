"""Wheels: fetched for a machine as the lock has them, and unpacked for it as pip would install them there."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.bundle import lock, package

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scripts.bundle.platforms import Platform

LOCK = package.ROOT / "requirements" / "run.txt"
PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check", "-qq")


def wheelhouse(folder: Path, platform: Platform, python: tuple[int, int]) -> tuple[Path, ...]:
    """Fetch all wheels that fzplan needs on a machine, and build its own, into an empty folder."""
    folder.mkdir(parents=True)
    found = lock.pins(LOCK.read_text(encoding="utf-8"), platform.environment(python))
    with tempfile.TemporaryDirectory() as work:
        wanted = Path(work, "requirements.txt")
        wanted.write_text("\n".join(pin.line for pin in found) + "\n", encoding="utf-8")
        fetch = ["download", "--no-deps", "--require-hashes", "--requirement", str(wanted), "--dest", str(folder)]
        subprocess.run([*PIP, *fetch, *_for(platform, python)], check=True)
        package.build(folder, package.committed(Path(work, "source")), ("wheel",))
    wheels = tuple(sorted(folder.glob("*.whl")))
    if len(wheels) != len(found) + 1:
        raise RuntimeError(f"{len(found)} wheels were asked for, {len(wheels) - 1} came")
    return wheels


def unpack(wheels: Sequence[Path], folder: Path, platform: Platform, python: tuple[int, int]) -> None:
    """Install wheels into a folder of modules for a machine that need not be this one; no module is compiled."""
    install = ["install", "--no-deps", "--no-index", "--no-compile", "--target", str(folder)]
    subprocess.run([*PIP, *install, *_for(platform, python), *map(str, wheels)], check=True)
    scripts = folder / "bin"  # they start the Python of this machine
    for script in scripts.iterdir() if scripts.is_dir() else ():
        script.unlink()
    if scripts.is_dir():
        scripts.rmdir()


def _for(platform: Platform, python: tuple[int, int]) -> list[str]:
    tags = [argument for tag in platform.tags for argument in ("--platform", tag)]
    return [*tags, "--python-version", f"{python[0]}.{python[1]}", "--implementation", "cp", "--only-binary=:all:"]
