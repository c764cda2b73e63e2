"""A progress bar on stderr while many workbooks are read: only on a terminal, only for work over a second.

In: calls that name the file at hand. Out: the bar, gone when the work is done. rich is loaded when the bar appears.
"""

from __future__ import annotations

import sys
from time import monotonic
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

AFTER = 1.0
"""Seconds before there is anything to see."""


class Waiting:
    """Called with the file at hand, how many were read, and how many there are."""

    def __init__(self) -> None:
        self._since = monotonic()
        self._bar: Progress | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def __call__(self, file: str, read: int, files: int) -> None:
        """Show how far the reading is."""
        if self._bar is None:
            if monotonic() - self._since < AFTER or not sys.stderr.isatty():
                return
            self._start(files)
        assert self._bar is not None
        assert self._task is not None
        self._bar.update(self._task, completed=read, description=file)

    def _start(self, files: int) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}", markup=False))
        self._bar = Progress(*columns, console=Console(stderr=True), transient=True)
        self._task = self._bar.add_task("", total=files)
        self._bar.start()
