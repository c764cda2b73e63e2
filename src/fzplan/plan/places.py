"""A plan file as a tree of nodes that know where they stand, and the places (`Span`) of its paths.

A path is what leads to a value: ``("indicators", "劳均产出", "formula")``. May import: diagnostics.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from fzplan.diagnostics import Span
from fzplan.regex import regex

if TYPE_CHECKING:
    from fzplan.diagnostics import Diagnostic

Path = tuple[str | int, ...]
WIDEST = 110
"""Columns of an excerpt; a longer line is cut around its caret."""


@dataclass(slots=True)
class Node:
    """A mapping, a list or a scalar. `start`…`end` are offsets in the file; `size` counts all nodes within."""

    kind: Literal["mapping", "sequence", "scalar"]
    start: int
    end: int
    value: Any
    """Scalar: text, number, bool or None; mapping: key → `Entry`; list: nodes."""
    raw: str = ""
    """The text of a scalar, as written between its quotes."""
    style: str = ""
    size: int = 1
    flow: bool = False

    def plain(self) -> Any:
        """Return the data without places: dict, list, text, number, bool, None."""
        if self.kind == "mapping":
            return {key: entry.value.plain() for key, entry in self.value.items()}
        if self.kind == "sequence":
            return [node.plain() for node in self.value]
        if isinstance(self.value, float) and repr(self.value) != self.raw:
            return self.raw  # 3.50 keeps its printed decimals, and 「3.10」 of a section its nought
        return self.value


class Entry(NamedTuple):
    """One key of a mapping and its value."""

    key: Node
    value: Node


@dataclass(frozen=True)
class Places:
    """Where everything of one file stands."""

    file: str
    text: str
    root: Node

    @cached_property
    def _lines(self) -> list[int]:
        return line_starts(self.text)

    def node(self, path: Path) -> Node:
        """Return the node of a path, or of its longest part that is in the file."""
        return self._descend(path)[1]

    def has(self, path: Path) -> bool:
        """Tell whether the file has that path."""
        return self._descend(path)[2] == len(path)

    def raw(self, path: Path) -> str:
        """Return the text of a scalar as it was written, so that the decimals of 3.50 are not lost."""
        node = self.node(path)
        return node.raw if node.kind == "scalar" else ""

    def value(self, path: Path) -> Span:
        """Return the place of a value; of an empty or a large one, the place of its key."""
        key, node, depth = self._descend(path)
        empty = node.start == node.end or (node.kind != "scalar" and not node.flow)
        if key is not None and (empty or depth < len(path)):
            return self.span(key.start, key.end)
        return self.span(node.start, node.end)

    def key(self, path: Path) -> Span:
        """Return the place of the last key of a path."""
        key, node, _ = self._descend(path)
        found = node if key is None else key
        return self.span(found.start, found.end)

    def inside(self, path: Path, offset: int, length: int = 1) -> Span:
        """Return the place of the character `offset` of a scalar's text, whatever its quotes, escapes and folds."""
        node = self.node(path)
        if node.kind != "scalar":
            return self.value(path)
        first = node.start + source_offset(self.text[node.start : node.end], node.style, offset)
        last = node.start + source_offset(self.text[node.start : node.end], node.style, offset + max(length, 1))
        return self.span(first, max(last, first + 1))

    def span(self, start: int, end: int) -> Span:
        """Return the place of the offsets `start` to `end`, up to the end of the first line."""
        line = bisect_right(self._lines, start) - 1
        newline = self.text.find("\n", start)
        stop = min(end, newline if newline >= 0 else len(self.text))
        return Span(self.file, line + 1, start - self._lines[line] + 1, max(1, stop - start))

    def excerpt(self, at: Span) -> str:
        """Return the line of a place with a caret under it, right under wide characters too."""
        return excerpt(self.text, at)

    def _descend(self, path: Path) -> tuple[Node | None, Node, int]:
        key, node = None, self.root
        for depth, step in enumerate(path):
            if node.kind == "mapping" and str(step) in node.value:
                key, node = node.value[str(step)]
            elif node.kind == "sequence" and isinstance(step, int) and 0 <= step < len(node.value):
                key, node = None, node.value[step]
            elif not (step == 0 and node.kind == "scalar"):  # "x" stands for ["x"]
                return key, node, depth
        return key, node, len(path)


