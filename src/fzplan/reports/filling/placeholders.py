"""Placeholders in texts (`{{劳均产出.2024}}`) and defined names (`劳均产出_2024`), and what is to be told of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fzplan.diagnostics import Text
from fzplan.regex import regex
from fzplan.reports.filling.codes import LEFT, NO_FIGURE, UNKNOWN
from fzplan.reports.filling.entries import Entry
from fzplan.reports.filling.targets import FIELDS
from fzplan.reports.filling.vocabulary import Unknown

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from fzplan.diagnostics import Diagnostic, Place
    from fzplan.reports.filling.vocabulary import Vocabulary

PLACEHOLDER = regex(r"\{\{\s*([^{}]*?)\s*\}\}")
YEAR = regex(r"(?:19|20)\d\d")
BLANK = Text("此处留空", "left blank here")


class Filled(NamedTuple):
    """What a cell becomes: a number, a text, or neither (blank)."""

    number: float | None = None
    text: str = ""


class Filler:
    """Fills texts from a vocabulary, and keeps what is to be told and which names were used."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.findings: list[Diagnostic] = []
        self.used: set[str] = set()

    def cell(self, text: str, at: Place) -> Filled:
        """Return what a cell with that text becomes: a placeholder by itself that has a number is a number."""
        whole = PLACEHOLDER.fullmatch(text.strip())
        if not whole:
            return Filled(text=self.text(text, at))
        entry = self._entry(whole[1], at)
        return self.alone(entry, whole[0], at) if entry else Filled()

    def alone(self, entry: Entry, written: str, at: Place) -> Filled:
        """Return an entry that has a cell of its own."""
        if entry.number is not None:
            return Filled(entry.number)
        shown = entry.text if entry.alone is None else entry.alone
        self._tell(entry, shown, written, at)
        return Filled(text=shown)

    def text(self, text: str, at: Place) -> str:
        """Return a text with its placeholders filled."""

        def shown(found: re.Match[str]) -> str:
            entry = self._entry(found[1], at)
            if entry is None:
                return ""
            self._tell(entry, entry.text, found[0], at)
            return entry.text

        return PLACEHOLDER.sub(shown, text)

    def named(self, name: str) -> Entry | None:
        """Return what a defined name stands for; None where it is no name of the vocabulary."""
        entry = next((e for e in map(self.vocabulary.find, _readings(name)) if isinstance(e, Entry)), None)
        if entry:
            self.used.add(name)
        return entry

    def looks_meant(self, name: str) -> bool:
        """Tell whether a name that is none of the vocabulary ends as those do, and begins like one of them."""
        head, _, last = name.replace(".", "_").rpartition("_")
        return bool(head) and (bool(YEAR.fullmatch(last)) or last in FIELDS) and self.near(name) != "—"

    def near(self, name: str) -> str:
        """Return names close to a defined name."""
        head, _, last = name.replace(".", "_").rpartition("_")
        found = self.vocabulary.find(f"{head}.{last}")
        nearest = found.nearest.zh if isinstance(found, Unknown) else name
        return nearest.replace("[", "_").replace("].", "_").replace(".", "_")

    def leave(self, name: str, reason: Text, at: Place) -> None:
        """Tell of a name that is left alone."""
        self.findings.append(LEFT(at, written=name, reason=reason, nearest=self.near(name)))

    def _entry(self, written: str, at: Place) -> Entry | None:
        found = self.vocabulary.find(written)
        if isinstance(found, Unknown):
            shown = f"{{{{{written}}}}}"
            self.findings.append(UNKNOWN(at, written=shown, reason=found.reason, nearest=found.nearest))
            return None
        self.used.add(written)
        return found

    def _tell(self, entry: Entry, shown: str, written: str, at: Place) -> None:
        if entry.number is None and entry.why:
            stands = Text(f"此处为“{shown}”", f"“{shown}” stands here") if shown else BLANK
            self.findings.append(NO_FIGURE(at, written=written, shown=stands, reason=entry.why))


def _readings(name: str) -> Iterator[str]:
    """Yield the placeholders that a defined name may mean.

    >>> list(_readings("总收入_东区_2024"))
    ['总收入_东区_2024', '总收入_东区.2024', '总收入[东区].2024', '总收入.东区_2024']
    """
    yield name
    cuts = [at for at, character in enumerate(name) if character in "_."]
    for last in reversed(cuts):
        head, field = name[:last], name[last + 1 :]
        yield f"{head}.{field}"
        for first in reversed([at for at in cuts if at < last]):
            yield f"{head[:first]}[{head[first + 1 :]}].{field}"
