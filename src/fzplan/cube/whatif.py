"""What people write after `--set` (`总收入[产业=轨道交通]@2024=8200亿元`) read into overrides, all mistakes at once.

In: a plan and texts. Out: `Override`s, and findings whose place is the text itself. The name and the figure are read
by the formula language, the period is SDMX text. May import: formula, model and what lies below.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan import periods
from fzplan.cube.codes import SET_UNREADABLE
from fzplan.cube.overrides import Override, faulty
from fzplan.diagnostics import FileRef, Text
from fzplan.formula import FormulaError, parse
from fzplan.formula.nodes import Literal, Name, Select, Unary
from fzplan.regex import regex
from fzplan.units import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fzplan.diagnostics import Diagnostic
    from fzplan.formula import Node
    from fzplan.model.plan import Indicator, Measure, Plan
    from fzplan.periods import Period

SHAPE = regex(r"(?P<name>[^@]+)@(?P<period>[^=@]*)=(?P<figure>[^=@]+)")
EARLIEST, LATEST = 1800, 2999
NO_SHAPE = Text("不是“名称@报告期=数”的形式", "it has not the shape NAME@PERIOD=FIGURE")
NO_NAME = Text("“{}”不是一个指标名", "'{}' is not the name of a measure")
NO_MEMBER = Text("“{}”不是单个成员", "'{}' is not a single member")
NO_PERIOD = Text("“{}”不是报告期", "'{}' is not a period")
NO_FIGURE = Text("“{}”不是一个数", "'{}' is not a number")
TWICE = Text("同一个数设定了两次", "the same figure is set twice")


class UnreadableError(ValueError):
    """What was written is no override; the reason in both languages."""

    def __init__(self, reason: Text, found: str = "") -> None:
        super().__init__(reason.en)
        self.reason = Text(*(part.format(found) for part in reason))


def read(plan: Plan, written: Sequence[str]) -> tuple[tuple[Override, ...], tuple[Diagnostic, ...]]:
    """Return the figures that the user sets, and what is wrong with those that cannot be."""
    found: dict[tuple[str, Period, tuple[tuple[str, str], ...]], Override] = {}
    findings: list[Diagnostic] = []
    for text in written:
        try:
            override = one(plan, text)
        except UnreadableError as error:
            findings.append(_finding(text, error.reason))
            continue
        key = (override.name, override.period, tuple(sorted(override.by.items())))
        fault = _finding(text, TWICE) if key in found else faulty(plan, override)
        findings += [fault] if fault else []
        found[key] = override
    return tuple(found.values()), tuple(findings)


def _finding(text: str, reason: Text) -> Diagnostic:
    return SET_UNREADABLE(FileRef(f"--set {text}"), written=text, reason=reason)


def one(plan: Plan, text: str) -> Override:
    """Return one override; raise `UnreadableError` for what is none."""
    folded, _ = fold(text.strip())
    parts = SHAPE.fullmatch(folded)
    if parts is None:
        raise UnreadableError(NO_SHAPE)
    name, by = _named(parts["name"].strip())
    figure = _parsed(parts["figure"].strip(), NO_FIGURE)
    negative = isinstance(figure, Unary) and figure.sign == "-"
    literal = figure.operand if isinstance(figure, Unary) and negative else figure
    if not isinstance(literal, Literal):
        raise UnreadableError(NO_FIGURE, parts["figure"].strip())
    value = -literal.value if negative else literal.value
    return Override(_declared(plan, name), _period(parts["period"].strip()), by, value, literal.unit)


def _named(written: str) -> tuple[str, dict[str, str]]:
    """Return the name and the members of ``总收入[产业=轨道交通, 园区=东区]``."""
    node = _parsed(written, NO_NAME)
    picks = node.picks if isinstance(node, Select) else ()
    inner = node.operand if isinstance(node, Select) else node
    if not isinstance(inner, Name) or inner.form or inner.reading:
        raise UnreadableError(NO_NAME, written)
    several = [pick.member for pick in picks if pick.group]
    if several:
        raise UnreadableError(NO_MEMBER, several[0])
    return inner.name, {pick.dimension: pick.member for pick in picks}


def _parsed(written: str, reason: Text) -> Node:
    try:
        return parse(written)
    except FormulaError:
        raise UnreadableError(reason, written) from None


def _period(written: str) -> Period:
    found = periods.parse(written.removesuffix("年"))
    if found is None or not EARLIEST <= found.year <= LATEST:
        raise UnreadableError(NO_PERIOD, written)
    return found


def _declared(plan: Plan, name: str) -> str:
    """Return the id behind a name or one of its aliases; an unknown name as it is."""
    quantities: tuple[Measure | Indicator, ...] = (*plan.measures.values(), *plan.indicators.values())
    if plan.quantity(name):
        return name
    return next((q.id for q in quantities if name in q.aliases), name)
