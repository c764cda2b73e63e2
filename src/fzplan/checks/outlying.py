"""离群: figures far from those of their group and period, by deviations, by quartiles, or by change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from fzplan.checks import robust, wording
from fzplan.checks.jumping import logs
from fzplan.checks.plausible_codes import OUTLIER
from fzplan.checks.samples import samples
from fzplan.checks.samples.sample import lacking, nothing, place
from fzplan.checks.tally import Failure, Gap, Tally
from fzplan.diagnostics import Text
from fzplan.formula.arithmetic import tidy
from fzplan.model.checks import Holding

if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray

    from fzplan.checks.robust import Fences
    from fzplan.checks.room import Room
    from fzplan.checks.samples.sample import Array, Codes, Flags, Sample
    from fzplan.model.checks import Check
    from fzplan.model.plausible import Outlier

METHODS = {"hb": "Hidiroglou-Berthelot", "mad": "MAD", "iqr": "IQR"}


def examined(check: Check, room: Room) -> Tally:
    """Hold one check against the figures of the plan, or against the records of its form."""
    found = Tally(check, holdings=[] if room.showing and not check.form else None)
    for sample in samples(check, room, check.spec.group):
        _Examination(check, check.spec, sample, found).run()
    return found


@dataclass
class _Examination:
    """One figure over all its groups."""

    check: Check
    spec: Outlier
    sample: Sample
    found: Tally

    def run(self) -> None:
        """Count what lies within the fences of its group; tell of what does not, and of groups that have none."""
        sample, changes = self.sample, self.spec.by == "hb"
        values, sound = self.values()
        known = np.flatnonzero(sound & (sample.groups >= 0))
        codes, count = sample.groups[known], len(sample.labels)
        sizes = np.bincount(codes, minlength=count)[codes]
        enough = sizes >= self.spec.least
        places, codes, sizes = known[enough], codes[enough], sizes[enough]
        fences = self.fences(values, places, codes, count)
        judged = ~np.isnan(fences.low)
        far = judged & ((tidy(values[places]) < tidy(fences.low)) | (tidy(values[places]) > tidy(fences.high)))
        for n in np.flatnonzero(far).tolist():
            self.tell(int(places[n]), n, values, fences, int(sizes[n]))
        self.found.passed += int(np.count_nonzero(judged & ~far))
        if self.found.holdings is not None:
            for n in np.flatnonzero(judged & ~far).tolist():
                k = int(places[n])
                at, related = place(sample, k, self.check.at, beside=changes)
                sentence = self.quiet(k, self.facts(k, n, values, fences, int(sizes[n])))
                self.found.holdings.append(Holding(sample.teller.year(k), at, sentence, "pass", related))
        self.gaps(sound, known[~enough], places[~judged])

    def values(self) -> tuple[Array, Flags]:
        """Return what is judged, ratios or logarithms of positive figures, and where it can be."""
        sample = self.sample
        if self.spec.by == "hb":
            sound = (sample.now > 0) & (sample.before > 0)
            with np.errstate(all="ignore"):
                return sample.now / sample.before, sound
        if self.spec.log:
            return logs(sample.now), sample.now > 0
        return sample.now, ~np.isnan(sample.now)

    def fences(self, values: Array, places: Codes, codes: Codes, count: int) -> Fences:
        """Return the fences of each figure that is judged, in what is judged."""
        cut, sample = self.spec.cut, self.sample
        if self.spec.by == "hb":
            return robust.by_change(sample.before[places], sample.now[places], codes, count, cut, self.spec.size)
        drawn = robust.by_deviation if self.spec.by == "mad" else robust.by_quartiles
        return drawn(values[places], codes, count, cut)

    def tell(self, k: int, n: int, values: Array, fences: Fences, size: int) -> None:
        """Tell of an outlier, unless a finding stands at its cells."""
        sample, teller = self.sample, self.sample.teller
        cause = teller.cause(k)
        if cause is not None:
            self.found.gaps.append(Gap(sample.figure(k), cause))
            return
        changes = self.spec.by == "hb"
        at, related = place(sample, k, self.check.at, beside=changes)
        figures = [float(sample.now[k]), *([float(sample.before[k])] if changes else [])]
        about = teller.about(k)._replace(value=wording.figures_said(figures))
        facts = self.facts(k, n, values, fences, size)
        self.found.failures.append(
            Failure(self.check, 0, OUTLIER, self.check.level, at, facts, related, teller.year(k), about)
        )

    def facts(self, k: int, n: int, values: Array, fences: Fences, size: int) -> dict[str, Any]:
        """Return what is said of one figure and its group."""
        sample = self.sample
        figure = sample.figure(k)
        if self.spec.by == "hb":
            before, value = sample.teller.before(k), sample.said(float(sample.before[k]))
            times = _short(float(values[k]))
            figure = Text(
                f"{figure.zh}，为{before.zh} {value} 的 {times} 倍",
                f"{figure.en}, {times} times the {value} of {before.en}",
            )
        label = sample.labels[int(sample.groups[k])]
        return {
            **wording.common(self.check, sample.teller.where(k), None),
            "figure": figure,
            "group": Text(f"同组（{label}）", f"its group ({label})") if label else Text("同期", "its period"),
            "median": self.said(fences.centre[n]),
            "low": self.said(fences.low[n]),
            "high": self.said(fences.high[n]),
            "method": METHODS[self.spec.by] + (" log" if self.spec.log else ""),
            "count": size,
        }

    def said(self, value: float) -> str:
        """Return a bound as it is told: a ratio, or a figure with its unit."""
        if self.spec.by == "hb":
            return _short(value)
        return self.sample.said(float(f"{10**value if self.spec.log else value:.4g}"))

    def quiet(self, k: int, facts: dict[str, Any]) -> Text:
        """Return the sentence of a figure within its fences."""
        where, figure = self.sample.teller.where(k), facts["figure"]
        low, high, median = facts["low"], facts["high"], facts["median"]
        return Text(
            f"{where.zh}{figure.zh}，中位数 {median}，界限 {low} 至 {high}",
            f"{where.en}{figure.en}; median {median}, bounds {low} to {high}",
        )

    def gaps(self, sound: Flags, small: NDArray[np.intp], alike: NDArray[np.intp]) -> None:
        """Tell of what could not be judged: too small a group, one of equal figures, no group, nothing to take."""
        sample, least = self.sample, self.spec.least
        self.lacks(small, Text(f"同组不足 {least} 个数", f"fewer than {least} figures in the group"))
        self.lacks(alike, Text("同组的数多半相同，没有离散可言", "most figures of the group are equal"))
        if self.check.form:
            none = np.flatnonzero(sound & (sample.groups < 0))
            self.lacks(none, Text(f"缺 {self.spec.group}", f"{self.spec.group} is missing"))
        changes = self.spec.by == "hb"
        there = ~np.isnan(sample.now) & (~np.isnan(sample.before) if changes else True)
        zero = np.flatnonzero(there & ~sound & (sample.groups >= 0))
        self.lacks(zero, Text("零和负数不能判断", "zero and negative figures cannot be judged"))
        member = np.ones(len(there), dtype=bool) if self.check.form else sample.groups >= 0
        lacking(sample, self.found, np.flatnonzero((sample.absent | (sample.broken & changes)) & member))
        if not (self.found.passed or self.found.failures or self.found.gaps):
            nothing(sample, self.found)

    def lacks(self, places: NDArray[np.intp], lack: Text) -> None:
        if len(places):
            cells = self.sample.teller.cells(int(places[0]))
            self.found.gaps.append(Gap(lack, None, cells[0].at if cells else None, len(places)))


def _short(value: float) -> str:
    return wording.said(float(f"{value:.3g}"))
