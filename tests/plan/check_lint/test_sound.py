"""What is told of rules is true of figures: hundreds of them are put into the relations, and counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from fzplan.diagnostics import Severity, Span, Text
from fzplan.formula import array
from fzplan.model.checks import EXACT, Check
from fzplan.plan.check_lint.against import Held, contradicting, duplicate, implied
from fzplan.plan.check_lint.alone import alone
from tests.formula.given import Numbers, typed

if TYPE_CHECKING:
    from numpy.typing import NDArray

NAMES = ("总收入", "研发费用", "利润")  # 亿元, 万元, 亿元
VALUES = (-2, -1, 0, 1, 2, 3)
"""亿元; small constants make conflicts and implications frequent."""
GRID = np.array(np.meshgrid(VALUES, VALUES, VALUES)).reshape(3, -1)
FRAME = Numbers(
    {name: row * (10000.0 if name == "研发费用" else 1.0) for name, row in zip(NAMES, GRID, strict=True)},
    length=GRID.shape[1],
)

SIDES = st.one_of(
    st.sampled_from(NAMES),
    st.integers(-1, 3).map(lambda n: f"{n}亿元" if n >= 0 else "-1亿元"),
    st.tuples(st.sampled_from(NAMES), st.sampled_from("+-"), st.sampled_from([*NAMES, "1亿元"])).map(" ".join),
)
COMPARISONS = st.tuples(SIDES, st.sampled_from(["<", "<=", "=", "!=", ">=", ">"]), SIDES).map(" ".join)
RELATIONS = st.one_of(
    COMPARISONS,
    st.tuples(COMPARISONS, COMPARISONS).map(" 且 ".join),
    st.tuples(COMPARISONS, COMPARISONS).map(lambda pair: f"若 {pair[0]} 则 {pair[1]}"),
    st.tuples(COMPARISONS, COMPARISONS).map(" 或 ".join),
)


def held(texts: list[str]) -> list[Held]:
    """Return rules as they are when a plan is loaded, exact ones."""
    made = (
        Check(
            f"R{k}",
            Severity.ERROR,
            "within",
            Span("targets.yaml", k, 1),
            Text(text, text),
            (typed(text),),
            tolerance=EXACT,
        )
        for k, text in enumerate(texts)
    )
    return [Held(check, check.id) for check in made]


def truth(text: str) -> NDArray[np.bool_]:
    """Return where a relation holds on the grid of figures."""
    found = array(typed(text), FRAME)
    return np.broadcast_to(found.reshape(found.shape[0], -1)[:, 0], (GRID.shape[1],)) == 1


@settings(deadline=None, max_examples=150)
@given(st.lists(RELATIONS, min_size=2, max_size=5))
def test_what_is_told_of_rules_is_true(texts: list[str]) -> None:
    rules = held(texts)
    sound = []
    for rule in rules:
        finding = alone(rule)
        if finding is None:
            sound.append(rule)
        else:
            holds = truth(rule.check.text)
            assert holds.all() if finding.code == "FZ643" else not holds.any()
    twice, sound = duplicate(sound)
    for finding in twice:
        same = next(rule.check.text for rule in rules if rule.check.at == finding.related[0].at)
        assert (truth(finding.facts["relation"].zh) == truth(same)).all()
    conflicts, sound = contradicting(sound)
    for finding in conflicts:
        others = [rule.check for rule in rules if rule.check.at in [r.at for r in finding.related]]
        together = np.logical_and.reduce([truth(t) for t in (finding.facts["relation"].zh, *(c.text for c in others))])
        conditions = [t.split(" 则 ")[0].removeprefix("若 ") for t in (c.text for c in others) if t.startswith("若 ")]
        for condition in conditions:  # under a condition, they cannot be true where it is
            together = together & truth(condition)
        assert not together.any()
    following, _ = implied(sound)
    for finding in following:
        others = [rule.check for rule in rules if rule.check.at in [r.at for r in finding.related]]
        given_all = np.logical_and.reduce([truth(other.text) for other in others])
        assert truth(finding.facts["relation"].zh)[given_all].all()
