"""Paths as Windows and all others have them, without asking a disk: how a folder sees a file, and what no file is.

In: pure paths. Out: texts, yes or no.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.regex import regex

if TYPE_CHECKING:
    from pathlib import PurePath

_NO_FILE = regex(r"(?i)^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³]) *(\..*)?$|[<>:\"|?*\x00-\x1f]|[. ]$")


def seen(file: PurePath, folder: PurePath) -> str:
    r"""Return the path of a file as a folder sees it, in posix form; the whole path where it lies on another drive.

    Both are absolute. Windows paths compare without regard to case.

    >>> from pathlib import PureWindowsPath as W
    >>> seen(W(r"D:\Plan\data\a.xlsx"), W(r"d:\plan\报告"))
    '../data/a.xlsx'
    >>> seen(W(r"E:\data\a.xlsx"), W(r"D:\报告")), seen(W(r"\\fs\share\data\a.xlsx"), W(r"\\fs\share\out"))
    ('E:/data/a.xlsx', '../data/a.xlsx')
    """
    for up, parent in enumerate((folder, *folder.parents)):
        if file.is_relative_to(parent):
            return "/".join([".."] * up + list(file.relative_to(parent).parts))
    return file.as_posix()


def no_file_on_windows(name: str) -> bool:
    """Tell whether Windows has no such file: a device, a stream of another file, an end that it drops.

    >>> [name for name in ("nul", "CON.xlsx", "gap.xlsx:1", "gap.", "con1.xlsx", "COM10") if no_file_on_windows(name)]
    ['nul', 'CON.xlsx', 'gap.xlsx:1', 'gap.']
    """
    return _NO_FILE.search(name) is not None
