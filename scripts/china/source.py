"""The published values, a row of `source.csv` each, as the material gives them.

A day of publication that is known to the month or the year only is taken as the last day of it: a value is never
seen before it was certainly published. No day stays no day: such a value counts as known once its period is over.
"""

from __future__ import annotations

import calendar
import csv
import re
from pathlib import Path
from typing import NamedTuple

EXAMPLE = Path(__file__).parents[2] / "examples" / "china-14fyp"
PUBLISHED, IMPLIED, UNCONFIRMED = "公布数", "推算数", "未核实数"
QUALITIES = {"high": PUBLISHED, "high (derived)": IMPLIED}
"""可信度 of the material → 数据性质 of the workbooks; all else is 未核实."""
WHOLE_DAY = 3
"""Parts of a date that names its day."""


class Print(NamedTuple):
    """One published value: what, when, how much, since when, how sure, where it stands, who says so, in which words."""

    code: str
    measure: str
    period: str
    value: str
    unit: str
    edition: str
    vintage: str
    confidence: str
    workbook: str
    source: str
    quote: str
    note: str

    @property
    def published(self) -> str:
        """Return the day of publication, the last one it can be; "" where none is known.

        >>> Print(*[""] * 6, "2020-02", *[""] * 5).published, Print(*[""] * 6, "2024", *[""] * 5).published
        ('2020-02-29', '2024-12-31')
        """
        if not self.vintage:
            return ""
        parts = [int(part) for part in self.vintage.split("-")]
        year, month = parts[0], parts[1] if len(parts) > 1 else 12
        day = parts[2] if len(parts) == WHOLE_DAY else calendar.monthrange(year, month)[1]
        return f"{year}-{month:02}-{day:02}"

    @property
    def quality(self) -> str:
        """Return what the workbooks call its standing."""
        return QUALITIES.get(self.confidence, UNCONFIRMED)

    @property
    def number(self) -> float | str:
        """Return the value as a number, or in the words it was published in: 超过25."""
        return float(self.value) if re.fullmatch(r"-?[\d.]+", self.value) else self.value

    @property
    def decimals(self) -> int:
        """Return its printed decimals."""
        return len(self.value.partition(".")[2])

    @property
    def remark(self) -> str:
        """Return quote, source and notes in one sentence, as it stands in the last column of a return."""
        vague = self.vintage and self.vintage != self.published
        parts = (
            f"原文：{self.quote}" if self.quote else "",
            f"据：{self.source}" if self.source else "",
            f"公布日期只知{self.vintage}，按其最后一日计" if vague else "",
            self.note,
        )
        return "；".join(part for part in parts if part)


def prints(path: Path = EXAMPLE / "source.csv") -> list[Print]:
    """Return every published value, in the order of the file."""
    with path.open(encoding="utf-8", newline="") as file:
        return [Print(*row.values()) for row in csv.DictReader(file)]
