"""What the checks of plausibility declare: jumps by powers of ten, outliers, growth, published history (审核关系).

In: nothing. Out: frozen values, made when the plan is loaded and held against the returns by `checks`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from fzplan.frozen import frozen

if TYPE_CHECKING:
    from fzplan.formula import Typed

Method = Literal["hb", "mad", "iqr"]
Source = Literal["published", "form", "file", "snapshot"]


@frozen
class Jump:
    """`jump:` - figures a power of ten away from those of the year before, or from the median of their group."""

    of: tuple[Typed, ...]
    """What is judged; where `per` was written, the ratio to it."""
    powers: tuple[int, ...]
    """10 to the power of these is a jump: 3 for ``1e3``; both ways."""
    grouped: bool = False
    """Records are held against the median of their group, too; else only those without a year before."""
    group: str = ""
    """The field or dimension that parts the records of a period; "" is one group."""
    least: int = 8


@frozen
class Outlier:
    """`outlier:` - figures far from those of their group in the same period."""

    of: Typed
    by: Method
    cut: float
    group: str = ""
    """Of records the field or dimension that parts them, of figures the dimension whose members are compared."""
    size: float = 0.5
    """The U of Hidiroglou and Berthelot."""
    log: bool = False
    least: int = 10


@frozen
class Growth:
    """`period: {measure, growth}` - growth on the year before within `low` and `high` (fractions: -0.5 for -50 %)."""

    of: tuple[Typed, ...]
    low: float
    high: float
    above: tuple[float, ...]
    """Only a change above this is told: one a figure, in its unit."""


@frozen
class Revision:
    """`revision:` - published figures of the years `first` to `last` do not change."""

    first: int
    last: int
    measures: tuple[str, ...] = ()
    """None: all that the returns report."""
    source: Source = "published"
    against: str = ""
    """A form, a data file (its name or the end of its path), or a snapshot as the plan names it (``last``)."""
