"""What became of the number-like cells: a line a sheet, the reasons of those left aside, and the totals.

In: the accounts of a run. Out: lines of 80 columns in which every row adds up. May import: model words, observations.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from fzplan.diagnostics import Text
from fzplan.model.words import IGNORED
from fzplan.reports.columns import SPACE, Cell, Column, folded, heads, row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from fzplan.diagnostics import Lang
    from fzplan.observations import Account

WIDTH = 80
HEADS = (
    Text("数字单元格", "number cells"), Text("合计", "cells"), Text("采用", "read"), Text("记录", "records"),
    Text("表头", "headers"), Text("未采用", "ignored"),
)  # fmt: skip
INDENT = "      "


def table(accounts: Iterable[Account], lang: Lang, encoding: str = "utf-8") -> str:
    """Return a table: cells = read + records + headers + ignored, by file and sheet, and in all."""
    read = tuple(accounts)
    figures = {id(a): _figures(a) for a in read}
    whole = tuple(sum(column) for column in zip(*figures.values(), strict=True)) if read else (0,) * 5
    shape = _shape(whole, lang)
    lines = [*heads(shape, [text.of(lang) for text in HEADS], encoding)]
    file = None
    for account in read:
        if account.place.file != file:
            file = account.place.file
            lines += folded(file, WIDTH).split("\n")
        lines += _line(shape, f"  {account.place.sheet}".rstrip(), figures[id(account)])
        lines += _reasons(account.ignored, lang)
    everything: Counter[str] = Counter()
    for account in read:
        everything.update(account.ignored)
    lines += [*_line(shape, {"zh": "总计", "en": "total"}[lang], whole), *_reasons(everything, lang)]
    return "\n".join(line.rstrip() for line in lines)


def _figures(account: Account) -> tuple[int, ...]:
    ignored = sum(account.ignored.values())
    return account.numbers, account.observations, account.records, account.headers, ignored


def _shape(whole: Sequence[int], lang: Lang) -> tuple[Column, ...]:
    """Make each column of figures as wide as its total or its head, and leave the rest to the names."""
    least = 6 if lang == "zh" else 7
    widths = [max(least, len(str(figure))) for figure in whole]
    return (
        Column(WIDTH - sum(widths) - SPACE * len(widths), wraps=True),
        *(Column(width, right=True) for width in widths),
    )


def _line(shape: Sequence[Column], name: str, figures: Sequence[int]) -> Iterator[str]:
    return row(shape, [Cell(name), *(Cell(str(figure)) for figure in figures)])


def _reasons(ignored: Mapping[str, int], lang: Lang) -> list[str]:
    """Return why cells were left aside, with their number, the most frequent first."""
    ranked = sorted(((code, n) for code, n in ignored.items() if n), key=lambda one: (-one[1], one[0]))
    if not ranked:
        return []
    told = {"zh": "；", "en": "; "}[lang].join(f"{IGNORED[code].of(lang)} {n}" for code, n in ranked)
    return [INDENT + line for line in folded(told, WIDTH - len(INDENT)).split("\n")]
