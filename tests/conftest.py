"""Settings of every test: property tests draw the same examples on every run, so that a red run can be repeated.

`make long` draws new ones (FZPLAN_RANDOM=1).
"""

from __future__ import annotations

import os

from hypothesis import settings

from tests.nobody import open_folder

__all__ = ["open_folder"]

for name in ("COLUMNS", "LINES"):
    os.environ.pop(name, None)
    os.unsetenv(name)  # the readline library sets them for the processes that tests start, unseen by os.environ

settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.register_profile("random", deadline=None)
settings.load_profile("random" if os.environ.get("FZPLAN_RANDOM") else "repeatable")
