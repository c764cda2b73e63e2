"""Changes: what differs between two outcomes, from the figures that were read to the verdicts.

In: two outcomes (with and without figures set by the user; two snapshots of a folder; two editions of a plan).
Out: frozen `Changes`, sorted, the same whatever the order of reading. May import: cube, model and what lies below.

`observed.py` compares the figures that count, `comparing.py` everything that follows from them.
"""

from fzplan.changes.comparing import compare

__all__ = ["compare"]
