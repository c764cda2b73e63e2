"""Which engine: the one that was named, or by what is there and how much there is to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.diagnostics import FileRef
from fzplan.microdata import codes
from fzplan.microdata.engines import NEEDS, installed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fzplan.diagnostics import Diagnostic
    from fzplan.model.microdata import Table

IN_MEMORY = 64 * 2**20
"""Bytes of files that pandas takes into memory under `auto`; a compressed column takes about five times as much."""
SMALL_FIRST, LARGE_FIRST = ("pandas", "duckdb", "polars"), ("duckdb", "polars", "pandas")
EXTRAS = {"pandas": "parquet"}
"""Engine → the extra that brings it, where it has another name."""


def chosen(tables: Sequence[Table], asked: str) -> tuple[str, tuple[Diagnostic, ...]]:
    """Return the engine for the files among the tables; "" with a finding where it is not installed."""
    files = [table.path for table in tables if table.path is not None]
    if asked == "auto":
        size = sum(path.stat().st_size for path in files if path.exists())
        order = SMALL_FIRST if size <= IN_MEMORY else LARGE_FIRST
        found = next((name for name in order if installed(name)), order[0])
    else:
        found = asked
    return (found, ()) if installed(found) else ("", (not_installed(found, "--engine"),))


def not_installed(name: str, at: str) -> Diagnostic:
    """Return the finding that an engine is not there."""
    from importlib.util import find_spec

    missing = "、".join(package for package in NEEDS[name] if find_spec(package) is None)
    known = "、".join(other for other in ("pandas", "polars", "duckdb", "spark") if installed(other)) or "—"
    return codes.NO_ENGINE(FileRef(at), engine=name, missing=missing, extra=EXTRAS.get(name, name), known=known)
