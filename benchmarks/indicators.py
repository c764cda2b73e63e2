"""10,000 indicators × 20 years × 100 regions against bare pandas with the same formulas; growth; and a small run."""

from __future__ import annotations

import gc
import statistics
import time
from typing import TYPE_CHECKING

from benchmarks.floors import indicators as floor
from benchmarks.growth import drawn, fitted
from benchmarks.measure import ROOT
from fzplan import cube, indicators, periods
from fzplan.cli import YOUNG
from fzplan.formula import Symbol, check, parse
from fzplan.model.plan import Dimension, Head, Indicator, Measure, Plan
from fzplan.observations import Extraction, Observation, Sources
from fzplan.units import UNITS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import pandas as pd

PICTURES = ROOT / "docs" / "performance"
ONE = UNITS.parse("1")
FORMULAS = ("{x} / {y}", "{x} / ({x} + {y})", "growth({x})", "{x} * {y} + {z}")


class Scope:
    """Measures m0, m1 … without units, so that both sides compute the same."""

    units = UNITS
    style = "indicator"
    first = 2001

    def symbol(self, name: str) -> Symbol | None:
        return Symbol(name, ONE, "flow", dimensions=("地区",)) if name.startswith("m") else None

    def names(self) -> Iterable[str]:
        return [f"m{n}" for n in range(floor.MEASURES)]

    def dimension(self, name: str) -> Dimension | None:
        return regions() if name == "地区" else None


def regions() -> Dimension:
    names = tuple(f"r{n}" for n in range(floor.REGIONS))
    return Dimension("地区", names, {name: name for name in names})


def declared(count: int = floor.FORMULAS) -> Plan:
    """The formulas of the floor, as a plan; parsing is not measured, for it is done when a plan is loaded."""
    scope, found = Scope(), {}
    for n in range(count):
        x, y, z = (f"m{(n * k + k) % floor.MEASURES}" for k in (1, 3, 7))
        text = FORMULAS[n % 4].format(x=x, y=y, z=z)
        typed, faults = check(parse(text), scope)
        assert typed is not None, faults
        found[f"i{n}"] = Indicator(f"i{n}", typed.type.unit, typed, text)
    measures = {name: Measure(name, ONE, "flow") for name in scope.names()}
    head = Head("benchmark", 2001, 2002, 2000 + floor.YEARS)
    return Plan(head, UNITS, {"地区": regions()}, measures, found, order=tuple(found))


def returned(table: pd.DataFrame) -> Extraction:
    """The figures of the floor as observations."""
    years = {year: periods.year(year) for year in range(2001, 2001 + floor.YEARS)}
    rows = table.itertuples(index=False)
    seen = tuple(Observation(name, years[year], (region,), value) for name, year, region, value in rows)
    return Extraction(("地区",), seen, sources=Sources(("m.xlsx",), ("表",), ()))


def seconds(work: Callable[[], object], runs: int) -> float:
    """The median CPU seconds of several runs after one that warms up: other work on the machine counts less."""
    taken = []
    for _ in range(runs + 1):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return statistics.median(taken[1:])


def compared(formulas: int, members: int, runs: int) -> tuple[float, float, float]:
    """Seconds of pandas by hand, of the cube and of cube and indicators, for so many formulas and regions."""
    table = floor.tidy()
    table = table[table["region"].str[1:].astype(int) < members]
    plan, extraction = declared(formulas), returned(table)
    bare = seconds(lambda: floor.compute(table, formulas), runs)
    laid = seconds(lambda: cube.build(plan, extraction), runs)
    whole = seconds(lambda: indicators.evaluate(plan, cube.build(plan, extraction)[0]), runs)
    return bare, laid, whole


def grown(name: str, sizes: dict[int, tuple[int, int]], across: str) -> None:
    """Measure at several sizes, fit and draw how the time grows."""
    found = {size: compared(*of, 3) for size, of in sizes.items()}
    lines = {
        "pandas by hand": [(size, bare) for size, (bare, _, _) in found.items()],
        "fzplan": [(size, whole) for size, (_, _, whole) in found.items()],
    }
    for label, points in lines.items():
        told = ", ".join(f"{size:,.0f}: {taken:.2f} s" for size, taken in points)
        print(f"  {label:16} grows with {across} to the power of {fitted(points)[1]:.2f}  ({told})")
    PICTURES.mkdir(exist_ok=True)
    (PICTURES / f"{name}.svg").write_text(drawn(lines, across, "CPU seconds"), encoding="utf-8")


def main() -> None:
    """Print the comparison, how both grow, and a small run; unreachable cycles are searched for as in the program."""
    gc.set_threshold(YOUNG)
    bare, laid, whole = compared(floor.FORMULAS, floor.REGIONS, 3)
    print(f"{floor.FORMULAS} indicators × {floor.YEARS} years × {floor.REGIONS} regions (floor: bare pandas)")
    print(f"  {'bare pandas':28} {bare * 1000:8.1f} ms  x  1.00")
    print(f"  {'cube and indicators':28} {whole * 1000:8.1f} ms  x{whole / bare:6.2f}  limit 1.5")
    print(f"  {'of which the cube':28} {laid * 1000:8.1f} ms")
    grown("indicators", {n: (n, floor.REGIONS) for n in (1250, 2500, 5000, 10_000)}, "indicators")
    grown("members", {n: (floor.FORMULAS, n) for n in (12, 25, 50, 100)}, "members")
    extraction = returned(floor.tidy())
    few = Extraction(("地区",), extraction.observations[:200], sources=extraction.sources)
    small = declared(40)
    laid = seconds(lambda: cube.build(small, few), 9)
    whole = seconds(lambda: indicators.evaluate(small, cube.build(small, few)[0]), 9)
    print(f"200 observations: cube {laid * 1000:.2f} ms, with 40 indicators {whole * 1000:.2f} ms")
