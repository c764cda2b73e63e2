"""The pipelines of docs/ci/jenkins as the controller calls them: `sh` with -xe, the environment set."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ci.runners import Done, committed, git, jenkins_stage, returns, shell

if TYPE_CHECKING:
    from pathlib import Path


def run(name: str, folder: Path, image: dict[str, str], **more: str) -> Done:
    known = {"WORKSPACE": str(folder)} | more
    variables, step = jenkins_stage(name, known)
    return shell(["sh", "-xec"], step, folder, image | variables | known)


def test_a_change_request_fails_by_what_it_changes(tmp_path: Path, image: dict[str, str]) -> None:
    project = returns(tmp_path / "project", west=30)
    committed(project)
    git(project, "update-ref", "refs/remotes/origin/main", "HEAD")
    done = run("Jenkinsfile", project, image)
    assert done.code == 1, done.said
    assert "<testsuites" in (project / "fzplan-junit.xml").read_text(encoding="utf-8")
    git(project, "clean", "-qfd")
    returns(project, east=5, west=30)
    committed(project, "东区 corrected")
    done = run("Jenkinsfile", project, image, CHANGE_TARGET="main")
    assert (done.code, "不在所改文件中 1 处" in done.said) == (0, True), done.said


def test_both_pipelines_do_the_same() -> None:
    with_network, step = jenkins_stage("Jenkinsfile", {})
    without, same = jenkins_stage("Jenkinsfile.offline", {"WORKSPACE": "/w"})
    assert step == same
    assert without == {**with_network, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": "/w/wheelhouse"}


@pytest.mark.long
def test_from_wheels_without_network(tmp_path: Path, bare: tuple[dict[str, str], Path]) -> None:
    image, wheels = bare
    project = returns(tmp_path / "project", west=30)
    (project / "wheelhouse").symlink_to(wheels)
    assert run("Jenkinsfile.offline", project, image).code == 1
    assert (project / "审核清单.xlsx").exists()
