"""Reports: an outcome drawn as text or bytes; one file a format, listed in `formats.py`.

In: an `Outcome` (nothing else is read: no clock, no file, no terminal). Out: str or bytes, the same for the same
input. `files.write` alone touches the disk: whole files or none.
May import: model, formula, observations and the ground floor; xlsxwriter only in `xlsx/`.
"""

from fzplan.reports.formats import FORMATS, Settings, render

__all__ = ["FORMATS", "Settings", "render"]
