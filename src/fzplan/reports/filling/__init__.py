"""The office's own templates filled: placeholders and named cells of a workbook, fields and loops of a document.

In: an outcome, the bytes of a template. Out: the bytes of the filled file, or the findings why there is none.
The names are those of `vocabulary` (docs/templates.md); nothing of a template is ever run as code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fzplan.diagnostics import Diagnostic
    from fzplan.model.results import Outcome
    from fzplan.reports.formats import Settings

SUFFIXES = (".xlsx", ".docx")


def filled(
    outcome: Outcome, settings: Settings, template: bytes, name: str
) -> tuple[bytes | None, tuple[Diagnostic, ...]]:
    """Return the filled file and what is to be told; None where an error stands open. `name` is the template's."""
    from importlib import import_module

    from fzplan.diagnostics import Severity, ordered
    from fzplan.reports.filling.vocabulary import Vocabulary

    if settings.public:
        from fzplan.reports.disclosure import for_public

        outcome = for_public(outcome, settings.lang)
    kind = "document" if name.lower().endswith(".docx") else "book"
    fill = import_module(f"fzplan.reports.filling.{kind}").filled
    content, findings = fill(Vocabulary(outcome, settings), template, name)
    told = ordered(findings)
    return (None if any(d.severity == Severity.ERROR for d in told) else content), told
