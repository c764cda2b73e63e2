"""What the lines above a table say of all its numbers: the measure, the unit, the period; and the names of file, sheet.

In: texts. Out: names, units, periods; ``""`` or None where nothing is said.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from fzplan.regex import regex
from fzplan.returns import times
from fzplan.returns.grid import UNIT_LINE, text_of
from fzplan.returns.labels import fold, read, tongues, unit
from fzplan.returns.surveying.labels import unit_in
from fzplan.units import UNITS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fzplan.periods import Period
    from fzplan.returns.surveying.blocks import Block
    from fzplan.returns.surveying.sight import Sight

_NUMBER = regex(r"^(?:续?表|图|table|T)?\s*[\dA-Z]{1,3}(?:[-—–.]\d+)*(?:续表)?[\s、.:：]+", re.IGNORECASE)
_ALL = regex(r"(?:全国|中国)?(?:各|分)(?:地区|省市|省份|省|市|行业|产业)的?")
_YEARS = regex(r"[(（]?(?:19|20)\d\d年?(?:[-—–至](?:19|20)\d\d年?)?(?:度|末)?[)）]?")
_NAMED = regex(r"^(?:指标|项目|indicator)\s*[:：]\s*(?P<name>.+)$", re.IGNORECASE)
_ONE_YEAR = regex(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?!\d)")
_PLAIN_SHEET = regex(r"(?:Sheet|Tabelle|工作表|table)?\s*\d*", re.IGNORECASE)
LONGEST = 40
"""Characters of a measure's name that is taken from a title."""


class Title(NamedTuple):
    """What is said above a table."""

    lines: tuple[str, ...]
    unit_line: str = ""
    units: tuple[str, ...] = ()
    measure: str = ""
    unit: str = ""
    """The unit beside the measure named above the table."""
    period: Period | None = None
    of_sheet: bool = False
    """The name of the sheet alone says the period."""


def title_of(sight: Sight, block: Block, file: str, sheet: str) -> Title:
    """Return what the lines above a table say; file and sheet give the measure's name where no line does."""
    texts = [text for r in block.above for _, value in sight.grid.distinct(r) if (text := text_of(value))]
    line = next((found["units"] for t in reversed(texts) if (found := UNIT_LINE.search(fold(t)))), "")
    if not line:
        line = next((bare for t in reversed(texts[-3:]) if unit(UNITS, bare := fold(t).strip("()（） "))), "")
    units = tuple(known.text for part in re.split(r"[,，、;；/ ]+", line) if (known := unit(UNITS, part)))
    whole = unit(UNITS, line)
    lines = tuple(t for t in texts if not UNIT_LINE.search(fold(t)))
    name, own = _measure(lines, file, sheet)
    period, _ = times.of_titles(texts)
    of_sheet = times.in_title(sheet) if period is None else None
    stated = (whole.text,) if whole else units
    return Title(lines, line, stated, name, own, period or of_sheet, of_sheet=of_sheet is not None)


def _measure(lines: Sequence[str], file: str, sheet: str) -> tuple[str, str]:
    """Return the measure and the unit that the lines above a table name, else the name of the sheet or the file."""
    for line in lines:
        found = _NAMED.match(line.strip())
        if found:
            return read(found["name"]).text, unit_in(found["name"])
    stem = _YEARS.sub("", PurePosixPath(file).stem)
    chinese = [t for t in lines if re.search(r"[\u3400-\u9fff]", t)]
    for text in (*chinese, *lines, *([] if _PLAIN_SHEET.fullmatch(sheet) else [sheet]), stem):
        name = _bare(text)
        if len(name) > 1 and not re.match(r"(?:数据库|时间|Data Source|Last Updated|Stand)\b", name):
            return name, unit_in(text)
    return stem or "数值", ""


def _bare(text: str) -> str:
    """Return a title without its number, years, 各地区 and unit, short enough for a name."""
    plain = fold(tongues(text)[0]).strip()
    plain = _YEARS.sub("", _NUMBER.sub("", plain)).strip()
    plain = read(_ALL.sub("", plain)).text.strip(" -—–:：,，.")
    return plain[:LONGEST].strip()


def year_in_name(file: str) -> tuple[int, str] | None:
    """Return the one year that a file name has, and the path with `{year}` in its place.

    >>> year_in_name("a/raw-2020.xls"), year_in_name("2016-2020.xls"), year_in_name("CPI.xls")
    ((2020, 'a/raw-{year}.xls'), None, None)
    """
    folder, slash, name = file.rpartition("/")
    found = _ONE_YEAR.findall(name)
    return (int(found[0]), folder + slash + _ONE_YEAR.sub("{year}", name)) if len(found) == 1 else None
