"""Facts of an .xlsx that the fast engine drops: error cells, formulas without a value, number formats, hidden parts.

A regular-expression scan of the sheet's XML (performance.md: 0.45 of the reading itself), not a parser: the
values come from the engine, these are only remarks on them. Formats are scanned when first asked for.
"""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from typing import TYPE_CHECKING

from fzplan.returns.readers.book import PLAIN, Address, Facts, NumberFormat

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Callable, Mapping

_CELL = re.compile(rb"<c\b([^>]*)>(.*?)</c>", re.DOTALL)
_REFERENCE = re.compile(rb'\br="([A-Z]+)(\d+)"')
_STYLED = re.compile(rb'<c\b[^>]*?\br="([A-Z]+)(\d+)"[^>]*?\bs="(\d+)"')
_VALUE = re.compile(rb"<v[^>]*>([^<]*)</v>")
_FORMULA = re.compile(rb"<f\b[^>]*>([^<]*)</f>|<f\b[^>]*/>")
_HIDDEN_ROW = re.compile(rb'<row\b[^>]*?\br="(\d+)"[^>]*?\bhidden="(?:1|true)"')
_BOAST = re.compile(rb'(?:uniqueC|c)ount="\d{9,}')
_NO_SHEETS = ("styles.xml", "sharedStrings.xml", "theme1.xml", "app.xml", "core.xml", "[Content_Types].xml")
_HEAD = 65536
"""Bytes of a part in which such a claim is looked for: it stands in the tag that opens a list."""
_ROW = re.compile(rb'<row [^>]*?r="(\d{1,9})"')
_FAR = re.compile(rb'r="(?:[A-Z]{3}\d|[A-Z]{1,2}\d{6})')
_FAR_COLUMN = re.compile(rb'r="[D-Z][A-Z]\d')
_REFERENCES = re.compile(rb'r="([A-Z]{1,3})(\d+)"')
_COLUMN = re.compile(rb"<col\b([^>]*)>")
_SHEET = re.compile(rb"<(?:\w+:)?sheet\b([^>]*)>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b([^>]*)>")
_ATTRIBUTE = re.compile(rb'([\w:]+)="([^"]*)"')
BUILT_IN = {1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00"}
_DATE_LETTERS = re.compile(r"[ymdhs年月日]", re.IGNORECASE)


class OversizedError(ValueError):
    """A sheet whose used range has more cells than can be read: `sheet` and its `size` as rows × columns."""

    def __init__(self, sheet: str, size: str) -> None:
        super().__init__(f"{sheet}: {size}")
        self.sheet = sheet
        self.size = size


def facts_of(archive: zipfile.ZipFile, limit: int) -> Mapping[str, Facts]:
    """Return the facts of each sheet by its name; a part that is missing gives no facts.

    Raises `OversizedError` for a used range of more than `limit` cells, before anything tries to lay it out.
    """
    names = set(archive.namelist())
    _refuse_boasts(archive, names)
    formats = _formats(archive.read("xl/styles.xml")) if "xl/styles.xml" in names else ()
    sheets = {part: name for name, part in _parts(archive).items()}
    found = {}
    for part in sorted(names):
        if part.endswith(_NO_SHEETS) or not part.lower().endswith(".xml"):
            continue
        xml = archive.read(part)  # every part: on broken relations the engine may find sheets that this scan does not
        if size := _oversize(xml, limit):
            raise OversizedError(sheets.get(part, part), size)
        if part in sheets:
            found[sheets[part]] = _facts(xml, formats)
    return found


def _refuse_boasts(archive: zipfile.ZipFile, names: set[str]) -> None:
    """Raise ValueError where a part claims more entries than can be: the engine reserves memory for the claim."""
    for part in names & {"xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml"}:
        with archive.open(part) as opened:
            boast = _BOAST.search(opened.read(_HEAD))
        if boast:
            raise ValueError(f"{part}: {boast[0].decode('ascii', 'replace')}")


def _oversize(xml: bytes, limit: int) -> str:
    """Return the used range as text where it exceeds the limit, else ``""``; cheap searches first, exact ones last."""
    last = max(map(int, _ROW.findall(xml)), default=0)
    far = _FAR.search(xml) is not None
    if not far and last * (702 if last < 40_000 or _FAR_COLUMN.search(xml) else 104) <= limit:
        return ""
    cells = [(int(row), _column(letters)) for letters, row in set(_REFERENCES.findall(xml))]
    height, width = max((r for r, _ in cells), default=0), max((c for _, c in cells), default=-1) + 1
    return f"{height} × {width}" if height * width > limit else ""


def _parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the part of each sheet: workbook.xml names the sheets, its relations say where they lie."""
    try:
        workbook = archive.read("xl/workbook.xml")
        relations = archive.read("xl/_rels/workbook.xml.rels")
    except KeyError:
        return {}
    targets = {}
    for found in _RELATION.finditer(relations):
        attributes = _attributes(found[1])
        targets[attributes.get("Id", "")] = attributes.get("Target", "")
    parts = {}
    for found in _SHEET.finditer(workbook):
        attributes = _attributes(found[1])
        target = targets.get(next((v for k, v in attributes.items() if k.endswith(":id")), ""), "")
        parts[attributes.get("name", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return parts


def _attributes(source: bytes) -> dict[str, str]:
    return {name.decode(): unescape(value.decode("utf-8", "replace")) for name, value in _ATTRIBUTE.findall(source)}


def _facts(xml: bytes, formats: tuple[NumberFormat, ...]) -> Facts:
    errors: dict[Address, str] = {}
    uncached: dict[Address, str] = {}
    if b"<f" in xml or b't="e"' in xml:
        _scan_cells(xml, errors, uncached)
    return Facts(
        errors=errors,
        uncached=uncached,
        hidden_rows=frozenset(int(n) - 1 for n in _HIDDEN_ROW.findall(xml)) if b"hidden=" in xml else frozenset(),
        hidden_columns=_hidden_columns(xml),
        format=_format_finder(xml, formats) if any(f != PLAIN for f in formats) else Facts().format,
    )


def _scan_cells(xml: bytes, errors: dict[Address, str], uncached: dict[Address, str]) -> None:
    for found in _CELL.finditer(xml):
        attributes, body = found[1], found[2]
        if attributes.endswith(b"/"):
            continue
        value = _VALUE.search(body)
        if b't="e"' in attributes:
            place = _address(attributes)
            if place and value:
                errors[place] = value[1].decode("ascii", "replace")
        elif b"<f" in body and (value is None or not value[1]) and b't="str"' not in attributes:
            place, formula = _address(attributes), _FORMULA.search(body)
            if place and formula:
                uncached[place] = "=" + unescape((formula[1] or b"").decode("utf-8", "replace"))


def _address(attributes: bytes) -> Address | None:
    found = _REFERENCE.search(attributes)
    return (int(found[2]) - 1, _column(found[1])) if found else None


@cache
def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _hidden_columns(xml: bytes) -> frozenset[int]:
    head = xml[: xml.find(b"<sheetData")]
    hidden: set[int] = set()
    for found in _COLUMN.finditer(head):
        attributes = _attributes(found[1])
        if attributes.get("hidden") in ("1", "true"):
            hidden.update(range(int(attributes["min"]) - 1, min(int(attributes["max"]), 16384)))
    return frozenset(hidden)


def _format_finder(xml: bytes, formats: tuple[NumberFormat, ...]) -> Callable[[int, int], NumberFormat]:
    """Return a look-up that scans the sheet's styles at the first question: most microdata are never asked."""
    found: dict[Address, NumberFormat] = {}
    scanned = False

    def look_up(row: int, column: int) -> NumberFormat:
        nonlocal scanned
        if not scanned:
            scanned = True
            for letters, number, style in _STYLED.findall(xml):
                index = int(style)
                if index < len(formats) and formats[index] is not PLAIN:
                    found[int(number) - 1, _column(letters)] = formats[index]
        return found.get((row, column), PLAIN)

    return look_up


def _formats(styles: bytes) -> tuple[NumberFormat, ...]:
    """Return the number format of each cell style (index `s` of a cell)."""
    codes = dict(BUILT_IN)
    for found in re.finditer(rb"<numFmt\b([^>]*)>", styles):
        attributes = _attributes(found[1])
        if "numFmtId" in attributes:
            codes[int(attributes["numFmtId"])] = attributes.get("formatCode", "")
    block = re.search(rb"<cellXfs\b.*?</cellXfs>", styles, re.DOTALL)
    if not block:
        return ()
    used = [_attributes(found) for found in re.findall(rb"<xf\b([^>]*)>", block[0])]
    return tuple(number_format(codes.get(int(a.get("numFmtId", "0")), "General")) for a in used)


@cache
def number_format(code: str) -> NumberFormat:
    r"""Read the first section of an Excel format code.

    >>> number_format("0.0%"), number_format('0.00,,"亿元"')
    (NumberFormat(decimals=1, power=2, unit='%'), NumberFormat(decimals=2, power=-6, unit='亿元'))
    >>> number_format(r'0\.0,"万"'), number_format("General") is PLAIN
    (NumberFormat(decimals=1, power=-4, unit='万'), True)
    """
    section = re.sub(r"\[[^\]]*\]|_.|\*.", "", code.split(";", maxsplit=1)[0])
    literals = re.findall(r'"([^"]*)"', section[max(section.rfind("0"), section.rfind("#"), 0) :])
    bare = re.sub(r'"[^"]*"', "", section)
    digits = re.sub(r"\\(?!\.)(.)", "", bare)
    if not re.search(r"[0#?]", digits) or _DATE_LETTERS.search(digits) or "E+" in digits:
        return PLAIN
    number = re.search(r"[0#?,]*(?:(\\?\.)([0#?]*))?,*", digits[re.search(r"[0#?]", digits).start() :])  # type: ignore[union-attr]
    assert number is not None
    decimals = len(number[2] or "")
    power = -3 * (len(number[0]) - len(number[0].rstrip(",")))
    if number[1] == "\\.":
        power -= decimals
    if "%" in digits:
        return NumberFormat(decimals, power + 2, "%")
    return NumberFormat(decimals, power, "".join(literals).strip())
