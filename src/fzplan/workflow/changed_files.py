"""`--changed` and `--changed-since`: which files changed, whether any of them matters, which findings touch them.

In: paths as given, or a commit that git compares the working tree with. Out: `Changes`, and findings where git cannot
tell. Nothing outside the project is read, and git is asked only for what it has on this machine.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from fzplan import periods
from fzplan.checks.standing.elsewhere import Touch, apart
from fzplan.checks.standing.fingerprints import marked
from fzplan.diagnostics import FileRef, Text, listed
from fzplan.frozen import frozen
from fzplan.model.findings import Review
from fzplan.workflow.changed_codes import NONE_OF_THEM

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from fzplan.diagnostics import Diagnostic
    from fzplan.model.plan import Plan

LISTED = 3


@frozen
class Changes:
    """The files that changed, by where they lie; `folder` is that of the plan file, to which places are relative."""

    files: frozenset[Path]
    plan_file: Path

    @property
    def folder(self) -> Path:
        """Return the folder of the plan file."""
        return self.plan_file.parent

    @property
    def of_plan(self) -> bool:
        """Tell whether the plan file itself changed."""
        return not self.files.isdisjoint(_lying(self.plan_file))

    def touched(self) -> Callable[[str], bool]:
        """Return the question whether a file, as places name it, is one of those that changed."""

        @cache
        def ask(file: str) -> bool:
            near = {*_lying(self.folder / file), *_lying(Path(file))} if file else set()
            return not self.files.isdisjoint(near)

        return ask

    def forms(self, plan: Plan, data: Sequence[Path], *, gone: bool = False) -> frozenset[str]:
        """Return the forms that the changed files belong to; `gone`: only those of files that are no more."""
        files = (file for file in self.files if not gone or not file.exists())
        return frozenset(form for file in files for form in _forms(plan, data, self.folder, file))


def changes(
    plan_path: Path, given: Sequence[Path] | None, since: str | None
) -> tuple[Changes | None, tuple[Diagnostic, ...]]:
    """Return the files that changed: those given, and those that differ from a commit; None where nobody asked."""
    if given is None and since is None:
        return None, ()
    found: set[Path] = set()
    faults: tuple[Diagnostic, ...] = ()
    if since is not None:
        from fzplan.workflow.git_history import changed_since

        more, faults = changed_since(since, plan_path.parent)
        found.update(more)
    found.update(given or ())
    return Changes(frozenset(place for file in found for place in _lying(file)), plan_path), faults


def settled(
    changed: Changes, faults: Sequence[Diagnostic], data: Sequence[Path], beside: Iterable[Path] = ()
) -> Review | None:
    """Return the review where nothing needs to be read: git cannot tell, or no changed file matters to a check.

    `beside`: the explanations and the baseline of the run. A plan file that cannot be loaded is looked into as usual.
    """
    from fzplan import plan as plan_room

    name = changed.plan_file.as_posix()
    if faults:
        return Review(None, name, marked(faults, None, None), unusable=True)
    own = {place for file in beside for place in _lying(file)}
    if changed.of_plan or own & changed.files:
        return None
    plan, _ = plan_room.load(changed.plan_file)
    if plan is None or changed.forms(plan, data):
        return None
    found = NONE_OF_THEM(FileRef(name), what=_foreign(sorted({file.name for file in changed.files})), outcome="pass")
    return Review(plan, name, marked([found], None, None))


def _foreign(named: Sequence[str]) -> Text:
    """Return what is said of changed files that no form reads."""
    if not named:
        return Text("没有改动的文件", "no file has changed")
    names = listed(named[:LISTED], more=len(named) > LISTED)
    return Text(
        f"所改的 {len(named)} 个文件都不属于任何表式（{names.zh}）",
        f"none of the changed files belongs to a form ({len(named)}: {names.en})",
    )


def aside(changed: Changes, review: Review, data: Sequence[Path]) -> Review:
    """Return the review with what touches no changed file standing `elsewhere`."""
    touched = changed.touched()
    touch = Touch(
        touched,
        plan=changed.of_plan,
        gone=changed.forms(review.plan, data, gone=True) if review.plan is not None else frozenset(),
        read=frozenset(review.files),
        filed=_filed(review, touched),
        unusable=review.unusable,
    )
    return replace(review, findings=apart(review.findings, touch))


def _filed(review: Review, touched: Callable[[str], bool]) -> frozenset[tuple[str, str]]:
    """Return form and period of the records that changed returns hold."""
    if review.extraction is None:
        return frozenset()
    files = review.extraction.sources.files
    held = (records for records in review.extraction.records if touched(files[records.file]))
    return frozenset((r.form, periods.text(period)) for r in held for period in set(r.period) if period is not None)


def _lying(path: Path) -> tuple[Path, ...]:
    """Return where a file lies: by its own name, and where a link leads to."""
    try:
        return path.parent.resolve() / path.name, path.resolve()
    except (OSError, RuntimeError, ValueError):
        return (path.absolute(),)


def _forms(plan: Plan, data: Sequence[Path], root: Path, file: Path) -> Iterable[str]:
    """Return the forms that would read a file, by its name alone: it need not be there any more."""
    from fzplan.returns import forms_of

    if file.name.startswith(("~$", ".")):
        return ()
    return forms_of(plan, list(data) or [root / "data"], root, file)
