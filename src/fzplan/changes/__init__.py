"""Changes: what differs between two outcomes, from the figures that were printed to the verdicts.

In: two outcomes (with and without figures set by the user), or two snapshots of runs (of one folder at two times, of
two folders, of two editions of a plan). Out: frozen `Changes`, sorted, the same whatever the order of reading; `dump`
and `load` carry a snapshot from one run to the next. May import: cube, model and what lies below.

`taking.py` makes a snapshot of an outcome with what `defining.py` says of its plan, `matching.py` compares printed
figures, `comparing.py` all that follows from them, `storing.py` is the text of a snapshot.
"""

from fzplan.changes.comparing import compare, differences
from fzplan.changes.storing import FORMAT, Flaw, dump, is_snapshot, load
from fzplan.changes.taking import take

__all__ = ["FORMAT", "Flaw", "compare", "differences", "dump", "is_snapshot", "load", "take"]
