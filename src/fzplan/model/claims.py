"""Claims: figures that a plan prints, declared as what they should follow from; and what the audit finds of them.

A claim either has a formula for a printed figure, or tells what the print implies for another quantity.
Verdicts and definitions are codes; their words are in `words.py`. Source of the verdicts: docs/audit.md.
"""

from __future__ import annotations

import math
from dataclasses import field
from typing import TYPE_CHECKING, Literal, NamedTuple

from fzplan import figures, periods
from fzplan.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fzplan.diagnostics import Span
    from fzplan.figures import Bound, Interval
    from fzplan.formula import Typed
    from fzplan.model.results import Why
    from fzplan.periods import Period
    from fzplan.units import Unit

ClaimVerdict = Literal[
    "reproduces", "truncation", "other_definition", "unit_slip", "fails", "nothing_printed", "not_assessable"
]
Definition = Literal[
    "declared",
    "arithmetic_mean",
    "periods+1",
    "periods-1",
    "base_year+1",
    "base_year-1",
    "truncated_input",
    "unit_slip",
]


@frozen
class Figure:
    """A number as a plan writes it: `value` and `decimals` in `unit`, the unit written (or that of the formula)."""

    text: str
    value: float
    decimals: int
    unit: Unit
    bound: Bound = "="

    @property
    def interval(self) -> Interval:
        """Return what rounds to the print."""
        return figures.printed(self.value, self.decimals, self.bound)

    @property
    def truncated(self) -> Interval:
        """Return what is cut to the print."""
        return figures.truncated(self.value, self.decimals, self.bound)


class Quantity(NamedTuple):
    """One figure of a measure or indicator: 总收入@2016, 总收入[产业=航空航天]@2020, 新增上市公司@2016-2020.

    A number quoted in a formula (1.5 of 为2016年的1.5倍) is one as well, under its own text and without a year.
    """

    name: str
    first: int
    last: int
    by: tuple[tuple[str, str], ...] = ()

    @property
    def period(self) -> Period:
        """Return the year, or the years together."""
        return periods.years(self.first, self.last)

    @property
    def label(self) -> str:
        """Return the quantity as a plan file writes it.

        >>> Quantity("总收入", 2020, 2020, (("产业", "航空航天"),)).label
        '总收入[产业=航空航天]@2020'
        """
        members = ", ".join(f"{dimension}={member}" for dimension, member in self.by)
        if not self.first:
            return self.name
        span = f"{self.first}" if self.first == self.last else f"{self.first}-{self.last}"
        return f"{self.name}{f'[{members}]' if members else ''}@{span}"


@frozen
class Implication:
    """What a claim implies: a quantity equals a formula, or a figure, in the quantity's declared unit."""

    quantity: Quantity
    unit: Unit
    formula: Typed | None = None
    figure: Figure | None = None
    text: str = ""
    at: Span | None = None


@frozen
class Claim:
    """A figure that the plan prints. Exactly one of `formula` and `implies` is given.

    `given` are figures from outside the returns, read in place of them: quantity → figure in the declared unit.
    """

    id: str
    at: Span
    quote: str = ""
    printed: Figure | None = None
    formula: Typed | None = None
    formula_text: str = ""
    implies: tuple[Implication, ...] = ()
    given: Mapping[Quantity, Figure] = field(default_factory=dict)
    source: str = ""
    section: str = ""
    note: str = ""


def spanned(interval: Interval) -> str:
    """Return an interval with its ends, each open or closed: what is printed of it everywhere.

    >>> spanned(figures.printed(13.5, 1))
    '[13.4500, 13.5500)'
    """
    low, high = (shown(end) for end in interval[:2])
    return f"{'[' if interval.closed_low else '('}{low}, {high}{']' if interval.closed_high else ')'}"


def shown(value: float) -> str:
    """Return a recomputed figure with at least four decimals and five significant digits; ∞ for no bound.

    >>> shown(6648.66), shown(0.664866), shown(float("inf"))
    ('6648.6600', '0.66487', '∞')
    """
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    size = math.floor(math.log10(abs(value))) if value else 0
    return figures.shown(value, min(12, max(4, 4 - size)))


class Trial(NamedTuple):
    """One definition tried: what it gives, in the unit of the claim."""

    definition: Definition
    value: float | None
    interval: Interval | None
    verdict: ClaimVerdict
    power: int = 0
    """Of a unit slip: the power of ten that the result was multiplied by."""


@frozen
class ClaimResult:
    """One claim with a formula, recomputed. `tried` begins with the definition declared."""

    claim: Claim
    unit: str
    value: float | None
    interval: Interval | None
    verdict: ClaimVerdict
    definition: Definition = "declared"
    power: int = 0
    tried: tuple[Trial, ...] = ()
    why: tuple[Why, ...] = ()
    quality: str = "published"
    inputs: tuple[int, ...] = ()


@frozen
class Statement:
    """What one claim (or, without `claim`, one printed figure) says of a quantity."""

    claim: str
    value: float | None
    interval: Interval | None
    tried: tuple[Trial, ...] = ()
    why: tuple[Why, ...] = ()
    quality: str = "published"
    inputs: tuple[int, ...] = ()


@frozen
class Implied:
    """One quantity with all that is said of it; `interval` is what all statements leave, None where nothing."""

    quantity: Quantity
    unit: str
    statements: tuple[Statement, ...]
    interval: Interval | None


@frozen
class Contradiction:
    """Two statements on one quantity that no value satisfies; `power`: they agree when shifted by that power of ten.

    `intervals` are compared with the figures that both rest on (`held`) at one value; `gap` is their distance in the
    unit of the quantity. `agree` lists the readings of either under which they do agree: the claim, the definition
    and, for a print read as cut off instead of rounded, its name.
    """

    quantity: Quantity
    unit: str
    sides: tuple[Statement, Statement]
    intervals: tuple[Interval, Interval]
    gap: float
    held: tuple[Quantity, ...] = ()
    agree: tuple[tuple[str, Definition, str], ...] = ()
    power: int = 0


@frozen
class TargetImplied:
    """A level that targets together ask of a quantity in their year: `low` = `high` unless one of them is a range.

    `growth` is what is required a year from `base`, in per cent, for both ends; None without a usable base.
    """

    quantity: Quantity
    unit: str
    targets: tuple[str, ...]
    low: float
    high: float
    base: float | None = None
    base_year: int = 0
    base_implied: bool = False
    growth: tuple[float, float] | None = None

    @property
    def rise(self) -> tuple[float, float] | None:
        """Return what is required over the whole time from the base, in per cent, for both ends."""
        if not self.base or self.growth is None:
            return None
        return 100 * (self.low / self.base - 1), 100 * (self.high / self.base - 1)


@frozen
class Ambition:
    """A target beside what was achieved before the plan: `reference` is in the target's own unit."""

    target: str
    indicator: str
    low: float
    high: float
    unit: str
    reference: float
    bound: str
    kind: Literal["level", "mean", "total"]
    period: Period
    below: bool
    claim: str = ""

    @property
    def difference(self) -> tuple[float, float] | None:
        """Return the target over the reference, less one, in per cent, for both ends."""
        if not self.reference:
            return None
        return 100 * (self.low / self.reference - 1), 100 * (self.high / self.reference - 1)


@frozen
class Audit:
    """What the audit of a plan found."""

    claims: tuple[ClaimResult, ...]
    implied: tuple[Implied, ...]
    contradictions: tuple[Contradiction, ...]
    targets: tuple[TargetImplied, ...]
    ambitions: tuple[Ambition, ...]
