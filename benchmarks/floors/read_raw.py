"""Floor of reading: open each workbook with the bare reader and take every cell, nothing else."""

import sys
from pathlib import Path

from python_calamine import CalamineWorkbook

cells = 0
for path in sorted(Path(sys.argv[1]).rglob("*.xlsx")):
    book = CalamineWorkbook.from_path(str(path))
    for name in book.sheet_names:
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        cells += sum(map(len, rows))
print(cells)
