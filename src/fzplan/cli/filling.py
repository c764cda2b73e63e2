"""`--template` of `compute`: which file it fills, and what is wrong usage of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from fzplan.cli import console
from fzplan.cli.language import both

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fzplan.model.results import Outcome
    from fzplan.reports import Settings

SUFFIXES = (".xlsx", ".docx")
Option = Annotated[
    Path | None,
    typer.Option(
        "--template",
        metavar="FILE",
        help=both(
            "填写本单位自己的 .xlsx 或 .docx 模板，写到同一后缀的 -o 文件",
            "fill the office's own .xlsx or .docx template; the -o file of the same suffix is it, filled",
        ),
        show_default=False,
    ),
]


class Template(NamedTuple):
    """A template that was read, and the file that it becomes."""

    path: Path
    content: bytes
    becomes: Path

    def filled(self, outcome: Outcome, settings: Settings) -> bytes | None:
        """Return the filled file; None where a finding stands open. All findings are printed."""
        from fzplan.reports import filling, findings

        content, told = filling.filled(outcome, settings, self.content, self.path.as_posix())
        if told:
            console.note(findings.text(told, settings.lang))
        if content is None:
            zh, en = "模板有待处理的问题，未写入", "the template has open findings, not written:"
            console.note(f"{zh if settings.lang == 'zh' else en} {self.becomes.as_posix()}")
        return content


def template(path: Path | None, files: Iterable[Path]) -> Template | None:
    """Read the template that is asked for; refuse one that no file of `-o`, or more than one, would be."""
    if path is None:
        return None
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        console.refuse("--template", f"模板须是 .xlsx 或 .docx：{path}", f"a template is an .xlsx or a .docx: {path}")
    becomes = [file for file in files if file.suffix.lower() == suffix]
    if len(becomes) != 1:
        zh, en = f"须有且只有一个 -o 文件后缀为 {suffix}", f"exactly one -o file has to end in {suffix}"
        console.refuse("--template", zh, en)
    try:
        return Template(path, path.read_bytes(), becomes[0])
    except OSError as error:
        reason = error.strerror or str(error)
        console.refuse(
            "--template", f"无法读取 {path.as_posix()}：{reason}", f"cannot read {path.as_posix()}: {reason}"
        )
