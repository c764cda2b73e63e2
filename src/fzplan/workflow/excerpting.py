"""The findings that are shown in full get their excerpts: small files are read a second time, the others are not.

In: a review, the findings that people will read, paths. Out: the review with excerpts. Only text for people asks for
it: a pipeline has the place, and the time.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from fzplan.diagnostics import CellRef, Span
from fzplan.observations import Extraction

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fzplan.diagnostics import Diagnostic
    from fzplan.model.findings import Finding, Review
    from fzplan.returns import Limits


def excerpted(review: Review, wanted: Iterable[Finding], limits: Limits | None = None) -> Review:
    """Return the review in which the `wanted` findings show the cells, or the line of the plan file, they stand in."""
    bare = [finding.diagnostic for finding in wanted if not finding.diagnostic.excerpt]
    texts = {**_of_cells(bare, review, limits), **_of_lines(bare)}
    if not texts:
        return review
    return replace(review, findings=tuple(_with(finding, texts) for finding in review.findings))


def _with(finding: Finding, texts: dict[object, str]) -> Finding:
    d = finding.diagnostic
    text = "" if d.excerpt else texts.get(d.at, "")
    return replace(finding, diagnostic=replace(d, excerpt=text)) if text else finding


def _of_cells(bare: Iterable[Diagnostic], review: Review, limits: Limits | None) -> dict[object, str]:
    places = [d.at for d in bare if isinstance(d.at, CellRef)]
    if not places:
        return {}
    from fzplan import returns
    from fzplan.reports.files import lying

    files = {place.file: lying(review.plan_file, place.file) for place in places}
    found = returns.excerpts(places, review.extraction or Extraction(), files, limits)
    return dict(found.items())


def _of_lines(bare: Iterable[Diagnostic]) -> dict[object, str]:
    """Return the lines of the plan file, and of whatever other YAML a finding stands in."""
    by_file: dict[str, list[Span]] = {}
    for d in bare:
        if isinstance(d.at, Span):
            by_file.setdefault(d.at.file, []).append(d.at)
    if not by_file:
        return {}
    from fzplan import plan

    return {
        place: text
        for file, places in by_file.items()
        for place, text in zip(places, plan.excerpts(Path(file), places), strict=True)
    }
