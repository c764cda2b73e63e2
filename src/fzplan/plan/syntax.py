"""What is wrong with a file that is not YAML, told so that its author can mend it.

In: the text and the parser's error. Out: findings; the usual causes first (full-width punctuation, tabs, a formula
cut by a bracket or comma, text that needs quotes), for the parser's own words help only those who know YAML.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any, NamedTuple

from fzplan.diagnostics import Diagnostic, Text
from fzplan.plan.codes import CUT, FULL_WIDTH, NOT_YAML, QUOTES_NEEDED, TAB
from fzplan.plan.places import Node, Places
from fzplan.regex import regex

if TYPE_CHECKING:
    import yaml

SPARE = ("measures", "indicators", "deliverables", "forms", "checks", "claims", "examples")
"""Sections whose faulty entries can be left out, the rest still being judged fairly."""
_KEY_COLON = regex(r"^[ \t]*(?:- +)*(?P<key>[^\s\"'#:：{\[,，][^\"'#:：{\[,，\n]*)(?P<colon>：)", re.MULTILINE)
_FLOW_COLON = regex(r"[{,，]\s*(?P<key>[\w ]{1,40})(?P<colon>：)")
_FLOW_COMMA = regex(r"(?P<comma>，)\s*[a-z_]+\s*[:：]")
_TAB = regex(r"^ *(?P<tab>\t+) *[^\s#]", re.MULTILINE)
_STARTS = regex(r"(?:[:\-,\[{]\s+|[\[{])(?P<start>[%@`*&!|>])")
_BRACKET = regex(r"[:,]\s+(?P<formula>[^\s\"'{}\[\],][^\"'{}\[\],]*)\[")
COLON = Text("此处不应再有冒号（缩进或引号有误）", "a colon is not expected here (indentation or quotes)")
INDENT = Text("缩进不一致，或键写得不对", "the indentation does not match, or a key is malformed")
_WORDS = (
    ("found unexpected end of stream", Text("引号没有结束", "a quoted text is not closed")),
    ("mapping values are not allowed", COLON),
    ("expected ',' or '}'", Text("花括号没有配对，或缺少逗号", "a brace is not closed, or a comma is missing")),
    ("expected ',' or ']'", Text("方括号没有配对，或缺少逗号", "a bracket is not closed, or a comma is missing")),
    ("could not find expected ':'", Text("键后缺少冒号", "a colon is missing after a key")),
    ("expected <block end>", Text("缩进不一致", "the indentation does not match")),
    ("did not find expected key", INDENT),
    ("did not find expected '-' indicator", Text("列表项的缩进不一致", "the items of a list are not aligned")),
    ("unknown escape character", Text("双引号内的反斜杠有特殊含义", "a backslash has a meaning within double quotes")),
    ("cannot start any token", Text("此处不能以该符号开头", "this character cannot begin a value")),
    ("found undefined alias", Text("星号开头的词要加引号", "a word that begins with * must be quoted")),
    ("node content", Text("内容不完整", "something is missing here")),
)  # fmt: skip


class Salvage(NamedTuple):
    """What can be told of a file that is not YAML: its faults, and the text without the entries that have them."""

    findings: list[Diagnostic]
    rest: str | None
    """None where too much is lost for the rest to be judged."""
    lost: frozenset[str] = frozenset()
    """Names of the entries left out of `rest`."""


def salvaged(text: str, error: yaml.YAMLError, file: str, loader: Any) -> Salvage:
    """Read every section, and every entry of a faulty section, for itself; tell the first fault of each.

    A parser stops at its first error; a user should not have to start the program once for each.
    """
    found: list[Diagnostic] = []
    kept: Lines = []
    lost: set[str] = set()
    whole = True
    for section in _blocks(text, 0, len(text)):
        broken = first_error(_alone(text, section), loader)
        if broken is None:
            kept += section
            continue
        kept += section[:1]
        before = len(found)
        for entry in _entries(text, section):
            piece = _alone(text, section[:1] + entry)
            fault = first_error(piece, loader)
            if fault is None:
                kept += entry
            else:
                found += faults(piece, fault, _places(file, piece))
                lost.add(_name(text, entry))
        whole &= len(found) > before and _name(text, section) in SPARE
        if len(found) == before:
            piece = _alone(text, section)
            found += faults(piece, broken, _places(file, piece))
    if not found:
        return Salvage(faults(text, error, _places(file, text)), None)
    return Salvage(found, _alone(text, kept) if whole else None, frozenset(lost))


def _places(file: str, text: str) -> Places:
    return Places(file, text, Node("scalar", 0, 0, None))


def _name(text: str, lines: Lines) -> str:
    """Return the key that a block of lines begins with."""
    first = next((text[a:b].strip() for a, b in lines if text[a:b].strip()), "")
    return unicodedata.normalize("NFKC", first).split(":")[0].strip(" \"'")


Lines = list[tuple[int, int]]
"""Offsets of whole lines: begin and end."""


def _blocks(text: str, start: int, end: int, indent: int = 0) -> list[Lines]:
    """Split lines into blocks that begin at a line of that indentation."""
    blocks: list[Lines] = []
    at = start
    while at < end:
        stop = text.find("\n", at, end) + 1 or end
        line = text[at:stop]
        opens = line.strip() and len(line) - len(line.lstrip(" ")) <= indent and line.lstrip()[0] not in "#}]"
        if opens or not blocks:
            blocks.append([])
        blocks[-1].append((at, stop))
        at = stop
    return blocks


def _entries(text: str, section: Lines) -> list[Lines]:
    body = [(a, b) for a, b in section[1:] if text[a:b].strip() and not text[a:b].lstrip().startswith("#")]
    if not body:
        return []
    first = text[slice(*body[0])]
    return _blocks(text, section[1][0], section[-1][1], len(first) - len(first.lstrip(" ")))


def _alone(text: str, lines: Lines) -> str:
    """Return the text with every other line emptied, so that places stay what they are."""
    kept, at = "", 0
    for start, end in lines:
        kept += "\n" * text.count("\n", at, start) + text[start:end]
        at = end
    return kept


def first_error(text: str, loader: Any) -> yaml.YAMLError | None:
    """Return the error that the parser stops at, or None."""
    import yaml

    try:
        for _ in yaml.parse(text, Loader=loader):
            pass
    except yaml.YAMLError as error:
        return error
    return None


def faults(text: str, error: yaml.YAMLError, places: Places) -> list[Diagnostic]:
    """Return what is wrong, all causes that can be seen at once."""
    offset = _offset(text, error)
    wide = full_width(text, places)
    tabs = [TAB(places.span(found.start("tab"), found.end("tab"))) for found in _TAB.finditer(text)]
    if wide or tabs:
        return wide + tabs
    line_start = text.rfind("\n", 0, offset) + 1
    line_end = text.find("\n", offset) if "\n" in text[offset:] else len(text)
    line = text[line_start:line_end]
    for found in _BRACKET.finditer(line):
        if found.end() - 1 <= offset - line_start + 1 and "{" in line[: found.start()]:
            place = places.span(line_start + found.end() - 1, line_start + found.end())
            return [CUT(place, sign="[", found=found["formula"].strip())]
    for found in _STARTS.finditer(line):
        if found.start("start") <= offset - line_start <= found.end("start"):
            start = line_start + found.start("start")
            return [QUOTES_NEEDED(places.span(start, start + 1), sign=found["start"])]
    return [NOT_YAML(places.span(offset, offset + 1), reason=_reason(error))]


def full_width(text: str, places: Places) -> list[Diagnostic]:
    """Return the full-width colons and commas that stand where YAML needs its own."""
    found = [
        *((m.start("colon"), "：", ":") for m in _KEY_COLON.finditer(text)),
        *((m.start("colon"), "：", ":") for m in _FLOW_COLON.finditer(text) if _braces(text, m.start())),
        *((m.start("comma"), "，", ",") for m in _FLOW_COMMA.finditer(text) if _braces(text, m.start())),
    ]
    return [
        FULL_WIDTH(places.span(at, at + 1), found=sign, expected=f"{ascii_sign} ")
        for at, sign, ascii_sign in sorted(set(found))
    ]


def _braces(text: str, at: int) -> bool:
    """Tell whether an offset is within braces of its own line, outside quotes."""
    before = text[text.rfind("\n", 0, at) + 1 : at + 1]
    bare = re.sub(r"\"[^\"]*\"|'[^']*'", "", before)
    return bare.count("{") > bare.count("}") and bare.count('"') % 2 == 0 and bare.count("'") % 2 == 0


def _offset(text: str, error: yaml.YAMLError) -> int:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    context = getattr(error, "context_mark", None)
    if mark is not None and context is not None and mark.index >= len(text.rstrip()):
        mark = context  # "something is not closed" is told at what was opened, not at the end of the file
    position = mark.index if mark is not None else getattr(error, "position", 0)
    return max(0, min(int(position or 0), len(text) - 1))


def _reason(error: yaml.YAMLError) -> Text:
    problem = str(getattr(error, "problem", "") or getattr(error, "reason", "") or error)
    for part, words in _WORDS:
        if part in problem:
            return words
    return Text(f"YAML 无法读懂（{problem}）", f"YAML cannot be read here ({problem})")
