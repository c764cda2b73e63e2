"""Findings of single cells as people want to be told: what is wrong in adjacent cells is one finding with a range.

In: the findings of a run. Out: the same, those of one rule in adjacent cells of a sheet as one, with their number.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fzplan.diagnostics import About, CellRef, Instance, Related, Severity, Text, listed
from fzplan.returns import cell_codes, codes, fact_codes
from fzplan.returns.blocks import blocks

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from fzplan.diagnostics import Diagnostic

CELLS = frozenset(
    {
        cell_codes.TEXT_NUMBER, cell_codes.TEXT_CELL, cell_codes.ERROR_CELL, cell_codes.UNCACHED, cell_codes.DATE_CELL,
        cell_codes.BRACKETED, cell_codes.DOUBTFUL, codes.HIDDEN_ROWS, codes.UNIT_CLASH, codes.UNIT_UNKNOWN,
        fact_codes.PLACEHOLDER, fact_codes.LINK, fact_codes.STRAY, fact_codes.KEYLESS,
    }
)  # fmt: skip
"""Rules of which each cell is raised by itself, and those of adjacent cells are told together."""
APART = 24
"""Blocks of one rule on one sheet that are told one by one; more of them are one finding."""
CITED = 12
"""Places listed under a finding of many."""
SHOWN = 5
"""Labels and texts told in a finding of many."""


def folded(findings: Iterable[Diagnostic], levelled: Collection[str] = ()) -> list[Diagnostic]:
    """Return the findings, those of one rule in adjacent cells as one.

    Of a mere notice the block is one place; not of `levelled`, the codes to which the plan gives a level of its own.
    """
    told: list[Diagnostic] = []
    alike: dict[tuple[object, ...], dict[CellRef, list[Diagnostic]]] = {}
    for finding in findings:
        if finding.rule in CELLS and isinstance(finding.at, CellRef):
            key = finding.rule.code, finding.severity, finding.at.file, finding.at.sheet
            alike.setdefault(key, {}).setdefault(finding.at, []).append(finding)
        else:
            told.append(finding)
    for group in alike.values():
        found = blocks(group)
        each = [[one for at in cells for one in group[at]] for _, cells in found]
        if len(found) > APART:
            told.append(_one(found[0][0], [one for cells in each for one in cells], levelled, [at for at, _ in found]))
        else:
            told += [_one(at, cells, levelled) for (at, _), cells in zip(found, each, strict=True)]
    return told


def _one(
    at: CellRef, found: Sequence[Diagnostic], levelled: Collection[str], every: Sequence[CellRef] = ()
) -> Diagnostic:
    """Return the finding of a block, or of `every` block of a sheet; what is said of single cells is listed."""
    first, places = found[0], len({d.at for d in found})
    if len(found) == 1:
        return replace(first, facts={"more": NOTHING, **first.facts})
    count = sum({d.at: d.facts.get("count", 1) for d in found}.values())  # two forms may read one sheet
    facts = {name: _joined([d.facts.get(name) for d in found]) for name in first.facts}
    more = Text(f"（共 {places} 格）", f" ({places} cells)") if places > 1 else NOTHING
    empty = Text("", "")
    cited = tuple(Related(place, empty) for place in every[:CITED])
    related = tuple(dict.fromkeys((*cited, *(r for d in found for r in d.related))))[:CITED]
    noticed = first.severity == Severity.INFO and first.code not in levelled
    instances = () if noticed else tuple(_instance(d) for d in found)
    return replace(first, at=at, facts={**facts, "count": count, "more": more}, related=related, instances=instances)


def _instance(found: Diagnostic) -> Instance:
    """Return what one cell is about, with what is said of it."""
    about = found.instances[0].about if found.instances else About()
    return Instance(found.at, about, {"more": NOTHING, **found.facts})


NOTHING = Text("", "")


def _joined(values: Sequence[object]) -> object:
    """Return what several cells say of themselves: once where they say the same, else one after another."""
    distinct = list(dict.fromkeys(values))
    if len(distinct) == 1:
        return distinct[0]
    zh = [v.zh if isinstance(v, Text) else str(v) for v in distinct[:SHOWN]]
    en = [v.en if isinstance(v, Text) else str(v) for v in distinct[:SHOWN]]
    return Text(listed(zh, more=len(distinct) > SHOWN).zh, listed(en, more=len(distinct) > SHOWN).en)
