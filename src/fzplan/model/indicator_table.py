"""The indicator table of a plan (规划指标表): what a spreadsheet of targets says, row by row, before it is a plan file.

Texts as printed; what they mean is settled where a plan file is drafted from them.
"""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from fzplan.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fzplan.diagnostics import CellRef


@frozen
class IndicatorRow:
    """One indicator and its goal."""

    name: str
    at: CellRef
    category: str = ""
    unit: str = ""
    bases: Mapping[int, str] = field(default_factory=dict)
    """Printed levels before the span by year; year 0 where the heading names none."""
    goals: Mapping[int, str] = field(default_factory=dict)
    """Goals by the year of their heading; year 0 where it names none."""
    growth: str = ""
    """年均增长 or [累计], where the table has a column for it beside the levels."""
    nature: str = ""
    formula: str = ""
    owner: str = ""
    note: str = ""
    scope: str = ""
    """The member the goal is for: ``产业=轨道交通``."""
    id: str = ""


@frozen
class IndicatorTable:
    """All rows of one sheet."""

    title: str
    rows: tuple[IndicatorRow, ...]
    base_year: int = 0
    goal_year: int = 0
