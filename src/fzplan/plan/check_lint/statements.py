"""A check as statements: comparisons, each under its condition, in the one form in which they can be compared."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from fzplan.formula.nodes import Binary, Compare, If
from fzplan.plan.check_lint.linear import Constraint, Key, constraint, shape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fzplan.formula import Typed
    from fzplan.model.checks import Check


class Statement(NamedTuple):
    """One comparison of a check; `under` identifies its condition, empty where it has none."""

    check: Check
    under: frozenset[Key]
    premises: tuple[Constraint, ...]
    """The comparisons that the condition consists of, as far as it does."""
    constraint: Constraint | None
    """None of what is no comparison of numbers: 或, 非, texts."""
    form: Key

    @property
    def meaning(self) -> Key:
        """Return what makes two statements the same."""
        return (self.under, self.constraint.meaning if self.constraint else self.form)

    @property
    def slack(self) -> Fraction:
        """Return how far the sides may be apart by an absolute tolerance, in the scale of the constraint."""
        tolerance = self.check.tolerance
        if self.constraint is None or tolerance.kind != "absolute":
            return Fraction(0)
        return Fraction(repr(tolerance.value)) / self.constraint.scale


def statements(check: Check) -> tuple[Statement, ...]:
    """Return what a check states."""
    return tuple(s for relation in check.relations for s in _stated(check, relation, (), frozenset()))


def _stated(check: Check, typed: Typed, premises: tuple[Constraint, ...], under: frozenset[Key]) -> Iterator[Statement]:
    match typed.node:
        case If(otherwise=otherwise):
            condition, then, *rest = typed.children
            found, others = _premises(condition)
            yield from _stated(check, then, (*premises, *found), under | {c.meaning for c in found} | others)
            if otherwise is not None:
                denied = ("not", shape(condition))
                yield from _stated(check, rest[0], premises, under | {denied})
        case Binary(sign="and"):
            for child in typed.children:
                yield from _stated(check, child, premises, under)
        case Compare(signs=signs) if typed.children[0].type.content == "number":
            for a, sign, b in zip(typed.children, signs, typed.children[1:], strict=False):
                yield Statement(check, under, premises, constraint(a, sign, b), ())
        case _:
            yield Statement(check, under, premises, None, shape(typed))


def _premises(typed: Typed) -> tuple[tuple[Constraint, ...], frozenset[Key]]:
    """Return the comparisons that a condition consists of, and the form of what else it has."""
    match typed.node:
        case Binary(sign="and"):
            parts = [_premises(child) for child in typed.children]
            return tuple(c for found, _ in parts for c in found), frozenset().union(*(others for _, others in parts))
        case Compare(signs=signs) if typed.children[0].type.content == "number":
            pairs = zip(typed.children, signs, typed.children[1:], strict=False)
            return tuple(constraint(a, sign, b) for a, sign, b in pairs), frozenset()
    return (), frozenset({shape(typed)})
