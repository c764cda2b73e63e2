"""Which aggregates are withheld, why, and with which others."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pytest

from fzplan import periods
from fzplan.diagnostics import Span
from fzplan.model.disclosure import reason, why_of, withheld
from fzplan.model.plan import Aggregate, Column, Dimension, Disclosure, Form, Head, Measure, Plan
from fzplan.observations import TOTAL, Observation
from fzplan.units import UNITS

if TYPE_CHECKING:
    from collections.abc import Sequence

AT = Span("targets.yaml", 1, 1)
NOW = periods.year(2024)
ZONES = ("东区", "西区", "南区")
KINDS = ("甲", "乙")


def plan(
    rules: Disclosure | None = None,
    source: Any = "",
    aggregates: Sequence[tuple[str, str]] = (("收入", "sum(收入)"),),
    *,
    partition: bool = True,
) -> Plan:
    yuan, unit = UNITS.parse("亿元"), UNITS.parse("家")
    form = Form(
        "企业", (), AT, entity=True, source=source,
        columns_of=(Column("收入", "收入", yuan), Column("税", "税", yuan)),
        aggregates=tuple(Aggregate(measure, None, text) for measure, text in aggregates),
    )  # fmt: skip
    return Plan(
        head=Head("某区规划", 2023, 2024, 2025),
        units=UNITS,
        dimensions={
            "园区": Dimension("园区", ZONES, MappingProxyType({m: m for m in ZONES}), partition=partition),
            "产业": Dimension("产业", KINDS, MappingProxyType({m: m for m in KINDS}), partition=partition),
        },
        measures={
            **{m: Measure(m, yuan) for m in ("收入", "税", "均值")},
            "户数": Measure("户数", unit),
            "专利": Measure("专利", UNITS.parse("件")),
        },
        forms={"企业": form},
        disclosure=rules or Disclosure(),
    )


def of(
    zone: str,
    kind: str,
    value: float,
    respondents: int,
    *largest: float,
    measure: str = "收入",
    raw: str = "sum(收入)",
    **more: Any,
) -> Observation:
    o = Observation(
        measure,
        NOW,
        (zone, kind),
        value,
        rows=respondents,
        respondents=respondents,
        largest=largest,
        form="企业",
        raw=raw,
    )
    return o._replace(**more)


def printed(zone: str, kind: str, value: float, **more: Any) -> Observation:
    return Observation("收入", NOW, (zone, kind), value, form="汇总表", decimals=1)._replace(**more)


@pytest.mark.parametrize(
    ("rules", "o", "why"),
    [
        (Disclosure(), of(TOTAL, TOTAL, 9, 2), "too_few"),
        (Disclosure(), of(TOTAL, TOTAL, 9, 3), None),
        (Disclosure(5), of(TOTAL, TOTAL, 9, 4), "too_few"),
        (Disclosure(2), of(TOTAL, TOTAL, 9, 2), None),
        # 100 − 60 − 35 = 5 < 10 % of 60
        (Disclosure(3, 10), of(TOTAL, TOTAL, 100, 9, 60, 35), "dominated_p"),
        # 100 − 60 − 34 = 6 = 10 % of 60: not less
        (Disclosure(3, 10), of(TOTAL, TOTAL, 100, 9, 60, 34), None),
        (Disclosure(3, None, (1, 85)), of(TOTAL, TOTAL, 100, 9, 85.1), "dominated_nk"),
        (Disclosure(3, None, (1, 85)), of(TOTAL, TOTAL, 100, 9, 85), None),
        (Disclosure(3, None, (2, 85)), of(TOTAL, TOTAL, -100, 9, 60, 30), "dominated_nk"),
        (Disclosure(), of(TOTAL, TOTAL, 1, 1, measure="户数", raw="count(收入 >= 10亿元)"), None),
        (Disclosure(), of(TOTAL, TOTAL, 7, 1, measure="专利", raw="sum(专利)"), "too_few"),  # of items, not of units
        (Disclosure(), printed(TOTAL, TOTAL, 9), None),
        (Disclosure(), of(TOTAL, TOTAL, 9, 0, rows=2), "too_few"),  # nothing is known of respondents: the records
    ],
)  # fmt: skip
def test_what_is_sensitive_by_itself(rules: Disclosure, o: Observation, why: str | None) -> None:
    assert reason(plan(rules), o) == why


def test_a_register_of_the_office_is_no_survey() -> None:
    assert reason(plan(source="administrative"), of(TOTAL, TOTAL, 9, 1)) is None


def test_the_smallest_other_member_protects() -> None:
    seen = [of(TOTAL, TOTAL, 100, 12), of("东区", TOTAL, 70, 6), of("西区", TOTAL, 25, 4), of("南区", TOTAL, 5, 2)]
    assert withheld(plan(), seen) == {2: "complementary", 3: "too_few"}


def test_records_of_no_member_protect_and_are_protected() -> None:
    # 100 − 70 − 5 = 25 of 5 respondents in no zone: what is left of the total is of more than 南区
    open_ = [of(TOTAL, TOTAL, 100, 13), of("东区", TOTAL, 70, 6), of("南区", TOTAL, 5, 2)]
    assert withheld(plan(), open_) == {2: "too_few"}
    # 100 − 70 − 25 = 5 of 2 respondents in no zone: nobody prints it, everybody could work it out
    told = [of(TOTAL, TOTAL, 100, 12), of("东区", TOTAL, 70, 6), of("西区", TOTAL, 25, 4)]
    assert withheld(plan(), told) == {2: "complementary"}


def test_a_printed_figure_that_says_the_same_is_withheld_too() -> None:
    seen = [
        of(TOTAL, TOTAL, 100, 12), of("东区", TOTAL, 70, 6), of("西区", TOTAL, 25, 4), of("南区", TOTAL, 5, 2),
        printed("南区", TOTAL, 5.0), printed("西区", TOTAL, 31.0), printed("南区", TOTAL, 5.0, quality="assumed"),
    ]  # fmt: skip
    # 31 is another figure than 25: it does not tell it; what a user assumes tells nothing
    assert withheld(plan(), seen) == {2: "complementary", 3: "too_few", 4: "too_few"}


def test_printed_members_and_records_of_one_zone() -> None:
    seen = [printed(TOTAL, TOTAL, 100), printed("东区", TOTAL, 70), printed("西区", TOTAL, 25), of("南区", TOTAL, 5, 2)]
    assert withheld(plan(), seen) == {2: "complementary", 3: "too_few"}
    # by no declaration the zones add up, and 100 − 70 − 20 − 5 is left: that hides 南区
    seen[2] = printed("西区", TOTAL, 20)
    assert withheld(plan(partition=False), seen) == {3: "too_few"}
    assert set(withheld(plan(), seen)) == {2, 3}


def test_pairs_are_protected_with_their_margins() -> None:
    figures = {("东区", "甲"): (40, 5), ("东区", "乙"): (30, 5), ("西区", "甲"): (20, 4), ("西区", "乙"): (3, 1)}
    seen = [of(*key, *figure) for key, figure in figures.items()]
    for keys in ((TOTAL, "甲"), (TOTAL, "乙"), ("东区", TOTAL), ("西区", TOTAL), (TOTAL, TOTAL)):
        parts = [f for key, f in figures.items() if all(k in (TOTAL, m) for k, m in zip(keys, key, strict=True))]
        seen.append(of(*keys, sum(v for v, _ in parts), sum(n for _, n in parts)))
    found = withheld(plan(), seen)
    assert found[3] == "too_few"
    assert {seen[k].members for k in found} == set(figures)  # two by two: all four, no margin


def test_sum_and_mean_of_one_field_are_withheld_alike() -> None:
    aggregates = (("收入", "sum(收入)"), ("均值", "sum(收入) "), ("税", "sum(税)"))
    sums = [of(TOTAL, TOTAL, 100, 12), of("东区", TOTAL, 70, 4), of("西区", TOTAL, 25, 6), of("南区", TOTAL, 5, 2)]
    means = [
        o._replace(measure="均值", raw="mean(收入)", value=o.value / o.rows) for o in sums
    ]  # by the number of respondents 东区 is the smallest, by its sum 西区
    taxes = [o._replace(measure="税", raw="sum(税)", respondents=4) for o in sums]
    found = withheld(plan(aggregates=aggregates), [*sums, *means, *taxes])
    assert {k for k in found if k < 4} == {k - 4 for k in found if 4 <= k < 8}
    assert not {k for k in found if k >= 8}


def test_one_reason_is_told_the_weightiest() -> None:
    told = why_of((1, 2, 9), {1: "complementary", 2: "dominated_nk"})
    assert [why.code for why in told] == ["withheld", "dominated_nk"]
    assert [why.code for why in why_of((9,), {})] == ["withheld"]
