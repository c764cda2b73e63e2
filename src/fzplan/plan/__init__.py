"""The plan room: `targets.yaml` becomes a `Plan`; every mistake is told at its line and column, all in one run.

In: the path of a YAML file. Out: `model.plan.Plan` (units parsed, formulas checked, kinds of targets derived) and
findings FZ101–FZ129, FZ640–FZ652, FZ701–FZ717, FZ740, FZ741, FZ760–FZ763 and those of formulas. pydantic and yaml are
loaded here and nowhere else, when a plan is read. May import: model, formula, observations and the ground floor; never
pandas, and numpy only where worked examples are tried.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from fzplan.diagnostics import Diagnostic, Lang, Span, Text
    from fzplan.model.findings import Explanation
    from fzplan.model.indicator_table import IndicatorTable
    from fzplan.model.plan import Plan
    from fzplan.model.printed import Codebook, Imported, PrintedText
    from fzplan.model.survey import FormDraft
    from fzplan.plan.naming import Names


def load(path: Path) -> tuple[Plan | None, tuple[Diagnostic, ...]]:
    """Read a plan file. The plan is None where its head cannot be read; what is faulty in it is left out."""
    from fzplan.plan import loading

    return loading.load(path)


def names(path: Path) -> Names:
    """Return the names that a plan file declares, whatever is wrong with it: for the completion of a command line."""
    from fzplan.plan import naming

    return naming.names(path)


def excerpts(path: Path, places: Sequence[Span]) -> list[str]:
    """Return the line of each place of a YAML file with its caret; "" where the file can no longer be read."""
    from fzplan.plan import encoding
    from fzplan.plan.places import excerpt

    text, _ = encoding.read(path)
    return [excerpt(text or "", place) for place in places]


def rehearse(plan: Plan) -> tuple[Diagnostic, ...]:
    """Try the worked examples of a plan; return a finding for each that does not give what it expects."""
    if not plan.examples:
        return ()
    from fzplan.plan import rehearsal

    return rehearsal.findings(plan)


def draft_targets(table: IndicatorTable, *, name: str, span: tuple[int, int], lang: Lang = "zh") -> str:
    """Return the text of a plan file drafted from the plan's indicator table."""
    from fzplan.plan.drafting import targets

    return targets.draft(table, targets.Heading(name, span, lang))


def draft_returns(drafts: Sequence[FormDraft], *, name: str, span: tuple[int, int], stated: bool, lang: Lang) -> str:
    """Return the text of a plan file drafted from workbooks; a span that was not `stated` is marked for checking."""
    from fzplan.plan.drafting import returns

    return returns.draft(drafts, returns.Heading(name, span, stated, lang))


def draft_entries(drafts: Sequence[FormDraft], lang: Lang = "zh") -> str:
    """Return drafted forms, with the measures and dimensions that are not declared yet, as sections of a plan file."""
    from fzplan.plan.drafting import entries

    return entries.snippet(drafts, lang)


def with_entries(content: bytes, drafts: Sequence[FormDraft], lang: Lang = "zh") -> tuple[bytes | None, Text]:
    """Return a plan file with drafted forms added to its sections, comments kept; None and why where it cannot be."""
    from fzplan.plan.drafting import entries

    return entries.added(content, drafts, lang)


def load_explanations(path: Path) -> tuple[tuple[Explanation, ...] | None, tuple[Diagnostic, ...]]:
    """Read what offices say of findings; None where the file cannot be read."""
    from fzplan.plan import explanations

    return explanations.load(path)


def with_explanations(path: Path, entries: Sequence[Explanation], lang: Lang = "zh") -> str:
    """Return the text of an explanations file with these entries in it; what it says now stays as it is written."""
    from fzplan.plan import explanations
    from fzplan.plan.drafting import explanations as drafting

    return drafting.merged(explanations.text_of(path), entries, lang)


def import_relations(
    plan: Plan,
    source: str,
    texts: Sequence[PrintedText],
    own: Codebook | None,
    tables: Mapping[str, Codebook],
    file: str,
) -> Imported:
    """Return the entries of `checks:` that printed relations become; `source` is the text of the plan file.

    `own` says what the codes stand for, `tables` those of other tables by the names they are called by; `file` is how
    findings call the list.
    """
    from fzplan.plan.printed_relations import entries

    return entries.imported(plan, source, texts, entries.Books(own, tables), file)


def with_checks(content: bytes, checks: Imported) -> tuple[bytes | None, Text]:
    """Return a plan file with imported checks added, comments kept; None and why where it cannot be."""
    from fzplan.plan.drafting import entries

    return entries.rewritten(content, {"checks": [f"  {check.line}" for check in checks.checks]})


def schema() -> dict[str, Any]:
    """Return the JSON Schema of the plan file, for editors and validators."""
    from fzplan.plan import key_examples
    from fzplan.plan.fileformat import PlanFile

    found = key_examples.shown(PlanFile.model_json_schema(by_alias=True))
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **found}
