"""What a verdict rests on: the quality, the edition and the observations of every value that was used.

In: an assessment and the values. Out: the same assessment with its provenance. May import: gaps.readings, model.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from fzplan.cube.computing import up_to
from fzplan.cube.lineage import grown, summed_up
from fzplan.diagnostics import Text
from fzplan.formula import trace
from fzplan.gaps.spans import is_of_span
from fzplan.model import words
from fzplan.model.results import Assessment, Why
from fzplan.observations import EDITIONS, edition_rank, worst
from fzplan.periods import YEAR

if TYPE_CHECKING:
    from fzplan.cube import Values
    from fzplan.gaps.readings import Reading
    from fzplan.model.plan import Target
    from fzplan.model.results import Value

PROVISIONAL_BELOW = "年报"


def with_inputs(assessment: Assessment, values: Values, at: int | None, reading: Reading | None = None) -> Assessment:
    """Return the assessment with quality, edition and inputs of every value that it rests on."""
    target = assessment.target
    if at is None or at not in values.years:
        return replace(assessment, quality=worst([assessment.quality, target.quality]))
    if reading is not None and reading.printed is not None:
        used = [reading.printed]
    else:
        used = [_value(values, target, year, reading) for year in _years_used(at, reading)]
    now = used[-1]
    beside = _beside(values, reading)
    judged = reading is not None and is_of_rates(reading) and assessment.verdict != "not_assessable"
    of_span = [v for v in (*used, *beside) if v.value is not None] if judged else []
    flash = bool(now.edition) and edition_rank(now.edition) < edition_rank(PROVISIONAL_BELOW)
    own = tuple(w for w in now.why if w.code == "printed_not_computed" and w not in assessment.why)
    nominal = (Why("nominal"),) if now.basis == "nominal" else ()
    proxy = (Why("proxy", (("of", target.proxy),)),) if target.proxy else ()
    return replace(
        assessment,
        quality=worst([target.quality, *(v.quality for v in (*used, *beside) if v.value is not None)]),
        edition=now.edition,
        inputs=tuple(sorted({i for v in (*used, *beside) for i in v.inputs})),
        bound_inputs=_of_bounds(values, target, at),
        why=(
            *assessment.why, *own, *nominal, *proxy,
            *((Why("provisional"),) if _is_flash(now, flash=flash) else ()), *_vintage(values, of_span),
        ),
    )  # fmt: skip


def _of_bounds(values: Values, target: Target, at: int) -> tuple[int, ...]:
    """Return what the formulas of the bounds read, in all years up to the judged one."""
    formulas = [target.near_formula, *(bound.formula for bound in (target.bound, target.high) if bound is not None)]
    cell = values.cube.grid.cell_of(target.members)
    if cell is None:
        return ()
    years = [t for t, year in enumerate(values.years) if year <= at]
    told = (trace(f, values.cube, (t, *cell)) for f in formulas if f is not None for t in years)
    return tuple(sorted({i for one in told for i in summed_up(values, grown(values, one)).inputs}))


def is_of_rates(reading: Reading) -> bool:
    """Tell whether a verdict rests on several years' rates, whose vintage must be stated."""
    return reading.averaged or (reading.chained and is_of_span(reading.target))


def _beside(values: Values, reading: Reading | None) -> list[Value]:
    """Return the values of the other indicator, where its average growth is the bound."""
    if reading is None or not reading.averaged:
        return []
    years = range(reading.base_year + 1, reading.at + 1)
    return [values.value(name, year, reading.target.members) for name in reading.others for year in years]


def _vintage(values: Values, used: list[Value]) -> tuple[Why, ...]:
    """State the editions that rates of several years are of, and the last day on which one was published."""
    prints = values.prints(sorted({i for v in used for i in v.inputs}))
    days = [o.published for o in prints if o.published is not None]
    if not days:
        return ()
    seen = Counter(o.edition for o in prints if o.edition)
    found = [(words.EDITIONS[edition], seen[edition]) for edition in EDITIONS if edition in seen]
    zh, en = "、".join(f"{name.zh}{n}个" for name, n in found), ", ".join(f"{n} {name.en}" for name, n in found)
    editions = Text(f"（其中{zh}）", f" (of which {en})") if found else Text("", "")
    return (Why("vintage", (("published", str(max(days))), ("editions", editions))),)


def _value(values: Values, target: Target, year: int, reading: Reading | None) -> Value:
    """Return one value; of the judged year the one that was judged, which as of a month is not that of the year."""
    if reading is not None and year == reading.at and reading.months != YEAR:
        values = up_to(values, reading.months)
    return values.value(target.indicator, year, target.members)


def _is_flash(value: Value, *, flash: bool) -> bool:
    return flash or value.quality == "provisional"


def _years_used(at: int, reading: Reading | None) -> list[int]:
    if reading is None:
        return [at]
    base = reading.base_year if np.isfinite(reading.value(reading.base_year)) else at
    every = reading.target.kind in ("total", "each") or reading.target.time == "each" or reading.chained
    years = range(max(reading.target.first, reading.years[0]), at) if every else ()
    return [y for y in dict.fromkeys((*([base] if not every else []), *years, at)) if y in reading.years]
