"""A printed relation cut into words: codes, numbers, signs, and the words that join them.

In: the text, folded, and the labels that the form has (a label may hold 或 or 且). Out: tokens with their places.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from fzplan.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable

WORDS = {
    "IF": "如果|若|如(?!实)|当(?![年月期季日])",
    "ELSE": "否则",
    "THEN": r"那么|则|时(?=\s*,)|时\s*,?\s*则",
    "OR": "或者|或是|或",
    "AND": "并且|而且|同时|且",
    "ADDED": r"之和|的和|(?<=[\d\])])(?:合计|总和|相加)",
    "SUM": "(?:∑|Σ|\\bsum|合计)(?=\\s*\\()",
}
SIGNS = {
    "≥": ">\\s*=|=>|≥|≧|⩾|大于或?等于|不小于|不低于|不少于",
    "≤": "<\\s*=|=<|≤|≦|⩽|小于或?等于|不大于|不高于|不超过|不多于",
    "≠": "<\\s*>|!\\s*=|≠|不等于",
    "=": "==|=|等于",
    ">": ">|大于|高于|多于",
    "<": "<|小于|低于|少于",
}
_NUMBER = r"\d+\.\d+|\d+"
_UNIT = r"(?<=[\w\]])\((?:[百千万亿]*元|[万千]?人|[个家件项户台套吨亩]|人年|万吨|公顷|平方米|平方公里|%)\)"
"""A unit in brackets behind a name or a code: it is printed for the reader."""
_PATTERNS = (
    ("SPACE", rf"\s+|{_UNIT}"),
    ("BACK", r"@\s*-?\s*\d{1,3}"),
    ("ARROW", r"->|→|—>"),
    ("SUM", WORDS["SUM"]),
    *((sign, pattern) for sign, pattern in SIGNS.items()),
    ("TO", r"至|到|~|…+|\.{2,}|:"),
    ("+", r"\+"),
    ("-", r"[-−–]"),
    ("*", r"[*×·]"),
    ("/", r"[/÷]"),
    ("OPEN", r"[\[〔【{]"),
    ("CLOSE", r"[\]〕】}]"),
    ("(", r"\("),
    (")", r"\)"),
    (",", r",|、(?=\s*(?:则|那么|否则|且|或))"),
    ("EACH", r"、|(?<=[\d\])])[和与及](?=\s*[\d\[(])"),
    ("OR", r"\bor\b|\|\|"),
    ("AND", r"\band\b|&&"),
    ("PREFIX", r"(?:第|代码|行次)(?=\s*\d)"),
    ("CODE", r"[A-Za-z_][A-Za-z0-9_]*"),
    ("NUMBER", _NUMBER),
    ("%", r"[%‰]"),
    *((kind, WORDS[kind]) for kind in ("IF", "ELSE", "THEN", "OR", "AND", "ADDED")),
)
_TOKEN = regex("|".join(f"(?P<T{k}>{pattern})" for k, (_, pattern) in enumerate(_PATTERNS)), re.IGNORECASE)
_ENDS = "|".join([*SIGNS.values(), *(WORDS[k] for k in ("ELSE", "THEN", "OR", "AND")), "之和|的和|至|到"])
_LABEL = regex(rf"[^\W\d_a-zA-Z][^\s<>=+*/×÷()\[\],、;~…|&—-]*?(?={_ENDS}|[\s<>=+*/×÷()\[\],、;~…|&—-]|$)")


class Token(NamedTuple):
    """One word; the last of all is END."""

    kind: str
    text: str
    offset: int

    @property
    def end(self) -> int:
        """Return where it ends."""
        return self.offset + len(self.text)


def tokens(text: str, labels: Iterable[str] = ()) -> list[Token]:
    """Return the words of a relation; what is none of them has the kind "?".

    >>> [t.text for t in tokens("若6≠0,则5≤6")]
    ['若', '6', '≠', '0', ',', '则', '5', '≤', '6', '']
    """
    known = sorted((label for label in labels if label), key=len, reverse=True)
    own = re.compile("|".join(map(re.escape, known))) if known else None
    found: list[Token] = []
    at = 0
    while at < len(text):
        token = _next(text, at, own)
        if token.kind != "SPACE":
            found.append(token)
        at = token.end
    return [*found, Token("END", "", len(text))]


def _next(text: str, at: int, own: re.Pattern[str] | None) -> Token:
    label = own.match(text, at) if own else None
    if label and not _goes_on(text, label.end(), label[0]):
        return Token("LABEL", label[0], at)
    match = _TOKEN.match(text, at)
    if match is not None and match.lastgroup is not None:
        return Token(_PATTERNS[int(match.lastgroup[1:])][0], match[0], at)
    word = _LABEL.match(text, at)
    return Token("LABEL", word[0], at) if word else Token("?", text[at], at)


def _goes_on(text: str, end: int, label: str) -> bool:
    """Tell whether letters or digits go on behind a label that ends with one: QC1 is not the begin of QC10."""
    ascii_end = label[-1].isascii() and (label[-1].isalnum() or label[-1] == "_")
    return ascii_end and end < len(text) and text[end].isascii() and (text[end].isalnum() or text[end] == "_")
