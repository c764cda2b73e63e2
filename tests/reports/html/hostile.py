"""An outcome whose every text tries to become markup, script or template."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.reports.outcomes import OUTCOME

if TYPE_CHECKING:
    from fzplan.model.results import Outcome

HOSTILE = (
    "</title></style></script><script>window.hit=1</script><img src=x onerror=window.hit=1>\"'`&amp;{{7*7}}{% x %}"
)


def hostile() -> Outcome:
    """Return the outcome of every kind of target with hostile names, notes, files and evidence."""
    head = replace(OUTCOME.plan.head, name=HOSTILE, short=HOSTILE, source=HOSTILE)
    indicators = {id_: replace(i, note=HOSTILE, en=HOSTILE) for id_, i in OUTCOME.plan.indicators.items()}
    texts = {"section": HOSTILE, "owner": HOSTILE, "quote": HOSTILE, "note": HOSTILE, "remarks": {2024: HOSTILE}}
    extraction = OUTCOME.extraction
    files = tuple(f"{HOSTILE}{k}" for k, _ in enumerate(extraction.sources.files))
    sources = replace(extraction.sources, files=files, sheets=tuple(HOSTILE for _ in extraction.sources.sheets))
    return replace(
        OUTCOME,
        plan=replace(OUTCOME.plan, head=head, indicators=indicators, labels={"behind": HOSTILE}),
        extraction=replace(extraction, sources=sources),
        assessments=tuple(replace(a, target=replace(a.target, **texts)) for a in OUTCOME.assessments),
        deliverables=tuple(replace(d, name=HOSTILE, evidence=HOSTILE) for d in OUTCOME.deliverables),
        digests=dict.fromkeys(files, HOSTILE),
    )
