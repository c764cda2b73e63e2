"""Scores of a plan and of the owners of its targets; made only when asked for (docs/spec/verdicts.md)."""

from __future__ import annotations

from fzplan.frozen import frozen


@frozen
class ScoreLine:
    """One target in the score: its weight and points (None: not assessable, left out of the weights)."""

    target: str
    owner: str
    weight: float
    points: float | None
    breached: bool
    """A binding target that is broken."""


@frozen
class ScoreSheet:
    """The score of one owner ("" for the whole plan). `total` is None where nothing can be scored, or by veto."""

    owner: str
    total: float | None
    weight: float
    """Sum of the weights of what was scored."""
    lines: tuple[ScoreLine, ...]
    breached: tuple[str, ...]
    """Binding targets that were broken: 「约束性指标未完成」."""
    left_out: tuple[str, ...]
    """Targets that cannot be assessed."""
    vetoed: bool = False
    """The total is withheld for a broken binding target."""
