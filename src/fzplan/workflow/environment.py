"""The surroundings of the program, for `fzplan doctor`: nothing is computed, nothing is sent, nothing is left behind.

In: the process. Out: `Circumstance` after `Circumstance`; what is missing is one of them, never an exception. Libraries
are asked for their versions and not imported, so that one that is broken does not keep the others from being named.
"""

from __future__ import annotations

import locale
import os
import platform
import shutil
import sys
import tempfile
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

import fzplan
from fzplan.diagnostics import Text
from fzplan.model.environment import Circumstance, State
from fzplan.regex import regex
from fzplan.workflow import surroundings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from fzplan.diagnostics import Lang

OLDEST = (3, 11)
ROOM = 1_000_000_000
"""Bytes that should be free where large workbooks are unpacked."""
_REQUIREMENT = regex(r"(?P<name>[\w.-]+)(?:\[[^\]]*\])?\s*\(?(?P<versions>[^;()]*)\)?\s*(?:;(?P<marker>.*))?")
_EXTRA = regex(r"""extra\s*==\s*["'](?P<extra>[^"']+)""")
SPEECH = ("FZPLAN_LANG", "LC_ALL", "LC_MESSAGES", "LANG")


def circumstances(folder: Path, encoding: str, speech: Lang, *, terminal: bool) -> tuple[Circumstance, ...]:
    """Return what there is; `encoding` and `terminal` are those of stdout, `folder` is where the program runs.

    `speech` is the language that it speaks there.
    """
    wanted = required()
    return (
        *_program(),
        *libraries(text for text in wanted if ";" not in text),
        *extras(text for text in wanted if _EXTRA.search(text)),
        *surroundings.tools(),
        *_console(encoding, speech, terminal=terminal),
        *_files(folder),
    )


def required() -> Sequence[str]:
    """Return what the installed package says it needs; nothing where it is run without being installed."""
    try:
        return metadata.requires("fzplan") or ()
    except metadata.PackageNotFoundError:
        return ()


def _program() -> Iterator[Circumstance]:
    here = Path(fzplan.__file__).parent.as_posix()
    yield Circumstance("fzplan", "program", Text("fzplan", "fzplan"), "ok", _same(f"{fzplan.__version__}  {here}"))
    fits = sys.version_info >= OLDEST
    bits = 64 if sys.maxsize > 2**32 else 32
    found = f"{platform.python_version()} {platform.python_implementation()}"
    oldest = ".".join(map(str, OLDEST))
    state: State = "ok" if fits and bits == 64 else "limited" if fits else "wrong"
    yield Circumstance(
        "python", "program", Text("Python", "Python"), state,
        Text(f"{found}，{bits} 位  {sys.executable}", f"{found}, {bits} bit  {sys.executable}"),
        Text("", "") if fits else Text(f"要 {oldest} 以上", f"{oldest} or newer is needed"),
    )  # fmt: skip
    yield Circumstance("system", "program", Text("系统", "System"), "ok", _same(platform.platform(terse=False)))


def libraries(requirements: Iterable[str]) -> Iterator[Circumstance]:
    """Yield each library that is needed: wrong where it is missing, or of a version that was not tried."""
    for text in requirements:
        name, versions = _parted(text)
        installed = _installed(name)
        if installed is None:
            state: State = "wrong"
            note = Text(f"没有安装；pip install {name}", f"not installed; pip install {name}")
        elif not _fits(versions, installed):
            state = "wrong"
            note = Text(
                f'要 {versions}；pip install "{name}{versions}"', f'needs {versions}; pip install "{name}{versions}"'
            )
        else:
            state, note = "ok", Text("", "")
        yield Circumstance(name, "library", _same(name), state, _same(installed or "—"), note)


def extras(requirements: Iterable[str]) -> Iterator[Circumstance]:
    """Yield each library that is only needed for more than the default; Java with Spark."""
    for text in requirements:
        name, versions = _parted(text)
        found = _EXTRA.search(text)
        extra = found["extra"] if found else ""
        installed = _installed(name)
        fits = installed is not None and _fits(versions, installed)
        state: State = "ok" if fits else "absent" if installed is None else "limited"
        note = Text("", "") if fits else Text(f'pip install "fzplan[{extra}]"', f'pip install "fzplan[{extra}]"')
        yield Circumstance(f"{extra}:{name}", "extra", _same(name), state, _same(installed or "—"), note)
        if name == "pyspark" and installed is not None:
            yield surroundings.java()


