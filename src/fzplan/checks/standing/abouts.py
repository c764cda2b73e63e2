"""What a cell is about: the form, the entity, the measure and the period of what stands in it, as the returns say.

In: the plan, what was read, the places that findings name. Out: `About` values, filled in as far as it is known.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING

from fzplan import periods
from fzplan.checks.wording import members_said
from fzplan.diagnostics import About, CellRef, FileRef
from fzplan.observations import TOTAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from fzplan.diagnostics import Instance, Place
    from fzplan.model.plan import Plan
    from fzplan.observations import Extraction, Observation, Records

Sheet = tuple[str, str]
NOWHERE = About()
NAMING = ("measure", "label", "column")
"""Facts that say what a finding of the reading is about, the surest first."""


class Surroundings:
    """What stands in the sheets that findings name; a sheet without findings costs nothing."""

    def __init__(self, plan: Plan | None, extraction: Extraction | None, instances: Iterable[Instance]) -> None:
        self.plan = plan
        self.forms: dict[Sheet, str] = {}
        self.cells: dict[Place, list[Observation]] = defaultdict(list)
        self.records: dict[Sheet, list[Records]] = defaultdict(list)
        self.dimensions: tuple[str, ...] = ()
        wanted = {(one.at.file, one.at.sheet) for one in instances if isinstance(one.at, CellRef | FileRef)}
        if extraction is not None and wanted:
            self._look(extraction, wanted)

    def _look(self, extraction: Extraction, wanted: set[Sheet]) -> None:
        sources, self.dimensions = extraction.sources, extraction.dimensions
        for account in extraction.accounts:
            self.forms[account.place.file, account.place.sheet] = "、".join(account.forms)
        numbered = {
            (f, s)
            for f, file in enumerate(sources.files)
            for s, sheet in enumerate(sources.sheets)
            if (file, sheet) in wanted
        }
        for o in extraction.observations:
            if (o.file, o.sheet) in numbered:
                self.cells[sources.place(o)].append(o)
        for records in extraction.records:
            self.records[sources.files[records.file], sources.sheets[records.sheet]].append(records)

    def about(self, one: Instance, facts: Mapping[str, object]) -> About:
        """Return what a place is about: what its finding says, else what stands there, else what the facts name."""
        said = one.about
        if said.measure or not isinstance(one.at, CellRef):
            return said
        said = _filled(said, self._printed(one.at) if one.at in self.cells else self._recorded(one.at))
        return said if said.form and said.measure else _filled(said, self._named(one.at, facts))

    def _printed(self, at: CellRef) -> About:
        """Return what the figure is that stands at a place; of several at one place (sums of one block) none is it."""
        o, *others = self.cells[at]
        if any((o.measure, o.period, o.members) != (other.measure, other.period, other.members) for other in others):
            return NOWHERE
        by = {d: m for d, m in zip(self.dimensions, o.members, strict=True) if m != TOTAL}
        return About(o.form, members_said(by), o.measure, periods.text(o.period), o.basis)

    def _recorded(self, at: CellRef) -> About:
        """Return the record of a row, and the field of its column; a block of several rows is of none."""
        if at.last_row not in (0, at.row):
            return NOWHERE
        for records in self.records.get((at.file, at.sheet), ()):
            k = bisect_left(records.row, at.row)
            if k == len(records) or records.row[k] != at.row or self.plan is None:
                continue
            key = self.plan.forms[records.form].key
            entity = records.columns[key][k] if key in records.columns else ""
            field = next((name for name, column in records.seats.items() if column == at.column), "")
            period = records.period[k]
            alone = not at.last_column or at.last_column == at.column
            return About(
                records.form, str(entity or ""), field if alone else "", periods.text(period) if period else ""
            )
        return NOWHERE

    def _named(self, at: CellRef, facts: Mapping[str, object]) -> About:
        form = str(facts.get("form") or self.forms.get((at.file, at.sheet), ""))
        return About(form, measure=next((str(facts[name]) for name in NAMING if facts.get(name)), ""))


def _filled(said: About, found: About) -> About:
    """Return what is said, and what else is found."""
    return About(
        said.form or found.form,
        said.entity or found.entity,
        said.measure or found.measure,
        said.period or found.period,
        said.basis or found.basis,
        said.value or found.value,
    )
