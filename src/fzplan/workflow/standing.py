"""Where the findings of a review stand: explained by the office, known from a baseline, or open.

In: findings, the paths of the explanations file and the baseline. Out: the findings with their standing, the text of a
new baseline, the text of an explanations file with what a filled-in 审核清单 says.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fzplan.checks.standing.codes import BASELINE, OUTLIVED
from fzplan.checks.standing.fingerprints import marked
from fzplan.diagnostics import FileRef, Severity, Text
from fzplan.frozen import frozen

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from fzplan.diagnostics import Diagnostic, Lang
    from fzplan.model.findings import Finding, Review

NAME = "explanations.yaml"
"""The explanations file beside a plan file."""
MISSING = Text("没有这个文件", "there is no such file")


@frozen
class Known:
    """What an office has said before the run: explanations, a baseline, and the day they are judged on."""

    explanations: Path | None = None
    baseline: Path | None = None
    as_of: date | None = None

    @property
    def files(self) -> tuple[Path, ...]:
        """Return the files that decide where findings stand."""
        return tuple(file for file in (self.explanations, self.baseline) if file is not None)


@frozen
class Imported:
    """What a filled-in list said: the explanations file and its text with it; no text where something is wrong."""

    file: Path
    text: str | None
    count: int = 0
    diagnostics: tuple[Diagnostic, ...] = ()


def explanations_file(plan_path: Path, given: Path | None) -> Path | None:
    """Return the explanations file: the one given, else the one beside the plan file, where there is one."""
    beside = plan_path.parent / NAME
    return given or (beside if beside.is_file() else None)


def settled(findings: tuple[Finding, ...], known: Known) -> tuple[tuple[Finding, ...], bool]:
    """Return the findings with their standing and those about explanations and baseline; False: one is unreadable."""
    said: tuple[Diagnostic, ...] = ()
    sound = True
    if known.explanations is not None:
        from fzplan import plan
        from fzplan.checks.standing.explaining import explained

        entries, said = plan.load_explanations(known.explanations)
        findings, more = explained(findings, entries or (), known.as_of.isoformat() if known.as_of else "")
        said, sound = (*said, *more), entries is not None
    if known.baseline is not None:
        findings, more, read = _against(findings, known.baseline)
        said, sound = (*said, *more), sound and read
    return (*findings, *marked(said)), sound


def _against(findings: tuple[Finding, ...], file: Path) -> tuple[tuple[Finding, ...], tuple[Diagnostic, ...], bool]:
    """Return the findings held against a baseline, what is said of it, and whether it could be read."""
    from fzplan.checks.standing import baseline

    name = file.as_posix()
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = MISSING if isinstance(error, FileNotFoundError) else Text(str(error), str(error))
        return findings, (BASELINE(FileRef(name), file=name, reason=reason),), False
    found, faults = baseline.read(text, name)
    if found is None:
        return findings, faults, False
    findings, gone = baseline.known(findings, found)
    return findings, gone, True


def renewed(review: Review) -> tuple[str, Review]:
    """Return the text of a baseline of all that was found, and the review in which it is known."""
    from fzplan.checks.standing import baseline

    found = tuple(f for f in review.findings if f.diagnostic.rule is not OUTLIVED)
    text = baseline.written(found)
    entries, _ = baseline.read(text, "")
    assert entries is not None
    return text, replace(review, findings=baseline.known(found, entries)[0])


def imported(workbook: Path, plan_path: Path, given: Path | None, *, day: date, lang: Lang = "zh") -> Imported:
    """Return the explanations file with what a filled-in list says; `day` is that of entries without one.

    A file with mistakes is not touched: an entry that cannot be read would be lost.
    """
    from fzplan import plan, returns

    file = given or plan_path.parent / NAME
    entries, found = returns.explanations(workbook, workbook.as_posix())
    if entries is None:
        return Imported(file, None, 0, found)
    if file.exists():
        _, before = plan.load_explanations(file)
        if any(d.severity == Severity.ERROR for d in before):
            return Imported(file, None, 0, (*found, *before))
    dated = [replace(entry, date=entry.date or day.isoformat()) for entry in entries]
    return Imported(file, plan.with_explanations(file, dated, lang), len(dated), found)