def _parted(requirement: str) -> tuple[str, str]:
    """Return the name and the versions of a requirement.

    >>> _parted("pandas<4,>=3.0"), _parted('duckdb (>=1) ; extra == "duckdb"')
    (('pandas', '<4,>=3.0'), ('duckdb', '>=1'))
    """
    found = _REQUIREMENT.match(requirement)
    return (found["name"], found["versions"].strip()) if found else (requirement, "")


def _installed(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _fits(versions: str, installed: str) -> bool:
    from fzplan.plan.build_head import satisfied

    return not versions or satisfied(versions, installed)


def _console(encoding: str, speech: Lang, *, terminal: bool) -> Iterator[Circumstance]:
    shows = _can_show(encoding)
    where = Text("终端", "a terminal") if terminal else Text("管道或文件", "a pipe or a file")
    yield Circumstance(
        "encoding", "console", Text("输出编码", "Output"), "ok" if shows else "limited",
        Text(f"{encoding}（{where.zh}）", f"{encoding} ({where.en})"),
        Text("", "") if shows else Text(
            "显示不了中文：先运行 chcp 65001（Windows），或设 PYTHONIOENCODING=utf-8、LC_ALL=C.UTF-8",
            "cannot show Chinese: run chcp 65001 first (Windows), or set PYTHONIOENCODING=utf-8, LC_ALL=C.UTF-8",
        ),
    )  # fmt: skip
    said = next((f"{name}={os.environ[name]}" for name in SPEECH if os.environ.get(name)), "")
    own = locale.getlocale(locale.LC_CTYPE)[0] or "C"
    yield Circumstance(
        "locale", "console", Text("语言", "Language"), "ok", _same(f"{speech}  {said or own}"),
        Text("--lang 或 FZPLAN_LANG=zh|en 可改", "changed by --lang or FZPLAN_LANG=zh|en"),
    )  # fmt: skip


def _can_show(encoding: str) -> bool:
    try:
        "规划指标".encode(encoding)
    except (LookupError, UnicodeEncodeError):
        return False
    return True


def _files(folder: Path) -> Iterator[Circumstance]:
    yield _writable("folder", Text("当前文件夹", "This folder"), folder)
    yield _writable("temporary", Text("临时文件夹", "Temporary folder"), _temporary())
    names = sys.getfilesystemencoding()
    shows = _can_show(names)
    note = Text("打不开中文文件名；设 LC_ALL=C.UTF-8", "cannot open Chinese names; set LC_ALL=C.UTF-8")
    yield Circumstance(
        "names", "files", Text("文件名编码", "Names of files"), "ok" if shows else "limited", _same(names),
        Text("", "") if shows else note,
    )  # fmt: skip


def _temporary() -> Path | None:
    try:
        return Path(tempfile.gettempdir())
    except OSError:  # none can be written
        return None


def _writable(id_: str, name: Text, folder: Path | None) -> Circumstance:
    """Try a folder: a file with a Chinese name is written into it and taken away again."""
    if folder is None:
        return Circumstance(
            id_, "files", name, "wrong", _same("—"), Text("都不能写入；设 TMPDIR", "none can be written; set TMPDIR")
        )
    try:
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".规划-", suffix=".tmp"):
            pass
        free = shutil.disk_usage(folder).free
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        note = Text(f"不能写入：{reason}", f"cannot be written: {reason}")
        return Circumstance(id_, "files", name, "wrong", _same(folder.as_posix()), note)
    room = f"{free / 1e9:.1f} GB"
    return Circumstance(
        id_, "files", name, "ok" if free >= ROOM else "limited",
        Text(f"{folder.as_posix()}（可写，余 {room}）", f"{folder.as_posix()} (writable, {room} free)"),
        Text("", "") if free >= ROOM else Text("空间不多了", "not much room left"),
    )  # fmt: skip


def _same(text: str) -> Text:
    return Text(text, text)
