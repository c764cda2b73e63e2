"""The lines of the list: a place each where each needs an explanation of its own, else a finding each."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fzplan.diagnostics import Severity, Text
from fzplan.reports.review.rows import STANDINGS, entry, of_finding, sheet_and_cell
from fzplan.reports.review.xlsx.figures import figures

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fzplan.diagnostics import Lang, Place
    from fzplan.model.findings import Finding, Review
    from fzplan.reports.review.rows import Row
    from fzplan.reports.review.xlsx.figures import Figure

    Told = dict[str, str | int | Figure]

UNFOLDED = 500
"""Places of one finding that get a line each; where there are more, a common cause is to be mended, not explained."""
LISTED = 20_000
"""Lines of the list; Excel takes 65,530 links a sheet."""
TOO_MANY = Text(
    "超过 {most} 处，不逐处说明：先改正共同的原因。",
    " More than {most} places are not explained one by one: mend what they have in common first.",
)
EXPLAINED = (Severity.VERIFY, Severity.CONFIRM)
"""Levels that an explanation settles."""


class Line(NamedTuple):
    """One line: a place with what is said of it, or a finding of several places that stays one."""

    finding: Finding
    places: tuple[Row, ...]

    @property
    def is_folded(self) -> bool:
        """Tell whether it stands for several places."""
        return len(self.places) > 1

    @property
    def at(self) -> Place:
        """Return the cell, or the range of several."""
        return self.finding.diagnostic.at if self.is_folded else self.places[0].mark.at

    @property
    def to_explain(self) -> bool:
        """Tell whether an explanation in this line settles it."""
        return self.finding.severity in EXPLAINED and not self.is_folded

    def told(self, number: int, lang: Lang) -> Told:
        """Return what stands in each column of the list."""
        first, d = self.places[0], self.finding.diagnostic
        cells: Told = {**entry(first, number, lang)}
        if self.is_folded:
            cells["cell"] = sheet_and_cell(self.at).rpartition("!")[2]
            cells["message"] = self._message(lang)
            cells["remedy"] = f"{cells['remedy']}{self._too_many(lang)}"
            cells["standing"] = STANDINGS[self.finding.standing].of(lang)
            cells |= {name: self._several(name, lang) for name in ("entity", "measure", "period")}
            cells |= dict.fromkeys(("stamp", "reason", "by", "confirmed", "date", "expires"), "")
        return {**cells, **figures(d.facts if self.is_folded else first.facts, lang)}

    def _several(self, name: str, lang: Lang) -> str:
        """Return entity, measure or period; of several the first and how many there are."""
        found = list(dict.fromkeys(filter(None, (getattr(place.mark.about, name) for place in self.places))))
        if len(found) < 2:
            return "".join(found)
        return f"{found[0]}等{len(found)}个" if lang == "zh" else f"{found[0]} … ({len(found)})"

    def _too_many(self, lang: Lang) -> str:
        """Return why there is nothing to fill in, where an explanation would settle a single place."""
        if self.finding.severity not in EXPLAINED:
            return ""
        return TOO_MANY.of(lang).format(most=UNFOLDED)

    def _message(self, lang: Lang) -> str:
        """Return the sentence, with the number of places where it does not say it."""
        d, places = self.finding.diagnostic, len(self.places)
        if "places" in d.facts:
            return d.message(lang)
        return f"{d.message(lang)}（共 {places} 处）" if lang == "zh" else f"{d.message(lang)} ({places} places)"


def lines(review: Review) -> list[Line]:
    """Return every line, in the order of the findings."""
    return [line for finding in review.findings for line in _of(finding)]


def listed(every: Sequence[Line], most: int = LISTED) -> list[Line]:
    """Return the lines that are listed: all of them, or as many of the worst as there is room for, in their order."""
    if len(every) <= most:
        return list(every)
    worst = sorted(range(len(every)), key=lambda at: -every[at].finding.severity)[:most]
    return [every[at] for at in sorted(worst)]


def _of(finding: Finding) -> Iterator[Line]:
    places = tuple(of_finding(finding))
    if finding.severity in EXPLAINED and len(places) <= UNFOLDED:
        yield from (Line(finding, (place,)) for place in places)
    else:
        yield Line(finding, places)
