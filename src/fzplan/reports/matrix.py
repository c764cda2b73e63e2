"""Indicators by the members of a dimension on a console of any width: where it is too narrow, members go on below.

In: an outcome with the figures of members, settings with the width. Out: text. No figure is cut, none is left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fzplan import periods
from fzplan.diagnostics import Text
from fzplan.model import words
from fzplan.reports import columns, consoles, lines, wording
from fzplan.reports.columns import SPACE, Cell, Column, folded, row, styled, total

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fzplan.diagnostics import Lang
    from fzplan.model.plan import Indicator
    from fzplan.model.results import Outcome, Value
    from fzplan.reports.formats import Settings

NAME, UNIT, WHOLE = Text("指标", "indicator"), Text("单位", "unit"), Text("合计", "total")
WITHHELD = Text("不列", "withheld")
WORDS = 2
"""Columns before those of figures."""
NARROWEST = 12
"""Columns of a name that has to wrap."""


class Matrix(NamedTuple):
    """The heads and the rows of one dimension: name, unit, total, then a column a member."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def render(outcome: Outcome, settings: Settings) -> str:
    """Return the page: banner, heading, a matrix for each dimension that was asked for, what the signs mean."""
    page = [f"【{text}】" if settings.lang == "zh" else f"[{text}]" for text in lines.banners(outcome, settings.lang)]
    page.append(outcome.plan.head.name)
    shown = [_bold(text, settings) for text in page]
    for dimension in outcome.by:
        shown += ["", *_section(outcome, dimension, settings)]
    shown += ["", *(text for note in _notes(outcome, settings.lang) for text in _folded(note, settings))]
    return "\n".join(line.rstrip() for text in shown for line in text.split("\n")) + "\n"


def _section(outcome: Outcome, dimension: str, settings: Settings) -> Iterator[str]:
    """Yield the matrix of one dimension, in as many parts as the width asks for, and what it has no figures of."""
    told, others = matrix(outcome, dimension, settings.lang), lacking(outcome, dimension, settings.lang)
    yield _bold(title(outcome, dimension, settings.lang), settings)
    if told.rows:
        told = _printable(told, settings.encoding)
        parts = _parts(told, settings.width)
        for k, part in enumerate(parts):
            yield from ([""] if k else [])
            yield from _drawn(told, part, settings)
        if len(parts) > 1:
            yield from _folded(_continued(len(parts), settings), settings)
    if others:
        yield from _folded(others, settings)


def title(outcome: Outcome, dimension: str, lang: Lang) -> str:
    """Return what stands over the matrix of a dimension."""
    year, declared = outcome.last_full_year, outcome.plan.dimensions[dimension]
    return f"分{dimension}　{year}年" if lang == "zh" else f"by {declared.en or dimension}, {year}"


def lacking(outcome: Outcome, dimension: str, lang: Lang) -> str:
    """Return how many indicators have no figures by the members of a dimension; nothing if all have."""
    year, declared = outcome.last_full_year, outcome.plan.dimensions[dimension]
    others = len(outcome.plan.indicators) - len(_values(outcome, dimension))
    if not others:
        return ""
    if lang == "zh":
        return f"另有{others}项指标没有{year}年分{dimension}的数。"
    return f"without figures of {year} by {declared.en or dimension}: {others} more."


def _values(outcome: Outcome, dimension: str) -> dict[str, dict[str, Value]]:
    """Return the figures of the judged year by indicator and member, the total under ""."""
    found: dict[str, dict[str, Value]] = {}
    for value in outcome.members:
        if tuple(value.by) == (dimension,) and _is_judged(value, outcome):
            found.setdefault(value.id, {})[value.by[dimension]] = value
    is_told = {name for name, of in found.items() if any(v.value is not None or v.status == "Q" for v in of.values())}
    whole = {v.id: v for v in outcome.values if not v.by and _is_judged(v, outcome)}
    return {name: of | ({"": whole[name]} if name in whole else {}) for name, of in found.items() if name in is_told}


def _is_judged(value: Value, outcome: Outcome) -> bool:
    return value.period == periods.year(outcome.last_full_year)


