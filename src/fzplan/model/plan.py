"""What a plan declares, resolved: units parsed, formulas checked, target kinds derived, every part with its place."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from fzplan.figures import Rounding  # noqa: TC001  (a field type read at run time by documentation)
from fzplan.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from fzplan.diagnostics import Lang, Span
    from fzplan.formula import Typed
    from fzplan.model.checks import Check, Level
    from fzplan.model.claims import Claim, Figure, Quantity
    from fzplan.model.microdata import Connection
    from fzplan.model.screens import Screen
    from fzplan.units import Unit, Units

Kind = Literal["flow", "stock", "average", "rate", "ratio", "fixed"]
TargetKind = Literal["reach", "range", "each", "total", "growth", "change", "multiple", "direction", "match", "monitor"]
Comparator = Literal["≥", ">", "≤", "<", "="]


@frozen
class Head:
    """`plan:` — the name, base year and span of the plan, and how figures are rounded and judged."""

    name: str
    baseline: int
    first: int
    last: int
    rounding: Rounding = "half_up"
    judge: Literal["full_value", "rounded_value"] = "full_value"
    lang: Lang = "zh"
    source: str = ""
    short: str = ""
    office: str = ""
    """编制单位, printed on reports."""
    notice: str = ""
    """What stands under the title of the gap table, such as 内部资料."""
    sign: bool = True
    """The gap table ends with a line for signatures."""
    veto: bool = False
    """一票否决: a binding target that is not met withholds the total of a score."""


@frozen
class Disclosure:
    """`disclosure:` — when an aggregate of records would tell on a single respondent; None: the rule is not applied."""

    respondents: int = 3
    """Aggregates over fewer are withheld: of two, each could work out the other's."""
    p_percent: float | None = None
    """p%-rule: what remains without the two largest contributions is less than p per cent of the largest."""
    dominance: tuple[int, float] | None = None
    """(n, k)-rule: the n largest contributions are more than k per cent of the whole."""

    @property
    def largest(self) -> int:
        """Return how many of the largest contributions the rules look at."""
        return max(2 if self.p_percent is not None else 0, self.dominance[0] if self.dominance else 0)


@frozen
class Dimension:
    """A way of breaking figures down; `names` maps every accepted label (member, alias) to its member."""

    id: str
    members: tuple[str, ...]
    names: Mapping[str, str]
    codes: Mapping[str, str] = field(default_factory=dict)
    """Code prefix → member; the longest prefix wins."""
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    partition: bool = False
    en: str = ""
    member_en: Mapping[str, str] = field(default_factory=dict)
    at: Span | None = None


@frozen
class Break:
    """From `at` on, the series is another one: no growth is computed across it."""

    at: int
    why: str = ""


@frozen
class Measure:
    """An original figure that returns report (原始指标)."""

    id: str
    unit: Unit
    kind: Kind | None = None
    en: str = ""
    aliases: tuple[str, ...] = ()
    decimals: int | None = None
    breaks: tuple[Break, ...] = ()
    price: str = ""
    prefer: tuple[str, ...] = ()
    """Form or edition ids, most trusted first, where two sources give the same figure."""
    note: str = ""
    at: Span | None = None


class Fault(NamedTuple):
    """Why a formula cannot be computed: the finding's code and place."""

    code: str
    place: str


@frozen
class Indicator:
    """A figure that is judged (考核指标). Without `formula` it is read from the returns under its own name."""

    id: str
    unit: Unit
    formula: Typed | None = None
    formula_text: str = ""
    fault: Fault | None = None
    """The formula is faulty: nothing is computed, and no printed figure stands in for it."""
    kind: Kind | None = None
    decimals: int | None = None
    en: str = ""
    aliases: tuple[str, ...] = ()
    breaks: tuple[Break, ...] = ()
    price: str = ""
    prefer: tuple[str, ...] = ()
    targets: tuple[Target, ...] = ()
    note: str = ""
    at: Span | None = None


@frozen
class Bound:
    """The number of a target in the indicator's unit (a `change` in its own): a constant or a formula."""

    value: float | None = None
    formula: Typed | None = None
    text: str = ""
    decimals: int = 0


@frozen
class Change:
    """`rise_by` / `fall_by`: relative (13.5%), points (2个百分点) or an amount (1岁); always positive."""

    amount: float
    """Relative: a plain fraction (0.135). Points and amounts: in the indicator's unit."""
    mode: Literal["relative", "points", "amount"]
    direction: Literal[1, -1]
    text: str = ""


@frozen
class Baseline:
    """The base of a target; without `value` it is read from the returns at `year`."""

    year: int
    value: float | None = None
    note: str = ""
    at: Span | None = None


@frozen
class Target:
    """One comparison, one time, options. `first`…`last` is the span judged; a `by:` target has first = base + 1."""

    id: str
    indicator: str
    kind: TargetKind
    at: Span
    comparator: Comparator = "≥"
    bound: Bound | None = None
    """The value to be reached; of a range its low end; of `growth` the rate as a fraction (0.06);
    of `multiple` the factor (翻两番: 4)."""
    high: Bound | None = None
    """The high end of a range."""
    band: bool = False
    """`pass: band`: both ends of the range count."""
    change: Change | None = None
    near: str = ""
    near_formula: Typed | None = None
    tolerance: float | None = None
    """`within:` of a match, in the indicator's unit."""
    averaged: bool = False
    """`of: growth` of a match: the average growth of both over the span is compared."""
    direction: Literal[1, -1] | None = None
    limit: float | None = None
    monitor: str = ""
    time: Literal["by", "each", "over", "none"] = "by"
    first: int = 0
    last: int = 0
    better: Literal[1, -1] = 1
    mean: Literal["geometric", "sum"] = "geometric"
    reading: Literal["every", "average"] | None = None
    baseline: Baseline | None = None
    nature: Literal["binding", "expected"] | None = None
    members: Mapping[str, str] = field(default_factory=dict)
    """`for:` — dimension → member (or group)."""
    path: Literal["linear", "geometric"] | Mapping[int, float] = "linear"
    milestones: Mapping[int, float] = field(default_factory=dict)
    proxy: str = ""
    quality: str = "published"
    """How sure the number of the target and its base are; what is judged by them is no surer."""
    method: str = ""
    compat: str = ""
    owner: str = ""
    weight: float | None = None
    remarks: Mapping[int, str] = field(default_factory=dict)
    amended: Mapping[str, Any] = field(default_factory=dict)
    quote: str = ""
    section: str = ""
    note: str = ""


