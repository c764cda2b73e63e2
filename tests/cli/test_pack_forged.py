"""Packs made to break the one who verifies them: each is a finding, none an error of the program."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from fzplan.reports.pack import archive, manifest
from fzplan.workflow import packing, verifying
from tests.cli.runs import project

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Members = dict[str, bytes]
NESTED = b"[" * 100_000 + b"]" * 100_000


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Members:
    """What is in the pack of a plan with one return."""
    folder = project(tmp_path_factory.mktemp("forged"))
    made = packing.pack(folder / "targets.yaml", asked=manifest.Asked())
    assert made.content is not None
    return archive.read(made.content).members


def sealed(found: Members, change: Callable[[Any], None] = lambda _: None) -> bytes:
    """Return a pack whose manifest was changed, fits its members, and is sealed anew, whatever it says."""
    document = json.loads(found["manifest.json"])
    for one in document["members"]:
        one |= {"bytes": len(found[one["name"]]), "sha256": manifest.digest(found[one["name"]])}
    change(document)
    del document["seal"]
    text = json.dumps(document, ensure_ascii=False, sort_keys=True)
    document["seal"] = manifest.digest(text.encode("utf-8", "surrogatepass"))
    written = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    return archive.write({**found, "manifest.json": written.encode("utf-8", "surrogatepass")})


def told(content: bytes, folder: Path) -> list[str]:
    (folder / "e.zip").write_bytes(content)
    return [f"{d.code} {d.message('en')}" for d in verifying.verify(folder / "e.zip").diagnostics]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("members", [{"name": "a", "bytes": float("inf"), "sha256": "0"}]),
        ("plan", "\ud800"),
        ("asked", {"as_of": None, "year": None, "lang": "zh", "data": ["\ud800"], "with_microdata": False}),
        ("asked", {"as_of": None, "year": None, "lang": "zh", "data": [], "with_microdata": "yes"}),
        ("inputs", [{"name": "targets.yaml", "kind": "code", "bytes": 1, "sha256": "0", "packed": True}]),
        ("inputs", [{"name": "targets.yaml", "kind": "plan", "bytes": 1, "sha256": "0", "packed": "no"}]),
    ],
)
def test_a_manifest_that_no_program_wrote_is_none(key: str, value: Any, found: Members, tmp_path: Path) -> None:
    (finding,) = told(sealed(found, lambda document: document.update({key: value})), tmp_path)
    assert finding.startswith("FZ926 ")
    assert "its manifest.json is missing, was changed, or is of an unknown format" in finding


@pytest.mark.parametrize("member", ["outputs/gap.json", "lineage.json", "versions.json"])
def test_json_nested_without_end_is_no_json(member: str, found: Members, tmp_path: Path) -> None:
    assert told(sealed({**found, member: NESTED}), tmp_path) == [
        f"FZ930 computed again, {member} differs: it is no JSON"
    ]


def test_versions_that_are_no_names_are_no_other_versions(found: Members, tmp_path: Path) -> None:
    (finding,) = told(sealed({**found, "versions.json": b'[["fzplan", {}], [1, 2]]'}), tmp_path)
    assert finding.startswith("FZ930 computed again, versions.json differs")


def test_other_versions_excuse_no_missing_value(found: Members, tmp_path: Path) -> None:
    """A pack of another version may lack what came later; targets and values there have always been."""
    result = json.loads(found["outputs/gap.json"])
    del result["targets"]
    older = found["versions.json"].replace(b'"fzplan": "', b'"fzplan": "0.')
    forged = {**found, "versions.json": older, "outputs/gap.json": json.dumps(result).encode()}
    assert [finding.partition(" in the pack")[0] for finding in told(sealed(forged), tmp_path)][1:] == [
        "FZ930 computed again, outputs/gap.json differs: targets: —"
    ]


def encrypted(content: bytes) -> bytes:
    """Return a zip that says of every part that it has a password: a bit of the 9th byte of its entry."""
    return b"PK\x01\x02".join(
        part if not k else part[:4] + bytes([part[4] | 1]) + part[5:]
        for k, part in enumerate(content.split(b"PK\x01\x02"))
    )


def damaged(content: bytes) -> bytes:
    return content[:60] + bytes(255 - byte for byte in content[60:90]) + content[90:]


@pytest.mark.parametrize("change", [encrypted, damaged])
def test_a_report_that_cannot_be_opened_is_told(
    change: Callable[[bytes], bytes], found: Members, tmp_path: Path
) -> None:
    forged = {**found, "outputs/gap.xlsx": change(found["outputs/gap.xlsx"])}
    assert told(sealed(forged), tmp_path) == ["FZ930 computed again, outputs/gap.xlsx differs: it cannot be opened"]


def test_a_report_is_never_expanded_to_more_than_ours(
    found: Members, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/workbook.xml", b"0" * 50_000_000)
    read: list[str] = []
    original = zipfile.ZipFile.read

    def counted(book: zipfile.ZipFile, name: str) -> bytes:
        read.append(name)
        return original(book, name)

    monkeypatch.setattr(zipfile.ZipFile, "read", counted)
    (finding,) = told(sealed({**found, "outputs/gap.xlsx": bomb.getvalue()}), tmp_path)
    assert "outputs/gap.xlsx differs: parts of it differ" in finding
    assert "xl/workbook.xml" not in read


@pytest.mark.parametrize("name", ["长" * 100, "a/" * 3_000 + "b"])
def test_an_input_that_no_disk_can_hold_is_told(name: str, found: Members, tmp_path: Path) -> None:
    def change(document: Any) -> None:
        sha = manifest.digest(b"x")
        document["inputs"].append({"name": f"data/{name}", "kind": "return", "bytes": 1, "sha256": sha, "packed": True})
        document["members"].append({"name": f"inputs/data/{name}", "bytes": 1, "sha256": sha})

    (finding,) = (
        one for one in told(sealed({**found, f"inputs/data/{name}": b"x"}, change), tmp_path) if "FZ930" in one
    )
    assert "it cannot be laid out to be computed again (File name too long)" in finding
