"""The page as a whole: what is said is put into the templates, style and script stand inside, nothing else may load.

The content security policy allows this very style and this very script by their SHA-256, and no network at all.
"""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from fzplan.diagnostics import Text
from fzplan.reports import lines
from fzplan.reports.explain import ROUNDINGS
from fzplan.reports.fingerprint import fingerprint
from fzplan.reports.html import overview
from fzplan.reports.html.cards import cards
from fzplan.reports.marking.xml import allowed

if TYPE_CHECKING:
    from fzplan.diagnostics import Lang
    from fzplan.model.results import Outcome
    from fzplan.reports.formats import Settings

TEMPLATES = Path(__file__).parent / "templates"
ATTENTION = ("missed", "behind")
"""Verdicts whose sentences stand in the summary."""


def render(outcome: Outcome, settings: Settings) -> str:
    """Return the page; it says so where it is for the public."""
    lang, stamp = settings.lang, fingerprint(outcome)
    style = _read("style.css") + _running_head(lines.banners(outcome, lang))
    script = _read("page.js")
    return (
        _environment(lang)
        .get_template("page.html")
        .render(
            style=style,
            script=script,
            policy=_policy(style, script),
            public=settings.public,
            **_said(outcome, settings, stamp),
        )
    )


def _said(outcome: Outcome, settings: Settings, stamp: str) -> dict[str, Any]:
    """Return everything that the templates set, as texts."""
    lang, found = settings.lang, cards(outcome, settings.lang)
    given = overview.counts(found, outcome, lang)
    return {
        "head": outcome.plan.head,
        "banners": lines.banners(outcome, lang),
        "facts": list(overview.facts(outcome, stamp, settings.date, lang)),
        "cards": found,
        "sections": list(dict.fromkeys(card.section for card in found)),
        "owners": sorted({card.owner for card in found if card.owner}),
        "counts": given,
        "matrix": overview.matrix(found, given),
        "totals": lines.totals(outcome, lang),
        "deliverables": lines.deliverables(outcome, lang),
        "attention": [card for card in found if card.verdict in ATTENTION],
        "tasks": list(overview.tasks(outcome, lang)),
        "definitions": list(overview.definitions(outcome, lang)),
        "methods": list(overview.published(outcome, lang)),
        "scores": list(overview.score(outcome, lang)),
        "sources": list(overview.sources(outcome, lang)),
        "marks": lines.marks(outcome, lang),
        "rounding": ROUNDINGS[outcome.plan.head.rounding, lang],
    }


def _environment(lang: Lang) -> Environment:
    """Return templates that escape everything, and fail for a name that nobody set."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_legal,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(lang=lang, say=lambda zh, en: Text(zh, en).of(lang))
    return made


def _legal(value: Any) -> Any:
    """Return a text without the characters that no page may have: names of files and cells may hold any."""
    return allowed(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _read(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


def _running_head(banners: list[str]) -> str:
    """Return the rule that repeats the banner on every printed page."""
    text = "　".join(banners).translate({ord(c): f"\\{ord(c):x} " for c in '\\"<>'})
    return f'@page {{ @top-center {{ content: "{text}"; }} }}\n' if text else ""


def _policy(style: str, script: str) -> str:
    """Return the content security policy: this style, this script, nothing from anywhere."""
    allowed = f"style-src {_hash(style)}; script-src {_hash(script)}"
    return f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
