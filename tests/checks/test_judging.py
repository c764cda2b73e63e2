"""The comparison of two sides: clauses of a relation, and one law for single figures and for columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fzplan import plan as plan_room
from fzplan.checks.clauses import clauses
from fzplan.checks.judging import agree
from fzplan.checks.rows import _agree
from fzplan.formula import words
from tests import builders

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.checks.conftest import Checked

FIGURES = st.integers(-10_000, 10_000).map(lambda n: n / 100)
MEASURES = """
fzplan: 1
plan: {name: 规划, baseline: 2020, span: 2021-2025}
measures: {甲: {unit: 亿元, kind: flow, breaks: [{at: 2023, why: 改制}]}, 乙: {unit: 亿元, kind: flow}, 丙: {unit: 亿元, kind: flow}}
"""


@given(FIGURES, st.sampled_from(["=", "≠", "<", "≤", ">", "≥"]), FIGURES, st.integers(0, 100).map(lambda n: n / 100))
def test_columns_are_judged_like_single_figures(left: float, sign: str, right: float, apart: float) -> None:
    column = _agree(np.array([left]), sign, np.array([right]), np.array([apart]))
    assert bool(column[0]) == agree(left, sign, right, apart)


@given(FIGURES, st.sampled_from(["=", "<", "≤", ">", "≥"]), FIGURES)
def test_a_wider_tolerance_never_fails_what_a_narrower_one_passes(left: float, sign: str, right: float) -> None:
    passes = [agree(left, sign, right, apart) for apart in (0.0, 0.01, 0.5, 1000.0)]
    assert passes == sorted(passes)


@pytest.mark.parametrize(
    ("relation", "expected"),
    [
        ("甲 < 乙 <= 丙", [("甲 < 乙", "甲 < 乙"), ("乙 ≤ 丙", "乙 ≤ 丙")]),
        ("甲 = 乙 且 丙 > 0亿元", [("甲 = 乙", "甲 = 乙"), ("丙 > 0亿元", "丙 > 0亿元")]),
        (
            "若 甲 > 乙 则 丙 <= 甲 且 丙 <= 乙",
            [("丙 ≤ 甲", "若 甲 > 乙 则 丙 ≤ 甲"), ("丙 ≤ 乙", "若 甲 > 乙 则 丙 ≤ 乙")],
        ),
        (
            "若 甲 > 乙 则 丙 = 甲 否则 丙 = 乙",
            [("丙 = 甲", "若 甲 > 乙 则 丙 = 甲"), ("丙 = 乙", "若 非 甲 > 乙 则 丙 = 乙")],
        ),
        ("甲 > 乙 或 甲 > 丙", [("甲 > 乙 或 甲 > 丙", "甲 > 乙 或 甲 > 丙")]),
    ],
)
def test_a_relation_is_taken_apart(tmp_path: Path, relation: str, expected: list[tuple[str, str]]) -> None:
    path = builders.plan(tmp_path, MEASURES + f"checks: [{{id: R1, within: {relation}}}]\n")
    loaded, _ = plan_room.load(path)
    assert loaded is not None
    found: Any = clauses(loaded.checks[0].relations[0])
    assert [(words(c.test, "zh"), words(c.whole, "zh")) for c in found] == expected


def test_a_growth_over_a_break_is_not_evaluable_because_of_it(checked: Callable[..., Checked]) -> None:
    text = MEASURES + (
        'forms: {年报: {files: "年报*.xlsx", rows: measure, columns: period}}\n'
        "checks: [{id: R1, period: 甲@-1 > 0亿元, level: info}, {id: R2, within: growth(甲) < 50%}]\n"
    )
    found = checked(text, {"年报": "单位：亿元\n指标 | 2022年 | 2023年\n甲 | 10.5 | 20.5"}, head="").found
    assert [(d.facts["check"], d.code) for d in found] == [("R2", "FZ603")]
    assert found[0].message("zh").endswith("：口径调整，前后不可比")
