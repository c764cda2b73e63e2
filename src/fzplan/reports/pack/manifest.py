"""The manifest of a pack: what was asked, from which inputs, with which program, and the SHA-256 of every member.

Its own seal is the SHA-256 of all else in it, so that no byte of a pack can change unseen.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

from fzplan.diagnostics import Lang

if TYPE_CHECKING:
    from collections.abc import Mapping

FORMAT = 1
Kind = Literal["plan", "return", "microdata", "snapshot"]


class Input(NamedTuple):
    """A file that the outcome was computed from, by its name in the pack."""

    name: str
    kind: Kind
    bytes: int
    sha256: str
    packed: bool


class Asked(NamedTuple):
    """What the run was asked for: the same again gives the same outcome."""

    as_of: str | None = None
    year: int | None = None
    lang: Lang = "zh"
    data: tuple[str, ...] = ()
    """Folders and files of data by their names in the pack."""
    with_microdata: bool = False


class Manifest(NamedTuple):
    """Everything but the members themselves."""

    plan: str
    """Name of the plan file in the pack."""
    asked: Asked
    inputs: tuple[Input, ...]
    withheld: int
    """Findings that are left out because they name records."""
    members: Mapping[str, tuple[int, str]]
    """Size and SHA-256 of every other member."""


def digest(content: bytes) -> str:
    """Return the SHA-256 of bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def dump(manifest: Manifest) -> bytes:
    """Return the manifest as JSON, sealed."""
    document: dict[str, Any] = {
        "fzplan_pack": FORMAT,
        "plan": manifest.plan,
        "asked": {**manifest.asked._asdict(), "data": list(manifest.asked.data)},
        "inputs": [one._asdict() for one in manifest.inputs],
        "withheld_findings": manifest.withheld,
        "members": [{"name": n, "bytes": size, "sha256": sha} for n, (size, sha) in sorted(manifest.members.items())],
    }
    return text({**document, "seal": _seal(document)})


def text(document: Any) -> bytes:
    """Return JSON as packs have it: UTF-8, two spaces, a newline at the end."""
    return (json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode()


def load(content: bytes) -> tuple[Manifest | None, bool]:
    """Return the manifest, None where it is none of ours, and whether it is as it was sealed."""
    try:
        document = json.loads(content)
        found = _read(document) if document["fzplan_pack"] == FORMAT else None
        return found, found is not None and dump(found) == content
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
        return None, False


def _read(document: Mapping[str, Any]) -> Manifest:
    """Return what a manifest says. Raise ValueError or TypeError where a part is not what it has to be."""
    asked = Asked(**{**document["asked"], "data": tuple(document["asked"]["data"])})
    inputs = tuple(Input(**one) for one in document["inputs"])
    texts = [document["plan"], *asked.data, *(one.name for one in inputs), *(one.sha256 for one in inputs)]
    numbers = [
        document["withheld_findings"],
        *(one.bytes for one in inputs),
        *([] if asked.year is None else [asked.year]),
    ]
    switches = [asked.with_microdata, *(one.packed for one in inputs)]
    if not (
        all(isinstance(t, str) for t in texts)
        and all(isinstance(n, int) for n in numbers)
        and all(isinstance(s, bool) for s in switches)
        and all(one.kind in get_args(Kind) for one in inputs)
    ):
        raise TypeError("a name, a digest or a number is of another type")
    if asked.lang not in get_args(Lang) or not isinstance(asked.as_of, str | None):
        raise ValueError("options that no run can have")
    members = {str(one["name"]): (int(one["bytes"]), str(one["sha256"])) for one in document["members"]}
    return Manifest(document["plan"], asked, inputs, document["withheld_findings"], members)


def _seal(document: Mapping[str, Any]) -> str:
    return digest(json.dumps(document, ensure_ascii=False, sort_keys=True).encode())
