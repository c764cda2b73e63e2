"""Indicators out of measures: every formula of the plan over the whole grid, and where one number comes from.

In: a plan and a cube. Out: `Values`, findings, the `Trace` of a single number, tables by members.
May import: cube and what lies below it; no other room.
"""

from fzplan.indicators.breaking_down import breakdowns, by_members
from fzplan.indicators.evaluation import evaluate
from fzplan.indicators.explanation import trace

__all__ = ["breakdowns", "by_members", "evaluate", "trace"]
