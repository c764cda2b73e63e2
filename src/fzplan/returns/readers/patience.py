"""Waiting for a reader only so long.

The engine is compiled code that cannot be interrupted, but it lets other threads run while it parses. So files are
read in a second thread, which is left to itself where it does not come back in time. It is kept for the next file:
to begin a thread costs more than to read a small workbook.
"""

from __future__ import annotations

import threading
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any, TypeVar

from fzplan.returns.readers.faults import SlowError

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


class _Reader:
    """A thread that does one piece of work at a time."""

    def __init__(self) -> None:
        self.work: SimpleQueue[Callable[[], Any]] = SimpleQueue()
        self.done: SimpleQueue[tuple[Any, BaseException | None]] = SimpleQueue()
        self.thread = threading.Thread(target=self._run, daemon=True, name="fzplan-reader")
        self.thread.start()

    def _run(self) -> None:
        while True:
            work = self.work.get()
            try:
                self.done.put((work(), None))
            except BaseException as error:  # noqa: BLE001 – raised again by the thread that waits
                self.done.put((None, error))
            del work


_idle: list[_Reader] = []
"""The reader that waits for work, if there is one."""


def within(seconds: float, work: Callable[[], T]) -> T:
    """Return what `work` returns, or raise what it raises; raises `SlowError` where it takes longer than `seconds`."""
    try:
        reader = _idle.pop()
    except IndexError:  # none waits; asking first would let two threads take the same one
        reader = None
    if reader is None or not reader.thread.is_alive():  # a forked process has the list and not the thread
        reader = _Reader()
    reader.work.put(work)
    try:
        result, error = reader.done.get(timeout=seconds)
    except Empty:
        raise SlowError(seconds) from None
    _idle.append(reader)
    if error is not None:
        raise error
    return result  # type: ignore[no-any-return]
