"""The Excel workbook: one file a sheet, in the order in which `book` writes them.

In: an outcome. Out: the bytes of an .xlsx, the same for the same input. Nothing from the data can become a formula:
text is written as text. May import: reports, model; xlsxwriter.
"""

from fzplan.reports.xlsx.book import render

__all__ = ["render"]
