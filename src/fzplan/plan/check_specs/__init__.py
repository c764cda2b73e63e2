"""The kinds of `checks:` that are no relation, one file a kind: what is written becomes a typed declaration.

In: the section of an entry, and what all checks are built with. Out: a `Declared`, or None with the findings told.
"""
