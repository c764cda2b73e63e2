from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from fzplan.reports import Settings
from fzplan.reports.review import FORMATS, SUFFIXES, render
from fzplan.reports.review.text import shown
from fzplan.returns.neighbours import SMALL, TOGETHER
from fzplan.workflow.excerpting import excerpted

if TYPE_CHECKING:
    from fzplan.model.findings import Review

PAGE = (Path(__file__).parents[3] / "docs" / "check-outputs.md").read_text(encoding="utf-8")
SAMPLES = re.findall(r"<!-- sample: (\S+) -->\n```\w+\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize(("name", "sample"), SAMPLES, ids=[name for name, _ in SAMPLES])
def test_samples_are_what_the_program_writes(
    name: str, sample: str, faulty: Review, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    content = render(excerpted(faulty, shown(faulty)), name, Settings(width=0))
    written = content.decode() if isinstance(content, bytes) else content
    for line in sample.splitlines():
        assert line.removesuffix(" |") in written


def test_every_format_is_documented() -> None:
    listed = dict(re.findall(r"^\| `([\w-]+)` \| `?([\w.—]+)`? \| ", PAGE, re.MULTILINE))
    assert set(listed) == set(FORMATS)
    assert {suffix: name for name, suffix in listed.items() if suffix != "—"} == SUFFIXES
    assert {name for name, _ in SAMPLES} == set(FORMATS) - {"xlsx", "github-summary"}


def test_limits_are_documented() -> None:
    assert f"{SMALL // 1000} KB" in PAGE
    assert f"{TOGETHER // 1_000_000} MB" in PAGE
