"""The examples of checks tried: the given figures are laid on the grid (or in a record) and the check itself held.

In: a plan. Out: findings FZ651 and FZ657. Whole numbers of an example are exact; those with decimals are rounded as
they are written. A relation over time is judged in the first year of the plan, or in the latest year that is named.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from fzplan import periods
from fzplan.checks.example_codes import CASE_FAILS, CASE_UNDECIDED
from fzplan.checks.kinds import examined
from fzplan.checks.room import Room
from fzplan.cube import build
from fzplan.diagnostics import Text, listed
from fzplan.formula import names
from fzplan.model.check_specs import CodeRule
from fzplan.model.checks import EXACT
from fzplan.observations import TOTAL, Extraction, Observation, Records, Sources

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fzplan.checks.tally import Tally
    from fzplan.diagnostics import Diagnostic
    from fzplan.model.checks import Check, CheckExample, GivenFigure
    from fzplan.model.plan import Plan

PASSES, FAILS = Text("通过", "pass"), Text("不通过", "fail")


def findings(plan: Plan) -> tuple[Diagnostic, ...]:
    """Return a finding for every example that does not come out as it says."""
    tried = (_tried(plan, check, example) for check in plan.checks for example in check.examples)
    return tuple(finding for finding in tried if finding is not None)


def _tried(plan: Plan, check: Check, example: CheckExample) -> Diagnostic | None:
    strangers = _strangers(plan, check, example)
    if strangers:
        said = listed(figure.text for figure in strangers)
        reason = Text(f"关系没有用到 {said.zh}", f"the check does not read {said.en}")
        return _undecided(check, example, reason, strangers[0])
    tally = _held(plan, check, example)
    if not tally.failures and (tally.gaps or not tally.passed):
        lacking = [gap.lack for gap in tally.gaps] or [NOTHING]
        return _undecided(check, example, Text("；".join(t.zh for t in lacking), "; ".join(t.en for t in lacking)))
    passes = not tally.failures
    if passes == example.passes:
        return None
    wanted, found = (PASSES, FAILS) if example.passes else (FAILS, PASSES)
    told = _arithmetic(check, example, tally)
    return CASE_FAILS(
        example.at, excerpt=example.excerpt, check=check.id, expected=wanted, found=found, arithmetic=told
    )


def _undecided(check: Check, example: CheckExample, reason: Text, figure: GivenFigure | None = None) -> Diagnostic:
    at = figure.at if figure is not None else example.at
    excerpt = "" if figure is not None else example.excerpt
    relation = check.said if check.text else check.kind
    return CASE_UNDECIDED(at, excerpt=excerpt, check=check.id, reason=reason, relation=relation)


def _strangers(plan: Plan, check: Check, example: CheckExample) -> list[GivenFigure]:
    """Return the figures of an example that the check does not read, itself or through formulas."""
    if isinstance(check.spec, CodeRule):
        read = {check.spec.field, check.spec.determines}
    else:
        read = _read(plan, (name for typed in check.reads or check.relations for name in names(typed)))
    return [figure for figure in example.given if figure.name not in read]


def _read(plan: Plan, wanted: Iterable[str]) -> set[str]:
    found: set[str] = set()
    waiting = list(wanted)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            indicator = plan.indicators.get(name)
            waiting += names(indicator.formula) if indicator is not None and indicator.formula is not None else ()
    return found


def _held(plan: Plan, check: Check, example: CheckExample) -> Tally:
    """Hold the check against the figures of one example."""
    form = check.spec.form if isinstance(check.spec, CodeRule) else check.form
    year = max((f.year for f in example.given if f.year is not None), default=plan.head.first)
    sources = Sources(files=(EXAMPLE,), sheets=("",))
    dimensions = tuple(plan.dimensions)
    if form:
        records = (_record(plan, form, example, year),)
        extraction = Extraction(dimensions, records=records, sources=sources)
    else:
        observed = tuple(_observed(plan, example, year))
        extraction = Extraction(dimensions, observations=observed, sources=sources)
    exact = check.tolerance.kind == "auto" and not any(f.decimals for f in example.given)
    held = replace(check, tolerance=EXACT) if exact else check
    cells, _ = build(replace(plan, checks=(held,)), extraction)
    tally = examined(held, Room(cells.plan, cells, extraction.records, showing=True))
    tally.failures = [failure for failure in tally.failures if failure.year in (None, year)]
    return tally


def _observed(plan: Plan, example: CheckExample, year: int) -> Iterator[Observation]:
    """Yield the figures of an example as a return would give them, all with as many decimals as any of them has."""
    decimals = max((figure.decimals for figure in example.given), default=0)
    for k, figure in enumerate(example.given, 1):
        assert isinstance(figure.value, float)
        quantity = plan.quantity(figure.name)
        assert quantity is not None
        period = periods.year(figure.year if figure.year is not None else year - figure.back)
        members = dict(figure.members)
        yield Observation(
            figure.name,
            period.instant if quantity.kind == "stock" else period,
            tuple(members.get(dimension, TOTAL) for dimension in plan.dimensions),
            figure.value,
            unit=quantity.unit.text,
            decimals=decimals,
            form=figure.form,
            row=k,
            column=1,
        )


def _record(plan: Plan, form: str, example: CheckExample, year: int) -> Records:
    """Return the figures of an example as one record of a form."""
    columns: dict[str, list[Any]] = {figure.name: [figure.value] for figure in example.given}
    dimensions = {column.dimension for column in plan.forms[form].columns_of if column.dimension}
    members = {d: [str(columns[d][0]) if d in columns else TOTAL] for d in sorted(dimensions)}
    return Records(form, 0, 0, columns, [periods.year(year)], members, [1])


def _arithmetic(check: Check, example: CheckExample, tally: Tally) -> Text:
    """Return both sides with their figures; where nothing has two sides, the figures that were given."""
    if tally.failures:
        failure = tally.failures[0]
        if "left" in failure.facts:
            from fzplan.checks import wording

            return wording.held(failure.facts)
        finding = failure.rule(failure.at, **failure.facts)
        return Text(finding.message("zh"), finding.message("en"))
    if tally.holdings:
        return tally.holdings[0].sentence
    given = listed(figure.text for figure in example.given)
    return Text(f"{check.said.zh or check.kind}（{given.zh}）", f"{check.said.en or check.kind} ({given.en})")


EXAMPLE = "examples"
"""What the file of an example is called; no place in it is ever shown."""
NOTHING = Text("所给的数没有一处可审", "nothing is there to be checked")
