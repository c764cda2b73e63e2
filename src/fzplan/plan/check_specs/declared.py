"""What every kind of check that is no relation gives back: its declaration, and what it reads of which form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from fzplan.plan.codes import WRONG_VALUE

if TYPE_CHECKING:
    from fzplan.diagnostics import Text
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
    text: str = ""


def wrong(draft: Draft, path: Path, found: object, expected: Text, meaning: Text) -> None:
    """Report a value that does not fit, with what is expected and what the key means."""
    key = next(step for step in reversed(path) if isinstance(step, str))
    draft.report(WRONG_VALUE, path, key=key, found=found, expected=expected, meaning=meaning)
