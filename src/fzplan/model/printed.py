"""Printed audit relations (审核关系) before they are checks of a plan: their text and place, and what codes stand for.

In: nothing. Out: `PrintedText`, `Codebook`, `Imported`: what the rooms hand each other when relations are imported.
"""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, NamedTuple

from fzplan.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fzplan.diagnostics import Diagnostic, Place


class PrintedText(NamedTuple):
    """One cell or line that holds relations, and what stands beside it in a list of them."""

    text: str
    at: Place
    level: str = ""
    """As written: 强制性, 核实 …"""
    note: str = ""
    table: str = ""
    """Which table it is about, as written."""


class Meaning(NamedTuple):
    """What a code, a label or a cell of a form stands for: a measure, or a field of its records."""

    name: str
    members: tuple[tuple[str, str], ...] = ()
    form: str = ""
    """The form, where the relation is between forms."""
    back: int = 0
    """How many years before."""
    unit: str = ""
    """As the form prints it: a number without a unit beside it is in this one."""
    text: bool = False
    """A field of texts or codes: it is compared with a text."""


@frozen
class Codebook:
    """What the codes, labels and cells of one form stand for; `order` is the order in which the codes are printed."""

    form: str
    codes: Mapping[str, tuple[Meaning, ...]] = field(default_factory=dict)
    """A code that names several things has several meanings: it is refused, not guessed."""
    cells: Mapping[str, tuple[Meaning, ...]] = field(default_factory=dict)
    """A1 → what the figure there is of."""
    order: tuple[str, ...] = ()
    a_year: int = 1
    """Reports in a year: of @-12 in a monthly form one year is meant."""


class ImportedCheck(NamedTuple):
    """One relation that became an entry of `checks:`."""

    id: str
    line: str
    """The YAML of the entry, without its indent."""
    source: str
    at: Place


@frozen
class Imported:
    """What came of a list of printed relations."""

    checks: tuple[ImportedCheck, ...]
    read: int
    """How many relations were met."""
    diagnostics: tuple[Diagnostic, ...] = ()
    unusable: bool = False

    def yaml(self) -> str:
        """Return the entries as a section of a plan file."""
        return "checks:\n" + "".join(f"  {check.line}\n" for check in self.checks) if self.checks else ""
