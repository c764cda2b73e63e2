"""The verdict of a target judged year by year, kept, by average growth or by direction, as Excel formulas of its line.

What is written here is what `gaps.kinds` computes (docs/spec/verdicts.md). The years that are judged stand in the line;
a target with a year missing, another figure as its bound, milestones or a reading of its own has no formula.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fzplan.formula.excel import comparison
from fzplan.reports.xlsx import course as courses

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fzplan.model.plan import Comparator, Plan
    from fzplan.model.results import Assessment


class Line(NamedTuple):
    """Where the figures of a line stand; `years` are those computed live."""

    base: str
    goal: str
    actual: str
    ratio: str
    effort: str
    met: str
    years: Mapping[int, str]


class Standing(NamedTuple):
    """Formulas of a line; None where the cell has no figure, or keeps the one computed."""

    verdict: str
    outlook: str | None = None
    actual: str | None = None
    ratio: str | None = None
    effort: str | None = None
    is_level: bool = True
    """The target has a bound: it is reached or not, and there is a gap."""


def standing(plan: Plan, a: Assessment, line: Line, labels: Mapping[str, str]) -> Standing | None:
    """Return how a target that is not on its way to a level is judged; None where another rule judges it."""
    if courses.is_declared(a, plan) or a.period is None or a.period.year not in line.years:
        return None
    said = {code: f'"{label}"' for code, label in labels.items()}
    kind, bound = a.target.kind, a.value
    if kind == "direction":
        return _direction(plan, a, line, said)
    if kind == "growth" and bound is not None and bound * a.target.better > 0:
        return _growth(a, line, labels)
    if bound is not None and a.ratio is None and (kind == "each" or any(w.code == "base_already_met" for w in a.why)):
        return _kept(a, line, said)
    if kind == "each" and bound is not None:
        return _every(a, line, said) if is_every(a) else _average(plan, a, line, labels)
    return None


def is_every(a: Assessment) -> bool:
    """Tell whether every single year counts: as declared, else for a binding target."""
    return a.target.reading == "every" or (a.target.reading is None and a.target.nature == "binding")


def _judged(a: Assessment, line: Line) -> list[str]:
    """Return the cells of the years judged; none unless all of them are there."""
    assert a.period is not None
    years = range(a.target.first, a.period.year + 1)
    return [line.years[year] for year in years] if all(year in line.years for year in years) else []


def _direction(plan: Plan, a: Assessment, line: Line, said: Mapping[str, str]) -> Standing | None:
    """Moved the declared way since the base, by at least the last printed digit, or at its limit."""
    if a.base is None or a.verdict not in ("on_track", "behind"):
        return None
    way = a.target.direction or a.target.better
    places = plan.indicators[a.target.indicator].decimals
    change = f"(({line.actual}-{line.base})*{way})"
    if places is None:
        fine = comparison(line.actual, ">" if way > 0 else "<", line.base)
    else:
        fine = comparison(change, "≥", repr(10.0**-places).upper())
    if a.target.limit is not None:
        fine = f"OR({fine},({line.actual}-{a.target.limit!r})*{way}>=0)"
    return Standing(f"IF({fine},{said['on_track']},{said['behind']})", is_level=False)


def _kept(a: Assessment, line: Line, said: Mapping[str, str]) -> Standing | None:
    """Held or not: by the year judged, by the mean of the years, or by every one of them."""
    sign, floor = a.target.comparator, (a.value or 0.0) * a.target.better > 0
    if a.target.kind != "each" or not (a.target.reading or (floor and is_every(a))):
        return _held(a, comparison(line.actual, sign, line.goal), "effort", said)
    cells = _judged(a, line)
    if not cells:
        return None
    mean = a.target.reading == "average"
    held = comparison(f"({_sum(cells)}/{len(cells)})", sign, line.goal) if mean else _all(cells, sign, line.goal)
    return _held(a, held, "effort", said)


def _held(a: Assessment, held: str, else_: str, said: Mapping[str, str], ahead: str = "") -> Standing:
    if a.verdict in ("achieved", "missed"):
        return Standing(f"IF({held},{said['achieved']},{said['missed']})")
    good = f"IF({ahead},{said['ahead']},{said['on_track']})" if ahead else said["on_track"]
    return Standing(f"IF({held},{good},{said['behind']})", f"IF({held},{said['likely']},{said[else_]})")


def _sum(cells: list[str]) -> str:
    return f"SUM({','.join(cells)})"


def _all(cells: list[str], sign: Comparator, goal: str) -> str:
    return f"AND({','.join(comparison(cell, sign, goal) for cell in cells)})"


def _every(a: Assessment, line: Line, said: Mapping[str, str]) -> Standing | None:
    """Every single year counts; the mean tells whether it is ahead."""
    cells = _judged(a, line)
    if not cells:
        return None
    held = _all(cells, a.target.comparator, line.goal)
    judged = _held(a, held, "unlikely", said, ahead=comparison(line.ratio, "≥", courses.AHEAD))
    return judged._replace(ratio=f"{_sum(cells)}/({line.goal}*{len(cells)})")


def _average(plan: Plan, a: Assessment, line: Line, labels: Mapping[str, str]) -> Standing | None:
    """The sum of the years on its way to so many times the yearly target; no year short if it is to be ahead."""
    cells = _judged(a, line)
    if not cells:
        return None
    target, sign, total = a.target, a.target.comparator, _sum(cells)
    course = courses.plain(plan, a)._replace(early=False)
    at = courses.Cells(
        base="0",
        goal=f"({line.goal}*{target.last - target.first + 1})",
        actual=total,
        share="",
        due=f"({line.goal}*{len(cells)})",
        ratio=line.ratio,
        effort=line.effort,
        met=comparison(f"({total}/{len(cells)})", sign, line.goal),
    )
    weak = comparison(f"({line.actual}/{line.goal})", "<", courses.BEHIND)
    if course.whole:
        weak = f"AND({weak},{comparison(f'(({line.goal}-{line.actual})*{course.better})', '≥', '1')})"
    return Standing(
        courses.verdict(course, at, labels, only_ahead=_all(cells, sign, line.goal), behind=weak),
        courses.outlook(course, at, labels),
        ratio=courses.ratio(course, at),
        effort=courses.effort(course, at),
    )


def _growth(a: Assessment, line: Line, labels: Mapping[str, str]) -> Standing | None:
    """The level on its way from the base at the rate of the target (水平法)."""
    if a.target.mean == "sum" or a.base is None or a.base_period is None or a.period is None:
        return None
    elapsed, span = a.period.year - a.base_period.year, a.target.last - a.base_period.year
    level, speed = line.years[a.period.year], f"(1+{line.goal}/100)"
    course = courses.Course(
        a.target.better, a.target.comparator, constant_rate=True, over=a.verdict in ("achieved", "missed"),
        first=a.outlook is None, early=False,
    )  # fmt: skip
    at = courses.Cells(
        base=line.base,
        goal=f"({line.base}*{speed}^{span})",
        actual=level,
        share="",
        due=f"({line.base}*{speed}^{elapsed})",
        ratio=line.ratio,
        effort=line.effort,
        met=line.met,
    )
    return Standing(
        courses.verdict(course, at, labels),
        courses.outlook(course, at, labels),
        actual=f"100*(({level}/{line.base})^(1/{elapsed})-1)",
        ratio=courses.ratio(course, at),
        effort=courses.effort(course, at),
    )
