"""The hooks of .pre-commit-hooks.yaml, run by pre-commit itself in a repository of returns."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
import yaml

from tests.ci.runners import ROOT, Done, committed, environment, git, prepared, returns

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

HOOKS = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}
SOURCES = (".pre-commit-hooks.yaml", "pyproject.toml", "README.md", "LICENSE", "src")


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Return a repository of the sources as they stand here, and its one commit: what `repo:` and `rev:` name."""
    folder = tmp_path_factory.mktemp("source") / "fzplan"
    folder.mkdir()
    for name in SOURCES:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, folder / name)
    return folder, committed(folder, "as it stands")


def run(folder: Path, variables: dict[str, str], *arguments: str) -> Done:
    command = [sys.executable, "-m", "pre_commit", *arguments]
    done = subprocess.run(command, cwd=folder, env=variables, capture_output=True, text=True, check=False)
    return Done(done.returncode, done.stdout + done.stderr)


def configured(folder: Path, source: tuple[Path, str], hook: str, args: Sequence[str] = ()) -> Path:
    own = {"id": hook} | ({"args": list(args)} if args else {})
    config = {"repos": [{"repo": str(source[0]), "rev": source[1], "hooks": [own]}]}
    (folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    return folder


def test_a_commit_is_held_to_the_files_it_changes(
    tmp_path: Path, source: tuple[Path, str], installed: dict[str, str]
) -> None:
    """The hook for machines where nothing can be installed; `git commit` itself calls it."""
    project = returns(tmp_path / "project", west=30)
    configured(project, source, "fzplan-check-installed")
    committed(project)
    variables = installed | {"PRE_COMMIT_HOME": str(tmp_path / "store")}
    assert run(project, variables, "install").code == 0

    def commit(message: str) -> Done:
        git(project, "add", "-A")
        done = subprocess.run(
            ["git", "commit", "-m", message], cwd=project, env=variables, capture_output=True, text=True, check=False
        )
        return Done(done.returncode, done.stdout + done.stderr)

    returns(project, east=5, west=30)
    corrected = commit("东区 corrected")
    assert (corrected.code, "Passed" in corrected.said) == (0, True), corrected.said
    (project / "README.md").write_text("no return", encoding="utf-8")
    assert "Skipped" in commit("no return").said
    (project / "data" / "~$东区.xlsx").write_bytes(b"a lock file")
    assert "Skipped" in commit("a lock file").said
    (project / "其他.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    assert commit("of no form").code == 0
    returns(project, east=50, west=30)
    mistyped = commit("东区 mistyped")
    assert mistyped.code == 1
    assert "data/东区.xlsx:表!B3" in mistyped.said
    assert "data/西区.xlsx:表!B3" not in mistyped.said


def test_try_repo_and_arguments_of_ones_own(
    tmp_path: Path, source: tuple[Path, str], installed: dict[str, str]
) -> None:
    project = returns(tmp_path / "project", west=30)
    committed(project)
    variables = installed | {"PRE_COMMIT_HOME": str(tmp_path / "store")}
    tried = run(project, variables, "try-repo", str(source[0]), "fzplan-check-installed", "--files", "data/西区.xlsx")
    assert (tried.code, "data/西区.xlsx:表!B3" in tried.said) == (1, True), tried.said
    configured(project, source, "fzplan-check-installed", ["--plan", "targets.yaml", "--fail-on", "never"])
    done = run(project, variables, "run", "--files", "data/西区.xlsx", "data/东区.xlsx")
    assert done.code == 0, done.said


@pytest.mark.long
def test_pre_commit_installs_it_from_the_repository(tmp_path: Path, source: tuple[Path, str]) -> None:
    """The hook of language python: an environment of its own, built from the sources; no index is reached."""
    project = returns(tmp_path / "project", west=30)
    configured(project, source, "fzplan-check")
    committed(project)
    offline = {"PYTHONPATH": str(prepared(tmp_path / "packages", building=True)), "PIP_NO_INDEX": "1"}
    kept = {"PRE_COMMIT_HOME": str(tmp_path / "store"), "PIP_NO_BUILD_ISOLATION": "0"}
    variables = environment(tmp_path, **kept)
    installed = run(project, variables | offline, "install-hooks")
    assert installed.code == 0, installed.said
    done = run(project, variables | offline, "run", "--files", "data/西区.xlsx")
    assert (done.code, "data/西区.xlsx:表!B3" in done.said) == (1, True), done.said
    assert run(project, variables | offline, "run", "--files", "data/东区.xlsx").code == 0


def test_both_hooks_want_the_same_files() -> None:
    one, other = (HOOKS[name] | {"id": "", "name": "", "description": "", "language": ""} for name in HOOKS)
    assert one == other


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("data/企业.xlsx", True),
        ("data/年报.XLS", True),
        ("a.xlsm", True),
        ("旧表.et", True),
        ("b.ods", True),
        ("c.csv", True),
        ("targets.yaml", True),
        ("plan/explanations.yml", True),
        ("data/~$企业.xlsx", False),
        ("notes.md", False),
        ("my-targets.yaml.bak", False),
        ("docker-compose.yaml", False),
    ],
)
def test_which_files_it_is_called_for(name: str, wanted: bool) -> None:
    hook = HOOKS["fzplan-check"]
    assert bool(re.search(hook["files"], name) and not re.search(hook["exclude"], name)) == wanted


def test_the_example_names_a_hook() -> None:
    example = yaml.safe_load((ROOT / "docs/ci/pre-commit/.pre-commit-config.yaml").read_text(encoding="utf-8"))
    assert {hook["id"] for repo in example["repos"] for hook in repo["hooks"]} <= set(HOOKS)
