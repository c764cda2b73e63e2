from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING, Any

import pytest

from fzplan import plan as plan_room
from tests import builders

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from fzplan.diagnostics import Diagnostic
    from fzplan.model.plan import Plan

HEAD = "plan: {name: 测试, baseline: 2020, span: 2021-2025}\n"


class Loaded:
    """A loaded plan and what was found, short enough to compare: (line, column, code)."""

    def __init__(self, plan: Plan | None, findings: tuple[Diagnostic, ...]) -> None:
        self.maybe, self.findings = plan, findings

    @property
    def plan(self) -> Plan:
        assert self.maybe is not None, self.words
        return self.maybe

    @property
    def places(self) -> list[tuple[int, int, str]]:
        return [(getattr(d.at, "line", 0), getattr(d.at, "column", 0), d.code) for d in self.findings]

    @property
    def codes(self) -> list[str]:
        return [d.code for d in self.findings]

    @property
    def words(self) -> list[str]:
        for d in self.findings:  # every template is filled in both languages
            assert d.message("en")
            assert d.help("en")
            assert d.help("zh")
        return [d.message("zh") for d in self.findings]

    def __getitem__(self, k: int) -> Any:
        return self.findings[k]


@pytest.fixture
def load(tmp_path: Path) -> Callable[..., Loaded]:
    """Write and load a plan file; the head is put before it unless `head` is empty."""

    def loaded(text: str, head: str = HEAD) -> Loaded:
        path = builders.plan(tmp_path, head + dedent(text).lstrip("\n"))
        found = Loaded(*plan_room.load(path))
        assert found.words is not None
        return found

    return loaded
