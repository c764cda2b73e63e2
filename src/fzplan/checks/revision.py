"""修订: published figures of the frozen years have not changed, in the data as they stand or since an earlier run.

A figure is held against its own earliest publication, against what one form or file says, or against a snapshot.
Figures that a user invented, and aggregates of records, are no publications; figures of one edition and one day that
differ are told where they are read (FZ331), and those that `prefer:` decides between are held against a form or file.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

from fzplan import periods
from fzplan.checks import wording
from fzplan.checks.judging import agree, fixed
from fzplan.checks.plausible_codes import REVISED
from fzplan.checks.tally import Failure, Gap, Tally
from fzplan.cube.choice import interval_of
from fzplan.diagnostics import About, Related, Text
from fzplan.figures import compare, printed
from fzplan.model.checks import Holding
from fzplan.observations import QUALITIES, TOTAL, edition_rank
from fzplan.periods import YEAR, Period

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fzplan.checks.room import Room
    from fzplan.cube.choice import Interval
    from fzplan.diagnostics import Place
    from fzplan.model.checks import Check
    from fzplan.model.plausible import Revision
    from fzplan.observations import Observation

Members = tuple[str, ...]
INVENTED = QUALITIES.index("implied")
AT_ONCE = "last"


class Key(NamedTuple):
    """What a figure is of."""

    measure: str
    members: Members
    interval: Interval


class Print(NamedTuple):
    """One publication of a figure; `observation` is None for one of an earlier run."""

    value: float
    at: Place
    edition: str
    published: str
    of: str
    """The form, or what the earlier run is called."""
    observation: Observation | None = None


def examined(check: Check, room: Room) -> Tally:
    """Hold the frozen figures against what they were."""
    found = Tally(check, holdings=[] if room.showing else None)
    _Examination(check, check.spec, room, found).run()
    return found


@dataclass
class _Examination:
    """One check over all frozen figures."""

    check: Check
    spec: Revision
    room: Room
    found: Tally

    def run(self) -> None:
        """Hold each figure against the one that counts as published."""
        pairs = self.since() if self.spec.source == "snapshot" else self.within()
        for key, old, new in pairs:
            self.judge(key, old, new)

    def within(self) -> Iterator[tuple[Key, Print, Print]]:
        """Yield each frozen figure of the data beside its reference: the earliest, or that of the form or file."""
        referred = False
        shelves = self.shelves()
        for key, shelf in shelves.items():
            known = [one for one in shelf if self.is_reference(one)]
            referred = referred or bool(known)
            if not known:
                continue
            old = known[-1] if self.spec.against else known[0]
            for new in shelf:
                same_day = (new.edition, new.published) == (old.edition, old.published)
                own = self.is_reference(new) if self.spec.against else same_day
                if new is not old and not own:
                    yield key, old, new
        if shelves and not referred:
            self.gap(
                Text(f"没有从 {self.spec.against} 读到冻结的数", f"no frozen figure was read from {self.spec.against}")
            )
        elif shelves and not (self.found.passed or self.found.failures or self.found.gaps):
            self.gap(Text("每个数只公布过一次，没有可比的", "every figure was published only once: nothing to compare"))

    def shelves(self) -> dict[Key, list[Print]]:
        """Return the publications of each frozen figure, the earliest first."""
        cube = self.room.cube
        shelves: dict[Key, list[Print]] = {}
        for measure in self.spec.measures or sorted(cube.visible):
            kind = cube.kind(measure)
            for index in cube.visible.get(measure, ()):
                o = cube.observations[index]
                if o.rows or QUALITIES.index(o.quality) >= INVENTED or index in cube.overridden:
                    continue
                key = Key(measure, o.members, interval_of(o.period, kind))
                if self.is_frozen(key.interval):
                    shelves.setdefault(key, []).append(self.print_of(o, index))
        for shelf in shelves.values():
            shelf.sort(key=lambda one: (edition_rank(one.edition), one.published, str(one.at)))
        return shelves

    def print_of(self, o: Observation, index: int) -> Print:
        published = o.published.isoformat() if o.published else ""
        return Print(o.value, self.room.cube.place(index), o.edition, published, o.form, o)

    def is_frozen(self, interval: Interval) -> bool:
        start, months = interval
        last = start + max(months, 1) - 1
        return self.spec.first * YEAR <= start and last < (self.spec.last + 1) * YEAR

    def is_reference(self, one: Print) -> bool:
        """Tell whether a figure may be the published one."""
        if self.spec.source == "form":
            return one.of == self.spec.against
        if self.spec.source == "file":
            return one.at.file == self.spec.against or one.at.file.endswith("/" + self.spec.against)
        return True

    def since(self) -> Iterator[tuple[Key, Print, Print]]:
        """Yield each frozen figure of an earlier run beside the one that counts now; one that is gone is missing."""
        cube, snapshot = self.room.cube, self.room.earlier.get(self.spec.against)
        if snapshot is None:
            called = self.called
            self.gap(Text(f"没有{called.zh}", f"there is no {called.en}"))
            return
        wanted = set(self.spec.measures) or set(self.room.plan.measures) | set(self.room.plan.indicators)
        for seen in snapshot.observations:
            frozen = seen.counts and seen.basis == "published" and self.is_frozen((seen.start, seen.months))
            quantity = self.room.plan.quantity(seen.measure)
            if not frozen or seen.measure not in wanted or quantity is None:
                continue
            by = dict(seen.by)
            key = Key(seen.measure, tuple(by.get(d, TOTAL) for d in cube.dimensions), (seen.start, seen.months))
            index = cube.choice(seen.measure).get(key.members, {}).get(key.interval)
            if index is None:
                self.missing(key)
                continue
            earlier = snapshot.quantities.get(seen.measure)
            factor = Fraction(earlier.factor) / quantity.unit.factor if earlier is not None else Fraction(1)
            value = seen.value if factor == 1 else float(Fraction(repr(seen.value)) * factor)
            old = Print(value, seen.place, seen.edition, seen.published, "")
            yield key, old, self.print_of(cube.observations[index], index)

    def judge(self, key: Key, old: Print, new: Print) -> None:
        """Count a figure that is the same; tell of one that has changed."""
        cause = self.room.known.of_cell(new.at)
        if cause is not None:
            self.found.gaps.append(Gap(self.named(key), cause, new.at))
            return
        facts = self.facts(key, old, new)
        label = Text(f"{facts['before'].zh} {facts['old']}", f"{facts['before'].en}: {facts['old']}")
        related, year = (Related(old.at, label),), Period(*key.interval).year
        if self.same(old, new):
            self.found.passed += 1
            if self.found.holdings is not None:
                sentence = Text(f"{self.named(key).zh} {facts['new']}", f"{self.named(key).en} {facts['new']}")
                self.found.holdings.append(Holding(year, new.at, sentence, "pass", related))
            return
        about = About(
            new.of, wording.members_said(self.by(key)), key.measure, periods.text(Period(*key.interval)),
            "published", wording.figures_said([old.value, new.value]),
        )  # fmt: skip
        self.found.failures.append(
            Failure(self.check, 0, REVISED, self.check.level, new.at, facts, related, year, about)
        )

    def same(self, old: Print, new: Print) -> bool:
        """Tell whether two prints say the same: within the tolerance written, else as both are printed."""
        tolerance = self.check.tolerance
        if tolerance.kind != "auto":
            return agree(new.value, "=", old.value, fixed(tolerance, old.value).limit)
        if old.observation is None or new.observation is None:
            return compare(old.value, "=", new.value)
        steps = self.room.steps
        one, other = (printed(p.value, steps.decimals(o), o.bound) for p in (old, new) if (o := p.observation))
        return old.value == new.value or one.meets(other)

    def facts(self, key: Key, old: Print, new: Print) -> dict[str, Any]:
        quantity = self.room.plan.quantity(key.measure)
        unit = quantity.unit.text if quantity else ""
        spec = self.spec
        return {
            **wording.common(self.check, wording.place_words(Period(*key.interval), self.by(key)), None),
            "measure": key.measure,
            "old": wording.said(old.value, unit),
            "new": wording.said(new.value, unit),
            "before": _edition(old) if old.observation else self.called,
            "after": _edition(new),
            "span": str(spec.first) if spec.first == spec.last else f"{spec.first}—{spec.last}",
        }

    @property
    def called(self) -> Text:
        """Return what the earlier run is called."""
        name = self.spec.against
        if name == AT_ONCE:
            return Text("上次的快照", "last snapshot")
        return Text(f"快照 {name}", f"snapshot {name}")

    def by(self, key: Key) -> dict[str, str]:
        named = zip(self.room.cube.dimensions, key.members, strict=True)
        return {dimension: member for dimension, member in named if member != TOTAL}

    def named(self, key: Key) -> Text:
        where = wording.place_words(Period(*key.interval), self.by(key))
        return Text(f"{where.zh}{key.measure}", f"{where.en}{key.measure}")

    def missing(self, key: Key) -> None:
        """Tell of a frozen figure that is no longer there."""
        name = self.named(key)
        cause = self.room.known.of_missing(key.measure, Period(*key.interval).last, key.members)
        self.found.gaps.append(Gap(Text(f"缺 {name.zh}", f"{name.en} is missing"), cause))

    def gap(self, lack: Text) -> None:
        self.found.gaps.append(Gap(lack))


def _edition(one: Print) -> Text:
    """Return which publication a figure is from: edition and day, else the form."""
    said = " ".join(part for part in (one.edition, one.published) if part) or one.of
    return Text(said, said)
