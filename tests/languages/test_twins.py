"""A page of the written rules says the same in both languages: sections, rules, rows, examples, codes of findings."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

SPEC = Path(__file__).parents[2] / "docs" / "spec"
PAGES = sorted(path.name.removesuffix(".en.md") for path in SPEC.glob("*.en.md"))
LINE = re.compile(r"(?P<heading>#+ )|(?P<rule>\d+\. )|(?P<bullet>- )|(?P<row>\|)|(?P<fence>```)")
FINDING = re.compile(r"FZ\d{3}")


def sections(text: str) -> list[Counter[str]]:
    """Return what each section of a page consists of: numbered rules, bullets, rows of tables, lines of examples."""
    found, inside = [Counter[str]()], False
    for line in text.splitlines():
        start = LINE.match(line)
        kind = start.lastgroup if start else None
        if kind == "fence":
            inside = not inside
        elif inside:
            found[-1]["example"] += 1
        elif kind == "heading":
            found.append(Counter())
        elif kind:
            found[-1][kind] += 1
    return found


@pytest.mark.parametrize("page", PAGES)
def test_a_page_of_the_rules_says_the_same_in_both_languages(page: str) -> None:
    zh, en = ((SPEC / f"{page}{ending}").read_text(encoding="utf-8") for ending in (".md", ".en.md"))
    assert sections(zh) == sections(en)
    assert Counter(FINDING.findall(zh)) == Counter(FINDING.findall(en))
    assert f"[English]({page}.en.md)" in zh
    assert f"[中文]({page}.md)" in en
