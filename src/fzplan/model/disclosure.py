"""Which figures would tell what a single respondent reported, and which others would tell those: they never leave.

In: a plan and what was read. Out: the observations to withhold, each with the code of its reason. A figure is withheld
by itself where too few respondents are behind it or one makes most of it (`too_few`, `dominated_p`, `dominated_nk`),
or because others could be worked out with it (`complementary`, `model.tables`). What rests on a withheld observation
is withheld by whoever shows it.
"""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING, Literal

from fzplan.formula import names, parts
from fzplan.model import tables
from fzplan.model.results import Why
from fzplan.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from fzplan.model.plan import Disclosure, Form, Plan
    from fzplan.model.results import Outcome
    from fzplan.observations import Observation
    from fzplan.periods import Period

    Table = list[tuple[int, Observation]]
    Members = tuple[str, ...]

Reason = Literal["too_few", "dominated_p", "dominated_nk", "complementary"]
WITHHELD = Why("withheld")
"""All that the public is told."""
ORDER: tuple[Reason, ...] = ("too_few", "dominated_p", "dominated_nk", "complementary")
"""From the weightiest: of several reasons the first is told."""
_COUNTING = regex(r"\s*count(_distinct)?\s*\((?:[^()]|\([^()]*\))*\)\s*")
_COLUMN = regex(r"\s*sum\s*\(\s*(?P<field>[^()<>=+\-*/\s]+)\s*\)\s*")
_SUMMING = regex(r"\s*sum\s*\((?:[^()]|\([^()]*\))*\)\s*")
PLACED = frozenset({"least", "most", "quantile", "top"})
"""Parts of a formula that show single respondents by their place among the others."""


def is_protected(plan: Plan, o: Observation) -> bool:
    """Tell whether an observation is an aggregate that could tell on a respondent at all.

    How many units there are may be said. A register that the office keeps itself (`source: administrative`) is no
    survey.
    """
    if o.rows <= 0:
        return False
    form, quantity = plan.forms.get(o.form), plan.quantity(o.measure)
    if form is not None and form.source == "administrative":
        return False
    is_unit = quantity is not None and quantity.unit.dimensions == (("count", 1),)
    return not (is_unit and _COUNTING.fullmatch(_text(plan, o)))


def _text(plan: Plan, o: Observation) -> str:
    """Return the formula of an aggregate without the filter that `raw` shows after it."""
    form = plan.forms.get(o.form)
    return o.raw.removesuffix(f"（{form.where_text}）") if form is not None and form.where_text else o.raw


def beside(respondents: int, share: float) -> int:
    """Return how many stand at a quantile and on the side that has fewer: it is often one respondent's own figure.

    >>> [beside(n, 0.5) for n in (3, 4, 5, 6)], beside(10, 0.9), beside(10, 1.0)
    ([2, 2, 3, 3], 1, 1)
    """
    place = share * (respondents - 1)
    return min(math.floor(place) + 1, respondents - math.ceil(place)) if respondents else 0


def among(respondents: int, n: int) -> int:
    """Return of how many the sum of the `n` largest tells: all where there are no more, else those on the smaller side.

    What all report together is known too, so that the n largest tell of the others.

    >>> [among(respondents, 4) for respondents in (3, 4, 5, 6, 7, 8)]
    [3, 4, 1, 2, 3, 4]
    """
    return respondents if respondents <= n else min(n, respondents - n)


def reason(plan: Plan, o: Observation) -> Reason | None:
    """Return why a figure by itself would give a respondent away; None where it does not."""
    if not is_protected(plan, o):
        return None
    return _reason(plan.disclosure, o.respondents or o.rows, o.value, o.largest)


def _reason(rules: Disclosure, respondents: float, value: float, largest: Sequence[float]) -> Reason | None:
    if respondents < rules.respondents:
        return "too_few"
    if rules.p_percent is not None and len(largest) > 1:
        rest = abs(value) - largest[0] - largest[1]
        if rest < rules.p_percent / 100 * largest[0]:
            return "dominated_p"
    if rules.dominance is not None and largest:
        n, k = rules.dominance
        if sum(largest[:n]) > k / 100 * abs(value):
            return "dominated_nk"
    return None


def why_of(inputs: Iterable[int], secret: Mapping[int, Reason]) -> tuple[Why, ...]:
    """Return why a figure of these observations is withheld: that it is, and the weightiest reason among them."""
    codes = {secret[i] for i in inputs if i in secret}
    return WITHHELD, *(Why(code) for code in sorted(codes, key=ORDER.index)[:1])


def withheld_in(outcome: Outcome) -> Mapping[int, Reason]:
    """Return the observations that a report of this outcome withholds."""
    if outcome.withheld is not None:
        return outcome.withheld
    return withheld(outcome.plan, outcome.extraction.observations)


def withheld(plan: Plan, observations: Sequence[Observation]) -> dict[int, Reason]:
    """Return the observations (indexes) that must not be published, with the reason of each.

    Of each period all aggregates that the records give of one field are taken together, whichever of them a report
    shows: what is withheld does not depend on the report, so that two reports cannot be held against each other.
    """
    linked, placed = _linked(plan), _placed(plan)
    grouped: dict[tuple[str, Period], Table] = defaultdict(list)
    with_records: set[tuple[str, Period]] = set()
    for k, o in enumerate(observations):
        key = linked.get(o.measure, o.measure), o.period
        if is_protected(plan, o):
            with_records.add(key)
        grouped[key].append((k, o))
    found: dict[int, Reason] = {}
    for key, group in grouped.items():
        if key in with_records:
            found |= _withheld(plan, group, placed)
    return found


