"""docs/library.md: its examples run, its tables name every column and every public name."""

from __future__ import annotations

import doctest
from pathlib import Path
from typing import TYPE_CHECKING

import fzplan

if TYPE_CHECKING:
    import pytest

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "library.md"
SMALL = "tests/api/small/targets.yaml"


def test_the_examples_say_what_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    blocks = PAGE.read_text(encoding="utf-8").split("```")[1::2]
    example = next(block.removeprefix("python\n") for block in blocks if block.startswith("python\n"))
    test = doctest.DocTestParser().get_doctest(example, {}, "library.md", str(PAGE), 0)
    said: list[str] = []
    assert doctest.DocTestRunner(verbose=False).run(test, out=said.append).failed == 0, "".join(said)


def test_every_public_name_is_listed() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for name in fzplan.__all__:
        assert f"| `{name}" in page, name


def test_every_column_is_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    page = PAGE.read_text(encoding="utf-8")
    rows = {line.split("|")[1].strip(): line for line in page.splitlines() if line.startswith("| `")}
    result, plan = fzplan.compute(SMALL), fzplan.load(SMALL)
    frames = {
        "`Result.targets`": result.targets,
        "`Result.indicators`": result.indicators,
        "`Result.observations`": result.observations,
        "`findings`": fzplan.check(SMALL).findings,
        "`check().checks`": fzplan.check(SMALL).checks,
        "`load().targets`": plan.targets,
        "`load().indicators`, `.measures`": plan.measures,
    }
    for name, frame in frames.items():
        words = rows[name].replace(",", " ").replace("；", " ").split()
        assert {column for column in frame.columns if column != "园区"} <= set(words), name
