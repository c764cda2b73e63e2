"""What a formula is checked against and read from: symbols and dimensions of a plan, the frame of numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Protocol

from fzplan.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import numpy as np
    from numpy.typing import NDArray

    from fzplan.periods import Period
    from fzplan.units import Unit, Units

if TYPE_CHECKING:
    Array = NDArray[np.float64]

Kind = Literal["flow", "stock", "average", "rate", "ratio", "fixed"]
Content = Literal["number", "condition", "text", "date"]
Style = Literal["indicator", "record", "filter", "row"]
"""What a formula is for: figures of the plan, aggregates of records, conditions and figures of one record."""
ADDITIVE: frozenset[str | None] = frozenset({"flow", "stock", "average", "fixed"})
"""Kinds that add over members; only a flow adds over time."""


@frozen
class Symbol:
    """What a name stands for: a measure, an indicator, or a field of a record form."""

    id: str
    unit: Unit
    kind: Kind | None = None
    breaks: tuple[int, ...] = ()
    """Years from which the series is another one."""
    price: str = ""
    dimensions: tuple[str, ...] = ()
    content: Content = "number"
    en: str = ""


class Dimension(Protocol):
    """A way of breaking figures down, as the plan declares it."""

    @property
    def id(self) -> str:
        """Return the id."""
        ...

    @property
    def members(self) -> tuple[str, ...]:
        """Return the members, in order."""
        ...

    @property
    def names(self) -> Mapping[str, str]:
        """Return every accepted label with its member."""
        ...

    @property
    def groups(self) -> Mapping[str, tuple[str, ...]]:
        """Return the groups with their members."""
        ...

    @property
    def partition(self) -> bool:
        """Tell whether the members add up to the total."""
        ...


class Scope(Protocol):
    """The names that a formula may use. `first` is the year from which a running sum starts by default."""

    @property
    def units(self) -> Units:
        """Return the table of units."""
        ...

    @property
    def style(self) -> Style:
        """Return what the formula is for."""
        ...

    @property
    def first(self) -> int | None:
        """Return the year from which a running sum starts by default, None where there is none."""
        ...

    def symbol(self, name: str) -> Symbol | None:
        """Return what a name stands for, or None."""
        ...

    def names(self) -> Iterable[str]:
        """Return every name, for "did you mean"."""
        ...

    def dimension(self, name: str) -> Dimension | None:
        """Return the dimension of that name, or None."""
        ...


class Frame(Protocol):
    """The numbers that a formula reads: arrays over periods and members, NaN where a figure is missing.

    Every array has one axis for time and one for each dimension, in the order of `dimensions`; the first member
    of each is the total. An axis is 1 long where only the total is known.
    """

    @property
    def periods(self) -> tuple[Period, ...]:
        """Return the periods of the first axis: consecutive, equally long."""
        ...

    @property
    def dimensions(self) -> tuple[str, ...]:
        """Return the dimensions of the further axes."""
        ...

    def members(self, dim: str) -> tuple[str, ...]:
        """Return the members of a dimension, the total first."""
        ...

    def values(self, name: str, reading: str = "", form: str = "") -> Array:
        """Return the figures of a name in its declared unit."""
        ...

    def prior(self, name: str) -> Array:
        """Return 上年同期 as the same return reports it, at the later period."""
        ...

    def long(self, name: str, period: Period) -> Array:
        """Return what is printed for a period off the grid, without the axis of time."""
        ...

    def observation(self, name: str, t: int, cell: tuple[int, ...], reading: str = "", form: str = "") -> int:
        """Return the index of the observation behind a figure, -1 where there is none."""
        ...
