"""Relations that figures must satisfy (审核关系), as a plan declares them: typed, with their tolerance and their place.

In: nothing. Out: `Check` values. The kinds that relate figures are typed formulas; the others have a declaration of
their own. ``growth`` is a `period:` that says how much a figure may grow.
"""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from fzplan.diagnostics import NOTHING, Text
from fzplan.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fzplan.diagnostics import Place, Related, Severity, Span
    from fzplan.formula import Typed

CheckKind = Literal[
    "within", "sum", "of_which", "across", "period", "aggregate", "jump", "outlier", "growth", "code", "revision",
    "roster",
]  # fmt: skip


@frozen
class Tolerance:
    """How far the two sides of a relation may be apart and still agree.

    ``auto``: half a unit of the last printed digit of each figure. ``absolute``: `value` in the unit of the left side.
    ``relative``: `value` is a share of the left side (0.01 for 1 %).
    """

    kind: Literal["auto", "absolute", "relative"]
    value: float = 0.0


EXACT = Tolerance("absolute")
AUTO = Tolerance("auto")


class Holding(NamedTuple):
    """One comparison of a check at one place, with its arithmetic in a sentence."""

    year: int | None
    """None for a record, and for a relation of fixed years."""
    at: Place
    sentence: Text
    outcome: Literal["pass", "implausible", "fail"]
    cells: tuple[Related, ...] = ()


@frozen
class Reckoning:
    """How a check was evaluated: its three outcomes counted, and the comparisons themselves.

    Of records, and of conditions without two sides, only those that do not hold are among the `holdings`.
    """

    check: Check
    passed: int
    failed: int
    unknown: int
    because: Text
    """Why some could not be evaluated; empty where all could."""
    holdings: tuple[Holding, ...]


class GivenFigure(NamedTuple):
    """One figure of an example: of a measure, or of a field of a record."""

    name: str
    value: float | str
    """In the declared unit; a text for a field of texts."""
    at: Span
    text: str
    """As written: 女性 5."""
    form: str = ""
    members: tuple[tuple[str, str], ...] = ()
    year: int | None = None
    """The year it is of, where one is named."""
    back: int = 0
    """Years before the one that is judged."""
    decimals: int = 0
    """Printed decimals, counted in the declared unit."""


@frozen
class CheckExample:
    """A case that the office knows the answer of (算例): these figures have to pass, or to fail."""

    passes: bool
    given: tuple[GivenFigure, ...]
    at: Span
    excerpt: str = ""


@frozen
class Check:
    """One entry of `checks:`. `relations` are conditions, all of which must hold where their figures are known."""

    id: str
    level: Severity
    kind: CheckKind
    at: Span
    said: Text = NOTHING
    """The relation as people read it: what was written, or total = parts."""
    relations: tuple[Typed, ...] = ()
    form: str = ""
    """The form with records whose fields the relations name; "" where they name figures of the plan."""
    tolerance: Tolerance = EXACT
    missing: str = ""
    note: str = ""
    spec: Any = None
    """The typed declaration of a kind that is no relation (`plausible`, `check_specs`)."""
    reads: tuple[Typed, ...] = ()
    """Every formula that the check reads: its relations, or those of its declaration."""
    data: Mapping[str, Any] = field(default_factory=dict)
    """The entry as written."""
    examples: tuple[CheckExample, ...] = ()

    @property
    def text(self) -> str:
        """Return the relation in Chinese, as formulas are written in it: what does not change with the language."""
        return self.said.zh


@frozen
class Level:
    """An entry of `checks:` that changes the level of a built-in check: for all files, or for those that match."""

    code: str
    level: Severity
    at: Span
    files: tuple[str, ...] = ()
    """Names or paths below the data folder, `*` for anything but a slash; none: every file."""
    sheets: tuple[str, ...] = ()
    note: str = ""
