"""What every kind of check that is no relation gives back: its declaration, and what it reads of which form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from fzplan.diagnostics import NOTHING, Text
from fzplan.formula import words
from fzplan.plan.codes import WRONG_VALUE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fzplan.formula import Typed
    from fzplan.plan.draft import Draft
    from fzplan.plan.places import Path


class Declared(NamedTuple):
    """The declaration of one check."""

    spec: Any
    reads: tuple[Typed, ...] = ()
    """The formulas it reads."""
    form: str = ""
    """The form with records whose fields they are; "" for figures of the plan."""
    text: Text = NOTHING
    """What it says, as people read it."""


def wrong(draft: Draft, path: Path, found: object, expected: Text, meaning: Text) -> None:
    """Report a value that does not fit, with what is expected and what the key means."""
    key = next(step for step in reversed(path) if isinstance(step, str))
    draft.report(WRONG_VALUE, path, key=key, found=found, expected=expected, meaning=meaning)


def figures_in_words(of: Sequence[Typed]) -> Text:
    """Return formulas as people read them, one after another."""
    return Text("、".join(words(one, "zh") for one in of), ", ".join(words(one, "en") for one in of))
