"""What fzplan is installed with: locked whole, within the bounds of pyproject.toml, under licences that allow it.

Whether a version is known to be vulnerable changes from day to day and is asked by `make audit`, with a network.
"""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from scripts.bundle import lock
from scripts.bundle.platforms import PLATFORMS

ROOT = Path(__file__).parents[1]
LOCKED = (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
ALLOWED = re.compile(
    r"MIT|MIT-0|BSD|BSD-[23]-Clause|0BSD|Apache-2\.0|Apache Software|ISC|ISCL|PSF-2\.0|Zlib|CC0-1\.0|LGPL-2\.1-only"
)
"""Licences under which a program may be handed on with its own; docxtpl alone has the LGPL, and is used as it is."""
PAIRS = [(platform, (3, minor)) for platform in PLATFORMS for minor in (11, 12, 13, 14)]


def licence(name: str) -> str:
    """Return the licence that a distribution says it has."""
    told = metadata(name)
    classified = [line.rpartition(" :: ")[2] for line in told.get_all("Classifier") or () if "License ::" in line]
    return told["License-Expression"] or " AND ".join(classified) or told["License"] or ""


@pytest.mark.parametrize(("platform", "python"), PAIRS)
def test_the_lock_keeps_the_bounds(platform: str, python: tuple[int, int]) -> None:
    pins = {pin.name: pin for pin in lock.pins(LOCKED, PLATFORMS[platform].environment(python))}
    for text in PROJECT["dependencies"]:
        wanted = Requirement(text)
        if wanted.marker is None or wanted.marker.evaluate(PLATFORMS[platform].environment(python)):
            assert wanted.specifier.contains(pins[canonicalize_name(wanted.name)].version), text


def test_every_dependency_has_a_newest_version_that_is_allowed() -> None:
    """A new major version is a decision, not a surprise."""
    for text in PROJECT["dependencies"]:
        assert {part.operator for part in Requirement(text).specifier} == {">=", "<"}, text


def test_the_licences_are_known_ones() -> None:
    for pin in lock.pins(LOCKED, PLATFORMS["linux-x86_64"].environment((3, 12))):
        try:
            found = licence(pin.name)
        except PackageNotFoundError:  # not of this platform or version
            continue
        parts = re.split(r" AND | OR |, ", found.replace(" License", "").replace("(ISCL)", "").strip())
        assert [part for part in parts if not ALLOWED.fullmatch(part.strip())] == [], f"{pin.name}: {found}"
