"""Printed relations made entries of `checks:`, each tried as part of the plan file before it is kept.

In: the texts of a list of relations, the plan and its text, what codes stand for. Out: an `Imported`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Any, NamedTuple

from fzplan.diagnostics import FileRef, Severity, Span, Text
from fzplan.model.printed import Imported, ImportedCheck, Meaning
from fzplan.plan import loading, yaml_source
from fzplan.plan.drafting.entries import placed
from fzplan.plan.drafting.yaml_text import flow
from fzplan.plan.printed_relations.codes import NO_CODE, NO_RELATIONS, NOT_UNDERSTOOD, NOT_VALID
from fzplan.plan.printed_relations.names import Names, UnknownCode, known_codes
from fzplan.plan.printed_relations.parsing import NotUnderstood, parse
from fzplan.plan.printed_relations.reasons import DOUBTFUL
from fzplan.plan.printed_relations.splitting import Piece, level_of, pieces
from fzplan.plan.printed_relations.writing import Written, written

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from fzplan.diagnostics import Diagnostic, Place
    from fzplan.model.plan import Indicator, Measure, Plan
    from fzplan.model.printed import Codebook, PrintedText

SHOWN = 60
"""Characters of a relation that a finding repeats."""
DROPPING = {"FZ640", "FZ643", "FZ650"}
"""Findings below error for which a relation is not imported: said already, decides nothing, never evaluable."""


class Books(NamedTuple):
    """What codes stand for: of the form of the relations, of other tables by the names they are called by."""

    own: Codebook | None = None
    tables: Mapping[str, Codebook] = {}


class Candidate(NamedTuple):
    """A relation that was understood, before it is tried."""

    written: Written
    piece: Piece
    at: Place
    level: str
    note: str


@dataclass
class _Import:
    plan: Plan
    books: Books
    findings: list[Diagnostic] = field(default_factory=list)
    read: int = 0

    def candidates(self, texts: Sequence[PrintedText]) -> Iterator[Candidate]:
        """Yield what was understood; report the rest."""
        labels = _labels(self.plan)
        tables = {text.table for text in texts if text.table and text.table not in self.books.tables}
        for text in texts:
            own = self.own(text.table, tables)
            names = Names(own, self.books.tables, labels)
            known = [*labels, *(own.codes if own is not None else ())]
            for piece in pieces(text.text):
                self.read += 1
                at = _inside(text.at, piece.offset, len(piece.text))
                level = level_of(text.level) or piece.level
                for one in self.understood(piece, at, names, [k for k in known if not k.isdigit()]):
                    yield Candidate(one, piece, at, level, text.note.strip() or piece.note)

    def own(self, table: str, unnamed: set[str]) -> Codebook | None:
        """Return what the codes of a table of the list stand for; of several that nobody named, none is the form."""
        if table in self.books.tables:
            return self.books.tables[table]
        return self.books.own if not table or len(unnamed) == 1 else None

    def understood(self, piece: Piece, at: Place, names: Names, known: Sequence[str]) -> tuple[Written, ...]:
        shown = piece.text if len(piece.text) <= SHOWN else piece.text[: SHOWN - 1] + "…"
        if piece.doubtful and names.own is not None and piece.doubtful in names.own.codes:
            reason = Text(*(said.format(piece.doubtful) for said in DOUBTFUL))
            self.findings.append(NOT_UNDERSTOOD(at, text=shown, reason=reason))
            return ()
        try:
            return tuple(w for tree in parse(piece.text, known) for w in written(tree, names))
        except NotUnderstood as fault:
            self.findings.append(NOT_UNDERSTOOD(at, text=shown, reason=fault.reason))
        except UnknownCode as fault:
            facts: dict[str, Any] = {"text": shown, "code": fault.code, "where": fault.where}
            self.findings.append(NO_CODE(at, known=known_codes(fault.book), **facts))
        return ()


def imported(plan: Plan, source: str, texts: Sequence[PrintedText], books: Books, file: str) -> Imported:
    """Return the entries made of printed relations; `source` is the text of the plan file, `file` the list's name."""
    work = _Import(plan, books)
    candidates = list(work.candidates(texts))
    if not work.read:
        return Imported((), 0, (NO_RELATIONS(FileRef(file), file=file),), unusable=True)
    ids = _free({check.id for check in plan.checks})
    named = [(next(ids), candidate) for candidate in candidates]
    kept, refused = _tried(source, plan.file, named)
    checks = tuple(ImportedCheck(i, _line(i, c), c.piece.text, c.at) for i, c in kept)
    return Imported(checks, work.read, (*work.findings, *refused))


