"""Forms written blank: the workbook that an office fills in and that the same form then reads.

In: a plan and a form. Out: the bytes of an .xlsx. What a place names is asked of the reader itself (`naming`), so a
blank return and its reading cannot drift apart. XlsxWriter is loaded by `drawing` only.
Rules: docs/spec/templates.md.
"""
