"""单位跳变: figures a power of ten away from the year before, or records from the median of their group.

What reading the files has told of as a slip (FZ385) is not told again, unless the plan gives it a higher level.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from fzplan.checks import wording
from fzplan.checks.jumping import in_group, in_time
from fzplan.checks.plausible_codes import JUMP
from fzplan.checks.samples import samples
from fzplan.checks.samples.sample import lacking, nothing, place
from fzplan.checks.tally import Failure, Gap, Tally
from fzplan.diagnostics import Severity, Text
from fzplan.model.checks import Holding
from fzplan.units import mistaken

if TYPE_CHECKING:
    from fzplan.checks.jumping import Grouped
    from fzplan.checks.room import Room
    from fzplan.checks.samples.sample import Flags, Sample
    from fzplan.model.checks import Check
    from fzplan.model.plausible import Jump
    from fzplan.units import Units

SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class Beside(NamedTuple):
    """What a figure is held against: the year before, or the median of its group."""

    other: Text
    value: float
    apart: float
    """The logarithm of their ratio."""
    in_time: bool


def examined(check: Check, room: Room) -> Tally:
    """Hold one check against the figures of the plan, or against the records of its form."""
    found = Tally(check, holdings=[] if room.showing and not check.form else None)
    for part, sample in enumerate(samples(check, room, check.spec.group)):
        _Examination(check, check.spec, part, sample, room.plan.units, found).run()
    return found


@dataclass
class _Examination:
    """One figure over all its places."""

    check: Check
    spec: Jump
    part: int
    sample: Sample
    units: Units
    found: Tally

    def run(self) -> None:
        """Count what is quiet; tell of what jumps, and of what cannot be held against anything."""
        sample = self.sample
        steps, jumps = in_time(sample, self.spec, across=bool(self.check.form))
        linked = ~np.isnan(sample.now) & ~np.isnan(sample.before)
        group = self.group(linked) if self.check.form else None
        far = np.zeros(len(jumps), dtype=bool) if group is None else group.jumps & ~jumps
        judged = linked if group is None else linked | group.judged
        for k in np.flatnonzero(jumps).tolist():
            self.tell(k, Beside(sample.teller.before(k), float(sample.before[k]), float(steps[k]), in_time=True))
        for k in np.flatnonzero(far).tolist():
            assert group is not None
            centre, apart = float(10.0 ** group.centre[k]), float(group.apart[k])
            self.tell(k, Beside(self.median_of(k, int(group.sizes[k])), centre, apart, in_time=False))
        quiet = judged & ~jumps & ~far
        self.found.passed += int(np.count_nonzero(quiet))
        self.hold(quiet & linked)
        lacking(sample, self.found, np.flatnonzero((sample.absent | sample.broken) & ~judged))
        if self.spec.grouped:
            self.alone(judged)
        elif not judged.any():
            nothing(sample, self.found)

    def group(self, linked: Flags) -> Grouped:
        """Return the jumps from the median of the group: of records without a year before, if no group was named.

        Amounts of firms differ by powers of ten, and what was as large a year ago is no slip.
        """
        found = in_group(self.sample, self.spec)
        if self.spec.grouped:
            return found
        return found._replace(jumps=found.jumps & ~linked, judged=found.judged & ~linked)

    def tell(self, k: int, beside: Beside) -> None:
        """Tell of a jump, unless reading the file has told of it."""
        teller, power = self.sample.teller, round(abs(beside.apart))
        factor = f"10{str(power).translate(SUPERSCRIPT)}"
        cause = teller.cause(k) or (teller.slip(k, factor) if self.check.level <= Severity.VERIFY else None)
        if cause is not None:
            self.found.gaps.append(Gap(self.sample.figure(k), cause))
            return
        facts = {
            **wording.common(self.check, teller.where(k), None),
            "figure": self.sample.figure(k),
            "other": beside.other,
            "beside": self.sample.said(beside.value),
            "ratio": wording.said(float(f"{10 ** abs(beside.apart):.3e}")),
            "side": Text("大", "large") if beside.apart > 0 else Text("小", "small"),
            "factor": factor,
            "likely": self.likely(k, power if beside.apart > 0 else -power),
        }
        at, related = place(self.sample, k, self.check.at, beside=beside.in_time)
        about = teller.about(k)._replace(value=wording.figures_said([float(self.sample.now[k]), beside.value]))
        self.found.failures.append(
            Failure(self.check, self.part, JUMP, self.check.level, at, facts, related, teller.year(k), about)
        )

    def likely(self, k: int, power: int) -> Text:
        """Return the unit that was probably meant, where a figure would fit in one."""
        unit = self.sample.teller.unit(k)
        meant = mistaken(self.units, unit, power)
        if not meant:
            return Text("疑为单位或小数点之误", "probably a mistaken unit or decimal point")
        return Text(f"疑将{meant}的数填作{unit.text}", f"probably figures in {meant} given as {unit.text}")

    def hold(self, quiet: Flags) -> None:
        """Keep what is quiet, where somebody wants to see it."""
        if self.found.holdings is None:
            return
        for k in np.flatnonzero(quiet).tolist():
            teller = self.sample.teller
            where, figure, before = teller.where(k), self.sample.figure(k), teller.before(k)
            value = self.sample.said(float(self.sample.before[k]))
            sentence = Text(
                f"{where.zh}{figure.zh}，{before.zh}为 {value}", f"{where.en}{figure.en}; {before.en}: {value}"
            )
            at, related = place(self.sample, k, self.check.at)
            self.found.holdings.append(Holding(teller.year(k), at, sentence, "pass", related))

    def median_of(self, k: int, size: int) -> Text:
        """Return the words for the median of a group."""
        label = self.sample.labels[int(self.sample.groups[k])]
        zh, en = (
            (f"（{label}，{size} 户）", f" ({label}, {size} records)")
            if label
            else (f"（{size} 户）", f" ({size} records)")
        )
        return Text(f"同组{zh}中位数", f"median of the group{en}")

    def alone(self, judged: Flags) -> None:
        """Tell of records that have neither a year before nor a group of some size."""
        left = ~np.isnan(self.sample.now) & ~judged & ~self.sample.broken
        small = np.flatnonzero(left & (self.sample.groups >= 0))
        if len(small):
            least = self.spec.least
            lack = Text(
                f"没有上年的数，同组也不足 {least} 户", f"no year before, and fewer than {least} records in the group"
            )
            self.found.gaps.append(Gap(lack, None, self.sample.teller.cells(int(small[0]))[0].at, len(small)))
        none = np.flatnonzero(left & (self.sample.groups < 0))
        if len(none):
            lack = Text(f"没有上年的数，又缺 {self.spec.group}", f"no year before, and {self.spec.group} is missing")
            self.found.gaps.append(Gap(lack, None, self.sample.teller.cells(int(none[0]))[0].at, len(none)))
