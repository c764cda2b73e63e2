"""What the evaluation of one check came to: its outcomes counted, or all its arithmetic (`fzplan explain R01`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.checks import codes, wording
from fzplan.checks.gaps import because
from fzplan.diagnostics import Text
from fzplan.model.checks import Holding, Reckoning
from fzplan.model.findings import Counted

if TYPE_CHECKING:
    from fzplan.checks.tally import Failure, Tally


def counted(tally: Tally) -> Counted:
    """Return the three outcomes of a check, counted."""
    return Counted(
        check=tally.check,
        passed=tally.passed,
        failed=len(tally.failures),
        unknown=sum(gap.places for gap in tally.gaps),
        because=because(tally.gaps) if tally.gaps else Text("", ""),
    )


def reckoned(tally: Tally) -> Reckoning:
    """Return what the evaluation of a check came to, with every comparison in the order of years and places."""
    shown = [*(tally.holdings or ()), *map(_failed, tally.failures)]
    outcomes = counted(tally)
    return Reckoning(
        check=tally.check,
        passed=outcomes.passed,
        failed=outcomes.failed,
        unknown=outcomes.unknown,
        because=outcomes.because,
        holdings=tuple(sorted(shown, key=lambda one: (one.year or 0, str(one.at)))),
    )


def _failed(failure: Failure) -> Holding:
    facts = failure.facts
    if "left" in facts:
        sentence = wording.held(facts)
    elif "figures" not in facts:
        sentence = wording.bare(failure.rule, facts)
    else:
        relation, figures = facts["relation"], facts["figures"]
        sentence = Text(f"{relation.zh}，而{figures.zh}", f"{relation.en}, with {figures.en}")
    outcome = "implausible" if failure.rule is codes.IMPLAUSIBLE else "fail"
    return Holding(failure.year, failure.at, sentence, outcome, failure.related)  # type: ignore[arg-type]
