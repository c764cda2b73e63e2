from __future__ import annotations

import pytest

from fzplan import catalog
from fzplan.cli.rule import page
from tests.cli.runs import fzplan


def test_all_rules_are_listed() -> None:
    done = fzplan("rule")
    assert [line.split()[0] for line in done.stdout.splitlines()] == [r.code for r in catalog.rules()]


@pytest.mark.parametrize("spelling", ["FZ901", "fz901", "cannot-write"])
def test_one_page(spelling: str) -> None:
    done = fzplan("rule", spelling, FZPLAN_LANG="en")
    assert done.stdout.startswith("FZ901 cannot-write (error)\n\nA report is written whole or not at all")
    assert "help: {remedy}" in done.stdout


def test_near_codes_are_suggested() -> None:
    done = fzplan("rule", "FZ991", FZPLAN_LANG="zh")
    assert done.returncode == 2
    assert "是否指" in done.stderr
    assert done.stderr.count("FZ9") == 4  # the one asked for, and three near it
    assert "lists them all" in fzplan("rule", "zzzz", FZPLAN_LANG="en").stderr


@pytest.mark.parametrize("rule", catalog.rules(), ids=lambda rule: rule.code)
def test_every_page_has_substance(rule: catalog.Rule) -> None:
    for lang in ("zh", "en"):
        assert len(page(rule, lang)) > 60  # type: ignore[arg-type]
