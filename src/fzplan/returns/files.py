"""Which files are returns, and which forms read them: folders walked in sorted order, patterns matched on paths."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from fzplan.diagnostics import FileRef
from fzplan.returns import file_codes, pattern
from fzplan.returns.readers.door import WORKBOOK_SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from fzplan.diagnostics import Diagnostic
    from fzplan.model.plan import Form


class DataFile(NamedTuple):
    """A file of the data folders."""

    path: Path
    shown: str
    """As findings and places name it: posix, relative to the plan's folder where it lies inside."""
    relative: str
    """Relative to its data folder: what `files:` is matched on."""
    default: bool
    """In the plan's own data folder: never matched by its bare name."""


def data_files(paths: Sequence[Path], root: Path) -> tuple[tuple[DataFile, ...], tuple[Diagnostic, ...]]:
    """Return every file under `paths` once, sorted by name, hidden ones and lock files left out."""
    found: dict[Path, DataFile] = {}
    findings: list[Diagnostic] = []
    for path in paths:
        if path.is_dir():
            default = _same(path, root / "data")
            for file in sorted(_walk(path), key=lambda p: p.as_posix()):
                relative = file.relative_to(path).as_posix()
                found.setdefault(file.resolve(), DataFile(file, shown(file, root), relative, default))
        elif path.exists():
            inside = _inside(path, root / "data")
            relative = inside.as_posix() if inside else path.name
            found.setdefault(path.resolve(), DataFile(path, shown(path, root), relative, default=False))
        else:
            findings.append(file_codes.NO_PATH(FileRef(shown(path, root)), path=shown(path, root)))
    kept = []
    for one in sorted(found.values(), key=lambda f: f.shown):
        if one.path.name.startswith("~$"):
            findings.append(file_codes.LOCK_FILE(FileRef(one.shown)))
        else:
            kept.append(one)
    return tuple(kept), tuple(findings)


def _walk(folder: Path) -> Iterable[Path]:
    for entry in folder.iterdir():
        if entry.name.startswith(".") or entry.name == "__MACOSX":
            continue
        if entry.is_dir() and not entry.is_symlink():
            yield from _walk(entry)
        elif entry.is_file():
            yield entry


def _same(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve()


def _inside(path: Path, folder: Path) -> Path | None:
    try:
        return path.resolve().relative_to(folder.resolve())
    except ValueError:
        return None


def shown(path: Path, root: Path) -> str:
    """Return a path as places name it."""
    inside = _inside(path, root)
    return inside.as_posix() if inside is not None else path.as_posix()


def looks_like_data(file: DataFile) -> bool:
    """Tell whether a file that no form claims must be listed: workbooks are, documents and scripts are not."""
    return file.path.suffix.lower() in WORKBOOK_SUFFIXES


def matched(file: DataFile, forms: Mapping[str, Form]) -> dict[str, dict[str, str]]:
    """Return the forms that read a file, each with the fields its name gave."""
    claims = {}
    for form in forms.values():
        for wanted in form.files:
            fields = pattern.match_path(wanted.text, file.relative)
            if fields is None and not file.default:
                fields = pattern.match_path(PurePosixPath(wanted.text).name, PurePosixPath(file.relative).name)
            if fields is not None:
                claims[form.id] = fields
                break
    return claims
