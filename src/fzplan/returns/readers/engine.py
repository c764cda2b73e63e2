"""The values of a workbook, read by the fast engine (calamine) for every format that has cells."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from fzplan.diagnostics import Text
from fzplan.returns.readers.book import Facts, Sheet
from fzplan.returns.readers.faults import DamagedError, check_cells

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fzplan.returns.readers.book import Cell, Merges
    from fzplan.returns.readers.limits import Limits

_UNPARSED = Text("工作表的内容解析不了", "the content of its sheets cannot be parsed")


def sheets(
    data: bytes,
    limits: Limits,
    facts: Mapping[str, Facts] | None = None,
    merges: Mapping[str, Merges] | None = None,
) -> tuple[Sheet, ...]:
    """Return the worksheets of a workbook, each with its facts by name, and its merges where the engine has none.

    Raises DamagedError where the engine cannot read it, OversizedError for a sheet of too many cells.
    """
    from python_calamine import CalamineError

    try:
        return tuple(_sheets(data, limits, facts or {}, merges or {}))
    except (CalamineError, OSError, OverflowError) as error:
        raise DamagedError(Text(_UNPARSED.zh, f"{_UNPARSED.en} ({error})")) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # the engine's own crash on hostile bytes is no Exception
            raise
        raise DamagedError(_UNPARSED) from None


def _sheets(data: bytes, limits: Limits, facts: Mapping[str, Facts], merges: Mapping[str, Merges]) -> Iterator[Sheet]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
    for index, meta in enumerate(workbook.sheets_metadata):
        if meta.typ != SheetTypeEnum.WorkSheet:
            continue
        name, sheet = meta.name, workbook.get_sheet_by_index(index)
        check_cells(sheet.total_height, sheet.total_width, limits.cells, name)
        merged = tuple((r0, c0, r1, c1) for (r0, c0), (r1, c1) in sheet.merged_cell_ranges or ())
        rows: list[list[Cell]] = sheet.to_python(skip_empty_area=False)  # type: ignore[assignment]
        visible = meta.visible == SheetVisibleEnum.Visible
        yield Sheet(name, rows, merged or merges.get(name, ()), visible, facts.get(name, Facts()))
