"""The audit on a console: four tables whose texts wrap and whose figures are never cut."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fzplan import periods
from fzplan.diagnostics import Text
from fzplan.figures import with_unit
from fzplan.model.claims import shown, spanned
from fzplan.model.words import CLAIM_VERDICTS, DEFINITIONS, MARKS
from fzplan.reports import consoles
from fzplan.reports.columns import SPACE, Cell, Column, heads, row, total
from fzplan.reports.consoles import columns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from fzplan.diagnostics import Lang
    from fzplan.model.claims import Ambition, ClaimResult, Contradiction, Implied, TargetImplied
    from fzplan.reports.audit.page import Page
    from fzplan.reports.formats import Settings

Row = tuple[str, ...]
NARROWEST = 18
WORDS = 18
"""Columns of words are no wider than this where the console is narrow."""
PRINT = Text("所印的数", "as printed")


class Part(NamedTuple):
    """One table: its title, heads and rows; the first column is text and gives way, the others are never cut."""

    title: Text
    heads: tuple[Text, ...]
    rows: tuple[Row, ...]
    worded: bool = False
    """The last column is words too, and wraps where the console is narrow."""


def text(page: Page, settings: Settings) -> str:
    """Return the whole page."""
    out = [page.plan.head.name, summary(page, settings.lang), ""]
    for part in parts(page, settings.lang):
        if part.rows:
            out += [part.title.of(settings.lang), *_drawn(part, settings), ""]
    return "\n".join(consoles.printable(line, settings.encoding).rstrip() for line in out).rstrip() + "\n"


def summary(page: Page, lang: Lang) -> str:
    """Return how many claims there are of each verdict."""
    found = [result.verdict for result in page.audit.claims]
    named = [f"{word.of(lang)} {found.count(code)}" for code, word in CLAIM_VERDICTS.items() if code in found]
    clashes = len(page.audit.contradictions)
    if lang == "zh":
        return f"复算 {len(found)} 项：{'，'.join(named)}；矛盾 {clashes} 处"
    return f"{len(found)} claims recomputed: {', '.join(named)}; {clashes} contradictions"


def parts(page: Page, lang: Lang) -> Iterator[Part]:
    """Yield the tables of the page, empty ones too."""
    audit = page.audit
    yield Part(
        Text("一、复算", "1. Claims recomputed"),
        (Text("规划原文", "claim"), Text("所印", "printed"), Text("复算", "computed"), Text("结论", "verdict")),
        tuple(_claim(result, lang) for result in audit.claims),
        worded=True,
    )
    yield Part(
        Text("二、推算", "2. Implied quantities"),
        (Text("推算的数", "quantity"), Text("依据", "from"), Text("数值和区间", "value and interval")),
        tuple(row for one in audit.implied for row in _implied(one, lang)),
    )
    yield Part(
        Text("三、矛盾", "3. Contradictions"),
        (Text("推算的数", "quantity"), Text("说法", "statement"), Text("区间", "interval")),
        tuple(row for one in audit.contradictions for row in _clash(one, lang)),
    )
    yield Part(
        Text("四、各目标合在一起要求", "4. What the targets ask together"),
        (
            Text("要求的数", "quantity"),
            Text("数值", "value"),
            Text("基期", "base"),
            Text("年均增长(%)", "growth a year (%)"),
        ),
        tuple(_asked(one, lang) for one in audit.targets),
    )
    yield Part(
        Text("五、低于以往实际的目标", "5. Targets below what was achieved before"),
        (
            Text("目标", "target"),
            Text("目标值", "value"),
            Text("以往实际", "before"),
            Text("相差(%)", "difference (%)"),
        ),
        tuple(_below(one, lang) for one in audit.ambitions if one.below),
    )


def _claim(result: ClaimResult, lang: Lang) -> Row:
    claim = result.claim
    verdict = CLAIM_VERDICTS[result.verdict].of(lang)
    if result.verdict == "other_definition":
        verdict += "\n" + DEFINITIONS[result.definition].of(lang)
    if result.power:
        verdict += f"\n×{10.0**result.power:g}"
    unit = _unit(result.unit)
    mark = MARKS.get(result.quality, "")
    value = "—" if result.value is None else f"{shown(result.value)}{unit}{mark}"
    interval = (
        f"\n{spanned(result.interval)}" if result.interval and result.interval.low != result.interval.high else ""
    )
    quote = f"{claim.id}{'　' if lang == 'zh' else '  '}{claim.quote or claim.formula_text}"
    return quote, claim.printed.text if claim.printed else "—", value + interval, verdict


def _implied(one: Implied, lang: Lang) -> Iterator[Row]:
    unit = _unit(one.unit)
    for k, said in enumerate(one.statements):
        interval = "" if said.interval is None else spanned(said.interval)
        value = "—" if said.value is None else shown(said.value) + unit
        yield one.quantity.label if not k else "", said.claim or PRINT.of(lang), f"{value}  {interval}"
    if len(one.statements) > 1:
        both = Text("没有公共的值", "nothing in common").of(lang) if one.interval is None else spanned(one.interval)
        yield "", Text("合在一起", "together").of(lang), both


def _clash(one: Contradiction, lang: Lang) -> Iterator[Row]:
    for k, (side, interval) in enumerate(zip(one.sides, one.intervals, strict=True)):
        yield one.quantity.label if not k else "", side.claim or PRINT.of(lang), f"{spanned(interval)} {one.unit}"
    for claim, definition, name in one.agree:
        reading = DEFINITIONS[definition].of(lang) + (f"：{name}" if lang == "zh" else f": {name}") * bool(name)
        yield reading, claim or PRINT.of(lang), Text("则相容", "then they agree").of(lang)


def _asked(one: TargetImplied, lang: Lang) -> Row:
    label = f"{one.quantity.label}{'　' if lang == 'zh' else '  '}{', '.join(one.targets)}"
    base = "—" if one.base is None else _stated(one.base) + ("#" if one.base_implied else "")
    growth = "—" if one.growth is None else _range(*one.growth)
    return label, f"{_range(one.low, one.high, _stated)}{_unit(one.unit)}", base, growth


def _below(one: Ambition, lang: Lang) -> Row:
    label = f"{one.indicator}{'　' if lang == 'zh' else '  '}{one.target}"
    bound = one.bound if one.bound != "=" else ""
    kinds = {"mean": Text("年均", "a year"), "total": Text("合计", "total"), "level": Text("", "")}
    before = f"{bound}{_stated(one.reference)} ({periods.words(one.period, lang)}{kinds[one.kind].of(lang)})"
    difference = "—" if one.difference is None else _range(*one.difference)
    return label, f"{_range(one.low, one.high, _stated)}{_unit(one.unit)}", before, difference


def _range(low: float, high: float, write: Callable[[float], str] = shown) -> str:
    return write(low) if low == high else f"{write(low)}～{write(high)}"


def _stated(value: float) -> str:
    """Return a figure as a plan states it: without needless zeros."""
    return shown(value).rstrip("0").rstrip(".")


def _unit(unit: str) -> str:
    return with_unit("", unit)


def _drawn(part: Part, settings: Settings) -> list[str]:
    """Return the lines of a table: columns as wide as their widest line, those of words as wide as there is room."""
    rows = [[consoles.printable(cell, settings.encoding) for cell in row] for row in part.rows]
    titles = [consoles.printable(head.of(settings.lang), settings.encoding) for head in part.heads]
    widths = [
        max(columns(line) for cell in column for line in cell.split("\n")) for column in zip(titles, *rows, strict=True)
    ]
    if part.worded and total(widths) > settings.width:
        widths[-1] = min(widths[-1], WORDS)
    room = settings.width - sum(width + SPACE for width in widths[1:])
    widths[0] = max(min(widths[0], room), min(NARROWEST, widths[0]))
    shape = [Column(width, wraps=True) for width in widths]
    out = [*heads(shape, titles, settings.encoding)]
    for cells in rows:
        out += row(shape, [Cell(cell) for cell in cells])
    return out
