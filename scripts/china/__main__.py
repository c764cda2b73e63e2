"""Write the workbooks of `examples/china-14fyp/data/` anew: `python -m scripts.china [FOLDER]`."""

from __future__ import annotations

import sys
from pathlib import Path

from scripts.china.source import EXAMPLE
from scripts.china.workbooks import write

if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else EXAMPLE / "data")
