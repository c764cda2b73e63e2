from fzplan.api import Result as Result
from fzplan.api import UsageError as UsageError
from fzplan.api import check as check
from fzplan.api import compute as compute
from fzplan.api import explain as explain
from fzplan.api import load as load

__version__: str
__all__ = ["Result", "UsageError", "check", "compute", "explain", "load"]
