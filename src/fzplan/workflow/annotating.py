"""annotate: a marked copy of each faulty workbook, written into a folder of its own; the returns are left alone.

In: a review, the folder. Out: the files written, and what could not be.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from fzplan.diagnostics import FileRef, Text
from fzplan.workflow.codes import AMONG_DATA, NOT_MARKED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fzplan.diagnostics import Diagnostic, Lang
    from fzplan.model.findings import Review
    from fzplan.reports.marking import Note

SUFFIXES = (".xlsx", ".xlsm", ".xltx", ".xltm")
MARKED = Text("_标注", "_marked")
MACROS = b"xl/vbaProject.bin"
"""The name of the part with macros; names stand in a zip as they are."""


def annotated(
    review: Review, folder: Path, data: Sequence[Path], lang: Lang
) -> tuple[tuple[Path, ...], tuple[Diagnostic, ...]]:
    """Write the marked copies below `folder`; `data` are the folders and files that were checked (default: data/)."""
    from fzplan.reports import files, marking

    inside = _among(folder, list(data) or [Path(review.plan_file).parent / "data"])
    if inside is not None:
        return (), (AMONG_DATA(FileRef(folder.as_posix()), folder=inside.as_posix()),)
    written: list[Path] = []
    faults: list[Diagnostic] = []
    every = marking.notes(review, lang)
    kept = files.inputs(review.plan_file, (*review.files, *every))
    for name, notes in every.items():
        content, reason = _marked(files.lying(review.plan_file, name), notes, lang)
        if reason is not None:
            faults.append(NOT_MARKED(FileRef(name), file=name, reason=reason))
            continue
        path = _named(folder, name, content, lang, written)
        fault = files.write(path, content, kept)
        if fault is None:
            written.append(path)
        else:
            faults.append(fault)
    return tuple(written), tuple(faults)


def _marked(path: Path, notes: Sequence[Note], lang: Lang) -> tuple[bytes, Text | None]:
    """Return the copy of one workbook, or why there is none."""
    from fzplan.reports import marking

    try:
        return marking.marked(path.read_bytes(), notes, lang), None
    except marking.UnmarkableError as error:
        return b"", error.reason
    except OSError as error:
        return b"", Text(f"操作系统报告错误 {error.errno}", error.strerror or str(error))


def _among(folder: Path, data: Sequence[Path]) -> Path | None:
    """Return the folder of data that `folder` lies in."""
    place = folder.resolve()
    return next((one for one in data if one.is_dir() and place.is_relative_to(one.resolve())), None)


def _named(folder: Path, name: str, content: bytes, lang: Lang, taken: Sequence[Path]) -> Path:
    """Return where the copy of a file goes: below the folder as the return lies below the plan's, each name once."""
    parts = [part for part in Path(name).parts if part not in ("..", Path(name).anchor)]
    source = folder.joinpath(*parts)
    suffix = source.suffix if source.suffix.lower() in SUFFIXES else ".xlsm" if MACROS in content else ".xlsx"
    stem = source.stem + MARKED.of(lang)
    names = (source.with_name(f"{stem}{number or ''}{suffix}") for number in range(len(taken) + 1))
    return next(path for path in names if path not in taken)
