"""`plan:`, `units:`, `requires:`, `labels:`, `disclosure:`: what everything else is read or published by."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, get_args

import fzplan
from fzplan.diagnostics import Text
from fzplan.model.plan import Disclosure, Head
from fzplan.plan import numbers
from fzplan.plan.codes import BAD_UNIT, BAD_YEAR, MISSING_KEY, REQUIRES, UNKNOWN_KEY
from fzplan.plan.draft import listed, nearest
from fzplan.regex import regex
from fzplan.units import UnitError

if TYPE_CHECKING:
    from fzplan.plan.draft import Draft
    from fzplan.plan.fileformat import PlanFile

_CONDITION = regex(r"(?P<sign>>=|<=|==|!=|>|<|=)?\s*(?P<version>\d+(?:\.\d+)*)")


def head(file: PlanFile, draft: Draft) -> Head | None:
    """Return the head of the plan; None (reported) where its span is unknown."""
    written = file.plan
    if written is None:
        if not draft.findings:
            where = draft.places.file
            draft.report_key(
                MISSING_KEY, (), where=where, key="plan", meaning=Text("规划名称和规划期", "name and span of the plan")
            )
        return None
    span = numbers.years(written.span)
    if span is None:
        expected = Text("一段年份", "a span of years")
        draft.report(BAD_YEAR, ("plan", "span"), key="span", found=written.span, expected=expected)
        return None
    return Head(
        name=written.name,
        baseline=written.baseline if written.baseline is not None else span[0] - 1,
        first=span[0],
        last=span[1],
        rounding=written.rounding,
        judge=written.judge,
        lang=written.lang,
        veto=written.veto,
        source=written.source,
        short=written.short,
        office=written.office,
        notice=written.notice,
        sign=written.sign,
    )


def versions(file: PlanFile, draft: Draft) -> None:
    """Report a version of the program that does not fit."""
    if file.requires and not satisfied(file.requires, fzplan.__version__):
        draft.report(REQUIRES, ("requires",), wanted=file.requires, version=fzplan.__version__)


def satisfied(wanted: str, version: str) -> bool:
    """Tell whether a version fulfils conditions such as ``>=1,<2``; a condition that cannot be read is not fulfilled.

    >>> satisfied(">=1,<2", "1.4.0"), satisfied("==1.4", "1.4.0"), satisfied(">=2", "1.4.0"), satisfied("neu", "1.4.0")
    (True, True, False, False)
    """
    own = _version(version)
    for part in wanted.split(","):
        found = _CONDITION.fullmatch(part.strip())
        if not found:
            return False
        other = _version(found["version"])
        holds = {
            ">=": own >= other, "<=": own <= other, ">": own > other, "<": own < other, "!=": own != other,
        }.get(found["sign"] or "==", own == other)  # fmt: skip
        if not holds:
            return False
    return True


def _version(text: str) -> tuple[int, ...]:
    numbers_of = [int(n) for n in re.findall(r"\d+", text)[:4]]
    return tuple(numbers_of + [0] * (4 - len(numbers_of)))


def units(file: PlanFile, draft: Draft) -> None:
    """Extend the table of units by those of the plan, one by one, so that a faulty one costs itself only."""
    if file.units is None:
        return
    for name, unit in (file.units.__pydantic_extra__ or {}).items():
        spec = unit.model_dump(exclude_unset=True) if unit else None
        try:
            draft.units = draft.units.with_plan({name: spec})
        except UnitError as error:
            draft.report_key(BAD_UNIT, ("units", name), unit=error.text, reason=error.reason)
    draft.units = draft.units.with_plan({"same": file.units.same})


def disclosure(file: PlanFile) -> Disclosure:
    """Return what protects respondents; without `disclosure:` the least number of respondents alone."""
    written = file.disclosure
    if written is None:
        return Disclosure()
    rule = written.dominance
    return Disclosure(written.respondents, written.p_percent, (rule.n, rule.k) if rule else None)


def labelled() -> tuple[str, ...]:
    """Return the codes that `labels:` can give other words."""
    from fzplan.model.results import Outlook, State, Verdict

    found = (*get_args(Verdict), *get_args(Outlook), *get_args(State), "binding", "expected")
    return tuple(dict.fromkeys(found))


def labels(file: PlanFile, draft: Draft) -> dict[str, str]:
    """Return the office's own words, by code."""
    if not file.labels:
        return {}
    known = labelled()
    for code in file.labels:
        if code not in known:
            near = nearest(code, known)
            draft.report_key(UNKNOWN_KEY, ("labels", code), found=code, near=near, known=listed(known))
    return {code: words for code, words in file.labels.items() if code in known}
