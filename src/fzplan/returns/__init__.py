"""Returns: workbooks in, observations out, every number with its cell and every cell with its fate.

In: a `Plan` and folders or files. Out: an `Extraction` (observations, records, task reports, accounts of cells) and
findings at file:sheet!cell. May import: model, formula, observations and the ground floor; never another room.
"""

from fzplan.returns.extract import extract

__all__ = ["extract"]
