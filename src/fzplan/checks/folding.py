"""Findings of one comparison in adjacent cells as one finding with a range; how many there are is always told."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from fzplan.checks import wording
from fzplan.diagnostics import CellRef, Instance, Related, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fzplan.checks.tally import Failure
    from fzplan.diagnostics import Diagnostic

CITED = 12
"""Places listed under a folded finding, and cells beside them, at most: the first ones."""


def folded(failures: Iterable[Failure]) -> list[Diagnostic]:
    """Return a finding for each failure, or for each run of them down a column or along a row."""
    alike: dict[tuple[object, ...], list[Failure]] = {}
    found = []
    for failure in failures:
        if isinstance(failure.at, CellRef) and failure.at.row:
            at = failure.at
            key = (failure.check.id, failure.part, failure.rule.code, failure.severity, at.file, at.sheet)
            alike.setdefault(key, []).append(failure)
        else:
            found.append(_one([failure]))
    for group in alike.values():
        alone = []
        for run in _runs(group, down=True):
            if len(run) > 1:
                found.append(_one(run))
            else:
                alone += run
        found += [_one(run) for run in _runs(alone, down=False)]
    return found


def _runs(failures: Sequence[Failure], *, down: bool) -> list[list[Failure]]:
    """Return the failures in runs of adjacent cells: down a column (of the same width), or along a row."""

    def place(failure: Failure) -> tuple[tuple[int, int], int, int]:
        at = failure.at
        assert isinstance(at, CellRef)
        rows, columns = (at.row, at.last_row or at.row), (at.column, at.last_column or at.column)
        return (columns, *rows) if down else (rows, *columns)

    placed = sorted(((place(f), k, f) for k, f in enumerate(failures)), key=lambda one: one[:2])
    runs: list[list[Failure]] = []
    for _, line in groupby(placed, key=lambda one: one[0][0]):
        end = -1
        for (_, first, last), _, failure in line:
            if first == end + 1 and end >= 0:
                runs[-1].append(failure)
            else:
                runs.append([failure])
            end = last
    return runs


def _one(run: Sequence[Failure]) -> Diagnostic:
    first = run[0]
    instances = tuple(Instance(failure.at, failure.about, failure.facts) for failure in run)
    finding = first.rule(first.at, *first.related, severity=first.severity, instances=instances, **first.facts)
    if len(run) == 1:
        return finding
    last = run[-1].at
    assert isinstance(first.at, CellRef)
    assert isinstance(last, CellRef)
    block = replace(first.at, last_row=last.last_row or last.row, last_column=last.last_column or last.column)
    more = Text(f"；相邻共 {len(run)} 处，此为第一处", f"; the first of {len(run)} adjacent places")
    each = [Related(failure.at, _brief(failure)) for failure in run]
    beside = [related for failure in run for related in failure.related]
    cited = tuple(dict.fromkeys((*each[:CITED], *beside[:CITED])))
    return replace(finding, at=block, related=cited, facts={**first.facts, "more": more, "places": len(run)})


def _brief(failure: Failure) -> Text:
    """Return what is found at one of several places."""
    facts = failure.facts
    where = facts["where"]
    if "left" not in facts and "figures" not in facts:
        return wording.bare(failure.rule, facts)
    if "left" not in facts:
        return Text(where.zh + facts["figures"].zh, where.en + facts["figures"].en)
    left, sign, right = facts["left"], facts["sign"], facts["right"]
    return Text(f"{where.zh}{left.zh}，应 {sign} {right.zh}", f"{where.en}{left.en}, should be {sign} {right.en}")
