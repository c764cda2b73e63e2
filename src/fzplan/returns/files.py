"""Which files are returns, and which forms read them: folders walked in sorted order, patterns matched on paths."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING, NamedTuple

from fzplan.diagnostics import FileRef, Text
from fzplan.model.microdata import SUFFIXES
from fzplan.returns import file_codes, pattern
from fzplan.returns.readers.door import WORKBOOK_SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from fzplan.diagnostics import Diagnostic
    from fzplan.model.plan import Form

_KINDS = (
    (stat.S_ISFIFO, Text("管道", "a pipe")),
    (stat.S_ISSOCK, Text("套接字", "a socket")),
    (stat.S_ISCHR, Text("设备", "a device")),
    (stat.S_ISBLK, Text("设备", "a device")),
)


PLAN = "targets.yaml"
"""A folder of data with a plan file of its own belongs to that plan."""


class DataFile(NamedTuple):
    """A file of the data folders."""

    path: Path
    shown: str
    """As findings and places name it: posix, relative to the plan's folder where it lies inside."""
    relative: str
    """Relative to its data folder: what `files:` is matched on."""
    default: bool
    """In the plan's own data folder: never matched by its bare name."""
    of_folder: bool = True
    """Met in a folder, and not named by itself."""


def data_files(paths: Sequence[Path], root: Path) -> tuple[tuple[DataFile, ...], tuple[Diagnostic, ...]]:
    """Return every file under `paths` once, sorted by name, hidden ones and lock files left out."""
    found: dict[Path, DataFile] = {}
    findings: list[Diagnostic] = []
    for path in paths:
        if _is_folder(path):
            default = _same(path, root / "data")
            for file in sorted(_walk(path, root, findings), key=lambda file: file.relative):
                found.setdefault(file.lying, DataFile(file.path, file.shown, file.relative, default))
        elif (fault := _fault(path, root)) is None:
            inside = _inside(path, root / "data")
            relative = inside.as_posix() if inside else path.name
            found.setdefault(
                _resolved(path), DataFile(path, shown(path, root), relative, default=False, of_folder=False)
            )
        else:
            findings.append(fault)
    kept = []
    for one in sorted(found.values(), key=lambda f: f.shown):
        if one.path.name.startswith("~$"):
            findings.append(file_codes.LOCK_FILE(FileRef(one.shown)))
        else:
            kept.append(one)
    return tuple(kept), tuple(findings)


def filed(file: DataFile, root: Path) -> DataFile:
    """Return the file as a form of the plan in `root` names it: by its path in `data/` where it lies there."""
    inside = _inside(file.path, root / "data")
    return file._replace(relative=inside.as_posix()) if inside else file


class _Met(NamedTuple):
    """A file met in a folder."""

    path: Path
    lying: Path
    """Where it lies: what a link leads to."""
    shown: str
    relative: str


def _walk(folder: Path, root: Path, findings: list[Diagnostic], within: str = "") -> Iterable[_Met]:
    """Yield the plain files of a folder and those below it; what cannot be read is said, links are not entered.

    Where the folder lies is asked once, not for each of its files.
    """
    try:
        with os.scandir(folder) as listed:
            entries = sorted(listed, key=lambda entry: entry.name)
    except OSError:
        findings.append(file_codes.NO_PERMISSION(FileRef(shown(folder, root))))
        return
    lying, named = _resolved(folder), shown(folder / "_", root)[:-1]
    for entry in entries:
        if entry.name.startswith(".") or entry.name == "__MACOSX":
            continue
        path = folder / entry.name
        if _is_plain(entry):
            yield _Met(path, lying / entry.name, named + entry.name, within + entry.name)
        elif _is_folder(path):
            if path.is_symlink():
                findings.append(file_codes.NOT_FOLLOWED(FileRef(named + entry.name)))
            elif _is_plain_file(path / PLAN):
                findings.append(file_codes.OTHER_PLAN(FileRef(named + entry.name), plan=PLAN))
            else:
                yield from _walk(path, root, findings, f"{within}{entry.name}/")
        elif (fault := _fault(path, root)) is None:
            yield _Met(path, _resolved(path), named + entry.name, within + entry.name)
        elif path.suffix.lower() in WORKBOOK_SUFFIXES or fault.rule is not file_codes.BROKEN_LINK:
            findings.append(fault)


def _is_plain_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False


def _is_plain(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file(follow_symlinks=False)
    except OSError:
        return False


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def _target(path: Path) -> str:
    """Return what a link says it leads to; "" for what is no link."""
    try:
        return path.readlink().as_posix()
    except (OSError, ValueError):
        return ""


def _fault(path: Path, root: Path) -> Diagnostic | None:
    """Return the finding that a path is no file with a content of its own, or None where it is one."""
    name = shown(path, root)
    at = FileRef(name)
    try:
        mode = path.stat().st_mode
    except PermissionError:
        return file_codes.NO_PERMISSION(at)
    except (OSError, ValueError):  # a name with a zero byte is a ValueError
        target = _target(path)
        return file_codes.BROKEN_LINK(at, target=target) if target else file_codes.NO_PATH(at, path=name)
    kind = next((text for is_kind, text in _KINDS if is_kind(mode)), None)
    return file_codes.NO_FILE(at, kind=kind) if kind else None


def _same(one: Path, other: Path) -> bool:
    return _resolved(one) == _resolved(other)


def _inside(path: Path, folder: Path) -> Path | None:
    try:
        return _resolved(path).relative_to(_resolved(folder))
    except ValueError:
        return None


def _resolved(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError):  # a link to itself
        return path.absolute()


def shown(path: Path, root: Path) -> str:
    """Return a path as places name it: a link by its own name, not by that of the file it leads to."""
    lying = _resolved(path.parent) / path.name if path.name not in ("", "..") else _resolved(path)
    try:
        return lying.relative_to(_resolved(root)).as_posix()
    except ValueError:
        return path.as_posix()


def looks_like_data(file: DataFile) -> bool:
    """Tell whether a file that no form claims must be listed: workbooks are, documents and scripts are not."""
    return file.path.suffix.lower() in {*WORKBOOK_SUFFIXES, *SUFFIXES}


def matched(file: DataFile, forms: Mapping[str, Form]) -> dict[str, dict[str, str]]:
    """Return the forms that read a file, each with the fields its name gave."""
    claims = {}
    bare = file.relative.rpartition("/")[2]
    for form in forms.values():
        for wanted in form.files:
            fields = pattern.match_path(wanted.text, file.relative)
            if fields is None and not file.default:
                fields = pattern.match_path(wanted.text.rpartition("/")[2], bare)
            if fields is not None:
                claims[form.id] = fields
                break
    return claims


def forms_of(forms: Mapping[str, Form], data: Sequence[Path], root: Path, file: Path) -> frozenset[str]:
    """Return the forms that read a file, by its name and its folder alone: it may be gone."""
    found: set[str] = set()
    for folder in data:
        inside = _below(file, folder)
        if inside is not None:
            named = DataFile(file, shown(file, root), inside, _same(folder, root / "data"))
            named = filed(named, root) if inside == file.name and _same(file, folder) else named
            found.update(matched(named, forms))
    return frozenset(found)


def _below(file: Path, folder: Path) -> str | None:
    """Return the path of a file in one of the data paths; its name alone where it is that path itself."""
    lying = _resolved(file.parent) / file.name
    if _same(lying, folder):
        return file.name
    try:
        return lying.relative_to(_resolved(folder)).as_posix()
    except ValueError:
        return None
