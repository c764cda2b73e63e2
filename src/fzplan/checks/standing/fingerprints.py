"""Fingerprints: what a finding is about, without row or cell, so that an inserted row renews no baseline."""

from __future__ import annotations

import re
from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING

from fzplan.diagnostics import About, CellRef, Instance, Span
from fzplan.model.findings import Finding, Mark

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fzplan.diagnostics import Diagnostic, Place

LENGTH = 16
NOWHERE = About()
ADDRESS = re.compile(r"(?<![A-Za-z0-9])\$?[A-Z]{1,3}\$?\d+(:\$?[A-Z]{1,3}\$?\d+)?(?![A-Za-z0-9])")


def marked(diagnostics: Iterable[Diagnostic]) -> tuple[Finding, ...]:
    """Return the findings with a mark for each of their places; equal ones are numbered in the order given."""
    seen: Counter[str] = Counter()
    return tuple(Finding(d, tuple(_mark(d, one, seen) for one in _instances(d))) for d in diagnostics)


def _instances(d: Diagnostic) -> tuple[Instance, ...]:
    return d.instances or (Instance(d.at, NOWHERE),)


def _mark(d: Diagnostic, one: Instance, seen: Counter[str]) -> Mark:
    about = one.about
    parts = [d.code, str(d.facts.get("check", "")), about.form, about.entity, about.measure, about.period, about.basis]
    if about == NOWHERE:
        parts += [_somewhere(one.at), ADDRESS.sub("", d.message("zh"))]
    key = "\x1f".join(parts)
    seen[key] += 1
    name = f"{key}\x1f{seen[key]}"
    return Mark(one.at, about, _digest(name), _digest(f"{name}\x1f{about.value}"))


def _somewhere(at: Place) -> str:
    """Return the file and the sheet, where nothing better is known."""
    sheet = "" if isinstance(at, Span) else at.sheet
    return f"{at.file}:{sheet}" if isinstance(at, CellRef) else at.file


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:LENGTH]
