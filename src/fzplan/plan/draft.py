"""What the builders of one plan share: the places of the file, the table of units, and the findings made so far."""

from __future__ import annotations

import unicodedata
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from fzplan.diagnostics import Related, Text
from fzplan.plan.codes import BAD_UNIT
from fzplan.units import UNITS, Unit, UnitError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fzplan.diagnostics import Diagnostic, Rule, Span
    from fzplan.plan.places import Path
    from fzplan.plan.yaml_source import Source

LISTED = 24
"""Most names that one message lists."""


class Draft:
    """The plan in the making; builders report here, so that one fault never hides another."""

    def __init__(self, source: Source, told: Sequence[Diagnostic] = ()) -> None:
        self.places = source.places
        self.broken = list(source.broken)
        self.told = tuple(told)
        """What was found before, in the text itself."""
        self.findings: list[Diagnostic] = []
        self.misspelt: dict[str, Span] = {}
        """Indicators with a key that was meant as `formula:`, and where it stands."""
        self.units = UNITS
        self.faulty: set[str] = set(source.lost)
        """Ids whose own declaration was reported: nothing more is said of formulas that use them."""

    def report(self, rule: Rule, path: Path, *related: Related, **facts: Any) -> None:
        """Report a finding at the value of a path."""
        self.report_at(rule, path, self.places.value(path), *related, **facts)

    def report_key(self, rule: Rule, path: Path, *related: Related, **facts: Any) -> None:
        """Report a finding at the key of a path."""
        self.report_at(rule, path, self.places.key(path), *related, **facts)

    def report_at(self, rule: Rule, path: Path, at: Span, *related: Related, **facts: Any) -> None:
        """Report a finding at a place within the value of a path."""
        if not self.is_broken(path):
            self.findings.append(rule(at, *related, **facts))

    def is_broken(self, path: Path) -> bool:
        """Tell whether YAML itself already lost what stands at that path."""
        start = self.places.node(path).start
        return any(first <= start < max(last, first + 1) for first, last in self.broken)

    def encloses_broken(self, path: Path) -> bool:
        """Tell whether something that YAML lost stands within the value of that path."""
        node = self.places.node(path)
        return any(node.start <= first < node.end for first, _ in self.broken)

    def unit(self, text: str, path: Path) -> Unit | None:
        """Return the unit that stands at a path; report it where it is none."""
        try:
            return self.units.parse(text)
        except UnitError as error:
            at = self.places.inside(path, error.offset, max(1, len(text) - error.offset))
            self.report_at(BAD_UNIT, path, at, unit=text, reason=error.reason)
            return None


def folded(name: str) -> str:
    """Return an id as it is compared everywhere: NFKC, without spaces at its ends.

    >>> folded("ＧＤＰ ")
    'GDP'
    """
    return unicodedata.normalize("NFKC", name).strip()


def nearest(name: str, known: Iterable[str]) -> Text:
    """Return 「，是否为 …？」 with the nearest known names; nothing where none is near."""
    near = get_close_matches(folded(name), list(known), n=2, cutoff=0.6)
    if not near:
        return Text("", "")
    return Text(f"；是否为 {'、'.join(near)}？", f"; did you mean {' or '.join(near)}?")


def listed(known: Iterable[str]) -> Text:
    """Return names for a message, the first two dozen of them."""
    names = list(known) or ["—"]
    more = Text(f" …（{len(names)}）", f" … ({len(names)})") if len(names) > LISTED else Text("", "")
    return Text("、".join(names[:LISTED]) + more.zh, ", ".join(names[:LISTED]) + more.en)
