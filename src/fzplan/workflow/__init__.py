"""Strings the rooms together: load → extract → evaluate → assess; every stage gives its findings back.

In: paths and options. Out: what was found, with all findings. May import: every room, never the CLI.
The only package that knows the order of the stages; it prints nothing and reads no clock.
"""

from fzplan.workflow.checking import check
from fzplan.workflow.doors import audit, compute, explain, schedule
from fzplan.workflow.run import Explanation, Recomputation, Run

__all__ = ["Explanation", "Recomputation", "Run", "audit", "check", "compute", "explain", "schedule"]
