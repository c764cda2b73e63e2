"""A cell or a paragraph of printed relations cut into single ones: (1) … (2) …, a line each, parted by semicolons.

In: the text as printed. Out: pieces with their place in it; headings (审核关系：, 表内审核：) are left out, and those
that say a level (强制性审核：) hold for what follows.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from fzplan.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

SIGN = r"<>=≤≥≠≦≧＜＞＝⩽⩾"
HEADING = regex(
    r"\s*(?:\d{1,2}\s*[.．、]\s*|[一二三四五六七八九十]+\s*、\s*|[(（][一二三四五六七八九十]+[)）]\s*)?"
    r"(?P<words>(?:[^\W\d]|[()（）]){0,12}(?:审核|校验|逻辑|平衡|勾稽|检查|核对|强制性?|核实性?|提示性)(?:关系|公式|条件|要求|规则|说明|性)?(?:式|如下)?)(?:\s*[：:]|\s+(?=[(（①\d\[]))"
)
LEVELS = (
    ("confirm", regex("准强制")),
    ("error", regex(r"强制|必须|必要性|错误|\berror\b", re.IGNORECASE)),
    ("verify", regex(r"核实|警告|可疑|\bwarn(?:ing)?\b|\bverify\b", re.IGNORECASE)),
    ("info", regex(r"提示|参考|\binfo\b", re.IGNORECASE)),
)
_MARK = regex(
    r"(?:[(（](?P<a>\d{1,2})[)）]|(?P<b>[①-⑳])|(?P<c>[1-9]\d?)\s*(?:．|\.(?!\d)|[、)）]))"
    rf"(?!\s*[{SIGN}+\-*/＋－×÷、)）])\s*"
)
_PART = regex(r"[；;。\n\r]+|[ \t\u3000]+(?=(?:准?强制性?|核实性?|警告性?|提示性)(?:审核)?(?:关系|公式)?[：:])")
_ORDINAL = regex(r"\s*(?:[(（][一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}\s*[、.．])\s*")
_BULLET = regex(r"\s*[-–—•·*]\s+")
_HINT = regex(r"(?:提示|说明|备注)\s*[：:]\s*(?P<note>.*)$", re.DOTALL)
_GOES_ON = regex(rf"\s*(?:则|那么|否则|且|并且|或|[{SIGN}+＋×÷*/]|[，,]\s*(?:则|且|或))")
_OPEN_END = regex(rf"(?:[{SIGN}+＋×÷*/，,、]|且|或|则|若)\s*$")


class Piece(NamedTuple):
    """One relation as printed."""

    text: str
    offset: int
    level: str = ""
    note: str = ""
    doubtful: str = ""
    """The 1 of ``1、2≤3``: a number of the list, or a code of which the relation speaks too."""


def pieces(text: str) -> tuple[Piece, ...]:
    """Return the relations of a text, one after another.

    >>> [piece.text for piece in pieces("审核关系：（1）03≥04；（2）05≥06。")]
    ['03≥04', '05≥06']
    """
    found: list[Piece] = []
    level = ""
    for offset, part in _parts(text):
        begin = 0
        while heading := HEADING.match(part, begin):
            level = level_of(heading["words"]) or level
            begin = heading.end()
        for start, inner, doubtful in _numbered(part[begin:]):
            piece = _piece(inner, offset + begin + start, level)._replace(doubtful=doubtful)
            if piece.text:
                found.append(piece)
    doubts = [int(piece.doubtful or 0) for piece in found]
    counted = len(found) > 1 and doubts == list(range(doubts[0], doubts[0] + len(found))) and doubts[0] > 0
    return tuple(piece._replace(doubtful="") if counted else piece for piece in found)


def level_of(words: str) -> str:
    """Return the level that a word says, "" where it says none.

    >>> [level_of(word) for word in ("强制性", "准强制", "核实性审核", "提示", "一般")]
    ['error', 'confirm', 'verify', 'info', '']
    """
    return next((level for level, said in LEVELS if said.search(words)), "")


def _parts(text: str) -> Iterator[tuple[int, str]]:
    """Yield the text between ；, 。 and line ends; a line that goes on in the next is one with it."""
    begin = 0
    for end in _PART.finditer(text):
        mark = end[0]
        whole = text[begin : end.start()]
        if (
            mark[0] in "\n\r"
            and not mark.strip("\n\r")
            and (_OPEN_END.search(whole) or _GOES_ON.match(text, end.end()))
        ):
            continue
        yield begin, whole.replace("\n", " ").replace("\r", " ")
        begin = end.end()
    yield begin, text[begin:].replace("\n", " ").replace("\r", " ")


def _numbered(part: str) -> Iterator[tuple[int, str, str]]:
    """Yield what stands behind (1), (2) …: the numbers have to follow each other, or one stands at the begin.

    The third is the number where it may be a code as well: 1、2≤3.
    """
    marks: list[tuple[int, re.Match[str]]] = []
    for mark in _MARK.finditer(part):
        number = int(mark["a"] or mark["c"] or ord(mark["b"]) - ord("①") + 1)
        first = not part[: mark.start()].strip()
        follows = bool(marks) and number == marks[-1][0] + 1
        apart = bool(mark["b"]) or part[mark.start() - 1] in " \t\u3000，,、；;。"
        if first or (follows and apart):
            marks.append((number, mark))
    if not marks:
        yield 0, part, ""
        return
    ends = [mark.start() for _, mark in marks[1:]] + [len(part)]
    for (_, mark), end in zip(marks, ends, strict=True):
        rest = part[mark.end() : end]
        doubtful = len(marks) == 1 and "、" in mark[0] and rest[:1].isdigit()
        yield mark.end(), rest, mark["c"] if doubtful else ""


def _piece(text: str, offset: int, level: str) -> Piece:
    hint = _HINT.search(text)
    note = hint["note"].strip().strip("“”\"'") if hint else ""
    ordinal = _ORDINAL.match(text) or _BULLET.match(text)
    begin = ordinal.end() if ordinal else 0
    bare = " " * begin + text[begin : hint.start() if hint else len(text)]
    stripped = bare.strip().strip("，,、。；; \t\u3000")
    return Piece(stripped, offset + (bare.find(stripped) if stripped else 0), level, note)
