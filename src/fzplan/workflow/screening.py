"""screen: the forms of `screens:` are read, and no others; every entity is held against standards and commitments.

In: paths and options. Out: a `Screened` run. A workbook of a survey is not even opened.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fzplan.diagnostics import FileRef, Severity, Span, listed, ordered
from fzplan.frozen import frozen
from fzplan.workflow import levels
from fzplan.workflow.codes import NO_DATA
from fzplan.workflow.run import Run
from fzplan.workflow.screen_codes import NO_SCREENS, NOT_ROW_BY_ROW, UNKNOWN_SCREEN

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from fzplan.diagnostics import Diagnostic
    from fzplan.model.microdata import Aggregated, Table
    from fzplan.model.plan import Plan
    from fzplan.model.screens import Screen, Screening
    from fzplan.observations import Extraction, Watch
    from fzplan.returns import Limits


@frozen
class ScreenRun:
    """What one run of screens found; `screening` is None where nothing could be looked at."""

    run: Run
    screening: Screening | None = None


def screen(
    plan_path: Path,
    data: Sequence[Path] = (),
    *,
    only: str = "",
    year: int | None = None,
    watch: Watch | None = None,
    limits: Limits | None = None,
) -> ScreenRun:
    """Run the screens of a plan: all, or those of the name `only` (a screen, or a form that it uses).

    `year` narrows the records to those of one year. What is wrong elsewhere in the plan file makes the run unusable,
    as of every command; what could be screened is there all the same.
    """
    from fzplan import plan as plan_room

    plan, found = plan_room.load(plan_path)
    findings = [*found, *(levels.faults(plan) if plan is not None else ())]
    faulty = any(f.severity == Severity.ERROR for f in findings)
    if plan is None:
        return _stopped(None, findings)
    chosen, wrong = _chosen(plan, only, told=faulty)
    findings += wrong
    if not chosen:
        return _stopped(plan, findings)
    folders = list(data) or [plan_path.parent / "data"]
    extraction, more = _read(plan, chosen, folders, plan_path.parent, watch, limits)
    findings += more
    if not extraction.sources.files:
        return _stopped(plan, [*findings, *_nothing_read(folders, more)], extraction)
    from fzplan import screening
    from fzplan.model.screens import Screening

    lines, found = screening.screen(plan, chosen, extraction.records, extraction.sources, year)
    told = ordered(levels.applied(plan, (*findings, *found)))
    run = Run(plan, None, told, unusable=faulty, extraction=extraction)
    return ScreenRun(run, Screening(plan, extraction, tuple(chosen), lines, told))


def _nothing_read(folders: Sequence[Path], found: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Return that no file was read, unless a folder that does not exist says why."""
    from fzplan.returns.file_codes import NO_PATH

    if any(d.rule is NO_PATH for d in found):
        return []
    where = FileRef("、".join(folder.as_posix() for folder in folders))
    return [NO_DATA(where, folder=folders[0].as_posix())]


def _refused(tables: Sequence[Table]) -> tuple[Aggregated, tuple[Diagnostic, ...]]:
    """Return a finding for each table of records that is not read one by one."""
    from fzplan.model.microdata import Aggregated

    found = tuple(NOT_ROW_BY_ROW(FileRef(t.shown), file=t.shown, form=t.form) for t in tables)
    return Aggregated(files=tuple(t.shown for t in tables)), found


def _stopped(plan: Plan | None, findings: Sequence[Diagnostic], read: Extraction | None = None) -> ScreenRun:
    return ScreenRun(Run(plan, None, ordered(findings), unusable=True, extraction=read))


def _chosen(plan: Plan, only: str, *, told: bool) -> tuple[list[Screen], list[Diagnostic]]:
    """Return the screens asked for; that there are none is said, unless a fault of the plan file says why."""
    every = list(plan.screens.values())
    found = [s for s in every if not only or only in (s.id, s.form, s.committed)]
    if found or (told and not every):
        return found, []
    if not every:
        return [], [NO_SCREENS(FileRef(plan.file))]
    known = listed(dict.fromkeys(name for s in every for name in (s.id, s.form, s.committed) if name))
    return [], [UNKNOWN_SCREEN(FileRef("--form"), found=only, known=known)]


def _read(
    plan: Plan,
    screens: Sequence[Screen],
    folders: Sequence[Path],
    root: Path,
    watch: Watch | None,
    limits: Limits | None,
) -> tuple[Extraction, list[Diagnostic]]:
    """Read the forms of the screens alone; what the other files are for is not asked."""
    from fzplan import returns
    from fzplan.returns.file_codes import UNMATCHED_FILE

    wanted = {name for s in screens for name in (s.form, s.committed) if name}
    narrow = replace(plan, forms={name: form for name, form in plan.forms.items() if name in wanted})
    extraction, found = returns.extract(narrow, folders, root, watch, limits or returns.Limits(), _refused)
    kept = [d for d in found if not isinstance(d.at, Span) and d.rule is not UNMATCHED_FILE]
    return replace(extraction, unmatched=()), kept
