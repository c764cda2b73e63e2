"""The words and figures of screens: a block an entity and period, a line a standard or commitment; totals.

In: a `Screening`. Out: texts that the console, Markdown, CSV and Excel share.
"""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from fzplan import figures, periods
from fzplan.diagnostics import CellRef, Text
from fzplan.model import words
from fzplan.model.screens import LABELS, SIDES
from fzplan.observations import QUALITIES
from fzplan.reports import wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fzplan.diagnostics import Lang
    from fzplan.model.plan import Plan
    from fzplan.model.screens import Input, Screen, Screened, ScreenIndicator, Screening, Standard

MOST_PLACES = 9
"""Decimals at which a figure that fails by less is shown as it rounds."""
PERIOD_UNKNOWN = Text("年度不详", "no period")


class Block(NamedTuple):
    """One entity in one period."""

    screen: Screen
    lines: tuple[Screened, ...]

    @property
    def result(self) -> str:
        """Return the worst result: one that fails decides, then one that cannot be told."""
        found = {line.result for line in self.lines}
        return next((r for r in ("fails", "not_assessable", "passes") if r in found), "not_due")


def blocks(screening: Screening, screen: Screen) -> tuple[Block, ...]:
    """Return the blocks of one screen, in the order of the lines."""
    own = [line for line in screening.lines if line.screen is screen]
    grouped = groupby(own, key=lambda line: (line.entity, line.period, str(line.place)))
    return tuple(Block(screen, tuple(lines)) for _, lines in grouped)


def listed(block: Block, *, failing: bool) -> tuple[Screened, ...]:
    """Return the lines that are listed: what is not due yet is counted only."""
    if failing:
        return tuple(line for line in block.lines if line.result == "fails")
    return tuple(line for line in block.lines if line.result != "not_due")


def counts(screening: Screening, screen: Screen) -> dict[str, Mapping[str, int]]:
    """Return how many entities meet all standards, and how many commitments are kept."""
    found = blocks(screening, screen)
    standards = (Block(screen, tuple(x for x in b.lines if x.against == "standard")) for b in found)
    commitments = (line.result for b in found for line in b.lines if line.against == "commitment")
    return {"standard": Counter(b.result for b in standards if b.lines), "commitment": Counter(commitments)}


def sentences(screening: Screening, screen: Screen, lang: Lang) -> Iterator[str]:
    """Yield the totals of a screen in words."""
    for side, found in counts(screening, screen).items():
        total = sum(found.values())
        if not total:
            continue
        each = [
            f"{label.of(lang)} {found[result]}"
            for (of, result), label in LABELS.items()
            if of == side and (found[result] or result in ("passes", "fails"))
        ]
        if lang == "zh":
            head = f"按标准筛查 {total} 个" if side == "standard" else f"承诺 {total} 项"
            yield f"{head}：{'，'.join(each)}"
        else:
            head = f"{total} held against standards" if side == "standard" else f"{total} commitments"
            yield f"{head}: {', '.join(each)}"


def title(block: Block, plan: Plan, lang: Lang) -> str:
    """Return: 示例项目01（P-01）　轨道交通　2023年."""
    first = block.lines[0]
    key = wording.bracketed(first.entity, lang) if first.name != first.entity else ""
    return "　".join(filter(None, [f"{first.name}{key}", members(first, plan, lang), period(first, lang)]))


def members(line: Screened, plan: Plan, lang: Lang) -> str:
    """Return the members of an entity."""
    named = [
        plan.dimensions[d].member_en.get(member, member) if lang == "en" else member
        for d, member in line.members.items()
    ]
    return ("、" if lang == "zh" else ", ").join(named)


def period(line: Screened, lang: Lang) -> str:
    """Return the period of an entity's record."""
    return periods.words(line.period, lang) if line.period else PERIOD_UNKNOWN.of(lang)


def name(indicator: ScreenIndicator, lang: Lang) -> str:
    """Return what an indicator is called, with its unit."""
    label = indicator.en or indicator.id if lang == "en" else indicator.id
    return label + wording.bracketed(indicator.unit.text if indicator.unit.text != "1" else "", lang)


