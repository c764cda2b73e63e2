"""Plans that come with the program, each with its returns: to be run first, then changed.

In: a name. Out: the files of a copy. May import: nothing of the program.
An installed program carries an example beside this module, put there when the wheel was built
(`scripts/build_hook.py`); in a checkout it is the repository's own plan and data, so that no second copy is kept.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

NAMES = ("fengtai",)
FILES = (
    "targets.yaml",
    "data/README.md",
    "data/published/*.xlsx",
    "data/returns/示例_*.xlsx",
    "data/registers/示例_*.xlsx",
    "data/microdata/示例_*.xlsx",
    "data/faulty/targets.yaml",
    "data/faulty/data/示例_*.xls*",
)
"""What belongs to the example. Invented returns are known by their names: others beside them are somebody's own."""
MODELINE = b"# yaml-language-server:"


def copy(name: str) -> dict[str, bytes]:
    """Return the content of each file of an example by its posix path in the folder of a copy.

    The line that tells an editor where the schema lies in the repository gives way to one that tells where the copy
    comes from: places in the plan file keep their line numbers.
    """
    root = folder(name)
    found = {path.relative_to(root).as_posix(): path.read_bytes() for path in lying(root)}
    first, _, rest = found["targets.yaml"].partition(b"\n")
    if first.startswith(MODELINE):
        found["targets.yaml"] = f"# fzplan init --example {name}\n".encode() + rest
    return found


def folder(name: str) -> Path:
    """Return where an example lies: in the installed package, else in the checkout that the package is run from."""
    if name not in NAMES:
        raise ValueError(f"no example is called {name!r}")
    installed = Path(__file__).parent / name
    return installed if installed.is_dir() else Path(__file__).parents[3]


def lying(root: Path) -> Iterator[Path]:
    """Yield the files of an example below its folder, sorted."""
    for pattern in FILES:
        yield from sorted(root.glob(pattern))
