"""A folder as one file: sorted, without the times and owners of this machine, so that one source gives one archive."""

from __future__ import annotations

import gzip
import tarfile
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SINCE = (2020, 2, 2, 0, 0, 0)
"""The day that hatchling gives to files in wheels, too."""
PROGRAM, FILE = 0o755, 0o644


def pack(folder: Path, target: Path) -> Path:
    """Write `folder`, under its own name, as a .zip or .tar.gz, and return where."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    named = [(path, path.relative_to(folder.parent).as_posix()) for path in files]
    (_zip if target.suffix == ".zip" else _tar)(named, target)
    return target


def _zip(named: list[tuple[Path, str]], target: Path) -> None:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path, name in named:
            entry = zipfile.ZipInfo(name, SINCE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = _mode(path) << 16
            archive.writestr(entry, path.read_bytes(), compresslevel=9)


def _tar(named: list[tuple[Path, str]], target: Path) -> None:
    with (
        target.open("wb") as stream,
        gzip.GzipFile("", "wb", 9, stream, mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive,
    ):
        for path, name in named:
            entry = tarfile.TarInfo(name)
            entry.size, entry.mode = path.stat().st_size, _mode(path)
            with path.open("rb") as content:
                archive.addfile(entry, content)


def _mode(path: Path) -> int:
    return PROGRAM if path.stat().st_mode & 0o100 else FILE
