"""The fingerprint of the data behind a report: eight hexadecimal digits that change with any observation."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from fzplan.observations import Observation

if TYPE_CHECKING:
    from fzplan.model.results import Outcome


_SEEN = tuple(k for k, name in enumerate(Observation._fields) if name not in ("respondents", "largest"))
"""Of an observation all but what follows from the records and the plan's rules of disclosure."""


def fingerprint(outcome: Outcome) -> str:
    """Return the fingerprint of the observations and task reports, in whatever order the files were read."""
    seen = outcome.extraction
    places = [(*(str(o[k]) for k in _SEEN), str(seen.sources.place(o))) for o in seen.observations]
    lines = sorted("\x1f".join(parts) for parts in (*places, *(tuple(map(str, task)) for task in seen.tasks)))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:8]
