"""Completion: what a shell is offered at each place of a line, and the same in the shells themselves."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from fzplan.cli import app, completing, quoting
from tests.cli.runs import PLAN, fzplan, project

if TYPE_CHECKING:
    from collections.abc import Sequence

WITH_MEMBERS = PLAN.replace("    measures:", "    dimensions:\n      园区: {members: [东区, 西区]}\n    measures:")
SHELLS = ("bash", "zsh", "fish", "powershell")
HERE = str(Path(sys.executable).parent)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = project(tmp_path, WITH_MEMBERS)
    monkeypatch.chdir(place)
    return place


def offered(*words: str) -> list[str]:
    return [offer.value for offer in completing.offers(words, "en")]


def test_commands_with_what_they_do() -> None:
    assert offered("") == list(app.COMMANDS)
    assert completing.offers(["comp"], "en")[0].about.startswith("Compute the indicators")
    assert completing.offers(["comp"], "zh")[0].about.startswith("计算指标")
    assert offered("--v") == ["--version"]
    assert offered("--lang", "") == ["zh", "en"]
    assert offered("--lang", "en", "sche") == ["schedule", "schema"]


@pytest.mark.parametrize("name", app.COMMANDS)
def test_every_option_of_every_command(name: str, folder: Path) -> None:
    page = fzplan(name, "--help", cwd=folder, FZPLAN_LANG="en", COLUMNS="200").stdout
    shown = {word.strip(",") for word in page.split() if word.startswith("--") and word[2:3].isalpha()}
    assert set(offered(name, "--")) >= {option for option in shown if option in page.split("Options:")[1]} - {"--help"}
    for offer in completing.offers([name, "-"], "zh"):
        assert offer.about, offer


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("explain", ""), ["劳均产出", "per_head", "总收入", "从业人员平均人数"]),
        (("explain", "劳"), ["劳均产出"]),
        (("explain", "per"), ["per_head"]),
        (("explain", "劳均产出", "202"), ["2020", "2021", "2022", "2023", "2024", "2025"]),
        (("explain", "劳均产出", "--by", ""), ["园区=东区", "园区=西区"]),
        (("explain", "劳均产出", "--by", "园区=西"), ["园区=西区"]),
        (("explain", "劳均产出", "--by=园区=东"), ["--by=园区=东区"]),
        (("compute", "--by", ""), ["园区"]),
        (("compute", "--year", "2024"), ["2024"]),
        (("compute", "--year=2023"), ["--year=2023"]),
        (("compute", "--format", ""), ["table", "json", "md", "csv", "targets", "sdmx"]),
        (("compute", "--method", "cagr"), ["cagr-ratio"]),
        (("compute", "--set", "总收入@2024"), ["总收入@2024="]),
        (("compute", "--score", "--fail-on", "v"), ["verify"]),
        (("compute", "data", ""), []),  # folders and workbooks: the shell completes the names of files
        (("compute", "--template", ""), []),
        (("template", ""), ["年报"]),
        (("import-checks", "list.txt", "--form", ""), ["年报"]),
        (("diff", "--only", "v"), ["verdicts"]),
        (("rule", "fz90"), []),
        (("rule", "FZ900"), ["FZ900"]),
        (("schema", "s"), ["schedule", "survey", "screen"]),
        (("completion", ""), list(SHELLS)),
        (("nonsense", ""), list(app.COMMANDS)),
    ],
)
def test_what_is_offered(words: Sequence[str], expected: list[str]) -> None:
    assert offered(*words) == expected


def test_names_of_the_plan_that_the_line_speaks_of(folder: Path) -> None:
    (folder / "targets.yaml").rename(folder / "other.yaml")
    assert offered("explain", "劳") == []
    assert offered("explain", "--plan", "other.yaml", "劳") == ["劳均产出"]
    assert offered("explain", "--plan=other.yaml", "劳") == ["劳均产出"]
    assert offered("explain", "-p", "other.yaml", "劳") == ["劳均产出"]


def test_a_plan_that_is_being_written(folder: Path) -> None:
    text = (folder / "targets.yaml").read_text(encoding="utf-8")
    (folder / "targets.yaml").write_text(text.replace("span: 2021-2025", "span: soon, lang: fr"), encoding="utf-8")
    assert offered("explain", "劳") == ["劳均产出"]
    assert offered("compute", "--year", "") == []
    (folder / "targets.yaml").write_text(text.replace("{unit: 亿元", "{unit: [亿元"), encoding="utf-8")
    assert offered("explain", "劳") == ["劳均产出"]
    (folder / "targets.yaml").write_bytes(b"\xff\xfe\x00")
    assert offered("explain", "") == []


def asked(shell: str, *words: str, cwd: Path, **more: str) -> list[str]:
    """Start the program as the script of a shell does."""
    environment = os.environ | {"FZPLAN_COMPLETE": shell, "FZPLAN_LANG": "en", "PYTHONIOENCODING": "utf-8"} | more
    run = [sys.executable, "-m", "fzplan", *words]
    done = subprocess.run(run, capture_output=True, text=True, check=False, cwd=cwd, env=environment, encoding="utf-8")
    assert done.stderr == ""
    return done.stdout.splitlines()


@pytest.mark.parametrize("shell", SHELLS)
def test_what_a_shell_reads(shell: str, folder: Path) -> None:
    about = "" if shell == "bash" else "\t万元/人"
    assert asked(shell, "explain", "劳", cwd=folder) == [f"劳均产出{about}"]
    empty = '""' if shell == "powershell" else ""
    assert asked(shell, "completion", empty, cwd=folder) == list(SHELLS)


def test_bash_parts_words_at_signs(folder: Path) -> None:
    breaks = {"FZPLAN_BREAKS": " \t\n\"'@><=;|&(:"}
    assert asked("bash", "explain", "x", "--by", "园区", "=", "东", cwd=folder, **breaks) == ["东区"]
    assert asked("bash", "explain", "x", "--by", "园区", "=", cwd=folder, **breaks) == ["东区", "西区"]
    assert asked("bash", "compute", "--set", "总收入", "@", "2024", cwd=folder, **breaks) == ["@2024="]
    assert asked("bash", "compute", "--set", "总收入@2024", cwd=folder, FZPLAN_BREAKS=" ") == ["总收入@2024="]


@pytest.mark.parametrize("shell", SHELLS)
def test_a_fault_says_nothing(shell: str, folder: Path) -> None:
    (folder / "targets.yaml").unlink()
    (folder / "targets.yaml").mkdir()
    assert asked(shell, "explain", "劳", cwd=folder) == []
    assert asked(shell, "explain", "--plan", "~nobody/x", "", cwd=folder) == []


EVIL = (
    "$(touch x)",
    "`touch x`",
    "a;touch x",
    "a b",
    "it's",
    'say "x"',
    "a&b",
    "--plan=/etc/passwd",
    "a\x1b[2Jb",
    "a,b",
    "“x”;y",
)


def test_names_that_would_be_commands(folder: Path) -> None:
    entries = "\n".join(
        f"  {name!r}: {{unit: 元}}" if "'" not in name else f'  "{name}": {{unit: 元}}' for name in EVIL
    )
    (folder / "evil.yaml").write_text(f"indicators:\n{entries}\n", encoding="utf-8")
    assert "--plan=/etc/passwd" not in offered("explain", "--plan", "evil.yaml", "-")
    bash = asked("bash", "explain", "--plan", "evil.yaml", "", cwd=folder)
    assert r"\$\(touch\ x\)" in bash
    assert r"\`touch\ x\`" in bash
    assert r"a\;touch\ x" in bash
    assert r"it\'s" in bash
    power = asked("powershell", "explain", "--plan", "evil.yaml", '""', cwd=folder)
    words = [line.split("\t")[0] for line in power]
    assert {"'$(touch x)'", "'a;touch x'", "'it''s'", "'a,b'", "'“x”;y'"} <= set(words)
    for line in [*bash, *power]:
        assert line.isprintable() or "\t" in line
        assert not line.startswith("--")


def test_within_quotes_only_what_is_plain_there() -> None:
    assert quoting.quoted("劳均产出", "bash", '"劳', "劳") == "劳均产出"
    assert quoting.quoted("$(x)", "bash", '"', "") == ""


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_is_printed(shell: str) -> None:
    done = fzplan("completion", shell)
    assert done.returncode == 0
    assert f"FZPLAN_COMPLETE={shell}" in done.stdout.replace(" = '", "=")
    assert done.stdout.isascii()


def test_a_shell_that_is_not_known() -> None:
    assert fzplan("completion", "tcsh").returncode == 2


# the shells themselves

TERMINAL = pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")


def there(shell: str) -> pytest.MarkDecorator:
    """Mark a test that needs a shell; where FZPLAN_REQUIRE_SHELLS is set it fails without."""
    needed = "FZPLAN_REQUIRE_SHELLS" in os.environ and shell != "pwsh"  # that one is in no distribution
    missing = shutil.which(shell) is None and not needed
    return pytest.mark.skipif(missing, reason=f"{shell} is not installed")


def typed(command: list[str], setup: str, line: str, folder: Path) -> str:
    """Type a line with a Tab into an interactive shell; return the words that the line has then, a bracket each."""
    import pty

    environment = {
        "PATH": f"{HERE}:{os.environ['PATH']}", "HOME": str(folder), "TERM": "dumb", "LC_ALL": "C.UTF-8", "PS1": "$ ",
    }  # fmt: skip
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, cwd=folder, env=environment, start_new_session=True
    ) as shell:
        os.close(theirs)
        script = (
            f"{setup}; words() {{ printf '[%s]' \"$@\" > {folder}/words.tmp; mv words.tmp words.txt; }}; touch ready\n"
        )
        os.write(ours, script.encode())
        wait(folder / "ready", ours)
        os.write(ours, f"{line}\t".encode())
        os.write(ours, b"\x01words \x05\n")  # to the start of the line, a word before it, to its end
        wait(folder / "words.txt", ours)
        shell.kill()
    os.close(ours)
    return (folder / "words.txt").read_text(encoding="utf-8")


def wait(file: Path, terminal: int) -> None:
    """Read what the shell says until a file is there."""
    import select

    said, until = b"", time.monotonic() + 30
    while not file.exists():
        assert time.monotonic() < until, said.decode(errors="replace")
        if select.select([terminal], [], [], 0.05)[0]:
            said += os.read(terminal, 4096)


LINES = [
    ("fzplan expl", "[fzplan][explain]"),
    ("fzplan explain 劳", "[fzplan][explain][劳均产出]"),
    ("fzplan explain 劳均产出 --by 园区=东", "[fzplan][explain][劳均产出][--by][园区=东区]"),
    ("fzplan compute --set 总收入@2024", "[fzplan][compute][--set][总收入@2024=]"),
    ("fzplan compute --format=js", "[fzplan][compute][--format=json]"),
    ("fzplan check dat", "[fzplan][check][data]"),
    ("fzplan explain --plan evil.yaml 危", "[fzplan][explain][--plan][evil.yaml][危 $(touch bad);`touch bad`]"),
]


@pytest.fixture
def evil(folder: Path) -> Path:
    (folder / "evil.yaml").write_text("indicators:\n  '危 $(touch bad);`touch bad`': {unit: 元}\n", encoding="utf-8")
    return folder


@TERMINAL
@there("bash")
@pytest.mark.parametrize(("line", "expected"), LINES)
def test_in_bash(line: str, expected: str, evil: Path) -> None:
    setup = 'eval "$(fzplan completion bash)"; bind "set bell-style none"'
    assert typed(["bash", "--norc", "--noprofile", "-i"], setup, line, evil).replace("data/", "data") == expected
    assert not (evil / "bad").exists()


@TERMINAL
@there("zsh")
@pytest.mark.parametrize(("line", "expected"), LINES)
def test_in_zsh(line: str, expected: str, evil: Path) -> None:
    setup = 'unsetopt beep; eval "$(fzplan completion zsh)"'
    assert typed(["zsh", "-f", "-i"], setup, line, evil) == expected
    assert not (evil / "bad").exists()


@TERMINAL
@there("zsh")
def test_in_zsh_from_its_folder_of_completions(folder: Path) -> None:
    functions = folder / "functions"
    functions.mkdir()
    (functions / "_fzplan").write_text(fzplan("completion", "zsh").stdout, encoding="utf-8")
    setup = "unsetopt beep; fpath+=($PWD/functions); autoload -Uz compinit; compinit -u"
    assert typed(["zsh", "-f", "-i"], setup, "fzplan explain 劳", folder) == "[fzplan][explain][劳均产出]"


@there("fish")
def test_in_fish(evil: Path) -> None:
    def complete(line: str) -> list[str]:
        script = f"fzplan completion fish | source; complete -C {line!r}"
        environment = {
            "PATH": f"{HERE}:{os.environ['PATH']}",
            "HOME": str(evil),
            "LC_ALL": "C.UTF-8",
            "FZPLAN_LANG": "en",
        }
        run = ["fish", "--no-config", "-c", script]
        done = subprocess.run(run, capture_output=True, text=True, check=True, cwd=evil, env=environment)
        return done.stdout.splitlines()

    assert complete("fzplan explain 劳") == ["劳均产出\t万元/人"]
    assert complete("fzplan completion ") == sorted(SHELLS)
    assert complete("fzplan check dat") == ["data/"]
    assert complete("fzplan explain 劳均产出 --by 园区=东") == ["园区=东区"]
    assert complete("fzplan explain --plan evil.yaml 危") == ["危 $(touch bad);`touch bad`\t元"]
    assert not (evil / "bad").exists()


@there("pwsh")
def test_in_powershell(evil: Path) -> None:
    script = (
        "fzplan completion powershell | Out-String | Invoke-Expression; "
        "$line = 'fzplan explain 劳'; "
        "(TabExpansion2 -inputScript $line -cursorColumn $line.Length).CompletionMatches.CompletionText"
    )
    environment = os.environ | {"PATH": f"{HERE}:{os.environ['PATH']}"}
    run = ["pwsh", "-NoProfile", "-Command", script]
    done = subprocess.run(run, capture_output=True, text=True, check=True, cwd=evil, env=environment)
    assert done.stdout.split() == ["劳均产出"]
