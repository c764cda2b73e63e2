"""From records to what is withheld: nothing withheld, and no small rest, is a combination of what is published.

Everything published is a sum over some of the groups (zone × industry, "" for none). A figure can be worked out exactly
when its sum is a linear combination of those: the rank over fractions tells. Nothing of the program's solving is used.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from fzplan.model.disclosure import withheld
from fzplan.model.plan import Disclosure
from fzplan.observations import TOTAL, Observation
from tests.model.test_disclosure import KINDS, NOW, ZONES, plan

Group = tuple[str, str]
LEAST = 3
GROUPS = list(product((*ZONES, ""), (*KINDS, "")))
CELLS = list(product((*ZONES, TOTAL), (*KINDS, TOTAL)))
enterprises = st.lists(st.tuples(st.sampled_from(GROUPS), st.integers(1, 900)), min_size=1, max_size=40)


def covers(cell: Group, group: Group) -> bool:
    return all(c in (TOTAL, g) for c, g in zip(cell, group, strict=True))


def aggregates(records: list[tuple[Group, int]], most: int) -> list[Observation]:
    found = []
    for cell in CELLS:
        figures = sorted((v for group, v in records if covers(cell, group)), reverse=True)
        if figures:
            o = Observation("收入", NOW, cell, float(sum(figures)), rows=len(figures), respondents=len(figures))
            found.append(o._replace(form="企业", raw="sum(收入)", largest=tuple(map(float, figures[:most]))))
    return found


def rank(rows: list[list[Fraction]]) -> int:
    count, left = 0, [row for row in rows if any(row)]
    while left:
        pivot = left.pop()
        at = next(k for k, x in enumerate(pivot) if x)
        count += 1
        left = [[a - row[at] / pivot[at] * b for a, b in zip(row, pivot, strict=True)] for row in left]
        left = [row for row in left if any(row)]
    return count


def is_safe(records: list[tuple[Group, int]], rules: Disclosure) -> None:
    seen = aggregates(records, rules.largest)
    secret = withheld(plan(rules), seen)
    there = sorted({group for group, _ in records})
    sums = {o.members: [Fraction(covers(o.members, group)) for group in there] for o in seen}
    known = [sums[o.members] for k, o in enumerate(seen) if k not in secret]
    told = rank(known)
    for k in secret:
        assert rank([*known, sums[seen[k].members]]) == told + 1, seen[k].members
    for rest in product((*ZONES, TOTAL, ""), (*KINDS, TOTAL, "")):
        behind = [group for group, _ in records if covers(rest, group)]
        if "" in rest and 0 < len(behind) < rules.respondents:
            mine = [Fraction(covers(rest, group)) for group in there]
            assert rank([*known, mine]) == told + 1, rest
    assert withheld(plan(rules), seen) == secret


@given(enterprises)
@settings(max_examples=300)
def test_few_respondents(records: list[tuple[Group, int]]) -> None:
    is_safe(records, Disclosure(LEAST))


@given(enterprises)
@settings(max_examples=150)
def test_dominance_too(records: list[tuple[Group, int]]) -> None:
    is_safe(records, Disclosure(LEAST, 15.0, (1, 80.0)))


@given(enterprises, st.integers(2, 6))
@settings(max_examples=100)
def test_other_least_numbers(records: list[tuple[Group, int]], least: int) -> None:
    is_safe(records, Disclosure(least))
