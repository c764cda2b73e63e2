"""Transcripts in the documentation: what stands under a command is what the command prints today.

A block ```console is a transcript: each line `$ fzplan …` is run, `$ cat FILE` shows a file, and what stands under it
is made anew. The first line of a page may be ``<!-- folder: PATH … -->``: files and folders of the repository that are
copied into the empty folder in which the page's commands run, one after the other. A block with ``title="NAME"`` is
written there as that file.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

Run = Callable[[str, str, Path], str]
"""(command, language, folder) → what is printed."""

FOLDER = re.compile(r"^<!-- folder:(?P<paths>[^>]*)-->", re.MULTILINE)
BLOCK = re.compile(
    r"^```(?P<head>console|\w+ title=\"(?P<name>[^\"]+)\")\n(?P<body>.*?)^```$", re.DOTALL | re.MULTILINE
)


def language(path: Path) -> str:
    """Return the language of a page by its name."""
    return "en" if path.name.endswith(".en.md") else "zh"


def pages(docs: Path, root: Path, run: Run) -> dict[Path, str]:
    """Return every page with a folder of its own, its transcripts made anew."""
    found = {}
    for path in sorted(docs.rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        if FOLDER.search(text):
            found[path] = page(text, language(path), root, run)
    return found


def page(text: str, lang: str, root: Path, run: Run) -> str:
    """Return one page with its transcripts made anew."""
    given = FOLDER.search(text)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for source in given["paths"].split() if given else ():
            place, _, target = source.partition("=")
            copied = folder / (target or Path(place).name)
            copied.parent.mkdir(parents=True, exist_ok=True)
            (shutil.copytree if (root / place).is_dir() else shutil.copyfile)(root / place, copied)

        def anew(block: re.Match[str]) -> str:
            if block["name"]:
                (folder / block["name"]).parent.mkdir(parents=True, exist_ok=True)
                (folder / block["name"]).write_text(block["body"], encoding="utf-8")
                return block[0]
            commands = [line[2:] for line in block["body"].split("\n") if line.startswith("$ ")]
            return f"```console\n{''.join(told(command, lang, folder, run) for command in commands)}```"

        return BLOCK.sub(anew, text)


def told(command: str, lang: str, folder: Path, run: Run) -> str:
    """Return a command and what it prints; the folder it ran in has no name."""
    program, *arguments = command.split()
    if program == "cat":
        output = (folder / arguments[0]).read_text(encoding="utf-8").rstrip()
    else:
        output = run(command, lang, folder).replace(str(folder.resolve()) + "/", "").replace(str(folder) + "/", "")
    return f"$ {command}\n{output}\n" if output else f"$ {command}\n"
