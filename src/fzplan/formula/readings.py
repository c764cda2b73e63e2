"""Other readings of a frame: the same formula over 上年同期, or over what was printed for several years."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fzplan.formula.scope import Array, Frame
    from fzplan.periods import Period


class _Same:
    """A frame with the periods and members of another."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.periods = frame.periods
        self.dimensions = frame.dimensions

    def members(self, dim: str) -> tuple[str, ...]:
        return self.frame.members(dim)

    def prior(self, name: str) -> Array:
        raise AssertionError(name)  # only levels are read otherwise: see `typed.is_level`

    def long(self, name: str, period: Period) -> Array:
        raise AssertionError(name, period)


class Prior(_Same):
    """Every name gives the 上年同期 that the same return reports, at the later year."""

    def values(self, name: str, reading: str = "", form: str = "") -> Array:
        """Return 上年同期; one form or reading has none of its own."""
        found = self.frame.prior(name)
        return found * float("nan") if reading or form else found

    def observation(self, name: str, t: int, cell: tuple[int, ...], reading: str = "", form: str = "") -> int:
        """Return the observation of 上年同期."""
        return self.frame.observation(name, t, cell, reading or "prior", form)


class Printed(_Same):
    """Every name gives the figure printed for one period off the grid: a quarter, five years together."""

    def __init__(self, frame: Frame, period: Period) -> None:
        super().__init__(frame)
        self.periods = (period,)

    def values(self, name: str, reading: str = "", form: str = "") -> Array:
        """Return the printed figure, with an axis of time of length 1."""
        found = self.frame.long(name, self.periods[0])[None]
        return found * float("nan") if reading or form else found

    def observation(self, name: str, t: int, cell: tuple[int, ...], reading: str = "", form: str = "") -> int:
        """Return −1: a frame knows the places of figures on its grid only."""
        del name, t, cell, reading, form
        return -1
