"""No regular expression of the program can be kept busy by a text: tried with texts made of each one's own repeats.

What is measured is the processor time of the one match, not the clock; an expression that needs the square of the
length passes easily, one that needs its cube or doubles with every character does not.
"""

from __future__ import annotations

import re
import signal
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from fzplan.returns import grid
from fzplan.returns.records import PERIOD_OF
from tests.security.attacks import patterns, texts

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no timer of processor time")
LENGTH = 1000
"""Characters: their square is a million steps, a few hundredths of a second; their cube is minutes."""
SECONDS = 2.0
"""Of the processor, for one match."""


class BusyError(Exception):
    """A match took too long."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Let a match take so much of the processor and no more: the engine looks for signals while it works."""

    def stop(*_: object) -> None:
        raise BusyError

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def busy(pattern: re.Pattern[str], length: int = LENGTH, seconds: float = SECONDS) -> list[str]:
    found = []
    for text in texts(pattern, length):
        for match in (pattern.search, pattern.fullmatch):
            try:
                with within(seconds):
                    match(text)
            except BusyError:
                found.append(f"{match.__name__} {text[:20]!r}")
        if found:
            break
    return found


def test_every_expression_of_the_program() -> None:
    known = patterns()
    assert len(known) > 250
    assert {text: found for text, pattern in known.items() if (found := busy(pattern))} == {}


@pytest.mark.parametrize("bad", [r"(a+)+b", r"(\d+|\d+x?)*y", r"a.+?\s*b?\s*c?\s*$"])
def test_the_attacks_find_what_is_bad(bad: str) -> None:
    assert busy(re.compile(bad), 2000, 0.5)


def test_units_and_periods_of_nothing_but_blanks() -> None:
    blanks = " " * 32_000  # as much as a cell can hold
    with within(SECONDS):
        assert grid.UNIT_LINE.search(f"单位:a{blanks}\0") is not None
        assert grid.UNIT_LINE.search(f"单位:{blanks}:") is None
        assert PERIOD_OF.fullmatch(f"year({blanks}") is None


@pytest.mark.parametrize(
    ("line", "units"),
    [
        ("单位：亿元", "亿元"),
        ("计量单位: 万元、人 ", "万元、人"),
        ("（单位：千元）", "千元"),
        ("单 位：亿元 Unit: 100 million yuan", "亿元"),
        ("单位：亿元（Unit: 100 million yuan）", "亿元"),
        ("单位： 100 million yuan ", "100 million yuan"),
    ],
)
def test_units_are_read_as_before(line: str, units: str) -> None:
    found = grid.UNIT_LINE.search(line)
    assert found
    assert found["units"] == units