@frozen
class Deliverable:
    """A task of the plan without a number (重点任务): done or not done by its date."""

    id: str
    name: str
    by: int | None = None
    quote: str = ""
    section: str = ""
    owner: str = ""
    note: str = ""
    aliases: tuple[str, ...] = ()
    at: Span | None = None


@frozen
class Pattern:
    """What the names on one axis name: levels from outer to inner; each level is text with `{fields}` and `*`.

    `text` is as written; `levels` the split at `` > ``. ``rows: measure`` is the level ``{measure}``.
    """

    text: str
    levels: tuple[str, ...]
    at: Span | None = None


@frozen
class Column:
    """`fields:` of an entity form: which column gives the field, in which unit, or which dimension it maps to."""

    id: str
    column: str
    unit: Unit | None = None
    dimension: str = ""
    by: Literal["name", "code"] = "name"
    formula: Typed | None = None
    """Computed from other fields of the record, where there is no such column."""
    at: Span | None = None


@frozen
class Aggregate:
    """`aggregate:` of an entity form: the measure and the reducing formula that makes it from records."""

    measure: str
    formula: Typed | None
    text: str
    at: Span | None = None


@frozen
class Form:
    """Where numbers stand (表式): what each name in files, sheets, rows and columns names, and what is pinned."""

    id: str
    files: tuple[Pattern, ...]
    at: Span
    sheets: tuple[Pattern, ...] = ()
    rows: Pattern | None = None
    columns: Pattern | None = None
    entity: bool = False
    """`rows: entity` — wide records, which become observations through `aggregates`."""
    key: str = ""
    period: str = ""
    """`2021`, or ``year(认定日期)`` for a register whose period is a date column."""
    columns_of: tuple[Column, ...] = ()
    aggregates: tuple[Aggregate, ...] = ()
    where: Typed | None = None
    """Which records count at all."""
    where_text: str = ""
    connection: str = ""
    """The database that has the records, in the place of files."""
    table: str = ""
    """The table in a database or a DuckDB file."""
    names: Mapping[str, str] = field(default_factory=dict)
    readings: Mapping[str, str] = field(default_factory=dict)
    symbols: Mapping[str, str] = field(default_factory=dict)
    """Symbol in the place of a number → what it means in this source (they differ by yearbook)."""
    fixed: Mapping[str, str] = field(default_factory=dict)
    skip: tuple[str, ...] = ()
    header: int | None = None
    header_last: int | None = None
    """Last row of the header where `header: 4-9` gives both; blank rows and titles between belong to it."""
    labels: int | None = None
    range: str = ""
    unit: str = ""
    panels: str = ""
    edition: str = ""
    basis: str = ""
    quality: str = ""
    published: date | None = None
    reporter: str = ""
    due: str = ""
    source: Literal["", "survey", "administrative"] = ""
    note: str = ""


@frozen
class Example:
    """A test of the statistician's own (算例): given figures, and what an indicator must be from them.

    Given figures are in the declared units of what they are figures of; the indicator is computed in `year`.
    """

    indicator: str
    year: int
    given: Mapping[Quantity, Figure]
    expect: Figure
    at: Span
    """Where `expect` stands."""
    tolerance: float | None = None
    """Of the difference, in the unit of `expect`; None: what rounds to `expect` is right."""
    note: str = ""
    excerpt: str = ""


@frozen
class Plan:
    """A whole plan file, checked. `measures` and `indicators` share one name space."""

    head: Head
    units: Units
    dimensions: Mapping[str, Dimension] = field(default_factory=dict)
    measures: Mapping[str, Measure] = field(default_factory=dict)
    indicators: Mapping[str, Indicator] = field(default_factory=dict)
    deliverables: Mapping[str, Deliverable] = field(default_factory=dict)
    forms: Mapping[str, Form] = field(default_factory=dict)
    checks: tuple[Check, ...] = ()
    claims: tuple[Claim, ...] = ()
    examples: tuple[Example, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    order: tuple[str, ...] = ()
    """Ids of the indicators, dependencies before dependents."""
    file: str = "targets.yaml"
    connections: Mapping[str, Connection] = field(default_factory=dict)
    levels: tuple[Level, ...] = ()
    """Built-in checks whose level the plan changes; of several that match the last counts."""
    disclosure: Disclosure = Disclosure()
    """What protects respondents in whatever is published from records."""
    screens: Mapping[str, Screen] = field(default_factory=dict)

    def quantity(self, name: str) -> Measure | Indicator | None:
        """Return the measure or indicator of that id."""
        return self.measures.get(name) or self.indicators.get(name)

    @property
    def targets(self) -> tuple[Target, ...]:
        """Return every target, in the order of the file."""
        return tuple(t for i in self.indicators.values() for t in i.targets)
