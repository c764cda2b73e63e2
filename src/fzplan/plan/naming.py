"""The names that a plan file declares, read without judging it: what a shell completes while the plan is being written.

In: the path of a YAML file. Out: `Names`; of a file that is faulty, of whatever can be read. Without pydantic: a key
that is pressed waits for this.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fzplan.frozen import frozen
from fzplan.plan import numbers, yaml_source

if TYPE_CHECKING:
    from pathlib import Path


@frozen
class Names:
    """What can be called by name; each with what an editor would show beside it."""

    measures: dict[str, str]
    """Id → unit."""
    indicators: dict[str, str]
    """Id → unit."""
    targets: dict[str, str]
    """Id, where one is written → the indicator that it belongs to."""
    checks: dict[str, str]
    """Id → note."""
    forms: dict[str, str]
    """Name → its files."""
    dimensions: dict[str, tuple[str, ...]]
    """Id → members."""
    years: tuple[int, ...]
    """From the base year to the last of the plan."""


def names(path: Path) -> Names:
    """Return the names of a plan file; none of a file that cannot be read."""
    source, _ = yaml_source.read(path)
    plain = source.root.plain() if source is not None else {}
    indicators = _entries(plain, "indicators")
    return Names(
        measures={name: _text(entry, "unit") for name, entry in _entries(plain, "measures").items()},
        indicators={name: _text(entry, "unit") for name, entry in indicators.items()},
        targets={_text(one, "id"): name for name, entry in indicators.items() for one in _targets(entry)},
        checks={_text(one, "id"): _text(one, "note") for one in _list(plain, "checks")},
        forms={name: _text(entry, "files") for name, entry in _entries(plain, "forms").items()},
        dimensions={name: tuple(_named(entry, "members")) for name, entry in _entries(plain, "dimensions").items()},
        years=_years(plain.get("plan")),
    )


def _entries(section: Any, key: str) -> dict[str, Any]:
    found = section.get(key) if isinstance(section, dict) else None
    return found if isinstance(found, dict) else {}


def _list(section: Any, key: str) -> list[Any]:
    found = section.get(key) if isinstance(section, dict) else None
    return [one for one in found if _text(one, "id")] if isinstance(found, list) else []


def _named(section: Any, key: str) -> list[str]:
    """Return members, which are a list or a mapping."""
    found = section.get(key) if isinstance(section, dict) else None
    return [str(name) for name in found] if isinstance(found, list | dict) else []


def _targets(indicator: Any) -> list[Any]:
    alone = _entries(indicator, "target")
    return [*_list(indicator, "targets"), *([alone] if _text(alone, "id") else [])]


def _text(entry: Any, key: str) -> str:
    found = entry.get(key) if isinstance(entry, dict) else None
    return str(found) if isinstance(found, str | int | float) else ""


def _years(head: Any) -> tuple[int, ...]:
    span = numbers.years(_text(head, "span"))
    if span is None:
        return ()
    base = numbers.year(_text(head, "baseline")) or span[0] - 1
    return (*([base] if base < span[0] else []), *range(span[0], span[1] + 1))
