"""The fingerprint of the data behind a report: eight hexadecimal digits that change with any observation."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fzplan.model.results import Outcome


def fingerprint(outcome: Outcome) -> str:
    """Return the fingerprint of the observations and task reports, in whatever order the files were read."""
    seen = outcome.extraction
    places = [(*map(str, o), str(seen.sources.place(o))) for o in seen.observations]
    lines = sorted("\x1f".join(parts) for parts in (*places, *(tuple(map(str, task)) for task in seen.tasks)))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:8]
