"""The package: wheel and sdist, made from the last commit alone.

Whatever else lies in a checkout (returns that somebody tries, reports, half of a change) must never get into a package.
"""

from __future__ import annotations

import subprocess
import sys
import tarfile
from pathlib import Path

ROOT = Path(__file__).parents[2]


def build(folder: Path, root: Path = ROOT, kinds: tuple[str, ...] = ("sdist", "wheel")) -> tuple[Path, ...]:
    """Build the package of a source tree into `folder`; return the files that were made, in the order of `kinds`."""
    folder.mkdir(parents=True, exist_ok=True)
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    targets = [argument for kind in kinds for argument in ("--target", kind)]
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", *targets, "--directory", str(folder.resolve())],
        cwd=root, check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    made = {path for path in folder.iterdir() if before.get(path) != path.stat().st_mtime_ns}
    suffixes = {"sdist": ".tar.gz", "wheel": ".whl"}
    return tuple(path for kind in kinds for path in made if path.name.endswith(suffixes[kind]))


def committed(folder: Path, root: Path = ROOT) -> Path:
    """Lay the last commit of a checkout out in `folder` and return it; a tree without git is its own source."""
    if not (root / ".git").exists():
        return root
    packed = folder.with_name(f"{folder.name}.tar")
    subprocess.run(["git", "archive", f"--output={packed.resolve()}", "HEAD"], cwd=root, check=True)
    with tarfile.open(packed) as archive:
        archive.extractall(folder, filter="data")
    return folder
