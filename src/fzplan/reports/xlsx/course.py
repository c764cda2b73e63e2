"""The verdict of a target on its way, as Excel formulas over the cells of its own line.

What is written here is what `gaps` computes (docs/spec/verdicts.md): the value due, the ratio of the change made to the
change due, the effort k, the verdict cut from them. Targets that are judged by another rule: `standing`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fzplan.figures import compare
from fzplan.formula.excel import comparison

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fzplan.model.plan import Comparator, Plan
    from fzplan.model.results import Assessment

NEVER = "1E+300"
"""k of what cannot be: no growth at all on a way that has to grow."""
KINDS = frozenset({"reach", "range", "multiple", "total"})
AHEAD, BEHIND = "1.1", "0.9"


class Cells(NamedTuple):
    """Where the figures of a line stand."""

    base: str
    goal: str
    actual: str
    share: str
    due: str
    ratio: str
    effort: str
    met: str


class Course(NamedTuple):
    """What of a target does not change with the figures."""

    better: int
    comparator: Comparator
    constant_rate: bool = False
    whole: bool = False
    """At least one whole unit must separate the value from the plan."""
    total: bool = False
    over: bool = False
    first: bool = False
    early: bool = True
    """What is met before its date is done."""


def course(plan: Plan, a: Assessment) -> Course | None:
    """Return how a target is judged on its way; None where another rule judges it."""
    target, goal = a.target, goal_of(a)
    total = target.kind == "total"
    base = 0.0 if total else a.base
    if target.kind not in KINDS or a.planned is None or goal is None or base is None or is_declared(a, plan):
        return None
    comparator: Comparator = ("≥" if target.better > 0 else "≤") if a.low is not None else target.comparator
    if goal * target.better <= 0 if total else compare(base, comparator, goal):
        return None  # a ceiling of the sum, a level that the base already has: to be kept, not reached
    constant_rate = not total and target.path == "geometric" and base * goal > 0
    return plain(plan, a)._replace(comparator=comparator, constant_rate=constant_rate, total=total)


def plain(plan: Plan, a: Assessment) -> Course:
    """Return the course of a target in equal steps."""
    unit = plan.indicators[a.target.indicator].unit
    return Course(
        a.target.better,
        a.target.comparator,
        whole=unit.is_count and unit.factor == 1,
        over=a.verdict in ("achieved", "missed"),
        first=a.outlook is None,
    )


def goal_of(a: Assessment) -> float | None:
    """Return the number that passes: of a range its better end."""
    if a.value is not None:
        return a.value
    return a.low if a.target.better > 0 else a.high


def is_declared(a: Assessment, plan: Plan) -> bool:
    """Tell whether a target has its own path, milestones or reading, or is held against another figure."""
    target = a.target
    own = bool(target.milestones) or not isinstance(target.path, str) or target.band or bool(a.other)
    return own or plan.head.judge != "full_value" or a.verdict in ("not_assessable", "monitored")


def due(c: Course, at: Cells) -> str:
    """Return what is due by now: in equal steps, at a constant rate; of a total the whole units of its share."""
    if c.total:
        exact = f"{at.goal}*{at.share}"
        return f"FLOOR(ROUND({exact},9),1)" if c.whole else exact
    if c.constant_rate:
        return f"{at.base}*({at.goal}/{at.base})^{at.share}"
    return f"{at.base}+{at.share}*({at.goal}-{at.base})"


def ratio(c: Course, at: Cells) -> str:
    """Return the change made over the change due; nothing where the plan itself leads back, or nothing is due."""
    return f'IF({_leads_back(c, at)},"",IFERROR(({at.actual}-{at.base})/({at.due}-{at.base}),""))'


def effort(c: Course, at: Cells) -> str:
    """Return k: what is left over what the plan leaves, divided by what was done over what was due."""
    exact = f"({at.goal}*{at.share})" if c.total else at.due
    left = f"({at.goal}-{at.actual})/({at.goal}-{exact})"
    if c.constant_rate:
        done = f"(LN({at.actual}/{at.base})/LN({exact}/{at.base}))"
        forward = f"IF({at.actual}/{at.base}<=0,{NEVER},LN({at.goal}/{at.actual})/LN({at.goal}/{exact})/{done})"
    else:
        forward = f"{left}/(({at.actual}-{at.base})/({exact}-{at.base}))"
    return f"IFERROR(IF({_leads_back(c, at)},{left},{forward}),{NEVER})"


def verdict(c: Course, at: Cells, labels: Mapping[str, str], only_ahead: str = "", behind: str = "") -> str:
    """Return the verdict in the words of the report.

    `only_ahead`: without it nothing is 快于预期; `behind`: with it everything is 滞后.
    """
    said = {code: f'"{label}"' for code, label in labels.items()}
    if c.over:
        return f"IF({at.met},{said['achieved']},{said['missed']})"
    missing = f"(({at.due}-{at.actual})*{c.better})"
    number = f"ISNUMBER({at.ratio})"
    fast = f"IF({number},{comparison(f'N({at.ratio})', '≥', AHEAD)},FALSE)"
    slow = f"IF({number},{comparison(f'N({at.ratio})', '<', BEHIND)},FALSE)"
    if c.whole:
        lead, lag = comparison(f"(-{missing})", "≥", "1"), comparison(missing, "≥", "1")
        fast, slow = f"AND(OR({fast},NOT({number})),{lead})", f"AND(OR({slow},NOT({number})),{lag})"
    back = _leads_back(c, at)
    slow = f"IF({back},{comparison(missing, '>', '0')},{slow})"
    if not c.first:
        slow = f"OR({slow},NOT({_possible(c, at, missing)}))"
    fast = f"AND({fast},{only_ahead})" if only_ahead else fast
    slow = f"OR({slow},{behind})" if behind else slow
    under_way = f"IF({slow},{said['behind']},IF({fast},{said['ahead']},{said['on_track']}))"
    return f"IF({at.met},{said['achieved_early']},{under_way})" if c.early else under_way


def outlook(c: Course, at: Cells, labels: Mapping[str, str]) -> str:
    """Return the outlook in the words of the report; none where the date is reached or it is too early."""
    said = {code: f'"{label}"' for code, label in labels.items()}
    missing = f"(({at.due}-{at.actual})*{c.better})"
    likely = f"OR({at.met},AND({_moved(c, at)},{comparison(at.effort, '≤', '1')}))"
    return f"IF({likely},{said['likely']},IF({_possible(c, at, missing)},{said['effort']},{said['unlikely']}))"


def _possible(c: Course, at: Cells, missing: str) -> str:
    """Return whether the rest can still be done: at most half as fast again as planned, or nothing whole is missing."""
    parts = [at.met, f"AND({_moved(c, at)},{comparison(at.effort, '≤', '1.5')})"]
    if c.whole:
        parts.append(f"NOT({comparison(missing, '≥', '1')})")
    return f"OR({','.join(parts)})"


def _moved(c: Course, at: Cells) -> str:
    return f"OR(({at.actual}-{at.base})*{c.better}>0,{_leads_back(c, at)})"


def _leads_back(c: Course, at: Cells) -> str:
    return f"({at.due}-{at.base})*{c.better}<0"
