"""Reading ahead: the next large workbooks are parsed in other threads while this one waits for the first.

In: files in their order, and how one is read. Out: what came of each, in the same order, whatever the number of
workers. The engine lets go of the interpreter only while it parses, so small files gain nothing and start nothing
(docs/decisions/0021).
"""

from __future__ import annotations

import os
from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from concurrent.futures import Future
    from pathlib import Path

    from fzplan.returns.readers.door import Reading

LARGE = 1_000_000
"""Bytes from which a file is worth a thread: to parse it takes a fifth of a second and more."""
WORKERS = 4


def readings(paths: Sequence[Path], read: Callable[[int], Reading], workers: int | None = None) -> Iterator[Reading]:
    """Yield what `read` returns for the index of each path, in order, at most `workers` files ahead.

    With fewer than two large files everything is read here, one after the other. An exception, or an interrupt of
    the consumer, cancels what has not begun.
    """
    workers = min(WORKERS, os.cpu_count() or 1) if workers is None else workers
    if workers < 2 or sum(map(_is_large, paths)) < 2:
        yield from map(read, range(len(paths)))
        return
    from concurrent.futures import ThreadPoolExecutor

    pool = ThreadPoolExecutor(workers, thread_name_prefix="fzplan-ahead")
    waiting: deque[Future[Reading]] = deque()
    try:
        for index in range(len(paths)):
            waiting.append(pool.submit(read, index))
            if len(waiting) > workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _is_large(path: Path) -> bool:
    try:
        return path.stat().st_size >= LARGE
    except OSError:
        return False
