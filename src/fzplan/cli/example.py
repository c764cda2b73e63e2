"""`--example` of `init`: the plan that comes with the program, laid out in a folder to be run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from fzplan.cli import console

if TYPE_CHECKING:
    from fzplan.diagnostics import Lang


def lay_out(name: str, places: list[Path], plan: Path, speech: Lang, *, force: bool) -> None:
    """Write the example's plan file and returns, all or none, and say what to do with them."""
    from fzplan import examples
    from fzplan.reports import findings, folders

    if len(places) > 1:
        console.refuse("--example", "--example 只写明一个文件夹", "--example takes one folder")
    if force:
        console.refuse(
            "--example", "--example 不替换已有的文件；换一个文件夹", "--example replaces no file; choose another folder"
        )
    path = Path(*places) / plan
    contents = examples.copy(name)
    contents = {path.name: contents.pop("targets.yaml"), **contents}
    fault = folders.write(path.parent, contents)
    if fault:
        console.note(findings.text([fault], speech))
        raise typer.Exit(console.FINDINGS)
    console.note(_written(path, len(contents) - 1, speech))


def _written(path: Path, returns: int, speech: Lang) -> str:
    file, data = path.as_posix(), (path.parent / "data").as_posix()
    run = "fzplan compute" + ("" if file == "targets.yaml" else f" -p {_quoted(file)}")
    if speech == "zh":
        return (
            f"已写入 {file} 和 {data}/（{returns} 个文件）\n"
            f"2021—2024年的数全部是编造的示例，不是统计资料，不得引用；见 {data}/README.md\n"
            f"接下来：{run}"
        )
    return (
        f"written: {file} and {data}/ ({returns} files)\n"
        f"all figures of 2021-2024 are invented, are no statistics and must not be quoted: {data}/README.md\n"
        f"next: {run}"
    )


def _quoted(file: str) -> str:
    return f'"{file}"' if " " in file else file
