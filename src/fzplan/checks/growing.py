"""增幅: growth on the year before within a range, unless the change is too small to matter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from fzplan.checks import wording
from fzplan.checks.plausible_codes import GROWTH
from fzplan.checks.samples import samples
from fzplan.checks.samples.sample import lacking, nothing, place
from fzplan.checks.tally import Failure, Gap, Tally
from fzplan.diagnostics import Text
from fzplan.figures import shown
from fzplan.formula.arithmetic import tidy
from fzplan.model.checks import Holding

if TYPE_CHECKING:
    from typing import Any

    from fzplan.checks.room import Room
    from fzplan.checks.samples.sample import Array, Sample
    from fzplan.model.checks import Check
    from fzplan.model.plausible import Growth


def examined(check: Check, room: Room) -> Tally:
    """Hold one check against the figures of the plan, or against the records of its form."""
    found = Tally(check, holdings=[] if room.showing and not check.form else None)
    for part, sample in enumerate(samples(check, room)):
        _Examination(check, check.spec, part, sample, found).run()
    return found


def growth(before: Array, now: Array) -> Array:
    """Return growth as a fraction: without end from zero, NaN on a negative figure.

    >>> growth(np.array([100.0, 0.0, 0.0, -5.0]), np.array([150.0, 3.0, 0.0, 5.0])).tolist()
    [0.5, inf, 0.0, nan]
    """
    with np.errstate(all="ignore"):
        found = now / before - 1.0
    found = np.where(before == 0, np.where(now == 0, 0.0, np.copysign(np.inf, now)), found)
    return np.where(before < 0, np.nan, found)


@dataclass
class _Examination:
    """One figure over all its places."""

    check: Check
    spec: Growth
    part: int
    sample: Sample
    found: Tally

    def run(self) -> None:
        """Count what grows as expected; tell of what does not, and of what has no growth."""
        sample = self.sample
        linked = ~np.isnan(sample.now) & ~np.isnan(sample.before)
        rates = growth(sample.before, sample.now)
        known = linked & ~np.isnan(rates)
        change = np.abs(sample.now - sample.before)
        with np.errstate(all="ignore"):
            outside = (tidy(rates) > tidy(np.asarray(self.spec.high))) | (tidy(rates) < tidy(np.asarray(self.spec.low)))
            failing = known & outside & (tidy(change) > tidy(np.asarray(self.spec.above[self.part])))
        for k in np.flatnonzero(failing).tolist():
            self.tell(k, float(rates[k]))
        self.found.passed += int(np.count_nonzero(known & ~failing))
        if self.found.holdings is not None:
            for k in np.flatnonzero(known & ~failing).tolist():
                at, related = place(sample, k, self.check.at)
                sentence = wording.bare(GROWTH, self.facts(k, float(rates[k])))
                self.found.holdings.append(Holding(sample.teller.year(k), at, sentence, "pass", related))
        self.gaps(np.flatnonzero(linked & ~known).tolist())
        lacking(sample, self.found, np.flatnonzero(sample.absent | sample.broken))
        if not linked.any():
            nothing(sample, self.found)

    def tell(self, k: int, rate: float) -> None:
        """Tell of growth out of range, unless a finding stands at its cells."""
        sample, teller = self.sample, self.sample.teller
        cause = teller.cause(k)
        if cause is not None:
            self.found.gaps.append(Gap(sample.figure(k), cause))
            return
        at, related = place(sample, k, self.check.at)
        figures = [float(sample.now[k]), float(sample.before[k])]
        about = teller.about(k)._replace(value=wording.figures_said(figures))
        facts = self.facts(k, rate)
        self.found.failures.append(
            Failure(self.check, self.part, GROWTH, self.check.level, at, facts, related, teller.year(k), about)
        )

    def facts(self, k: int, rate: float) -> dict[str, Any]:
        """Return what is said of one growth."""
        sample, above = self.sample, self.spec.above[self.part]
        limit, nothing_said = sample.said(above), Text("", "")
        low, high = (wording.said(end * 100, "%") for end in (self.spec.low, self.spec.high))
        return {
            **wording.common(self.check, sample.teller.where(k), None),
            "figure": sample.figure(k),
            "before": sample.teller.before(k),
            "beside": sample.said(float(sample.before[k])),
            "growth": f"{shown(rate * 100, 1)}%",
            "range": Text(f"，应在 {low} 到 {high} 之间", f", should be {low} to {high}")
            if low != high
            else nothing_said,
            "change": sample.said(abs(float(sample.now[k]) - float(sample.before[k]))),
            "above": Text(f"（界限 {limit}）", f" (limit {limit})") if above else nothing_said,
        }

    def gaps(self, negative: list[int]) -> None:
        """Tell of figures that grew on a negative one."""
        if negative:
            cells = self.sample.teller.cells(negative[0])
            lack = Text("上年为负数，算不出增幅", "the year before is negative, so there is no growth")
            self.found.gaps.append(Gap(lack, None, cells[0].at if cells else None, len(negative)))
