"""`python -m fzplan`."""

from __future__ import annotations

from fzplan.cli import main

main()
