"""The audit: figures that the plan prints, recomputed over the intervals that its other prints stand for.

In: a plan with claims, and the cube of what the returns printed. Out: an `Audit` (claims with verdicts, implied
quantities, contradictions, what the targets ask together, targets beside what was achieved before) and findings.
May import: cube, model, formula and the ground floor. Definitions, formulas and worked numbers: docs/audit.md.

`prints.py` reads leaves as intervals, `definitions.py` rewrites a formula into other definitions, `judging.py` gives
verdicts, `implying.py` and `clashing.py` intersect what is implied, `jointly.py` solves the targets together,
`before.py` compares them with the years before the plan.
"""

from fzplan.audit.recomputing import recompute

__all__ = ["recompute"]
