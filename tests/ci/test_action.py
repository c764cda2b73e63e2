"""The steps of action.yml as the runner of GitHub calls them: bash with its flags, inputs as variables, its files."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

import pytest
import yaml

from tests.ci.runners import ROOT, action_steps, committed, filled, returns, shell

if TYPE_CHECKING:
    from pathlib import Path

BASH = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c"]


class Ran(NamedTuple):
    """What the steps came to: exit code, what was printed, the summary of the step and its outputs."""

    code: int
    said: str
    summary: str
    outputs: str


def run(folder: Path, image: dict[str, str], **inputs: str) -> Ran:
    """Run the steps one after the other until one fails, as a composite action does."""
    steps, given = action_steps()
    given |= {name.replace("_", "-"): value for name, value in inputs.items()}
    assert all(name in action_steps()[1] for name in given), "an input that the action does not have"
    known = {f"inputs.{name}": value for name, value in given.items()} | {"github.action_path": str(ROOT)}
    temp = folder.parent / f"temp-{len(list(folder.parent.glob('temp-*')))}"
    temp.mkdir()
    files = {f"GITHUB_{name}": str(temp / name.lower()) for name in ("STEP_SUMMARY", "OUTPUT", "PATH")}
    for file in files.values():
        open(file, "w", encoding="utf-8").close()  # noqa: PTH123
    said, path = "", image["PATH"]
    for step in steps:
        if step.get("if") == "inputs.version != 'installed'" and given["version"] == "installed":
            continue
        own = {name: filled(value, known) for name, value in step["env"].items()}
        variables = {**image, **files, "GITHUB_ACTIONS": "true", "RUNNER_TEMP": str(temp), "PATH": path, **own}
        done = shell(BASH, step["run"], folder, variables)
        said += done.said
        added = (temp / "path").read_text(encoding="utf-8").split()
        path = os.pathsep.join([*reversed(added), image["PATH"]])
        if done.code:
            break
    read = [(temp / name).read_text(encoding="utf-8") for name in ("step_summary", "output")]
    return Ran(done.code, said, *read)


def test_annotations_and_a_summary(tmp_path: Path, image: dict[str, str]) -> None:
    """From the checkout of the action, which pip builds: without network with the tools of the image."""
    project = returns(tmp_path / "project", west=30)
    ran = run(project, image | {"PIP_NO_BUILD_ISOLATION": "0"}, args="--output=审核 清单.xlsx\n")
    assert ran.code == 1, ran.said
    assert "::error " in ran.said
    assert "西区.xlsx" in ran.summary
    assert ran.outputs == "exit-code=1\n"
    assert (project / "审核 清单.xlsx").exists(), "an argument a line: a space in it is no end"


def test_with_the_fzplan_of_the_runner(tmp_path: Path, installed: dict[str, str]) -> None:
    project = returns(tmp_path / "project", west=30)
    base = committed(project)
    returns(project, east=5, west=30)
    ran = run(project, installed, version="installed", changed_since=base)
    assert (ran.code, ran.outputs) == (0, "exit-code=0\n"), ran.said
    assert run(project, installed, version="installed", data="data/东区.xlsx").code == 0
    assert run(project, installed, version="installed", fail_on="never").code == 0
    assert run(project, installed, version="installed", plan="no.yaml").code == 2
    hostile = run(project, installed, version="installed", plan='$(touch "pwned"); `touch pwned`', args="--lang=en")
    assert (hostile.code, (project / "pwned").exists()) == (2, False), "inputs are data, never part of the script"


@pytest.mark.long
def test_from_wheels_without_network(tmp_path: Path, bare: tuple[dict[str, str], Path]) -> None:
    image, wheels = bare
    project = returns(tmp_path / "project", west=30)
    assert run(project, image, wheelhouse=str(wheels)).code == 1


def test_no_step_uploads_or_holds_an_expression() -> None:
    steps, _ = action_steps()
    assert [step["shell"] for step in steps] == ["bash", "bash"]
    assert not any("uses" in step for step in steps), "what is uploaded is the project's own decision"
    assert not any("${{" in step["run"] for step in steps), "expressions are filled in before the shell reads them"


def test_the_examples_use_inputs_that_exist() -> None:
    _, given = action_steps()
    for file in sorted((ROOT / "docs/ci/github").glob("*.yml")):
        (job,) = yaml.safe_load(file.read_text(encoding="utf-8"))["jobs"].values()
        (step,) = (one for one in job["steps"] if "fzplan@" in one.get("uses", ""))
        assert set(step["with"]) <= set(given)
