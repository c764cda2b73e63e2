"""The two bundles: what lies in the folder that a user unpacks.

fzplan-VERSION-windows-x64/     fzplan-VERSION-linux-MACHINE/
  先读我.txt                       先读我.txt
  一键计算.cmd  fzplan.cmd          一键计算.sh  fzplan
  python/  (Python, modules)      lib/  (modules; Python is the system's)
  示例/  (the sample plan)          示例/
  许可清单.txt                      许可清单.txt
"""

from __future__ import annotations

import runpy
import shutil
from importlib.metadata import Distribution
from typing import TYPE_CHECKING

from scripts.bundle import embedded, launchers, oneclick, readme, wheels
from scripts.bundle.platforms import WINDOWS

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Sequence
    from pathlib import Path

    from scripts.bundle.platforms import Platform


def windows(folder: Path, python: zipfile.ZipFile, fetched: Sequence[Path]) -> None:
    """Lay out the Windows bundle: everything runs where it is unpacked."""
    version = embedded.version(python)
    modules = embedded.lay_out(python, folder / "python")
    wheels.unpack(fetched, modules, WINDOWS, version)
    shutil.copy(oneclick.__file__, folder / "python" / "oneclick.py")
    for name, text in launchers.WINDOWS.items():
        (folder / name).write_bytes(text.replace("\n", "\r\n").encode("ascii"))
    _say(folder, readme.windows(), modules, "\r\n")
    _sample(modules, folder)


def linux(folder: Path, platform: Platform, python: tuple[int, int], fetched: Sequence[Path]) -> None:
    """Lay out the Linux bundle: the modules for one version of Python, which the system has to have."""
    modules = folder / "lib"
    wheels.unpack(fetched, modules, platform, python)
    shutil.copy(oneclick.__file__, folder / "oneclick.py")
    for name, text in launchers.linux(python).items():
        (folder / name).write_text(text, encoding="utf-8")
        (folder / name).chmod(0o755)
    _say(folder, readme.linux(python, platform), modules, "\n")
    _sample(modules, folder)


def _say(folder: Path, text: str, modules: Path, newline: str) -> None:
    """Write the two texts in UTF-8 with a mark at the beginning, by which every Notepad and WPS knows it."""
    for name, content in (("先读我.txt", text), ("许可清单.txt", licences(modules))):
        (folder / name).write_bytes(content.replace("\n", newline).encode("utf-8-sig"))


def licences(modules: Path) -> str:
    """Return the list of what is in a bundle: name, version and licence of each part, as it says itself."""
    lines = ["本包所含的软件及其许可（全文在各自的 *.dist-info 文件夹中）", ""]
    for path in sorted(modules.glob("*.dist-info")):
        told = Distribution.at(path).metadata
        classified = [line.rpartition(" :: ")[2] for line in told.get_all("Classifier") or () if "License ::" in line]
        licence = told["License-Expression"] or ", ".join(classified) or (told["License"] or "").split("\n")[0]
        lines.append(f"{told['Name']} {told['Version']}：{licence}")
    return "\n".join(lines) + "\n"


def _sample(modules: Path, folder: Path) -> None:
    """Lay out the sample from the package that is in the bundle, as `fzplan init --example` would."""
    room = runpy.run_path(str(modules / "fzplan" / "examples" / "__init__.py"))
    for name, content in room["copy"]("fengtai").items():
        path = folder / oneclick.SAMPLE / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
