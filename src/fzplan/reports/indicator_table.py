"""The targets of a plan as an indicator table (指标, 单位, 基期, 目标, 属性, 公式, 责任单位), for people to go over.

In: a plan. Out: the bytes of a workbook that `fzplan init --targets` reads back to the same targets. Paths, methods,
remarks and forms stand in the plan file only.
"""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from typing import TYPE_CHECKING

import xlsxwriter

from fzplan import __version__, figures
from fzplan.reports.xlsx.styles import BODY, HEAD, TITLE, Styles

if TYPE_CHECKING:
    from collections.abc import Callable

    from fzplan.diagnostics import Lang
    from fzplan.model.plan import Bound, Indicator, Plan, Target

HEADINGS = {
    "zh": (
        "类别", "指标", "范围", "单位", "{base}年基期值", "{goal}年目标值", "属性", "公式", "责任单位", "说明", "编号",
    ),
    "en": (
        "category", "indicator", "scope", "unit", "{base}年基期值 base", "{goal}年目标值 goal", "nature", "formula",
        "owner", "note", "id",
    ),
}  # fmt: skip
_WIDTHS = (16, 30, 16, 12, 12, 18, 9, 34, 16, 40, 26)
_NATURES = {"binding": "约束性", "expected": "预期性", None: "—"}
_SIGNS = {">": "＞", "<": "＜", "≥": "≥", "≤": "≤", "=": ""}
_EPOCH = dt.datetime(2000, 1, 1)  # noqa: DTZ001  (a fixed stamp: the same input gives the same bytes)
_TITLES = {"zh": "{name}指标表", "en": "{name}: indicators and goals"}


def render(plan: Plan, lang: Lang) -> bytes:
    """Return the workbook: one row a target, indicators in the order of the plan file."""
    content = BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": plan.head.name, "comments": f"fzplan {__version__}", "created": _EPOCH})
    styles, sheet = Styles(book), book.add_worksheet("规划指标表" if lang == "zh" else "Indicators")
    sheet.merge_range(0, 0, 0, len(_WIDTHS) - 1, _TITLES[lang].format(name=plan.head.name), styles.of(TITLE))
    years = {"base": plan.head.baseline, "goal": plan.head.last}
    for column, (heading, width) in enumerate(zip(HEADINGS[lang], _WIDTHS, strict=True)):
        sheet.write_string(1, column, heading.format(**years), styles.of(HEAD))
        sheet.set_column(column, column, width)
    row = 2
    for indicator in plan.indicators.values():
        for target in indicator.targets:
            for column, cell in enumerate(_row(plan, indicator, target)):
                write = sheet.write_number if isinstance(cell, float) else sheet.write_string
                write(row, column, cell, styles.of(BODY, text_wrap=True))
            row += 1
    sheet.data_validation(2, 6, max(row, 3), 6, {"validate": "list", "source": ["约束性", "预期性", "—"]})
    sheet.freeze_panes(2, 2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(1)
    book.close()
    return content.getvalue()


def _row(plan: Plan, indicator: Indicator, target: Target) -> tuple[str | float, ...]:
    base = target.baseline
    printed = base.value if base and base.value is not None and base.year == plan.head.baseline else ""
    scope = "、".join(f"{dimension}={member}" for dimension, member in target.members.items())
    return (
        target.section, indicator.id, scope, indicator.unit.text, printed, goal(plan, target),
        _NATURES[target.nature], indicator.formula_text, target.owner, target.note, target.id,
    )  # fmt: skip


def goal(plan: Plan, target: Target) -> str:
    """Return the goal in the words that an indicator table is read by: `≥10000`, `[500]`, `每年≥3000`, `年均≥6%`."""
    special = _SPECIAL.get(target.kind)
    if special:
        return special(target)
    bound = f"{_of(target.bound)}～{_of(target.high)}" if target.high else _SIGNS[target.comparator] + _of(target.bound)
    over = f"{target.first}-{target.last}年"
    span = "" if over == f"{plan.head.first}-{plan.head.last}年" else over
    if target.kind == "total":
        return f"{span}[{bound}]" if not span else f"{span}累计{bound}"
    if target.kind == "growth":
        return f"{span}年均{bound}{'（累计法）' if target.mean == 'sum' else ''}"
    if target.time == "each":
        return f"{span}每年{bound}"
    return bound if target.last == plan.head.last else f"{target.last}年{bound}"


def _of(bound: Bound | None) -> str:
    """Return the number as the plan file has it; a bare one is in the unit of the indicator."""
    if bound is None:
        return ""
    if bound.text or bound.value is None:
        return bound.text
    return f"{bound.value:.{figures.decimals_of(bound.value)}f}"


def _change(target: Target) -> str:
    assert target.change is not None
    return f"{'降低' if target.change.direction < 0 else '提高'}{target.change.text}"


def _multiple(target: Target) -> str:
    factor = target.bound.value if target.bound and target.bound.value is not None else 1.0
    return f"为基期的{factor:.{figures.decimals_of(factor)}f}倍"


def _match(target: Target) -> str:
    return f"与{target.near}相差≤{target.tolerance or 0:g}"


_SPECIAL: dict[str, Callable[[Target], str]] = {
    "monitor": lambda target: target.monitor,
    "direction": lambda target: "上升" if target.direction == 1 else "下降",
    "change": _change,
    "multiple": _multiple,
    "match": _match,
}
