"""`aggregate:` — records to observations: the total, each member, and the pairs of members, period by period.

A sum over no value is missing, never 0. A count is 0 in a period the register covers: from its first record's year
to its last one's, and as far as the lines above it say (截至2024年12月31日); outside that it is missing.
"""

from __future__ import annotations

import math
from collections import defaultdict
from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple

from fzplan import periods
from fzplan.figures import decimals_of
from fzplan.formula import names
from fzplan.observations import TOTAL, Observation, worst
from fzplan.regex import regex
from fzplan.returns import contributing
from fzplan.returns.contributing import Behind
from fzplan.returns.conversions import converted
from fzplan.returns.printed import in_kind
from fzplan.returns.records import PERIOD_OF
from fzplan.returns.rowwise import reduced, row_values

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from fzplan.model.plan import Aggregate, Form, Indicator, Measure, Plan
    from fzplan.observations import Records
    from fzplan.periods import Period
    from fzplan.returns.collecting import Gathered
    from fzplan.units import Unit

_COUNT = regex(r"\s*count\s*\(\s*\)\s*")
_SUM = regex(r"\s*sum\s*\(\s*(?P<field>[^()<>=+\-*/\s]+)\s*\)\s*")


class Pool(NamedTuple):
    """All records of one form: columns of equal length over all its files."""

    columns: dict[str, list[object]]
    period: list[Period | None]
    members: Mapping[str, list[str]]
    source: list[tuple[int, int]]
    """Index of the `Records` a row came from, and its 1-based sheet row."""


class Computed(NamedTuple):
    """The values of one formula, a group each, in the unit computed in."""

    values: list[float | None]
    factor: Fraction
    """To the declared unit of the measure."""
    unit: str
    decimals: int
    behind: Sequence[Behind] = ()
    """Who is behind each value; nothing is known of what only counts."""


def aggregate_all(plan: Plan, out: Gathered) -> None:
    """Add the observations of every form with records to `out`."""
    for form in plan.forms.values():
        parts = [(i, r) for i, r in enumerate(out.records) if r.form == form.id]
        if parts and form.aggregates:
            out.met.update(aggregate.measure for aggregate in form.aggregates)
            _Aggregation(plan, form, parts, out).run()


def chosen(form: Form, pool: Pool) -> Pool:
    """Return the pool with the fields that are computed from others, and of it the records that `where:` keeps."""
    columns: dict[str, list[Any]] = {**pool.columns, **_named(pool)}
    for c in form.columns_of:
        if c.formula is not None and names(c.formula) <= columns.keys():
            columns[c.id] = row_values(c.formula, columns)
    own = {name: values for name, values in columns.items() if name not in pool.members}
    if form.where is None or not names(form.where) <= columns.keys():
        return pool._replace(columns=own)
    kept = [i for i, holds in enumerate(row_values(form.where, columns)) if holds]
    return Pool(
        {name: [values[i] for i in kept] for name, values in own.items()},
        [pool.period[i] for i in kept],
        {d: [members[i] for i in kept] for d, members in pool.members.items()},
        [pool.source[i] for i in kept],
    )


def _named(pool: Pool) -> dict[str, list[str]]:
    """Return the members as formulas see them: a record of no member has an empty name."""
    return {d: ["" if m == TOTAL else m for m in members] for d, members in pool.members.items()}


def pooled(parts: Sequence[tuple[int, Records]]) -> Pool:
    """Put the records of a form together."""
    if len(parts) == 1:
        ((index, only),) = parts
        return Pool(dict(sorted(only.columns.items())), only.period, only.members, [(index, row) for row in only.row])
    fields = {name for _, r in parts for name in r.columns}
    dimensions = [d for d in parts[0][1].members if all(d in r.members for _, r in parts)]
    return Pool(
        {name: [v for _, r in parts for v in r.columns.get(name, [None] * len(r))] for name in sorted(fields)},
        [p for _, r in parts for p in r.period],
        {d: [m for _, r in parts for m in r.members[d]] for d in dimensions},
        [(i, row) for i, r in parts for row in r.row],
    )


