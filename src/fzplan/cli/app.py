"""The commands put together, their help in one language, and the exit code of a bug."""

from __future__ import annotations

import errno
import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any

import typer

from fzplan import __version__
from fzplan.cli import in_chinese, language, options
from fzplan.cli.changed import spread
from fzplan.cli.language import both

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fzplan.diagnostics import Lang

USAGE, BUG = 2, 3
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
COMMANDS = {
    "compute": both(
        "计算指标，评估差距，打印差距表。", "Compute the indicators, assess the gaps, print the gap table."
    ),
    "check": both(
        "核对规划文件和数据文件，逐处指明位置和处理办法。", "Check the plan file and the data files; name each place."
    ),
    "explain": both(
        "说明一个数从哪里来：公式、单位换算、文件、工作表、单元格。",
        "Tell where a number comes from, down to the cells.",
    ),
    "records": both(
        "列出一个汇总数背后的逐户记录（只在屏幕上）。", "List the single records behind an aggregate (on screen only)."
    ),
    "schedule": both(
        "年度分解：各目标每年应完成多少、实际多少、以后各年还需多少。",
        "Decompose the targets by years: what is due, what was done, what each remaining year needs.",
    ),
    "diff": both(
        "比较两个数据文件夹、两版规划或两次运行：原始数据、指标和判定有哪些变动。",
        "Compare two folders of data, two plans or two runs: which figures, indicators and verdicts differ.",
    ),
    "overview": both(
        "许多规划（各园区、各区）一次算完，并排比较各目标并排位次。",
        "Run many plans at once (every park, every district); their targets side by side, with ranks.",
    ),
    "screen": both(
        "逐个企业或项目对照准入标准和履约协议：是否达标，相差多少。",
        "Hold each enterprise or project against admission standards and its commitments: who fails, by how much.",
    ),
    "audit": both(
        "复算规划所印的数：能否由其他所印的数得到，彼此和各目标之间是否矛盾。",
        "Recompute the figures that the plan prints; find what contradicts, and what the targets imply together.",
    ),
    "inspect": both(
        "查看工作簿：每张表在哪里、指标、单位、时期、异常，并写出表式。",
        "Look at workbooks: tables, measures, units, periods, oddities; write the form that reads them.",
    ),
    "init": both(
        "起草规划文件：从规划指标表，或从报表；把目标写回指标表；或拿随附的规划试用。",
        "Draft a plan file from the plan's indicator table or from returns; write the table back; or try the sample.",
    ),
    "template": both(
        "写空白报表：按表式印好行名、列名、单位、填写限制和审核公式，填好即可读回。",
        "Write blank returns: the sheets of the forms with names, units, validation and checks, ready to be read back.",
    ),
    "import-checks": both(
        "把印出的审核关系（若6≠0,则5≤6，[01]≥[02]+[03]）变成规划文件的 checks:，读不懂的逐条列出。",
        "Turn printed audit relations into entries of checks:, and list those that were not understood.",
    ),
    "pack": both(
        "出具证据包：规划文件、报表、逐值来源、各种输出和版本，附 SHA-256；或核验一个证据包。",
        "Put plan, returns, lineage, outputs and versions into one sealed zip; or verify such a pack.",
    ),
    "rule": both(
        "显示一种问题的说明；不写编号则列出全部。", "Print the page of a finding; without a number, list them all."
    ),
    "schema": both(
        "打印规划文件和各命令 JSON 输出的 JSON Schema。",
        "Print the JSON Schema of the plan file or of an output.",
    ),
    "completion": both(
        "打印补全脚本：在命令行里按 Tab 补全命令、选项、指标和年份。",
        "Print the completion script of a shell: commands, options, names of the plan, years.",
    ),
    "doctor": both(
        "检查运行环境：版本、可选组件、中文字体、LibreOffice、编码、读写。",
        "Look at what fzplan runs in: versions, extras, fonts, LibreOffice, encodings, permissions.",
    ),
}
"""Name and help of each command; its module has the same name, and is imported when it is asked for."""


NO_SPACE = both("无法输出：磁盘已满", "the output could not be written: the disk is full")


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; whatever is not foreseen is a bug, code 3."""
    _streams()
    lang = language.chosen(arguments, os.environ) or "zh"
    try:
        program = command(lang, arguments)
        code = program.main(spread(arguments, program), prog_name="fzplan", standalone_mode=lang == "en")
    except SystemExit as exit_:
        return exit_.code if isinstance(exit_.code, int) else int(exit_.code is not None)
    except in_chinese.WRONG as error:
        sys.stderr.write(in_chinese.told(error))
        return USAGE
    except OSError as error:
        if error.errno != errno.ENOSPC:
            _report(error, lang, debug="--debug" in arguments)
            return BUG
        sys.stderr.write(f"{language.part(NO_SPACE, lang)}\n")
        return 1
    except Exception as error:  # noqa: BLE001  (the last line of defence: a sentence and exit code 3)
        _report(error, lang, debug="--debug" in arguments)
        return BUG
    return code if isinstance(code, int) else 0


def _streams() -> None:
    """Make both streams take any character; one that was closed before the start swallows what is written."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123  (until the end)
        else:
            stream.reconfigure(errors="replace")


def command(lang: Lang, arguments: Sequence[str] = ()) -> Any:
    """Return the parser of the command line, speaking `lang`; all commands are listed, the one asked for is loaded."""
    app = typer.Typer(
        add_completion=False, no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False, help=SUMMARY
    )
    app.callback()(_program)
    asked = next((word for word in arguments if word in COMMANDS), "")
    for name, summary in COMMANDS.items():
        module = name.replace("-", "_")
        function = getattr(import_module(f"fzplan.cli.{module}"), module) if name == asked else _listed
        app.command(name, help=summary)(function)
    group: Any = typer.main.get_command(app)
    _speak(group, lang)
    if asked and not {"-h", "--help"}.isdisjoint(arguments):
        from fzplan.cli import help_examples

        group.commands[asked].epilog = help_examples.shown(asked, lang)
    return group


def _listed() -> None:
    """Stand in the list of commands for one that is not asked for."""


def _program(*, version: Version = False, lang: options.Language = None) -> None:
    """Answer what is asked of the program itself: `_version` and `language.chosen` have done so already."""


def _speak(command: Any, lang: Lang) -> None:
    """Part the help texts of a command and of all that belongs to it; leave Python's names of types out."""
    command.help = language.part(command.help or "", lang)
    if lang == "zh":
        command.context_class = in_chinese.Context
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
