"""cagr: 年均增速, by 水平法 (geometric) or 累计法 (sum)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.diagnostics import Text
from fzplan.formula.functions.kinds import grown
from fzplan.formula.functions.signature import Function, Given, Misuse, OverTime, Parameter, Read

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fzplan.formula.scope import Array
    from fzplan.formula.typed import Type, Typed

HALVINGS = 200


def span(given: Given, year: int) -> tuple[int, int]:
    """Return base year and last year: `periods=` counts back from the last."""
    until = given.get("until", year)
    return given.get("since", until - given.get("periods", 0)), until


def reads(given: Given, year: int) -> tuple[Read, ...]:
    """水平法 reads both ends; 累计法 every year."""
    since, until = span(given, year)
    if given.get("mean") == "sum" and until > since:
        return tuple(Read(y) for y in range(since, until + 1))
    return (Read(since), Read(until))


def kernel(given: Given, year: int, *levels: Array) -> Array:
    """Return the rate in per cent; NaN where the levels reach or cross zero, and for no years.

    Two negative levels have the rate of their sizes: a loss of 100 that grows to 110 grows by 10 %.

    >>> import numpy as np
    >>> kernel({"since": 2020}, 2025, np.array([100.0]), np.array([161.051])).round(6)
    array([10.])
    """
    import numpy as np

    since, until = span(given, year)
    if until <= since:
        return levels[0] * np.nan
    if given.get("mean") == "sum":
        return 100 * sum_rate(levels[0], levels[1:])
    usable = np.sign(levels[0]) * np.sign(levels[-1]) > 0
    ratio = np.where(usable, levels[-1], np.nan) / np.where(usable, levels[0], np.nan)
    return 100 * (ratio ** (1 / (until - since)) - 1)


def sum_rate(base: Array, levels: Sequence[Array]) -> Array:
    """Return the root g > −1 of Σ (1+g)^i = Σ a_i / a_0, found by bisection: the left side only rises.

    >>> import numpy as np
    >>> sum_rate(np.array([100.0]), [np.array([v]) for v in (150.0, 120.0, 133.1)]).round(3)
    array([0.155])
    """
    import numpy as np

    n = len(levels)
    total = sum(levels[1:], start=levels[0])
    usable = (base > 0) & (total > 0)
    due = np.where(usable, total, np.nan) / np.where(usable, base, np.nan)
    low, high = np.zeros_like(due), np.maximum(due, 1.0)  # (1+g) ≤ Σ (1+g)^i = due, and n·1 = due at g = 0
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        above = sum(middle**i for i in range(1, n + 1)) > due
        low, high = np.where(above, low, middle), np.where(above, middle, high)
    return (low + high) / 2 - 1


def why(levels: Sequence[float]) -> str:
    """Tell why figures that are there give no rate."""
    if levels[0] == 0:
        return "base_zero"
    crossing = levels[0] < 0 <= levels[-1] or levels[-1] <= 0 < levels[0]
    if not crossing:
        return "no_span"
    return "negative_base" if levels[0] < 0 else "sign_change"


def typed(values: Sequence[Typed], given: Given) -> Type:
    """A rate that is never summed; exactly one of since and periods."""
    if ("since" in given) == ("periods" in given):
        raise Misuse(
            Text("since 与 periods 应写一个", "exactly one of since and periods is needed"),
            Text("如 cagr(x, since=2020)", "such as cagr(x, since=2020)"),
        )
    return grown(values, given)


def live(given: Given, year: int, texts: Sequence[str]) -> str:
    """Return the text for Excel; 累计法 is the rate at which as many payments of the base grow to the sum.

    RATE stops when it is near; one step of Newton's method beyond it has the digits of the program.
    """
    since, until = span(given, year)
    first, last, years = texts[0], texts[-1], until - since
    if given.get("mean") != "sum":
        return f"(100*(({last}/{first})^(1/{years})-1))"
    total = "+".join(texts[1:])
    near = f"RATE({years},-{first},0,{total},1)"
    powers, below = (",".join(map(str, range(k, years + k))) for k in (1, 0))
    missing = f"SUMPRODUCT((1+{near})^{{{powers}}})-({total})/{first}"
    return f"(100*({near}-({missing})/SUMPRODUCT({{{powers}}}*(1+{near})^{{{below}}})))"


CAGR = Function(
    name="cagr",
    title=Text("年均增速", "average growth"),
    parameters=(
        Parameter("x"),
        Parameter("since", "year", required=False),
        Parameter("until", "year", required=False),
        Parameter("mean", "choice", required=False, choices=("geometric", "sum")),
        Parameter("periods", "whole", required=False),
    ),
    styles=frozenset({"temporal"}),
    type=typed,
    time=OverTime(reads, kernel),
    why=why,
    live=live,
)
"""2020: 100, 2025: 161.051 → cagr(x, since=2020) in 2025 is 10 %. Source: 水平法 and 累计法 of the yearbooks."""
