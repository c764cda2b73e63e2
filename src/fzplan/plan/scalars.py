"""What an unquoted word of YAML means here: text, a plain number, true, false or nothing; all else is a surprise.

YAML 1.1 reads ``no`` as false, ``0106`` as 70, ``12:30`` as 750 and ``1_000`` as 1000; YAML 1.2 reads ``1e8`` as
a number and 1.1 as text. A plan must mean the same to every reader, so such words are to be quoted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fzplan.regex import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

Value = str | int | float | bool | None

_NO_TEXT = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_NULL = {"", "~", "null", "Null", "NULL"}
_BOOL = {"true": True, "false": False}
_WORD = {
    word: meaning
    for low, meaning in {
        "yes": "true",
        "on": "true",
        "no": "false",
        "off": "false",
        "true": "true",
        "false": "false",
    }.items()
    for word in (low, low.capitalize(), low.upper())
}
_INTEGER = regex(r"-?(?:0|[1-9][0-9]{0,17})")
_DECIMAL = regex(r"-?(?:0|[1-9][0-9]{0,17})\.[0-9]{1,17}")
_OCTAL = regex(r"[-+]?0o?[0-7]+")
_ZEROS = regex(r"[-+]?0[0-9]+(?:\.[0-9]*)?")
_BASED = regex(r"[-+]?0(?:x[0-9a-fA-F][0-9a-fA-F_]*|b[01][01_]*)")
_SEXAGESIMAL = regex(r"[-+]?[0-9]+(?::[0-5]?[0-9])+(?:\.[0-9]*)?")
_GROUPED = regex(r"[-+]?[0-9][0-9_]*_[0-9_]*(?:\.[0-9_]*)?")
_SCIENTIFIC = regex(r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)[eE][-+]?[0-9]+")
_ODD = regex(r"[-+]?(?:\.[0-9]+|[0-9]+\.)|\+[0-9]+(?:\.[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_DATE = regex(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt ].*)?")


class Reading(NamedTuple):
    """What a word is taken for; `surprise` is what other readers of YAML make of it, "" if they agree."""

    value: Value
    surprise: str = ""
    date: bool = False


def read(word: str) -> Reading:
    """Return the meaning of an unquoted scalar.

    >>> read("6648.7").value, read("39.9亿元").value, read("no").surprise, read("0106").surprise
    (6648.7, '39.9亿元', 'false', '70')
    """
    if word in _NULL or word in _BOOL:
        return Reading(_BOOL.get(word))
    if word in _WORD:
        return Reading(word, _WORD[word])
    if word[0] not in "+-.0123456789":
        return Reading(word)
    if _INTEGER.fullmatch(word) or _DECIMAL.fullmatch(word):
        return Reading(float(word) if "." in word else int(word))
    is_date = _DATE.fullmatch(word) is not None
    return Reading(word, word if is_date else _number_of_yaml(word), is_date)


def key(word: str) -> Reading:
    """Return the meaning of an unquoted key: always text, but the words that YAML 1.1 changes are surprises."""
    if word in _BOOL or (word in _NULL and word):
        return Reading(word, word)
    reading = read(word)
    return Reading(word, "" if reading.date else reading.surprise)


def text(quoted: str) -> str:
    r"""Return a quoted text without the characters that belong to none, which only escapes can write.

    Terminals obey them, and XML cannot hold them: a workbook or a document with one is damaged.

    >>> text("总\x1b[2J收\x0b入\n")
    '总[2J收入\n'
    """
    return _NO_TEXT.sub("", quoted)


def is_scientific(word: str) -> bool:
    """Tell whether a word is a number with an exponent, such as 1e3."""
    return _SCIENTIFIC.fullmatch(word) is not None


def _number_of_yaml(word: str) -> str:
    """Return the number that some YAML reader makes of a word, or ""."""
    for form, number in _NUMBERS:
        if form.fullmatch(word):
            return number(word)
    return ""


def _sexagesimal(word: str) -> str:
    total = 0.0
    for part in word.lstrip("+-").split(":")[:8]:
        total = total * 60 + float(part[:12])
    return f"{'-' if word.startswith('-') else ''}{total:.15g}"


_NUMBERS: tuple[tuple[re.Pattern[str], Callable[[str], str]], ...] = (
    (_OCTAL, lambda word: str(int(word.replace("o", "").lstrip("+"), 8))),
    (_ZEROS, lambda word: word.lstrip("+0") or "0"),
    (_ODD, lambda word: word.lstrip("+")),
    (_BASED, lambda word: str(int(word.replace("_", ""), 0))),
    (_SEXAGESIMAL, _sexagesimal),
    (_GROUPED, lambda word: word.replace("_", "")),
    (_SCIENTIFIC, lambda word: f"{float(word):.15g}"),
)
