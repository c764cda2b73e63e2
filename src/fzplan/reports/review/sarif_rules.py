"""The rules of a SARIF run: a descriptor for each built-in code and for each check of the plan that has findings.

What a rule says stands in the language of the run; its other language is a translation, as SARIF has them, and stands
below the help text too, for viewers that know no translations.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from fzplan.regex import regex
from fzplan.reports.review.places import LEVELS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fzplan.diagnostics import Diagnostic, Lang, Rule, Severity
    from fzplan.model.findings import Finding

LANGUAGES: dict[Lang, str] = {"zh": "zh-CN", "en": "en-US"}
FACT = regex(r"\{\w+\}")
LONGEST = 1000
"""Characters of a description; viewers take no more than 1,024."""


class Kind(NamedTuple):
    """A built-in code, or a check of the plan by the code of its finding."""

    rule: Rule
    check: str
    severity: Severity

    @property
    def id(self) -> str:
        """Return the id: the code, and the check where there is one."""
        return identity(self.rule.code, self.check)


class Kinds(NamedTuple):
    """The kinds of findings of a run, in the order of their ids."""

    known: tuple[Kind, ...]

    def reference(self, d: Diagnostic) -> dict[str, Any]:
        """Return which rule a result is of."""
        wanted = identity(d.code, str(d.facts.get("check", "")))
        return {"ruleId": wanted, "ruleIndex": [kind.id for kind in self.known].index(wanted)}

    def descriptors(self, lang: Lang) -> list[dict[str, Any]]:
        """Return the rules of the run."""
        return [_descriptor(kind, lang) for kind in self.known]

    def translation(self, lang: Lang) -> dict[str, Any]:
        """Return what the rules say in the other language."""
        return {
            "name": "fzplan",
            "language": LANGUAGES[lang],
            "contents": ["localizedData"],
            "associatedComponent": {"name": "fzplan"},
            "rules": [
                {"id": kind.id, **_descriptions(kind, lang), "help": _help(kind, (lang,))} for kind in self.known
            ],
        }


def of_findings(found: Iterable[Finding]) -> Kinds:
    """Return the kinds of the findings, each at its worst severity."""
    kinds: dict[str, Kind] = {}
    for finding in found:
        d = finding.diagnostic
        kind = Kind(d.rule, str(d.facts.get("check", "")), d.severity)
        if kind.id not in kinds or kinds[kind.id].severity < kind.severity:
            kinds[kind.id] = kind
    return Kinds(tuple(kinds[name] for name in sorted(kinds)))


def identity(code: str, check: str) -> str:
    """Return the id of a rule.

    >>> identity("FZ600", "R01"), identity("FZ402", "")
    ('FZ600/R01', 'FZ402')
    """
    return f"{code}/{check}" if check else code


def _descriptor(kind: Kind, lang: Lang) -> dict[str, Any]:
    other: Lang = "en" if lang == "zh" else "zh"
    return {
        "id": kind.id,
        "name": kind.check or kind.rule.slug,
        **_descriptions(kind, lang),
        "help": _help(kind, (lang, other)),
        "defaultConfiguration": {"level": LEVELS[kind.severity]},
        "properties": {"tags": ["fzplan", kind.severity.code], "severity": kind.severity.code},
    }


def _descriptions(kind: Kind, lang: Lang) -> dict[str, Any]:
    page = kind.rule.page.of(lang)
    first = re.split(r"(?<=。)|(?<=[.:;]) ", page, maxsplit=1)[0]
    head = f"{kind.check}: {first}" if kind.check else first
    return {"shortDescription": {"text": head[:LONGEST]}, "fullDescription": {"text": page[:LONGEST]}}


def _help(kind: Kind, langs: tuple[Lang, ...]) -> dict[str, str]:
    """Return the manual page with the remedy."""
    rule = kind.rule
    parts = [(rule.page.of(lang), FACT.sub("…", rule.mend.of(lang))) for lang in langs]
    return {
        "text": "\n\n".join(f"{page}\n{mend}" for page, mend in parts),
        "markdown": "\n\n".join(f"{page}\n\n**{mend}**" for page, mend in parts),
    }
