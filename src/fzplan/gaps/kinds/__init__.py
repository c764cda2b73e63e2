"""The judging rules of methods.md 3.1, one file a kind of target: from a `Reading` to a `Case` that can be judged.

In: readings. Out: cases (a judge of candidate latest values, and the figures to show). May import: gaps modules.
"""