def _linked(plan: Plan) -> dict[str, str]:
    """Return for each measure made from records one that stands for all that read a number of the same form with it.

    Of sum and mean each gives the other with the number of units, which may be told: the same cells are withheld. A
    field that is computed from others reads them.
    """
    stands: dict[str, str] = {}
    first: dict[tuple[str, str], str] = {}

    def root(measure: str) -> str:
        while stands.setdefault(measure, measure) != measure:
            measure = stands[measure]
        return measure

    for form in plan.forms.values():
        fields = {column.id for column in form.columns_of if column.unit is not None}
        for aggregate in form.aggregates:
            found = _COLUMN.fullmatch(aggregate.text)
            read = names(aggregate.formula) if aggregate.formula is not None else {found["field"]} if found else set()
            read = _with_sources(form, read)
            if not _COUNTING.fullmatch(aggregate.text):
                for field in sorted(read & fields):
                    stands[root(aggregate.measure)] = root(first.setdefault((form.id, field), aggregate.measure))
    return {measure: root(measure) for measure in stands}


def _with_sources(form: Form, read: set[str]) -> set[str]:
    """Return fields with those that they are computed from."""
    found = set(read)
    for column in reversed(form.columns_of):  # each stands after what it is computed from
        if column.formula is not None and column.id in found:
            found |= names(column.formula)
    return found


def _placed(plan: Plan) -> frozenset[str]:
    """Return the measures that rest on the place of respondents: a largest, a median, the sum of the n largest."""
    formulas = [(a.measure, a.formula) for form in plan.forms.values() for a in form.aggregates]
    return frozenset(m for m, formula in formulas if formula and any(part.kind in PLACED for part in parts(formula)))


def _withheld(plan: Plan, group: Table, placed: frozenset[str]) -> dict[int, Reason]:
    """Return what is withheld of one period and of linked measures.

    A median or a largest figure that is withheld takes no sum with it, for the sum does not tell it; where a sum is
    withheld, they are too.
    """
    own = {k: why for k, o in group if (why := reason(plan, o)) is not None}
    summed = [(k, o) for k, o in group if o.measure not in placed]
    members = _members(plan, summed, own, set())
    found = _told(summed, own, members, plan)
    for measure in sorted(placed & {o.measure for _, o in group}):
        table = [(k, o) for k, o in group if o.measure == measure]
        found |= _told(table, own, _members(plan, table, own, members), plan)
    return found


def _members(plan: Plan, group: Table, own: Mapping[int, Reason], start: set[Members]) -> set[Members]:
    """Return the members whose figures are withheld, `start` among them: table by table, until none asks for more."""
    by_source: dict[tuple[str, str, str, object], Table] = defaultdict(list)
    for k, o in group:
        if is_protected(plan, o):
            by_source[o.measure, o.form, o.edition, o.published].append((k, o))
    dimensions = [d.partition for d in plan.dimensions.values()]

    def tells(cells: Sequence[tables.Cell]) -> bool:
        respondents = sum(c.respondents for c in cells if c.value != 0)
        largest = sorted((x for c in cells for x in c.largest), reverse=True)
        return _reason(plan.disclosure, respondents, sum(c.value for c in cells), largest) is not None

    members = start | {o.members for k, o in group if k in own}
    built = [
        tables.of(
            [(o, k in own) for k, o in table],
            [o for _, o in group if o.measure == source[0] and o.rows == 0 and o.quality != "assumed"],
            dimensions[: len(table[0][1].members)],
            tells,
            is_sum=bool(_SUMMING.fullmatch(_text(plan, table[0][1]))),
        )
        for source, table in by_source.items()
    ]
    while True:
        before = members
        for table in built:  # what one withholds the next one starts from, lest each choose cells of its own
            members = members | table.suppressed(members)
        if members == before:
            return members


def _told(group: Table, own: Mapping[int, Reason], members: Iterable[Members], plan: Plan) -> dict[int, Reason]:
    """Return every observation of these members that tells such a figure: aggregates, and printed ones that agree."""
    found: dict[int, Reason] = {}
    by_members: dict[Members, Table] = defaultdict(list)
    for k, o in group:
        by_members[o.members].append((k, o))
    for key in members:
        same = by_members[key]
        of_records = [(k, o) for k, o in same if is_protected(plan, o)]
        why = min((own[k] for k, _ in of_records if k in own), key=ORDER.index, default=ORDER[-1])
        for k, o in same:
            others = [other for _, other in of_records if other.measure == o.measure]
            agrees = not others or any(_is_same(o, other) for other in others)
            if is_protected(plan, o) or (o.rows == 0 and o.quality != "assumed" and agrees):
                found[k] = own.get(k, why)
    return found


def _is_same(printed: Observation, computed: Observation) -> bool:
    """Tell whether a printed figure says the same as an aggregate, at its printed precision."""
    return abs(printed.value - computed.value) <= 0.5 * 10.0**-printed.decimals + 1e-9 * abs(computed.value)
