"""Columns by their letters."""

from __future__ import annotations

from functools import cache


@cache
def column_of(letters: bytes) -> int:
    """Return the 0-based column of its letters.

    >>> column_of(b"A"), column_of(b"XFD")
    (0, 16383)
    """
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number - 1
