"""docs/json.md and the pages it names: every key of every document is described, every document is listed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import pytest

from fzplan.cli import schema

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCS = Path(__file__).parents[2] / "docs"
PAGES = {"review": "check-outputs.md", "diff": "diff.md"}
"""Documents that a page of their own describes; the parts that they share with others are in json.md."""
NAMES = tuple(name for name in get_args(schema.Kind) if name != "targets")


def text(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_every_key_of_a_document_is_described(name: str) -> None:
    page = text("json.md") + (text(PAGES[name]) if name in PAGES else "")
    said = {word for code in re.findall(r"`([^`\n]+)`", page) for word in re.findall(r"\w+", code)}
    if "`…_label`" in page:  # of the codes before it
        said |= {f"{word}_label" for word in said if word.startswith("why")}
    assert set(keys(schema._schema(name))) - said == set()


@pytest.mark.parametrize("name", NAMES)
def test_every_document_is_listed(name: str) -> None:
    assert f"| [{name}]({name}.schema.json) |" in text("json.md")


def keys(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        yield from node.get("properties", {})
        for inner in (*node.get("properties", {}).values(), node.get("items"), *node.get("anyOf", [])):
            yield from keys(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from keys(inner)
