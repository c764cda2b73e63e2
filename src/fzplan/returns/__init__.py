"""Returns: workbooks in, observations out, every number with its cell and every cell with its fate.

In: a `Plan` and folders or files. Out: an `Extraction` (observations, records, task reports, accounts of cells) and
findings at file:sheet!cell. May import: model, formula, observations and the ground floor; never another room.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.returns.extract import extract

if TYPE_CHECKING:
    from pathlib import Path

    from fzplan.diagnostics import Diagnostic
    from fzplan.model.indicator_table import IndicatorTable


def indicator_table(path: Path, shown: str) -> tuple[IndicatorTable | None, tuple[Diagnostic, ...]]:
    """Read the table of a plan's indicators and goals from a workbook, which findings call `shown`."""
    from fzplan.returns import plan_table

    return plan_table.indicator_table(path, shown)


__all__ = ["extract", "indicator_table"]
