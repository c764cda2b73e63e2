"""A workbook as the zip of parts that it is: parts read and replaced, relations followed and added."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from typing import NamedTuple

from fzplan.diagnostics import Text
from fzplan.reports.marking import faults
from fzplan.reports.marking.faults import UnmarkableError
from fzplan.reports.marking.xml import appended, edited, elements, escape, only

LIMIT = 300_000_000
"""Bytes that a workbook may expand to."""
FIXED = (1980, 1, 1, 0, 0, 0)
TYPES = "[Content_Types].xml"
RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class Relation(NamedTuple):
    """A part that another one refers to."""

    id: str
    type: str
    part: str

    @property
    def kind(self) -> str:
        """Return the last word of its type: worksheet, comments, styles."""
        return self.type.rpartition("/")[2]


class Package:
    """The parts of one workbook; nothing is written before `content`."""

    def __init__(self, data: bytes, limit: int = LIMIT) -> None:
        """Open a workbook; raise UnmarkableError where it is none of this kind, or too large."""
        if data.startswith(_OLE):
            raise UnmarkableError(faults.OLD)
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError) as error:
            raise UnmarkableError(faults.OTHER) from error
        self._infos = {info.filename: info for info in self._archive.infolist()}
        if sum(info.file_size for info in self._archive.infolist()) > limit:
            raise UnmarkableError(Text(*(text.format(limit=limit // 1_000_000) for text in faults.LARGE)))
        if len(self._infos) != len(self._archive.infolist()) or any(i.flag_bits & 1 for i in self._infos.values()):
            raise UnmarkableError(faults.DAMAGED)
        if TYPES not in self._infos:
            raise UnmarkableError(faults.OTHER)
        self._changed: dict[str, bytes] = {}

    def __contains__(self, part: str) -> bool:
        return part in self._infos or part in self._changed

    def read(self, part: str) -> bytes:
        """Return a part; raise where it is missing or broken."""
        if part in self._changed:
            return self._changed[part]
        try:
            return self._archive.read(self._infos[part])
        except (KeyError, zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError) as error:
            raise UnmarkableError(faults.DAMAGED) from error

    def put(self, part: str, content: bytes) -> None:
        """Replace a part, or add one that needs no declaration."""
        self._changed[part] = content

    def add(self, part: str, content: bytes, type_: str) -> None:
        """Add a part with its content type."""
        self.put(part, content)
        types = self.read(TYPES)
        root, *declared = elements(types)
        if any(e.name == "Override" and e.of("PartName").lower() == f"/{part}".lower() for e in declared):
            return
        said = f'<{root.prefix}Override PartName="/{escape(part)}" ContentType="{type_}"/>'
        self.put(TYPES, edited(types, [appended(types, root, said)]))

    def declare(self, suffix: str, type_: str) -> None:
        """Give all parts of a suffix their content type, where they have none."""
        types = self.read(TYPES)
        root, *declared = elements(types)
        if any(e.name == "Default" and e.of("Extension").lower() == suffix for e in declared):
            return
        said = f'<{root.prefix}Default Extension="{suffix}" ContentType="{type_}"/>'
        self.put(TYPES, edited(types, [appended(types, root, said)]))

    def free(self, pattern: str) -> str:
        """Return a name of a part that is not taken yet."""
        taken = {name.lower() for name in (*self._infos, *self._changed)}
        return next(name for number in range(1, 100_000) if (name := pattern.format(number)).lower() not in taken)

    def relations(self, part: str) -> list[Relation]:
        """Return what a part ("" for the package) refers to inside the package."""
        name = _relations_of(part)
        if name not in self:
            return []
        return [
            Relation(e.of("Id"), e.of("Type"), _resolved(part, e.of("Target")))
            for e in elements(self.read(name))
            if e.name == "Relationship" and e.of("TargetMode").lower() != "external"
        ]

    def relate(self, part: str, type_: str, to: str) -> str:
        """Let a part refer to another one; return the id of the relation."""
        name = _relations_of(part)
        xml = self.read(name) if name in self else RELATIONS.encode()
        found = elements(xml)
        root = only(found, "Relationships", 0)
        taken = {e.of("Id") for e in found}
        id_ = next(one for number in range(1, 1_000_000) if (one := f"rIdMark{number}") not in taken)
        said = f'<{root.prefix}Relationship Id="{id_}" Type="{type_}" Target="/{escape(to)}"/>'
        self.put(name, edited(xml, [appended(xml, root, said)]))
        return id_

    def content(self) -> bytes:
        """Return the workbook: parts in their order with their times, new ones last."""
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, info in self._infos.items():
                kept = zipfile.ZipInfo(name, max(info.date_time, FIXED))
                archive.writestr(_deflated(kept), self.read(name))
            for name in sorted(set(self._changed) - set(self._infos)):
                archive.writestr(_deflated(zipfile.ZipInfo(name, FIXED)), self._changed[name])
        return target.getvalue()


def _deflated(info: zipfile.ZipInfo) -> zipfile.ZipInfo:
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def _relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _resolved(part: str, target: str) -> str:
    """Return the name of the part that a relation leads to."""
    path = target.replace("\\", "/")
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), path)).lstrip("/")
