"""Cells in the body of a table that are no plain numbers: what is told of each, with the cells around it.

In: a cell of a table. Out: findings; the account of a cell that cannot be read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.model import words
from fzplan.returns import cell_codes, fact_codes
from fzplan.returns.cells import number_like
from fzplan.returns.grid import text_of
from fzplan.returns.neighbours import DRAWN, excerpt

if TYPE_CHECKING:
    from fzplan.diagnostics import Rule
    from fzplan.returns.cells import Figure
    from fzplan.returns.collecting import Filing, Gathered
    from fzplan.returns.tables import Table

Place = tuple[int, int]


class BodyCells:
    """The cells of one table."""

    def __init__(self, filing: Filing, table: Table, out: Gathered) -> None:
        self.filing, self.table, self.out, self.grid = filing, table, out, filing.grid
        self.drawn = 0

    def is_unusable(self, place: Place, label: str) -> bool:
        """Tell whether a cell has no value of its own: an error, a formula without a result, a merge of several."""
        facts = self.grid.sheet.facts
        if place in facts.errors:
            at = self.filing.cell(*place)
            self.out.findings.append(cell_codes.error(facts, place, at, label, excerpt=self._excerpt(place)))
        elif place in facts.uncached:
            self._tell(cell_codes.UNCACHED, place, label=label, formula=facts.uncached[place] or "=…")
        elif number_like(self.grid.cell(*place)) and self._is_shared(*place):
            at, text = self.filing.merged(*place), text_of(self.grid.cell(*place))
            self.filing.ledger.mark(*place, "doubtful")
            self.out.findings.append(cell_codes.SHARED(at, excerpt=self._excerpt(place), label=label, text=text))
        else:
            return False
        return True

    def look(self, place: Place, seen: Figure | None, label: str) -> None:
        """Tell what a person should know of a cell that is read, or why there is no number in it."""
        text, facts = text_of(self.grid.cell(*place)), self.grid.sheet.facts
        if place in facts.links:
            self._tell(fact_codes.LINK, place, label=label, book=facts.links[place])
        if seen is None:
            if text:
                self._tell(cell_codes.TEXT_CELL, place, label=label, text=text[:40])
        elif seen.doubt == "bracketed":
            self._tell(cell_codes.BRACKETED, place, label=label, text=text, value=seen.value)
        elif seen.doubt:
            self.filing.ledger.mark(*place, "doubtful")
            self._tell(
                cell_codes.DATE_CELL if seen.doubt == "date" else cell_codes.DOUBTFUL, place, label=label, text=text
            )
        elif seen.value is None and seen.symbol:
            self.filing.ledger.mark(*place, seen.symbol)
            if seen.textual:  # the form does not say what it means
                self._tell(fact_codes.PLACEHOLDER, place, label=label, text=text, means=words.MISSING[seen.symbol])

    def _tell(self, rule: Rule, place: Place, **facts: object) -> None:
        self.out.findings.append(rule(self.filing.cell(*place), excerpt=self._excerpt(place), **facts))  # type: ignore[arg-type]

    def _is_shared(self, row: int, column: int) -> bool:
        """Tell whether a figure is merged over several rows or columns that have names of their own."""
        last_row, last_column = self.grid.spans.get((row, column), (row, column))
        labels = [tuple(self.grid.text(r, c) for c in self.table.labels) for r in range(row, last_row + 1)]
        named = {
            self.table.keys[c] == self.table.keys.get(column)
            for c in range(column, last_column + 1)
            if c in self.table.keys
        }
        return len({label for label in labels if any(label)}) > 1 or False in named

    def _excerpt(self, place: Place) -> str:
        self.drawn += 1
        return "" if self.drawn > DRAWN else excerpt(self.grid, *place, self.table.header[-1], self.table.labels)
