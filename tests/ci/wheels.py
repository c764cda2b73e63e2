"""A folder of wheels made without network: fzplan built from the checkout, all it needs packed from where it lies."""

from __future__ import annotations

import subprocess
import sys
import tomllib
import zipfile
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]


def wheelhouse(folder: Path) -> Path:
    """Write the wheels into `folder`; a stand-in for `pip wheel --wheel-dir FOLDER .`, which needs an index."""
    folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run([*command, "--wheel-dir", str(folder), str(ROOT)], check=True, capture_output=True)
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    for name in needed(declared):
        _packed(metadata.distribution(name), folder)
    return folder


def needed(requirements: list[str]) -> set[str]:
    """Return the distributions that satisfy requirements here, and what these need in turn."""
    found: set[str] = set()
    waiting = list(requirements)
    while waiting:
        need = Requirement(waiting.pop())
        name = canonicalize_name(need.name)
        if name not in found and (need.marker is None or need.marker.evaluate({"extra": ""})):
            found.add(name)
            waiting += metadata.distribution(name).requires or ()
    return found


def _packed(distribution: metadata.Distribution, folder: Path) -> None:
    """Write the files of an installed distribution as the wheel that they came from, without its programs."""
    files = {str(file): Path(str(file.locate())) for file in distribution.files or () if ".." not in file.parts}
    info = next(name.split("/")[0] for name in files if name.endswith(".dist-info/WHEEL"))
    tags = [
        line.partition(": ")[2]
        for line in (distribution.read_text("WHEEL") or "").splitlines()
        if line.startswith("Tag: ")
    ]
    tag = next(tag for tag in tags if not tag.startswith("py2-"))
    name, _, version = info.removesuffix(".dist-info").rpartition("-")
    with zipfile.ZipFile(folder / f"{name}-{version}-{tag}.whl", "w") as wheel:
        for inside, file in files.items():
            left_out = ("RECORD", "INSTALLER", "REQUESTED", "direct_url.json", "entry_points.txt")
            if not inside.endswith(".pyc") and not inside.endswith(tuple(f"{info}/{n}" for n in left_out)):
                wheel.write(file, inside)
        wheel.writestr(f"{info}/RECORD", "")
