"""The judging rules, one file a kind of target: from a `Reading` to a `Case` that can be judged.

In: readings. Out: cases (a judge of candidate latest values, and the figures to show). May import: gaps modules.
The rules are written down in docs/spec/verdicts.md.
"""
