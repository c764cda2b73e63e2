"""What a marked copy says: a note for each place of each finding in one file."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fzplan.diagnostics import CellRef, Severity, Span
from fzplan.reports.review.rows import entry, rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fzplan.diagnostics import FileRef, Lang
    from fzplan.model.findings import Review


class Note(NamedTuple):
    """One place of a finding: `cells` are the columns of the 审核清单 by their keys."""

    at: CellRef | FileRef
    severity: Severity
    cells: Mapping[str, str | int]
    is_open: bool = True

    def text(self, lang: Lang) -> str:
        """Return the comment: level, code, check and standing, what was found, what to do."""
        told = self.cells
        head = " ".join(str(told[key]) for key in ("level", "code", "check") if told[key])
        standing = "" if self.is_open else f"（{told['standing']}）" if lang == "zh" else f" ({told['standing']})"
        remedy = f"{'处理：' if lang == 'zh' else 'help: '}{told['remedy']}" if told["remedy"] else ""
        return "\n".join(filter(None, (f"【{head}】{standing}" if lang == "zh" else f"[{head}]{standing}",
                                       str(told["message"]), remedy)))  # fmt: skip


def notes(review: Review, lang: Lang) -> dict[str, list[Note]]:
    """Return the notes of each faulty data file: one with a finding that is more than 提示."""
    found: dict[str, list[Note]] = {}
    for row in rows(review):
        at = row.mark.at
        if isinstance(at, Span):
            continue
        cells = entry(row, 0, lang)
        is_open = row.mark.standing == "open"
        found.setdefault(at.file, []).append(Note(at, row.diagnostic.severity, cells, is_open))
    return {file: every for file, every in sorted(found.items()) if any(n.severity > Severity.INFO for n in every)}
