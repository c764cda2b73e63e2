"""What docs/offline.md says can be done."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from scripts.bundle import __main__ as bundle
from scripts.bundle.platforms import PLATFORMS

from tests.cli.runs import fzplan

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "offline.md").read_text(encoding="utf-8")
TARGETS = sorted(set(re.findall(r"`?make ([a-z-]+)", PAGE)))


@pytest.mark.parametrize("target", TARGETS)
def test_every_target_of_make_is_one(target: str) -> None:
    done = subprocess.run(
        ["make", "--dry-run", target, "PYTHON_EMBED=x", "VERSION=3.12", "PLATFORM=linux-aarch64"],
        cwd=ROOT, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout


def test_a_bundle_for_windows_needs_its_python() -> None:
    done = subprocess.run(
        ["make", "--dry-run", "bundle-windows"], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert "PYTHON_EMBED=python-3.12.x-embed-amd64.zip is needed" in done.stdout


def test_the_platforms_are_those_of_the_script() -> None:
    assert all(f"`{name}`" in PAGE for name in PLATFORMS)
    assert f"zip 不大于 {bundle.LIMIT // 1_000_000} MB" in PAGE


def test_the_extras_are_those_of_the_package() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    line = next(line for line in PAGE.splitlines() if line.startswith("Engines for microdata"))
    assert set(re.findall(r"fzplan\[(\w+)\]|`(\w+)`", line)) == {
        (name, "") if name == "duckdb" else ("", name) for name in extras
    }


def test_the_sample_is_tried_as_written(tmp_path: Path) -> None:
    block = PAGE.split("## 试用")[1].split("```")[1]
    for line in block.strip().splitlines()[1:]:
        words = line.split("  ")[0].split()
        assert fzplan(*words[1:], cwd=tmp_path).returncode == 0, line
