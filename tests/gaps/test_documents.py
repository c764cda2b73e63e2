"""The written rules name what the program has: methods with their versions, reasons with their words, verdicts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fzplan.gaps.methods import plan_linear
from fzplan.gaps.methods.registry import METHODS
from fzplan.model import words

DOCS = Path(__file__).parents[2] / "docs"


def rows(name: str) -> dict[str, str]:
    """Return the table rows of a page whose first cell is a code."""
    text = (DOCS / name).read_text(encoding="utf-8")
    return {found[1]: found[0] for found in re.finditer(r"^\| `([\w-]+)`.*$", text, re.MULTILINE)}


@pytest.mark.parametrize("page", ["methods.md", "methods.en.md"])
def test_every_method_is_described_with_its_version(page: str) -> None:
    found = rows(page)
    for id_, version in ((plan_linear.ID, plan_linear.VERSION), *((m.id, m.version) for m in METHODS)):
        assert f"| {version} |" in found[id_]


@pytest.mark.parametrize("page", ["spec/why.md", "spec/why.en.md"])
def test_every_reason_is_described_in_the_words_of_the_reports(page: str) -> None:
    found = rows(page)
    assert set(words.WHY) == set(found)
    for code, text in words.WHY.items():
        fragments = re.split(r"\{\w+\}|[（）“”]", text.zh)
        assert all(part in found[code] for part in fragments), code


@pytest.mark.parametrize("page", ["verdicts.md", "verdicts.en.md"])
def test_every_verdict_and_outlook_is_described(page: str) -> None:
    text = (DOCS / "spec" / page).read_text(encoding="utf-8")
    for code, label in (words.VERDICTS | words.OUTLOOKS).items():
        assert f"`{code}`" in text
        assert label.zh in text
