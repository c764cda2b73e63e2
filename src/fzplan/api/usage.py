"""Wrong calls: what a program asked for that does not exist.

In: findings of a run. Out: nothing, or the exception. Everything else that is wrong stands among the findings.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from fzplan.diagnostics import FileRef

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fzplan.diagnostics import Diagnostic, Lang

Where = str | Path
OPTION = "--"


class UsageError(ValueError):
    """A wrong call: a file that is not there, an id, a dimension, a year or a date that the plan does not know."""


def existing(where: Where) -> Path:
    """Return a path; raise UsageError where nothing is."""
    path = Path(where)
    if not path.exists():
        message = f"没有这个文件或文件夹 no such file or folder: {path}"
        raise UsageError(message)
    return path


def several(where: Where | Sequence[Where] | None) -> tuple[Path, ...]:
    """Return paths of data: none, one or several; raise UsageError where nothing is."""
    if where is None:
        return ()
    return tuple(map(existing, [where] if isinstance(where, str | Path) else where))


def refuse(findings: Iterable[Diagnostic], lang: Lang) -> None:
    """Raise UsageError for what was asked in vain; findings of the plan and of the data pass."""
    wrong = [d for d in findings if isinstance(d.at, FileRef) and d.at.file.startswith(OPTION)]
    if wrong:
        raise UsageError("\n".join(sentence(d, lang) for d in wrong))


def sentence(d: Diagnostic, lang: Lang) -> str:
    """Return what was found and how to mend it, in one line."""
    return f"{d.message(lang)}{'。' if lang == 'zh' else '; '}{d.help(lang)}"
