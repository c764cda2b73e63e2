"""What a run finds: values with their inputs, assessments with their arithmetic, the outcome of it all."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Literal, NamedTuple

from fzplan.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from fzplan.diagnostics import Diagnostic, Place
    from fzplan.formula import Trace
    from fzplan.model.changes import Changes
    from fzplan.model.disclosure import Reason
    from fzplan.model.plan import Plan, Target
    from fzplan.model.schedules import Schedule
    from fzplan.model.scores import ScoreSheet
    from fzplan.observations import Extraction
    from fzplan.periods import Period

Verdict = Literal["achieved_early", "ahead", "on_track", "behind", "achieved", "missed", "not_assessable", "monitored"]
Outlook = Literal["likely", "effort", "unlikely"]
State = Literal["done", "open", "overdue", "not_reported"]


class Why(NamedTuple):
    """Why a figure is not there, or was substituted: a code and its facts (docs/spec/why.md lists the codes)."""

    code: str
    facts: tuple[tuple[str, object], ...] = ()


@frozen
class Value:
    """An indicator (or measure) at one period and member; `value` is None where it is not assessable."""

    id: str
    period: Period
    by: Mapping[str, str]
    value: float | None
    low: float | None = None
    high: float | None = None
    status: str = "A"
    quality: str = "published"
    basis: str = "published"
    edition: str = ""
    why: tuple[Why, ...] = ()
    inputs: tuple[int, ...] = ()
    """Indexes of the observations it was computed from."""
    trace: Trace | None = field(default=None, repr=False, compare=False)
    """How it was computed, where a report asks for it."""


@frozen
class Breakdown:
    """One indicator by the members of one dimension, a figure a year; None where it is not known."""

    dimension: str
    indicator: str
    years: tuple[int, ...]
    whole: tuple[float | None, ...]
    members: Mapping[str, tuple[float | None, ...]]
    withheld: frozenset[tuple[str, int]] = frozenset()
    """Members (`TOTAL`: the whole) and years whose figure would tell on a respondent."""


class MethodResult(NamedTuple):
    """What one named method says: its own ratio, status and score, faults of the source included."""

    id: str
    version: str
    ratio: float | None
    status: str
    score: float | None = None
    why: tuple[Why, ...] = ()


@frozen
class ToDate:
    """January to a month of an unfinished year, shown beside the last complete one and never held against a year.

    `value` and `planned` are in `unit`, the indicator's. `growth` is on the same months of the year before: in % for
    sizes, in 百分点 for shares (`growth_unit`). `share_of_plan` is a fraction of `planned`, the planned value of the
    year (of a total the year's own part); only for flows.
    """

    period: Period
    value: float
    unit: str
    growth: float | None = None
    growth_unit: Literal["%", "百分点"] = "%"
    basis: Literal["comparable", "nominal"] | None = None
    """同口径: the pair of one return; 名义: two figures as published. None without growth."""
    planned: float | None = None
    share_of_plan: float | None = None
    quality: str = "published"
    edition: str = ""
    inputs: tuple[int, ...] = ()


@frozen
class Assessment:
    """A target held against the values (docs/spec/verdicts.md). Numbers that do not apply or are unknown are None.

    Units: `actual`, `gap`, `shortfall`, `planned`, `margin` and projections are in `unit`, which is the
    indicator's (for `growth` and `change` targets the unit of the rate: %). `progress`, `time_share` and
    `attainment` are fractions (0.8), not per cent.
    """

    target: Target
    unit: str
    period: Period | None = None
    """The period of the latest value used."""
    value: float | None = None
    low: float | None = None
    high: float | None = None
    other: str = ""
    base_period: Period | None = None
    base: float | None = None
    actual: float | None = None
    previous: float | None = None
    gap: float | None = None
    gap_percent: float | None = None
    shortfall: float | None = None
    attainment: float | None = None
    progress: float | None = None
    time_share: float | None = None
    planned: float | None = None
    ratio: float | None = None
    """Actual change over change due: what the verdict is cut from."""
    effort: float | None = None
    """k: pace required over pace achieved, what the outlook is cut from."""
    pace_achieved: float | None = None
    pace_required: float | None = None
    """Per year; log growth as a fraction where the path is geometric, else in `unit` a year."""
    projected: float | None = None
    projected_year: int | None = None
    projections: Mapping[str, tuple[float, int | None]] = field(default_factory=dict)
    """By trend (`average` since the base, which `projected` is; `last` change; `fit` by least squares): the value in
    the target year and the first year that meets the target."""
    verdict: Verdict = "not_assessable"
    outlook: Outlook | None = None
    margin: float | None = None
    """The smallest signed change of the latest value (the indicator's own, in the indicator's unit) that flips the
    verdict."""
    critical: bool = False
    """临界: a change of the latest value by less than 1 % flips the verdict."""
    methods: tuple[MethodResult, ...] = ()
    quality: str = "published"
    edition: str = ""
    why: tuple[Why, ...] = ()
    series: Mapping[int, float] = field(default_factory=dict)
    """The yearly values that were judged."""
    missed: tuple[int, ...] = ()
    """Years of an each-year or keep target that fell short."""
    inputs: tuple[int, ...] = ()
    bound_inputs: tuple[int, ...] = ()
    """Where the number to be reached is a formula: the observations that it was computed from."""
    to_date: ToDate | None = None
    """As of a month inside a year: what that year has brought so far."""


@frozen
class DeliverableResult:
    """A deliverable held against the register."""

    id: str
    name: str
    state: State
    verdict: Verdict
    date: date | None = None
    evidence: str = ""
    reported: str = ""
    place: Place | None = None
    quality: str = "published"
    why: tuple[Why, ...] = ()


@frozen
class Outcome:
    """Everything one run of `compute` found; reports are drawn from it alone."""

    plan: Plan
    as_of: Period
    extraction: Extraction
    values: tuple[Value, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    deliverables: tuple[DeliverableResult, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    schedules: tuple[Schedule, ...] = ()
    """Of `schedule`: the targets decomposed by years."""
    breakdowns: tuple[Breakdown, ...] = ()
    """Where a report by members was asked for."""
    members: tuple[Value, ...] = ()
    """The figures of `breakdowns` with all that is known of each, where a report lists them."""
    by: tuple[str, ...] = ()
    """The dimensions that were asked for (`--by`): the table and the JSON show `members` of these."""
    digests: Mapping[str, str] = field(default_factory=dict)
    """SHA-256 of the files that were read, by their names in places, where a report shows them."""
    scores: tuple[ScoreSheet, ...] = ()
    """Where a score was asked for: of the whole plan, then of each owner."""
    what_if: tuple[int, ...] = ()
    """Indexes of the observations that the user set: with any, everything here is 测算，非统计数据."""
    changes: Changes | None = None
    """Of a what-if: what differs from the same run without the figures that were set."""
    withheld: Mapping[int, Reason] | None = None
    """Observations that would tell on a respondent (`model.disclosure`); None where nobody has looked yet."""

    @property
    def last_full_year(self) -> int:
        """Return the last year that is over: 2022 as of June 2023."""
        return (self.as_of.last + 1) // 12 - 1

    @property
    def qualities(self) -> tuple[str, ...]:
        """Return the qualities other than `published` that any shown figure has, best first."""
        from fzplan.observations import QUALITIES

        seen = {v.quality for v in self.values} | {a.quality for a in self.assessments}
        seen |= {a.to_date.quality for a in self.assessments if a.to_date is not None}
        return tuple(q for q in QUALITIES[1:] if q in seen)
