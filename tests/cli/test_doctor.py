"""`fzplan doctor`: on a right system, on a poor one, as text and as JSON."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import jsonschema
import pytest

from fzplan.reports import environment as drawn
from fzplan.workflow import environment
from tests.cli.runs import fzplan

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def tried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the package need what is installed, whatever the metadata of this checkout say."""
    monkeypatch.setattr(environment, "required", lambda: ("pandas>=3",))


@pytest.mark.usefixtures("tried")
def test_all_is_well(tmp_path: Path) -> None:
    done = fzplan("doctor", cwd=tmp_path)
    assert done.returncode == 0
    assert done.stdout.endswith("\n可以使用。\n")
    assert done.stderr == ""
    english = fzplan("doctor", "--lang", "en", cwd=tmp_path).stdout
    assert english.endswith("\nfzplan can be used here.\n")
    assert [line.strip() for line in english.splitlines() if line and not line.startswith(" ")][:2] == [
        "Program",
        "Libraries",
    ]


@pytest.mark.usefixtures("tried")
def test_columns_stand_under_each_other(tmp_path: Path) -> None:
    from fzplan.reports import consoles

    done = fzplan("doctor", cwd=tmp_path).stdout
    lines = [line for line in done.splitlines() if line.startswith("  ")]
    starts = {
        consoles.columns(line[: line.index(word)])
        for line in lines
        for word in ("utf-8", "1.0.0")
        if f" {word}" in line
    }
    assert len(starts) == 1


def test_something_is_wrong(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(environment, "required", lambda: ("pandas>=99", "no-such-thing>=1"))
    done = fzplan("doctor", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stdout.endswith("要处理 2 项：pandas、no-such-thing\n")
    assert "to be mended: pandas, no-such-thing\n" in fzplan("doctor", "--lang=en", cwd=tmp_path).stdout


@pytest.mark.usefixtures("tried")
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_as_json(lang: str, tmp_path: Path) -> None:
    done = fzplan("doctor", "--format", "json", "--lang", lang, cwd=tmp_path)
    document = json.loads(done.stdout)
    jsonschema.validate(document, drawn.schema())
    assert document["ok"] is True
    assert {"python", "fzplan", "pandas", "fonts", "libreoffice", "encoding", "locale", "folder"} <= {
        item["id"] for item in document["items"]
    }


def test_a_console_without_chinese_is_spoken_to_in_english(tmp_path: Path) -> None:
    done = fzplan("doctor", cwd=tmp_path, PYTHONIOENCODING="ascii")
    assert "cannot show Chinese" in done.stdout
    assert done.stdout.isascii()


def test_next_to_nothing_around(tmp_path: Path) -> None:
    environment_ = {"PATH": "", "LC_ALL": "C", "PYTHONPATH": os.pathsep.join(sys.path)}
    run = [sys.executable, "-m", "fzplan", "doctor", "--lang", "en"]
    done = subprocess.run(run, capture_output=True, text=True, check=False, cwd=tmp_path, env=environment_)
    assert done.stderr == ""
    assert "LibreOffice" in done.stdout
    assert done.returncode in (0, 1)


def test_no_library_is_loaded_to_ask_for_its_version(tmp_path: Path) -> None:
    script = "import sys; from fzplan.cli.app import run; run(['doctor']); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert not {"pandas", "numpy", "openpyxl", "docxtpl", "lark"} & set(done.stderr.split())
