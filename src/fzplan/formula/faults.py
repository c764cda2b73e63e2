"""A mistake inside a formula: the rule, the characters it stands in, the facts; and the line with its caret."""

from __future__ import annotations

import unicodedata
from dataclasses import field
from typing import TYPE_CHECKING, Any

from fzplan.diagnostics import Related, Text
from fzplan.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from fzplan.diagnostics import Diagnostic, Rule, Span


Also = tuple[int, int, Text]
"""A further place of a fault: offset, length, what stands there."""


@frozen
class Fault:
    """A mistake of the user: `offset` and `length` count characters of the formula as it was written."""

    rule: Rule
    offset: int
    length: int
    facts: Mapping[str, Any] = field(default_factory=dict)
    also: tuple[Also, ...] = ()

    def diagnostic(self, start: Span, formula: str = "") -> Diagnostic:
        """Return the finding; `start` is the place of the formula's first character in the plan file."""
        related = (Related(start.shifted(offset, length), label) for offset, length, label in self.also)
        at = start.shifted(self.offset, self.length)
        return self.rule(at, *related, excerpt=caret(formula, self.offset, self.length), **self.facts)


class FormulaError(ValueError):
    """A text that is no formula."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.rule.says.en.format_map(fault.facts))
        self.fault = fault


def caret(line: str, offset: int, length: int = 1) -> str:
    """Return the line and, under it, carets that stand right below the characters meant.

    A Chinese character is two columns wide on a screen:

    >>> print(caret("总收入 ／ 人数", 6, 2))
    总收入 ／ 人数
              ^^^^
    """
    if not line:
        return ""
    flat = line.replace("\n", " ").replace("\t", " ")
    return f"{flat}\n{' ' * width(flat[:offset])}{'^' * max(1, width(flat[offset : offset + length]))}"


def width(text: str) -> int:
    """Return the columns that a text takes on a screen."""
    return sum(
        0 if unicodedata.combining(character) else 1 + (unicodedata.east_asian_width(character) in "WF")
        for character in text
    )


def did_you_mean(name: str, known: Iterable[str]) -> Text:
    """Return 「；是否为 …？」 with the nearest known names, or nothing where none is near."""
    from difflib import get_close_matches

    near = get_close_matches(name, list(known), n=3, cutoff=0.6)
    if not near:
        return Text("", "")
    return Text(f"；是否为“{'”“'.join(near)}”？", f"; did you mean {', '.join(near)}?")
