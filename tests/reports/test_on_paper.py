"""The table that is handed in, on paper: printed by LibreOffice, measured in the PDF."""

from __future__ import annotations

import re
import zlib
from dataclasses import replace
from pathlib import Path

import pytest

from fzplan import workflow
from fzplan.reports.formats import Settings
from fzplan.reports.xlsx import completion
from fzplan.reports.xlsx.book import draw
from tests.office import office, printed

ROOT = Path(__file__).resolve().parents[2]
SMALLEST = 9.5
"""Points: what can be read on paper."""
pytestmark = office


def streams(pdf: bytes) -> list[bytes]:
    """Return what is drawn on the pages: streams that begin with a number or an operator, unpacked."""
    found = []
    for match in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            found.append(zlib.decompress(match[1]))
        except zlib.error:
            continue
    return [stream for stream in found if b" Tf" in stream]


@pytest.mark.parametrize(("first", "most"), [(18, 2), (None, 5)])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_table_is_printed_on_few_pages_in_letters_that_can_be_read(
    lang: str, first: int | None, most: int, tmp_path: Path
) -> None:
    run = workflow.compute(ROOT / "targets.yaml")
    assert run.outcome is not None
    some = replace(run.outcome, assessments=run.outcome.assessments[:first])
    book = tmp_path / "表.xlsx"
    book.write_bytes(draw(some, Settings(lang), (completion,)))  # type: ignore[arg-type]
    pages = streams(printed(book, tmp_path / "pdf").read_bytes())
    sizes = {float(size) for page in pages for size in re.findall(rb"/F\d+ ([\d.]+) Tf", page)}
    assert 1 <= len(pages) <= most
    assert min(sizes) >= SMALLEST
    assert max(sizes) <= 18
