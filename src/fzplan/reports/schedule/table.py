"""The annual decomposition on a console of any width: figures are never cut, years that have no room stand below.

In: an outcome with schedules, settings with the width. Out: text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan import periods
from fzplan.reports import consoles
from fzplan.reports import lines as page
from fzplan.reports.consoles import columns
from fzplan.reports.schedule import lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fzplan.model.results import Outcome
    from fzplan.reports.formats import Settings
    from fzplan.reports.schedule.lines import Block

INDENT, SPACE = 2, 2


def render(outcome: Outcome, settings: Settings) -> str:
    """Return the page: banner, heading, a block a target by section, what is not divided, legend."""
    text = "\n".join(line.rstrip() for line in _lines(outcome, settings)) + "\n"
    return consoles.printable(text, settings.encoding)


def _lines(outcome: Outcome, settings: Settings) -> Iterator[str]:
    yield from _above(outcome, settings)
    found, years = lines.blocks(outcome, settings.lang), lines.years(outcome)
    labels = INDENT + max((_width(item.label, settings) for b in found for item in b.items), default=0)
    figures = [lines.cell(outcome, b, i, y) for b in found for i in b.items for y in years]
    wide = SPACE + max((_width(figure, settings) for figure in [*figures, "2025"]), default=4)
    at_once = max(1, (settings.width - labels) // wide)
    sheets = [chosen for start in range(0, len(years), at_once) if (chosen := years[start : start + at_once])]
    if len(sheets) == 1:
        yield _row("", [str(year) for year in sheets[0]], labels, wide, settings)
    section = None
    for block in found:
        if block.schedule.target.section != section:
            section = block.schedule.target.section
            yield from ("", section) if section else ("",)
        yield _title(outcome, block, settings)
        for chosen in sheets:
            yield from _figures(outcome, block, chosen, labels, wide, settings, headed=len(sheets) > 1)
        why = lines.reasons(block, settings.lang)
        if why:
            yield " " * INDENT + ("说明：" if settings.lang == "zh" else "note: ") + why
    yield from _below(outcome, settings)


def _figures(
    outcome: Outcome, block: Block, years: Sequence[int], labels: int, wide: int, settings: Settings, *, headed: bool
) -> Iterator[str]:
    items = [item for item in block.items if any(year in item.figures for year in years)]
    if headed and items:
        yield _row("", [str(year) for year in years], labels, wide, settings)
    for item in items:
        cells = [lines.cell(outcome, block, item, year) for year in years]
        yield _row(" " * INDENT + item.label, cells, labels, wide, settings)


def _row(label: str, cells: Sequence[str], labels: int, wide: int, settings: Settings) -> str:
    """Return a line of figures under each other; signs that the console lacks are replaced before they are aligned."""
    shown = [consoles.printable(text, settings.encoding) for text in (label, *cells)]
    return shown[0] + " " * (labels - columns(shown[0])) + "".join(" " * (wide - columns(c)) + c for c in shown[1:])


def _width(text: str, settings: Settings) -> int:
    return columns(consoles.printable(text, settings.encoding))


def _title(outcome: Outcome, block: Block, settings: Settings) -> str:
    """Return: 总收入（亿元）　6648.7 → ≥10000　等速增长　责任单位：统计科."""
    from fzplan.reports import wording

    lang, schedule = settings.lang, block.schedule
    name = wording.title(outcome.plan, schedule.target, lang) + wording.bracketed(schedule.unit, lang)
    base, goal = lines.base(outcome, block), lines.goal(outcome, block, lang)
    way = goal if base == wording.NONE else f"{base} → {goal}"
    parts = [name, way, lines.path(block, lang)]
    if schedule.target.owner:
        parts.append(f"责任单位：{schedule.target.owner}" if lang == "zh" else f"in charge: {schedule.target.owner}")
    return "　".join(parts)


def _above(outcome: Outcome, settings: Settings) -> Iterator[str]:
    head, zh = outcome.plan.head, settings.lang == "zh"
    for text in page.banners(outcome, settings.lang):
        yield f"【{text}】" if zh else f"[{text}]"
    yield f"{head.name}{'　年度分解' if zh else ': annual decomposition'}"
    now = periods.words(outcome.as_of, settings.lang)
    yield f"数据截至{now}　基期{head.baseline}年" if zh else f"data up to {now}, base {head.baseline}"
    yield ""


def _below(outcome: Outcome, settings: Settings) -> Iterator[str]:
    zh = settings.lang == "zh"
    yield ""
    rest = lines.undivided(outcome, settings.lang)
    if rest:
        yield rest
    signs = page.marks(outcome, settings.lang)
    signs.append("差额=实际－应完成" if zh else "difference = actual − due")
    signs.append(
        "尚需：以后各年达到（累计目标为当年新增）此数，目标即可完成"
        if zh
        else "still needed: with these figures (of totals: with these additions) the target is met"
    )
    yield ("注：" if zh else "key: ") + ("　" if zh else "; ").join(signs)