class _Aggregation:
    """The aggregates of one form: all its records pooled, grouped once for all formulas."""

    def __init__(self, plan: Plan, form: Form, parts: Sequence[tuple[int, Records]], out: Gathered) -> None:
        self.plan, self.form, self.parts, self.out = plan, form, parts, out
        self.pool = pooled(parts)
        if form.where is not None or any(c.formula for c in form.columns_of):
            self.pool = chosen(form, self.pool)
        self.keys = contributing.respondents(self.pool.columns.get(form.key), self.pool.period)
        self.groups = list(_groups(plan, self.pool, _covered(form, self.pool, parts, out)))

    def run(self) -> None:
        """Add an observation for every formula and group."""
        for aggregate in self.form.aggregates:
            quantity = self.plan.quantity(aggregate.measure)
            missing = _fields_of(aggregate) - set(self.pool.columns) - set(self.pool.members)
            if quantity is None or missing or (aggregate.formula is None and not _plain(aggregate)):
                continue  # the missing column was told where the header stands, the faulty formula where it is written
            computed = self._computed(aggregate, quantity)
            counting = aggregate.text.lstrip().startswith("count")
            behind = computed.behind or [Behind(0)] * len(self.groups)
            for (period, members, rows), value, who in zip(self.groups, computed.values, behind, strict=True):
                if value is not None and (rows or counting):
                    key = (in_kind(period, quantity), members)
                    told = self._observation(aggregate, key, value, computed, rows)
                    self.out.observations.append(told._replace(respondents=who.respondents, largest=who.largest))

    def _computed(self, aggregate: Aggregate, quantity: Measure | Indicator) -> Computed:
        """Return the value of each group with the conversion to the declared unit."""
        groups = [rows for _, _, rows in self.groups]
        if _COUNT.fullmatch(aggregate.text):
            return Computed([float(len(rows)) for rows in groups], Fraction(1), quantity.unit.text, 0)
        found = _SUM.fullmatch(aggregate.text)
        if found:
            column = self.pool.columns[found["field"]]
            unit = next((c.unit for c in self.form.columns_of if c.id == found["field"]), None)
            values = [_total([column[i] for i in rows]) for rows in groups]
            sample = [v for v in column[:200] if isinstance(v, float) and not v.is_integer()]
            made = _in_unit(values, unit, quantity, max(map(decimals_of, sample), default=0))
            who = contributing.of_column(column, self.keys, groups, self.plan.disclosure.largest, float(made.factor))
            return made._replace(behind=who)
        assert aggregate.formula is not None
        columns: dict[str, list[Any]] = {**self.pool.columns, **_named(self.pool)}
        values = reduced(aggregate.formula, columns, groups)
        decimals = max((decimals_of(v) for v in values if v is not None and not v.is_integer()), default=0)
        made = _in_unit(values, aggregate.formula.type.unit, quantity, decimals)
        most = self.plan.disclosure.largest
        who = contributing.of_formula(aggregate.formula, columns, self.keys, groups, most, float(made.factor))
        return made._replace(behind=who)

    def _observation(
        self,
        aggregate: Aggregate,
        key: tuple[Period, tuple[str, ...]],
        value: float,
        computed: Computed,
        rows: Sequence[int],
    ) -> Observation:
        """Return one aggregate with the block of rows it was made from; a count of none rests on the whole register."""
        behind = rows or range(len(self.pool.period))
        index, first, last, qualities = self._place(behind)
        records = self.out.records[index]
        column = _column(aggregate, index, self.out)
        return Observation(
            measure=aggregate.measure,
            period=key[0],
            members=key[1],
            value=converted(value, computed.factor),
            unit=computed.unit,
            factor=float(computed.factor),
            decimals=computed.decimals - round(math.log10(computed.factor)),
            edition=records.edition,
            published=records.published,
            quality=worst(qualities),
            form=records.form,
            file=records.file,
            sheet=records.sheet,
            row=first,
            column=column or records.first_column,
            last_row=last,
            last_column=column or records.last_column,
            rows=max(1, len(behind)),
            raw=f"{aggregate.text}（{self.form.where_text}）" if self.form.where_text else aggregate.text,
        )

    def _place(self, behind: Sequence[int]) -> tuple[int, int, int, list[str]]:
        """Return the table of records, its first and last row among those behind a figure, and their qualities."""
        source, records = self.pool.source, self.out.records
        if not behind:
            index = self.parts[0][0]
            return index, 1, 1, [records[index].quality]
        index, first = source[behind[0]]
        if len(self.parts) == 1:  # rows stand in the order of the sheet
            return index, first, source[behind[-1]][1], [records[index].quality]
        last = max(row for i in behind for at, row in [source[i]] if at == index)
        return index, first, last, [records[at].quality for at in {source[i][0] for i in behind}]


