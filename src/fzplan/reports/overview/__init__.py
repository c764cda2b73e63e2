"""Many plans side by side, as text, JSON, CSV, Markdown and an Excel workbook.

In: an `Overview`, settings. Out: text or bytes, the same for the same input. `lines.py` has the words and figures of
every format, `document.py` the JSON, `schema.py` its JSON Schema.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Callable

    from fzplan.model.overviews import Overview, RankBy
    from fzplan.reports.formats import Settings

FORMATS = {"table": "table", "json": "document", "csv": "separated", "md": "markdown", "xlsx": "workbook"}
SUFFIXES = {".txt": "table", ".json": "json", ".csv": "csv", ".md": "md", ".xlsx": "xlsx"}


def render(overview: Overview, format: str, settings: Settings, rank_by: RankBy = "actual") -> str | bytes:  # noqa: A002  (the word of the contract)
    """Draw the plans; `rank_by` is the rank that pages for people show, the data formats have both."""
    module = import_module(f"fzplan.reports.overview.{FORMATS[format]}")
    draw = cast("Callable[[Overview, Settings, RankBy], str | bytes]", module.render)
    return draw(overview, settings, rank_by)


__all__ = ["FORMATS", "SUFFIXES", "render"]
