"""The package: wheel and sdist, made from the tracked files alone.

Whatever else lies in a checkout (returns that somebody tries, reports, environments) must never get into a package.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
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


def tracked(folder: Path, root: Path = ROOT) -> Path:
    """Copy the tracked files of a checkout, as they are now, into `folder`; a tree without git is all its own."""
    if not (root / ".git").exists():
        return root
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=root, check=True, capture_output=True, encoding="utf-8")
    for name in filter(None, listed.stdout.split("\0")):
        source, target = root / name, folder / name
        if source.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target)
    return folder
