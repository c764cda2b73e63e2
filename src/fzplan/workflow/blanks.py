"""`template`: load the plan, see what the office's returns hold today, write its forms blank.

In: paths and options. Out: `Templates`. A form that reads measures by their names takes any of them; which an office
reports is seen from its latest return of that form.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fzplan.diagnostics import FileRef, Severity, listed, ordered
from fzplan.frozen import frozen
from fzplan.workflow.codes import UNKNOWN_ID

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from fzplan.diagnostics import Diagnostic, Lang
    from fzplan.model.plan import Plan
    from fzplan.observations import Extraction, Observation
    from fzplan.returns.blanking.books import Blank, Habit


@frozen
class Templates:
    """The blank workbooks, or why there are none; `read` are the files looked into, which nothing may replace."""

    plan: Plan | None
    blanks: tuple[Blank, ...]
    diagnostics: tuple[Diagnostic, ...]
    unusable: bool
    read: tuple[str, ...] = ()


def template(
    plan_path: Path,
    forms: Sequence[str] = (),
    *,
    year: int | None = None,
    lang: Lang | None = None,
    like: Sequence[Path] = (),
) -> Templates:
    """Return the blank workbooks of these forms (default: all); `like`: where today's returns are (default: data/)."""
    from fzplan import plan as plan_room
    from fzplan import returns

    plan, findings = plan_room.load(plan_path)
    if plan is None or any(d.severity == Severity.ERROR for d in findings):
        return Templates(plan, (), ordered(findings), unusable=True)
    known = {form: form for form in plan.forms}
    unknown = [_unknown(name, plan, plan_path) for name in forms if name not in known]
    if unknown:
        return Templates(plan, (), ordered((*findings, *unknown)), unusable=True)
    wanted = tuple(forms) or tuple(plan.forms)
    extraction, _ = returns.extract(_named(plan), list(like) or [plan_path.parent / "data"], plan_path.parent)
    made, more = returns.blanks(plan, wanted, year=year, habits=habits(plan, extraction), lang=lang or plan.head.lang)
    return Templates(plan, made, ordered((*findings, *more)), unusable=False, read=extraction.sources.files)


def habits(plan: Plan, extraction: Extraction) -> dict[str, Habit]:
    """Return by form which quantities its latest return holds, in their order, and whether it has 上年同期."""
    from fzplan.returns.blanking.books import Habit

    found = {}
    for form in plan.forms:
        mine = [o for o in extraction.observations if o.form == form and not o.rows]
        if mine:
            last = max(mine, key=lambda o: o.period.last).file
            latest = sorted((o for o in mine if o.file == last), key=_place)
            measures = tuple(dict.fromkeys(o.measure for o in latest))
            found[form] = Habit(measures, any(o.basis == "comparable" for o in latest))
    return found


def _place(o: Observation) -> tuple[int, int, int]:
    return o.sheet, o.row, o.column


def _named(plan: Plan) -> Plan:
    """Return the plan with only the forms that read measures by their names: the others need no looking at."""
    from fzplan.returns.blanking.books import names_measures

    return replace(plan, forms={form.id: form for form in plan.forms.values() if names_measures(form)})


def _unknown(name: str, plan: Plan, plan_path: Path) -> Diagnostic:
    from difflib import get_close_matches

    near = get_close_matches(name, list(plan.forms), 3, 0.4) or list(plan.forms)[:5]
    return UNKNOWN_ID(FileRef(plan_path.as_posix()), found=name, nearest=listed(near) if near else "—")
