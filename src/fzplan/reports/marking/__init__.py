"""Marked copies of faulty workbooks (标注副本): coloured cells with comments, and a sheet with the list.

In: the bytes of an .xlsx or .xlsm, what was found in it. Out: the bytes of the copy; `UnmarkableError` where there can
be none. The package is edited in place: charts, pictures, macros, pivots, formulas and their stored values stay as
they are (docs/decisions/0034). May import: reports, model; xlsxwriter for the drawings of comments.
"""

from fzplan.reports.marking.book import marked
from fzplan.reports.marking.faults import UnmarkableError
from fzplan.reports.marking.notes import Note, notes

__all__ = ["Note", "UnmarkableError", "marked", "notes"]
