"""pack: everything that one run rests on and found, in one zip that can be verified anywhere.

In: the plan file, data, options. Out: a `Packed`. The outcome is computed from a copy of the inputs in a folder of its
own, laid out as they lie in the pack: what is packed is what was computed from, and no path of the machine gets in.
"""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from fzplan.diagnostics import FileRef, listed, ordered
from fzplan.frozen import frozen
from fzplan.reports.pack import archive, manifest, outputs
from fzplan.reports.pack.shared import shared
from fzplan.workflow import doors, earlier
from fzplan.workflow.pack_codes import MICRODATA_LEFT_OUT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fzplan.diagnostics import Diagnostic, Lang
    from fzplan.model.plan import Plan
    from fzplan.reports.pack.manifest import Asked, Kind
    from fzplan.returns import Limits
    from fzplan.workflow.run import Run

OUTSIDE = "outside"
"""Folder of the pack for data that does not lie in the folder of the plan file."""
LISTED = 10
"""Files that are named one by one."""


@frozen
class Packed:
    """The pack, None where nothing could be computed; the run it was made from; how many inputs are in it."""

    run: Run
    content: bytes | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    inputs: int = 0
    withheld: int = 0


class Laid(NamedTuple):
    """A copied layout: the plan file by its name, the data paths as they are asked for, every file with what it is."""

    plan: str
    data: tuple[str, ...]
    kinds: Mapping[str, Kind]
    faults: tuple[Diagnostic, ...]


def pack(
    plan_path: Path,
    data: Sequence[Path] = (),
    *,
    asked: Asked,
    hashes_only: bool = False,
    limits: Limits | None = None,
) -> Packed:
    """Compute the plan and put everything together; `asked.data` is filled in here.

    Workbooks that belong to no form are no part of it: nothing was computed from them.
    """
    from fzplan import plan as plan_room

    plan, _ = plan_room.load(plan_path)
    if plan is None:
        run = doors.compute(plan_path, data, limits=limits)
        return Packed(run, None, run.diagnostics)
    with tempfile.TemporaryDirectory(prefix="fzplan-") as name:
        folder = Path(name)
        laid = _lay_out(plan, plan_path, data, folder)
        asked = asked._replace(data=laid.data)
        run = computed(folder, laid.plan, asked, limits)
        found = ordered((*run.diagnostics, *laid.faults))
        if run.outcome is None or run.unusable:
            return Packed(run, None, found)
        return _together(folder, laid, asked, replace(run, diagnostics=found), hashes_only=hashes_only)


def _lay_out(plan: Plan, plan_path: Path, data: Sequence[Path], folder: Path) -> Laid:
    """Copy the plan file, the returns of its forms and the snapshots that its checks name into `folder`."""
    from fzplan.returns.files import data_files, matched

    root = plan_path.parent
    kinds: dict[str, Kind] = {plan_path.name: "plan"}
    asked: list[str] = []
    faults: list[Diagnostic] = []
    _copied(plan_path, folder / plan_path.name, plan_path.name, faults)
    for k, path in enumerate(data or (root / "data",), start=1):
        found, told = data_files([path], root)
        faults += told
        inside = _inside(path, root)
        base = inside or f"{OUTSIDE}/{k}"
        asked.append(base if inside or path.is_dir() else f"{base}/{_plain(path.name)}")
        for file in found:
            forms = [plan.forms[form] for form in matched(file, plan.forms)]
            name = PurePosixPath(base, _plain(file.relative)).as_posix() if path.is_dir() else asked[-1]
            if forms and _copied(file.path, folder / name, file.shown, faults):
                kinds[name] = "microdata" if any(form.entity for form in forms) else "return"
    for path in earlier.paths(plan).values():
        name = _inside(path, root)
        if _copied(path, folder / name, name, faults):
            kinds[name] = "snapshot"
    return Laid(plan_path.name, tuple(asked), kinds, tuple(faults))


def _copied(source: Path, target: Path, shown: str, faults: list[Diagnostic]) -> bool:
    """Copy a file; tell whether it could be read, else why not."""
    from fzplan.returns.file_codes import NO_PERMISSION

    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        shutil.copyfile(source, target)
    except PermissionError:
        faults.append(NO_PERMISSION(FileRef(shown)))
        return False
    return True


def _inside(path: Path, root: Path) -> str:
    """Return how places name a path of the plan's folder; "" where it lies elsewhere."""
    from fzplan.returns.files import shown

    name = shown(path, root)
    return name if name == archive.HERE or archive.is_safe(name) else ""


def _plain(name: str) -> str:
    """Return a name that every system takes for one."""
    return name.translate({ord(sign): "_" for sign in archive.UNSAFE})


def computed(folder: Path, plan: str, asked: Asked, limits: Limits | None = None) -> Run:
    """Return the run of a layout, computed where it lies: its places are named as in the pack."""
    with contextlib.chdir(folder):
        return doors.compute(
            Path(plan),
            [Path(name) for name in asked.data],
            year=asked.year,
            as_of=asked.as_of,
            limits=limits,
            in_full=True,
            by_member=True,
        )


def made(run: Run, lang: Lang, *, with_microdata: bool) -> tuple[dict[str, bytes], int]:
    """Return the members that are made from a run, and how many findings about records are left out of them."""
    assert run.outcome is not None
    outcome, withheld = (run.outcome, 0) if with_microdata else shared(run.outcome, lang)
    return outputs.members(outcome, lang), withheld


def _together(folder: Path, laid: Laid, asked: Asked, run: Run, *, hashes_only: bool) -> Packed:
    """Return the pack of what lies in `folder` and was computed from it."""
    found, withheld = made(run, asked.lang, with_microdata=asked.with_microdata)
    has_records = "microdata" in laid.kinds.values()
    inputs = []
    for name, kind in sorted(laid.kinds.items()):
        content = (folder / name).read_bytes()
        open_ = asked.with_microdata or kind == "return" or (kind == "snapshot" and not has_records)
        packed = kind == "plan" or (open_ and not hashes_only)
        inputs.append(manifest.Input(name, kind, len(content), manifest.digest(content), packed))
        if packed:
            found[outputs.INPUTS + name] = content
    sums = {name: (len(content), manifest.digest(content)) for name, content in found.items()}
    told = manifest.Manifest(laid.plan, asked, tuple(inputs), withheld, sums)
    left_out = [] if hashes_only else [one.name for one in inputs if not one.packed]
    files = listed(left_out[:LISTED], more=len(left_out) > LISTED)
    notes = (MICRODATA_LEFT_OUT(FileRef(laid.plan), count=len(left_out), files=files),) if left_out else ()
    content = archive.write({archive.MANIFEST: manifest.dump(told), **found})
    return Packed(run, content, notes, sum(one.packed for one in inputs), withheld)
