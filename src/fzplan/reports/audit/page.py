"""What every format of the audit is drawn from, and the choice of the format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.frozen import frozen

if TYPE_CHECKING:
    from fzplan.diagnostics import Diagnostic
    from fzplan.model.claims import Audit
    from fzplan.model.plan import Plan
    from fzplan.observations import Extraction
    from fzplan.reports.formats import Settings


@frozen
class Page:
    """An audit with the plan it is of, the observations behind it, and all findings of the run."""

    plan: Plan
    extraction: Extraction
    audit: Audit
    diagnostics: tuple[Diagnostic, ...] = ()


def render(page: Page, format_: str, settings: Settings) -> str:
    """Draw a page: "table" or "json"."""
    if format_ == "json":
        from fzplan.reports import json
        from fzplan.reports.audit import document

        return json.dump(document.document(page, settings.lang), settings.encoding)
    from fzplan.reports.audit import table

    return table.text(page, settings)
