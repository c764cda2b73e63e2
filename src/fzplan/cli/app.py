"""The commands put together, their help in one language, and the exit code of a bug."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from fzplan import __version__
from fzplan.cli import check, compute, explain, language, rule, schema
from fzplan.cli.language import both
from fzplan.cli.options import Language  # noqa: TC001  (typer reads it)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from fzplan.diagnostics import Lang

BUG = 3
SUMMARY = both(
    "规划指标监测：读规划文件 targets.yaml 和各单位报表，计算指标，评估差距，生成报告。",
    "Monitor the targets of a plan: read targets.yaml and the returns, compute indicators, assess gaps, report.",
)


def _version(asked: bool) -> None:  # noqa: FBT001  (typer calls it so)
    if asked:
        typer.echo(f"fzplan {__version__}")
        raise typer.Exit


HELP = both("显示本说明", "show this message")
Version = Annotated[
    bool, typer.Option("--version", "-V", callback=_version, is_eager=True, help=both("显示版本", "print the version"))
]
COMMANDS: dict[str, tuple[Callable[..., None], str]] = {
    "compute": (compute.compute, compute.SUMMARY),
    "check": (check.check, check.SUMMARY),
    "explain": (explain.explain, explain.SUMMARY),
    "rule": (rule.rule, rule.SUMMARY),
    "schema": (schema.schema, schema.SUMMARY),
}


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; whatever is not foreseen is a bug, code 3."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    lang = language.chosen(arguments, os.environ) or "zh"
    try:
        command(lang).main(list(arguments), prog_name="fzplan")
    except SystemExit as exit_:
        return exit_.code if isinstance(exit_.code, int) else int(exit_.code is not None)
    except Exception as error:  # noqa: BLE001  (the last line of defence: a sentence and exit code 3)
        _report(error, lang, debug="--debug" in arguments)
        return BUG
    return 0


def command(lang: Lang) -> Any:
    """Return the parser of the command line, speaking `lang`."""
    app = typer.Typer(
        add_completion=False, no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False, help=SUMMARY
    )
    app.callback()(_program)
    for name, (function, summary) in COMMANDS.items():
        app.command(name, help=summary)(function)
    group = typer.main.get_command(app)
    _speak(group, lang)
    return group


def _program(*, version: Version = False, lang: Language = None) -> None:
    """Answer what is asked of the program itself: `_version` and `language.chosen` have done so already."""


def _speak(command: Any, lang: Lang) -> None:
    """Part the help texts of a command and of all that belongs to it; leave Python's names of types out."""
    command.help = language.part(command.help or "", lang)
    context = typer.Context(command, help_option_names=["-h", "--help"])
    command.context_settings["help_option_names"] = context.help_option_names
    command.get_help_option(context).help = language.part(HELP, lang)
    for parameter in command.params:
        parameter.help = language.part(parameter.help or "", lang)
        if parameter.param_type_name == "argument":
            parameter.display_type_rich = lambda **_: ""
    for inner in getattr(command, "commands", {}).values():
        _speak(inner, lang)


def _report(error: Exception, lang: Lang, *, debug: bool) -> None:
    from fzplan.diagnostics import FileRef
    from fzplan.reports import codes, findings

    if debug:
        import traceback

        traceback.print_exception(error)
    finding = codes.BUG(FileRef("fzplan"), error=f"{type(error).__name__}: {error}", version=__version__)
    sys.stderr.write(findings.text([finding], lang))
