"""fzplan as a library: the stages of a run as four functions, what they find as pandas frames.

In: paths and options, as the commands have them. Out: results; what is wrong with the plan or the data is data in
them (`findings`). Only a wrong call raises (`UsageError`), and a file that cannot be written (`OSError`).
May import: everything but the CLI. pandas is imported with the first frame.
"""

from fzplan.api.calls import check, compute, explain, load
from fzplan.api.results import Checked, Explained, Loaded, Result
from fzplan.api.usage import UsageError

__all__ = ["Checked", "Explained", "Loaded", "Result", "UsageError", "check", "compute", "explain", "load"]
