"""Which of several printed numbers for one key counts.

Editions, dates and sources are compared only where a key was printed more than once, in this order:

1. an override of the user (`--set`);
2. `prefer:` of the measure (forms or editions, most trusted first);
3. a reported number before an illustrative, implied or assumed one: an invented figure never displaces a real one;
4. a signed table before an aggregate of records;
5. the higher edition (预计 < 快报 < 年报 < 最终核实 < 普查修订; unstated is 年报);
6. the newer day of publication (an unknown day is older than any known one);
7. the better quality;
8. the first place by file, sheet, row and column: the order of reading never matters.

Whether the losers disagree with the winner is reported where they were read, by `returns`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fzplan.observations import QUALITIES, edition_rank
from fzplan.periods import YEAR

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fzplan.model.plan import Kind
    from fzplan.observations import Observation, Sources
    from fzplan.periods import Period

Interval = tuple[int, int]
"""Start (a month ordinal) and months; months 0 is the instant at the end of that month."""
Series = dict[Interval, int]
"""The winning observation of each interval."""
Choice = dict[tuple[str, ...], Series]
"""The series of each combination of members."""

INVENTED = QUALITIES.index("implied")


class Taste(NamedTuple):
    """What decides between two prints of one number besides their own attributes."""

    prefer: tuple[str, ...]
    sources: Sources
    overridden: frozenset[int]


def choose(indexes: Iterable[int], observations: Sequence[Observation], kind: Kind | None, taste: Taste) -> Choice:
    """Return the winner of every interval and member among the observations of one measure and basis."""
    chosen: Choice = {}
    for index in indexes:
        seen = observations[index]
        series = chosen.setdefault(seen.members, {})
        interval = interval_of(seen.period, kind)
        rival = series.get(interval)
        if rival is None or rank(index, seen, taste) > rank(rival, observations[rival], taste):
            series[interval] = index
    return chosen


def interval_of(period: Period, kind: Kind | None) -> Interval:
    """Return the interval a figure speaks of: a stock printed under a year or a quarter is the one at its end."""
    if kind in ("stock", "fixed") and period.months <= YEAR:
        return period.last, 0
    return period.start, period.months


def rank(index: int, seen: Observation, taste: Taste) -> tuple[object, ...]:
    """Return the rank of an observation among those of one key: the greatest wins."""
    quality = QUALITIES.index(seen.quality)
    return (
        index in taste.overridden,
        -trust(seen, taste.prefer),
        quality < INVENTED,
        not seen.rows,
        edition_rank(seen.edition),
        seen.published.toordinal() if seen.published else 0,
        -quality,
        _Earlier(taste.sources, seen),
    )


def trust(seen: Observation, prefer: tuple[str, ...]) -> int:
    """Return the place of an observation's form or edition in `prefer:`; what is not named comes last."""
    return next((n for n, name in enumerate(prefer) if name in (seen.form, seen.edition)), len(prefer))


class _Earlier:
    """Orders observations by their place, the first one greatest."""

    __slots__ = ("key",)

    def __init__(self, sources: Sources, seen: Observation) -> None:
        file = sources.files[seen.file] if sources.files else ""
        sheet = sources.sheets[seen.sheet] if sources.sheets else ""
        self.key = (file, sheet, seen.row, seen.column, seen.value)

    def __gt__(self, other: _Earlier) -> bool:
        return self.key < other.key

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Earlier) and self.key == other.key

    __hash__ = None  # type: ignore[assignment]
