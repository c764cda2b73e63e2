"""One number and everything it was computed from: what `explain` draws and JSON flattens."""

from __future__ import annotations

from dataclasses import field
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from fzplan.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fzplan.formula.typed import Typed
    from fzplan.periods import Period


class Reason(NamedTuple):
    """Why there is no number: a code and its facts."""

    code: str
    facts: tuple[tuple[str, object], ...] = ()


@frozen
class Trace:
    """One number and what it was computed from. `value` is in `unit`; None where it is not assessable.

    `factor` is what the result of `op` over the children was multiplied by to come into `unit`. A leaf that was
    read has `name`, `period`, `by` and the index of its `observation` (−1: none).
    """

    label: str
    value: float | None
    unit: str
    factor: Fraction = Fraction(1)
    op: str = ""
    children: tuple[Trace, ...] = ()
    name: str = ""
    period: Period | None = None
    by: Mapping[str, str] = field(default_factory=dict)
    observation: int = -1
    why: tuple[Reason, ...] = ()
    en: str = ""
    """The label in English."""
    reading: str = ""
    form: str = ""
    typed: Typed | None = field(default=None, compare=False, repr=False)
    """The part of the formula that this is a number of."""
