"""pack --verify: every byte of a pack against its manifest, and everything computed again and compared.

In: the pack, folders with what is not in it. Out: a `Verified`. Nothing is unpacked before the whole file was looked
at, and only into a folder of its own.
"""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from fzplan.diagnostics import FileRef, Text, listed
from fzplan.frozen import frozen
from fzplan.reports.pack import archive, differing, manifest, outputs
from fzplan.workflow.pack_codes import CHANGED, DIFFERS, NO_PACK, NOT_PACKED, OTHER_VERSIONS, UNSAFE
from fzplan.workflow.packing import computed, made
from fzplan.workflow.remembering import digest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from fzplan.diagnostics import Diagnostic
    from fzplan.reports.pack.manifest import Manifest
    from fzplan.returns import Limits

SHOWN = 12
"""Digits of a SHA-256 that are shown."""
LISTED = 20
"""Differences of one member, and files, that are told one by one."""


@frozen
class Verified:
    """What was found; `unusable` where it could not be computed again; how much was compared."""

    diagnostics: tuple[Diagnostic, ...]
    unusable: bool = False
    members: int = 0
    values: int = 0
    sha256: str = ""
    """Of the pack."""


def verify(path: Path, data: Sequence[Path] = (), *, limits: Limits | None = None) -> Verified:
    """Compare a pack with its manifest and with what its inputs give; `data` holds inputs that are not in it."""
    at = FileRef(path.as_posix())
    try:
        content = path.read_bytes()
        opened = archive.read(content)
    except OSError as error:
        reason = Text("没有这个文件", "there is no such file")
        if not isinstance(error, FileNotFoundError):
            reason = Text(error.strerror or str(error), error.strerror or str(error))
        return Verified((NO_PACK(at, file=path.as_posix(), reason=reason),), unusable=True)
    except archive.Refused as refused:
        if not refused.member:
            return Verified((NO_PACK(at, file=path.as_posix(), reason=refused.reason),), unusable=True)
        return Verified((UNSAFE(at, member=refused.member, reason=refused.reason),), unusable=True)
    told, sealed = manifest.load(opened.members.get(archive.MANIFEST, b""))
    if told is None or not _whole(told):
        reason = Text(
            "manifest.json 缺失、被改动或格式不认识",
            "its manifest.json is missing, was changed, or is of an unknown format",
        )
        return Verified((NO_PACK(at, file=path.as_posix(), reason=reason),), unusable=True)
    faults = tuple(CHANGED(at, member=name, difference=text) for name, text in _changed(opened, told, sealed=sealed))
    places, missing = _inputs(told, opened.members, data)
    if missing:
        files = listed([one.name for one in missing[:LISTED]], more=len(missing) > LISTED)
        lacking = NOT_PACKED(at, count=len(missing), files=files, pack=path.as_posix())
        return Verified((*faults, lacking), unusable=True, members=len(told.members))
    more, values = _recomputed(at, told, opened.members, places, limits)
    return Verified((*faults, *more), members=len(told.members), values=values, sha256=manifest.digest(content))


def _whole(told: Manifest) -> bool:
    """Tell whether every name in a manifest stays in the folder of the inputs, and none is a folder of another."""
    names = [one.name for one in told.inputs]
    safe = all(archive.is_safe(name) for name in (*names, *told.asked.data) if name != archive.HERE)
    apart = not any(PurePosixPath(name).is_relative_to(other) for name in names for other in names if name != other)
    return safe and apart and len(set(names)) == len(names) and told.plan in names


def _changed(opened: archive.Opened, told: Manifest, *, sealed: bool) -> Iterator[tuple[str, Text]]:
    """Yield each member that is not what the manifest says; else where the zip is not as it is written."""
    clean = True
    for name, (size, sha) in told.members.items():
        found = opened.members.get(name)
        if found is None or manifest.digest(found) != sha:
            clean = False
            yield name, _difference(found, size, sha)
    for name in opened.members.keys() - told.members.keys() - {archive.MANIFEST}:
        clean = False
        yield name, Text("清单里没有", "is not in the manifest")
    for one in told.inputs:
        entry = told.members.get(outputs.INPUTS + one.name)
        if one.packed != (entry is not None) or (entry is not None and entry != (one.bytes, one.sha256)):
            clean = False
            yield archive.MANIFEST, Text(f"所列的 {one.name} 前后不一", f"tells two things of {one.name}")
    if not sealed:
        yield archive.MANIFEST, Text("与它的封印不符", "is not as it was sealed")
    elif clean and opened.differs_at is not None:
        at, near = opened.differs_at, opened.near or "zip"
        yield near, Text(f"在 zip 的第 {at} 字节处不同", f"differs at byte {at} of the zip")


