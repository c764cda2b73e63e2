"""The pattern language of forms, checked: which fields there are, braces in pairs, levels not empty."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fzplan.model.plan import Pattern
from fzplan.plan.codes import BAD_PATTERN, UNKNOWN_FIELD
from fzplan.plan.draft import folded, listed, nearest
from fzplan.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fzplan.plan.draft import Draft
    from fzplan.plan.places import Path

FIELDS = (
    "measure", "period", "year", "quarter", "month", "day", "entity", "task", "unit", "edition", "published", "note",
    "value", "quality", "grouping", "member", "_",
)  # fmt: skip
_FIELD = regex(r"\{([^{}]*)\}")


class Patterns:
    """The reader of the patterns of one plan."""

    def __init__(self, draft: Draft, dimensions: Iterable[str]) -> None:
        self.draft = draft
        self.known = (*FIELDS, *dimensions)

    def pattern(self, written: str, path: Path, *, levels: bool) -> Pattern | None:
        """Return the pattern at a path, split into levels; a bare field name stands for ``{field}``."""
        text = written.strip()
        if levels and folded(text) in self.known:
            text = f"{{{folded(text)}}}"
        parts = tuple(part.strip() for part in text.split(" > ")) if levels else (text,)
        if not all(parts) or re.search(r"[{}]", _FIELD.sub("", text)):
            self.draft.report(BAD_PATTERN, path, pattern=written)
            return None
        faults = [found for found in _FIELD.finditer(written) if folded(found[1]) not in self.known]
        for found in faults:
            at = self.draft.places.inside(path, found.start(1), max(1, len(found[1])))
            facts = {"field": found[1], "near": nearest(found[1], self.known), "known": listed(self.known)}
            self.draft.report_at(UNKNOWN_FIELD, path, at, **facts)
        if faults:
            return None
        parts = tuple(_FIELD.sub(lambda m: f"{{{folded(m[1])}}}", part) for part in parts)
        return Pattern(written, parts, self.draft.places.value(path))


def fields(pattern: Pattern | None) -> set[str]:
    """Return the fields that a pattern reads."""
    return {name for level in pattern.levels for name in _FIELD.findall(level)} if pattern else set()
