"""One workbook with a fault in it, and what is to be found: severity, code and place, and nothing beyond."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from fzplan import workflow
from tests.corpus import books
from tests.corpus.layouts import LAYOUTS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from fzplan.diagnostics import Diagnostic

XLSX, XLS = "xlsx", "xls"


class Case(NamedTuple):
    """A sound return of a layout with some cells replaced."""

    name: str
    layout: str
    edits: Mapping[str, str]
    expected: tuple[str, ...] = ()
    """``error FZ403 C4``: severity, code and place in the sheet; ``@file``, ``@sheet`` for the whole of it."""
    kinds: tuple[str, ...] = (XLSX, XLS)
    finish: Callable[[Any, Any], None] | None = None
    """What a grid cannot say, of an .xlsx."""
    records: bytes = b""
    """What a grid cannot say, of an .xls."""
    plan: str = ""
    """Added to the plan file of the layout."""
    more: Mapping[str, str] = {}
    """Further sheets, by name."""
    hidden: tuple[str, ...] = ()
    """Sheets of an .xls that are not shown."""


def written(case: Case, kind: str, folder: Path) -> Path:
    """Write the plan file and the returns of a case; return the plan file."""
    layout = LAYOUTS[case.layout]
    path = folder / "targets.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(layout.plan + case.plan, encoding="utf-8")
    for name, (sheet, grid) in layout.books.items():
        broken = name == layout.file
        sheets = {sheet: books.edited(grid, case.edits if broken else {})}
        sheets |= {more: books.edited(text, {}) for more, text in case.more.items()} if broken else {}
        file = folder / "data" / f"{name}.{kind}"
        if kind == XLSX:
            books.xlsx(file, sheets, case.finish if broken else None)
        else:
            books.xls(file, sheets, case.records if broken else b"", case.hidden)
    return path


def found(folder: Path) -> tuple[Diagnostic, ...]:
    """Return what is said of the project in a folder, which is the current one."""
    return workflow.compute(folder / "targets.yaml", values=False).diagnostics


def told(finding: Diagnostic) -> str:
    """Return severity, code and place."""
    return f"{finding.severity.code} {finding.code} {finding.at}"


def wanted(case: Case, kind: str) -> list[str]:
    """Return what is to be found, as `told` says it."""
    layout = LAYOUTS[case.layout]
    file, sheet = f"data/{layout.file}.{kind}", layout.books[layout.file][0]
    full = []
    for one in case.expected:
        severity, code, at = one.replace("{kind}", kind).split(" ", 2)
        full.append(f"{severity} {code} {_place(at, file, sheet)}")
    return sorted(full)


def _place(at: str, file: str, sheet: str) -> str:
    """Return a place in full: the file or the sheet, another sheet (`:底稿`), a place with its own file, or a cell."""
    if at in ("@file", "@sheet"):
        return file if at == "@file" else f"{file}:{sheet}"
    if at.startswith(":"):
        return file + at
    return at if ":" in at and ("!" in at or ".yaml" in at) else f"{file}:{sheet}!{at}"
