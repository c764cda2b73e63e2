"""Unit slips: figures a power of ten away from what stands beside them, named with the factor and the likely unit.

In: all observations of a run. Out: findings FZ385 (verify), few: a whole column that is shifted is one finding.
Evidence, in this order: the same figure in another edition, basis or file; its neighbours in time (two at least);
one neighbour in time and what the rest of its sheet did from that year to this; the sum of a partition. Growth of up
to five times a year is growth. docs/decisions/0019.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from math import log10
from typing import TYPE_CHECKING, NamedTuple

from fzplan.observations import QUALITIES, edition_rank
from fzplan.periods import YEAR
from fzplan.returns.slip_sums import off_the_sum
from fzplan.returns.slip_words import finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from fzplan.diagnostics import Diagnostic
    from fzplan.model.plan import Plan
    from fzplan.observations import Observation, Sources

GROWTH = log10(5)
"""Growth of one year up to which a jump is no jump."""
RESTLESS = 6
"""A jump must be this many times the usual step of its series."""
NEIGHBOURS = 3
"""Figures of each side that a jump is measured against (their median)."""
NEAR = {1: 0.12, 2: 0.25}
"""How far from the power of ten a jump may be, by the power; of higher powers `FAR`."""
FAR = 0.35
"""A factor of 2.2: as far as growth and noise may hide a power of ten."""
SAME = {1: 0.04}
"""The same for one figure printed twice: revisions are smaller than growth; of higher powers 0.1."""
SIBLINGS = 3
"""Figures of the same sheet that must bear witness where there is one neighbour in time."""
MAJORITY = 0.75
"""Share of a sheet's figures of one kind of unit that shift together when its unit is mistaken."""


class Point(NamedTuple):
    """A figure of a series: months since year 0, and the power of ten of its value."""

    at: int
    log: float
    o: Observation


class Slip(NamedTuple):
    """A suspect, the figure it is held against, and the power of ten it is too large by (negative: too small)."""

    o: Observation
    beside: Observation
    power: int


Series = dict[tuple[object, ...], list[Point]]


def slips(plan: Plan, observations: Sequence[Observation], sources: Sources) -> list[Diagnostic]:
    """Return the findings of figures that are a power of ten away from their like."""
    judged = [o for o in observations if _judged(plan, o)]
    series = _series(plan, judged, sources)
    found: dict[int, Slip] = {}
    for points in series.values():
        reported = [p for p in points if not _invented(p.o)]
        for slip in in_time(reported):
            found.setdefault(id(slip.o), slip)
        if len(reported) < len(points):
            for slip in in_time(points):  # an invented figure is judged, but bears no witness against a reported one
                if _invented(slip.o):
                    found.setdefault(id(slip.o), slip)
    for slip in (*_printed_twice(judged, found, sources), *_beside_siblings(plan, series.values(), found)):
        found.setdefault(id(slip.o), slip)
    for o, beside, power in off_the_sum(plan, judged):
        if not {id(o), id(beside)} & found.keys():
            found[id(o)] = Slip(o, beside, power)
    return [finding(plan, group, sources) for group in _together(found.values(), sources)]


def _judged(plan: Plan, o: Observation) -> bool:
    """Tell whether a figure can slip: a positive amount with two digits at least; no growth rate, share or rank."""
    quantity = plan.quantity(o.measure)
    if quantity is None or quantity.kind == "rate" or o.value <= 0 or not _has_digits(o, 2):
        return False
    dimensions = quantity.unit.dimensions
    return bool(dimensions) and dimensions[0][0] not in ("rank", "score", "age", "year", "day")


def _has_digits(o: Observation, least: int) -> bool:
    """Tell whether so many digits of a figure are printed."""
    return o.value >= 10.0 ** (least - 1 - o.decimals)


def _invented(o: Observation) -> bool:
    return QUALITIES.index(o.quality) >= QUALITIES.index("implied")


