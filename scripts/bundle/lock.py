"""The locked requirements as one machine needs them: what belongs to running fzplan, where the markers hold.

pip reads markers as of the machine that it runs on, even for `--platform` of another: the lock is read here, and pip is
given what was decided.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from packaging.markers import Marker

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ENTRY = re.compile(r"(?P<name>[\w.-]+)==(?P<version>\S+?)\s*(?:;\s*(?P<marker>.*))?$")
HASH = re.compile(r"--hash=(sha256:[0-9a-f]{64})")
OURS = "fzplan (pyproject.toml)"


class Pin(NamedTuple):
    """One distribution of the lock: its version, the hashes it may have, and what asks for it."""

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]
    asked_by: frozenset[str]

    @property
    def line(self) -> str:
        """The requirement as pip takes it, without its marker."""
        return " ".join([f"{self.name}=={self.version}", *(f"--hash={value}" for value in self.hashes)])


def pins(text: str, environment: Mapping[str, str]) -> tuple[Pin, ...]:
    """Return the distributions that fzplan itself asks for, directly or not, where their markers hold."""
    found = [pin for pin in entries(text) if not pin.marker or Marker(pin.marker).evaluate(dict(environment))]
    needed = {OURS}
    while more := {pin.name for pin in found if pin.asked_by & needed} - needed:
        needed |= more
    return tuple(pin for pin in found if pin.name in needed)


def entries(text: str) -> Iterator[Pin]:
    """Yield every entry of a lock that `uv pip compile` wrote with hashes."""
    for block in re.split(r"\n(?=[\w])", text):
        lines = [line.strip().removesuffix("\\").strip() for line in block.splitlines()]
        entry = ENTRY.match(lines[0])
        if entry:
            hashes = tuple(value for line in lines[1:] for value in HASH.findall(line))
            yield Pin(entry["name"], entry["version"], entry["marker"] or "", hashes, frozenset(_asked_by(lines[1:])))


def _asked_by(lines: list[str]) -> Iterator[str]:
    for line in lines:
        if line.startswith("#"):
            name = line.removeprefix("#").strip().removeprefix("via").strip()
            if name:
                yield name
