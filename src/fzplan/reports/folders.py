"""Several files that belong together: all of them written, or none.

In: a folder and what goes into it, by relative path. Out: None, or the finding that says why nothing was written.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from fzplan.diagnostics import FileRef, Text
from fzplan.reports import files
from fzplan.reports.codes import CANNOT_WRITE

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from fzplan.diagnostics import Diagnostic

ANOTHER = Text("换一个文件夹；这里的文件一个也不替换", "choose another folder; no file that is there is replaced")


def write(folder: Path, contents: Mapping[str, bytes]) -> Diagnostic | None:
    """Write every file below `folder`, which is made if need be; nothing that is there already is touched.

    The files are written under a temporary name beside their place, then each top-level name takes its own; where one
    cannot, those that have are taken back.
    """
    tops = list(dict.fromkeys(PurePosixPath(name).parts[0] for name in contents))
    there = [folder / top for top in tops if os.path.lexists(folder / top)]
    if there:
        name = there[0].as_posix()
        return CANNOT_WRITE(FileRef(name), file=name, reason=files.EXISTS, remedy=ANOTHER)
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    part = folder / f".fzplan.{os.getpid()}.part"
    placed: list[Path] = []
    try:
        for name, content in contents.items():
            path = part / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        for top in tops:
            (part / top).rename(folder / top)
            placed.append(folder / top)
        part.rmdir()
    except OSError as error:
        _take_back([part, *placed], missing)
        return files.finding(folder, error)
    return None


def _take_back(written: list[Path], folders: list[Path]) -> None:
    for path in written:
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    for path in folders:  # the innermost first
        with suppress(OSError):
            path.rmdir()
