"""The circumstances of a run: as a table for people, as JSON for a help desk; the schema of that JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fzplan import __version__
from fzplan.model.environment import GROUPS, STATES
from fzplan.reports import consoles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fzplan.diagnostics import Lang
    from fzplan.model.environment import Circumstance

GAP = "  "


def text(found: Sequence[Circumstance], lang: Lang) -> str:
    """Return one line a circumstance, under the headings of their groups, and the sum of it."""
    state = max(consoles.columns(one.of(lang)) for one in STATES.values())
    name = max(consoles.columns(one.name.of(lang)) for one in found)
    lines: list[str] = []
    for group, heading in GROUPS.items():
        members = [one for one in found if one.group == group]
        lines += ["", heading.of(lang)] if members else []
        for one in members:
            told = GAP.join(part for part in (one.found.of(lang), one.note.of(lang)) if part)
            lines.append(
                GAP + _wide(STATES[one.state].of(lang), state) + GAP + _wide(one.name.of(lang), name) + GAP + told
            )
    return "\n".join([*lines[1:], "", _sum(found, lang)])


def _wide(text: str, columns: int) -> str:
    return text + " " * (columns - consoles.columns(text))


def _sum(found: Sequence[Circumstance], lang: Lang) -> str:
    wrong = [one.name.of(lang) for one in found if one.state == "wrong"]
    if lang == "zh":
        return f"要处理 {len(wrong)} 项：{'、'.join(wrong)}" if wrong else "可以使用。"
    return f"to be mended: {', '.join(wrong)}" if wrong else "fzplan can be used here."


def document(found: Sequence[Circumstance], lang: Lang) -> dict[str, Any]:
    """Return the same as plain data; codes do not change with the language."""
    items = [
        {
            "id": one.id, "group": one.group, "name": one.name.of(lang), "state": one.state,
            "found": one.found.of(lang), "note": one.note.of(lang),
        }
        for one in found
    ]  # fmt: skip
    return {"fzplan": 1, "version": __version__, "ok": all(one.state != "wrong" for one in found), "items": items}


def schema() -> dict[str, Any]:
    """Return the JSON Schema of `document`."""
    words = {key: {"type": "string"} for key in ("id", "name", "found", "note")}
    item = words | {"group": {"enum": list(GROUPS)}, "state": {"enum": list(STATES)}}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "fzplan doctor, version 1",
        "type": "object",
        "required": ["fzplan", "version", "ok", "items"],
        "properties": {
            "fzplan": {"const": 1},
            "version": {"type": "string"},
            "ok": {"type": "boolean"},
            "items": {"type": "array", "items": {"type": "object", "required": list(item), "properties": item}},
        },
    }
