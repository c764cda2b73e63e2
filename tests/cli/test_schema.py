from __future__ import annotations

import json
from typing import TYPE_CHECKING

import jsonschema
import pytest

from tests.cli.runs import fzplan

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    "name",
    [
        [],
        ["targets"],
        ["result"],
        ["review"],
        ["schedule"],
        ["audit"],
        ["diff"],
        ["survey"],
        ["doctor"],
        ["screen"],
        ["overview"],
    ],
)
def test_a_schema_is_printed(name: list[str]) -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(fzplan("schema", *name).stdout))


def test_all_are_written(tmp_path: Path) -> None:
    done = fzplan("schema", "--output", str(tmp_path / "docs"))
    assert done.returncode == 0
    assert {path.name for path in (tmp_path / "docs").iterdir()} == {
        "targets.schema.json",
        "result.schema.json",
        "review.schema.json",
        "schedule.schema.json",
        "audit.schema.json",
        "diff.schema.json",
        "survey.schema.json",
        "doctor.schema.json",
        "screen.schema.json",
        "overview.schema.json",
    }
    assert not done.stdout


def test_where_they_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "docs").write_text("in the way")
    done = fzplan("schema", "--output", str(tmp_path / "docs"), FZPLAN_LANG="en")
    assert done.returncode == 1
    assert "FZ901" in done.stderr
