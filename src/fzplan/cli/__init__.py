"""The command line: a command converts its arguments, calls one function of the workflow, renders and exits.

In: arguments. Out: results on stdout, all else on stderr, exit code 0 clean, 1 findings, 2 usage, 3 bug.
May import: everything, but nothing heavy before it is needed: `--version` loads not even the parser of arguments.
"""

from __future__ import annotations

import sys


def main() -> None:
    """Run the program with the arguments of the process and exit."""
    arguments = sys.argv[1:]
    if arguments in (["--version"], ["-V"]):
        from fzplan import __version__

        print(f"fzplan {__version__}")  # noqa: T201
        sys.exit(0)
    from fzplan.cli.app import run

    sys.exit(run(arguments))
