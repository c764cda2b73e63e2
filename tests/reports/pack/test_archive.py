"""The zip of a pack: one form, and nothing in it is trusted."""

from __future__ import annotations

import io
import random
import stat
import warnings
import zipfile
from typing import Any

import pytest

from fzplan.reports.pack import archive, manifest
from fzplan.reports.pack.archive import Refused

MEMBERS = {"manifest.json": b"{}\n", "inputs/data/年报.xlsx": b"PK" * 40, "outputs/gap.json": b'{"a": 1}\n'}


def zipped(name: str = "a.txt", content: bytes = b"text", **attributes: Any) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as book:
        info = zipfile.ZipInfo(name)
        for key, value in attributes.items():
            setattr(info, key, value)
        book.writestr(info, content)
    return out.getvalue()


def test_the_same_members_give_the_same_bytes_in_any_order() -> None:
    content = archive.write(MEMBERS)
    assert content == archive.write(dict(reversed(MEMBERS.items())))
    assert archive.read(content) == archive.Opened(MEMBERS)
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        assert book.namelist()[0] == "manifest.json"
        assert {info.date_time for info in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert book.testzip() is None


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("../../etc/passwd", "leads out"),
        ("/etc/passwd", "leads out"),
        ("C:/a.txt", "leads out"),
        ("a/../../b", "leads out"),
        ("folder/", "is a folder"),
        ("back\\..\\slash", "leads out"),
    ],
)
def test_names_that_lead_out_are_refused(name: str, told: str) -> None:
    with pytest.raises(Refused, match=told) as refused:
        archive.read(zipped(name))
    assert refused.value.member


def test_links_are_refused() -> None:
    with pytest.raises(Refused, match="link"):
        archive.read(zipped(content=b"/etc/passwd", create_system=3, external_attr=(stat.S_IFLNK | 0o777) << 16))


def test_compressed_members_are_refused() -> None:
    bomb = zipped(content=b"0" * 10_000_000, compress_type=zipfile.ZIP_DEFLATED)
    assert len(bomb) < 20_000
    with pytest.raises(Refused):
        archive.read(bomb)
    with pytest.raises(Refused, match="compressed"):
        archive.read(zipped(content=random.Random(1).randbytes(500), compress_type=zipfile.ZIP_DEFLATED))


def test_encrypted_members_are_refused() -> None:
    content = zipped()
    at = content.index(b"PK\x01\x02") + 8
    with pytest.raises(Refused, match="encrypted"):
        archive.read(content[:at] + b"\x01" + content[at + 1 :])


@pytest.mark.parametrize("second", ["a.txt", "A.TXT"])
def test_two_members_of_one_name_are_refused(second: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as book, warnings.catch_warnings(action="ignore"):
        book.writestr("a.txt", b"one")
        book.writestr(second, b"two")
    with pytest.raises(Refused, match="two members"):
        archive.read(out.getvalue())


@pytest.mark.parametrize("content", [b"", b"text", b"PK\x03\x04" + b"\0" * 100, archive.write(MEMBERS)[:-30]])
def test_what_is_no_zip_is_refused(content: bytes) -> None:
    with pytest.raises(Refused, match="no zip"):
        archive.read(content)


def test_no_byte_changes_unseen() -> None:
    """Every single byte of a pack, one after the other: it is refused, or a member differs, or the zip does."""
    content = archive.write(MEMBERS)
    for at in range(len(content)):
        changed = bytes([*content[:at], content[at] ^ 0x21, *content[at + 1 :]])
        try:
            opened = archive.read(changed)
        except Refused:
            continue
        assert opened.members != MEMBERS or opened.differs_at is not None, at


def test_what_is_added_is_seen() -> None:
    content = archive.write(MEMBERS)
    for changed in (content + b"more", content[:-2] + b"\x04\x00note"):
        opened = archive.read(changed)
        assert opened.members == MEMBERS
        assert opened.differs_at is not None


def test_the_manifest_is_sealed_and_read_back() -> None:
    asked = manifest.Asked("2024-06", 2024, "en", ("data",), with_microdata=True)
    one = manifest.Input("targets.yaml", "plan", 3, manifest.digest(b"abc"), packed=True)
    told = manifest.Manifest("targets.yaml", asked, (one,), 2, {"inputs/targets.yaml": (3, manifest.digest(b"abc"))})
    content = manifest.dump(told)
    assert manifest.load(content) == (told, True)
    assert manifest.load(content.replace(b'"year": 2024', b'"year": 2023'))[1] is False
    assert manifest.load(content.replace(b"\n", b"\r\n"))[1] is False


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"fzplan_pack": 1', b'"fzplan_pack": 2'),
        (b'"lang": "zh"', b'"lang": "fr"'),
        (b'"year": null', b'"year": "2024"'),
        (b'"plan": "targets.yaml"', b'"plan": 7'),
        (b'"as_of": null', b'"as_of": 2024'),
        (b'"inputs": []', b'"inputs": [{"name": "a"}]'),
        (b'{\n  "fz', b'[\n  "fz'),
    ],
)
def test_a_manifest_that_is_none_is_not_read(old: bytes, new: bytes) -> None:
    content = manifest.dump(manifest.Manifest("targets.yaml", manifest.Asked(), (), 0, {}))
    assert content.count(old) == 1
    assert manifest.load(content.replace(old, new)) == (None, False)
