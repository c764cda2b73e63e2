"""A list of codes in a file beside the plan: .csv and .txt (the first column), .yaml (a list, or the keys).

In: the folder of the plan and a name. Out: the codes, or why there are none. Nothing outside the folder is read.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

import yaml

from fzplan.diagnostics import Text
from fzplan.plan.encoding import decoded

if TYPE_CHECKING:
    from pathlib import Path

SUFFIXES = (".csv", ".txt", ".yaml", ".yml")
LARGEST = 20_000_000
"""Bytes; the register of a province has about ten million."""
HEADINGS = ("代码", "编码", "code")
"""A first line whose first cell holds one of these words is a heading."""


def codes_in(folder: Path, name: str) -> frozenset[str] | Text:
    """Return the codes of a file, or what is wrong with it."""
    path = folder / name
    try:
        refused = _refused(path, folder)
        text = None if refused else decoded(path.read_bytes(), name)[0]
    except OSError as error:
        return Text(f"读不了（{error.strerror}）", f"it cannot be read ({error.strerror})")
    if refused or text is None:
        return refused or Text("不是文本文件", "it is no text file")
    found = _of_yaml(text) if path.suffix.lower() in (".yaml", ".yml") else _of_lines(text)
    if found is None:
        return Text("应是代码的列表，或 代码: 名称", "a list of codes, or code: name, is expected")
    return found or Text("文件里没有代码", "the file has no codes")


def _refused(path: Path, folder: Path) -> Text | None:
    if not path.resolve().is_relative_to(folder.resolve()):
        return Text("文件应在规划文件所在文件夹内", "the file has to be in the folder of the plan file")
    if not path.is_file():
        return Text("没有这个文件", "there is no such file")
    return Text("文件超过 20 MB", "the file has more than 20 MB") if path.stat().st_size > LARGEST else None


def _of_lines(text: str) -> frozenset[str]:
    rows = [row[0].strip() for row in csv.reader(text.splitlines()) if row and row[0].strip()]
    kept = [code for code in rows if not code.startswith("#")]
    if kept and any(word in kept[0].lower() for word in HEADINGS):
        del kept[0]
    return frozenset(kept)


def _of_yaml(text: str) -> frozenset[str] | None:
    """Return the codes of a list or a mapping, as they are written: 0106 keeps its nought."""
    try:
        found: Any = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506  (makes texts, lists and mappings alone)
    except (yaml.YAMLError, RecursionError):
        return None
    if not isinstance(found, list | dict) or not all(isinstance(code, str) for code in found):
        return None
    return frozenset(code.strip() for code in found if code.strip())
