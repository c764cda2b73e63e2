"""Drafts of a plan file: the text that `init` and `inspect --write` give a statistician to go on with.

In: what was found in workbooks or in an indicator table (values of `model`). Out: YAML text, with comments, that
loads as it stands. May import: model and the ground floor.
"""
