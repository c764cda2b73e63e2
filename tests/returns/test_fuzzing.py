"""Mutated workbooks: bytes, parts of archives, records; a book or findings come out, no exception, no hang.

The seeds are workbooks of every kind built here, and the real ones where they lie beside the checkout. Each mutation
is drawn from a number, so that a failure can be repeated: the number stands in the message.
"""

from __future__ import annotations

import io
import random
import struct
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.builders import workbook
from tests.returns.binary_books import binary_book
from tests.returns.old_books import container, encrypted, old_book, records
from tests.returns.plans import form, measure, plan
from tests.returns.test_open_documents import document
from tests.returns.test_spreadsheetml import BOOK

from fzplan.diagnostics import FileRef
from fzplan.returns import Limits, extract
from fzplan.returns.readers import compound, door

if TYPE_CHECKING:
    from collections.abc import Callable

SHARED = Path(__file__).parents[3] / "shared" / "workbooks"
LIMITS = Limits(size=100_000_000, cells=1_000_000, seconds=20)
TABLE = {
    "主要指标": [["指标", "单位", "2021年", "2022年"], ["总收入", "亿元", 7205.3, 8000.0], ["占比", "%", 0.135, "…"]]
}
GRID = {
    "主要指标": """
    主要指标 | < | < | <
    指标 | 单位 | 2021年 | 2022年
    总收入 | 亿元 | 7205.3{0.00} | #DIV/0!
    其中：出口 | 亿元 | =A1*2 | 12.5{0.0%}
    ^ | '（12.3） | 2021-03-05 | '１２．３①
    """,
    "乙": "1 | 2",
}
NUMBERS = [b"0", b"-1", b"1", b"255", b"256", b"65536", b"1048577", b"16385", b"4294967295", b"99999999999999999999"]
PAGE = "<html><body><p>单位：亿元</p><table><tr><th rowspan=2>指标<th colspan=2>数<tr><th>2020<th>2021<tr><td>总收入<td>1<td>2</table>"


def built(folder: Path) -> dict[str, bytes]:
    """Return a workbook of every kind."""
    xlsx = workbook(folder / "seed.xlsx", GRID).read_bytes()
    return {
        "xlsx": xlsx,
        "xls": old_book(TABLE, formats=[("0.0%", 1), ("#,##0,", 0)], styles={(2, 2): 1, (1, 2): 2}),
        "xls95": old_book(TABLE, version=0x0500, codepage=936, stored="gb18030"),
        "locked": encrypted(TABLE, "VelvetSweatshop"),
        "xlsb": binary_book(folder / "seed.xlsb", TABLE, formats=[("0.0%", 2)], styles={(2, 2): 1}).read_bytes(),
        "ods": document(),
        "csv": '指标;单位;2021年\n总收入;亿元;"7205,3"\n'.encode("gb18030"),
        "html": PAGE.encode(),
        "xml": BOOK.format(encoding="utf-8").encode(),
    }


def flipped(data: bytes, chance: random.Random) -> bytes:
    """Change some bytes anywhere."""
    changed = bytearray(data)
    for _ in range(chance.choice((1, 2, 5, 30))):
        changed[chance.randrange(len(changed))] = chance.choice((0, 255, 128, chance.randrange(256)))
    return bytes(changed)