def _series(plan: Plan, judged: Iterable[Observation], sources: Sources) -> Series:
    """Return the figures of each measure, members, length and basis in time; a declared break parts a series."""
    first: dict[tuple[object, ...], Observation] = {}
    for o in judged:
        key: tuple[object, ...] = (
            o.measure, o.members, o.period.months, o.basis, _breaks(plan, o), o.period.start,
        )  # fmt: skip
        if key not in first or _standing(o, sources) < _standing(first[key], sources):
            first[key] = o
    series: Series = defaultdict(list)
    for key, o in first.items():
        series[key[:-1]].append(Point(o.period.start, log10(o.value), o))
    for points in series.values():
        points.sort(key=lambda p: p.at)
    return series


def _breaks(plan: Plan, o: Observation) -> int:
    quantity = plan.quantity(o.measure)
    return sum(o.period.year >= one.at for one in quantity.breaks) if quantity else 0


def _standing(o: Observation, sources: Sources) -> tuple[object, ...]:
    """Order the prints of one figure: reported, then the highest edition, then the first place."""
    place = (sources.files[o.file], sources.sheets[o.sheet], o.row, o.column)
    return (_invented(o), o.rows > 0, -edition_rank(o.edition), *place)


def in_time(points: Sequence[Point]) -> Iterator[Slip]:
    """Return the figures of one series that lie a power of ten off those before and after.

    The longest stretch without a jump is trusted; stretches next to it join it, as they stand or with their power of
    ten taken out. Two figures must be trusted before a third can be doubted.
    """
    stretches = _stretches(points)
    if len(stretches) < 2:
        return
    longest = max(range(len(stretches)), key=lambda n: len(stretches[n]))
    trusted = list(stretches[longest])
    if len(trusted) < 2:
        return
    order = sorted((n for n in range(len(stretches)) if n != longest), key=lambda n: (abs(n - longest), n))
    off = []
    for n in order:
        if _power(stretches[n], trusted) == 0:
            trusted = _joined(trusted, stretches[n])
        else:
            off.append(stretches[n])
    sound = trusted
    for stretch in off:
        power = _power(stretch, trusted)
        if power:
            near = min(sound, key=lambda p: abs(p.at - stretch[0].at))
            yield from (Slip(p.o, near.o, power) for p in stretch)
        if power is not None:
            trusted = _joined(trusted, [p._replace(log=p.log - power) for p in stretch])


def _joined(one: list[Point], other: list[Point]) -> list[Point]:
    return sorted([*one, *other], key=lambda p: p.at)


def _stretches(points: Sequence[Point]) -> list[list[Point]]:
    """Part a series where it jumps by more than growth explains."""
    stretches: list[list[Point]] = []
    for point in points:
        if stretches and abs(point.log - stretches[-1][-1].log) <= _growth(point, stretches[-1][-1]):
            stretches[-1].append(point)
        else:
            stretches.append([point])
    return stretches


def _growth(one: Point, other: Point) -> float:
    return GROWTH * max(1.0, abs(one.at - other.at) / YEAR)


def _power(stretch: Sequence[Point], trusted: Sequence[Point]) -> int | None:
    """Return the power of ten between a stretch and the trusted figures next to it: 0 for none, None for unclear.

    A single power of ten may be real (a new works, a bad harvest), so it counts only between two trusted figures, and
    of a figure of three digits at least.
    """
    first, last = stretch[0], stretch[-1]
    before = [p for p in trusted if p.at < first.at][: -NEIGHBOURS - 1 : -1]
    after = [p for p in trusted if p.at > last.at][:NEIGHBOURS]
    sides = [(own, beside) for own, beside in ((first, before), (last, after)) if beside]
    if any(abs(own.log - beside[0].log) <= _growth(own, beside[0]) for own, beside in sides):
        return 0
    jumps = [own.log - beside[0].log for own, beside in sides]
    if len(jumps) == 2:
        estimates = [sum(jumps) / 2] if jumps[0] * jumps[1] > 0 else []
    else:
        estimates = [jumps[0], sides[0][0].log - median(p.log for p in sides[0][1])]
    restless = RESTLESS * median(abs(b.log - a.log) for a, b in pairwise(trusted))
    likely = [round(e) for e in estimates if abs(e) >= restless and abs(e - round(e)) <= NEAR.get(abs(round(e)), FAR)]
    power = likely[0] if likely else 0
    if abs(power) == 1 and not (len(jumps) == 2 and all(_has_digits(p.o, 3) for p in stretch)):
        return None
    return power or None


