"""About 2,000 invented enterprises of 2024 whose figures add up exactly to the returns, by zone and by industry.

Whole-number arithmetic throughout (a generator of 32-bit numbers, no floating point): the same on every machine.
"""

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import NamedTuple

from scripts.sample import figures

MEASURES = {"总收入": 10_000, "从业人员平均人数": 1, "年末从业人员": 1, "研发费用": 10_000, "研发人员": 1}
"""What an enterprise reports, in this order, and the factor from `figures`: 千元 in a tenth of 亿元; persons."""
CODES = {
    "轨道交通": ("3711", "3714", "3720"),
    "航空航天": ("3741", "3742", "3749"),
    "新一代信息技术": ("3912", "3940", "6311", "6420", "6513", "6531"),
    "智能装备": ("3421", "3491", "3514"),
    "医药健康": ("2710", "2760", "3581"),
    "新材料": ("2651", "3240", "3091"),
    figures.OTHER: ("4813", "5165", "7211", "7310", "7484", "7519"),
}
"""行业代码 of GB/T 4754-2017 by the industry that `targets.yaml` counts them to."""
NUMBERS = {"轨道交通": 200, "航空航天": 110, "新一代信息技术": 420, "智能装备": 180, "医药健康": 130, "新材料": 90}
ENTERPRISES = 2000
LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""The 31 characters of GB 32100-2015."""


Row = tuple[str, str, int, int, int, int, int]
"""An enterprise before it has a code and a name."""


class Enterprise(NamedTuple):
    """One row of the microdata; money in 千元."""

    code: str
    name: str
    zone: str
    industry: str
    income: int
    average_staff: int
    staff: int
    research: int
    research_staff: int


def enterprises() -> list[Enterprise]:
    """Return the enterprises in the order of their numbers."""
    rows = [row for zone, industry, totals, count in _cells() for row in _cell(zone, industry, totals, count)]
    order = sorted(range(len(rows)), key=lambda i: _noise(i, 1))
    shuffled = [rows[i] for i in order]
    return [Enterprise(credit_code(n), f"示例企业{n:04}", *row) for n, row in enumerate(shuffled, start=1)]


def credit_code(number: int) -> str:
    """Return a 统一社会信用代码 of nobody: area code 000000, both check characters right.

    >>> credit_code(1)
    '91000000MA00000157'
    """
    body = f"MA{number:06}"
    body += _organisation_check(body)
    return (head := f"91000000{body}") + _credit_check(head)


def _organisation_check(body: str) -> str:
    """Return the check character of GB 11714-1997 over eight characters."""
    ordinals = (int(c, 36) for c in body)
    rest = -sum(weight * n for weight, n in zip((3, 7, 9, 10, 5, 8, 4, 2), ordinals, strict=True)) % 11
    return "X" if rest == 10 else str(rest)


def _credit_check(head: str) -> str:
    """Return the check character of GB 32100-2015 over seventeen characters."""
    return LETTERS[-sum(pow(3, i, 31) * LETTERS.index(c) for i, c in enumerate(head)) % 31]


def _noise(number: int, salt: int) -> int:
    """Return a number below 2³² that looks random and is always the same (the mixer of MurmurHash3)."""
    x = (number * 0x9E3779B9 + salt * 0x85EBCA6B) & 0xFFFFFFFF
    for multiplier in (0x85EBCA6B, 0xC2B2AE35):
        x = ((x ^ (x >> 16)) * multiplier) & 0xFFFFFFFF
    return x ^ (x >> 13)


def _cells() -> list[tuple[str, str, tuple[int, ...], int]]:
    """Return zone, industry, totals in the order of `MEASURES` and number of enterprises, a row a cell."""
    last = figures.YEARS[-1]
    tables = [
        _table(
            [value * step for value in figures.by_zone(measure, last)],
            [value * step for value in figures.by_industry(measure, last)],
        )
        for measure, step in MEASURES.items()
    ]
    rest = ENTERPRISES - sum(NUMBERS.values())
    numbers = _table(list(figures.split(ENTERPRISES, figures.ZONE_SHARES["年末从业人员"])), [*NUMBERS.values(), rest])
    return [
        (zone, industry, tuple(table[r][c] for table in tables), numbers[r][c])
        for r, zone in enumerate(figures.ZONES)
        for c, industry in enumerate((*figures.INDUSTRIES, figures.OTHER))
    ]


def _table(rows: list[int], columns: list[int]) -> list[list[int]]:
    """Return a table of whole numbers with exactly these margins, each cell near row × column ÷ total."""
    total = sum(rows)
    ends = [[0, *((r * c * 2 + total) // (2 * total) for c in accumulate(columns))] for r in (0, *accumulate(rows))]
    return [
        [after[j + 1] - after[j] - before[j + 1] + before[j] for j in range(len(columns))]
        for before, after in pairwise(ends)
    ]


def _cell(zone: str, industry: str, totals: tuple[int, ...], count: int) -> list[Row]:
    """Return the enterprises of one cell: a few large, many small, the sums exactly those of the cell."""
    seed = figures.ZONES.index(zone) * 100_003 + len(industry) * 10_007 + ord(industry[0])
    noise = [_noise(seed + i, 2) for i in range(count)]
    sizes = [10**15 // (rank + 2) ** 2 + 10**12 + n for rank, n in enumerate(noise)]
    # staff grows more slowly than income; research follows both, with a grain of chance
    heads = [10**12 // (rank + 12) + n for rank, n in enumerate(noise)]
    grain = [500 + _noise(seed + i, 3) % 1000 for i in range(count)]
    labs = [head * g for head, g in zip(heads, grain, strict=True)]
    projects = [size * g for size, g in zip(sizes, grain, strict=True)]
    income, average, staff, research, research_staff = (
        _parts(total, weights) for total, weights in zip(totals, (sizes, heads, heads, projects, labs), strict=True)
    )
    codes = CODES[industry]
    return [
        (zone, codes[noise[i] % len(codes)], income[i], average[i], staff[i], research[i], research_staff[i])
        for i in range(count)
    ]


def _parts(total: int, weights: list[int]) -> list[int]:
    """Split a whole number by weights; the parts add up to it exactly."""
    whole = sum(weights)
    ends = [total * w // whole for w in accumulate(weights)]
    return [after - before for before, after in pairwise([0, *ends])]
