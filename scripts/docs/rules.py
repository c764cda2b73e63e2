"""A page a rule, in both languages: what it says, why, how to mend it, its case; and the index of the rules."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from fzplan.diagnostics import Rule

LONGEST = 2000
"""Characters of a file that is shown; of a longer one, and of what is no text, the size is told."""
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""Signs that no text has."""
UNSHOWN = ("expected.txt", "command")
WRITTEN_AS = {".grid": ".xlsx", ".parquet.csv": ".parquet"}
"""What a file of a case becomes before it is read; tests/case_folders.py."""


def pages(docs: Path, cases: Path) -> dict[Path, str]:
    """Return the page of every rule and their index."""
    from fzplan import catalog

    rules = catalog.rules()
    index = ["# 规则 Rules", "", "| | 级别 severity | 说的是 says |", "|---|---|---|"]
    index += [
        f"| [{r.code}]({r.code}.md) {r.slug} | {r.severity.label.zh} {r.severity.code} "
        f"| {cell(r.says.zh)}<br>{cell(r.says.en)} |"
        for r in rules
    ]
    found = {docs / "rules" / "README.md": "\n".join(index) + "\n"}
    return found | {docs / "rules" / f"{rule.code}.md": page(rule, cases) for rule in rules}


def page(rule: Rule, cases: Path) -> str:
    """Return the manual page of one rule."""
    parts = [
        f"# {rule.code} {rule.slug}",
        f"{rule.severity.label.zh} `{rule.severity.code}`",
        f"> {rule.says.zh}\n>\n> {rule.says.en}",
        f"{rule.page.zh}\n\n{rule.page.en}",
        f"**怎样改** {rule.mend.zh}\n\n**How to mend** {rule.mend.en}",
        "## 例 Case",
    ]
    folder = next(iter(sorted(cases.glob(f"{rule.code}-*"))), None)
    return "\n\n".join([*parts, *(case(folder) if folder else untold(rule.code))]) + "\n"


def case(folder: Path) -> list[str]:
    """Return the parts of a case: its files, what is typed, what is printed."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name not in UNSHOWN)
    parts = [f"`{named(path.relative_to(folder).as_posix())}`{shown(path.read_bytes())}" for path in files]
    command = folder / "command"
    if command.exists():
        typed = "\n".join(f"$ {line}" for line in command.read_text(encoding="utf-8").splitlines())
        parts.append(f"```console\n{typed}\n```")
    printed = (folder / "expected.txt").read_text(encoding="utf-8").strip()
    return [*parts, f"```text\n{printed}\n```"]


def shown(content: bytes) -> str:
    """Return what stands below the name of a file: its text, or how large it is."""
    text = content.decode("utf-8-sig", errors="replace").strip("\n")
    if text and len(text) < LONGEST and not CONTROL.search(text):
        return f"\n\n```text\n{text}\n```"
    return f"（{len(content)} 字节，{len(content)} bytes）"


def named(path: str) -> str:
    """Return the name under which a file of a case is read.

    >>> named("data/年报.grid"), named("data/名册.parquet.csv"), named("data/a.csv")
    ('data/年报.xlsx', 'data/名册.parquet', 'data/a.csv')
    """
    ending = next((ending for ending in WRITTEN_AS if path.endswith(ending)), "")
    return path.removesuffix(ending) + WRITTEN_AS.get(ending, "")


def untold(code: str) -> list[str]:
    """Return what stands in the place of a case: how the rule is tried, and by which test."""
    from tests.caseless import CASELESS

    tried = CASELESS[code]
    return [f"{tried.how.zh}\n\n{tried.how.en}", f"`{tried.test}`"]


def cell(text: str) -> str:
    """Return a sentence fit for a table cell."""
    return text.replace("|", "\\|").replace("\n", " ")
