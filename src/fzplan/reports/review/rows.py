"""A review place by place: what every list of it, as a table or as data, says of one cell.

In: a `Review`, a language. Out: `Row`s, worst first or in the order of the places. Every place of a folded finding is a
row of its own, with what is said of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from fzplan.diagnostics import CellRef, FileRef, Severity, Span, Text
from fzplan.model.audit_list import COLUMNS
from fzplan.reports.findings import message
from fzplan.reports.review.compared import compared

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from fzplan.diagnostics import Diagnostic, Lang, Place
    from fzplan.model.findings import Finding, Mark, Review, Standing

STANDINGS: Mapping[Standing, Text] = {
    "open": Text("待处理", "open"),
    "explained": Text("已说明", "explained"),
    "known": Text("基线内", "in the baseline"),
    "elsewhere": Text("不在改动的文件内", "in none of the changed files"),
}


class Row(NamedTuple):
    """One place of a finding; `facts` are those of the place."""

    finding: Finding
    mark: Mark
    facts: Mapping[str, Any]

    @property
    def diagnostic(self) -> Diagnostic:
        """Return the finding without its standing."""
        return self.finding.diagnostic

    def message(self, lang: Lang) -> str:
        """Return what is said of this place."""
        return message(self.diagnostic, lang, self.facts)


def rows(review: Review) -> Iterator[Row]:
    """Yield the places of all findings, in their order."""
    for finding in review.findings:
        yield from of_finding(finding)


def of_finding(finding: Finding) -> Iterator[Row]:
    """Yield the places of one finding; the place of a finding that is told of several is its own."""
    known = finding.diagnostic.instances
    for k, mark in enumerate(finding.marks):
        facts = known[k].facts if k < len(known) else None
        yield Row(finding, mark, finding.diagnostic.facts if facts is None else facts)


def worst_first(found: Iterable[Finding]) -> list[Finding]:
    """Return findings by severity, those of one severity in their order."""
    return sorted(found, key=lambda finding: -finding.severity)


def entry(row: Row, number: int, lang: Lang) -> dict[str, str | int]:
    """Return one line of the 审核清单 by the keys of its columns; what is not known is ""."""
    d, mark, facts = row.diagnostic, row.mark, row.facts
    explained = mark.explanation
    cells: dict[str, str | int] = {
        "number": number,
        "level": d.severity.label.of(lang),
        "code": d.code,
        "check": str(facts.get("check", "")),
        **_place(mark.at),
        "entity": mark.about.entity,
        "measure": mark.about.measure,
        "period": mark.about.period,
        **compared(facts, lang),
        "message": row.message(lang),
        "remedy": d.help(lang),
        **{key: getattr(explained, key) if explained else "" for key in ("reason", "by", "confirmed", "date")},
        "expires": explained.expires if explained else "",
        "standing": STANDINGS[mark.standing].of(lang),
        "rule": str(facts.get("check", d.code)),
        "stamp": mark.stamp,
    }
    return {column.key: cells[column.key] for column in COLUMNS}


def _place(at: Place) -> dict[str, str]:
    if isinstance(at, Span):
        return {"file": at.file, "sheet": "", "cell": f"{at.line}:{at.column}"}
    return {"file": at.file, "sheet": at.sheet, "cell": at.address if isinstance(at, CellRef) else ""}


def sheet_and_cell(at: Place) -> str:
    """Return the place within its file: ``主要指标!D14``, ``D14`` of a text file, ``12:5`` of a plan file, or "".

    >>> sheet_and_cell(CellRef("a.xlsx", "表", 3, 4)), sheet_and_cell(Span("targets.yaml", 12, 5))
    ('表!D3', '12:5')
    >>> sheet_and_cell(FileRef("a.xlsx", "表")), sheet_and_cell(FileRef("a.xlsx"))
    ('表', '')
    """
    if isinstance(at, Span):
        return f"{at.line}:{at.column}"
    if isinstance(at, FileRef) or not at.row:
        return at.sheet
    return f"{at.sheet}!{at.address}" if at.sheet else at.address


def is_open(finding: Finding) -> bool:
    """Tell whether a finding is still to be dealt with."""
    return finding.standing == "open"


def gates(severity: Severity) -> bool:
    """Tell whether a severity is more than a hint (提示)."""
    return severity > Severity.INFO
