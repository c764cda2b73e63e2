"""Sheet 口径说明: what every indicator and measure is, how it is computed and rounded, in words of the plan file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.diagnostics import Text
from fzplan.reports import wording
from fzplan.reports.explain import ROUNDINGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fzplan.model.plan import Indicator, Measure
    from fzplan.reports.xlsx.page import Cell, Page

NAME = Text("口径说明", "Definitions")
HEADS = (
    Text("名称", "Name"),
    Text("英文名", "English name"),
    Text("类别", "Kind"),
    Text("计量单位", "Unit"),
    Text("数据种类", "Figures are"),
    Text("计算公式", "Formula"),
    Text("小数位数", "Decimals"),
    Text("别名", "Also called"),
    Text("序列断点", "Breaks"),
    Text("口径", "Definition"),
)
WIDTHS = (28, 28, 9, 14, 12, 48, 9, 24, 24, 48)
INDICATOR, MEASURE, ROUNDING = Text("指标", "indicator"), Text("原始指标", "measure"), Text("修约规则", "rounding")
METHOD = Text("进度判定", "verdict")
KINDS = {
    "flow": Text("时期数", "flow"),
    "stock": Text("时点数", "stock"),
    "average": Text("平均数", "average"),
    "rate": Text("增速", "rate"),
    "ratio": Text("比率", "ratio"),
    "fixed": Text("固定数", "fixed"),
}
HOW = Text(
    "序时进度法：比值=（实际值－基期值）÷（应完成值－基期值），≥1.10 快于预期，＜0.90 滞后；"
    "k=剩余年份需要的速度÷已有的速度，≤1.0 预计可完成，＞1.5 难以完成。评价方法和公式见程序文档。",
    "progress to time: ratio = (actual − base) ÷ (due − base), ahead from 1.10, behind below 0.90; "
    "k = pace required ÷ pace so far, likely up to 1.0, unlikely above 1.5. The documentation has the formulas.",
)


def write(page: Page) -> None:
    """Write the rules of the whole plan, then a line an indicator and a measure."""
    page.table(page.say(NAME), [page.say(head) for head in HEADS], WIDTHS, list(_rows(page)))


def _rows(page: Page) -> Iterator[list[Cell]]:
    plan, lang = page.outcome.plan, page.settings.lang
    nothing: list[Cell] = ["", "", "", "", "", "", "", ""]
    yield [page.say(ROUNDING), *nothing, ROUNDINGS[plan.head.rounding, lang]]
    yield [page.say(METHOD), *nothing, page.say(HOW)]
    for indicator in plan.indicators.values():
        yield _line(page, indicator, INDICATOR, wording.formula(indicator, lang))
    for measure in plan.measures.values():
        yield _line(page, measure, MEASURE, "")


def _line(page: Page, of: Indicator | Measure, what: Text, formula: str) -> list[Cell]:
    zh = page.settings.lang == "zh"
    breaks = ("；" if zh else "; ").join(f"{b.at}{'年' if zh else ''} {b.why}".strip() for b in of.breaks)
    kind = page.say(KINDS[of.kind]) if of.kind else ""
    aliases = ("、" if zh else ", ").join(of.aliases)
    return [of.id, of.en, page.say(what), of.unit.text, kind, formula, of.decimals, aliases, breaks, of.note]
