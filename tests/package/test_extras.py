"""Extras: each resolves with fzplan under every Python and on every platform it is offered for, from wheels.

Spark alone has no wheel: it is a program for Java, and its sdist is unpacked wherever Python is.
"""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = sorted(PROJECT.get("optional-dependencies", ()))
PLATFORMS = ("x86_64-unknown-linux-gnu", "aarch64-unknown-linux-gnu", "x86_64-pc-windows-msvc", "aarch64-apple-darwin")
PAIRS = [(python, platform) for python in ("3.11", "3.12", "3.13", "3.14") for platform in PLATFORMS]
IN_CI = ("3.12", "x86_64-pc-windows-msvc")
NO_WHEEL = "pyspark"


def resolved(extra: str, python: str, platform: str) -> list[str]:
    """Return what is installed on a platform, newest first: names and versions."""
    done = subprocess.run(
        [sys.executable, "-m", "uv", "pip", "compile", "pyproject.toml", *(["--extra", extra] if extra else []),
         "--python-version", python, "--python-platform", platform, "--only-binary", ":all:", "--no-binary", NO_WHEEL,
         "--no-header", "--no-annotate", "--quiet"],
        cwd=ROOT, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


@pytest.mark.parametrize("extra", ["", *EXTRAS])
@pytest.mark.parametrize(
    ("python", "platform"),
    [pytest.param(*pair, marks=pytest.mark.package if pair == IN_CI else pytest.mark.long) for pair in PAIRS],
)
def test_an_extra_resolves(extra: str, python: str, platform: str) -> None:
    found = resolved(extra, python, platform)
    wanted = PROJECT["optional-dependencies"][extra] if extra else PROJECT["dependencies"]
    names = {line.split("==")[0] for line in found}
    assert {requirement_name(text) for text in wanted if "fzplan" not in text} <= names


def requirement_name(text: str) -> str:
    """Return the name in a requirement such as `ibis-framework[duckdb]>=10,<11`."""
    from packaging.requirements import Requirement

    return Requirement(text).name
