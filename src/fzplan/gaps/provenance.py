"""What a verdict rests on: the quality, the edition and the observations of every value that was used.

In: an assessment and the values. Out: the same assessment with its provenance. May import: gaps.readings, model.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from fzplan.cube.computing import up_to
from fzplan.model.results import Assessment, Why
from fzplan.observations import edition_rank, worst
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
        return assessment
    used = [_value(values, target, year, reading) for year in _years_used(at, reading)]
    now = used[-1]
    flash = bool(now.edition) and edition_rank(now.edition) < edition_rank(PROVISIONAL_BELOW)
    own = tuple(w for w in now.why if w.code == "printed_not_computed" and w not in assessment.why)
    nominal = (Why("nominal"),) if now.basis == "nominal" else ()
    proxy = (Why("proxy", (("of", target.proxy),)),) if target.proxy else ()
    return replace(
        assessment,
        quality=worst([v.quality for v in used if v.value is not None]),
        edition=now.edition,
        inputs=tuple(sorted({i for v in used for i in v.inputs})),
        why=(*assessment.why, *own, *nominal, *proxy, *((Why("provisional"),) if _is_flash(now, flash=flash) else ())),
    )


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
