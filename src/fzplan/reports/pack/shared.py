"""An outcome as a pack shows it where records were read and are not packed: nothing of a single respondent.

Unlike `for_public`, files and cells stay: they are the lineage. Findings that lead to a file of records name its rows,
so they are left out and counted. Sums that are confidential stay in the extraction, where every report withholds them.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from fzplan.model.disclosure import withheld_in
from fzplan.reports.disclosure import for_public, of_records

if TYPE_CHECKING:
    from fzplan.diagnostics import Diagnostic, Lang
    from fzplan.model.disclosure import Reason
    from fzplan.model.results import Outcome


def shared(outcome: Outcome, lang: Lang) -> tuple[Outcome, int]:
    """Return the outcome without confidential figures and without findings about records; and how many those are."""
    read = outcome.extraction
    files = of_records(read)
    if not files:
        return outcome, 0
    kept = tuple(d for d in outcome.diagnostics if not files & _files(d))
    cleared = for_public(outcome, lang)
    without: dict[int, Reason] = {
        k: "complementary" for k, o in enumerate(cleared.extraction.observations) if math.isnan(o.value)
    }
    shown = replace(
        cleared,
        plan=outcome.plan,
        extraction=replace(read, records=()),
        withheld={**without, **withheld_in(outcome)},
        deliverables=outcome.deliverables,
        digests=outcome.digests,
        diagnostics=kept,
    )
    return shown, len(outcome.diagnostics) - len(kept)


def _files(d: Diagnostic) -> set[str]:
    """Return every file that a finding leads to."""
    return {d.at.file, *(r.at.file for r in d.related), *(i.at.file for i in d.instances)}
