"""What the codes of a form stand for, read from a filled return: its column of codes, or the numbers of its columns.

In: a form, what its returns were read as, and the files. Out: a `Codebook`. A code stands for what the figures in its
line (or column) are of; in records, for the field whose heading or code it is.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from fzplan.diagnostics import column_letters
from fzplan.model.printed import Codebook, Meaning
from fzplan.observations import TOTAL
from fzplan.regex import regex
from fzplan.returns.grid import Grid
from fzplan.returns.labels import fold
from fzplan.returns.readers import door

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from fzplan.model.plan import Form, Plan
    from fzplan.observations import Extraction, Observation
    from fzplan.returns.files import DataFile
    from fzplan.returns.readers.book import Sheet

_HEAD = regex(r"(?:指标|项目|行)?(?:代码|编码|编号|代号)|行次|行号|code|no\.?", re.IGNORECASE)
_CODE = regex(r"[A-Za-z]{0,6}\d{1,6}(?:_\d{1,3})*[A-Za-z]?")
_ORDINALS = "甲乙丙丁戊己庚辛壬癸"
"""What stands in a row of codes over the columns of names; nothing may stand there too."""
ABOVE = 12
"""Rows above the first figure in which the heading of the codes is looked for."""
Codes = dict[str, dict[Meaning, None]]


def codebook(plan: Plan, form: Form, extraction: Extraction, files: Sequence[DataFile]) -> Codebook:
    """Return what the codes, headings and cells of a form stand for."""
    paths = {file.shown: file for file in files}
    if form.entity:
        return _of_records(form, extraction, paths)
    codes: Codes = defaultdict(dict)
    cells: dict[str, tuple[Meaning, ...]] = {}
    months: set[int] = set()
    for (file, sheet), observed in _by_sheet(extraction, form).items():
        months |= {o.period.months for o in observed if o.period.months}
        latest = max(o.period.last for o in observed)
        cells |= {_address(o): (_meaning(plan, o, latest),) for o in observed if o.basis == "published"}
        book = door.read(paths[file].path, file).book if file in paths else None
        grid = next((Grid(s) for s in book.sheets if s.name == sheet), None) if book is not None else None
        if grid is not None:
            _of_lines(plan, grid, observed, codes)
            _of_columns(grid, observed, codes)
    found = {code: _told_apart(meanings) for code, meanings in codes.items()}
    return Codebook(form.id, found, cells, tuple(found), 12 // min(months, default=12) or 1)


def _by_sheet(extraction: Extraction, form: Form) -> Mapping[tuple[str, str], list[Observation]]:
    found: dict[tuple[str, str], list[Observation]] = defaultdict(list)
    for o in extraction.observations:
        if o.form == form.id and o.row:
            found[extraction.sources.files[o.file], extraction.sources.sheets[o.sheet]].append(o)
    return found


def _meaning(plan: Plan, o: Observation, latest: int | None = None) -> Meaning:
    """Return what a figure is of; `latest`: the month in which the newest of its sheet end."""
    members = tuple((d, m) for d, m in zip(plan.dimensions, o.members, strict=True) if m != TOTAL)
    back = 0 if latest is None else (latest - o.period.last) // 12
    return Meaning(o.measure, members, back=back, unit=o.unit)


def _told_apart(meanings: Iterable[Meaning]) -> tuple[Meaning, ...]:
    """Return what a code stands for; a measure that is printed in several units is one, and its unit is not said."""
    units: dict[Meaning, set[str]] = defaultdict(set)
    for meaning in meanings:
        units[meaning._replace(unit="")].add(meaning.unit)
    return tuple(m._replace(unit=next(iter(said))) if len(said) == 1 else m for m, said in units.items())


def _address(o: Observation) -> str:
    return f"{column_letters(o.column)}{o.row}"


def _of_lines(plan: Plan, grid: Grid, observed: Sequence[Observation], codes: Codes) -> None:
    """Take the column headed 代码: the code of each line stands for the measure and the members of its figures."""
    column = _headed(grid, min(o.row for o in observed) - 1)
    if column is None:
        return
    for row, inside in _grouped(observed, lambda o: o.row).items():
        code = _code(grid.text(row - 1, column))
        if code:
            for o in inside:
                codes[code][_meaning(plan, o)] = None


def _headed(grid: Grid, first: int) -> int | None:
    """Return the column whose heading, above the row `first`, says that it holds codes."""
    for row in range(first - 1, max(grid.top, first - ABOVE) - 1, -1):
        for column, value in grid.distinct(row):
            if isinstance(value, str) and _HEAD.fullmatch("".join(fold(value).split())):
                return column
    return None


def _of_columns(grid: Grid, observed: Sequence[Observation], codes: Codes) -> None:
    """Take the row of numbers under the header (甲 乙 1 2 3), where each column is a measure of its own."""
    by_column = _grouped(observed, lambda o: o.column)
    meanings = {column: {o.measure for o in inside} for column, inside in by_column.items()}
    distinct = {next(iter(names)) for names in meanings.values() if len(names) == 1}
    if any(len(names) > 1 for names in meanings.values()) or len(distinct) < 2:
        return
    first = min(o.row for o in observed) - 1
    row = _numbered(grid, first, [column - 1 for column in by_column])
    if row is None:
        return
    for column, inside in by_column.items():
        code = _code(grid.text(row, column - 1))
        if code:
            codes[code][Meaning(inside[0].measure, unit=inside[0].unit)] = None


def _numbered(grid: Grid, first: int, columns: Sequence[int]) -> int | None:
    """Return the row above `first` in which these columns have codes, all different."""
    for row in range(first - 1, max(grid.top, first - 3) - 1, -1):
        found = [_code(grid.text(row, column)) for column in columns]
        if all(found) and len(set(found)) == len(found):
            return row
    return None


def _grouped(observed: Iterable[Observation], key: Callable[[Observation], int]) -> dict[int, list[Observation]]:
    found: dict[int, list[Observation]] = defaultdict(list)
    for o in observed:
        found[key(o)].append(o)
    return found


def _code(text: str) -> str:
    found = fold(text).replace(" ", "")
    return found if _CODE.fullmatch(found) else ""


def _of_records(form: Form, extraction: Extraction, paths: Mapping[str, DataFile]) -> Codebook:
    """Take the headings of the fields, and the numbers in the row under the header."""
    codes: Codes = defaultdict(dict)
    fields = {}
    for column in form.columns_of:
        meaning = Meaning(column.id, unit=column.unit.text if column.unit else "", text=column.unit is None)
        fields["".join(fold(column.column).split())] = meaning
        for name in dict.fromkeys((column.column, fold(column.column), column.id)):
            codes[name][meaning] = None
    for records in extraction.records:
        file, sheet = extraction.sources.files[records.file], extraction.sources.sheets[records.sheet]
        book = door.read(paths[file].path, file).book if records.form == form.id and file in paths else None
        for found in book.sheets if book is not None else ():
            if found.name == sheet and records.row:
                _of_numbers(found, min(records.row) - 1, fields, codes)
    order = tuple(codes)
    return Codebook(form.id, {code: _told_apart(m) for code, m in codes.items()}, {}, order)


def _of_numbers(sheet: Sheet, first: int, fields: Mapping[str, Meaning], codes: Codes) -> None:
    """Take the row of codes between the header of records and their first row."""
    grid = Grid(sheet)
    heads: Counter[int] = Counter()
    columns: dict[int, dict[int, Meaning]] = defaultdict(dict)
    for row in range(max(grid.top, first - ABOVE), first):
        for column in range(grid.left, grid.right + 1):
            meaning = fields.get("".join(fold(grid.text(row, column)).split()))
            if meaning is not None:
                heads[row] += 1
                columns[row][column] = meaning
    if not heads:
        return
    head = heads.most_common(1)[0][0]
    for row in range(head + 1, first):
        found = {column: _code(grid.text(row, column)) for column in columns[head]}
        given = [code for code in found.values() if code]
        others = (grid.text(row, column).strip() for column, code in found.items() if not code)
        if given and len(set(given)) == len(given) and all(text in _ORDINALS for text in others):
            for column, code in found.items():
                if code:
                    codes[code][columns[head][column]] = None
