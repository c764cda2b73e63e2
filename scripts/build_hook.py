"""What hatchling asks when a wheel is built: the sample plan and its returns are put into the package.

Only the files of the sample go in: whatever else lies in `data/` of a checkout is somebody's own and stays there.
An editable installation reads them where they are.
"""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Samples(BuildHookInterface[Any]):
    """Adds `fzplan/examples/NAME/` to wheels."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name the files of each example to a build of a wheel that is no editable one."""
        if version == "editable":
            return
        root = Path(self.root)
        module = runpy.run_path(str(root / "src" / "fzplan" / "examples" / "__init__.py"))
        (name,) = module["NAMES"]
        for path in module["lying"](root):
            inside = f"fzplan/examples/{name}/{path.relative_to(root).as_posix()}"
            build_data["force_include"][str(path)] = inside
