"""Placeholders in texts (`{{劳均产出.2024}}`) and defined names (`劳均产出_2024`), and what is to be told of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fzplan.diagnostics import Text
from fzplan.regex import regex
from fzplan.reports.filling.codes import LEFT, NO_FIGURE, REFUSED, UNKNOWN
from fzplan.reports.filling.entries import Entry
from fzplan.reports.filling.targets import FIELDS
from fzplan.reports.filling.vocabulary import Unknown

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from fzplan.diagnostics import Diagnostic, Place
    from fzplan.reports.filling.vocabulary import Vocabulary

PLACEHOLDER = regex(r"\{\{([^{}]*)\}\}")
YEAR = regex(r"(?:19|20)\d\d")
ESCAPED = regex(r"_(?=x[0-9A-Fa-f]{4}_)")
LONGEST = 32_767
"""Characters that a cell may hold, in units of UTF-16; Excel takes a workbook with more for damaged."""
LONG = Text(
    "填好后超过一个单元格的 32767 个字", "with it the cell has more than the 32,767 characters that one can hold"
)
MOST_OF_NAME = 255
"""Characters that the name of a cell may have."""
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
        self._known = frozenset(vocabulary.names())

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
        return Filled(text=self._within(_literal(shown), written, at))

    def text(self, text: str, at: Place) -> str:
        """Return a text with its placeholders filled."""

        def shown(found: re.Match[str]) -> str:
            entry = self._entry(found[1], at)
            if entry is None:
                return ""
            self._tell(entry, entry.text, found[0], at)
            return _literal(entry.text)

        written = PLACEHOLDER.search(text)
        return self._within(PLACEHOLDER.sub(shown, text), written[0], at) if written else text

    def named(self, name: str) -> Entry | None:
        """Return what a defined name stands for; None where it is no name of the vocabulary."""
        meant = (one for one in _readings(name) if _first(one) in self._known) if len(name) <= MOST_OF_NAME else ()
        entry = next((e for e in map(self.vocabulary.find, meant) if isinstance(e, Entry)), None)
        if entry:
            self.used.add(name)
        return entry

    def looks_meant(self, name: str) -> bool:
        """Tell whether a name that is none of the vocabulary ends as those do, and begins like one of them."""
        head, _, last = name.replace(".", "_").rpartition("_")
        return (
            0 < len(head) <= MOST_OF_NAME and (bool(YEAR.fullmatch(last)) or last in FIELDS) and self.near(name) != "—"
        )

    def near(self, name: str) -> str:
        """Return names close to a defined name."""
        head, _, last = name.replace(".", "_").rpartition("_")
        found = self.vocabulary.find(f"{head}.{last}")
        nearest = found.nearest.zh if isinstance(found, Unknown) else name
        return nearest.replace("[", "_").replace("].", "_").replace(".", "_")

    def leave(self, name: str, reason: Text, at: Place) -> None:
        """Tell of a name that is left alone."""
        self.findings.append(LEFT(at, written=name, reason=reason, nearest=self.near(name)))

    def _entry(self, inside: str, at: Place) -> Entry | None:
        written = inside.strip()
        found = self.vocabulary.find(written)
        if isinstance(found, Unknown):
            shown = f"{{{{{written}}}}}"
            self.findings.append(UNKNOWN(at, written=shown, reason=found.reason, nearest=found.nearest))
            return None
        self.used.add(written)
        return found

    def _within(self, text: str, written: str, at: Place) -> str:
        """Return the text of a cell; tell where it is longer than a cell can be."""
        if len(text.encode("utf-16-le", "replace")) > 2 * LONGEST:
            self.findings.append(REFUSED(at, written=written, reason=LONG))
        return text

    def _tell(self, entry: Entry, shown: str, written: str, at: Place) -> None:
        if entry.number is None and entry.why:
            stands = Text(f"此处为“{shown}”", f"“{shown}” stands here") if shown else BLANK
            self.findings.append(NO_FIGURE(at, written=written, shown=stands, reason=entry.why))


def _literal(text: str) -> str:
    """Return text as a cell has it: what looks like the code of a character is none.

    >>> _literal("x_x0041_"), _literal("total_income")
    ('x_x005F_x0041_', 'total_income')
    """
    return ESCAPED.sub("_x005F_", text)


def _first(reading: str) -> str:
    """Return the name that a placeholder begins with.

    >>> _first("总收入[东区].2024"), _first("总收入.2024"), _first("as_of")
    ('总收入', '总收入', 'as_of')
    """
    return (reading.rpartition(".")[0] or reading).partition("[")[0]


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
