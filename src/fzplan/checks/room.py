"""What checks are held against: the plan's figures on their grid, the records of its forms, what reading them found."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from fzplan.checks.causes import Causes, causes
from fzplan.checks.prints import Steps
from fzplan.checks.tables import valued

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from fzplan.cube import Cube
    from fzplan.cube.values import Values
    from fzplan.diagnostics import Diagnostic
    from fzplan.model.plan import Plan
    from fzplan.model.snapshots import Snapshot
    from fzplan.observations import Records, Sources


@dataclass(frozen=True)
class Room:
    """Everything that a kind of check may read; what only some kinds need is made when it is asked for."""

    plan: Plan
    cube: Cube
    records: tuple[Records, ...]
    findings: Sequence[Diagnostic] = ()
    showing: bool = False
    """Keep the comparisons that pass as well: somebody wants to see them."""
    as_of: date | None = None
    """The day that decides what is overdue (`--as-of`)."""
    earlier: Mapping[str, Snapshot] = field(default_factory=dict)
    """Runs that published history is held against, by the name that the plan gives them; what cannot be read is not
    among them."""

    @property
    def sources(self) -> Sources:
        """Return the files and sheets that places point into."""
        return self.cube.extraction.sources

    @cached_property
    def known(self) -> Causes:
        """Return the cells that a finding has made unusable."""
        return causes(self.findings, self.cube)

    @cached_property
    def values(self) -> Values:
        """Return the figures that checks read, with the formulas computed that a check names."""
        return valued(self.plan, self.cube)

    @cached_property
    def steps(self) -> Steps:
        """Return the decimals that figures are printed with."""
        return Steps(self.cube)