def side(line: Screened, lang: Lang) -> str:
    """Return what the figure is held against."""
    return SIDES[line.against].of(lang)


def places(line: Screened, plan: Plan) -> int:
    """Return the decimals of a line: more than declared where the figure would else look like its threshold."""
    own, actual, limit = line.indicator.decimals, line.actual.value, line.limit.value
    if actual is None or limit is None or not line.difference:
        return own
    rule = plan.head.rounding
    while own < MOST_PLACES and figures.shown(actual, own, rule) == figures.shown(limit, own, rule):
        own += 1
    return own


def actual(line: Screened, plan: Plan) -> str:
    """Return the figure of the entity with the mark of its quality; a dash where there is none."""
    if line.actual.value is None:
        return wording.NONE
    return wording.number(plan, line.actual.value, places(line, plan)) + words.MARKS.get(line.actual.quality, "")


def limit(line: Screened, plan: Plan) -> str:
    """Return what is due: ≥600; a dash where it is not known."""
    if line.limit.value is None:
        return wording.NONE
    shown = wording.number(plan, line.limit.value, places(line, plan))
    return line.comparator + shown + words.MARKS.get(line.limit.quality, "")


def difference(line: Screened, plan: Plan) -> str:
    """Return the actual figure less the threshold, signed."""
    return wording.signed(plan, line.difference, places(line, plan))


def percent(line: Screened, plan: Plan) -> str:
    """Return the difference in per cent of the threshold, signed; a dash of ratios."""
    return wording.NONE if line.difference_percent is None else f"{wording.signed(plan, line.difference_percent)}%"


def why(line: Screened, lang: Lang) -> str:
    """Return why a line is not assessable."""
    return ("；" if lang == "zh" else "; ").join(reason.text(lang) for reason in line.why)


def inputs(line: Screened, lang: Lang, *, of_limit: bool = False) -> str:
    """Return the fields that a figure came from, each with its cell."""
    found = (line.limit if of_limit else line.actual).inputs
    return ("；" if lang == "zh" else "; ").join(told(one, lang) for one in found)


def told(one: Input, lang: Lang) -> str:
    """Return: 用地面积 36亩（data/申报.xlsx:申报!F5）."""
    shown = wording.NONE if one.value is None else figure(one.value)
    value = wording.joined(shown, one.unit, lang) if one.value is not None else shown
    return f"{one.field} {value}{wording.bracketed(str(one.place), lang)}"


def figure(value: float | str) -> str:
    """Return a figure as it was read, without float noise.

    >>> figure(33333.5), figure(3e-05), figure(1e16), figure("已投产")
    ('33333.5', '0.00003', '10000000000000000', '已投产')
    """
    if isinstance(value, str):
        return value
    tidy = figures.tidy(value)
    return figures.shown(tidy, figures.decimals_of(tidy))


def cell(one: Input) -> str:
    """Return the address of an input, "" where the sheet has no such column."""
    return one.place.address if isinstance(one.place, CellRef) else ""


def standard(one: Standard, plan: Plan, indicator: ScreenIndicator) -> str:
    """Return a threshold with the mark of its quality."""
    shown = wording.number(plan, one.value, max(one.decimals, 0))
    return f"{one.comparator}{shown}{words.MARKS.get(one.quality, '')} {indicator.unit.text}"


def qualities(screening: Screening) -> list[str]:
    """Return the qualities that figures of the page have, from best to worst."""
    found = {line.quality for line in screening.lines} | {s.quality for x in screening.screens for s in x.standards}
    return sorted(found, key=QUALITIES.index)


def banners(screening: Screening, lang: Lang) -> list[str]:
    """Return what stands over illustrative figures."""
    return [words.BANNERS[q].of(lang) for q in qualities(screening) if q in words.BANNERS]


def legend(screening: Screening, lang: Lang) -> str:
    """Return what the signs and columns mean."""
    signs = [f"{words.MARKS[q]} {words.QUALITIES[q].of(lang)}" for q in qualities(screening) if q in words.MARKS]
    signs.append("差额=实际－应达到" if lang == "zh" else "difference = actual − due")
    return ("注：" if lang == "zh" else "key: ") + ("　" if lang == "zh" else "; ").join(signs)
