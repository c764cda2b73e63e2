"""Who is behind an aggregate of a table: how many respondents, and the largest contributions where rules ask for them.

A respondent is a key of the form, without one a record. One that reports 0 or nothing tells nothing by a sum, and is
not counted. Where it would take one more pass to know better, fewer respondents are said rather than more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import narwhals as nw

from fzplan.formula import Part, parts
from fzplan.formula.nodes import Call
from fzplan.microdata.prepared import PERIOD, different
from fzplan.microdata.wanted import key_of
from fzplan.model.disclosure import among, beside

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fzplan.formula import Typed
    from fzplan.microdata.engines import Engine
    from fzplan.microdata.grouping import Group, Grouped
    from fzplan.model.plan import Form, Plan

COUNTS = ("rows", "held", "given", "distinct")
ADDING = (("sum",), ("sum", "given"))
"""Parts of a sum and of a mean: what all respondents contribute makes the figure."""


class Guard(NamedTuple):
    """How respondents are told from records, and how many of the largest contributions are wanted."""

    key: str = ""
    """The field that names a respondent, where one has several records; "" where each record is one."""
    most: int = 0
    watched: bool = True
    """False for a register that the office keeps itself: nobody is to be protected."""


def guard(plan: Plan, form: Form, engine: Engine, frame: Any) -> tuple[Guard, int]:
    """Return the guard of a form, and how many records repeat the key of another one of their period."""
    if form.source == "administrative":
        return Guard(watched=False), 0
    most = plan.disclosure.largest
    if not form.key:
        return Guard("", most), 0
    key = key_of(form)
    once = different(frame, PERIOD, key).select(nw.len())
    (((apart,),), ((rows,),)) = engine.rows([once, frame.select(nw.len())])
    repeated = int(rows) - int(apart)
    return Guard(key if repeated else "", most), repeated


def parts_behind(formula: Typed, guarded: Guard) -> Iterator[Part]:
    """Yield what has to be known beside the parts of a formula."""
    for part in parts(formula) if guarded.watched else ():
        if part.kind in COUNTS or part.argument is None:
            yield Part("respondents") if guarded.key else Part("rows")
        elif guarded.key:
            yield Part("respondents", part.argument)
        else:
            yield Part("filled", part.argument)
            yield Part("given", part.argument)
    if guarded.most and _adds(formula):
        yield Part("largest", parts(formula)[0].argument, guarded.most)


def respondents(formula: Typed, found: Grouped, group: Group, guarded: Guard) -> int:
    """Return the fewest respondents of the parts of a formula in a group."""
    if not guarded.watched:
        return 0
    return min((_of(part, found, group, guarded) for part in parts(formula)), default=0)


def _of(part: Part, found: Grouped, group: Group, guarded: Guard) -> int:
    if part.kind in ("least", "most"):
        return 1  # it is one respondent's own figure
    if part.kind in COUNTS or part.argument is None:
        return int(found.parts[Part("respondents").key].get(group, 0)) if guarded.key else found.rows.get(group, 0)
    if guarded.key:
        several = int(found.parts[Part("respondents", part.argument).key].get(group, 1))
    else:
        given = found.parts[Part("given", part.argument).key].get(group, 0)
        filled = given if part.kind == "quantile" else found.parts[Part("filled", part.argument).key].get(group, 0)
        several = int(filled or given)
    if part.kind == "quantile":
        return beside(several, part.number)
    if part.kind == "top":
        return 1 if guarded.key else among(several, int(part.number))  # the largest records may be those of one
    return several


def largest(formula: Typed, found: Grouped, group: Group, guarded: Guard, factor: float) -> tuple[float, ...]:
    """Return the largest contributions to a sum or a mean, in the declared unit; `factor` is that of the figure."""
    if not guarded.most or not _adds(formula):
        return ()
    several = parts(formula)
    found_ = found.largest[Part("largest", several[0].argument, guarded.most).key].get(group, ())
    share = found.parts[several[1].key].get(group, 1.0) if len(several) > 1 else 1.0
    return tuple(abs(v * factor * float(formula.factor)) / max(share, 1.0) for v in found_)


def _adds(formula: Typed) -> bool:
    return isinstance(formula.node, Call) and tuple(part.kind for part in parts(formula)) in ADDING
