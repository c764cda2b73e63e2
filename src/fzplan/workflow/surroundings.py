"""Other programs that a report or a review meets: fonts, LibreOffice, git, Java. All of them may be missing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from fzplan.diagnostics import Text
from fzplan.model.environment import Circumstance
from fzplan.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PATIENCE = 20
"""Seconds that another program has to tell its version."""
FONTS = {
    "win32": ("Fonts", ("simsun.ttc", "simhei.ttf", "simfang.ttf", "msyh.ttc", "Deng.ttf")),
    "darwin": ("/System/Library/Fonts", ("PingFang.ttc", "STHeiti Light.ttc", "Supplemental/Songti.ttc")),
}
"""Where systems without fontconfig keep their Chinese fonts."""
OFFICES = (
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
_VERSION = regex(r"\d+(?:\.\d+)+")


def tools() -> Iterator[Circumstance]:
    """Yield the fonts and programs around."""
    yield _fonts()
    yield _office()
    yield _git()


def _fonts() -> Circumstance:
    found = chinese_fonts()
    listed = "、".join(found[:4]) + (" …" if len(found) > 4 else "")
    name = Text("中文字体", "Chinese fonts")
    if found:
        plain = listed.replace("、", ", ")
        return Circumstance("fonts", "office", name, "ok", Text(f"{len(found)} 种：{listed}", f"{len(found)}: {plain}"))
    note = Text(
        "报告照样写出，只是在这台机器上看不到字；可安装 fonts-noto-cjk",
        "reports are written all the same, but not readable on this machine; fonts-noto-cjk has some",
    )
    return Circumstance("fonts", "office", name, "absent", Text("—", "—"), note)


def chinese_fonts() -> Sequence[str]:
    """Return the families of fonts that have Chinese characters."""
    program = shutil.which("fc-list")
    if program:
        said = _said([program, ":lang=zh", "family"])
        return sorted({line.split(",")[0].strip() for line in said.splitlines() if line.strip()})
    folder, files = FONTS.get(sys.platform, ("", ()))
    home = Path(os.environ.get("WINDIR", "C:/Windows")) / folder if sys.platform == "win32" else Path(folder)
    return [file for file in files if folder and (home / file).exists()]


def _office() -> Circumstance:
    program = shutil.which("soffice") or next((path for path in OFFICES if Path(path).exists()), None)
    name = Text("LibreOffice", "LibreOffice")
    if program is None:
        note = Text("不装也能写出报告；用 Excel 或 WPS 打开", "not needed to write reports; Excel or WPS open them too")
        return Circumstance("libreoffice", "office", name, "absent", Text("—", "—"), note)
    return Circumstance("libreoffice", "office", name, "ok", _version([program, "--version"]))


def _git() -> Circumstance:
    program = shutil.which("git")
    if program is None:
        note = Text("只有 check --changed-since 要用", "used by check --changed-since only")
        return Circumstance("git", "extra", Text("git", "git"), "absent", Text("—", "—"), note)
    return Circumstance("git", "extra", Text("git", "git"), "ok", _version([program, "--version"]))


def java() -> Circumstance:
    """Return the Java that Spark would start."""
    home = os.environ.get("JAVA_HOME")
    program = shutil.which("java", path=str(Path(home) / "bin")) if home else shutil.which("java")
    if program is None:
        note = Text(
            "Spark 要用：安装 Java 17 以上，或设 JAVA_HOME",
            "Spark needs it: install Java 17 or newer, or set JAVA_HOME",
        )
        return Circumstance("java", "extra", Text("Java", "Java"), "absent", Text("—", "—"), note)
    return Circumstance("java", "extra", Text("Java", "Java"), "ok", _version([program, "-version"]))


def _version(command: Sequence[str]) -> Text:
    found = _VERSION.search(_said(command))
    told = f"{found[0]}  {command[0]}" if found else command[0]
    return Text(told, told)


def _said(command: Sequence[str]) -> str:
    """Return what a program prints, on either stream; nothing where it cannot be started or does not end."""
    try:
        done = subprocess.run(  # noqa: S603  (a fixed list of words, no shell)
            command, capture_output=True, check=False, timeout=PATIENCE, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return (done.stdout + done.stderr).decode(errors="replace")
