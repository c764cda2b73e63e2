"""Where a member of a pack differs from the same one made anew: values of JSON, lines of text, parts of Excel, Word."""

from __future__ import annotations

import io
import json
import math
import zipfile
import zlib
from typing import TYPE_CHECKING, Any

from fzplan.diagnostics import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

CLOSE = 1e-12
DAMAGED = (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, RuntimeError, OSError, EOFError)
"""What is raised for a workbook or a document that is none, is damaged, or has a password."""
ALWAYS = ("targets", "values", "value", "actual", "verdict")
"""Keys that every version has written: a pack without one was not made by another version."""
NAMED = ("id", "period", "by", "code", "place", "measure")
"""What an element of a list is called by."""
LONGEST = 60
NOTHING = object()


def differences(name: str, packed: bytes, again: bytes, *, close: bool = False) -> list[Text]:
    """Return what differs, each in words; `close`: of JSON made by another version its values alone, nearly equal."""
    if packed == again:
        return []
    if name.endswith(".json"):
        try:
            found = list(_json(json.loads(packed), json.loads(again), "", close=close))
        except (ValueError, RecursionError):
            found = [Text("不是 JSON", "it is no JSON")]
        return found if found or close else [Text("写法不同", "it is written in another way")]
    if name.endswith((".xlsx", ".docx")):
        return [_parts(packed, again)]
    return [_lines(packed, again)]


def count(lineage: bytes) -> int:
    """Return how many values a lineage tells of."""
    return len(json.loads(lineage)["values"])


def _json(packed: Any, again: Any, path: str, *, close: bool) -> Iterator[Text]:
    """Yield each value that differs, by its path; keys that the pack does not have are those of a later version."""
    if isinstance(packed, dict) and isinstance(again, dict):
        for key in [k for k in {**packed, **again} if not close or k in packed or k in ALWAYS]:
            yield from _json(
                packed.get(key, NOTHING), again.get(key, NOTHING), f"{path}.{key}" if path else key, close=close
            )
    elif isinstance(packed, list) and isinstance(again, list) and len(packed) == len(again):
        for k, (one, other) in enumerate(zip(packed, again, strict=True)):
            yield from _json(one, other, f"{path}[{_name(one, k)}]", close=close)
    elif packed != again and not (close and _is_close(packed, again)):
        told, made = _shown(packed), _shown(again)
        yield Text(
            f"{path}：证据包中为 {told}，重新计算为 {made}", f"{path}: {told} in the pack, {made} computed again"
        )


def _is_close(one: Any, other: Any) -> bool:
    numbers = isinstance(one, int | float) and isinstance(other, int | float)
    return numbers and math.isclose(one, other, rel_tol=CLOSE)


def _name(element: Any, k: int) -> str:
    """Return what an element of a list is called: 劳均产出 2024, else its number."""
    if not isinstance(element, dict):
        return str(k)
    parts = [element[key] for key in NAMED if element.get(key)]
    return " ".join("、".join(map(str, p.values())) if isinstance(p, dict) else str(p) for p in parts) or str(k)


def _shown(value: Any) -> str:
    if value is NOTHING:
        return "—"
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"


def _parts(packed: bytes, again: bytes) -> Text:
    """Return which parts of two workbooks or documents differ."""
    try:
        one, other = (zipfile.ZipFile(io.BytesIO(content)) for content in (packed, again))
        found = [name for name in sorted({*one.namelist(), *other.namelist()}) if not _same(name, one, other)]
    except DAMAGED:
        return Text("打不开", "it cannot be opened")
    listed = ", ".join(found[:3]) + (" …" if len(found) > 3 else "")
    return Text(f"其中的部件不同：{listed or 'zip'}", f"parts of it differ: {listed or 'zip'}")


def _same(name: str, one: zipfile.ZipFile, other: zipfile.ZipFile) -> bool:
    """Tell whether both have the same part; none is expanded to more than the size of ours."""
    if name not in one.NameToInfo or name not in other.NameToInfo:
        return False
    sizes = one.getinfo(name).file_size, other.getinfo(name).file_size
    return sizes[0] == sizes[1] and one.read(name) == other.read(name)


def _lines(packed: bytes, again: bytes) -> Text:
    """Return the first line that differs, as it is and as it should be."""
    one, other = (content.decode("utf-8-sig", errors="replace").splitlines() for content in (packed, again))
    k = next((k for k, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    told, made = (_shown(lines[k]) if k < len(lines) else "—" for lines in (one, other))
    return Text(
        f"第 {k + 1} 行：证据包中为 {told}，重新计算为 {made}",
        f"line {k + 1}: {told} in the pack, {made} computed again",
    )