def _in_unit(values: list[float | None], unit: Unit | None, quantity: Measure | Indicator, decimals: int) -> Computed:
    """Return values with the factor from their unit to the declared one."""
    if unit is None or not unit.compatible(quantity.unit):
        return Computed(values, Fraction(1), quantity.unit.text, decimals)
    factor = unit.factor_to(quantity.unit)
    return Computed(values, factor, quantity.unit.text if factor == 1 else unit.text, decimals)


def _plain(aggregate: Aggregate) -> bool:
    return bool(_COUNT.fullmatch(aggregate.text) or _SUM.fullmatch(aggregate.text))


def _fields_of(aggregate: Aggregate) -> set[str]:
    if aggregate.formula is not None:
        return names(aggregate.formula)
    found = _SUM.fullmatch(aggregate.text)
    return {found["field"]} if found else set()


def _total(values: Sequence[object]) -> float | None:
    numbers = [v for v in values if isinstance(v, (int, float))]
    return math.fsum(numbers) if numbers else None


def _covered(form: Form, pool: Pool, parts: Sequence[tuple[int, Records]], out: Gathered) -> tuple[Period, ...]:
    """Return the periods for which the records speak: those met, and for a dated register the years it covers."""
    met = sorted({p for p in pool.period if p is not None})
    dated = PERIOD_OF.fullmatch(form.period)
    if not dated or dated["part"] != "year":
        return tuple(met)
    mine = {i for i, _ in parts}
    said = [years for index, _, years in out.blocks if index in mine]
    years = [p.year for p in met]
    first = min([*years, *(a for a, _ in said if a is not None)], default=None)
    last = max([*years, *(b for _, b in said if b is not None)], default=None)
    return tuple(periods.year(y) for y in range(first, last + 1)) if first is not None and last is not None else ()


def _groups(plan: Plan, pool: Pool, covered: Sequence[Period]) -> Iterator[tuple[Period, tuple[str, ...], list[int]]]:
    """Yield period, members and rows of the total, of each member, and of each pair of members."""
    by_period: dict[Period, list[int]] = defaultdict(list)
    for index, period in enumerate(pool.period):
        if period is not None:
            by_period[period].append(index)
    dimensions = [d for d in plan.dimensions if d in pool.members]
    for period in covered:
        rows = by_period.get(period, [])
        yield period, tuple(TOTAL for _ in plan.dimensions), rows
        for several in [*((d,) for d in dimensions), *combinations(dimensions, 2)]:
            yield from _by_members(plan, pool, period, rows, several)


def _by_members(
    plan: Plan, pool: Pool, period: Period, rows: list[int], several: tuple[str, ...]
) -> Iterator[tuple[Period, tuple[str, ...], list[int]]]:
    found: dict[tuple[str, ...], list[int]] = {(m,): [] for m in plan.dimensions[several[0]].members}
    if len(several) == 2:
        found = {(a[0], b): [] for a in found for b in plan.dimensions[several[1]].members}
    keys = zip(*(map(pool.members[d].__getitem__, rows) for d in several), strict=True)
    for i, key in zip(rows, keys, strict=True):
        group = found.get(key)
        if group is not None:
            group.append(i)
    for members, group in found.items():
        named: Mapping[str, str] = dict(zip(several, members, strict=True))
        yield period, tuple(named.get(d, TOTAL) for d in plan.dimensions), group


def _column(aggregate: Aggregate, index: int, out: Gathered) -> int:
    """Return the column an aggregate reads where it reads just one."""
    columns = next((columns for i, columns, _ in out.blocks if i == index), {})
    read = {columns[f] for f in _fields_of(aggregate) if f in columns}
    return read.pop() if len(read) == 1 else 0
