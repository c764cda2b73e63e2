"""`checked`: a plan and workbooks as text → the findings of its checks, through the doors of the rooms."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING, NamedTuple

import pytest

from fzplan import checks, cube, returns
from fzplan import plan as plan_room
from tests import builders

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from fzplan.diagnostics import Diagnostic

HEAD = """
fzplan: 1
plan: {name: 规划, baseline: 2020, span: 2021-2025}
"""


class Checked(NamedTuple):
    """What the checks said, and what the reading had said before."""

    found: tuple[Diagnostic, ...]
    reading: tuple[Diagnostic, ...]

    @property
    def lines(self) -> list[str]:
        """Return a line a finding: place, severity, code and the Chinese sentence."""
        return [f"{d.at}: {d.severity.code} {d.code} {d.message('zh')}" for d in self.found]

    @property
    def failing(self) -> list[str]:
        """Return place, severity and code of what failed, without what could not be evaluated."""
        return [f"{d.at} {d.severity.code} {d.code}" for d in self.found if d.code != "FZ603"]


@pytest.fixture
def checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Checked]:
    monkeypatch.chdir(tmp_path)

    def run(text: str, books: Mapping[str, Mapping[str, str] | str], head: str = HEAD) -> Checked:
        builders.plan(tmp_path, head + dedent(text))
        for name, sheets in books.items():
            given = {"表": sheets} if isinstance(sheets, str) else sheets
            builders.workbook(tmp_path / "data" / f"{name}.xlsx", given)
        loaded, findings = plan_room.load(Path("targets.yaml"))
        assert loaded is not None
        assert [f.message("zh") for f in findings] == []
        extraction, reading = returns.extract(loaded, [Path("data")], Path())
        cells, _ = cube.build(loaded, extraction)
        return Checked(checks.run(loaded, cells, extraction.records, reading)[1], reading)

    return run
