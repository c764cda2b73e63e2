"""Screens as text, JSON, CSV, Markdown and an Excel workbook.

In: a `Screening`, settings. Out: text or bytes, the same for the same input. `lines.py` has the words and figures of
every format, `document.py` the JSON, `schema.py` its JSON Schema.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Callable

    from fzplan.model.screens import Screening
    from fzplan.reports.formats import Settings

FORMATS = {"table": "table", "json": "document", "csv": "separated", "md": "markdown", "xlsx": "workbook"}
SUFFIXES = {".txt": "table", ".json": "json", ".csv": "csv", ".md": "md", ".xlsx": "xlsx"}


def render(screening: Screening, format: str, settings: Settings, *, failing: bool = False) -> str | bytes:  # noqa: A002  (the word of the contract)
    """Draw what was found; with `failing` only what fails is listed, the totals stay those of all."""
    module = import_module(f"fzplan.reports.screen.{FORMATS[format]}")
    draw = cast("Callable[[Screening, Settings, bool], str | bytes]", module.render)
    return draw(screening, settings, failing)


__all__ = ["FORMATS", "SUFFIXES", "render"]
