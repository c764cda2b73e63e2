"""Floor of `fzplan compute`: import pandas and read the same workbooks with the same reader, nothing else."""

import sys
from pathlib import Path

import pandas as pd  # noqa: F401  (the import is what is measured)
from python_calamine import CalamineWorkbook

cells = 0
for path in sorted(path for folder in sys.argv[1:] for path in Path(folder).rglob("*.xlsx")):
    book = CalamineWorkbook.from_path(str(path))
    for name in book.sheet_names:
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        cells += sum(map(len, rows))
print(cells)
