"""200 plans × 60 indicators × 10 years by hand: every workbook read with calamine, the formulas written in pandas."""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd
from python_calamine import CalamineWorkbook

INDICATORS = 60


def main(folder: Path) -> None:
    latest = {}
    for book in sorted(folder.glob("*/data/*.xlsx")):
        head, *rows = CalamineWorkbook.from_path(book).get_sheet_by_index(0).to_python()
        table = pd.DataFrame([row[1:] for row in rows], index=[row[0] for row in rows], columns=head[1:]).T
        found = {}
        for n in range(INDICATORS):
            x, y = table[f"原始{n // 2}（亿元）"], table[f"原始{n // 2 + 30}（万人）"]
            found[n] = (x / y, x / (x + 1), x.pct_change(), x + 2 * x)[n % 4]
        latest[book.parts[-3]] = pd.DataFrame(found).iloc[-1]
    ranks = pd.DataFrame(latest).T.rank(method="min", ascending=False)
    print(ranks.to_csv())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
