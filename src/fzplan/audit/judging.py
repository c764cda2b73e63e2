"""Verdicts: an interval that was computed against a figure that was printed (docs/audit.md).

In: intervals and the print. Out: a verdict code, the definition it rests on, the trials. Pure arithmetic.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fzplan.formula import spans
from fzplan.model.claims import Trial

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fzplan.figures import Interval
    from fzplan.model.claims import ClaimVerdict, Definition, Figure

POWERS = tuple(power for size in range(1, 13) for power in (size, -size))
"""Powers of ten by which a unit can slip: 十 to 万亿, either way."""
TELLING = 2
"""Significant digits that a print needs before a slip is believed: 5 and 52 are no slip of each other."""


class Judged(NamedTuple):
    """The verdict, and what it rests on."""

    verdict: ClaimVerdict
    definition: Definition = "declared"
    power: int = 0


def verdict(found: Interval | None, printed: Figure | None) -> ClaimVerdict:
    """Return what one computed interval says of the print: some value in it rounds to, or is cut to, the print.

    >>> from fzplan.figures import Interval
    >>> from fzplan.model.claims import Figure
    >>> from fzplan.units import ONE
    >>> verdict(Interval(1.6566, 1.6624), Figure("1.6", 1.6, 1, ONE)), verdict(None, None)
    ('truncation', 'not_assessable')
    """
    if found is None:
        return "not_assessable"
    if printed is None:
        return "nothing_printed"
    if found.common(printed.interval):
        return "reproduces"
    return "truncation" if found.common(printed.truncated) else "fails"


def judged(tried: Sequence[Trial], printed: Figure | None) -> Judged:
    """Return the verdict over all trials; the declared definition stands first, and comes first."""
    declared = tried[0]
    if declared.verdict != "fails":
        return Judged(declared.verdict)
    other = next((t for t in tried[1:] if t.verdict == "reproduces" and not t.power), None)
    if other:
        return Judged("other_definition", other.definition)
    slip = next((t for t in tried[1:] if t.power), None)
    if slip and printed:
        return Judged("unit_slip", "unit_slip", slip.power)
    return Judged("fails")


def slip(value: float | None, found: Interval | None, printed: Figure | None) -> Trial | None:
    """Return the trial that multiplies the result by a power of ten, where that gives the print; else None."""
    if value is None or found is None or printed is None or digits(printed) < TELLING:
        return None
    for power in POWERS:
        shifted = spans.scaled(found, 10.0**power)
        if shifted.common(printed.interval):
            return Trial("unit_slip", value * 10.0**power, shifted, "reproduces", power=power)
    return None


def digits(printed: Figure) -> int:
    """Return the significant digits of a print; zeros at the end of a whole number may be rounding.

    >>> from fzplan.model.claims import Figure
    >>> from fzplan.units import ONE
    >>> digits(Figure("6648.7", 6648.7, 1, ONE)), digits(Figure("500", 500, 0, ONE))
    (5, 1)
    """
    whole = round(abs(printed.value) * 10**printed.decimals)
    return len(str(whole).rstrip("0") if not printed.decimals else str(whole))
