"""The command line: a command converts its arguments, calls one function of the workflow, renders and exits.

In: arguments. Out: results on stdout, all else on stderr, exit code 0 clean, 1 findings, 2 usage, 3 bug.
May import: everything, but nothing heavy before it is needed: `--version` loads not even the parser of arguments.
"""

from __future__ import annotations

import atexit
import gc
import os
import sys
from typing import NoReturn

YOUNG = 500_000
"""New objects between two searches for unreachable cycles: a run leaves hardly any, and Python's 700 would search
hundreds of times while everything is still in use. Reading a large file keeps its memory: reference counts free it."""

SPARED = {"OPENBLAS_NUM_THREADS": "1", "PYDANTIC_DISABLE_PLUGINS": "__all__"}
"""What libraries need not prepare, unless the environment says otherwise: threads that multiply matrices, plugins."""


def main() -> NoReturn:
    """Run the program with the arguments of the process and exit."""
    gc.set_threshold(YOUNG)
    for name, value in SPARED.items():
        os.environ.setdefault(name, value)
    _leave(_run(sys.argv[1:]))


def _run(arguments: list[str]) -> int:
    if arguments in (["--version"], ["-V"]):
        from fzplan import __version__

        print(f"fzplan {__version__}")  # noqa: T201
        return 0
    if os.environ.get("FZPLAN_COMPLETE"):
        from fzplan.cli import completing

        return completing.run(arguments)
    from fzplan.cli.app import run

    return run(arguments)


def _leave(code: int) -> NoReturn:
    """End the process without taking the interpreter apart piece by piece: a tenth of the time of a small run.

    What others registered for the end is called, and what was printed is written; where it cannot be, the run has
    not succeeded.
    """
    atexit._run_exitfuncs()  # noqa: SLF001  (what multiprocessing calls for the same purpose)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            code = code or 1
    os._exit(code)
