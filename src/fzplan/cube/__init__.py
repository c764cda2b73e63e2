"""Observations laid on the grid of years × members: which of several printed numbers counts, and where it stood.

In: a plan and what its returns said. Out: a `Cube` (a float array and an observation number a cell) and `Values`
(the same with the computed indicators). May import: model and what lies below it; never a room.

`whatif.py` reads the figures that a user sets, `choice.py` picks the winning observation of a key,
`tiling.py` makes a year of quarters or months,
`layers.py` lays a measure on the grid, `table.py` holds them all, `values.py` adds what was computed.
"""

from fzplan.cube.assembly import build
from fzplan.cube.overrides import Override
from fzplan.cube.table import Cube
from fzplan.cube.values import Values
from fzplan.cube.whatif import read as overrides

__all__ = ["Cube", "Override", "Values", "build", "overrides"]
