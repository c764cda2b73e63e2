"""What commands share when they speak: stdout for results, stderr for all else, the exit code of findings.

In: texts, findings. Out: characters on the process's streams. Reports are imported when there is something to say:
`--help` has no use for them.
"""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING, NoReturn, TextIO

import typer

from fzplan.cli import language

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from fzplan.diagnostics import Diagnostic, Lang
    from fzplan.model.findings import Review
    from fzplan.workflow import Run
    from fzplan.workflow.blanks import Templates

CLEAN, FINDINGS, USAGE = 0, 1, 2
PIPED = 160
"""Columns of a table that goes into a pipe or a file: all of them fit."""


def lang(asked: Lang | None, run: Run | Review | Templates | None = None) -> Lang:
    """Return the language of the output: as asked, else of the environment, else of the plan."""
    of_plan = run.plan.head.lang if run and run.plan else "zh"
    return asked or language.chosen(sys.argv[1:], os.environ) or of_plan


def part(text: str) -> str:
    """Return the half of a two-language sentence that the arguments of the process ask for."""
    return language.part(text, language.chosen(sys.argv[1:], os.environ) or "zh")


def refuse(option: str, zh: str, en: str) -> NoReturn:
    """End the run: an option was not used as it is meant to be."""
    raise typer.BadParameter(part(language.both(zh, en)), param_hint=option)


def say(text: str) -> None:
    """Print a result."""
    _write(sys.stdout, text)


def give(content: bytes) -> None:
    """Write a result that programs read: in UTF-8, whatever the console has."""
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def show(result: str | bytes, *, for_programs: bool) -> None:
    """Print a result for people, or give it to programs."""
    if isinstance(result, bytes):
        give(result)
    elif for_programs:
        give(result.encode())
    else:
        say(result)


def note(text: str) -> None:
    """Print what is no result: findings of a computation, counts, names of written files."""
    _write(sys.stderr, text)


def _write(stream: TextIO, text: str) -> None:
    from fzplan.reports import consoles

    stream.write(consoles.printable(text, encoding(stream)) + ("" if text.endswith("\n") or not text else "\n"))
    stream.flush()


def encoding(stream: TextIO | None = None) -> str:
    """Return the encoding of a stream (default: stdout)."""
    return (stream or sys.stdout).encoding or "utf-8"


def width() -> int:
    """Return the columns of the terminal: COLUMNS, else its own size, else enough for everything."""
    return shutil.get_terminal_size((PIPED, 24)).columns


def bound() -> int:
    """Return the columns at which lines are parted: of a terminal, or of COLUMNS; 0 into a pipe, for `grep`."""
    return width() if sys.stdout.isatty() or os.environ.get("COLUMNS") else 0


def colour(stream: TextIO | None = None) -> bool:
    """Tell whether colours may be used: on a terminal, unless NO_COLOR is set."""
    out = stream or sys.stdout
    return out.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def draws() -> bool:
    """Tell whether stdout is a terminal that shows every character: what is read by eye alone is drawn there."""
    from fzplan.reports import consoles

    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb" and consoles.is_unicode(encoding())


def report(run: Run, speech: Lang, *, verbose: bool) -> None:
    """Print the findings of a computation to stderr: those worth a look in full, of notices the first of each kind."""
    from fzplan.diagnostics import Severity
    from fzplan.reports import findings

    shown = [d for d in run.diagnostics if verbose or d.severity > Severity.INFO]
    note(findings.text(shown, speech, colour=colour(sys.stderr)))
    if not verbose:
        notices = [d for d in run.diagnostics if d.severity == Severity.INFO]
        note(findings.notices(notices, speech, colour=colour(sys.stderr)))
    note(findings.counts(run.diagnostics, speech))
    account(run, speech, verbose=verbose)


def unusable(run: Run, format_: str, speech: Lang, *, verbose: bool) -> NoReturn:
    """End a run that could not be, and print why; as JSON where JSON was asked for."""
    report(run, speech, verbose=verbose)
    if format_ == "json":
        from fzplan.reports import json

        say(json.dump(json.faults(run.diagnostics, speech), encoding()))
    raise typer.Exit(USAGE)


def account(run: Run | Review, speech: Lang, *, verbose: bool) -> None:
    """Print what became of the number-like cells that were read."""
    from fzplan.reports import findings

    if run.extraction is None or not run.extraction.accounts:
        return
    if verbose:
        from fzplan.reports import accounts

        note(accounts.table(run.extraction.accounts, speech, encoding(sys.stderr)))
    note(findings.cells(run.extraction.accounts, speech))


def withheld(paths: Iterable[Path], speech: Lang) -> None:
    """Say that no file was written, for a report outlives the findings (docs/decisions/0008)."""
    names = ", ".join(path.as_posix() for path in paths)
    if speech == "zh":
        note(f"有待处理的问题，未写入 {names}；处理后重新运行，确需写入请加 --fail-on never")
    else:
        note(f"findings stand open, not written: {names}; mend them and run again, or add --fail-on never")


def exit_code(diagnostics: Iterable[Diagnostic], fail_on: str, *, unusable: bool) -> int:
    """Return 2 for a run that could not be, 1 for findings at or above `fail_on`, else 0."""
    from fzplan.diagnostics import Severity

    if unusable:
        return USAGE
    if fail_on == "never":
        return CLEAN
    gate = Severity[fail_on.upper()]
    return FINDINGS if any(d.severity >= gate for d in diagnostics) else CLEAN