def median(values: Iterable[float]) -> float:
    """Return the middle of the values, of an even number the mean of the two.

    >>> median([3.0, 1.0, 2.0]), median([1.0, 2.0])
    (2.0, 1.5)
    """
    ranked = sorted(values)
    middle = len(ranked) // 2
    return ranked[middle] if len(ranked) % 2 else (ranked[middle - 1] + ranked[middle]) / 2


def _printed_twice(judged: Iterable[Observation], known: dict[int, Slip], sources: Sources) -> Iterator[Slip]:
    """Return the figures that another edition, basis or file prints a power of ten apart."""
    groups: dict[tuple[object, ...], list[Observation]] = defaultdict(list)
    for o in judged:
        groups[o.measure, o.members, o.period].append(o)
    for group in groups.values():
        if len(group) < 2 or all(o.value == group[0].value for o in group) or any(id(o) in known for o in group):
            continue
        first = min(group, key=lambda o: _standing(o, sources))
        for other in group:
            jump = log10(other.value) - log10(first.value)
            power = round(jump)
            like = _invented(first) == _invented(other) and not _side_by_side(first, other)
            if power and like and abs(jump - power) <= SAME.get(abs(power), 0.1):
                yield Slip(other, first, power)


def _side_by_side(one: Observation, other: Observation) -> bool:
    """Tell whether one table prints a figure twice: two rows of one name, which is told as that."""
    return (one.file, one.sheet, one.edition, one.basis) == (other.file, other.sheet, other.edition, other.basis)


def _beside_siblings(plan: Plan, series: Iterable[list[Point]], known: dict[int, Slip]) -> Iterator[Slip]:
    """Return the figures with one neighbour in time, where the rest of their sheet tells a slip from growth.

    Either nearly all figures of that kind of unit moved by the same power of ten (the sheet has another unit), or
    all others moved little and one alone by a power of ten.
    """
    moves: dict[tuple[object, ...], list[tuple[float, Point, Point]]] = defaultdict(list)
    for points in series:
        if len(points) == 2 and not any(id(p.o) in known for p in points):
            old, new = points
            quantity = plan.quantity(new.o.measure)
            dimensions = quantity.unit.dimensions if quantity else ()
            sheet = (new.o.file, new.o.sheet, old.o.file, old.o.sheet)
            moves[*sheet, new.at, old.at, dimensions].append((new.log - old.log, old, new))
    for sheet_moves in moves.values():
        yield from _moved(sheet_moves)


def _moved(moves: list[tuple[float, Point, Point]]) -> Iterator[Slip]:
    still = sum(abs(jump) <= _growth(new, old) for jump, old, new in moves)
    powers = [_near_power(jump) for jump, _, _ in moves]
    for power in sorted({p for p in powers if p}):
        together = [(old, new) for p, (_, old, new) in zip(powers, moves, strict=True) if p == power]
        alone = len(together) == 1 and still >= SIBLINGS and still == len(moves) - 1 and abs(power) > 1
        if alone or (len(together) >= SIBLINGS and len(together) >= MAJORITY * len(moves)):
            yield from (Slip(new.o, old.o, power) for old, new in together)


def _near_power(jump: float) -> int:
    power = round(jump)
    return power if abs(jump - power) <= NEAR.get(abs(power), FAR) else 0


def _together(found: Iterable[Slip], sources: Sources) -> list[list[Slip]]:
    """Group the slips of one column by one factor; those alone in their column, of one row."""
    groups: list[list[Slip]] = []
    rest = sorted(found, key=lambda s: (sources.files[s.o.file], sources.sheets[s.o.sheet], s.o.row, s.o.column))
    for axis in ("column", "row"):
        by_axis: dict[tuple[int, int, int, int], list[Slip]] = defaultdict(list)
        for slip in rest:
            by_axis[slip.o.file, slip.o.sheet, slip.power, getattr(slip.o, axis)].append(slip)
        groups += [group for group in by_axis.values() if len(group) > 1 or axis == "row"]
        rest = [group[0] for group in by_axis.values() if len(group) == 1]
    return groups
