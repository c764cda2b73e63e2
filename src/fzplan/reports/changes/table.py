"""A comparison on a console of any width: names wrap, figures are never cut, places stand on lines of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan import periods
from fzplan.diagnostics import Text
from fzplan.model import words
from fzplan.reports import consoles, wording
from fzplan.reports.changes import since
from fzplan.reports.changes.rows import sections
from fzplan.reports.columns import SPACE, Cell, Column, folded, heads, row, styled, total
from fzplan.reports.consoles import columns

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fzplan.diagnostics import Lang
    from fzplan.model.snapshots import Snapshot
    from fzplan.reports.changes.page import Page
    from fzplan.reports.changes.rows import Cell as Given
    from fzplan.reports.changes.rows import Section
    from fzplan.reports.formats import Settings

NARROWEST = 18
"""Columns that a name keeps however narrow the console."""
WORDS = 12
"""Columns of words are no wider than this where the console is narrow."""
BELOW = "    "
NOTE = Text(
    "两边的选项不同（{}；{}），差别也可能由此而来。",
    "the two sides were run with other options ({}; {}): what differs may come from that.",
)


def render(page: Page, settings: Settings) -> str:
    """Return the whole page: what is compared, the summary, the sections that have anything in them."""
    lang = settings.lang
    above = heading(page, lang)
    out = [folded(consoles.printable(line, settings.encoding), settings.width) for line in above] + [""]
    for section in sections(page, lang):
        if section.rows:
            title = consoles.printable(section.title.of(lang), settings.encoding)
            out += [styled(title, "bold" if settings.colour else ""), *_drawn(section, settings), ""]
    return "\n".join(line.rstrip() for text in out for line in text.split("\n")).rstrip() + "\n"


def heading(page: Page, lang: Lang) -> list[str]:
    """Return what stands over the comparison in every format: a banner, both sides, and how much differs.

    The last line is the summary; invented figures on either side are told first.
    """
    sides = ((Text("原", "before"), page.before), (Text("现", "after"), page.after))
    colon = "：" if lang == "zh" else ": "
    told = [
        f"{word.of(lang)}{colon}{name}{wording.bracketed(_said(run, errors, lang), lang)}"
        for (word, run), name, errors in zip(sides, page.names, page.errors, strict=True)
    ]
    unlike = page.before.options.moment != page.after.options.moment
    summary = since.summary(page.changes, lang, page.told)
    if unlike:
        options = [_options(run, lang) for run in (page.before, page.after)]
        summary += ("。" if lang == "zh" else ". ") + NOTE.of(lang).format(*options)
    return [*_banners(page, lang), *told, summary]


def _banners(page: Page, lang: Lang) -> list[str]:
    seen = {one.quality for run in (page.before, page.after) for one in run.observations}
    signs = "【{}】" if lang == "zh" else "[{}]"
    return [signs.format(text.of(lang)) for quality, text in words.BANNERS.items() if quality in seen]


def _said(run: Snapshot, errors: int | None, lang: Lang) -> str:
    told = [run.name, Text("数据截至{}", "data to {}").of(lang).format(periods.words(run.as_of, lang))]
    told += [Text("有强制性问题{}处", "findings of severity error: {}").of(lang).format(errors)] * bool(errors)
    return ("，" if lang == "zh" else ", ").join(told)


def _options(run: Snapshot, lang: Lang) -> str:
    as_of, year = run.options.moment
    found = [f"--as-of {as_of}"] * bool(as_of) + [f"--year {year}"] * bool(year)
    return " ".join(found) or Text("无选项", "none").of(lang)


def _drawn(section: Section, settings: Settings) -> Iterator[str]:
    """Yield the lines of a table: columns as wide as their widest line, the name as wide as there is room."""
    roles = [head.role for head in section.heads]
    titles = _joined([head.text.of(settings.lang) for head in section.heads], roles, settings)
    rows = [_joined(cells, roles, settings) for cells in section.rows]
    widths = [
        max(columns(line) for cell in column for line in cell.split("\n")) for column in zip(titles, *rows, strict=True)
    ]
    kept = [role for role in roles if role not in ("unit", "below")]
    shown = kept[kept.count("name") - 1 :] if "name" in kept else kept
    if total(widths) > settings.width:
        rows = [[_apart(cell) if role == "word" else cell for cell, role in zip(r, shown, strict=True)] for r in rows]
        widths = [min(w, WORDS) if role == "word" else w for w, role in zip(widths, shown, strict=True)]
    room = settings.width - sum(width + SPACE for width in widths[1:])
    widths[0] = max(min(widths[0], room), min(NARROWEST, widths[0]))
    shape = [
        Column(width, right=role == "figure", wraps=role != "figure") for width, role in zip(widths, shown, strict=True)
    ]
    yield from (line.rstrip() for line in heads(shape, titles, settings.encoding))
    for cells, given in zip(rows, section.rows, strict=True):
        yield from (line.rstrip() for line in row(shape, [Cell(cell) for cell in cells]))
        yield from _below(given, roles, settings)


def _apart(cell: str) -> str:
    """Return the remarks of a cell on lines of their own."""
    return cell.replace("；", "\n").replace("; ", "\n")


def _joined(cells: Sequence[Given], roles: Sequence[str], settings: Settings) -> list[str]:
    """Return the cells of a console row: what names the row and its unit are one cell, what stands below is none."""
    names = [str(cell) for cell, role in zip(cells, roles, strict=True) if role == "name"]
    unit = "".join(str(cell) for cell, role in zip(cells, roles, strict=True) if role == "unit" and str(cell) != "1")
    rest = [str(cell) for cell, role in zip(cells, roles, strict=True) if role in ("figure", "word")]
    first = [" ".join(names) + wording.bracketed(unit, settings.lang)] if names else []
    return [consoles.printable(cell, settings.encoding) for cell in (*first, *rest)]


def _below(cells: Sequence[Given], roles: Sequence[str], settings: Settings) -> Iterator[str]:
    parts = [str(cell) for cell, role in zip(cells, roles, strict=True) if role == "below" and str(cell)]
    if parts:
        text = consoles.printable(" → ".join(dict.fromkeys(parts)), settings.encoding)
        for line in folded(text, max(NARROWEST, settings.width - len(BELOW))).split("\n"):
            yield BELOW + line.rstrip()
