"""The national standards of codes, one file each: what a code has to look like, and what its check character is.

In: a code as text, as written. Out: None where it conforms, else a `Fault`. Everything is computed from the code alone;
whether it was ever given to anybody only a register says. May import: diagnostics.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from fzplan.checks.codes_of.fault import Fault


class Standard(NamedTuple):
    """A standard of codes: `fault` finds what is wrong; `length` characters, 0 where they differ."""

    fault: Callable[[str], Fault | None]
    length: int


def standard(name: str) -> Standard:
    """Return a standard by the word it has in `model.check_specs.STANDARDS`."""
    home: ModuleType = import_module(f"fzplan.checks.codes_of.{name}")
    return Standard(home.fault, home.LENGTH)


__all__ = ["Standard", "standard"]