def _tried(
    source: str, file: str, named: list[tuple[str, Candidate]]
) -> tuple[list[tuple[str, Candidate]], list[Diagnostic]]:
    """Return the entries with which the plan file is sound, and why the others are left out."""
    refused: list[Diagnostic] = []
    kept = list(named)
    while kept:
        lines = [f"  {_line(i, candidate)}" for i, candidate in kept]
        text = placed(source, {"checks": lines})
        if isinstance(text, Text):
            return kept, refused  # they cannot be put there by a program: told when they are to be written
        faults = _faults(text, file, lines)
        if not faults:
            return kept, refused
        for k, fault in faults.items():
            refused.append(_refusal(kept[k][1], fault))
        kept = [one for k, one in enumerate(kept) if k not in faults]
    return kept, refused


def _faults(text: str, file: str, lines: Sequence[str]) -> dict[int, Diagnostic]:
    """Return by number of the entry what is wrong with it as part of the plan file."""
    parsed, found = yaml_source.parse(text, file)
    if parsed is not None:
        found = [*found, *loading.resolved(parsed, found)[1]]
    where = {line.strip(): k for k, line in enumerate(lines)}
    rows = text.split("\n")
    faults: dict[int, Diagnostic] = {}
    for finding in found:
        if not isinstance(finding.at, Span) or not (finding.severity == Severity.ERROR or finding.code in DROPPING):
            continue
        k = where.get(rows[finding.at.line - 1].strip())
        if k is not None:
            faults.setdefault(k, finding)
    return faults


def _refusal(candidate: Candidate, fault: Diagnostic) -> Diagnostic:
    reason = Text(f"{fault.message('zh')}（{fault.code}）", f"{fault.message('en')} ({fault.code})")
    shown = candidate.piece.text[:SHOWN]
    return NOT_VALID(candidate.at, text=shown, relation=candidate.written.text, reason=reason)


def _line(identifier: str, candidate: Candidate) -> str:
    """Return an entry in one line, with what was printed behind it."""
    entry: dict[str, Any] = {"id": identifier}
    if candidate.level:
        entry["level"] = candidate.level
    made = candidate.written
    if made.kind == "sum":
        entry["sum"] = {"total": made.total, "parts": list(made.parts)}
    else:
        entry[made.kind] = made.text
    if candidate.note:
        entry["note"] = " ".join(candidate.note.split())
    said = " ".join(f"{candidate.piece.text}（{candidate.at}）".split())
    return f"- {flow(entry)}  # {''.join(c for c in said if c.isprintable())}"


def _free(taken: set[str]) -> Iterator[str]:
    """Yield R01, R02 and so on, without the ids that the plan has."""
    return (name for name in (f"R{k:02d}" for k in count(1)) if name not in taken)


def _labels(plan: Plan) -> dict[str, Meaning]:
    """Return the names that the plan itself has: measures, indicators and their other names."""
    found: dict[str, Meaning] = {}
    quantities: tuple[Measure | Indicator, ...] = (*plan.measures.values(), *plan.indicators.values())
    for quantity in quantities:
        for name in (quantity.id, *quantity.aliases):
            found.setdefault(name, Meaning(quantity.id, unit=quantity.unit.text))
    return found


def _inside(at: Place, offset: int, length: int) -> Place:
    """Return the place within a line of a text file; a cell is its own place."""
    return at.shifted(offset, max(1, length)) if isinstance(at, Span) else at
