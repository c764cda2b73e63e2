"""What a plan means and what a run finds: immutable values that the rooms hand to each other.

`plan.py` holds what is declared (Plan, Measure, Indicator, Target, Form …), `results.py` what a run finds
(Value, Assessment, Outcome …). The YAML text format is `fzplan.plan.schema`; here units are `Unit`, formulas
are checked trees, kinds are derived. May import: formula, observations and the ground floor.
"""
