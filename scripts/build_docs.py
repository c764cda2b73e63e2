"""Write what the documentation takes from the program: rule pages, schemas, commands, the outputs in the README.

The reports of the repository's data in `reports/` are made anew too, and those of `examples/china-14fyp/` with the
workbooks that they come from.
`--check` writes nothing and fails when a page or a report is not what the program says today.
A block of the README is remade when it follows a line ``<!-- run: COMMAND -->``.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
CASES = ROOT / "tests" / "cases"
CHINA = ROOT / "examples" / "china-14fyp"
sys.path.insert(0, str(ROOT))  # run as a file, the scripts beside it are not found
BLOCK = re.compile(r"(<!-- run: (?P<command>[^\n]+) -->\n```text\n)(?P<output>.*?)(\n```)", re.DOTALL)
READMES = ("README.md", "README.zh-CN.md")
EVERY_FORMAT = (
    "gap.txt", "gap.md", "gap.json", "gap.csv", "gap.targets.csv", "gap.sdmx.csv", "gap.xlsx", "gap.docx", "gap.html",
)  # fmt: skip
"""The reports of the repository's own plan: one a format."""
PACKED = (".xlsx", ".docx")
COMMANDS = (
    "compute",
    "check",
    "explain",
    "records",
    "schedule",
    "overview",
    "screen",
    "diff",
    "audit",
    "inspect",
    "init",
    "template",
    "import-checks",
    "pack",
    "rule",
    "schema",
    "completion",
    "doctor",
)


def pages() -> dict[Path, str]:
    """Return every generated page with its text."""
    from scripts.docs import functions, house, plan_file, rules, transcripts

    of_the_program = {**decisions(), **schemas(), **commands(), **readmes(), **examples()}
    site = {**functions.pages(DOCS), **house.pages(DOCS, ROOT), **transcripts.pages(DOCS, ROOT, run)}
    site |= plan_file.pages(DOCS) | rules.pages(DOCS, CASES)
    return {**of_the_program, **site}


def samples() -> dict[Path, bytes]:
    """Return the reports of the repository's plans, and the workbooks of the second one, made anew."""
    gap = ("gap.txt", "gap.json", "gap.xlsx")
    return reports(ROOT, EVERY_FORMAT) | reports(CHINA, (*gap, "audit.txt", "audit.json")) | returns()


def reports(home: Path, names: tuple[str, ...]) -> dict[Path, bytes]:
    """Return the reports of a plan and its data by their names; made elsewhere, for a run leaves a snapshot."""
    with tempfile.TemporaryDirectory() as name_of_folder:
        folder = Path(name_of_folder)
        shutil.copy(home / "targets.yaml", folder)
        shutil.copytree(home / "data", folder / "data")
        gaps = " ".join(f"-o reports/{name}" for name in names if name.startswith("gap"))
        run(f"fzplan compute {gaps}", "zh", folder)  # where they belong: links lead from there into the returns
        for name in names:
            if name.startswith("audit"):
                run(f"fzplan audit -o reports/{name}", "zh", folder)
        return {home / "reports" / name: (folder / "reports" / name).read_bytes() for name in names}


def returns() -> dict[Path, bytes]:
    """Return the workbooks of the national plan, as `python -m scripts.china` writes them from its source file."""
    from scripts.china.workbooks import write

    with tempfile.TemporaryDirectory() as name:
        write(Path(name))
        return {CHINA / "data" / p.relative_to(name): p.read_bytes() for p in sorted(Path(name).rglob("*.xlsx"))}


def examples() -> dict[Path, str]:
    """Return the page of the national plan: its tables, then the blocks that are run in its folder."""
    from scripts.china.page import PAGE, page

    def anew(block: re.Match[str]) -> str:
        english = block.start() > made.index("# English")
        return block[1] + run(block["command"], "en" if english else "zh", CHINA) + block[4]

    made = page()
    return {PAGE: BLOCK.sub(anew, made)}


def same(path: Path, made: bytes) -> bool:
    """Tell whether a report is what was made; packed ones part by part, for zlib builds pack differently."""
    if not path.exists():
        return False
    if path.suffix not in PACKED:
        return path.read_bytes() == made
    return parts(path.read_bytes()) == parts(made)


def parts(packed: bytes) -> dict[str, bytes]:
    """Return the unpacked parts of a workbook or a document."""
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def decisions() -> dict[Path, str]:
    """Return the index of the decision records."""
    lines = [
        "# Decisions",
        "",
        "One page a decision: the question, the choice, the reasons, the price.",
        "A decision is changed by a new page that names the old one.",
        "",
    ]
    for path in sorted((DOCS / "decisions").glob("0*.md")):
        title = path.read_text(encoding="utf-8").split("\n", 1)[0].removeprefix("# ")
        lines.append(f"- [{title}]({path.name})")
    return {DOCS / "decisions" / "README.md": "\n".join(lines) + "\n"}


def schemas() -> dict[Path, str]:
    """Return the JSON Schemas of the plan file and of the results, as `fzplan schema --output` writes them."""
    with tempfile.TemporaryDirectory() as folder:
        run(f"fzplan schema --output {folder}", "zh")
        return {DOCS / path.name: path.read_text(encoding="utf-8") for path in sorted(Path(folder).glob("*.json"))}


def commands() -> dict[Path, str]:
    """Return the command reference in both languages, from the commands' own `--help`."""
    found = {}
    for lang in ("zh", "en"):
        parts = ["# 命令" if lang == "zh" else "# Commands"]
        for name in ("", *COMMANDS):
            line = f"fzplan {name} --help".replace("  ", " ")
            parts.append(f"## `{line.removesuffix(' --help')}`\n\n```text\n{run(line, lang)}\n```")
        found[DOCS / f"commands.{lang}.md"] = "\n\n".join(parts) + "\n"
    return found


def readmes() -> dict[Path, str]:
    """Return the READMEs with their transcripts, and the blocks after `<!-- run: … -->`, made anew."""
    from scripts.docs import transcripts

    found = {}
    for name in READMES:
        path = ROOT / name
        lang = "zh" if "zh" in name else "en"
        text = BLOCK.sub(
            lambda block, lang=lang: block[1] + run(block["command"], lang) + block[4],  # type: ignore[misc]
            path.read_text(encoding="utf-8"),
        )
        found[path] = transcripts.page(text, lang, ROOT, run)
    return found


def run(command: str, lang: str, folder: Path = ROOT) -> str:
    """Return what a command prints (both streams) in a folder, at 100 columns and without colour."""
    environment = {**os.environ, "FZPLAN_LANG": lang, "COLUMNS": "100", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    program, *arguments = command.split()
    assert program == "fzplan", command
    done = subprocess.run(
        [sys.executable, "-m", "fzplan", *arguments],
        cwd=folder, env=environment, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
    )  # fmt: skip
    return "\n".join(line.rstrip() for line in done.stdout.rstrip().split("\n"))


def main() -> int:
    """Write or check every page and report."""
    made = {path: text.encode() for path, text in pages().items()} | samples()
    stale = [path for path, content in made.items() if not same(path, content)]
    orphans = [path for path in (*(DOCS / "rules").glob("*.md"), *(CHINA / "data").rglob("*.xlsx")) if path not in made]
    if "--check" in sys.argv[1:]:
        for path in (*stale, *orphans):
            print(f"{path.relative_to(ROOT)} is not what the program says today; run scripts/build_docs.py")
        return int(bool(stale or orphans))
    for path in orphans:
        path.unlink()
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(made[path])
        print(path.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main())
