"""overview: many plan files, each with the data beside it, run one after the other or in several processes.

In: folders, plan files, options. Out: an `Overview`. Of each run only what is compared is kept. A plan that is faulty,
or that the program fails on, stops none of the others. The result does not depend on the number of processes.
"""

from __future__ import annotations

import os
from collections import Counter
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from fzplan.diagnostics import Severity, Text
from fzplan.model.overviews import Entry, PlanRun
from fzplan.returns.files import PLAN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from fzplan.model.overviews import Overview
    from fzplan.model.plan import Plan
    from fzplan.model.results import Assessment
    from fzplan.observations import Watch
    from fzplan.returns import Limits
    from fzplan.workflow.run import Run

TOLD = 10
"""Findings of one plan that are kept in words: the worst of them."""
WORTH_A_PROCESS = 16
"""Plans from which on a second process pays for its start."""


def overview(
    paths: Sequence[Path],
    *,
    year: int | None = None,
    as_of: str | None = None,
    jobs: int = 0,
    watch: Watch | None = None,
    limits: Limits | None = None,
) -> Overview:
    """Run every plan of these folders and files, and put them side by side.

    `jobs` is the number of processes; 0: as many as pay. `watch` is told which plan is about to be run.
    """
    from fzplan import overview as room

    files = plan_files(paths)
    run = partial(taken, year=year, as_of=as_of, limits=limits)
    return room.compare(list(_runs(run, files, _processes(jobs, len(files)), watch)))


def plan_files(paths: Iterable[Path]) -> list[Path]:
    """Return the plan files that are named, and those of the folders: `targets.yaml`, not searched any deeper there."""
    found: dict[Path, None] = {}
    for path in paths:
        for file in sorted(_below(path)) if path.is_dir() else [path]:
            found.setdefault(file)
    return list(found)


def _below(folder: Path) -> Iterator[Path]:
    for at, folders, names in os.walk(folder):
        if PLAN in names:
            yield Path(at) / PLAN
            folders.clear()  # what lies below belongs to that plan
        folders[:] = sorted(name for name in folders if not name.startswith("."))


def _processes(asked: int, plans: int) -> int:
    if asked:
        return min(asked, max(1, plans))
    return max(1, min(os.cpu_count() or 1, plans // WORTH_A_PROCESS))


def _runs(
    run: Callable[[Path], PlanRun], files: Sequence[Path], processes: int, watch: Watch | None
) -> Iterator[PlanRun]:
    """Yield what is kept of each run, in the order of the files."""
    if processes == 1:
        for done, file in enumerate(files):
            if watch is not None:
                watch(file.as_posix(), done, len(files))
            yield run(file)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        for done, (file, kept) in enumerate(zip(files, pool.map(run, files, chunksize=1), strict=True)):
            if watch is not None:
                watch(file.as_posix(), done, len(files))
            yield kept


def taken(file: Path, *, year: int | None, as_of: str | None, limits: Limits | None) -> PlanRun:
    """Run one plan and return what is kept of it; a failure of the program is kept as such."""
    from fzplan.workflow.doors import compute

    try:
        return _kept(file, compute(file, year=year, as_of=as_of, values=False, limits=limits))
    except Exception as error:  # noqa: BLE001  (one plan that the program fails on stops no other)
        return PlanRun(file.as_posix(), unusable=True, bug=f"{type(error).__name__}: {error}")


def _kept(file: Path, run: Run) -> PlanRun:
    head = run.plan.head if run.plan else None
    outcome = run.outcome if run.outcome and run.outcome.extraction.sources.files else None
    worst = sorted((d for d in run.diagnostics if d.severity > Severity.INFO), key=lambda d: -d.severity)
    return PlanRun(
        file=file.as_posix(),
        name=head.name if head else "",
        short=head.short if head else "",
        as_of=outcome.as_of if outcome else None,
        entries=tuple(_entry(outcome.plan, a) for a in outcome.assessments) if outcome else (),
        findings=Counter(d.severity.code for d in run.diagnostics),
        told=tuple(worst[:TOLD]),
        unusable=run.unusable,
    )


def _entry(plan: Plan, a: Assessment) -> Entry:
    from fzplan.model import words
    from fzplan.reports import goals, wording

    target, indicator = a.target, plan.indicators[a.target.indicator]
    why = (("；", "zh"), ("; ", "en"))
    return Entry(
        target=target.id, indicator=indicator.id, members=dict(target.members), kind=target.kind,
        better=target.better, unit=plan.units.parse(a.unit) if a.unit else indicator.unit,
        goal=Text(goals.goal(plan, a, "zh"), goals.goal(plan, a, "en")), verdict=a.verdict,
        label=Text(words.verdict(a.verdict, "zh", plan.labels), words.verdict(a.verdict, "en", plan.labels)),
        en=indicator.en, value=a.value, actual=a.actual, period=a.period, attainment=a.attainment, gap=a.gap,
        decimals=wording.decimals(plan, a), quality=a.quality,
        why=Text(*(sign.join(wording.why(plan, reason, lang) for reason in a.why) for sign, lang in why)),  # type: ignore[arg-type]
    )  # fmt: skip
