"""Sheet 计算过程: every value of an indicator as a live formula over 原始数据, beside what the program computed.

Whoever changes a figure in 原始数据 sees what it would change; the last column tells that this is no longer the report.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fzplan import periods
from fzplan.diagnostics import Text
from fzplan.formula.live import live
from fzplan.reports import wording
from fzplan.reports.explain import substituted
from fzplan.reports.xlsx import styles
from fzplan.reports.xlsx.seats import CHANGED, FIRST, RESULT, SAME, WORKINGS, shown

if TYPE_CHECKING:
    from fzplan.formula import Trace
    from fzplan.model.results import Value
    from fzplan.reports.xlsx.page import Cell, Page

NAME = WORKINGS
HEADS = (
    Text("指标", "Indicator"),
    Text("分组", "Member"),
    Text("报告期", "Period"),
    Text("计量单位", "Unit"),
    Text("计算公式", "Formula"),
    Text("代入", "In figures"),
    Text("结果（公式）", "Result (live)"),
    Text("程序计算值", "As computed"),
    Text("核对", "Agrees"),
    Text("说明", "Notes"),
)
WIDTHS = (26, 14, 10, 14, 58, 40, 14, 14, 8, 30)
FIXED = Text("所依据的数不列出，此处为程序计算值", "its inputs are withheld: the number as computed")
CLOSE = "1E-9"
MORE_DECIMALS = 4
"""Decimals shown beyond those of the indicator: this is the sheet to recompute from."""


def write(page: Page) -> None:
    """Write a line a value."""
    found = shown(page.outcome)
    page.table(page.say(NAME), [page.say(head) for head in HEADS], WIDTHS, [_words(page, v) for v in found])
    for row, value in enumerate(found, start=FIRST - 1):
        _computed(page, row, value)
        if not value.by:
            name = re.sub(r"\W", "_", f"_{value.id}" if value.id[0].isdigit() else value.id)
            page.book.define_name(
                f"{name}_{value.period.year}", f"={page.seats.value(value.id, value.period.year, {})}"
            )


def _words(page: Page, value: Value) -> list[Cell]:
    """Return the columns of words and the number; the formula is written over its cell afterwards."""
    plan, lang = page.outcome.plan, page.settings.lang
    indicator = plan.indicators[value.id]
    assert value.trace is not None
    notes = [wording.why(plan, reason, lang) for reason in value.why]
    if _text(page, value) is None:
        notes.append(page.say(FIXED))
    return [
        wording.name(indicator, lang),
        "、".join(value.by.values()),
        periods.words(value.period, lang),
        indicator.unit.text,
        wording.formula(indicator, lang) or _read(page, value.trace),
        substituted(value.trace),
        value.value,
        value.value,
        "",
        ("；" if lang == "zh" else "; ").join(notes),
    ]


def _read(page: Page, told: Trace) -> str:
    """Return where a value comes from that is not computed."""
    if told.observation < 0:
        return ""
    extraction = page.outcome.extraction
    return str(extraction.sources.place(extraction.observations[told.observation]))


def _text(page: Page, value: Value) -> str | None:
    assert value.trace is not None
    return live(value.trace, value.period.year, value.by, page.seats.cell)


def _computed(page: Page, row: int, value: Value) -> None:
    """Write the live formula with its number as the cached value, and whether both still agree."""
    decimals = page.outcome.plan.indicators[value.id].decimals or 0
    look = page.styles.of(styles.BODY, num_format=styles.figure_format(decimals + MORE_DECIMALS), shrink=True)
    text = _text(page, value)
    page.write(row, RESULT, value.value, look)
    if text is None:
        page.write(row, RESULT - 1, value.value, look)
        return
    page.sheet.write_formula(row, RESULT - 1, f"={text}", look, value.value)
    own, computed = f"G{row + 1}", f"H{row + 1}"
    same, changed = page.say(SAME), page.say(CHANGED)
    check = f'=IF(ABS({own}-{computed})<={CLOSE}*ABS({computed}),"{same}","{changed}")'
    page.sheet.write_formula(row, RESULT + 1, check, page.styles.of(styles.BODY, align="center"), same)
