"""`regex`: a regular expression that is compiled when it is first used.

`re.compile` takes 0.1 to 4 ms, the modules of a run declare about two hundred, and a run uses a quarter of them. So the
constants of modules are made by `regex`. A pattern that a user wrote is compiled at once, by `re.compile`: it may be
wrong. May import: nothing of fzplan.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast

_FOUND = (
    "findall",
    "finditer",
    "flags",
    "fullmatch",
    "groupindex",
    "groups",
    "match",
    "search",
    "split",
    "sub",
    "subn",
)


def regex(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return what `re.compile` would, but for its type: it has the methods and attributes of the compiled pattern.

    >>> YEAR = regex("(20[0-9]{2})年")
    >>> YEAR.findall("2024年、2025年"), YEAR.groups
    (['2024', '2025'], 1)
    """
    return cast("re.Pattern[AnyStr]", _Regex(pattern, flags))


class _Regex:
    """Slots that stay empty until one is read; then all are filled, and reading them costs nothing more."""

    __slots__ = ("_given", "pattern", *_FOUND)

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern, self._given = pattern, flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self.pattern, self._given)
        for found in _FOUND:
            setattr(self, found, getattr(compiled, found))
        return getattr(compiled, name)

    def __repr__(self) -> str:
        return f"regex({self.pattern!r}, {self._given})"

    def __reduce__(self) -> tuple[Any, ...]:
        return _Regex, (self.pattern, self._given)
