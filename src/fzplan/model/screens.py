"""Screens: entities held against standards (准入标准) and against what they committed themselves to (履约承诺).

A screen is declared in the plan file; a `Screened` is one entity, one period, one indicator, held against one standard
or one commitment. Thresholds come from the plan file alone. May import: formula, units, diagnostics, observations.
"""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from fzplan.diagnostics import Text
from fzplan.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fzplan.diagnostics import CellRef, Diagnostic, FileRef, Lang, Span
    from fzplan.formula import Typed
    from fzplan.model.plan import Comparator, Dimension, Plan
    from fzplan.observations import Extraction
    from fzplan.periods import Period
    from fzplan.units import Unit

Result = Literal["passes", "fails", "not_assessable", "not_due"]
Against = Literal["standard", "commitment"]
RESULTS: tuple[Result, ...] = get_args(Result)
LABELS: dict[tuple[str, str], Text] = {
    ("standard", "passes"): Text("达标", "passes"),
    ("standard", "fails"): Text("未达标", "fails"),
    ("standard", "not_assessable"): Text("无法评估", "not assessable"),
    ("commitment", "passes"): Text("已履约", "kept"),
    ("commitment", "fails"): Text("未履约", "not kept"),
    ("commitment", "not_assessable"): Text("无法评估", "not assessable"),
    ("commitment", "not_due"): Text("未到期", "not due"),
}
SIDES = {"standard": Text("标准", "standard"), "commitment": Text("承诺", "commitment")}
REASONS = {
    "missing_field": Text("缺“{field}”（{place}）", "{field} is missing ({place})"),
    "missing_column": Text("没有“{field}”这一列（{place}）", "there is no column {field} ({place})"),
    "zero_divisor": Text("除数“{divisor}”为 0", "the divisor {divisor} is 0"),
    "not_computable": Text("算不出数", "it comes to no number"),
    "no_period": Text("没有年度（{place}）", "it has no period ({place})"),
    "no_record": Text("“{form}”没有该对象{period}的记录", "{form} has no record of it for {period}"),
    "no_commitment": Text("“{form}”没有该对象{period}的承诺", "{form} has no commitment of it for {period}"),
    "no_standard": Text("没有适用的标准", "no standard applies to it"),
    "unknown_member": Text(
        "“{dimension}”一栏为空，不知道适用哪条标准（{place}）",
        "{dimension} is blank, so it is not known which standard applies ({place})",
    ),
}


@frozen
class ScreenIndicator:
    """A figure of one entity (投资强度): a formula over the fields of one record."""

    id: str
    unit: Unit
    formula: Typed
    committed: Typed | None = None
    """The same figure over the fields of one record of the commitments; None where they do not speak of it."""
    better: Literal[1, -1] = 1
    """Which side of a commitment keeps it."""
    decimals: int = 2
    text: str = ""
    en: str = ""
    note: str = ""
    at: Span | None = None


@frozen
class Standard:
    """One threshold: of all entities, or of those of a member (a group) of one or several dimensions."""

    indicator: str
    comparator: Comparator
    value: float
    """In the indicator's unit."""
    at: Span
    decimals: int = 0
    members: Mapping[str, str] = field(default_factory=dict)
    quality: str = "published"
    quote: str = ""
    section: str = ""
    note: str = ""

    @property
    def floor(self) -> bool:
        """Tell whether more is better."""
        return self.comparator in ("≥", ">")


@frozen
class Screen:
    """One list of entities with what they are held against."""

    id: str
    form: str
    indicators: Mapping[str, ScreenIndicator]
    standards: tuple[Standard, ...]
    at: Span
    committed: str = ""
    """The form of the commitments."""
    name: str = ""
    """The field that names an entity, beside its key."""
    en: str = ""
    quote: str = ""
    section: str = ""
    note: str = ""


def specificity(standard: Standard, dimensions: Mapping[str, Dimension]) -> tuple[int, int]:
    """Return how specific a standard is: dimensions named, and how many of them by a member, not a group."""
    single = sum(member not in dimensions[name].groups for name, member in standard.members.items())
    return len(standard.members), single


class Reason(NamedTuple):
    """Why something is not assessable: a code of `REASONS` and its facts."""

    code: str
    facts: Mapping[str, str | Text]

    def text(self, lang: Lang) -> str:
        """Return the reason in words."""
        facts = {name: fact.of(lang) if isinstance(fact, Text) else fact for name, fact in self.facts.items()}
        return REASONS[self.code].of(lang).format_map(facts)


class Input(NamedTuple):
    """One field that a figure was computed from, in its declared unit, with its cell."""

    field: str
    value: float | str | None
    unit: str
    place: CellRef | FileRef


@frozen
class Reading:
    """One figure of one record, in the indicator's unit; None where it cannot be computed."""

    value: float | None
    inputs: tuple[Input, ...] = ()
    why: tuple[Reason, ...] = ()
    quality: str = "published"


@frozen
class Screened:
    """One entity in one period, one indicator, held against one standard or one commitment."""

    screen: Screen
    entity: str
    name: str
    period: Period | None
    members: Mapping[str, str]
    indicator: ScreenIndicator
    against: Against
    actual: Reading
    limit: Reading
    result: Result
    comparator: Comparator = "≥"
    standard: Standard | None = None
    difference: float | None = None
    """Actual less threshold, in the indicator's unit (of percentages: 百分点)."""
    difference_percent: float | None = None
    """Of the threshold, in per cent; None for a ratio, whose difference is in 百分点 already, and beside 0."""
    why: tuple[Reason, ...] = ()
    quality: str = "published"
    place: CellRef | FileRef | None = None
    """The cell of the entity's key."""

    def label(self, lang: Lang) -> str:
        """Return the result in words."""
        return LABELS[self.against, self.result].of(lang)


@frozen
class Screening:
    """What a run of screens found; the findings are those of the files that were read."""

    plan: Plan
    extraction: Extraction
    screens: tuple[Screen, ...]
    lines: tuple[Screened, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
