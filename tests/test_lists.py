"""A list of the documentation is a list on the site as well, whose Markdown is stricter than that of a repository."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
ITEM = re.compile(r"(?P<indent> *)(?:\d+\.|-) ")
DEEPER = 4
"""Blanks by which a list within a list is indented."""


def broken(text: str) -> list[int]:
    """Return the lines that would be run on into the paragraph above, or stand in the wrong list.

    >>> broken("Why:\\n- a"), broken("Why:\\n\\n- a\\n    - b"), broken("- a\\n  - b"), broken("# Why\\n1. a\\nmore\\n2. b")
    ([2], [], [2], [])
    """
    found, example, inside, above = [], False, False, ""
    for number, line in enumerate(text.splitlines(), start=1):
        item = ITEM.match(line)
        if line.startswith("```"):
            example, inside = not example, False
        elif not example and item:
            runs_on = not inside and above.strip() != "" and not above.startswith("#")
            if runs_on or len(item["indent"]) % DEEPER:
                found.append(number)
            inside = True
        elif not line.strip():
            inside = False
        above = line
    return found


def test_every_list_is_a_list_on_the_site() -> None:
    pages = [path for path in sorted((ROOT / "docs").rglob("*.md")) if not path.is_relative_to(ROOT / "docs" / "site")]
    found = {path.relative_to(ROOT).as_posix(): broken(path.read_text(encoding="utf-8")) for path in pages}
    assert {page: lines for page, lines in found.items() if lines} == {}
