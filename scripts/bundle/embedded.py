"""The embeddable Python of python.org, given as a file: which version it is, and how it is told where modules lie."""

from __future__ import annotations

import re
import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import zipfile
    from pathlib import Path

AMD64 = 0x8664
OLDEST = (3, 11)
MODULES = "Lib\\site-packages"


class NotThePythonError(ValueError):
    """The given file is not an embeddable 64-bit Python for Windows; the message says what it is."""


def version(archive: zipfile.ZipFile) -> tuple[int, int]:
    """Return the version of an embeddable Python; raise NotThePythonError for anything else."""
    paths = [found for name in archive.namelist() if (found := re.fullmatch(r"python(3)(\d+)\._pth", name))]
    if len(paths) != 1 or "python.exe" not in archive.namelist():
        raise NotThePythonError("no python.exe with a python3xx._pth in it: take the file python-3.x.y-embed-amd64.zip")
    if machine(archive.read("python.exe")) != AMD64:
        raise NotThePythonError(
            "its python.exe is not for 64-bit Windows on x86: take the file whose name ends in amd64.zip"
        )
    major, minor = int(paths[0][1]), int(paths[0][2])
    if (major, minor) < OLDEST:
        raise NotThePythonError(f"it is Python {major}.{minor}; fzplan needs {OLDEST[0]}.{OLDEST[1]} or newer")
    return major, minor


def machine(program: bytes) -> int:
    """Return the machine that a Windows program is made for, from its PE header; 0 of what is none."""
    if program[:2] != b"MZ" or len(program) < 0x40:
        return 0
    (at,) = struct.unpack_from("<I", program, 0x3C)
    if program[at : at + 4] != b"PE\0\0":
        return 0
    return int(struct.unpack_from("<H", program, at + 4)[0])


def lay_out(archive: zipfile.ZipFile, folder: Path) -> Path:
    """Unpack the Python and tell it where modules will lie; return that folder."""
    archive.extractall(folder)
    (paths,) = folder.glob("python3*._pth")
    told = paths.read_text(encoding="utf-8").replace("\r\n", "\n").rstrip("\n")
    paths.write_bytes(f"{told}\n{MODULES}\n".replace("\n", "\r\n").encode())
    return folder.joinpath(*MODULES.split("\\"))
