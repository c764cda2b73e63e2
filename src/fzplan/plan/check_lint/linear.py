"""Formulas as linear combinations of figures, so that relations can be compared whatever way they are written.

``甲 ≤ 乙 + 丙`` and ``丙 ≥ 甲 - 乙`` become the same constraint; units are brought to their base, numbers are exact.
What is not linear (a quotient of two figures, a function) is a figure of its own.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

from fzplan.formula.nodes import At, Binary, Call, Compare, Literal, Name, Select, String, Unary
from fzplan.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fzplan.formula import Typed

Key = tuple[Any, ...]
"""What identifies a figure: its name, form and reading, with the members and the period that are asked for."""
FLIPPED = {"<": ">", "≤": "≥", ">": "<", "≥": "≤", "=": "=", "≠": "≠"}
ARITHMETIC = ("+", "-", "*", "/")
COMMUTING = ("+", "*", "and", "or")
TRUE = {"<": lambda k: k < 0, "≤": lambda k: k <= 0, "=": lambda k: k == 0, "≠": lambda k: k != 0}


@frozen
class Linear:
    """Σ coefficient × figure (in base units) + constant, in the unit of the formula."""

    terms: Mapping[Key, Fraction]
    constant: Fraction = Fraction(0)

    def plus(self, other: Linear, times: Fraction = Fraction(1)) -> Linear:
        """Return the sum of this and `times` the other."""
        terms = dict(self.terms)
        for key, coefficient in other.terms.items():
            terms[key] = terms.get(key, Fraction(0)) + times * coefficient
        return Linear({k: c for k, c in terms.items() if c}, self.constant + times * other.constant)

    def scaled(self, times: Fraction) -> Linear:
        """Return this many times itself."""
        return Linear({}).plus(self, times) if times else Linear({})

    def marked(self, mark: Key) -> Linear:
        """Return the same of other members or another period."""
        return Linear({(*key, mark): c for key, c in self.terms.items()}, self.constant)


class Constraint(NamedTuple):
    """Σ coefficient × figure + constant `sign` 0; the first coefficient is 1 or −1 (of = and ≠: 1)."""

    terms: tuple[tuple[Key, Fraction], ...]
    sign: str
    constant: Fraction
    scale: Fraction = Fraction(1)
    """What the sides were divided by: a tolerance in the unit of the left side is divided by it too."""

    @property
    def meaning(self) -> Key:
        """Return what makes two constraints the same."""
        return (self.terms, self.sign, self.constant)

    @property
    def truth(self) -> bool | None:
        """Tell whether it is true or false whatever the figures; None where it depends on them."""
        return None if self.terms else TRUE[self.sign](self.constant)


def linear(typed: Typed) -> Linear:
    """Return a formula of numbers as a linear combination."""
    found = _linear(typed)
    return found if found is not None else Linear({("?", shape(typed)): 1 / typed.type.unit.factor})


def _linear(typed: Typed) -> Linear | None:
    node, factor = typed.node, typed.factor
    found: Linear | None = None
    match node:
        case Literal(value=value):
            found = Linear({}, Fraction(repr(value)) * factor)
        case Name():
            assert typed.symbol is not None
            found = Linear({(typed.symbol.id, node.form, node.reading): 1 / typed.type.unit.factor})
        case At(period=period, shift=shift):
            found = linear(typed.children[0]).marked(("@", period, shift)).scaled(factor)
        case Select():
            found = linear(typed.children[0]).marked(("in", tuple(sorted(typed.picks)))).scaled(factor)
        case Unary(sign="-"):
            found = linear(typed.children[0]).scaled(-factor)
        case Binary(sign=sign) if sign in ARITHMETIC:
            left, right = (linear(child) for child in typed.children)
            result = _combined(left, sign, right)
            found = None if result is None else result.scaled(factor)
    return found


def _combined(left: Linear, sign: str, right: Linear) -> Linear | None:
    """Return a sum, a multiple or a part of figures; None for a product or a quotient of two."""
    if sign in "+-":
        return left.plus(right, Fraction(1 if sign == "+" else -1))
    if sign == "*" and not (left.terms and right.terms):
        return left.scaled(right.constant) if left.terms else right.scaled(left.constant)
    return left.scaled(1 / right.constant) if sign == "/" and not right.terms and right.constant else None


def constraint(left: Typed, sign: str, right: Typed) -> Constraint:
    """Return a comparison of two sides as a constraint."""
    apart = linear(left).plus(linear(right), Fraction(-1))
    if sign in (">", "≥"):
        apart, sign = apart.scaled(Fraction(-1)), FLIPPED[sign]
    terms = sorted(apart.terms.items(), key=lambda term: repr(term[0]))
    if not terms:
        return Constraint((), sign, apart.constant)
    scale = abs(terms[0][1])
    turned = -1 if sign in ("=", "≠") and terms[0][1] < 0 else 1
    signed = turned / scale
    return Constraint(tuple((k, c * signed) for k, c in terms), sign, apart.constant * signed, scale)


def shape(typed: Typed) -> Key:
    """Return the form of a tree without its places: two that are written alike are equal, terms in any order."""
    node = typed.node
    match node:
        case Literal(value=value):
            return ("number", Fraction(repr(value)) * typed.factor * typed.type.unit.factor)
        case String(text=text):
            return ("text", text.strip())
        case Compare(signs=signs):
            return _compared(typed, signs)
        case Binary(sign=sign) if sign in COMMUTING:
            return (sign, tuple(sorted((shape(child) for child in typed.children), key=repr)))
    return (*_own(typed), tuple(shape(child) for child in typed.children))


def _own(typed: Typed) -> Key:
    """Return what a node says besides its children."""
    node = typed.node
    match node:
        case Name():
            return ("name", typed.symbol.id if typed.symbol else node.name, node.form, node.reading)
        case At(period=period, shift=shift):
            return ("@", period, shift)
        case Select():
            return ("in", tuple(sorted(typed.picks)))
        case Unary(sign=sign) | Binary(sign=sign):
            return (sign,)
        case Call(function=function):
            return (function, repr(sorted((typed.given or {}).items(), key=repr)))
    return (type(node).__name__,)


def _compared(typed: Typed, signs: tuple[str, ...]) -> Key:
    if typed.children[0].type.content == "number":
        pairs = zip(typed.children, signs, typed.children[1:], strict=False)
        return ("compare", tuple(sorted((constraint(a, s, b).meaning for a, s, b in pairs), key=repr)))
    return ("compare", signs, tuple(sorted((shape(child) for child in typed.children), key=repr)))
