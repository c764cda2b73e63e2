"""fzplan: a plan is declared, returns come in, indicators are computed, gaps are assessed, reports go out."""

from __future__ import annotations

__version__ = "1.0.0"
