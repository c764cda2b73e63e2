"""Writes docs/workbooks.md: the real workbooks, a row a file, with what `inspect` finds and what its forms read.

python scripts/workbooks_table.py ../shared/workbooks
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from fzplan import returns
from fzplan.reports.survey import words
from fzplan.returns.files import DataFile

if TYPE_CHECKING:
    from fzplan.model.survey import Survey

PAGE = Path(__file__).parents[1] / "docs" / "workbooks.md"
HEAD = """# 真实工作簿 Real workbooks

{count} 个公开发布的统计工作簿，每个一行：`fzplan inspect` 找到的表、表中的数、它写出的表式读到的数、异常。
{count} published statistical workbooks, a row each: the tables that `fzplan inspect` finds, the numbers in them, how
many of these the form it writes reads as observations, and what is odd. Made by `scripts/workbooks_table.py`.

合计 Total: {read} / {numbers} ({share:.1%}); {good} / {count} 个 ≥ 95 %.

| 文件 file | 表 tables | 数 numbers | 读到 observations | 异常 oddities |
|---|---:|---:|---:|---|
"""
ORDER = tuple(words.ODDITIES)


def main(folder: Path) -> None:
    """Survey every workbook below `folder` and write the page."""
    files = sorted(p for p in folder.rglob("*") if p.suffix.lower() in {".xls", ".xlsx", ".csv"})
    rows, read, numbers, good = [], 0, 0, 0
    for path in files:
        name = path.relative_to(folder).as_posix()
        line, seen, total = row(path, name)
        rows.append(line)
        read, numbers, good = read + seen, numbers + total, good + (bool(total) and seen >= 0.95 * total)
    head = HEAD.format(count=len(files), read=read, numbers=numbers, share=read / max(numbers, 1), good=good)
    PAGE.write_text(head + "\n".join(rows) + "\n", encoding="utf-8")


def row(path: Path, name: str) -> tuple[str, int, int]:
    """Return the row of one workbook, the numbers its forms read and those there are."""
    found, findings = returns.survey(DataFile(path, name, path.name, default=False))
    if found is None:
        why = "；".join(f"{d.code} {d.message('zh')}" for d in findings)
        return f"| {cell(name)} | — | — | — | {cell(why)} |", 0, 0
    tables = [t for sheet in found.sheets for t in sheet.tables if t.numbers]
    total = sum(t.numbers for t in tables)
    seen = sum(t.proof.observations for t in tables if t.proof)
    share = f" ({seen / total:.1%})" if total else ""
    return f"| {cell(name)} | {len(tables)} | {total} | {seen}{share} | {cell(odd(found))} |", seen, total


def odd(found: Survey) -> str:
    """Return the sorts of oddities of a workbook, each once, with the first of its kind in words."""
    seen = [o for sheet in found.sheets for o in sheet.oddities]
    counts = Counter(o.code for o in seen)
    first = {o.code: words.oddity(o, "zh") for o in reversed(seen)}
    shown = [first[c] + (f"（共 {counts[c]} 处）" if counts[c] > 1 else "") for c in ORDER if c in counts]
    return "；".join(shown) or "—"


def cell(text: str) -> str:
    """Return text that stands in a cell of a Markdown table."""
    return text.replace("|", "\\|").replace("\n", " ")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
