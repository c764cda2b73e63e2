"""Many plans side by side: what is kept of one plan's run, rows of targets that mean the same, ranks.

What is kept of a run is small: a plan of 60 targets is some tens of kilobytes, whatever its returns were.
"""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from fzplan.diagnostics import Text
from fzplan.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fzplan.diagnostics import Diagnostic, Lang
    from fzplan.model.plan import TargetKind
    from fzplan.model.results import Verdict
    from fzplan.periods import Period
    from fzplan.units import Unit

RankBy = Literal["actual", "attainment"]
RANKINGS: tuple[RankBy, ...] = get_args(RankBy)
UNRANKED = {
    "no_value": Text("无法评估", "not assessable"),
    "other_unit": Text("单位“{own}”与“{row}”不能换算", "its unit {own} cannot be converted to {row}"),
    "other_kind": Text("目标类别不同（{own}）", "its target is of another kind ({own})"),
    "other_direction": Text("方向相反", "the other direction is better there"),
    "other_period": Text("数据截至{own}，不是{row}", "its figure is of {own}, not of {row}"),
    "no_attainment": Text("没有完成率", "it has no attainment"),
}
"""Why a plan has no rank in a row."""


@frozen
class Entry:
    """One target of one plan as it was assessed; `actual`, `value` and `gap` are in `unit`."""

    target: str
    indicator: str
    members: Mapping[str, str]
    kind: TargetKind
    better: Literal[1, -1]
    unit: Unit
    goal: Text
    verdict: Verdict
    label: Text
    """The verdict in the plan's own words."""
    en: str = ""
    value: float | None = None
    actual: float | None = None
    period: Period | None = None
    attainment: float | None = None
    """A fraction; more is better whatever the direction."""
    gap: float | None = None
    decimals: int = 1
    quality: str = "published"
    why: Text = Text("", "")


@frozen
class PlanRun:
    """What is kept of the run of one plan."""

    file: str
    name: str = ""
    short: str = ""
    as_of: Period | None = None
    entries: tuple[Entry, ...] = ()
    findings: Mapping[str, int] = field(default_factory=dict)
    """How many of each severity, by its code."""
    told: tuple[Diagnostic, ...] = ()
    """The worst of them, the first few."""
    unusable: bool = False
    bug: str = ""
    """What the program failed with, where it failed."""

    @property
    def verdicts(self) -> Mapping[str, int]:
        """Return how many targets have each verdict."""
        found: dict[str, int] = {}
        for entry in self.entries:
            found[entry.verdict] = found.get(entry.verdict, 0) + 1
        return found


class Unranked(NamedTuple):
    """Why a plan has no rank."""

    code: str
    own: Text = Text("", "")
    row: Text = Text("", "")

    def text(self, lang: Lang) -> str:
        """Return the reason in words."""
        return UNRANKED[self.code].of(lang).format(own=self.own.of(lang), row=self.row.of(lang))


class Cell(NamedTuple):
    """One plan in one row; `actual` is in the row's unit, None where it cannot be converted."""

    plan: int
    entry: Entry
    actual: float | None
    ranks: Mapping[str, int]
    """By `RankBy`: competition ranking, 1 is best, equal figures share a rank (1, 2, 2, 4)."""
    unranked: Mapping[str, Unranked]


@frozen
class Row:
    """Targets of several plans that mean the same; unit, kind and direction are those of the first plan."""

    id: str
    label: Text
    members: Mapping[str, str]
    unit: Unit
    kind: TargetKind
    better: Literal[1, -1]
    period: Period | None
    """The latest period that a plan has a figure of: ranks are among the plans that have one of it."""
    cells: tuple[Cell, ...]
    ranked: Mapping[str, int]
    """By `RankBy`: how many plans have a rank."""


@frozen
class Overview:
    """Many plans, in the order of their files, and their common targets, in the order of the first plan."""

    plans: tuple[PlanRun, ...]
    rows: tuple[Row, ...]
    names: tuple[str, ...]
    """What each plan is called: its short name, with its folder where two have the same."""
