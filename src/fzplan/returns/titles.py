"""What the lines above a table say of all its figures: 指标：国内生产总值(亿元) names the measure and its unit.

In: a filing and one of its tables. Out: the filing with what the lines add to its context.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.regex import regex
from fzplan.returns.labels import fold

if TYPE_CHECKING:
    from fzplan.returns.collecting import Filing
    from fzplan.returns.tables import Table

_MEASURE = regex(r"(?:统计)?指标(?:名称)?\s*:\s*(?P<name>.+)")


def named(filing: Filing, table: Table) -> Filing:
    """Return the filing with the measure that a line above the table names; form, file and sheet count before it."""
    for text in table.title:
        line = _MEASURE.fullmatch(fold(text))
        key = filing.names.value("measure", line["name"]) if line else None
        if key is not None and filing.context.measure in ("", key.measure):
            return filing._replace(context=filing.context.over(key))
    return filing
