"""`reports/` has a sample of every format; `scripts/build_docs.py --check` makes them anew and compares the bytes."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from scripts import build_docs

from fzplan.reports import FORMATS

if TYPE_CHECKING:
    import pytest

ROOT = Path(__file__).parents[1]


def test_every_format_has_a_sample() -> None:
    assert {f"gap{format_.suffix}" for format_ in FORMATS.values()} == set(build_docs.EVERY_FORMAT)


def test_samples_are_made_from_the_data_of_the_repository(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    made = build_docs.reports(ROOT, ("gap.txt", "gap.md"))
    assert set(made) == {ROOT / "reports" / "gap.txt", ROOT / "reports" / "gap.md"}
    assert all("示例数据，非统计资料" in content.decode() for content in made.values())


def packed(content: str, level: int) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        archive.writestr(
            zipfile.ZipInfo("part.xml"), content * 100, zipfile.ZIP_DEFLATED if level else zipfile.ZIP_STORED
        )
    return buffer.getvalue()


def test_packed_reports_are_compared_by_their_parts(tmp_path: Path) -> None:
    kept = tmp_path / "gap.docx"
    assert not build_docs.same(kept, b"")
    kept.write_bytes(packed("甲", 1))
    assert packed("甲", 0) != packed("甲", 1)
    assert build_docs.same(kept, packed("甲", 0))
    assert not build_docs.same(kept, packed("乙", 1))
    text = tmp_path / "gap.txt"
    text.write_bytes(b"a")
    assert build_docs.same(text, b"a")
    assert not build_docs.same(text, b"b")
