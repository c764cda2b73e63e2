"""The functions of the formula language, one file each, listed here by hand.

In: typed arguments and numpy arrays (or narwhals columns). Out: types and arrays.
May import: formula.scope, formula.typed, units, diagnostics.
"""

from __future__ import annotations

from fzplan.formula.functions.abs import ABS
from fzplan.formula.functions.cagr import CAGR
from fzplan.formula.functions.chain import CHAIN
from fzplan.formula.functions.change import CHANGE
from fzplan.formula.functions.contribution import CONTRIBUTION
from fzplan.formula.functions.count import COUNT
from fzplan.formula.functions.count_distinct import COUNT_DISTINCT
from fzplan.formula.functions.cumulative import CUMULATIVE
from fzplan.formula.functions.growth import GROWTH
from fzplan.formula.functions.index import INDEX
from fzplan.formula.functions.max import MAX
from fzplan.formula.functions.mean import MEAN
from fzplan.formula.functions.mean_stock import MEAN_STOCK
from fzplan.formula.functions.median import MEDIAN
from fzplan.formula.functions.min import MIN
from fzplan.formula.functions.pull import PULL
from fzplan.formula.functions.quantile import QUANTILE
from fzplan.formula.functions.rank import RANK
from fzplan.formula.functions.real import REAL
from fzplan.formula.functions.round import ROUND
from fzplan.formula.functions.share import SHARE
from fzplan.formula.functions.sum import SUM
from fzplan.formula.functions.topn import TOPN

REGISTRY = (
    CAGR, GROWTH, INDEX, CHANGE, CHAIN, MEAN_STOCK, CUMULATIVE, CONTRIBUTION, PULL,
    SUM, MEAN, MIN, MAX, COUNT, SHARE, RANK, TOPN,
    REAL, ROUND, ABS,
    COUNT_DISTINCT, MEDIAN, QUANTILE,
)  # fmt: skip

FUNCTIONS = {function.name: function for function in REGISTRY}