def line_starts(text: str) -> list[int]:
    """Return the offset at which each line begins."""
    return [0, *(found.end() for found in re.finditer(r"\n", text))]


def excerpted(finding: Diagnostic, text: str) -> Diagnostic:
    """Return a finding with the line it stands in, and the caret."""
    if finding.excerpt or not isinstance(finding.at, Span):
        return finding
    return replace(finding, excerpt=excerpt(text, finding.at))


def excerpt(text: str, at: Span) -> str:
    """Return the line of `at` in `text`, with carets under its characters."""
    lines = text.split("\n")
    if not 1 <= at.line <= len(lines):
        return ""
    line = lines[at.line - 1].rstrip("\r").replace("\t", " ")
    first = at.column - 1
    last = min(len(line), first + at.length, first + WIDEST)
    left = max(0, min(first, last - 2 * WIDEST))  # a line may be very long; only what is shown is measured
    while width(line[left:last]) > WIDEST and left < first:
        left += 1
    right = last
    while right < min(len(line), left + 2 * WIDEST) and width(line[left : right + 1]) <= WIDEST:
        right += 1
    shown = ("…" if left else "") + line[left:right] + ("…" if right < len(line) else "")
    padding = width(line[left:first]) + (width("…") if left else 0)
    return f"{shown}\n{' ' * padding}{'^' * max(1, width(line[first:last]))}"


def width(text: str) -> int:
    """Return the columns a text takes on a screen: two for a wide character.

    >>> width("总收入/a")
    8
    """
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


_ESCAPE = regex(r"\\(?:x..|u.{4}|U.{8}|\r?\n[ \t]*|.)", re.DOTALL)
_FOLD = regex(r"[ \t]*(?:\r?\n[ \t]*)+")
_HEADER = regex(r"[|>][^\n]*\n")
_INDENT = regex(r"[ ]*")


def source_offset(source: str, style: str, offset: int) -> int:
    r"""Return where the character `offset` of a scalar's text stands in its source (quotes included).

    >>> source_offset("'it''s x'", "'", 5), source_offset("a\n  b", "", 2)
    (7, 4)
    """
    if style in ("|", ">"):
        return _block_offset(source, style, offset)
    at, seen = (1 if style else 0), 0
    while seen < offset and at < len(source):
        step, characters = 1, 1
        escape = _ESCAPE.match(source, at) if style == '"' else None
        fold = _FOLD.match(source, at)
        if escape:
            step = escape.end() - at
            characters = 0 if escape.group().lstrip("\\")[:1] in ("\r", "\n") else 1
        elif style == "'" and source.startswith("''", at):
            step = 2
        elif fold:
            step = fold.end() - at
            characters = max(1, fold.group().count("\n") - 1)
        at, seen = at + step, seen + characters
    return at


def _block_offset(source: str, style: str, offset: int) -> int:
    header = _HEADER.match(source)
    if not header:
        return 0
    at, seen = header.end(), 0
    while source.startswith("\n", at):  # leading empty lines of a literal are part of its text
        at, seen = at + 1, seen + 1
    found = _INDENT.match(source, at)
    indent = found.end() - at if found else 0
    at += indent
    while seen < offset and at < len(source):
        at, seen = at + 1, seen + 1
        if source[at - 1] == "\n":
            breaks = 1
            while source.startswith("\n", at):
                at, breaks = at + 1, breaks + 1
            seen += breaks - 1 - (1 if style == ">" and breaks > 1 else 0)
            at = min(at + indent, len(source))
    return at
