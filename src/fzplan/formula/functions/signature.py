"""What a function of the language declares about itself, and the few shapes that most functions share."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from fzplan.frozen import frozen

if TYPE_CHECKING:
    from fzplan.diagnostics import Text
    from fzplan.formula.scope import Array
    from fzplan.formula.typed import Type, Typed

Style = Literal["rowwise", "reducing", "temporal", "member"]
PartKind = Literal[
    "rows", "held", "given", "sum", "least", "most", "distinct", "quantile", "top", "filled", "respondents", "largest"
]
"""Rows, those that meet a condition, those that have a value; of the values: sum, smallest, largest, how many differ,
a quantile (linear between two ranks), the sum of the n largest. For the protection of respondents: values that are not
0, respondents that have one, their n largest contributions."""
Takes = Literal["value", "condition", "any", "year", "whole", "number", "choice", "over"]


class Parameter(NamedTuple):
    """One argument: what it takes and whether it may be left out. `many`: it may be given several times."""

    name: str
    takes: Takes = "value"
    required: bool = True
    choices: tuple[str, ...] = ()
    many: bool = False


class Misuse(ValueError):  # noqa: N818  (it is no error of the program)
    """A function applied to what it cannot be applied to; the checker turns it into a fault."""

    def __init__(self, reason: Text, hint: Text) -> None:
        super().__init__(reason.en)
        self.reason = reason
        self.hint = hint


class Read(NamedTuple):
    """One year of an argument that a result is computed from.

    `source`: "values" (the grid), "prior" (上年同期 of the same return, at the later year) or "long" (one figure
    printed for all of `year`…`until`).
    """

    year: int
    argument: int = 0
    source: Literal["values", "prior", "long"] = "values"
    until: int = 0


Given = Mapping[str, Any]
"""The constant arguments of a call."""


@frozen
class Function:
    """One function: signature, types, numbers, words. `numbers` is one of the shapes below."""

    name: str
    title: Text
    parameters: tuple[Parameter, ...]
    styles: frozenset[Style]
    type: Callable[[Sequence[Typed], Given], Type]
    rowwise: Rowwise | None = None
    time: OverTime | None = None
    members: OverMembers | None = None
    lazy: Callable[..., Any] | None = None
    """narwhals: (given, expressions …) → expression, row by row."""
    reducing: Reducing | None = None
    excel: Callable[..., str] | None = None
    """(given, texts of the arguments, or of the members taken) → the text of an Excel 2007 formula."""
    live: Callable[[Given, int, Sequence[str]], str] | None = None
    """(given, year, texts of what the trace of one number read) → its Excel text, where `excel` is not enough; among
    the given is the index of the `own` member."""
    as_ratio: bool = False
    """The arguments are converted to plain ratios (5 % → 0.05) before they come to the kernel."""
    alike: bool = False
    """The arguments are converted to the unit of the first."""
    with_whole: bool = False
    """A further argument is the first one without its selection in the dimension of `over`: what it is a share of."""
    why: Callable[[Sequence[float]], str] = lambda _: "not_a_number"
    """Figures that were all there but gave no number → the code of the reason."""

    @property
    def signature(self) -> str:
        """Return the call as documented: ``cagr(x, since, [until], [mean=geometric|sum])``."""
        return f"{self.name}({', '.join(_written(parameter) for parameter in self.parameters)})"


@frozen
class Rowwise:
    """Each result cell comes from the same cell of every argument."""

    kernel: Callable[..., Array]
    """(given, arrays …) → array."""
    aligned: bool = True
    """False: an argument known in total only applies to every member (a deflator)."""


@frozen
class OverTime:
    """Each result cell comes from the same cell in other years."""

    reads: Callable[[Given, int], tuple[Read, ...]]
    """(given, year) → the years read."""
    kernel: Callable[..., Array]
    """(given, year, one array a read …) → array of the result at that year."""


@frozen
class Reducing:
    """One number comes from all records of a group: from parts that every engine can compute, and a last step."""

    parts: tuple[PartKind, ...]
    """Each of the first argument; `count()` has none and counts rows."""
    finish: Callable[..., float | None] = lambda part: part
    """(a number a part, None where there is none …) → the result."""
    number: str = ""
    """The constant argument that the parts take: the share of a quantile, the n of the n largest."""


@frozen
class OverMembers:
    """Each result cell comes from the members of one dimension."""

    kernel: Callable[..., Array]
    """(given, arrays with the axis of members first and the total at 0 …) → array with that axis first."""
    collapses: bool = True
    """The kernel gets the members of `over` alone and gives one cell (a sum); else all, and gives one a member."""


def _written(parameter: Parameter) -> str:
    shown = {"over": "over=D", "choice": f"{parameter.name}={'|'.join(parameter.choices)}"}.get(
        parameter.takes, parameter.name
    )
    shown += ", …" if parameter.many else ""
    return shown if parameter.required else f"[{shown}]"
