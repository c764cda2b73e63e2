"""In what letters a CSV is written: UTF-8 (with or without mark), else GB18030 as Chinese offices save it."""

from __future__ import annotations

import csv
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SAMPLE = 1 << 20


def names_of(path: Path | None) -> tuple[str, ...]:
    """Return the names of the columns of a CSV, read here for all engines: they differ about quotation marks in them.

    Of two names alike the second gets a number, and what has none is called by its place.
    """
    assert path is not None
    with path.open(encoding=encoding_of(path), newline="") as file:
        found = next(csv.reader(file), [])
    times = Counter[str]()
    names = []
    for place, own in enumerate(found):
        name = own or f"·{place}"
        names.append(f"{name}.{times[name]}" if times[name] else name)
        times[name] += 1
    return tuple(names)


def encoding_of(path: Path | None) -> str:
    """Return the encoding of a file by its first megabyte."""
    assert path is not None
    with path.open("rb") as file:
        start = file.read(SAMPLE)
    if start.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    try:
        start.decode("utf-8")
    except UnicodeDecodeError as fault:
        if fault.start < len(start) - 4:  # not merely cut within a letter
            return "gb18030"
    return "utf-8"
