"""What is looked at without any rule: the check characters of keys, and the returns that forms say are due.

Cheap: neither grid nor numpy is needed. What a check of the plan looks at already is left to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan import periods
from fzplan.checks.code_verdicts import Judge, Verdict
from fzplan.checks.coding import failed
from fzplan.checks.coding_codes import CHECK_CHARACTER, KEY_CHECK, MISWRITTEN
from fzplan.checks.entries import Entries
from fzplan.checks.filing import returns_of
from fzplan.checks.filing_words import missing_returns
from fzplan.checks.folding import folded
from fzplan.checks.roster_codes import RETURN_MISSING, RETURN_OVERDUE
from fzplan.diagnostics import About, Instance, Severity
from fzplan.model.check_specs import CodeRule, ReturnRoster
from fzplan.model.checks import Check

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from fzplan.checks.tally import Failure
    from fzplan.diagnostics import Diagnostic
    from fzplan.model.plan import Form, Plan
    from fzplan.model.returns_due import FormReturns, ReturnDue
    from fzplan.observations import Extraction

CREDIT_CODE = "统一社会信用代码"


def keys(plan: Plan, extraction: Extraction) -> list[Diagnostic]:
    """Return the keys that are 统一社会信用代码 and have a wrong check character, or are written wrongly."""
    ruled = {(c.spec.form, c.spec.field) for c in plan.checks if isinstance(c.spec, CodeRule) and c.spec.standard}
    found: list[Diagnostic] = []
    for form in plan.forms.values():
        if CREDIT_CODE in form.key and (form.id, form.key) not in ruled:
            found += folded(_wrong_keys(form, extraction))
    return found


def _wrong_keys(form: Form, extraction: Extraction) -> Iterable[Failure]:
    spec = CodeRule(form.id, form.key, "credit")
    check = Check("", Severity.VERIFY, "code", form.at)
    judge = Judge(spec)
    for records in extraction.records:
        if records.form == form.id and form.key in records.columns:
            entries = Entries(records, extraction.sources, form.key, form.key).entries()
            judged = [(entry, judge(entry.stored, entry.code)) for entry in entries if entry.code]
            told = (MISWRITTEN,) if _are_made_up(verdict for _, verdict in judged) else (CHECK_CHARACTER, MISWRITTEN)
            for entry, verdict in judged:
                if verdict is not None and verdict.rule in told:
                    yield failed(check, verdict._replace(rule=KEY_CHECK), entry, spec)


def _are_made_up(verdicts: Iterable[Verdict | None]) -> bool:
    """Tell whether most keys have a wrong check character: codes that stand for others (脱敏) were never right."""
    seen = [verdict for verdict in verdicts if verdict is None or verdict.rule is CHECK_CHARACTER]
    return 2 * sum(verdict is not None for verdict in seen) > len(seen)


def returns(plan: Plan, extraction: Extraction, as_of: date | None) -> tuple[FormReturns, ...]:
    """Return what every form with `reporter:` or `due:`, or of a check of its own, has to be filed and was."""
    spans = {
        form: (c.spec.first, c.spec.last)
        for c in plan.checks
        if isinstance(c.spec, ReturnRoster)
        for form in c.spec.forms
    }
    forms = [form for form in plan.forms.values() if form.reporter or form.due or form.id in spans]
    found = (returns_of(plan, extraction, form, as_of, spans.get(form.id)) for form in forms)
    return tuple(one for one in found if one.returns)


def overdue(plan: Plan, filed: Iterable[FormReturns], as_of: date | None) -> list[Diagnostic]:
    """Return the findings of returns that were not filed, of forms without a check of their own."""
    ruled = {form for c in plan.checks if isinstance(c.spec, ReturnRoster) for form in c.spec.forms}
    found: list[Diagnostic] = []
    for one in filed:
        if one.form in ruled:
            continue
        not_due = [r for r in one.missing if r.filed == "missing" and (as_of is None or r.due is None)]
        for rule, which in ((RETURN_OVERDUE, one.overdue), (RETURN_MISSING, not_due)):
            if which:
                at = plan.forms[one.form].at
                instances = tuple(Instance(at, _about(r), missing_returns(one, [r], as_of)) for r in which)
                found.append(rule(at, instances=instances, **missing_returns(one, which, as_of)))
    return found


def _about(one: ReturnDue) -> About:
    return About(one.form, one.office, "", periods.text(one.period), value=one.filed)
