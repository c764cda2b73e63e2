"""Hostile workbooks, made here: nothing of the kind is kept in the repository."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

from tests import builders

if TYPE_CHECKING:
    from pathlib import Path

GRID = {"主要指标": "指标 | 2020年 | 2024年\n总收入（亿元） | 6648.7 | 8466.0"}
SHEET = "xl/worksheets/sheet1.xml"
SECRET = "secret-of-the-machine"


def parts(folder: Path) -> dict[str, bytes]:
    """Return the parts of a small honest workbook."""
    with zipfile.ZipFile(builders.workbook(folder / "honest.xlsx", GRID)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def packed(content: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return made.getvalue()


def nested(content: dict[str, bytes]) -> bytes:
    """Zips within zips within a workbook: 10 GB, if anybody opened them all."""
    bomb = packed({f"{n}.bin": bytes(10_000_000) for n in range(10)})
    for _ in range(2):
        bomb = packed({f"{n}.zip": bomb for n in range(10)})
    return packed(content | {"xl/media/pictures.zip": bomb})


def overlapping(content: dict[str, bytes], copies: int = 20_000) -> bytes:
    """Entries of a directory that all stand for the same few bytes: 20,000 times ten megabytes."""
    kernel = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = bytes(10_000_000)
    check = zlib.crc32(data)
    stored = kernel.compress(data) + kernel.flush()
    honest = packed(content)
    end = honest.rindex(b"PK\5\6")
    count, _, at = struct.unpack_from("<HII", honest, end + 10)
    local = struct.pack("<4sHHHHHIIIHH", b"PK\3\4", 20, 0, 8, 0, 33, check, len(stored), len(data), 1, 0) + b"x"
    entries = [honest[at:end]]
    for n in range(copies):
        name = f"xl/{n}".encode()
        head = struct.pack(
            "<4sHHHHHHIIIHHHHHII", b"PK\1\2", 20, 20, 0, 8, 0, 33, check, len(stored), len(data),
            len(name), 0, 0, 0, 0, 0, at,
        )  # fmt: skip
        entries.append(head + name)
    directory = b"".join(entries)
    body = honest[:at] + local + stored
    total = count + copies
    return body + directory + struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, total, total, len(directory), len(body), 0)


def leading_out(content: dict[str, bytes]) -> bytes:
    """Parts whose names lead out of any folder they would be written to."""
    names = ("../../../../evil.txt", "/tmp/fzplan-evil.txt", "..\\..\\evil.txt", "C:\\evil.txt", "xl/../../evil.txt")
    return packed(content | dict.fromkeys(names, b"evil"))


def with_entities(content: dict[str, bytes], part: str, secret: Path) -> bytes:
    """Entities that double again and again, and one that would read a file of this machine."""
    lines = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 9 if n else "ha"}">' for n in range(12))
    declared = f'<!DOCTYPE x [{lines}<!ENTITY file SYSTEM "{secret.as_uri()}">]>'.encode()
    head, mark, rest = content[part].partition(b"?>")
    return packed(content | {part: head + mark + declared + rest.replace(b"</", b"&e11;&file;</", 1)})


def flat(name: str, secret: Path) -> bytes:
    """The same in a file that is one XML document: SpreadsheetML of 2003, or a page that Excel opens."""
    declared = f'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY file SYSTEM "{secret.as_uri()}">]>'
    if name == "html":
        return f"{declared}<table><tr><td>指标<td>2024年<tr><td>总收入（亿元）<td>&file;&b;</table>".encode()
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    cell = '<Cell><Data ss:Type="String">{}</Data></Cell>'
    rows = "".join(
        f"<Row>{cell.format(a)}{cell.format(b)}</Row>" for a, b in (("指标", "2024年"), ("总收入", "&file;&b;"))
    )
    return (
        f'<?xml version="1.0"?>{declared}<?mso-application progid="Excel.Sheet"?><Workbook xmlns="{space}" '
        f'xmlns:ss="{space}"><Worksheet ss:Name="a"><Table>{rows}</Table></Worksheet></Workbook>'
    ).encode()


def of_cells(content: dict[str, bytes], xml: bytes) -> bytes:
    """A workbook whose sheet has these rows."""
    before, _, _ = content[SHEET].partition(b"<sheetData>")
    return packed(content | {SHEET: before + b"<sheetData>" + xml + b"</sheetData></worksheet>"})
