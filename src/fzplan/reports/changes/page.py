"""What every format of a comparison is drawn from, and the choice of the format."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING, cast

from fzplan.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from fzplan.model.changes import Changes
    from fzplan.model.snapshots import Quantity, Snapshot
    from fzplan.reports.formats import Settings

FORMATS = {
    "table": "fzplan.reports.changes.table",
    "json": "fzplan.reports.changes.document",
    "md": "fzplan.reports.changes.markdown",
    "xlsx": "fzplan.reports.changes.book",
}
"""Name of a format → the module whose `render(page, settings)` draws it."""

PARTS = {
    "observations": ("observations", "files"),
    "indicators": ("indicators",),
    "verdicts": ("verdicts", "outlooks", "deliverables"),
    "plan": ("plan",),
}
"""A part that can be asked for alone → the fields of `Changes` that it has."""


@frozen
class Page:
    """What differs between two runs, with the runs, and what they were called by whoever asked."""

    before: Snapshot
    after: Snapshot
    changes: Changes
    names: tuple[str, str] = ("", "")
    errors: tuple[int | None, int | None] = (None, None)
    """Findings of the severity error on each side; None of a snapshot, which does not keep them."""
    only: tuple[str, ...] = tuple(PARTS)
    """The parts that are told."""

    def told(self, name: str) -> bool:
        """Tell whether a field of `changes` belongs to a part that is told."""
        return any(name in PARTS[part] for part in self.only)

    def quantity(self, name: str) -> Quantity | None:
        """Return a measure or indicator as the later plan has it, else the earlier."""
        return self.after.quantities.get(name) or self.before.quantities.get(name)


def narrowed(page: Page, only: Sequence[str]) -> Page:
    """Return a page with these parts alone; all of them where none is named."""
    if not only:
        return page
    alone = replace(page, only=tuple(part for part in PARTS if part in only))
    dropped = {name: () for names in PARTS.values() for name in names if not alone.told(name)}
    return replace(alone, changes=replace(page.changes, **dropped))


def render(page: Page, format_: str, settings: Settings) -> str | bytes:
    """Draw a page as "table", "json", "md" or "xlsx" (bytes)."""
    draw = cast("Callable[[Page, Settings], str | bytes]", import_module(FORMATS[format_]).render)
    return draw(page, settings)