def matrix(outcome: Outcome, dimension: str, lang: Lang) -> Matrix:
    """Return the figures of the judged year by the members of a dimension, in words."""
    declared, values = outcome.plan.dimensions[dimension], _values(outcome, dimension)
    known = [indicator for indicator in outcome.plan.indicators.values() if indicator.id in values]
    names = [declared.member_en.get(m, m) if lang == "en" else m for m in declared.members]
    rows = tuple(
        (
            wording.name(indicator, lang),
            wording.unit(indicator.unit.text, lang),
            *(_figure(outcome, indicator, values[indicator.id].get(m), lang) for m in ("", *declared.members)),
        )
        for indicator in known
    )
    return Matrix((NAME.of(lang), UNIT.of(lang), WHOLE.of(lang), *names), rows)


def _figure(outcome: Outcome, indicator: Indicator, value: Value | None, lang: Lang) -> str:
    """Return a figure with the mark of its quality; a word where it is withheld, nothing where there is none."""
    if value is None or value.value is None:
        return WITHHELD.of(lang) if value is not None and value.status == "Q" else ""
    places = indicator.decimals if indicator.decimals is not None else int(not indicator.unit.is_count)
    return wording.number(outcome.plan, value.value, places) + words.MARKS.get(value.quality, "")


def _printable(matrix: Matrix, encoding: str) -> Matrix:
    rows = tuple(tuple(consoles.printable(cell, encoding) for cell in cells) for cells in matrix.rows)
    return Matrix(tuple(consoles.printable(head, encoding) for head in matrix.heads), rows)


def _parts(matrix: Matrix, width: int) -> list[list[tuple[int, int]]]:
    """Return the columns of each part with their widths: name and unit, then as many figures as there is room for."""
    natural = [
        max(consoles.columns(cells[k]) for cells in (matrix.heads, *matrix.rows)) for k in range(len(matrix.heads))
    ]
    name = min(natural[0], max(NARROWEST, width - sum(natural[1:]) - SPACE * len(natural[1:])))
    before = [(0, name), (1, natural[1])]
    parts, part = [], list(before)
    for k in range(2, len(natural)):
        if len(part) > len(before) and total([w for _, w in (*part, (k, natural[k]))]) > width:
            parts.append(part)
            part = list(before)
        part.append((k, natural[k]))
    return [*parts, part]


def _drawn(matrix: Matrix, part: Sequence[tuple[int, int]], settings: Settings) -> Iterator[str]:
    shape = [Column(width, right=k > 1, wraps=k == 0) for k, width in part]
    yield from columns.heads(shape, [matrix.heads[k] for k, _ in part], settings.encoding)
    for cells in matrix.rows:
        yield from row(shape, [Cell(cells[k]) for k, _ in part])


def _continued(parts: int, settings: Settings) -> str:
    if settings.lang == "zh":
        return f"窗口{settings.width}列，各成员分{parts}段列出；加宽窗口可并排显示。"
    return (
        f"{settings.width} columns wide: the members stand in {parts} parts; widen the window to see them side by side."
    )


def _notes(outcome: Outcome, lang: Lang) -> Iterator[str]:
    """Yield what the signs mean that are used."""
    zh = lang == "zh"
    told = [v for v in outcome.members if set(v.by) <= set(outcome.by) and _is_judged(v, outcome)]
    used = lines.marks(outcome, lang)
    if any(v.status == "Q" for v in told):
        used.append(f"{WITHHELD.of(lang)} {words.WHY['withheld'].of(lang)}")
    if any(v.value is None and v.status != "Q" for v in told):
        used.append(
            "空白 无数据，原因见 fzplan explain 指标 --by 分组=成员"
            if zh
            else "blank: no figure; fzplan explain ID --by DIMENSION=MEMBER tells why"
        )
    if used:
        yield ("注：" if zh else "key: ") + ("　" if zh else "; ").join(used)


def _folded(text: str, settings: Settings) -> list[str]:
    return folded(consoles.printable(text, settings.encoding), max(settings.width, NARROWEST)).split("\n")


def _bold(text: str, settings: Settings) -> str:
    shown = folded(consoles.printable(text, settings.encoding), max(settings.width, NARROWEST))
    return styled(shown, "bold" if settings.colour else "")
