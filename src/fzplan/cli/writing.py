"""Files that commands write: the format that a name asks for, and the line that says what became of each.

In: what stands behind `-o`, the content of a report. Out: a path and a format; a file, and one line on stderr.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from fzplan.cli import console

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from fzplan.diagnostics import Lang

Destination = tuple[Path, str]
"""A file and its format."""


def destination(written: str, suffixes: Mapping[str, str], formats: Collection[str]) -> Destination:
    """Return file and format of ``[FORMAT=]FILE``; an unknown suffix is wrong usage.

    >>> destination("changes.md", {".md": "md"}, ["md", "json"])[1]
    'md'
    >>> destination("json=changes.out", {".md": "md"}, ["md", "json"])
    (PosixPath('changes.out'), 'json')
    """
    name, sign, file = written.partition("=")
    if sign and name in formats:
        return Path(file), name
    path = Path(written)
    found = suffixes.get(suffix(path, suffixes).lower())
    if found is None:
        known = " ".join(suffixes)
        console.refuse(
            "-o",
            f"看不出 {written} 的格式；可用后缀 {known}，或写成 json={written}",
            f"no known format in the suffix of {written}; use {known}, or write json={written}",
        )
    return path, found


def suffix(path: Path, known: Collection[str]) -> str:
    """Return the suffix that decides for the format, `.sdmx.csv` before `.csv`; of other files the last one."""
    name = path.name.lower()
    longest = max((len(suffix) for suffix in known if name.endswith(suffix)), default=0)
    return path.name[-longest:] if longest else path.suffix


def must_end(path: Path, suffixes: Collection[str]) -> None:
    """Refuse a file whose suffix is none of these."""
    if path.suffix.lower() not in suffixes:
        known = " ".join(suffixes)
        console.refuse("-o", f"{path} 的后缀应为 {known} 之一", f"the suffix of {path} is one of {known}")


def write(
    path: Path,
    content: str | bytes,
    speech: Lang,
    keep: Collection[Path] = (),
    *,
    replace: bool = True,
    remark: str = "",
) -> bool:
    """Write a file and say so, or say why not; tell which. `keep`, `replace`: as in `reports.files.write`."""
    from fzplan.reports import files, findings

    fault = files.write(path, content.encode() if isinstance(content, str) else content, keep, replace=replace)
    if fault:
        console.note(findings.text([fault], speech))
        return False
    console.note(f"{'已写入' if speech == 'zh' else 'written:'} {path.as_posix()}{remark}")
    return True
