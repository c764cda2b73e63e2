"""`inspect`: workbooks surveyed one by one, their forms as YAML, and the plan file with these forms added.

In: paths. Out: surveys, text and findings. Nothing is written here.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from fzplan.diagnostics import FileRef, Severity, Text, listed, ordered
from fzplan.frozen import frozen
from fzplan.workflow.survey_codes import CANNOT_INSERT, FORM_EXISTS, NO_SUCH_SHEET

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fzplan.diagnostics import Diagnostic, Lang
    from fzplan.model.plan import Plan
    from fzplan.model.survey import FormDraft, Survey
    from fzplan.observations import Watch
    from fzplan.returns import Limits


@frozen
class Inspection:
    """What stands in the workbooks, and the entries of a plan file that read them."""

    surveys: tuple[Survey, ...]
    forms: str
    diagnostics: tuple[Diagnostic, ...]
    drafts: tuple[FormDraft, ...] = ()
    unusable: bool = False


def inspect(
    paths: Sequence[Path],
    *,
    plan_path: Path | None = None,
    sheet: str = "",
    limits: Limits | None = None,
    lang: Lang = "zh",
    watch: Watch | None = None,
) -> Inspection:
    """Survey workbooks, and the workbooks in folders; with a plan, its names are what labels are matched with."""
    from fzplan import plan as plan_room
    from fzplan import returns

    plan = plan_room.load(plan_path)[0] if plan_path is not None and plan_path.exists() else None
    files, findings = returns.workbooks(paths, plan_path.parent if plan_path is not None else Path())
    surveys: list[Survey] = []
    for k, file in enumerate(files):
        if watch is not None:
            watch(file.shown, k, len(files))
        survey, found = returns.survey(file, plan, sheet, limits=limits)
        findings += found
        if survey is not None:
            surveys.append(survey)
    findings += _without(surveys, sheet)
    drafts = tuple(draft for survey in surveys for draft in survey.drafts)
    text = plan_room.draft_entries(drafts, lang) if drafts else ""
    return Inspection(tuple(surveys), text, ordered(findings), drafts, unusable=not surveys)


def _without(surveys: Sequence[Survey], sheet: str) -> list[Diagnostic]:
    """Return a finding where no workbook has the sheet that was asked for."""
    if not sheet or not surveys or any(survey.sheets for survey in surveys):
        return []
    return [NO_SUCH_SHEET(FileRef(s.file), sheet=sheet, sheets=listed(s.names) if s.names else "—") for s in surveys]


def added(plan_path: Path, drafts: Sequence[FormDraft], lang: Lang = "zh") -> tuple[bytes, tuple[Diagnostic, ...]]:
    """Return the plan file with these forms added, or no bytes and the reason; it was loaded to be sure."""
    from fzplan import plan as plan_room

    at, name = FileRef(plan_path.as_posix()), plan_path.as_posix()
    plan, before = plan_room.load(plan_path)
    if plan is None:
        return b"", before
    taken = [draft.id for draft in drafts if draft.id in plan.forms]
    if taken:
        return b"", (FORM_EXISTS(at, plan=name, form=listed(taken)),)
    content = plan_path.read_bytes()
    text, reason = plan_room.with_entries(content, drafts, lang)
    if text is None:
        return b"", (CANNOT_INSERT(at, plan=name, reason=reason),)
    fault = _loads(text, drafts, before)
    return (text, ()) if fault is None else (b"", (CANNOT_INSERT(at, plan=name, reason=fault),))


def _loads(content: bytes, drafts: Sequence[FormDraft], before: Sequence[Diagnostic]) -> Text | None:
    """Return why the new plan file would not do: a mistake that was not there, a form that is not read."""
    from fzplan import plan as plan_room

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "targets.yaml"
        path.write_bytes(content)
        plan, after = plan_room.load(path)
    known = {(d.code, d.message("zh")) for d in before}
    new = [d for d in after if d.severity >= Severity.ERROR and (d.code, d.message("zh")) not in known]
    if new:
        return Text(new[0].message("zh"), new[0].message("en"))
    missing = [draft.id for draft in drafts if plan is None or not _has(plan, draft)]
    if missing:
        return Text(f"写入后读不到表式 {missing[0]}", f"form {missing[0]} is not read back")
    return None


def _has(plan: Plan, draft: FormDraft) -> bool:
    """Tell whether the plan has a form for the files of this draft."""
    return any(set(draft.files) <= {wanted.text for wanted in form.files} for form in plan.forms.values())
