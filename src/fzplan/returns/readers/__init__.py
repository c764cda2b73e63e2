"""Readers of workbooks behind one door, `door.read`: bytes in, a `Book` of sheets out.

In: a path. Out: `Book` (values as Excel stores them, merged ranges, sparse facts of cells) or one finding.
The kind of a file is decided by its content, never by its name. May import: diagnostics, returns.codes.
"""
