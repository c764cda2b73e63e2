"""What stands behind one name of a template: a text, and a number where it has one; or nothing, with the reason.

A missing figure is never 0. Blank: no data; “—”: does not apply; “…”: below the smallest unit, or withheld.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fzplan import figures
from fzplan.reports import wording

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fzplan.diagnostics import Lang
    from fzplan.model.plan import Plan
    from fzplan.model.results import Why

SMALL = "…"


class Entry(NamedTuple):
    """`text` is what stands within a sentence, `number` what a cell of its own holds."""

    text: str
    number: float | None = None
    why: str = ""
    """The reason why there is no figure; "" where there is one or none could be."""
    alone: str | None = None
    """What a cell of its own shows where there is no number; None: the text."""


def figure(plan: Plan, value: float | None, places: int, why: str = "", none: str = wording.NONE) -> Entry:
    """Return a figure with its decimals; without one what stands for it."""
    if value is None:
        return Entry(none, why=why, alone=none)
    return Entry(wording.number(plan, value, places), figures.tidy(value))


def share(plan: Plan, fraction: float | None, why: str) -> Entry:
    """Return a fraction in per cent, without the sign."""
    return figure(plan, None if fraction is None else fraction * 100, 1, why)


def unknown(status: str, why: str, lang: Lang) -> Entry:
    """Return what stands for a figure of a year that is not known: blank in a cell, words in a sentence."""
    if status in ("N", "Q"):
        return Entry(SMALL, why=why, alone=SMALL)
    return Entry("（无数据）" if lang == "zh" else "(no data)", why=why, alone="")


def reasons(plan: Plan, why: Iterable[Why], lang: Lang) -> str:
    """Return the reasons in words, one after another."""
    return ("；" if lang == "zh" else "; ").join(wording.why(plan, reason, lang) for reason in why)
