"""The floor of the Excel report: XlsxWriter alone, writing as many cells (number of cells as argument; seconds out)."""

from __future__ import annotations

import sys
import time
from io import BytesIO

import xlsxwriter

WIDE = 60

start = time.perf_counter()
content = BytesIO()
book = xlsxwriter.Workbook(content, {"in_memory": True})
plain, shown = book.add_format(), book.add_format({"num_format": "0.0"})
sheet = book.add_worksheet()
for k in range(int(sys.argv[1])):
    row, column = divmod(k, WIDE)
    if column % 4:
        sheet.write_number(row, column, k / 7, shown)
    else:
        sheet.write_string(row, column, f"指标{row}", plain)
book.close()
print(time.perf_counter() - start)
