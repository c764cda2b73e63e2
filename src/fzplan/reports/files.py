"""Reports on disk: written whole or not at all, and an existing report survives a failed write.

In: a path and the bytes of a report. Out: None, or the finding that says why it could not be written.
A file that is killed half-written stays under its temporary name, which begins with a dot and ends in ``.part``.
"""

from __future__ import annotations

import errno
import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from fzplan.diagnostics import FileRef, Text
from fzplan.reports import paths
from fzplan.reports.codes import CANNOT_WRITE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from fzplan.diagnostics import Diagnostic

OPEN = Text("文件正被占用或只读", "the file is in use or read-only")
CLOSE = Text(
    "在 Excel 或 WPS 中关闭该文件，或检查文件夹的写权限，或换一个文件名",
    "close it in Excel or WPS, check that the folder may be written to, or choose another name",
)
FULL = Text("磁盘已满", "the disk is full")
FREE = Text("腾出磁盘空间，或写到别的磁盘", "free some space, or write to another disk")
FOLDER = Text("这是一个文件夹", "it is a folder")
NAME = Text("写明文件名，例如 {file}/gap.xlsx", "name a file, for example {file}/gap.xlsx")
SPECIAL = Text("这是设备或管道，不是普通文件", "it is a device or a pipe, no ordinary file")
IN_THE_WAY = Text("有一个文件占着文件夹的名字", "a file has the name of a folder in this path")
LOOP = Text("这是指向自身的链接", "it is a link that leads to itself")
CHECK = Text("检查路径和文件名", "check the path and the name of the file")

INPUT = Text(
    "它是本次读取的规划文件或报表，不能覆盖", "it is the plan file or a return of this run, and is never replaced"
)
EXISTS = Text("文件已存在", "the file exists already")
FORCE = Text("换一个文件名，或加 --force 覆盖它", "choose another name, or add --force to replace it")
ELSEWHERE = Text("换一个文件名，例如 reports/gap.xlsx", "choose another name, for example reports/gap.xlsx")

NAMED = 32
"""Characters of its file that a temporary name begins with: names of files may have 255 bytes."""
_SAID = {errno.ENODEV: SPECIAL, errno.ELOOP: LOOP, errno.EEXIST: IN_THE_WAY, errno.ENOTDIR: IN_THE_WAY}
WINDOWS = os.name == "nt"
_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}


def inputs(plan_file: str, read: Iterable[str]) -> frozenset[Path]:
    """Return the plan file and the files read for it (named as places name them): no report may replace them."""
    return frozenset({Path(plan_file).resolve(), *(lying(plan_file, name).resolve() for name in read)})


def lying(plan_file: str, name: str) -> Path:
    """Return where a file lies that places call `name`: relative to the plan's folder, or as it was given."""
    inside = Path(plan_file).parent / name
    return inside if inside.exists() else Path(name)


def seen_from(report: Path, plan_file: str, names: Iterable[str]) -> dict[str, str]:
    """Return the paths of files as the folder of a report sees them; absolute on another drive."""
    folder = report.parent.resolve()
    found = {name: lying(plan_file, name) for name in names}
    return {name: paths.seen(file.parent.resolve() / file.name, folder) for name, file in found.items()}


def content(path: Path) -> bytes:
    """Return what a file holds that a report is appended to; nothing of one that is not there."""
    try:
        return path.read_bytes()
    except OSError:
        return b""


def write(path: Path, content: bytes, keep: Collection[Path] = (), *, replace: bool = True) -> Diagnostic | None:
    """Replace `path` by `content`, whole; missing folders are made. Return the finding where that failed.

    Where `path` is a link, the file that it leads to is replaced and the link stays. What is in `keep` (resolved paths
    of inputs) is never replaced, and nothing is where `replace` is false.
    """
    try:
        real = _real(path)
        if real in keep:
            return CANNOT_WRITE(FileRef(path.as_posix()), file=path.as_posix(), reason=INPUT, remedy=ELSEWHERE)
        if not replace and real.exists():
            return CANNOT_WRITE(FileRef(path.as_posix()), file=path.as_posix(), reason=EXISTS, remedy=FORCE)
        _refuse_no_file(real)
        real.parent.mkdir(parents=True, exist_ok=True)
        _replace(real, content)
    except OSError as error:
        return finding(path, error)
    return None


def _real(path: Path) -> Path:
    """Return the file that a path leads to. Raise OSError for a link that leads to itself, or a name with a NUL."""
    try:
        real = Path(os.path.realpath(path))
    except ValueError as error:
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL)) from error
    if real.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    return real


def _replace(path: Path, content: bytes) -> None:
    """Write the content beside the file under a name of its own, that no other process has or foresees; then rename."""
    part = path.with_name(f".{path.name[:NAMED]}.{os.urandom(4).hex()}.part")
    try:
        with part.open("xb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        if path.exists():
            shutil.copymode(path, part)
        part.replace(path)
    except BaseException:  # also where the user breaks off
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise
    _sync(path.parent)


def _refuse_no_file(path: Path) -> None:
    """Refuse folders, devices and pipes; treat a read-only file as locked: replacing it would be silent on some."""
    if WINDOWS and paths.no_file_on_windows(path.name):
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if path.exists() and not path.is_file():
        raise OSError(errno.ENODEV, os.strerror(errno.ENODEV))
    if path.exists() and not path.stat().st_mode & 0o222:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def _sync(folder: Path) -> None:
    """Make the new name last through a power cut, where folders can be synced at all."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def finding(path: Path, error: OSError) -> Diagnostic:
    """Return what is said where `path` could not be written."""
    file = path.as_posix()
    if isinstance(error, IsADirectoryError):
        reason, remedy = FOLDER, Text(*(text.format(file=file) for text in NAME))
    elif isinstance(error, PermissionError):
        reason, remedy = OPEN, CLOSE
    elif error.errno in _SAID:
        reason, remedy = _SAID[error.errno], CHECK
    elif error.errno in _FULL:
        reason, remedy = FULL, FREE
    else:
        reason, remedy = Text(error.strerror or str(error), error.strerror or str(error)), CHECK
    return CANNOT_WRITE(FileRef(file), file=file, reason=reason, remedy=remedy)
