"""A small scope and frame for tests of formulas: names with units and kinds, arrays by name."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from fzplan import periods
from fzplan.formula import Symbol, check, parse
from fzplan.model.plan import Dimension
from fzplan.observations import TOTAL
from fzplan.units import UNITS, Units

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from fzplan.formula import Fault, Kind, Style, Typed
    from fzplan.periods import Period

ZONES = ("东区", "西区", "扩区")
INDUSTRIES = ("轨道交通", "航空航天", "智能装备")


def symbol(name: str, unit: str = "亿元", kind: Kind | None = "flow", **more: object) -> Symbol:
    return Symbol(name, UNITS.parse(unit), kind, **more)  # type: ignore[arg-type]


SYMBOLS = {
    s.id: s
    for s in (
        symbol("总收入", en="total income"),
        symbol("研发费用", "万元"),
        symbol("利润"),
        symbol("不变价收入", price="constant 2020"),
        symbol("现价收入", price="current"),
        symbol("从业人员", "万人", "average", en="employees"),
        symbol("期末人员", "万人", "stock"),
        symbol("折合全时当量", "人年"),
        symbol("企业数", "家", "stock"),
        symbol("专利数", "件"),
        symbol("园区面积", "平方公里", "fixed"),
        symbol("增速", "%", "rate"),
        symbol("占比", "%", "ratio"),
        symbol("价格指数", "%", "ratio"),
        symbol("无类", "亿元", None),
        symbol("覆盖面", "%", "stock"),
        symbol("断点收入", breaks=(2022,)),
        symbol("非公企业数", "家", "stock"),
        symbol("2020年 收入", "亿元"),
        symbol("级别", "1", None, content="text"),
    )
}
ZONE = Dimension("园区", ZONES, {**{z: z for z in ZONES}, "东": "东区"}, groups={"两区": ZONES[:2]}, partition=True)
INDUSTRY = Dimension("产业", INDUSTRIES, {i: i for i in INDUSTRIES}, groups={"千亿": INDUSTRIES[:2]})


@dataclass(frozen=True)
class Names:
    """A scope."""

    style: Style = "indicator"
    units: Units = UNITS
    first: int | None = None
    symbols: Mapping[str, Symbol] = field(default_factory=lambda: SYMBOLS)

    def symbol(self, name: str) -> Symbol | None:
        return self.symbols.get(name)

    def names(self) -> Iterable[str]:
        return self.symbols

    def dimension(self, name: str) -> Dimension | None:
        return {"园区": ZONE, "产业": INDUSTRY}.get(name)


@dataclass
class Numbers:
    """A frame over the years from `start`: `data` by name, of one value a year, or with an axis of zones."""

    data: Mapping[str, object]
    start: int = 2020
    length: int = 4
    before: Mapping[str, object] = field(default_factory=dict)
    printed: Mapping[tuple[str, Period], float] = field(default_factory=dict)
    dimensions: tuple[str, ...] = ("园区", "产业")

    @property
    def periods(self) -> tuple[Period, ...]:
        return tuple(periods.year(self.start + i) for i in range(self.length))

    def members(self, dim: str) -> tuple[str, ...]:
        return (TOTAL, *(ZONES if dim == "园区" else INDUSTRIES))

    def _array(self, found: object) -> np.ndarray:
        array = np.array(found, dtype=np.float64)
        return array.reshape(array.shape + (1,) * (3 - array.ndim))

    def values(self, name: str, reading: str = "", form: str = "") -> np.ndarray:
        key = ".".join(part for part in (form, name, reading) if part)
        return self._array(self.data.get(key, [np.nan] * self.length))

    def prior(self, name: str) -> np.ndarray:
        return self._array(self.before.get(name, [np.nan] * self.length))

    def long(self, name: str, period: Period) -> np.ndarray:
        return np.full((1, 1), self.printed.get((name, period), np.nan))

    def observation(self, name: str, t: int, cell: tuple[int, ...], reading: str = "", form: str = "") -> int:
        found = self.prior(name) if reading == "prior" else self.values(name, reading, form)
        return -1 if np.isnan(found[(t, *cell)]) else 100 * t + sum(cell)


def checked(text: str, want: str = "", scope: Names | None = None) -> tuple[Typed | None, tuple[Fault, ...]]:
    return check(parse(text), scope or Names(), UNITS.parse(want) if want else None)


def typed(text: str, want: str = "", scope: Names | None = None) -> Typed:
    found, faults = checked(text, want, scope)
    assert found is not None, [fault.rule.says.zh.format_map(fault.facts) for fault in faults]
    return found


def codes(text: str, want: str = "", scope: Names | None = None) -> list[str]:
    return [fault.rule.code for fault in checked(text, want, scope)[1]]
