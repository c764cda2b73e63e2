"""The sentence of a finding: both sides with their figures, the difference, what was allowed, the rule's own words."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from fzplan import periods
from fzplan.checks import codes
from fzplan.diagnostics import Severity, Text
from fzplan.figures import decimals_of, shown, tidy, with_unit
from fzplan.formula import words
from fzplan.formula.nodes import Compare

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from fzplan.checks.clauses import Clause
    from fzplan.checks.judging import Allowance, Outcome
    from fzplan.diagnostics import Rule
    from fzplan.formula import Typed
    from fzplan.model.checks import Check
    from fzplan.periods import Period

MOST_DECIMALS = 6
MOST_SPOKEN = 64
SHORT = 4
"""Decimals of a quotient, which has more than anybody prints."""


def said(value: float, unit: str = "", decimals: int | None = None) -> str:
    """Return a figure with its unit, with as many decimals as it has.

    >>> said(0.1 + 0.2, "亿元"), said(40.0, "人"), said(1e-12)
    ('0.3亿元', '40人', '0.0000')
    """
    digits = _digits(value) if decimals is None else decimals
    return with_unit(shown(value, digits), unit)


def _digits(value: float) -> int:
    digits = decimals_of(tidy(value))
    return digits if digits <= MOST_DECIMALS else SHORT


_SPOKEN: dict[int, tuple[Typed, Text]] = {}
"""The formulas of the comparison that is told of, by identity: one may fail in a hundred thousand rows."""


def spoken(typed: Typed) -> Text:
    """Return a formula in words."""
    known = _SPOKEN.get(id(typed))
    if known is None or known[0] is not typed:
        if len(_SPOKEN) > MOST_SPOKEN:
            _SPOKEN.clear()
        known = _SPOKEN[id(typed)] = typed, Text(words(typed, "zh"), words(typed, "en"))
    return known[1]


def compared(
    check: Check, relation: Typed, clause: Clause, where: Text, sides: tuple[float, float], allowed: Allowance,
    rule: Rule,
) -> dict[str, object]:  # fmt: skip
    """Return the facts of a comparison that does not hold."""
    left, right = sides
    unit = clause.left.type.unit.text
    digits = max(_digits(left), _digits(right))
    apart = allowed.likely if rule is codes.IMPLAUSIBLE else allowed.limit
    return {
        **common(check, where, None if _is_said(relation) else spoken(relation)),
        "left": _side(clause.left, left, unit),
        "sign": clause.sign,
        "right": _side(clause.right, right, unit),
        "difference": said(abs(left - right), unit, digits),
        "allowed": said(round(apart, _three_digits(apart)) if apart < math.inf else apart, unit),
        "lhs": left,
        "rhs": right,
        "tolerance": float(f"{apart:.9g}"),  # sums of half steps: 0.6, not 0.5999999999994543
        "unit": unit,
    }


def held(facts: Mapping[str, Any]) -> Text:
    """Return a comparison as a sentence, whatever its outcome."""
    where, left, sign, right = (facts[key] for key in ("where", "left", "sign", "right"))
    apart, allowed = facts["difference"], facts["allowed"]
    return Text(
        f"{where.zh}{left.zh}，应 {sign} {right.zh}；差额 {apart}，允许差 {allowed}",
        f"{where.en}{left.en}, should be {sign} {right.en}; difference {apart}, allowed {allowed}",
    )


def _side(typed: Typed, value: float, unit: str) -> Text:
    """Return one side with its figure; a number that the relation itself states stands alone."""
    figure = said(value, unit)
    return Text(figure, figure) if typed.type.constant else Text(*(f"{part} {figure}" for part in spoken(typed)))


def _is_said(relation: Typed) -> bool:
    """Tell whether two sides and a sign are the whole relation."""
    return isinstance(relation.node, Compare) and len(relation.node.signs) == 1


def unmet(check: Check, relation: Typed, where: Text, figures: Iterable[Text]) -> dict[str, object]:
    """Return the facts of a condition without sides."""
    listed = list(dict.fromkeys(figures))
    shown_as = Text("、".join(t.zh for t in listed), ", ".join(t.en for t in listed))
    return {**common(check, where, None), "relation": spoken(relation), "figures": shown_as}


def ruled(check: Check, outcome: Outcome) -> tuple[Rule, Severity]:
    """Return the rule and the severity of an outcome that is no pass: what is implausible is never more than 核实."""
    if outcome == "implausible":
        return codes.IMPLAUSIBLE, min(check.level, Severity.VERIFY)
    return codes.FAILS, check.level


def place_words(period: Period | None, members: Mapping[str, str], entity: str = "") -> Text:
    """Return which period, member and entity a comparison is about."""
    named = [*([entity] if entity else []), *members.values()]
    zh = [*([periods.words(period, "zh")] if period else []), *named]
    en = [*([periods.words(period, "en")] if period else []), *named]
    return Text("".join(f"{part} " for part in zh), f"{', '.join(en)}: " if en else "")


def members_said(members: Mapping[str, str]) -> str:
    """Return the members a comparison is about, as part of a fingerprint: "" for the total.

    >>> members_said({"园区": "东区", "产业": "新材料"})
    '园区=东区；产业=新材料'
    """
    return "；".join(f"{dimension}={member}" for dimension, member in members.items())


def bare(rule: Rule, facts: Mapping[str, Any]) -> Text:
    """Return the sentence of a finding alone: without the id of its check, its note and how many are like it."""
    nothing = dict.fromkeys(("check", "label", "words", "more"), "")
    worded = [{k: v.of(lang) if isinstance(v, Text) else v for k, v in facts.items()} for lang in ("zh", "en")]
    zh, en = (said.format_map({**w, **nothing}).strip() for said, w in zip(rule.says, worded, strict=True))
    return Text(zh, en)


def figures_said(values: Iterable[object]) -> str:
    """Return the figures of a comparison as text that changes when one of them does, and not with float noise.

    >>> figures_said([0.1 + 0.2, 0.3, None, "东区"])
    '0.3|0.3||东区'
    """
    return "|".join(f"{v:.12g}" if isinstance(v, float) else "" if v is None else str(v) for v in values)


def common(check: Check, where: Text, relation: Text | None) -> dict[str, object]:
    """Return what all sentences have; `relation`: the whole of it, where its two sides do not say it all."""
    note = [Text(check.note, check.note)] if check.note else []
    told = [relation, *note] if relation is not None else note
    bracketed = Text(f"（{'；'.join(t.zh for t in told)}）", f" ({'; '.join(t.en for t in told)})")
    return {"check": check.id, "where": where, "words": bracketed if told else Text("", ""), "more": Text("", "")}


def _three_digits(value: float) -> int:
    """Return the decimals that show a tolerance to three digits at most.

    >>> [_three_digits(value) for value in (0.0643, 0.015, 12.0, 0.0)]
    [4, 4, 1, 0]
    """
    return max(0, 2 - math.floor(math.log10(value))) if 0 < value < math.inf else 0
