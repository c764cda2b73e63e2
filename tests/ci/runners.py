"""What a CI system does with the files of docs/ci and with action.yml, done here: a repository, an image, a shell."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib import metadata
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from tests import builders
from tests.ci.wheels import ROOT, needed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

PLAN = """
    fzplan: 1
    plan: {name: 某区规划, baseline: 2020, span: 2021-2025}
    dimensions:
      区: {members: [东区, 西区]}
    measures:
      总收入: {unit: 亿元, kind: flow}
      其中出口: {unit: 亿元, kind: flow}
    forms:
      年报: {files: "{区}.xlsx", rows: measure, columns: period}
    checks:
      - {id: R01, of_which: {total: 总收入, items: [其中出口]}}
"""
EXPRESSION = re.compile(r"\$\{\{\s*([\w.-]+)\s*\}\}")
SHELL_BLOCK = re.compile(r"sh '''\n(.*?)'''", re.DOTALL)
ENVIRONMENT = re.compile(r"environment \{\n(.*?)\n    \}", re.DOTALL)
SETTING = re.compile(r"(\w+) = (['\"])(.*?)\2")


class Done(NamedTuple):
    """A finished step."""

    code: int
    said: str


def environment(folder: Path, **more: str) -> dict[str, str]:
    """Return the environment of a runner: its own home, nothing of this process that git, pip or fzplan would read."""
    odd = ("GIT_", "PIP_", "FZPLAN", "LC_", "LANG", "GITHUB_", "CI_", "PYTHON", "VIRTUAL_ENV", "COV_", "COVERAGE")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(odd)}
    own = {"HOME": str(folder), "LC_ALL": "C.UTF-8", "GIT_CONFIG_NOSYSTEM": "1", "PIP_NO_COMPILE": "1"}
    identity = {f"GIT_{who}_{what}": "t@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    return {**kept, **own, **identity, **more}


def python3(folder: Path) -> str:
    """Return a PATH on which `python3` is the Python that runs the tests, as an image has one Python."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "python3").symlink_to(Path(sys.executable).resolve())
    return f"{folder}{os.pathsep}{os.environ['PATH']}"


def prepared(folder: Path, *, building: bool = False) -> Path:
    """Return a folder for PYTHONPATH that has all that fzplan needs, and is not fzplan: as an image is prepared.

    `building`: what building it from its sources needs too.
    """
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [*project["project"]["dependencies"], *(project["dependency-groups"]["build"] if building else ())]
    folder.mkdir(parents=True)
    for name in needed(wanted):
        found = metadata.distribution(name)
        for top in {file.parts[0] for file in found.files or () if file.parts[0] not in ("..", "__pycache__")}:
            if not (folder / top).exists():
                (folder / top).symlink_to(str(found.locate_file(top)))
    return folder


def returns(folder: Path, *, east: float = 10, west: float = 10) -> Path:
    """Write a project of two returns whose exports are these; a total is 20."""
    builders.plan(folder, PLAN)
    for name, part in (("东区", east), ("西区", west)):
        grid = f"指标 | 2021年\n总收入（亿元） | 20.0\n其中出口（亿元） | {part}"
        builders.workbook(folder / "data" / f"{name}.xlsx", {"表": grid})
    return folder


def git(folder: Path, *arguments: str) -> str:
    """Run git in a folder."""
    clean = environment(folder.parent)
    command = ["git", "-c", "init.defaultBranch=main", *arguments]
    return subprocess.run(command, cwd=folder, env=clean, capture_output=True, text=True, check=True).stdout.strip()


def committed(folder: Path, message: str = "returns") -> str:
    """Commit everything in a folder, a new repository if it is none; return the commit."""
    if not (folder / ".git").exists():
        git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", message)
    return git(folder, "rev-parse", "HEAD")


def shell(command: Sequence[str], script: str, folder: Path, variables: Mapping[str, str]) -> Done:
    """Run a script as `command script`, in `folder`."""
    done = subprocess.run(
        [*command, script], cwd=folder, env=dict(variables), capture_output=True, text=True, check=False
    )
    return Done(done.returncode, done.stdout + done.stderr)


def action_steps() -> tuple[list[dict[str, Any]], dict[str, str]]:
    """Return the steps of action.yml and the defaults of its inputs."""
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    return action["runs"]["steps"], {name: given["default"] for name, given in action["inputs"].items()}


def filled(text: str, known: Mapping[str, str]) -> str:
    """Return a text with the expressions ``${{ inputs.plan }}`` filled in; one that is not known is a mistake."""
    return EXPRESSION.sub(lambda found: known[found[1]], text)


def gitlab_job(name: str, known: Mapping[str, str]) -> tuple[dict[str, str], str]:
    """Return the variables of the job in a file of docs/ci/gitlab, and its script as the runner puts it together."""
    job = yaml.safe_load((ROOT / "docs/ci/gitlab" / name).read_text(encoding="utf-8"))["fzplan"]
    variables = {key: Template(value).safe_substitute(known) for key, value in job["variables"].items()}
    return variables, "\n".join(job["script"])


def jenkins_stage(name: str, known: Mapping[str, str]) -> tuple[dict[str, str], str]:
    """Return the environment and the shell step of a pipeline in docs/ci/jenkins."""
    text = (ROOT / "docs/ci/jenkins" / name).read_text(encoding="utf-8")
    blocks: Iterable[str] = ENVIRONMENT.findall(text)
    variables = {
        key: Template(value).safe_substitute(known) if quote == '"' else value
        for block in blocks
        for key, quote, value in SETTING.findall(block)
    }
    (step,) = SHELL_BLOCK.findall(text)
    return variables, step
