"""What the parser of arguments says of its own accord, in Chinese: the frame of help, and wrong usage.

In: its contexts and exceptions. Out: texts; one that no pattern knows stays as the parser says it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from fzplan.regex import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

WRONG: Any = typer.BadParameter.__bases__[0]
"""The exception of wrong usage, which typer does not export."""
HEADINGS = {"Options": "选项", "Arguments": "参数", "Commands": "命令"}
USED = (("[OPTIONS]", "[选项]"), ("COMMAND [ARGS]...", "命令 [参数]..."))
WORDS = (("[default: ", "[默认："), ("[required]", "[必填]"), ("; required]", "；必填]"))
SAID = (
    (regex(r"No such option: (\S+) \(Possible options: (.+)\)"), "没有选项 {0}，相近的有 {1}"),
    (regex(r"No such option: (\S+)"), "没有选项 {0}"),
    (regex(r"No such command '(.+)'\. Did you mean (.+)\?"), "没有命令“{0}”，是不是 {1}？"),
    (regex(r"No such command '(.+)'\."), "没有命令“{0}”"),
    (regex(r"Missing command\."), "没有写命令"),
    (regex(r"Missing argument '(.+?)'\."), "缺少参数 {0}"),
    (regex(r"Missing option '(.+?)'\."), "缺少选项 {0}"),
    (regex(r"Got unexpected extra argument\(s\) \((.+)\)"), "多出的参数：{0}"),
    (regex(r"Option '(.+)' requires an argument\."), "选项 {0} 后面要写值"),
    (regex(r"Option '(.+)' does not take a value\."), "选项 {0} 后面不写值"),
    (regex(r"Invalid value for '?(.+?)'?: (.+)"), "{0} 的值不对：{1}"),
    (regex(r"Invalid value: (.+)"), "值不对：{0}"),
)
VALUES = (
    (regex(r"Input should be a valid integer, .*"), "要写整数"),
    (regex(r"Input should be a valid number, .*"), "要写数"),
    (regex(r"Input should be (.+) or (.+)"), "应为 {0} 或 {1}"),
    (regex(r"Input should be greater than or equal to (.+)"), "不能小于 {0}"),
    (regex(r"Input should be less than or equal to (.+)"), "不能大于 {0}"),
    (regex(r"Value error, '(.*)' is not one of (.+)\."), "没有“{0}”，可以是 {1}"),
    (regex(r"File '(.+)' does not exist\."), "没有文件“{0}”"),
    (regex(r"Directory '(.+)' does not exist\."), "没有文件夹“{0}”"),
    (regex(r"Path '(.+)' does not exist\."), "没有文件或文件夹“{0}”"),
    (regex(r"\w+ '(.+)' is a file\."), "“{0}”是文件，要的是文件夹"),
    (regex(r"\w+ '(.+)' is a directory\."), "“{0}”是文件夹，要的是文件"),
    (regex(r"\w+ '(.+)' is not readable\."), "“{0}”不能读"),
    (regex(r"\w+ '(.+)' is not writable\."), "“{0}”不能写"),
)


_FORMATTER: Any = typer.Context.formatter_class


class _Formatter(_FORMATTER):  # type: ignore[misc]
    """Help with Chinese words around it."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, _worded(args, USED), prefix or "用法：")

    def write_heading(self, heading: str) -> None:
        self.write(f"{HEADINGS.get(heading, heading)}：\n")

    def write_dl(self, rows: Sequence[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        super().write_dl([(term, _worded(text, WORDS)) for term, text in rows], col_max, col_spacing)


class Context(typer.Context):
    """The context of a command whose help is Chinese."""

    formatter_class = _Formatter


def _worded(text: str, words: Sequence[tuple[str, str]]) -> str:
    for english, chinese in words:
        text = text.replace(english, chinese)
    return text


def told(error: Any) -> str:
    """Return what is wrong with the usage, after how the command is used."""
    if type(error).__name__ == "NoArgsIsHelpError":
        return f"{error.format_message()}\n"
    lines = [f"错误：{_said(error.format_message(), SAID)}", ""]
    if error.ctx is not None:
        path, option = error.ctx.command_path, error.ctx.help_option_names[0]
        lines[:0] = [error.ctx.get_usage(), f"说明见“{path} {option}”", ""]
    return "\n".join(lines)


def _said(message: str, patterns: Sequence[tuple[Any, str]]) -> str:
    for pattern, chinese in patterns:
        if found := pattern.fullmatch(message):
            return chinese.format(*(_said(part, VALUES) for part in found.groups()))
    return message
