"""Unused and unmet, both ways: what the plan declares and no return gives, what it declares and nothing uses.

In: a plan and what a run met. Out: findings at places of the plan file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.diagnostics import FileRef, Rule, Severity, Text, listed
from fzplan.regex import regex
from fzplan.returns import codes, file_codes, unmet_codes
from fzplan.returns.labels import nearest, read

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from fzplan.diagnostics import Diagnostic
    from fzplan.model.plan import Indicator, Measure, Plan
    from fzplan.returns.collecting import Gathered
    from fzplan.returns.files import DataFile
    from fzplan.returns.naming import Names

TOLD = 6
"""Names listed in a finding of many."""
_NAME = regex(r"「([^」]*)」|([\w&]+)")


UNREAD = frozenset(rule.code for rule in vars(file_codes).values() if isinstance(rule, Rule)) | {codes.NO_TABLE.code}
"""Why a whole file or sheet was not read, or a form has none."""


def forms(plan: Plan, claims: Mapping[DataFile, Collection[str]], found: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield the forms that found no file; `claims`: the forms that read each file, `found`: what was told before.

    Of a folder that does not exist that alone is told, and of single files that somebody named nothing is missing.
    """
    if any(d.rule is file_codes.NO_PATH for d in found) or not any(file.of_folder for file in claims):
        return
    met = {form for found in claims.values() for form in found}
    if not met:  # no data at all: that is told, and the patterns with each file that no form reads
        return
    for form in plan.forms.values():
        if form.id not in met and form.files:
            near = nearest(form.files[0].text, [file.relative for file in claims])
            patterns = listed(wanted.text for wanted in form.files)
            yield file_codes.UNMET_FORM(form.at, form=form.id, patterns=patterns, nearest=codes.nearest(near))


def measures(plan: Plan, out: Gathered) -> Iterator[Diagnostic]:
    """Yield the measures that no return names, with the labels found that look most like them.

    What a claim only implies (全区税收 from a printed share of it) is published nowhere, and nothing is missing. Where
    a whole file or sheet was not read, or a form has no file, that is the cause and is told alone; and so is a label
    that looks like the measure.
    """
    if out.nameless or any(d.code in UNREAD and d.severity >= Severity.VERIFY for d in out.findings):
        return
    implied = {implication.quantity.name for claim in plan.claims for implication in claim.implies}
    printed = (i for i in plan.indicators.values() if not i.formula_text and i.fault is None and _is_judged(i))
    met = out.met | out.hinted | implied | {o.measure for o in out.observations}
    wanted: list[Measure | Indicator] = [*plan.measures.values(), *printed]
    for measure in wanted:
        if measure.id not in met:
            near = _resembling((measure.id, *measure.aliases), sorted(out.labels))
            at = measure.at or FileRef(plan.file)
            yield codes.NOWHERE(at, measure=measure.id, nearest=codes.nearest(near))


def entries(plan: Plan, read: Collection[str], names: Mapping[str, Names]) -> Iterator[Diagnostic]:
    """Yield, of the forms that were read, the entries that met no label; a register of tasks has its own finding."""
    for form in plan.forms.values():
        if form.id not in read or (form.rows and form.rows.levels == ("{task}",)):
            continue
        used = names[form.id].used
        for key, written in (("names", form.names), ("skip", form.skip), ("readings", form.readings)):
            idle = [entry for entry in written if (key, entry) not in used]
            if idle:
                yield unmet_codes.ENTRY(form.at, form=form.id, key=key, entries=listed(f"“{e}”" for e in idle))


def unused(plan: Plan) -> Iterator[Diagnostic]:
    """Yield one finding of the measures that no formula, target, claim, check or example names.

    A plan without formulas is one being begun, or only reads returns: nothing is used there yet.
    """
    if not any(i.formula_text for i in plan.indicators.values()):
        return
    named = _named(plan)
    idle = [m for m in plan.measures.values() if m.id not in named]
    if idle:
        listed = [f"{m.id}（{m.at.line}）" if m.at else m.id for m in idle[:TOLD]]
        more = Text("等", " …") if len(idle) > TOLD else Text("", "")
        english = ", ".join(text.replace("（", " (").replace("）", ")") for text in listed)
        places = Text("、".join(listed) + more.zh, english + more.en)
        yield unmet_codes.UNUSED(idle[0].at or FileRef(plan.file), count=len(idle), measures=places)


def _named(plan: Plan) -> set[str]:
    """Return every name that stands in a formula, typed or not: one that is faulty uses its measures as well."""
    texts = [i.formula_text for i in plan.indicators.values()]
    texts += [bound.text for t in plan.targets for bound in (t.bound, t.high) if bound and bound.formula is not None]
    texts += [t.near for t in plan.targets]
    texts += [c.formula_text for c in plan.claims] + [i.text for c in plan.claims for i in c.implies]
    texts += [str(value) for check in plan.checks for value in (check.text, *check.data.values())]
    given = {q.name for c in plan.claims for q in c.given} | {q.name for e in plan.examples for q in e.given}
    implied = {i.quantity.name for c in plan.claims for i in c.implies}
    return given | implied | {quoted or bare for text in texts for quoted, bare in _NAME.findall(text)}


def _is_judged(indicator: Indicator) -> bool:
    return any(target.kind != "monitor" for target in indicator.targets)


def _resembling(named: Sequence[str], labels: Sequence[str], count: int = 3) -> tuple[str, ...]:
    """Return the labels most like any of the names; their numbering and bracketed units do not count."""
    bare: dict[str, str] = {}
    for label in labels:
        bare.setdefault(read(label.split(" > ")[-1]).key, label)
    near = dict.fromkeys(bare[found] for name in named for found in nearest(read(name).key, bare, count))
    return tuple(near)[:count]
