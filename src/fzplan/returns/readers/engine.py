"""The values of a workbook, read by the fast engine (calamine) for every format that has cells."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from fzplan.diagnostics import Text
from fzplan.returns.readers.book import Facts, Sheet
from fzplan.returns.readers.faults import DamagedError, check_cells

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from python_calamine import CalamineWorkbook

    from fzplan.returns.readers.book import Cell, Merges
    from fzplan.returns.readers.limits import Limits

_UNPARSED = Text("工作表的内容解析不了", "the content of its sheets cannot be parsed")


def sheets(
    data: bytes,
    limits: Limits,
    facts: Mapping[str, Facts] | None = None,
    merges: Mapping[str, Merges] | None = None,
    large: Mapping[str, Callable[[int], tuple[list[list[Cell]], Merges]]] | None = None,
) -> tuple[Sheet, ...]:
    """Return the worksheets of a workbook, each with its facts by name, and its merges where the engine has none.

    `large`: by name the sheets that are better read in parts, and how.
    Raises DamagedError where the engine cannot read it, OversizedError for a sheet of too many cells.
    """
    from python_calamine import CalamineError

    try:
        return tuple(_sheets(data, limits, facts or {}, merges or {}, large or {}))
    except (CalamineError, OSError, OverflowError) as error:
        raise DamagedError(Text(_UNPARSED.zh, f"{_UNPARSED.en} ({error})")) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # the engine's own crash on hostile bytes is no Exception
            raise
        raise DamagedError(_UNPARSED) from None


def _sheets(
    data: bytes,
    limits: Limits,
    facts: Mapping[str, Facts],
    merges: Mapping[str, Merges],
    large: Mapping[str, Callable[[int], tuple[list[list[Cell]], Merges]]],
) -> Iterator[Sheet]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    workbook: CalamineWorkbook | None = CalamineWorkbook.from_filelike(io.BytesIO(data))
    assert workbook is not None
    for index, meta in enumerate(workbook.sheets_metadata):
        if meta.typ != SheetTypeEnum.WorkSheet:
            continue
        visible, name = meta.visible == SheetVisibleEnum.Visible, meta.name
        read = None
        if name in large:
            workbook = None  # not beside its parts
            read = _in_parts(large[name], index)
        if read is None:
            workbook = workbook or CalamineWorkbook.from_filelike(io.BytesIO(data))
            read = _whole(workbook, index, limits)
        rows, merged = read
        check_cells(len(rows), len(rows[0]) if rows else 0, limits.cells, name)
        yield Sheet(name, rows, merged or merges.get(name, ()), visible, facts.get(name, Facts()))


def _whole(workbook: CalamineWorkbook, index: int, limits: Limits) -> tuple[list[list[Cell]], Merges]:
    sheet = workbook.get_sheet_by_index(index)
    check_cells(sheet.total_height, sheet.total_width, limits.cells, sheet.name)
    merged = tuple((r0, c0, r1, c1) for (r0, c0), (r1, c1) in sheet.merged_cell_ranges or ())
    return sheet.to_python(skip_empty_area=False), merged  # type: ignore[return-value]


def _in_parts(
    read: Callable[[int], tuple[list[list[Cell]], Merges]], index: int
) -> tuple[list[list[Cell]], Merges] | None:
    """Return a large sheet read in parts; None where it cannot be cut, or a part of it is no sheet to the engine."""
    from python_calamine import CalamineError

    from fzplan.returns.readers.in_parts import UnevenError

    try:
        return read(index)
    except (UnevenError, CalamineError):
        return None
