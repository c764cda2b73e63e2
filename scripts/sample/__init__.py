"""The sample returns of this repository: what the plan publishes, and an invented, marked filling of 2021–2024.

One module a family of workbooks; each has `write(folder)`. The invented figures stand in `figures` alone, so that
every workbook that prints one of them prints the same. Nothing reads the clock: equal runs give equal bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def write(folder: Path) -> None:
    """Write every workbook below `folder`."""
    from scripts.sample import admissions, microdata, published, registers, returns, tasks

    for family in (published, returns, registers, tasks, admissions, microdata):
        family.write(folder)
