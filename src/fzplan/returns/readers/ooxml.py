"""Facts of an .xlsx that the fast engine drops, sheet by sheet; and whether it may be opened at all."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from fzplan.diagnostics import Text
from fzplan.regex import regex
from fzplan.returns.readers import links
from fzplan.returns.readers.archives import pieces
from fzplan.returns.readers.book import Facts
from fzplan.returns.readers.faults import DamagedError, check_cells
from fzplan.returns.readers.sheet_styles import styles_in, styles_of
from fzplan.returns.readers.sheet_xml import addressed, attributes, extent, scanned

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from fzplan.returns.readers.archives import Archive, Part
    from fzplan.returns.readers.book import Cell, Merges, Styles
    from fzplan.returns.readers.sheet_xml import SheetScan

_UNRECKONED = regex(rb'<(?:\w+:)?calcPr\b[^<>]*\sfullCalcOnLoad="(?:1|true)"')
"""Programs that write workbooks without reckoning ask for it so; Excel and WPS take the mark away when they save."""
_BOAST = regex(rb'(?:uniqueC|c)ount="\d{9,}')
_NO_SHEETS = (
    "styles.xml",
    "sharedstrings.xml",
    "theme1.xml",
    "app.xml",
    "core.xml",
    "[content_types].xml",
    "xl/workbook.xml",
)
_SHEET = regex(rb"<(?:\w+:)?sheet\b([^<>]*)>")
_RELATION = regex(rb"<(?:\w+:)?Relationship\b([^<>]*)>")


def facts_of(archive: Archive, limit: int) -> Mapping[str, Facts]:
    """Return the facts of each sheet by its name; a part that is missing gives no facts.

    Raises `OversizedError` for a used range of more than `limit` cells, before anything tries to lay it out.
    """
    _sound(archive, "xl/sharedStrings.xml")
    styles = styles_of(_sound(archive, "xl/styles.xml"))
    workbook = _sound(archive, "xl/workbook.xml")
    parts = sheet_parts(_named(workbook), archive.read("xl/_rels/workbook.xml.rels"))
    sheets = {part.lower(): name for name, part in parts.items()}
    unreckoned, others = bool(_UNRECKONED.search(workbook)), links.names_of(archive)
    scans: dict[str, SheetScan] = {}
    found: dict[str, Facts] = {}
    for part in archive.parts:  # every part: on broken relations the engine may find sheets that this scan does not
        name = part.filename.lower()
        if name not in sheets and (name.endswith(_NO_SHEETS) or not name.endswith(".xml")):
            continue
        scan, placed = _scan(archive, part, sheets.get(name, part.filename), limit, unreckoned=unreckoned)
        if name in sheets:
            scans[sheets[name]] = scan
            found[sheets[name]] = _facts(scan, others, styles_in(archive.data, part, styles, placed=placed))
    if unreckoned and any(scan.zeros for scan in scans.values()) and not any(map(_is_reckoned, scans.values())):
        return {n: replace(f, uncached={**f.uncached, **scans[n].zeros}) for n, f in found.items()}
    return found


def _is_reckoned(scan: SheetScan) -> bool:
    """Tell whether a formula of the sheet has a result that nobody but a program that reckons can have put there."""
    return scan.formulas > len(scan.uncached) + len(scan.zeros)


def large_sheets(archive: Archive) -> Mapping[str, Callable[[int], tuple[list[list[Cell]], Merges]]]:
    """Return by name how sheets are read that are too large to be read at once."""
    from functools import partial

    from fzplan.returns.readers import in_parts

    if not any(part.file_size >= in_parts.LARGE for part in archive.parts):
        return {}
    parts = sheet_parts(_named(archive.read("xl/workbook.xml")), archive.read("xl/_rels/workbook.xml.rels"))
    named = {name: archive.named.get(part.lower()) for name, part in parts.items()}
    return {
        name: partial(in_parts.rows_of, archive, part)
        for name, part in named.items()
        if part is not None and part.file_size >= in_parts.LARGE
    }


def _sound(archive: Archive, name: str) -> bytes:
    """Return a part that holds a list; raises DamagedError where it claims more entries than can be.

    The engine reserves memory for the claim. Of the shared texts only the beginning, where it stands, is looked at.
    """
    part = archive.named.get(name.lower())
    xml = (archive.head(part) if name.endswith("Strings.xml") else archive.read(name)) if part else b""
    if boast := _BOAST.search(xml):
        claim = boast[0].decode("ascii", "replace")
        raise DamagedError(Text(f"{name} 声称的条数不可能（{claim}）", f"{name} claims impossible numbers ({claim})"))
    return xml


def _scan(archive: Archive, part: Part, sheet: str, limit: int, *, unreckoned: bool) -> tuple[SheetScan, bool]:
    """Return what a pass over a sheet found, and whether its cells have addresses."""
    scan = scanned(pieces(archive.data, part), unreckoned=unreckoned)
    placed = scan.addressed
    if not placed:
        scan = scanned(addressed(pieces(archive.data, part)), unreckoned=unreckoned)
    if scan.height * scan.width > limit:
        _refuse_oversize(archive, part, sheet, limit, placed=placed)
    return scan, placed


def _facts(scan: SheetScan, others: Mapping[str, str], styles: Styles) -> Facts:
    return Facts(
        errors=scan.errors,
        uncached=scan.uncached,
        formulas=scan.formulas,
        sources=scan.sources,
        links={place: others.get(name, f"[{name}]" if name.isdigit() else name) for place, name in scan.links.items()},
        hidden_rows=frozenset(scan.hidden_rows),
        hidden_columns=scan.hidden_columns,
        styles=styles,
    )


def _refuse_oversize(archive: Archive, part: Part, sheet: str, limit: int, *, placed: bool) -> None:
    read = pieces(archive.data, part)
    check_cells(*extent(read if placed else addressed(read)), limit, sheet)


@lru_cache(maxsize=16)
def _named(workbook: bytes) -> tuple[tuple[str, str], ...]:
    """Return the name and the relation of each sheet; returns of one form mostly have the same."""
    named = {}
    for found in _SHEET.finditer(workbook):
        given = attributes(found[1])
        named[given.get("name", "")] = next((v for k, v in given.items() if k.endswith(":id")), "")
    return tuple(named.items())


@lru_cache(maxsize=16)
def sheet_parts(named: tuple[tuple[str, str], ...], relations: bytes) -> Mapping[str, str]:
    """Return the part of each sheet: the workbook names the relation of a sheet, which says where it lies."""
    targets = {}
    for found in _RELATION.finditer(relations):
        given = attributes(found[1])
        targets[given.get("Id", "")] = given.get("Target", "")
    parts = {}
    for name, relation in named:
        target = targets.get(relation, "")
        parts[name] = target.lstrip("/") if target.startswith(("/", "xl/")) else f"xl/{target}"
    return parts
