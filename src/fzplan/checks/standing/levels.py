"""Levels that a plan changes for built-in checks, in all files or in some; what may not be changed is said.

In: the entries of a plan, the codes of findings about returns. Out: findings about entries; findings with their level.
"""

from __future__ import annotations

import re
from dataclasses import replace
from difflib import get_close_matches
from typing import TYPE_CHECKING

from fzplan.checks.standing.codes import LEVEL
from fzplan.diagnostics import CellRef, FileRef, Severity, Text, listed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from fzplan.diagnostics import Diagnostic
    from fzplan.model.checks import Level

BUILT_IN = ("FZ3", "FZ4", "FZ622", "FZ625", "FZ626")
"""How the codes of the checks begin that are held on every return."""
UNREAD = frozenset({
    "FZ302", "FZ305", "FZ306", "FZ310", "FZ311", "FZ314", "FZ315", "FZ316", "FZ317", "FZ318", "FZ319", "FZ352", "FZ353",
    "FZ354", "FZ355", "FZ358",
})  # fmt: skip
"""Codes that say a file, or a table of it, was not read: they stay where somebody has to look at them."""
LOWEST = Severity.VERIFY
NO_CODE = Text("没有这个编号", "there is no such code")
NEAREST = Text("是否为 {}？fzplan rule 列出全部编号", "did you mean {}? `fzplan rule` lists all codes")
LIST = Text("fzplan rule 列出全部编号", "`fzplan rule` lists all codes")
NOT_BUILT_IN = Text("它不是报表的内置检查（FZ3xx、FZ4xx 等）", "it is no built-in check of returns (FZ3xx, FZ4xx …)")
OWN_LEVEL = Text(
    "审核关系用自己的 level:；规划文件和指标的问题级别不变",
    "a relation has a `level:` of its own; the levels of findings about the plan file and its figures stay",
)
TOO_LOW = Text(
    "它说的是有文件或表没有读出，降到提示就会无声地通过",
    "it says that a file or a table was not read, which would pass unseen as info",
)
VERIFY = Text(
    "写 level: verify，并为这些文件逐一说明；或把文件移出数据文件夹",
    "write level: verify and explain each of these files, or move them out of the data folder",
)


def faults(levels: Iterable[Level], known: Collection[str]) -> tuple[Diagnostic, ...]:
    """Return what is wrong with the entries: codes that do not exist or are not built in, levels that are too low."""
    return tuple(fault for level in levels if (fault := _fault(level, known)) is not None)


def relevelled(diagnostics: Iterable[Diagnostic], levels: Sequence[Level], known: Collection[str]) -> list[Diagnostic]:
    """Return the findings with the levels that the plan gives them; of several entries that match the last counts."""
    sound = [level for level in levels if _fault(level, known) is None]
    by_code = {level.code: [one for one in sound if one.code == level.code] for level in sound}
    return [_levelled(d, by_code[d.code]) if d.code in by_code and "check" not in d.facts else d for d in diagnostics]


def _fault(level: Level, known: Collection[str]) -> Diagnostic | None:
    if level.code.startswith(BUILT_IN) and level.code not in known:
        built_in = sorted(code for code in known if code.startswith(BUILT_IN))
        near = listed(get_close_matches(level.code, built_in, n=1, cutoff=0.5))
        remedy = Text(*(t.format(n) for t, n in zip(NEAREST, near, strict=True))) if near.zh else LIST
        return LEVEL(level.at, code=level.code, reason=NO_CODE, remedy=remedy)
    if not level.code.startswith(BUILT_IN):
        return LEVEL(level.at, code=level.code, reason=NOT_BUILT_IN, remedy=OWN_LEVEL)
    if level.code in UNREAD and level.level < LOWEST:
        return LEVEL(level.at, code=level.code, reason=TOO_LOW, remedy=VERIFY)
    return None


def _levelled(d: Diagnostic, levels: Sequence[Level]) -> Diagnostic:
    at = d.at
    sheet = at.sheet if isinstance(at, CellRef | FileRef) else ""
    for level in reversed(levels):
        if _is_named(at.file, level.files) and (not level.sheets or any(_matches(p, sheet) for p in level.sheets)):
            return replace(d, severity=level.level)
    return d


def _is_named(file: str, patterns: Sequence[str]) -> bool:
    """Tell whether one of the patterns is the name of a file, or its path below some folder."""
    parts = file.split("/")
    tails = ["/".join(parts[k:]) for k in range(len(parts))]
    return not patterns or any(_matches(pattern, tail) for pattern in patterns for tail in tails)


def _matches(pattern: str, name: str) -> bool:
    """Match a name; `*` is anything but a slash.

    >>> _matches("old/*.xlsx", "old/2016.xlsx"), _matches("*", "old/2016.xlsx")
    (True, False)
    """
    return re.fullmatch("[^/]*".join(map(re.escape, pattern.split("*"))), name) is not None
