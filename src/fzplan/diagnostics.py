"""Findings as data: a rule, a place, facts; the sentence is made late, in Chinese or English.

In: facts of a user's mistake. Out: `Diagnostic` values that sort, print and serialise.
May import: frozen, regex.

A `Rule` is declared next to the code that raises it and is called to make a diagnostic::

    UNIT = Rule("FZ204", "unit-mismatch", Severity.ERROR, says=Text("…{want}…", "…{want}…"), ...)
    UNIT(Span("targets.yaml", 42, 11), want="亿元", got="人")
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import IntEnum
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from fzplan.frozen import frozen
from fzplan.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Lang = Literal["zh", "en"]


class Text(NamedTuple):
    """One sentence in both languages of the program; both are required, so none can be forgotten."""

    zh: str
    en: str

    def of(self, lang: Lang) -> str:
        """Return the sentence in `lang`."""
        return self.zh if lang == "zh" else self.en


NOTHING = Text("", "")
"""What is said where there is nothing to say."""


def listed(names: Iterable[str], *, more: bool = False) -> Text:
    """Return names one after another as each language does; `more`: they are not all.

    >>> listed(["东区", "西区"]), listed(["A1"], more=True).en
    (Text(zh='东区、西区', en='东区, 西区'), 'A1 …')
    """
    each, rest = list(names), " …" if more else ""
    return Text("、".join(each) + rest, ", ".join(each) + rest)


class Severity(IntEnum):
    """The one scale of findings, from the audit levels of official statistics (强制, 准强制, 核实, 提示)."""

    INFO = 0
    VERIFY = 1
    CONFIRM = 2
    ERROR = 3

    @property
    def code(self) -> str:
        """Return the word used in YAML and JSON: `info`, `verify`, `confirm` or `error`."""
        return self.name.lower()

    @property
    def label(self) -> Text:
        """Return the word used in sentences."""
        return _LABELS[self]


_LABELS = {
    Severity.INFO: Text("提示", "info"),
    Severity.VERIFY: Text("核实", "verify"),
    Severity.CONFIRM: Text("准强制", "confirm"),
    Severity.ERROR: Text("强制", "error"),
}


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a text file: 1-based line and column, counted in characters; `length` characters long."""

    file: str
    line: int
    column: int
    length: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"

    def shifted(self, characters: int, length: int = 1) -> Span:
        """Return the place `characters` further along the same line."""
        return replace(self, column=self.column + characters, length=length)


@dataclass(frozen=True, slots=True, order=True)
class CellRef:
    """A cell or a block of cells of a workbook; rows and columns are 1-based, as Excel shows them.

    A text file (CSV) has the sheet name ``""``; row 0 is no cell at all, as of a figure set by the user.
    """

    file: str
    sheet: str
    row: int
    column: int
    last_row: int = 0
    last_column: int = 0

    @property
    def address(self) -> str:
        """Return the A1 address: ``D14``, or ``D5:D2004`` for a block; "" for no cell."""
        if not self.row:
            return ""
        first = f"{column_letters(self.column)}{self.row}"
        last_row, last_column = self.last_row or self.row, self.last_column or self.column
        if (last_row, last_column) == (self.row, self.column):
            return first
        return f"{first}:{column_letters(last_column)}{last_row}"

    def __str__(self) -> str:
        if not self.row:
            return self.file
        sheet = f"{self.sheet}!" if self.sheet else ""
        return f"{self.file}:{sheet}{self.address}"


@dataclass(frozen=True, slots=True, order=True)
class FileRef:
    """A whole file, or one sheet of it."""

    file: str
    sheet: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.sheet}" if self.sheet else self.file


Place = Span | CellRef | FileRef


def column_letters(number: int) -> str:
    """Return the letters of a 1-based column.

    >>> column_letters(1), column_letters(27), column_letters(16384)
    ('A', 'AA', 'XFD')
    """
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


class Related(NamedTuple):
    """A further place of a finding, with what stands there."""

    at: Place
    label: Text


class About(NamedTuple):
    """What one place of a finding is about, in the words of the plan: it stays when rows are inserted above it."""

    form: str = ""
    entity: str = ""
    measure: str = ""
    period: str = ""
    basis: str = ""
    value: str = ""
    """The figures compared, as text: an explanation is void when they change."""


class Instance(NamedTuple):
    """One place of a finding that several adjacent cells have in common."""

    at: Place
    about: About
    facts: Mapping[str, Any] | None = None
    """What is said of this place; None: what is said of the finding."""


@frozen
class Rule:
    """One kind of finding: its number (never reused), its sentences and its manual page.

    `says` and `mend` are templates over the same facts; `page` tells why the rule exists.
    """

    code: str
    slug: str
    severity: Severity
    says: Text
    mend: Text
    page: Text

    def __call__(
        self,
        at: Place,
        *related: Related,
        severity: Severity | None = None,
        excerpt: str = "",
        instances: tuple[Instance, ...] = (),
        **facts: object,
    ) -> Diagnostic:
        """Return the finding of this rule at `at`; `severity` overrides the rule's own."""
        return Diagnostic(
            rule=self,
            at=at,
            facts=facts,
            related=related,
            severity=self.severity if severity is None else severity,
            excerpt=excerpt,
            instances=instances,
        )


@frozen
class Diagnostic:
    """One finding. `facts` are values; a fact that is a `Text` is put in the reader's language."""

    rule: Rule
    at: Place
    facts: Mapping[str, Any] = field(default_factory=dict)
    related: tuple[Related, ...] = ()
    severity: Severity = Severity.ERROR
    excerpt: str = ""
    instances: tuple[Instance, ...] = ()
    """Each place of the finding with what it is about; none: `at` alone, and nothing is known of it."""

    @property
    def code(self) -> str:
        """Return the rule's number, for example ``FZ204``."""
        return self.rule.code

    def message(self, lang: Lang) -> str:
        """Return the sentence: what was found and what was expected."""
        return self.rule.says.of(lang).format_map(self._worded(lang))

    def help(self, lang: Lang) -> str:
        """Return the remedy."""
        return self.rule.mend.of(lang).format_map(self._worded(lang))

    def _worded(self, lang: Lang) -> dict[str, object]:
        said = {name: fact.of(lang) if isinstance(fact, Text) else fact for name, fact in self.facts.items()}
        return {name: visible(fact) if isinstance(fact, str) else fact for name, fact in said.items()}


_UNSEEN = regex("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
_PICTURES = 0x2400
"""Where Unicode has the pictures of the control characters."""


def visible(text: str) -> str:
    r"""Return a text in one line, with pictures of its control characters.

    What stands in a cell or in the name of a file begins no line of a log, moves no cursor and turns no text around.

    >>> visible("东\n::error::"), visible("\x1b[2J")
    ('东␊::error::', '␛[2J')
    """
    return _UNSEEN.sub(lambda one: chr(_PICTURES + ord(one[0])) if one[0] < " " else "\ufffd", text)


def ordered(findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the findings sorted by file, place and code, equal ones once: identical runs give identical bytes."""
    unique: dict[tuple[tuple[str, str, int, int], str, str], Diagnostic] = {}
    for finding in findings:
        unique.setdefault((_place_key(finding.at), finding.code, finding.message("zh")), finding)
    return tuple(unique[key] for key in sorted(unique))


def _place_key(place: Place) -> tuple[str, str, int, int]:
    if isinstance(place, Span):
        return (place.file, "", place.line, place.column)
    if isinstance(place, CellRef):
        return (place.file, place.sheet, place.row, place.column)
    return (place.file, place.sheet, 0, 0)
