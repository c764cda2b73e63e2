"""`python -m benchmarks [NAME…]`: every measurement, or the named ones."""

from __future__ import annotations

import sys
from importlib import import_module

NAMES = ("start", "reading", "indicators", "gaps", "checking", "reports", "plans", "microdata")

for name in sys.argv[1:] or NAMES:
    import_module(f"benchmarks.{name}").main()
