"""What an unquoted word of YAML means here: text, a plain number, true, false or nothing; all else is a surprise.

YAML 1.1 reads ``no`` as false, ``0106`` as 70, ``12:30`` as 750 and ``1_000`` as 1000; YAML 1.2 reads ``1e8`` as
a number and 1.1 as text. A plan must mean the same to every reader, so such words are to be quoted.
"""

from __future__ import annotations

import re
from typing import NamedTuple

Value = str | int | float | bool | None

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
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]{0,17})\.[0-9]{1,17}")
_OCTAL = re.compile(r"[-+]?0o?[0-7]+")
_ZEROS = re.compile(r"[-+]?0[0-9]+(?:\.[0-9]*)?")
_BASED = re.compile(r"[-+]?0(?:x[0-9a-fA-F][0-9a-fA-F_]*|b[01][01_]*)")
_SEXAGESIMAL = re.compile(r"[-+]?[0-9]+(?::[0-5]?[0-9])+(?:\.[0-9]*)?")
_GROUPED = re.compile(r"[-+]?[0-9][0-9_]*_[0-9_]*(?:\.[0-9_]*)?")
_SCIENTIFIC = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)[eE][-+]?[0-9]+")
_ODD = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+\.)|\+[0-9]+(?:\.[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_DATE = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt ].*)?")


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
    if word in _NULL:
        return Reading(None)
    if word in _BOOL:
        return Reading(_BOOL[word])
    if word in _WORD:
        return Reading(word, _WORD[word])
    if word[0] not in "+-.0123456789":
        return Reading(word)
    if _INTEGER.fullmatch(word):
        return Reading(int(word))
    if _DECIMAL.fullmatch(word):
        return Reading(float(word))
    if _DATE.fullmatch(word):
        return Reading(word, word, date=True)
    return Reading(word, _number_of_yaml(word))


def key(word: str) -> Reading:
    """Return the meaning of an unquoted key: always text, but the words that YAML 1.1 changes are surprises."""
    if word in _BOOL or (word in _NULL and word):
        return Reading(word, word)
    reading = read(word)
    return Reading(word, "" if reading.date else reading.surprise)


def _number_of_yaml(word: str) -> str:
    if _OCTAL.fullmatch(word):
        return str(int(word.replace("o", "").lstrip("+"), 8))
    if _ZEROS.fullmatch(word) or _ODD.fullmatch(word):
        return word.lstrip("+0") or "0"
    if _BASED.fullmatch(word):
        return str(int(word.replace("_", ""), 0))
    if _SEXAGESIMAL.fullmatch(word):
        return _sexagesimal(word)
    if _GROUPED.fullmatch(word):
        return word.replace("_", "")
    if _SCIENTIFIC.fullmatch(word):
        return f"{float(word):.15g}"
    return ""


def _sexagesimal(word: str) -> str:
    total = 0.0
    for part in word.lstrip("+-").split(":")[:8]:
        total = total * 60 + float(part[:12])
    return f"{'-' if word.startswith('-') else ''}{total:.15g}"
