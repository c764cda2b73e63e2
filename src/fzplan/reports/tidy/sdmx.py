"""The values as SDMX-CSV 2.0 (SDMX 3.0): a row an observation, with its unit, power of ten, status and confidentiality.

The structure follows the dimensions of the plan: a dataflow of one name always has the same columns. Indicators and
members are texts of the plan, not codes of a code list. A figure that is not there is NaN with an OBS_STATUS.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan import periods
from fzplan.regex import regex
from fzplan.reports import wording
from fzplan.reports.disclosure import for_public
from fzplan.reports.separated import guarded, text
from fzplan.reports.tidy.figures import figures, is_withheld, members, standing, status
from fzplan.units import UnitError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fzplan.diagnostics import Lang
    from fzplan.model.plan import Plan
    from fzplan.model.results import Outcome, Value
    from fzplan.periods import Period
    from fzplan.reports.formats import Settings
    from fzplan.reports.separated import Cell
    from fzplan.units import Unit

BEFORE = ("STRUCTURE", "STRUCTURE_ID", "ACTION", "FREQ", "INDICATOR")
AFTER = (
    "TIME_PERIOD", "OBS_VALUE", "UNIT_MEASURE", "UNIT_MULT", "DECIMALS", "OBS_STATUS", "CONF_STATUS", "QUALITY",
    "BASIS", "EDITION", "COMMENT_OBS",
)  # fmt: skip
VERSION = "1.0.0"
MULTIPLIERS = {"万亿": 12, "千万": 7, "百万": 6, "十万": 5, "亿": 8, "万": 4, "千": 3, "百": 2}
CODES = {"元": "CNY", "%": "PT", "人": "PS"}
"""Units for which the code lists of statistics have a code: ISO 4217, per cent, persons."""
FREQUENCIES = {0: "A", 1: "M", 3: "Q", 6: "S", 12: "A"}
"""SDMX CL_FREQ by the months of a period; figures of an instant are those of a year's end."""
LETTERS = regex(r"[^A-Z0-9]+")


def render(outcome: Outcome, settings: Settings) -> str:
    """Return the data message."""
    shown = for_public(outcome, settings.lang)
    names = components(shown.plan)
    flow = f"FZPLAN:VALUES{''.join(f'_BY_{name}' for name in names)}({VERSION})"
    rows = ([*("dataflow", flow, "I"), *_row(shown, v, settings.lang)] for v in figures(shown))
    return text([*BEFORE, *names, *AFTER], rows)


def components(plan: Plan) -> list[str]:
    """Return the identifier of each dimension: its English name as SDMX writes names, else its number."""
    found: list[str] = []
    for k, dimension in enumerate(plan.dimensions.values(), start=1):
        name = LETTERS.sub("_", dimension.en.upper()).strip("_")
        taken = (*BEFORE, *AFTER, *found)
        found.append(name if name[:1].isalpha() and name not in taken else f"DIMENSION_{k}")
    return found


def _row(outcome: Outcome, v: Value, lang: Lang) -> Iterator[Cell]:
    plan = outcome.plan
    indicator = plan.indicators[v.id]
    unit, power = measure(plan, indicator.unit)
    yield from (frequency(v.period), v.id, *members(plan, v.by), periods.text(v.period))
    yield "NaN" if v.value is None else v.value
    yield from (unit, power, indicator.decimals, status(v), "C" if is_withheld(v) else "F")
    yield from standing(v)
    reasons = ("；" if lang == "zh" else "; ").join(wording.why(plan, reason, lang) for reason in v.why)
    yield guarded(reasons.replace("\n", " "))


def measure(plan: Plan, unit: Unit) -> tuple[str, int]:
    """Return UNIT_MEASURE and UNIT_MULT: 亿元 is CNY and 8, 万元/人 is 元/人 and 4, 件/万人 is itself and 0."""
    for word, power in MULTIPLIERS.items():
        rest = unit.text.removeprefix(word)
        if rest == unit.text:
            continue
        try:
            base = plan.units.parse(rest or "1")
        except UnitError:
            continue
        if base.compatible(unit) and base.factor * 10**power == unit.factor:
            return CODES.get(base.text, base.text), power
    return CODES.get(unit.text, unit.text), 0


def frequency(period: Period) -> str:
    """Return the SDMX frequency of a period: A, S, Q, M; A5 of five years; _O of any other.

    >>> [frequency(p) for p in (periods.year(2024), periods.years(2016, 2020), periods.to_date(2024, 9))]
    ['A', 'A5', '_O']
    """
    years, rest = divmod(period.months, 12)
    if period.months in FREQUENCIES:
        return FREQUENCIES[period.months]
    return "_O" if rest else f"A{years}"
