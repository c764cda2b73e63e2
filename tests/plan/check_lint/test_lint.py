"""Rules of a plan held against each other, and by themselves: the expected findings follow from the relations."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from fzplan.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Callable

DECLARED = """
dimensions:
  产业: {members: [甲业, 乙业], groups: {两大: [甲业, 乙业]}, partition: true}
measures:
  甲: {unit: 亿元, kind: flow}
  乙: {unit: 亿元, kind: flow}
  丙: {unit: 万元, kind: flow}
  丁: {unit: 亿元, kind: flow}
  人: {unit: 人, kind: stock}
  率: {unit: "%", kind: ratio}
checks:
"""


@pytest.fixture
def linted(load: Callable[..., Any]) -> Callable[..., list[str]]:
    """Return code, line within `checks:` and the ids told of each finding."""

    def found(*entries: str) -> list[str]:
        lines = [f"  - {{id: R{k}, {entry}}}" for k, entry in enumerate(entries, 1)]
        loaded = load(DECLARED + "\n".join(lines) + "\n")
        first = loaded.plan.checks[0].at.line - 1 if loaded.plan.checks else 0
        return [
            f"{d.code} R{d.at.line - first}" + "".join(f" {r.at.line - first}" for r in d.related)
            for d in loaded.findings
        ]

    return found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("within: 甲 <= 乙", "within: 乙 >= 甲"),
        ("within: 甲 <= 乙", "within: 甲 - 乙 <= 0"),
        ("within: 甲 <= 丁 + 乙", "within: 乙 >= 甲 - 丁"),
        ("within: 甲 <= 5亿元", "within: 甲 <= 50000万元"),
        ("within: 甲 <= 丙", "within: 丙 >= 甲"),  # 亿元 and 万元
        ("within: 2 * 甲 <= 2 * 乙", "within: 甲 <= 乙"),
        ("within: 甲 / 2 <= 乙 / 2", "within: 甲 <= 乙"),
        ("within: 甲 = 乙", "within: 乙 = 甲"),
        ("within: 甲 != 乙", "within: 乙 != 甲"),
        ("within: -甲 < 0", "within: 甲 > 0"),
        ("within: 若 甲 > 0 则 乙 > 0", "within: 若 0 < 甲 则 0 < 乙"),
        ("within: 若 甲 > 0 且 丁 > 0 则 乙 > 0", "within: 若 丁 > 0 且 甲 > 0 则 乙 > 0"),
        ("within: 甲 / 人 <= 5亿元/人", "within: 5亿元/人 >= 甲 / 人"),  # no linear relation: a figure of its own
        ("within: 甲 > 0 或 乙 > 0", "within: 乙 > 0 或 甲 > 0"),
        ("period: 甲 >= 甲@-1", "period: 甲@-1 <= 甲"),
        ('within: "甲[产业=甲业] <= 甲"', 'within: "甲 >= 甲[产业=甲业]"'),
        ("sum: {total: 甲, parts: [乙, 丁]}", "sum: {total: 甲, parts: [丁, 乙]}"),
        ("of_which: {total: 甲, items: [乙]}", "within: 乙 <= 甲, tolerance: auto"),
        ("within: 甲 <= 乙", "level: verify, within: 甲 <= 乙"),
        ("within: 甲 <= 乙 <= 丁", "within: 甲 <= 乙 且 乙 <= 丁"),
        ("within: 0 <= 甲 <= 丙", "within: 甲 >= 0 且 丙 >= 甲"),  # nought has no unit: 丙 is brought to that of 甲
        ("jump: {of: 甲}", "level: info, jump: {of: 甲}"),
        ('within: "abs(甲 - 乙) <= 丁"', 'within: "丁 >= abs(甲 - 乙)"'),
        ('within: "max(甲, 乙) <= 丁"', 'within: "max(甲, 乙) <= 丁"'),
    ],
)
def test_the_same_relation_twice(linted: Callable[..., list[str]], one: str, other: str) -> None:
    assert linted(one, other) == ["FZ640 R2 1"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("within: 甲 <= 乙", "within: 甲 <= 丁"),
        ("within: 甲 <= 乙", "within: 甲 >= 乙"),  # together: equal
        ("within: 甲 <= 乙, tolerance: 1%", "level: verify, within: 甲 <= 乙, tolerance: 5%"),
        ("period: 甲 >= 甲@-1", "period: 甲 >= 甲@-2"),
        ("within: 若 甲 > 0 则 乙 > 0", "within: 若 丁 > 0 则 乙 > 0"),
        ("within: 若 甲 > 0 则 乙 > 0", "within: 若 甲 > 0 则 丁 = 0 否则 乙 > 0"),
        ('within: "甲[产业=甲业] <= 5亿元"', 'within: "甲[产业=乙业] >= 6亿元"'),
        ("within: 甲 <= 100亿元", "level: verify, within: 甲 <= 101亿元, tolerance: 5%"),
        ("within: 甲 > 乙, tolerance: 1%", "within: 甲 < 乙, tolerance: 1%"),
        ("within: 甲 - 乙 > 0, tolerance: 1", "within: 甲 < 乙, tolerance: 1"),  # 0.5 apart satisfies both
        ("within: 甲 * 乙 >= 5亿元*亿元", "within: 甲 * 丁 <= 4亿元*亿元"),
        ("within: 甲 > 0 或 乙 > 0", "within: 非 甲 > 0"),
        ("within: 甲 = 乙, tolerance: 100%", "within: 甲 = 丁, tolerance: 200%"),  # wide, but 10,000 times is told
    ],
)
def test_rules_that_go_together(linted: Callable[..., list[str]], one: str, other: str) -> None:
    assert linted(one, other) == []


@pytest.mark.parametrize(
    "entries",
    [
        ("within: 甲 < 乙", "within: 甲 > 乙"),
        ("within: 甲 < 乙", "within: 甲 >= 乙"),
        ("within: 甲 <= 3亿元", "within: 甲 >= 5亿元"),
        ("within: 甲 <= 3亿元", "within: 甲 >= 30001万元"),
        ("within: 甲 < 乙", "within: 乙 < 丙", "within: 丙 < 甲"),
        ("within: 甲 + 1亿元 <= 乙", "within: 乙 <= 丙", "within: 丙 <= 甲 + 0.5亿元"),
        ("within: 甲 = 乙", "within: 甲 != 乙"),
        ("within: 甲 <= 乙", "within: 甲 >= 乙", "within: 甲 != 乙"),
        ("within: 甲 = 乙 + 丁", "within: 甲 < 丁 + 乙"),
        ("sum: {total: 甲, parts: [乙, 丁]}", "within: 甲 < 丁 + 乙"),
        ("within: 若 人 > 0 则 甲 > 0", "within: 若 人 > 0 则 甲 <= 0"),
        ("within: 率 <= 30%", "within: 率 > 0.5"),
        ("period: 甲 > 甲@-1", "period: 甲 < 甲@-1"),
        ("within: 甲 <= 3亿元, tolerance: 1", "within: 甲 >= 5.1亿元, tolerance: 1"),  # 3 + 1 < 5.1 − 1
    ],
)
def test_rules_that_nothing_satisfies(linted: Callable[..., list[str]], entries: tuple[str, ...]) -> None:
    *others, last = range(1, len(entries) + 1)
    assert linted(*entries) == [f"FZ641 R{last}" + "".join(f" {k}" for k in others)]


@pytest.mark.parametrize(
    "entries",
    [
        ("within: 甲 <= 乙", "within: 乙 <= 丙", "within: 甲 <= 丙"),
        ("within: 甲 <= 3亿元", "within: 甲 <= 5亿元"),
        ("within: 甲 < 乙", "within: 甲 <= 乙"),
        ("within: 甲 < 乙", "within: 甲 != 丁 且 甲 != 丁", "within: 甲 < 乙 且 甲 != 丁"),
        ("within: 甲 = 乙, tolerance: 0", "within: 甲 >= 乙"),
        ("within: 甲 <= 乙", "within: 若 人 > 0 则 甲 <= 乙"),
        ("within: 若 人 > 0 则 甲 <= 乙", "within: 若 人 > 0 且 丁 > 0 则 甲 <= 乙"),
        ("within: 甲 <= 乙", "within: 若 乙 <= 丁 则 甲 <= 丁"),
        ("of_which: {total: 甲, items: [乙, 丁]}", "of_which: {total: 甲, items: [丁]}"),
        ("within: 甲 <= 乙 且 丁 <= 乙, tolerance: 1%", "within: 丁 <= 乙, tolerance: 1%"),
    ],
)
def test_a_rule_that_the_others_imply(linted: Callable[..., list[str]], entries: tuple[str, ...]) -> None:
    *others, last = range(1, len(entries) + 1)
    assert linted(*entries) == [f"FZ642 R{last}" + "".join(f" {k}" for k in others)]


@pytest.mark.parametrize(
    "entries",
    [
        ("level: verify, within: 甲 <= 3亿元", "within: 甲 <= 5亿元"),  # told with another level
        ("within: 甲 <= 乙, tolerance: 1", "within: 甲 <= 乙"),  # the second allows less
        ("within: 甲 <= 乙", "within: 甲 < 乙"),
        ("sum: {total: 甲, parts: [乙, 丁]}", "within: 甲 = 乙 + 丁, tolerance: 0"),
    ],
)
def test_the_first_follows_from_the_second_or_neither_does(
    linted: Callable[..., list[str]], entries: tuple[str, ...]
) -> None:
    assert all(not line.startswith("FZ642 R2") for line in linted(*entries))


@pytest.mark.parametrize(
    "entry",
    [
        "within: 甲 <= 甲",
        "within: 甲 <= 甲 + 1亿元",
        "within: 1 <= 2",
        "within: 若 甲 < 0 且 甲 > 0 则 乙 > 0",
        "within: 若 1 > 2 则 乙 > 0",
        "within: 若 甲 > 5亿元 则 甲 > 4亿元",
        "within: 若 甲 != 乙 则 甲 != 乙",
    ],
)
def test_a_rule_that_always_passes(linted: Callable[..., list[str]], entry: str) -> None:
    assert linted(entry) == ["FZ643 R1"]


@pytest.mark.parametrize(
    "entry",
    [
        "within: 甲 < 甲",
        "within: 1 > 2",
        "within: 甲 > 乙 且 甲 < 乙",
        "within: 甲 <= 3亿元 且 甲 >= 5亿元",
        "within: 甲 = 乙 且 乙 != 甲",
        "within: 甲 != 甲",
    ],
)
def test_a_rule_that_never_passes(linted: Callable[..., list[str]], entry: str) -> None:
    assert linted(entry) == ["FZ644 R1"]


@pytest.mark.parametrize("tolerance", ["auto", "1%", "1"])
def test_what_a_tolerance_lets_pass_is_not_told(linted: Callable[..., list[str]], tolerance: str) -> None:
    assert linted(f"within: 甲 < 甲, tolerance: {tolerance}") == []


def test_a_conflict_with_a_rule_to_be_verified_is_to_be_verified(load: Callable[..., Any]) -> None:
    found = load(DECLARED + "  - {id: R1, within: 甲 < 乙}\n  - {id: R2, level: verify, within: 甲 > 乙}\n")
    assert [(d.code, d.severity) for d in found.findings] == [("FZ641", Severity.VERIFY)]
    assert found.words == ["审核关系 R2（甲 > 乙）与 R1（甲 < 乙）矛盾：没有任何数能同时满足"]
    assert found[0].message("en") == "check R2 (甲 > 乙) contradicts R1 (甲 < 乙): no figures can satisfy all of them"


def test_all_contradictions_are_told(linted: Callable[..., list[str]]) -> None:
    found = linted("within: 甲 < 乙", "within: 甲 > 乙", "within: 丁 < 丙", "within: 丁 > 丙")
    assert found == ["FZ641 R2 1", "FZ641 R4 3"]


def test_fields_of_two_forms_are_not_confused(load: Callable[..., Any]) -> None:
    forms = "".join(
        f"  {name}: {{files: '{name}.xlsx', rows: entity, fields: {{收入: {{column: A, unit: 千元}}, 成本: {{column: B, unit: 千元}}, {extra}: {{column: C, unit: 千元}}}}}}\n"
        for name, extra in (("一表", "税"), ("二表", "费"))
    )
    checks = "checks:\n  - {id: R1, within: 收入 + 税 > 成本 + 税}\n  - {id: R2, within: 收入 + 费 < 成本 + 费}\n"
    assert load("forms:\n" + forms + checks).codes == []


def test_a_figure_that_no_form_gives(load: Callable[..., Any]) -> None:
    found = load(
        """
        measures: {甲: {unit: 家, kind: flow}, 乙: {unit: 家, kind: flow}, 丙: {unit: 家, kind: flow}}
        indicators: {比: {unit: "%", formula: 甲 / 丙}, 印: {unit: 家}}
        forms:
          台账: {files: 台账.xlsx, rows: entity, period: 2021, aggregate: {甲: count()}}
          固定: {files: 固定.xlsx, rows: "{year}", columns: value, fixed: {measure: 乙}}
        checks:
          - {id: R1, within: 甲 <= 乙}
          - {id: R2, within: 甲 <= 丙}
          - {id: R3, within: 比 <= 50%}
          - {id: R4, across: 台账.甲 = 固定.乙}
          - {id: R5, across: 台账.乙 = 固定.乙}
          - {id: R6, within: 印 > 0}
        """
    )
    told = [(d.code, d.facts["check"], d.facts["names"].zh) for d in found.findings]
    assert told == [("FZ650", "R2", "丙"), ("FZ650", "R3", "丙"), ("FZ650", "R5", "台账.乙"), ("FZ650", "R6", "印")]


def test_a_form_whose_labels_name_measures_may_give_any(load: Callable[..., Any]) -> None:
    found = load(
        """
        measures: {甲: {unit: 家, kind: flow}}
        forms: {表: {files: 表.xlsx, rows: measure, columns: period}}
        checks: [{id: R1, within: 甲 >= 0}]
        """
    )
    assert found.codes == []


def test_between_nought_and_another_unit(load: Callable[..., Any]) -> None:
    found = load(DECLARED + "  - {id: R1, within: 0 <= 甲 <= 丙}\n")
    nought, middle, last = found.plan.checks[0].relations[0].children
    assert [part.type.unit.text for part in (nought, middle, last)] == ["亿元", "亿元", "亿元"]
    assert last.factor == Fraction(1, 10000)  # 1 万元 is a ten-thousandth of 1 亿元


def test_two_rules_of_one_id_are_two_rules(load: Callable[..., Any]) -> None:
    entries = ("R1, within: 甲 < 乙", "R2, within: 丁 <= 3亿元", "R1, within: 丁 >= 5亿元")
    found = load(DECLARED + "".join(f"  - {{id: {entry}}}\n" for entry in entries))
    told = [(d.code, [r.at.line for r in d.related]) for d in found.findings if d.code == "FZ641"]
    assert told == [("FZ641", [found.plan.checks[1].at.line])]
