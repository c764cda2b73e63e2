"""应报、已报、未报: which returns offices have to file, and which were read.

A return is one form of one period by one office. Where files or sheets are named by their period, a file is the
return of its latest period (the others in it are 上年同期); else every period that a table has is one.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from fzplan import periods
from fzplan.diagnostics import FileRef
from fzplan.model.returns_due import FormReturns, ReturnDue, parsed
from fzplan.observations import TOTAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from fzplan.model.plan import Form, Pattern, Plan
    from fzplan.model.returns_due import Due, Filed
    from fzplan.observations import Extraction
    from fzplan.periods import Period

Span = tuple[int, int]
Sheet = tuple[int, int]
Seen = tuple["Period", str]
TIMES = ("{year}", "{quarter}", "{month}", "{day}", "{period}")


def returns_of(plan: Plan, extraction: Extraction, form: Form, as_of: date | None, span: Span | None) -> FormReturns:
    """Return the returns of one form; `span`: the first and the last year, where they are declared."""
    step = _step(form, extraction)
    seen = _seen(form, extraction, step, as_of)
    due = parsed(form.due) if form.due else None
    wanted = _periods(plan, step, [period for period, _ in seen], span, due, as_of)
    found = [
        _return(form, period, office, due, seen, as_of) for period in wanted for office in offices(plan, form)
    ]  # fmt: skip
    return FormReturns(form.id, tuple(found))


def dimension_of(reporter: str) -> str:
    """Return the dimension whose members report (``{园区}``); "" where an office is named.

    >>> dimension_of("{园区}"), dimension_of("市统计局")
    ('园区', '')
    """
    return reporter[1:-1].strip() if reporter.startswith("{") and reporter.endswith("}") else ""


def offices(plan: Plan, form: Form) -> tuple[str, ...]:
    """Return who files a form: an office, the members of a dimension, or nobody in particular ("")."""
    dimension = plan.dimensions.get(dimension_of(form.reporter))
    return dimension.members if dimension is not None else (form.reporter,)


def _return(
    form: Form, period: Period, office: str, due: Due | None, seen: Mapping[Seen, FileRef], as_of: date | None
) -> ReturnDue:
    day = due.of(period) if due else None
    at = seen.get((period, office))
    late = day is not None and as_of is not None and day < as_of
    filed: Filed = "reported" if at is not None else "overdue" if late else "missing"
    return ReturnDue(form.id, period, office, day, filed, at)


def _step(form: Form, extraction: Extraction) -> int:
    """Return the months of one return: as finely as files and sheets name them, else as the tables have them."""
    named = "".join(_text([*form.files, *form.sheets]))
    if not any(time in named for time in TIMES):
        named = "".join(_text([p for p in (form.rows, form.columns) if p]))
    if "{month}" in named or "{quarter}" in named:
        return 1 if "{month}" in named else 3
    if "{period}" not in named:
        return periods.YEAR
    lengths = {o.period.months for o in extraction.observations if o.form == form.id}
    return min(lengths & {1, 3}, default=periods.YEAR)


def _text(patterns: Iterable[Pattern]) -> Iterator[str]:
    return (level for pattern in patterns for level in pattern.levels)


def _seen(form: Form, extraction: Extraction, step: int, as_of: date | None) -> dict[Seen, FileRef]:
    """Return the returns that were read, each with its first sheet."""
    of_files, of_sheets = (any(t in text for t in TIMES for text in _text(p)) for p in (form.files, form.sheets))
    ends: dict[tuple[int, int], dict[Seen, Sheet]] = defaultdict(dict)
    for (file, sheet), office, period in _figures(form, extraction, as_of):
        piece = (file, sheet) if of_sheets or not of_files else (file, 0)
        ends[piece].setdefault((_period(period.last, step), office), (file, sheet))
    found: dict[Seen, FileRef] = {}
    for seen in ends.values():
        latest = max(period for period, _ in seen) if of_files or of_sheets else None
        for (period, office), (file, sheet) in seen.items():
            if latest is None or period == latest:
                place = FileRef(extraction.sources.files[file], extraction.sources.sheets[sheet])
                found.setdefault((period, office), place)
    return found


def _figures(form: Form, extraction: Extraction, as_of: date | None) -> Iterator[tuple[Sheet, str, Period]]:
    """Yield sheet, office and period of every figure and every record of a form that was there on the day."""
    dimension = dimension_of(form.reporter)
    at = extraction.dimensions.index(dimension) if dimension in extraction.dimensions else None
    for o in extraction.observations:
        if o.form == form.id and _is_there(o.published, as_of):
            office = form.reporter if at is None else o.members[at]
            if office != TOTAL:
                yield (o.file, o.sheet), office, o.period
    for records in extraction.records:
        if records.form == form.id and _is_there(records.published, as_of):
            members = records.members.get(dimension) or [form.reporter] * len(records)
            for period, office in {*zip(records.period, members, strict=True)}:
                if period is not None and office != TOTAL:
                    yield (records.file, records.sheet), office, period


def _is_there(published: date | None, as_of: date | None) -> bool:
    return published is None or as_of is None or published <= as_of


def _period(end: int, step: int) -> Period:
    """Return the month, quarter or year that a month belongs to."""
    return periods.Period(end // step * step, step)


def _periods(
    plan: Plan, step: int, seen: list[Period], span: Span | None, due: Due | None, as_of: date | None
) -> list[Period]:
    """Return the periods to be filed: those declared, else from the first one read to the last one read or due."""
    if span is not None:
        return _between(span[0] * 12, span[1] * 12 + 11, step)
    first = min((p.start for p in seen), default=plan.head.first * 12)
    last = max((p.last for p in seen), default=first - 1)
    if due is not None and as_of is not None:
        more = _between(last + 1, plan.head.last * 12 + 11, step)
        last = max((p.last for p in more if due.of(p) < as_of), default=last)
    return _between(first, last, step)


def _between(first: int, last: int, step: int) -> list[Period]:
    return [_period(month, step) for month in range(first // step * step, last + 1, step)]
