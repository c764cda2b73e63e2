"""An indicator that cannot be computed names the very finding that costs it, wherever in the file that stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fzplan.plan import load
from tests import builders

if TYPE_CHECKING:
    from pathlib import Path

HEAD = """\
fzplan: 1
plan: {name: 试, baseline: 2020, span: 2021-2025}
measures:
  总收入: {unit: 亿元, kind: flow}
  人员: {unit: 万人, kind: average}
indicators:
"""


@pytest.mark.parametrize(
    ("declared", "code"),
    [
        ("劳均: {unit: 万元/人, formular: 总收入 / 人员}", "FZ115"),
        ('劳均: {unit: "%", formula: cagr(总收入, since=2020)}', "FZ113"),
        ("劳均: {unit: 万元/人, formula: 总收人 / 人员}", "FZ202"),
    ],
)
def test_the_reason_is_the_finding(declared: str, code: str, tmp_path: Path) -> None:
    plan, found = load(builders.plan(tmp_path, HEAD + "  " + declared + "\n"))
    assert plan is not None
    fault = plan.indicators["劳均"].fault
    assert fault is not None
    assert fault.code == code
    assert [(d.code, str(d.at)) for d in found if d.severity.code == "error"] == [(fault.code, fault.place)]


def test_every_member_of_a_circle_names_the_circle(tmp_path: Path) -> None:
    text = HEAD + "  甲: {unit: 亿元, formula: 乙 + 总收入}\n  乙: {unit: 亿元, formula: 甲 + 总收入}\n"
    plan, _ = load(builders.plan(tmp_path, text))
    assert plan is not None
    assert {i.fault.code for i in plan.indicators.values() if i.fault} == {"FZ124"}
    assert all(i.fault for i in plan.indicators.values())
