"""The annual decomposition (年度分解) as text, JSON and an Excel sheet.

In: an `Outcome` with its schedules; settings. Out: text or bytes, the same for the same input.
`lines.py` has the words and figures of every format, `table.py` the console, `document.py` the JSON, `schema.py` its
JSON Schema; the sheet is `xlsx/yearly.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fzplan.model.results import Outcome
    from fzplan.reports.formats import Settings


def render(outcome: Outcome, format: str, settings: Settings) -> str | bytes:  # noqa: A002  (the word of the contract)
    """Draw the schedules of an outcome as `table`, `json` or `xlsx`."""
    if format == "json":
        from fzplan.reports.schedule import document

        return document.render(outcome, settings)
    if format == "xlsx":
        from fzplan.reports.xlsx import book, issues, sources, yearly

        return book.draw(outcome, settings, (yearly, issues, sources))
    from fzplan.reports.schedule import table

    return table.render(outcome, settings)


__all__ = ["render"]
