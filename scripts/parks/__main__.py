"""Write `examples/parks/` anew: `python -m scripts.parks [FOLDER]`. Equal runs give equal bytes."""

from __future__ import annotations

import sys
from pathlib import Path

from scripts.parks import write

if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("examples/parks"))
