"""What differs between two runs, as text, JSON, Markdown and a workbook; and what a what-if changes.

In: `Changes` with the plan or the snapshots they speak of; settings. Out: text, plain data or bytes, the same for the
same input. `whatif.py` is the part of a report on figures set by the user, `since.py` the sentence of `compute`;
`rows.py` has the words and figures of a comparison, drawn by `table.py`, `markdown.py` and `book.py`; `document.py` is
the JSON, `schema.py` its JSON Schema.
"""

from fzplan.reports.changes.whatif import lines, record, section, what_if

__all__ = ["lines", "record", "section", "what_if"]
