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

from fzplan.formula import names
from fzplan.model import tables
from fzplan.model.results import Why
from fzplan.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from fzplan.model.plan import Disclosure, Plan
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
    return not (is_unit and _COUNTING.fullmatch(o.raw))


def beside(respondents: int, share: float) -> int:
    """Return how many stand at a quantile and on the side that has fewer: it is often one respondent's own figure.

    >>> [beside(n, 0.5) for n in (3, 4, 5, 6)], beside(10, 0.9), beside(10, 1.0)
    ([2, 2, 3, 3], 1, 1)
    """
    place = share * (respondents - 1)
    return min(math.floor(place) + 1, respondents - math.ceil(place)) if respondents else 0


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
    linked = _linked(plan)
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
            found |= _withheld(plan, group)
    return found


def _linked(plan: Plan) -> dict[str, str]:
    """Return for each measure made from records one that stands for all that read a number of the same form with it.

    Of sum and mean each gives the other with the number of units, which may be told: the same cells are withheld.
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
            if not _COUNTING.fullmatch(aggregate.text):
                for field in sorted(read & fields):
                    stands[root(aggregate.measure)] = root(first.setdefault((form.id, field), aggregate.measure))
    return {measure: root(measure) for measure in stands}


def _withheld(plan: Plan, group: Table) -> dict[int, Reason]:
    """Return what is withheld of one period and of linked measures: table by table, until none asks for more."""
    by_source: dict[tuple[str, str, str, object], Table] = defaultdict(list)
    for k, o in group:
        if is_protected(plan, o):
            by_source[o.measure, o.form, o.edition, o.published].append((k, o))
    own = {k: why for k, o in group if (why := reason(plan, o)) is not None}
    partitions = tuple(d.partition for d in plan.dimensions.values())[: len(group[0][1].members)]

    def tells(cells: Sequence[tables.Cell]) -> bool:
        respondents = sum(c.respondents for c in cells if c.value != 0)
        largest = sorted((x for c in cells for x in c.largest), reverse=True)
        return _reason(plan.disclosure, respondents, sum(c.value for c in cells), largest) is not None

    members: set[Members] = {o.members for k, o in group if k in own}
    built = [
        tables.of(
            [(o, k in own) for k, o in table],
            [o for _, o in group if o.measure == source[0] and o.rows == 0 and o.quality != "assumed"],
            partitions,
            tells,
            is_sum=bool(_SUMMING.fullmatch(table[0][1].raw)),
        )
        for source, table in by_source.items()
    ]
    while True:
        more = {key for table in built for key in table.suppressed(members)} | members
        if more == members:
            return _told(group, own, members, plan)
        members = more


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
