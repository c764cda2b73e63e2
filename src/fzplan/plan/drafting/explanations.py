"""Explanations put into an explanations file: what stands there stays as it is written, comments too.

In: the text of the file, its entries and those that are to be in it. Out: the text of the file. An entry is the same
as another when rule, entity, period and stamp are; the newer one takes its place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fzplan.plan import yaml_source
from fzplan.plan.drafting.yaml_text import flow

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fzplan.diagnostics import Lang
    from fzplan.model.findings import Explanation
    from fzplan.plan.places import Node

KEYS = ("rule", "entity", "period", "stamp", "figures", "reason", "by", "confirmed", "date", "expires")
HEAD = {
    "zh": "# 审核说明：fzplan check --explanations；数一变（stamp 不同），说明即失效\n",
    "en": "# Explanations of findings (fzplan check --explanations); void when the figures (stamp) change\n",
}


def merged(text: str, entries: Iterable[Explanation], lang: Lang) -> str:
    """Return the text of an explanations file with these entries in it; `text` is what it says now, or nothing."""
    new = {_name(entry): line(entry) for entry in entries}
    source, _ = yaml_source.parse(text, "") if text.strip() else (None, [])
    listed = source.root.value.get("explanations") if source else None
    if source is None or listed is None or listed.value.kind != "sequence" or not listed.value.value:
        kept = text if source is not None and listed is None else ""
        return _whole(kept, new, lang)
    nodes = listed.value.value
    replaced = {n: new.pop(name) for n, node in enumerate(nodes) if (name := _written(node)) in new}
    if listed.value.flow:
        inside = [replaced.get(n, text[node.start : node.end]) for n, node in enumerate(nodes)]
        lines = "".join(f"\n  - {entry}" for entry in (*inside, *new.values()))
        return f"{text[: listed.value.start].rstrip()}{lines}\n{text[listed.value.end :].lstrip()}"
    return _edited(text, nodes, replaced, list(new.values()), listed.value.start)


def line(entry: Explanation) -> str:
    """Return an entry in one line, without what it does not say."""
    return flow({key: value for key in KEYS if (value := getattr(entry, key))})


def _whole(kept: str, lines: dict[Any, str], lang: Lang) -> str:
    body = "".join(f"  - {entry}\n" for entry in lines.values())
    head = kept.rstrip("\n") + "\n" if kept.strip() else f"{HEAD[lang]}fzplan: 1\n"
    return f"{head}explanations:\n{body}" if body else f"{head}explanations: []\n"


def _edited(text: str, nodes: Sequence[Node], replaced: dict[int, str], added: list[str], start: int) -> str:
    """Return the text with some entries replaced where they stand, and others behind the last one."""
    margin = " " * (start - text.rfind("\n", 0, start) - 1)
    ends = [_end(text, node) for node in nodes]
    parts, at = [], 0
    for n, node in enumerate(nodes):
        if n in replaced:
            parts += [text[at : node.start], replaced[n]]
            at = ends[n]
    last = text.find("\n", ends[-1])
    last = len(text) if last < 0 else last
    parts += [text[at:last], *(f"\n{margin}- {entry}" for entry in added), text[last:]]
    whole = "".join(parts)
    return whole if whole.endswith("\n") else f"{whole}\n"


def _end(text: str, node: Node) -> int:
    """Return where an entry ends: one in block style reaches up to the next one, with the lines between."""
    if node.flow:
        return node.end
    last = max((entry.value.end for entry in node.value.values()), default=node.start)
    return node.start + len(text[node.start : last].rstrip())


def _name(entry: Explanation) -> tuple[str, str, str, str]:
    return entry.rule, entry.entity, entry.period, entry.stamp


def _written(node: Node) -> tuple[str, ...]:
    if node.kind != "mapping":
        return ()
    values = (node.value.get(key) for key in ("rule", "entity", "period", "stamp"))
    return tuple(" ".join(entry.value.raw.split()) if entry else "" for entry in values)
