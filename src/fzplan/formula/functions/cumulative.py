"""cumulative: 累计, the running sum of a flow; a total printed for the years together stands in for missing years."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fzplan.diagnostics import Text
from fzplan.formula.functions.signature import Function, Given, Misuse, OverTime, Parameter, Read

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fzplan.formula.scope import Array
    from fzplan.formula.typed import Type, Typed


def reads(given: Given, year: int) -> tuple[Read, ...]:
    """Every year from `since`, and the figure printed for all of them."""
    since = given["since"]
    if year < since:
        return (Read(year),)
    return (*(Read(y) for y in range(since, year + 1)), Read(since, source="long", until=year))


def kernel(given: Given, year: int, *found: Array) -> Array:
    """Return the sum of the years, or the printed total where a year is missing; NaN before `since`.

    >>> import numpy as np
    >>> nan = np.array([np.nan])
    >>> float(kernel({"since": 2021}, 2022, np.array([90.0]), np.array([110.0]), nan)[0])
    200.0
    >>> float(kernel({"since": 2021}, 2022, nan, np.array([110.0]), np.array([205.0]))[0])
    205.0
    """
    import numpy as np

    if year < given["since"]:
        return found[0] * np.nan
    *yearly, printed = found
    total = sum(yearly[1:], start=yearly[0])
    return np.where(np.isnan(total), printed, total)


def why(_: Sequence[float]) -> str:
    """Tell why figures that are there give no sum."""
    return "no_span"


def typed(values: Sequence[Typed], _: Given) -> Type:
    """A flow; anything else is not summed over time."""
    kind = values[0].type.kind
    if kind != "flow":
        raise Misuse(
            Text("没有声明 kind", "its `kind` is not declared")
            if kind is None
            else Text(f"{kind} 不能按时间相加", f"a figure of kind {kind} is not summed over time"),
            Text("只有 kind: flow 的指标可以累计", "only figures of `kind: flow` accumulate"),
        )
    return replace(values[0].type, unit=values[0].type.unit.without_year(), constant=False)


def live(given: Given, year: int, texts: Sequence[str]) -> str:
    """Return the text for Excel: of every year, or where one is missing the figure printed for all of them."""
    yearly = texts[: year - given["since"] + 1]
    return f"({'+'.join(yearly)})" if all(yearly) else texts[-1]


CUMULATIVE = Function(
    name="cumulative",
    title=Text("累计", "cumulative total"),
    parameters=(Parameter("x"), Parameter("since", "year", required=False)),
    styles=frozenset({"temporal"}),
    type=typed,
    time=OverTime(reads, kernel),
    why=why,
    live=live,
)
"""2021: 90, 2022: 110 → cumulative(x, since=2021) in 2022 is 200."""