def cut(data: bytes, chance: random.Random) -> bytes:
    """Leave out, repeat or move a run of bytes."""
    first, length = chance.randrange(len(data)), chance.choice((1, 4, 64, 512, len(data) // 2))
    run = data[first : first + length]
    return chance.choice(
        (data[:first], data[:first] + data[first + length :], data[:first] + run * 3 + data[first + length :])
    )


def claims(data: bytes, chance: random.Random) -> bytes:
    """Write an extreme number over two or four bytes."""
    at = chance.randrange(max(1, len(data) - 4))
    number = struct.pack("<I", chance.choice((0, 1, 0x7FFF, 0x7FFFFFFF, 0xFFFFFFFE, 0xFFFFFFFF)))
    size = chance.choice((2, 4))
    return data[:at] + number[:size] + data[at + size :]


def worded(xml: bytes, chance: random.Random) -> bytes:
    """Change the numbers or tags of a text: another figure, a tag twice, a tag left out, an attribute emptied."""
    import re

    found = list(re.finditer(rb'\d+|<[^<>]*>|"[^"]*"', xml[:200_000]))
    if not found:
        return flipped(xml, chance) if xml else xml
    for one in sorted(chance.sample(found, min(len(found), chance.choice((1, 3, 20)))), key=lambda m: -m.start()):
        if one[0].startswith(b"<"):
            new = chance.choice((b"", one[0] * 2, one[0] * 50))
        else:
            new = (
                chance.choice(NUMBERS)
                if one[0].isdigit()
                else chance.choice((b'""', b'"' + chance.choice(NUMBERS) + b'"'))
            )
        xml = xml[: one.start()] + new + xml[one.end() :]
    return xml


def in_parts(data: bytes, chance: random.Random) -> bytes:
    """Change one part of an archive and pack it again, so that its checksum is right."""
    stored = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stored, "w", zipfile.ZIP_DEFLATED) as target:
        names = source.namelist()
        wanted = chance.choice([n for n in names if n.endswith((".xml", ".bin", ".rels"))] or names)
        for name in names:
            part = source.read(name)
            if name == wanted:
                part = chance.choice((worded, worded, flipped, cut, claims))(part, chance) if part else part
            if name != wanted or chance.random() > 0.05:  # now and then the part is missing
                target.writestr(name, part)
    return stored.getvalue()


def in_records(data: bytes, chance: random.Random) -> bytes:
    """Change records of an old workbook and put them into a sound container again."""
    stream = compound.stream(data, "Workbook", "Book") or b""
    pieces, at = [], 0
    while at + 4 <= len(stream):
        length = int.from_bytes(stream[at + 2 : at + 4], "little")
        pieces.append(stream[at : at + 4 + length])
        at += 4 + length
    for _ in range(chance.choice((1, 2, 8))):
        n = chance.randrange(len(pieces))
        pieces[n] = chance.choice((
            lambda r: flipped(r, chance), lambda r: claims(r, chance), lambda r: r * 3, lambda _: b"",
            lambda r: pieces[chance.randrange(len(pieces))] + r,
        ))(pieces[n]) or b"\0\0\0\0"  # fmt: skip
    return container(b"".join(pieces), "Workbook" if b"W\0o\0r\0k\0b" in data else "Book")


BYTES = (flipped, cut, claims)
MUTATIONS: dict[str, tuple[Callable[[bytes, random.Random], bytes], ...]] = {
    "xlsx": (*BYTES, in_parts, in_parts, in_parts, in_parts),
    "xlsb": (*BYTES, in_parts, in_parts),
    "ods": (*BYTES, in_parts, in_parts, in_parts),
    "xls": (*BYTES, in_records, in_records),
    "xls95": (*BYTES, in_records, in_records),
    "locked": (*BYTES, in_records),
    "csv": BYTES,
    "html": (*BYTES, worded),
    "xml": (*BYTES, worded, worded),
}
PLAN = plan(
    measure("总收入", "亿元"),
    measure("出口", "亿元"),
    forms={"表": form("*.dat"), "名单": form("*.dat", rows="entity", columns="measure")},
)


def tried(data: bytes, kind: str, number: int, folder: Path) -> None:
    """Read one mutation; every seventh is read by a plan too."""
    chance = random.Random(number)
    changed = chance.choice(MUTATIONS[kind])(data, chance)
    note = f"{kind} {number}"
    reading = door.of_bytes(changed, FileRef("a.dat"), ".dat", LIMITS)
    assert reading.book is not None or reading.findings, note
    if number % 7 == 0 or reading.book is None:
        for finding in reading.findings:
            assert finding.message("zh"), note
            assert finding.help("en"), note
    if number % 7 == 0:
        (folder / "a.dat").write_bytes(changed)
        extraction, findings = extract(PLAN, [folder], folder, limits=LIMITS)
        assert all(account.holds for account in extraction.accounts), note
        assert "FZ352" not in {finding.code for finding in findings}, note


@pytest.mark.parametrize("kind", list(MUTATIONS))
def test_mutated_workbooks(kind: str, tmp_path: Path) -> None:
    data = built(tmp_path)[kind]
    folder = tmp_path / "data"
    folder.mkdir()
    for number in range(400):
        tried(data, kind, number, folder)


def real(largest: int) -> list[tuple[str, bytes]]:
    """Return the real workbooks up to a size, with the kind of each."""
    if not SHARED.is_dir():
        return []
    found = []
    for path in sorted(p for p in SHARED.rglob("*") if p.is_file() and p.suffix != ".md"):
        data = path.read_bytes()
        if len(data) <= largest:
            reading = door.of_bytes(data, FileRef(path.name), path.suffix)
            assert reading.book is not None, path
            found.append((reading.book.kind, data))
    return found


def test_mutated_real_workbooks(tmp_path: Path) -> None:
    seeds = real(60_000)
    if not seeds:
        pytest.skip("the shared workbooks are not beside the checkout")
    for number in range(15):
        for k, (kind, data) in enumerate(seeds):
            tried(data, kind, 1000 * k + number, tmp_path)


@pytest.mark.long
def test_many_mutations(tmp_path: Path) -> None:
    seeds = [*built(tmp_path).items(), *real(400_000)]
    folder = tmp_path / "data"
    folder.mkdir()
    for number in range(300):
        for k, (kind, data) in enumerate(seeds):
            tried(data, kind, 1_000_000 + 1000 * k + number, folder)


def test_the_seeds_themselves_are_read(tmp_path: Path) -> None:
    for kind, data in built(tmp_path).items():
        reading = door.of_bytes(data, FileRef("a.dat"), ".dat", LIMITS)
        assert reading.book is not None, kind
    assert records(TABLE)
