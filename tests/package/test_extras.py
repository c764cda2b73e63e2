"""Extras: each resolves with fzplan under every Python and on every platform it is offered for, from wheels.

Spark alone has no wheel: it is a program for Java, and its sdist is unpacked wherever Python is.
"""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = sorted(PROJECT.get("optional-dependencies", ()))
PLATFORMS = ("x86_64-unknown-linux-gnu", "aarch64-unknown-linux-gnu", "x86_64-pc-windows-msvc", "aarch64-apple-darwin")
PAIRS = [(python, platform) for python in ("3.11", "3.12", "3.13", "3.14") for platform in PLATFORMS]
NO_WHEEL = "pyspark"


def resolved(extras: list[str], python: str, platform: str) -> set[str]:
    """Return the names of what is installed on a platform, where the newest versions are taken."""
    asked = [argument for extra in extras for argument in ("--extra", extra)]
    done = subprocess.run(
        [sys.executable, "-m", "uv", "pip", "compile", "pyproject.toml", *asked, "--python-version", python,
         "--python-platform", platform, "--only-binary", ":all:", "--no-binary", NO_WHEEL,
         "--no-header", "--no-annotate", "--quiet"],
        cwd=ROOT, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return {line.split("==")[0] for line in done.stdout.split()}


def wanted(extras: list[str]) -> set[str]:
    """Return the names of what fzplan asks for itself, with extras."""
    declared = [
        *PROJECT["dependencies"],
        *(text for extra in extras for text in PROJECT["optional-dependencies"][extra]),
    ]
    return {canonicalize_name(Requirement(text).name) for text in declared} - {"fzplan"}


@pytest.mark.package
def test_all_extras_go_together_on_windows() -> None:
    assert wanted(EXTRAS) <= resolved(EXTRAS, "3.12", "x86_64-pc-windows-msvc")


@pytest.mark.long
@pytest.mark.parametrize("extra", EXTRAS)
@pytest.mark.parametrize(("python", "platform"), PAIRS)
def test_each_extra_resolves(extra: str, python: str, platform: str) -> None:
    assert wanted([extra]) <= resolved([extra], python, platform)
