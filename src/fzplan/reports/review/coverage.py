"""The coverage of a review: as text for people, as plain data for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fzplan.diagnostics import listed
from fzplan.model.words import IGNORED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fzplan.diagnostics import Lang
    from fzplan.model.coverage import Coverage, SheetCoverage, Untouched

MOST = 4
"""Blocks of cells that one line names."""


def lines(coverage: Coverage, lang: Lang) -> Iterator[str]:
    """Yield the totals, then what no rule looks at, a sheet after the other."""
    share = f"{100 * coverage.share:.1f} %"
    if lang == "zh":
        yield f"规则覆盖：读到 {coverage.cells} 个数，有规则审核的 {coverage.touched} 个（{share}）"
    else:
        yield f"coverage: numbers read {coverage.cells}, looked at by some rule {coverage.touched} ({share})"
    for sheet in coverage.sheets:
        if sheet.cells or sheet.unread:
            yield from _sheet(sheet, lang)
    if coverage.idle:
        told = listed(coverage.idle).of(lang)
        yield f"没有审到任何数的规则：{told}" if lang == "zh" else f"rules that look at no number read: {told}"


def _sheet(sheet: SheetCoverage, lang: Lang) -> Iterator[str]:
    aside = listed(f"{IGNORED[reason].of(lang)} {count}" for reason, count in sheet.unread.items()).of(lang)
    if lang == "zh":
        unread = f"，未采用 {sum(sheet.unread.values())} 个（{aside}）" if sheet.unread else ""
        yield f"  {sheet.place}：{sheet.cells} 个数，审到 {sheet.touched} 个{unread}"
    else:
        unread = f", not taken {sum(sheet.unread.values())} ({aside})" if sheet.unread else ""
        yield f"  {sheet.place}: numbers {sheet.cells}, looked at {sheet.touched}{unread}"
    for one in sheet.untouched:
        yield f"    {_untouched(one, lang)}"


def _untouched(one: Untouched, lang: Lang) -> str:
    blocks = listed([block.address for block in one.ranges[:MOST]], more=len(one.ranges) > MOST).of(lang)
    if lang == "zh":
        return f"没有规则审核：{one.name}，{one.cells} 个（{blocks}）"
    return f"no rule looks at: {one.name}, {one.cells} ({blocks})"


def document(coverage: Coverage) -> dict[str, Any]:
    """Return the coverage as plain data."""
    return {
        "cells": coverage.cells,
        "touched": coverage.touched,
        "sheets": [_sheet_data(sheet) for sheet in coverage.sheets],
        "idle_checks": list(coverage.idle),
    }


def _sheet_data(sheet: SheetCoverage) -> dict[str, Any]:
    return {
        "file": sheet.place.file,
        "sheet": sheet.place.sheet,
        "cells": sheet.cells,
        "touched": sheet.touched,
        "unread": dict(sheet.unread),
        "untouched": [
            {"name": one.name, "form": one.form, "cells": one.cells, "ranges": [block.address for block in one.ranges]}
            for one in sheet.untouched
        ],
    }
