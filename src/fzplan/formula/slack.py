"""How far the two sides of a relation may be apart because each figure in it is printed rounded.

A figure printed with d decimals may be off by half a unit of the last one. Sums and differences add these halves up
(|sum − total| ≤ (n+1) × half a step, docs/spec/checks.en.md 4); a factor scales them.
What is no sum of figures gives None.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.formula.nodes import At, Binary, Compare, If, Literal, Name, Select, Unary

if TYPE_CHECKING:
    from collections.abc import Callable

    from fzplan.formula.typed import Typed


def slack(typed: Typed, decimals: Callable[[str], int | None]) -> float | None:
    """Return the tolerance of a comparison, or of the conclusion of 若…则…, in the unit of its left side.

    `decimals`: how many decimals a name is printed with, in its declared unit; None where nobody says.
    """
    while isinstance(typed.node, If) and len(typed.children) == 2:
        typed = typed.children[1]
    if not isinstance(typed.node, Compare) or len(typed.children) != 2:
        return None
    left, right = (_half(child, decimals) for child in typed.children)
    return None if left is None or right is None else left + right


def _half(typed: Typed, decimals: Callable[[str], int | None]) -> float | None:
    """Return half a unit of the last digit of everything added up in a tree, in the unit of the tree."""
    node = typed.node
    found: float | None = None
    parts = [_half(child, decimals) for child in typed.children]
    match node:
        case Literal():
            found = 0.0
        case Name():
            assert typed.symbol is not None
            known = decimals(typed.symbol.id)
            found = None if known is None else 0.5 * 10.0**-known
        case Select() if parts[0] is not None:
            count = 1
            for _, members in typed.picks:
                count *= len(members)
            found = parts[0] * count
        case At() | Unary(sign="-"):
            found = parts[0]
        case Binary(sign="+" | "-"):
            found = None if None in parts else sum(part for part in parts if part is not None)
        case Binary(sign="*", left=Literal(value=value)) if parts[1] is not None:
            found = abs(value) * parts[1]
        case Binary(sign="*" | "/" as sign, right=Literal(value=value)) if parts[0] is not None and value:
            found = parts[0] * (abs(value) if sign == "*" else 1 / abs(value))
    return None if found is None else found * abs(float(typed.factor))
