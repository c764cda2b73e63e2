"""Microdata: tables of records in, aggregates out, computed by an engine that the user chose.

In: a `Plan`, tables, the name of an engine. Out: `Aggregated` observations (the total, each member, each pair of
members) and findings. Records leave this room
only to be listed on a screen. May import: model, formula, observations and the ground floor;
an engine is imported where it is started, and never before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fzplan.diagnostics import Diagnostic
    from fzplan.model.listing import Listing, Wish
    from fzplan.model.microdata import Aggregated, Table
    from fzplan.model.plan import Plan

ENGINES = ("auto", "pandas", "polars", "duckdb", "spark")


def aggregate(
    plan: Plan, tables: Sequence[Table], engine: str = "auto", *, connect: bool = False
) -> tuple[Aggregated, tuple[Diagnostic, ...]]:
    """Compute `aggregate:` of every form over its tables.

    `engine`: one of `ENGINES`; a table of a database is computed by the database. `connect`: databases may be opened.
    A form with a table that cannot be read gives nothing, and the finding says why.
    """
    from fzplan.microdata.running import run

    return run(plan, tables, engine, connect=connect)


def records(
    plan: Plan, tables: Sequence[Table], wish: Wish, engine: str = "auto", *, connect: bool = False
) -> tuple[list[Listing], list[Diagnostic]]:
    """Return single records, for the eyes of whoever checks a figure: a listing for each set of tables."""
    from fzplan.microdata.listing import listed

    return listed(plan, tables, wish, engine, connect=connect)


__all__ = ["ENGINES", "aggregate", "records"]