def _difference(found: bytes | None, size: int, sha: str) -> Text:
    if found is None:
        return Text("缺失", "is missing")
    now = manifest.digest(found)[:SHOWN]
    return Text(
        f"SHA-256 应为 {sha[:SHOWN]}…（{size} 字节），实为 {now}…（{len(found)} 字节）",
        f"should have SHA-256 {sha[:SHOWN]}… ({size} bytes), has {now}… ({len(found)} bytes)",
    )


def _inputs(
    told: Manifest, members: Mapping[str, bytes], data: Sequence[Path]
) -> tuple[dict[str, bytes | Path], list[manifest.Input]]:
    """Return each input with its content or the file that has it, and those that are nowhere."""
    wanted = {one.sha256 for one in told.inputs if outputs.INPUTS + one.name not in members}
    lying = {sha: file for file in (_files(data) if wanted else ()) if (sha := digest(file)) in wanted}
    found: dict[str, bytes | Path] = {}
    missing: list[manifest.Input] = []
    for one in told.inputs:
        packed = members.get(outputs.INPUTS + one.name)
        if packed is not None:
            found[one.name] = packed
        elif one.sha256 in lying:
            found[one.name] = lying[one.sha256]
        else:
            missing.append(one)
    return found, missing


def _files(data: Sequence[Path]) -> Iterator[Path]:
    """Yield the files in folders and below, and those named themselves; folders that are links are not entered."""
    for path in data:
        if path.is_file():
            yield path
        for folder, _, names in os.walk(path):
            yield from (Path(folder, name) for name in sorted(names) if Path(folder, name).is_file())


def _recomputed(
    at: FileRef,
    told: Manifest,
    members: Mapping[str, bytes],
    places: Mapping[str, bytes | Path],
    limits: Limits | None,
) -> tuple[list[Diagnostic], int]:
    """Return what differs when everything is computed again, and how many values were compared."""
    with tempfile.TemporaryDirectory(prefix="fzplan-") as name:
        folder = Path(name)
        unwritten = _lay_out(folder, places)
        if unwritten is not None:
            inner, why = unwritten
            return [DIFFERS(at, member=outputs.INPUTS + inner, difference=why)], 0
        run = computed(folder, told.plan, told.asked, limits)
    if run.outcome is None or run.unusable:
        reason = Text("不能重新计算", "it cannot be computed again")
        return [*run.diagnostics, DIFFERS(at, member=outputs.RESULT, difference=reason)], 0
    again, withheld = made(run, told.asked.lang, with_microdata=told.asked.with_microdata)
    found: list[Diagnostic] = []
    if withheld != told.withheld:
        counts = Text(
            f"不列的审核问题 {told.withheld} 项，应为 {withheld} 项",
            f"{told.withheld} findings left out, not {withheld}",
        )
        found.append(DIFFERS(at, member=archive.MANIFEST, difference=counts))
    other = _versions(members.get(outputs.VERSIONS, b""), again[outputs.VERSIONS])
    if other:
        found.append(OTHER_VERSIONS(at, versions=other))
    names = (outputs.RESULT, outputs.LINEAGE) if other else sorted(again)
    for member in names:
        found += _told(
            at, member, differing.differences(member, members.get(member, b""), again[member], close=bool(other))
        )
    return found, differing.count(again[outputs.LINEAGE])


def _lay_out(folder: Path, places: Mapping[str, bytes | Path]) -> tuple[str, Text] | None:
    """Write the inputs where they are computed from; return the first that could not be written, and why."""
    for inner, content in places.items():
        target = folder / inner
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content if isinstance(content, bytes) else content.read_bytes())
        except OSError as error:
            why = error.strerror or str(error)
            return inner, Text(f"不能写出以便重新计算（{why}）", f"it cannot be laid out to be computed again ({why})")
    return None


def _versions(packed: bytes, ours: bytes) -> str:
    """Return what another version wrote, with the versions here; "" where they are the same."""
    try:
        theirs = json.loads(packed)
    except (ValueError, RecursionError):
        return ""
    mine = json.loads(ours)
    if not isinstance(theirs, dict):
        return ""
    names = sorted({*theirs, *mine})
    return ", ".join(f"{n} {theirs.get(n, '—')} → {mine.get(n, '—')}" for n in names if theirs.get(n) != mine.get(n))


def _told(at: FileRef, member: str, found: Sequence[Text]) -> Iterator[Diagnostic]:
    """Yield the first differences of a member, and how many more there are."""
    for difference in found[:LISTED]:
        yield DIFFERS(at, member=member, difference=difference)
    if len(found) > LISTED:
        more = len(found) - LISTED
        yield DIFFERS(at, member=member, difference=Text(f"另有 {more} 处不同", f"{more} more differences"))
