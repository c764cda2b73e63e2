"""Write the workbooks of `data/` anew: `python scripts/make_data.py [FOLDER]`. Equal runs give equal bytes."""

from __future__ import annotations

import sys
from pathlib import Path

from sample import microdata, published, registers, returns, tasks


def make(folder: Path) -> None:
    """Write every workbook below `folder`."""
    for family in (published, returns, registers, tasks, microdata):
        family.write(folder)


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent.parent / "data")
