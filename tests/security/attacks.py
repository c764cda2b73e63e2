"""Texts made to keep a regular expression busy: of each repeat in it, what it repeats, very often, then no match."""

from __future__ import annotations

import re
from importlib import import_module
from pkgutil import walk_packages
from typing import TYPE_CHECKING, Any

import fzplan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_PARSER: Any = import_module("re._parser")
CANDIDATES = "a1 一-_.,（\"'<\n%年"
REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")
CATEGORIES = {"DIGIT": "1", "SPACE": " ", "WORD": "a", "NOT_DIGIT": "a", "NOT_SPACE": "a", "NOT_WORD": "-"}
PUMPS = [
    " ",
    "1",
    "a",
    "一",
    "(",
    "（",
    ",",
    "-",
    ".",
    "年",
    "1,",
    "1.",
    "a ",
    "“",
    '"',
    "\n",
    "<a ",
    "&",
    "=",
    "[",
    "{",
    "/",
]
ENDS = "\x00!"


def patterns() -> dict[str, re.Pattern[Any]]:
    """Return every expression that a module of the program keeps, by its text."""
    found: dict[str, re.Pattern[Any]] = {}
    for module in walk_packages(fzplan.__path__, "fzplan."):
        if module.name.endswith("__main__"):
            continue
        for value in vars(import_module(module.name)).values():
            for one in _kept(value):
                found[str(one.pattern)] = one
    return found


def _kept(value: Any) -> Iterator[Any]:
    if isinstance(value, re.Pattern) or type(value).__name__ == "_Regex":
        yield value
    elif isinstance(value, tuple | list | frozenset | set) and len(value) < 200:
        for one in value:
            yield from _kept(one)
    elif isinstance(value, dict) and len(value) < 500:
        for one in value.values():
            yield from _kept(one)


def texts(pattern: re.Pattern[Any], length: int) -> Iterator[Any]:
    """Yield the attacks on one expression, each of about `length` characters."""
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    pumps = dict.fromkeys([*_pumps(_PARSER.parse(source, pattern.flags & ~re.UNICODE), ""), *(("", p) for p in PUMPS)])
    for before, pump in pumps:
        for end in ENDS:
            text = before + pump * (length // max(1, len(pump))) + end
            yield text if isinstance(pattern.pattern, str) else text.encode("utf-8")


def _pumps(parts: Any, before: str) -> Iterator[tuple[str, str]]:
    """Yield what stands before each repeat of an expression, and what it repeats."""
    for operation, argument in parts:
        name = str(operation)
        if name in REPEATS:
            _, most, body = argument
            if most > 8:
                yield before, _sample(body) or "a"
            yield from _pumps(body, before)
        elif name == "SUBPATTERN":
            yield from _pumps(argument[-1], before)
        elif name == "BRANCH":
            for way in argument[1]:
                yield from _pumps(way, before)
        before += _sample([(operation, argument)])


def _sample(parts: Any) -> str:
    """Return a short text that an expression matches, as far as that is easily said."""
    return "".join(_one(str(operation), argument) for operation, argument in parts)


def _one(name: str, argument: Any) -> str:
    makers: dict[str, Callable[[], str]] = {
        "LITERAL": lambda: chr(argument),
        "NOT_LITERAL": lambda: next(sign for sign in CANDIDATES if ord(sign) != argument),
        "ANY": lambda: "a",
        "IN": lambda: _of_set(argument),
        "SUBPATTERN": lambda: _sample(argument[-1]),
        "BRANCH": lambda: _sample(argument[1][0]),
    }
    if name in REPEATS:
        return _sample(argument[2]) * max(1, argument[0])
    return makers.get(name, str)()


def _of_set(members: Any) -> str:
    if str(members[0][0]) == "NEGATE":
        inside = {sign for sign in CANDIDATES for name, what in members[1:] if _holds(str(name), what, sign)}
        return next((sign for sign in CANDIDATES if sign not in inside), "~")
    name, what = str(members[0][0]), members[0][1]
    if name == "LITERAL":
        return chr(what)
    if name == "RANGE":
        return chr(what[0])
    return CATEGORIES.get(str(what).removeprefix("CATEGORY_"), "a")


def _holds(name: str, what: Any, sign: str) -> bool:
    if name == "LITERAL":
        return chr(what) == sign
    if name == "RANGE":
        return what[0] <= ord(sign) <= what[1]
    kind = str(what).removeprefix("CATEGORY_")
    tests = {"DIGIT": sign.isdecimal(), "SPACE": sign.isspace(), "WORD": sign.isalnum() or sign == "_"}
    return tests.get(kind, not tests.get(kind.removeprefix("NOT_"), True))
