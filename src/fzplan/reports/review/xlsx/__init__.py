"""The 审核清单 as an Excel workbook: a row for each place of each finding, and a sheet of totals.

In: a review, settings. Out: the bytes of an .xlsx, the same for the same input. Nothing from the data can become a
formula: text is written as text. May import: reports, model; xlsxwriter.
"""

from fzplan.reports.review.xlsx.book import render

__all__ = ["render"]
