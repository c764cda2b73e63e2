"""LibreOffice as a second engine: workbooks opened, computed and saved by it, without macros."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

SOFFICE = shutil.which("soffice")
office = pytest.mark.skipif(
    SOFFICE is None and "FZPLAN_REQUIRE_OFFICE" not in os.environ, reason="LibreOffice (soffice) is not installed"
)
"""Marks a test that needs LibreOffice; where FZPLAN_REQUIRE_OFFICE is set it fails without."""

writer = pytest.mark.skipif(
    shutil.which("lowriter") is None and "FZPLAN_REQUIRE_OFFICE" not in os.environ,
    reason="LibreOffice Writer (lowriter) is not installed",
)
"""Marks a test that needs the part of LibreOffice for documents."""


def recalculated(folder: Path, place: Path) -> Path:
    """Write a copy of every .xlsx below `folder` to `place`, all formulas computed; return `place`."""
    assert SOFFICE
    profile = f"-env:UserInstallation=file://{place}.profile"  # a profile of its own: several may run at once
    for below in sorted({file.parent for file in folder.rglob("*.xlsx")}):
        target, files = place / below.relative_to(folder), sorted(map(str, below.glob("*.xlsx")))
        command = [SOFFICE, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(target), *files]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
    return place


def hard(place: Path) -> Path:
    """Make the profile that `recalculated` uses for `place` compute every formula on load, whatever is cached."""
    settings = place.parent / f"{place.name}.profile" / "user"
    settings.mkdir(parents=True)
    (settings / "registrymodifications.xcu").write_text(
        """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
""",
        encoding="utf-8",
    )
    return place


def printed(book: Path, folder: Path, kind: str = "pdf") -> Path:
    """Print a workbook or a document to a PDF (or to another kind of file) in a folder; return its path."""
    assert SOFFICE
    profile = f"-env:UserInstallation=file://{folder}.profile"
    command = [SOFFICE, profile, "--headless", "--convert-to", kind, "--outdir", str(folder), str(book)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return folder / f"{book.stem}.{kind.partition(':')[0]}"
