"""Open formats for programs: the values and the targets as tidy CSV, the values as SDMX-CSV 2.0.

In: an outcome. Out: text, the same for the same input. What would give a respondent away is not in them, whoever they
are for (`disclosure`): a file that is easy to pass on is passed on. Columns: docs/open-formats.md.
"""
