"""A sample: the arrays that kinds judge, and a teller who knows the cells and the words of each place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from fzplan.checks import wording
from fzplan.checks.tally import Gap
from fzplan.diagnostics import Text
from fzplan.figures import tidy
from fzplan.formula import words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from fzplan.checks.tally import Tally
    from fzplan.diagnostics import About, Diagnostic, Place, Related
    from fzplan.formula import Typed
    from fzplan.units import Unit

    Array = NDArray[np.float64]
    Codes = NDArray[np.intp]
    Flags = NDArray[np.bool_]

NONE = -1


class Teller(Protocol):
    """What is said of one place of a sample, asked for only where something is told."""

    def cells(self, k: int) -> list[Related]:
        """Return the cells of a figure, the one that is judged first; a record's is its row or its cell."""
        ...

    def beside(self, k: int) -> list[Related]:
        """Return the cells of the year before."""
        ...

    def where(self, k: int) -> Text:
        """Return period, members and entity."""
        ...

    def before(self, k: int) -> Text:
        """Return the period that a figure is held against."""
        ...

    def year(self, k: int) -> int | None:
        """Return the year that the place is shown under by `explain`."""
        ...

    def about(self, k: int) -> About:
        """Return what the place is about, without the figures."""
        ...

    def cause(self, k: int) -> Diagnostic | None:
        """Return the finding that stands at the cells of a figure that is there."""
        ...

    def missing(self, k: int) -> Diagnostic | None:
        """Return the finding because of which a figure is missing."""
        ...

    def slip(self, k: int, factor: str) -> Diagnostic | None:
        """Return the finding of the reading that tells of the same jump already."""
        ...

    def unit(self, k: int) -> Unit:
        """Return the unit that a figure is printed in."""
        ...

    def lack(self, k: int) -> Text:
        """Return what is missing at the place."""
        ...


@dataclass
class Sample:
    """One formula at `n` places. Arrays are of length n; the unit is that of the formula."""

    of: Typed
    now: Array
    """NaN where it is missing."""
    before: Array
    """A year before; NaN where it is missing or there is none."""
    previous: Codes
    """The place of the year before, −1 where there is none."""
    absent: Flags
    """The figure is missing although others that it is made of are there."""
    broken: Flags
    """It cannot be held against the year before: one of the two is missing, the other is there."""
    periods: Codes
    """A number for each period."""
    groups: Codes
    """A number for each period and group, −1 where the place belongs to none."""
    labels: list[str]
    """The name of each group."""
    digits: Flags
    """At least two digits are printed: a figure of one comes and goes."""
    teller: Teller

    @cached_property
    def name(self) -> Text:
        """Return the formula in words."""
        return Text(words(self.of, "zh"), words(self.of, "en"))

    def said(self, value: float) -> str:
        """Return a figure with its unit; a ratio with no more digits than tell it apart."""
        return wording.said(rounded(value), self.of.type.unit.text)

    def figure(self, k: int) -> Text:
        """Return the figure of a place with its name."""
        shown = self.said(float(self.now[k]))
        return Text(f"{self.name.zh} {shown}", f"{self.name.en} {shown}")


def rounded(value: float) -> float:
    """Return a figure as it is told: as it was printed, a quotient with six digits.

    >>> rounded(6648.7), rounded(1 / 3), rounded(12345678.9)
    (6648.7, 0.333333, 12345678.9)
    """
    clean = tidy(value)
    return clean if len(repr(clean).replace(".", "").lstrip("0")) <= LONGEST else float(f"{value:.5e}")


LONGEST = 10
"""Digits of a figure that somebody has printed; a quotient has more."""


def lacking(sample: Sample, tally: Tally, where: Codes) -> None:
    """Tell of places that could not be evaluated: because of a finding at their cells, or of what is missing."""
    rest = []
    for k in where.tolist():
        cause = sample.teller.missing(k)
        if cause is None:
            rest.append(k)
        else:
            tally.gaps.append(Gap(sample.teller.lack(k), cause))
    if rest:
        cells = sample.teller.cells(rest[0]) or sample.teller.beside(rest[0])
        tally.gaps.append(Gap(sample.teller.lack(rest[0]), None, cells[0].at if cells else None, len(rest)))


def nothing(sample: Sample, tally: Tally) -> None:
    """Tell that figures are there, and none of a year before that they could be held against."""
    there = [k for k, figure in enumerate(sample.now.tolist()) if figure == figure]  # noqa: PLR0124  (NaN)
    if there and not tally.gaps:
        cells = sample.teller.cells(there[0])
        lack = Text("没有上年的数可比", "there are no figures of the year before")
        tally.gaps.append(Gap(lack, None, cells[0].at if cells else None, len(there)))


def place(sample: Sample, k: int, otherwise: Place, *, beside: bool = True) -> tuple[Place, tuple[Related, ...]]:
    """Return where a finding stands, and the other cells it rests on; `beside`: those of the year before too."""
    cells = [*sample.teller.cells(k), *(sample.teller.beside(k) if beside else [])]
    return (cells[0].at, tuple(cells[1:])) if cells else (otherwise, ())
