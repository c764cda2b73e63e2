"""What is told of a workbook as a whole: hidden sheets, stray cells, formulas that nobody ever calculated.

In: books as read, accounts of their sheets, findings. Out: findings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.diagnostics import About, CellRef, FileRef, Instance, Text, listed
from fzplan.returns import cell_codes, fact_codes
from fzplan.returns.blanking.words import MARKS
from fzplan.returns.cells import number_like
from fzplan.returns.grid import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from fzplan.diagnostics import Diagnostic
    from fzplan.returns.accounts import Ledger
    from fzplan.returns.readers.book import Address, Book, Cell, Sheet

LISTED = 5
"""Cells listed in the sentence about a workbook that was never calculated."""
READ = Text("已照常读取", "it was read")
NOT_READ = Text("未读取", "it was not read")


def findings(
    file: str, book: Book, ledgers: Mapping[str, Ledger], far: Mapping[str, Mapping[Address, Cell]]
) -> Iterator[Diagnostic]:
    """Yield the hidden sheets with numbers and the stray cells of a workbook of which a form read something."""
    if not any(ledger.forms for ledger in ledgers.values()):
        return
    for sheet in book.sheets:
        ledger = ledgers[sheet.name]
        if not sheet.visible and not computes(sheet):
            count = sum(number_like(cell) for row in ledger.sheet.rows for cell in row)
            if count:
                read = READ if ledger.forms else NOT_READ
                yield fact_codes.HIDDEN_SHEET(FileRef(file, sheet.name), count=count, read=read)
        for (row, column), cell in far.get(sheet.name, {}).items() if ledger.forms else ():
            at = CellRef(file, sheet.name, row + 1, column + 1)
            yield fact_codes.STRAY(at, text=text_of(cell)[:40])


def computes(sheet: Sheet) -> bool:
    """Tell whether a sheet is the 审核 of a blank return of ours: it computes from the other sheets, and is no data."""
    return bool(sheet.rows) and bool(sheet.rows[0]) and sheet.rows[0][0] in MARKS


def once_a_workbook(found: Sequence[Diagnostic], books: Mapping[str, Book]) -> list[Diagnostic]:
    """Return the findings; that no formula of a workbook has a result is told once, and not cell by cell."""
    told = [d for d in found if d.rule is not cell_codes.UNCACHED]
    lacking: dict[str, list[Diagnostic]] = {}
    for finding in found:
        if finding.rule is cell_codes.UNCACHED:
            lacking.setdefault(finding.at.file, []).append(finding)
    for file, each in lacking.items():
        facts = [sheet.facts for sheet in books[file].sheets]
        formulas, uncached = sum(f.formulas for f in facts), sum(len(f.uncached) for f in facts)
        if uncached > 1 and uncached >= formulas:
            shown = listed([_address(d) for d in each[:LISTED]], more=len(each) > LISTED)
            places = tuple(i for d in each for i in d.instances or (Instance(d.at, About()),))
            told.append(
                fact_codes.UNRECKONED(
                    FileRef(file), instances=tuple(Instance(p.at, p.about) for p in places), count=uncached, cells=shown
                )
            )
        else:
            told += each
    return told


def _address(finding: Diagnostic) -> str:
    at = finding.at
    return f"{at.sheet}!{at.address}" if isinstance(at, CellRef) else str(at)
