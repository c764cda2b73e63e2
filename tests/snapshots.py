"""Texts kept beside the tests: `same("table/zh-100.txt", text)` compares with tests/snapshots/table/zh-100.txt.

`FZPLAN_UPDATE_SNAPSHOTS=1` rewrites them; read the difference before committing it.
"""

from __future__ import annotations

import os
from difflib import unified_diff
from pathlib import Path

FOLDER = Path(__file__).parent / "snapshots"


def same(name: str, text: str) -> None:
    """Assert that `text` is what was recorded under `name`."""
    path = FOLDER / name
    if os.environ.get("FZPLAN_UPDATE_SNAPSHOTS"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    assert path.exists(), f"no snapshot {name}: run with FZPLAN_UPDATE_SNAPSHOTS=1"
    recorded = path.read_bytes().decode()
    difference = unified_diff(recorded.splitlines(), text.splitlines(), "recorded", "now", lineterm="")
    assert text == recorded, "\n".join(difference)
