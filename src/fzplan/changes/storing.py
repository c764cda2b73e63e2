r"""The text of a snapshot: a line that says what the next one is, and the snapshot as JSON; bytes in, bytes out.

``{"fzplan_snapshot": 1, "sha256": "…"}\n{…}\n`` The first line holds the digest of the second, so that a file that was
cut off, edited or damaged on its way is known as such and never taken for figures. The same snapshot gives the same
bytes.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from fzplan.diagnostics import CellRef, Text
from fzplan.model.results import Why
from fzplan.model.snapshots import Computed, Judged, Options, Quantity, Seen, Snapshot, Task
from fzplan.periods import Period

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

FORMAT = 1
MARK = b'{"fzplan_snapshot": '
PLAIN = ("name", "file", "sha256", "program", "lang", "rounding")
TABLES = ("labels", "files", "definitions")


class Flaw(NamedTuple):
    """Why a file is no usable snapshot: damaged, or of another format, which is then given."""

    kind: Literal["damaged", "format"]
    format: str = ""


def is_snapshot(head: bytes) -> bool:
    """Tell from its first bytes whether a file was meant to be a snapshot."""
    return head.startswith(MARK)


def dump(snapshot: Snapshot) -> bytes:
    """Return the file of a snapshot."""
    body = json.dumps(_document(snapshot), ensure_ascii=False, separators=(",", ":")).encode()
    head = json.dumps({"fzplan_snapshot": FORMAT, "sha256": hashlib.sha256(body).hexdigest()}).encode()
    return head + b"\n" + body + b"\n"


def load(content: bytes) -> Snapshot | Flaw:
    """Return the snapshot that a file holds, or what is wrong with it; no content raises anything."""
    first, _, body = content.partition(b"\n")
    try:
        head = json.loads(first)
        version = head["fzplan_snapshot"]
        if version != FORMAT:
            return Flaw("format", str(version))
        body = body.removesuffix(b"\n")
        if hashlib.sha256(body).hexdigest() != head["sha256"]:
            return Flaw("damaged")
        return _snapshot(json.loads(body))
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError):
        return Flaw("damaged")


def _document(snapshot: Snapshot) -> dict[str, Any]:
    files, sheets = _Numbered(), _Numbered()
    rows = [[*one[:-1], *_place(one.place, files, sheets)] for one in snapshot.observations]
    return {
        **{name: getattr(snapshot, name) for name in PLAIN},
        "as_of": snapshot.as_of,
        "options": snapshot.options,
        **{name: dict(getattr(snapshot, name)) for name in TABLES},
        "quantities": dict(snapshot.quantities),
        "places": {"files": list(files), "sheets": list(sheets)},
        "observations": rows,
        "values": [[*one[:-1], _reasons(one.why)] for one in snapshot.values],
        "targets": [[*one[:-1], _reasons(one.why)] for one in snapshot.targets],
        "tasks": snapshot.tasks,
    }


class _Numbered(dict[str, int]):
    """Numbers names in the order in which they are first asked for."""

    def __missing__(self, name: str) -> int:
        return self.setdefault(name, len(self))


def _place(place: CellRef, files: _Numbered, sheets: _Numbered) -> tuple[int, ...]:
    return files[place.file], sheets[place.sheet], place.row, place.column, place.last_row, place.last_column


def _reasons(reasons: Iterable[Why]) -> list[Any]:
    return [[one.code, [[name, _fact(fact)] for name, fact in one.facts]] for one in reasons]


def _fact(fact: object) -> object:
    if isinstance(fact, Text):
        return {"zh": fact.zh, "en": fact.en}
    return fact if isinstance(fact, (str, int, float, bool)) else str(fact)


def _snapshot(found: dict[str, Any]) -> Snapshot:
    plain: dict[str, Any] = {name: _text(found[name]) for name in PLAIN}
    tables: dict[str, Any] = {name: dict(found[name]) for name in TABLES}
    return Snapshot(
        **plain,
        **tables,
        as_of=_period(found["as_of"]),
        options=_options(*found["options"]),
        quantities={name: Quantity(*one) for name, one in found["quantities"].items()},
        observations=tuple(_observations(found["observations"], **found["places"])),
        values=tuple(Computed(name, _by(by), _period(at), v, _why(why)) for name, by, at, v, why in found["values"]),
        targets=tuple(
            Judged(name, of, _by(by), verdict, outlook, _why(why))
            for name, of, by, verdict, outlook, why in found["targets"]
        ),
        tasks=tuple(Task(*one) for one in found["tasks"]),
    )


def _observations(rows: Iterable[Sequence[Any]], files: Sequence[str], sheets: Sequence[str]) -> Iterator[Seen]:
    for measure, by, *attributes, file, sheet, row, column, last_row, last_column in rows:
        start, months, basis, edition, published, value, unit, quality, counts = attributes
        place = CellRef(files[file], sheets[sheet], row, column, last_row, last_column)
        at = _period((start, months))
        yield Seen(measure, _by(by), *at, basis, edition, published, float(value), unit, quality, bool(counts), place)


def _period(found: Sequence[int]) -> Period:
    start, months = found
    if not isinstance(start, int) or not isinstance(months, int):
        raise TypeError(found)
    return Period(start, months)


def _options(as_of: str, year: str, data: Sequence[str]) -> Options:
    return Options(_text(as_of), _text(year), tuple(data))


def _by(pairs: Iterable[Sequence[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((_text(dimension), _text(member)) for dimension, member in pairs)


def _why(reasons: Iterable[Any]) -> tuple[Why, ...]:
    return tuple(Why(code, tuple((name, _restored(fact)) for name, fact in facts)) for code, facts in reasons)


def _restored(fact: object) -> object:
    return Text(**fact) if isinstance(fact, dict) else fact


def _text(found: object) -> str:
    if not isinstance(found, str):
        raise TypeError(found)
    return found
