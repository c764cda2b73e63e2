"""A typed tree as the text of an Excel formula (functions of Excel 2007 only), given where its figures stand.

Conditions are three-valued as in `arrays`: a missing figure is ``#N/A``, which goes through arithmetic and
comparisons, and 且, 或 and 若 are decided without it where the other side decides. Comparisons are made on 12
significant digits. What has no Excel text (growth, shares, anything over years) gives None.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from fzplan.figures import SIGNIFICANT
from fzplan.formula.nodes import At, Binary, Call, Compare, If, Literal, Name, Select, Unary
from fzplan.formula.typed import Over

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fzplan.formula.typed import Typed

LONGEST = 8000
"""Characters of a formula; Excel takes 8192."""
MOST = 255
"""Cells of one formula: as many as COUNT takes."""


class Leaf(NamedTuple):
    """A figure that a formula reads: its name, one member a dimension, years back, or the one period it is of."""

    name: str
    picks: tuple[tuple[str, str], ...] = ()
    shift: int = 0
    period: str = ""
    form: str = ""
    reading: str = ""


class Seat(NamedTuple):
    """Where a figure stands: the reference, and declared units per printed one."""

    cell: str
    factor: Fraction = Fraction(1)


Seats = Callable[[Leaf], Seat | None]
"""The sheet: where a figure stands, or None where it does not."""


class Written(NamedTuple):
    """A formula without its sign ``=``; an error where figures are missing. `cells` are all it reads."""

    text: str
    cells: tuple[str, ...]


class _Unwritable(Exception):  # noqa: N818  (no error: the formula belongs to another reader)
    """A part that this sheet, or Excel, has no words for."""


def written(typed: Typed, seats: Seats, slack: str = "") -> Written | None:
    """Return the Excel text of a formula in `typed.type.unit` (a condition: TRUE, FALSE or an error).

    `slack` is the text of a number in the unit of the left side: how far the sides of the concluding comparison may
    be apart and still agree.
    """
    writer = _Writer(seats, slack)
    try:
        text = writer.write(typed, Leaf(""), concluding=True)
    except _Unwritable:
        return None
    cells = tuple(dict.fromkeys(writer.cells))
    return Written(text, cells) if len(text) <= LONGEST and len(cells) <= MOST else None


def sides(typed: Typed, seats: Seats) -> tuple[Written, Written] | None:
    """Return the two sides of a comparison (of 若…则…: of its conclusion), or None where it is anything else."""
    while isinstance(typed.node, If) and len(typed.children) == 2:
        typed = typed.children[1]
    if not isinstance(typed.node, Compare) or len(typed.children) != 2:
        return None
    left, right = (written(child, seats) for child in typed.children)
    return (left, right) if left and right else None


def scaled(text: str, factor: Fraction) -> str:
    """Return a number times an exact factor, as `arithmetic.scaled` computes it.

    >>> scaled("A1", Fraction(1, 10000)), scaled("A1", Fraction(2000, 3))
    ('(A1/10000)', '(A1*2000/3)')
    """
    above = f"*{factor.numerator}" if factor.numerator != 1 else ""
    below = f"/{factor.denominator}" if factor.denominator != 1 else ""
    return f"({text}{above}{below})" if above or below else text


def tidy(text: str) -> str:
    """Return a number rounded to 12 significant digits; nought has none to count.

    >>> tidy("A1")
    'ROUND(A1,11-INT(LOG10(ABS(A1)+(A1=0))))'
    """
    return f"ROUND({text},{SIGNIFICANT - 1}-INT(LOG10(ABS({text})+({text}=0))))"


class _Writer:
    """One walk over one tree."""

    def __init__(self, seats: Seats, slack: str) -> None:
        self.seats, self.slack = seats, slack
        self.cells: list[str] = []

    def write(self, typed: Typed, at: Leaf, *, concluding: bool = False) -> str:
        """Return the text of a node, its own factor included; `at`: the members and the year it is asked for."""
        return scaled(self.plain(typed, at, concluding=concluding), typed.factor)

    def plain(self, typed: Typed, at: Leaf, *, concluding: bool) -> str:  # noqa: PLR0911  (one case a kind of node)
        """Return the text of a node before its own factor."""
        node = typed.node
        match node:
            case Literal(value=value):
                return repr(value).upper()
            case Name() | Select() | At():
                return self.placed(typed, at)
            case Unary(sign=sign):
                inner = self.write(typed.children[0], at)
                return f"(-{inner})" if sign == "-" else f"NOT({inner})"
            case Binary(sign="and" | "or" as sign):
                return joined(sign, [self.write(child, at, concluding=concluding) for child in typed.children])
            case Binary(sign=sign):
                left, right = (self.write(child, at) for child in typed.children)
                return f"({left}{sign}{right})"
            case Compare(signs=signs):
                return self.compared(typed.children, signs, at, self.slack if concluding else "")
            case If():
                return self.chosen(typed, at, concluding=concluding)
            case Call():
                return self.call(typed, at)
        raise AssertionError(node)

    def placed(self, typed: Typed, at: Leaf) -> str:
        """Return a name where it stands, or what is below a selection or a year; several members are added."""
        node = typed.node
        if isinstance(node, Name):
            assert typed.symbol is not None
            return self.cell(at._replace(name=typed.symbol.id, form=node.form, reading=node.reading))
        (inner,) = typed.children
        if isinstance(node, At):
            if at.period or (at.shift and node.period):
                raise _Unwritable
            return self.write(inner, at._replace(shift=at.shift + node.shift, period=node.period))
        several = [at]
        for dimension, members in typed.picks:
            several = [_picked(one, dimension, member) for one in several for member in members]
        parts = [self.write(inner, one) for one in several]
        return parts[0] if len(parts) == 1 else f"({'+'.join(parts)})"

    def cell(self, leaf: Leaf) -> str:
        """Return a figure with its factor; what is no number is missing."""
        seat = self.seats(leaf)
        if seat is None:
            raise _Unwritable
        self.cells.append(seat.cell)
        return scaled(f"IF(ISNUMBER({seat.cell}),{seat.cell},NA())", seat.factor)

    def compared(self, children: Sequence[Typed], signs: Sequence[str], at: Leaf, slack: str) -> str:
        """Return a chain of comparisons, each between neighbours."""
        if any(child.type.content != "number" for child in children):
            raise _Unwritable
        texts = [self.write(child, at) for child in children]
        pairs = zip(texts, signs, texts[1:], strict=False)
        return joined("and", [comparison(left, sign, right, slack) for left, sign, right in pairs])

    def chosen(self, typed: Typed, at: Leaf, *, concluding: bool) -> str:
        """Return 若…则…否则…; without 否则 it is true where the condition fails, or the conclusion holds anyway."""
        condition = self.write(typed.children[0], at)
        branches = [self.write(child, at, concluding=concluding) for child in typed.children[1:]]
        if len(branches) == 2:
            return f"IF({condition},{branches[0]},{branches[1]})"
        (then,) = branches
        return f"IFERROR(IF({condition},{then},TRUE),IF({then},TRUE,NA()))"

    def call(self, typed: Typed, at: Leaf) -> str:
        """Return a function of its arguments, or of the members it goes over."""
        function, given = typed.function, typed.given or {}
        assert function is not None
        if function.excel is None:
            raise _Unwritable
        across = given.get("over")
        if not isinstance(across, Over):
            return function.excel(given, *(self.write(child, at) for child in typed.children))
        (child,) = typed.children
        leaves = [_picked(at, across.dimension, member) for member in across.members]
        return function.excel(given, *(self.write(child, leaf) for leaf in leaves))


def _picked(leaf: Leaf, dimension: str, member: str) -> Leaf:
    if dimension in dict(leaf.picks):
        raise _Unwritable
    return leaf._replace(picks=(*leaf.picks, (dimension, member)))


def joined(sign: str, parts: Sequence[str]) -> str:
    """Return 且 or 或: decided by one side alone where that is enough, unknown where it is not.

    >>> joined("or", ["A1>0", "B1>0"])
    'IF(OR(IFERROR(A1>0,FALSE),IFERROR(B1>0,FALSE)),TRUE,OR(A1>0,B1>0))'
    """
    if len(parts) == 1:
        return parts[0]
    name, neutral = ("AND", "TRUE") if sign == "and" else ("OR", "FALSE")
    known = ",".join(f"IFERROR({part},{neutral})" for part in parts)
    whole = f"{name}({','.join(parts)})"
    return f"IF({name}({known}),{whole},FALSE)" if sign == "and" else f"IF({name}({known}),TRUE,{whole})"


SIGNS = {"=": "=", "≠": "<>", "<": "<", "≤": "<=", ">": ">", "≥": ">="}


def comparison(left: str, sign: str, right: str, slack: str = "") -> str:
    """Return one comparison at 12 significant digits; with a tolerance, what is no farther apart agrees.

    >>> comparison("A1", "≤", "B1", "0.5").startswith("(ROUND((A1-0.5),")
    True
    """
    if slack and sign == "=":
        return joined("and", [comparison(f"({left}-{slack})", "≤", right), comparison(f"({left}+{slack})", "≥", right)])
    if slack and sign == "≤":
        left = f"({left}-{slack})"
    if slack and sign == "≥":
        left = f"({left}+{slack})"
    return f"({tidy(left)}{SIGNS[sign]}{tidy(right)})"
