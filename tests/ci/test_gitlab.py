"""The jobs of docs/ci/gitlab as the runner calls them: the lines of `script` in one bash, variables set."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.ci.runners import Done, committed, git, gitlab_job, returns, shell

if TYPE_CHECKING:
    from pathlib import Path

BASH = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c"]


def run(name: str, folder: Path, image: dict[str, str], **more: str) -> Done:
    known = {"CI_PROJECT_DIR": str(folder)} | more
    variables, script = gitlab_job(name, known)
    return shell(BASH, script, folder, image | variables | known)


def test_a_merge_request_fails_by_what_it_changes(tmp_path: Path, image: dict[str, str]) -> None:
    project = returns(tmp_path / "project", west=30)
    base = committed(project)
    done = run(".gitlab-ci.yml", project, image)
    assert done.code == 1, done.said
    found = json.loads((project / "gl-code-quality-report.json").read_text(encoding="utf-8"))
    assert {entry["location"]["path"] for entry in found} == {"data/西区.xlsx"}
    assert "<testsuites" in (project / "fzplan-junit.xml").read_text(encoding="utf-8")
    assert (project / "审核清单.xlsx").exists()
    git(project, "clean", "-qfd")
    returns(project, east=5, west=30)
    committed(project, "东区 corrected")
    done = run(".gitlab-ci.yml", project, image, CI_MERGE_REQUEST_DIFF_BASE_SHA=base)
    assert (done.code, "不在所改文件中 1 处" in done.said) == (0, True), done.said


def test_both_jobs_do_the_same() -> None:
    with_network, script = gitlab_job(".gitlab-ci.yml", {})
    without, same = gitlab_job("offline.gitlab-ci.yml", {"CI_PROJECT_DIR": "/p"})
    assert script == same
    assert without == {**with_network, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": "/p/wheelhouse"}


@pytest.mark.long
def test_from_wheels_without_network(tmp_path: Path, bare: tuple[dict[str, str], Path]) -> None:
    image, wheels = bare
    project = returns(tmp_path / "project", west=30)
    (project / "wheelhouse").symlink_to(wheels)
    assert run("offline.gitlab-ci.yml", project, image).code == 1
    assert (project / "审核清单.xlsx").exists()
