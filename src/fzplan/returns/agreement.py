"""The same figure from two places: agreement, contradiction, or two copies of one return.

In: observations in the order of files. Out: those that count, and the findings. Nothing is averaged and nobody wins
silently: of two different figures the one of the file that sorts first is used, and both cells are told.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from fzplan.diagnostics import CellRef, Diagnostic, FileRef, Related, Severity, Text
from fzplan.figures import printed, shown
from fzplan.observations import QUALITIES, TOTAL
from fzplan.periods import words
from fzplan.returns import codes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fzplan.model.plan import Plan
    from fzplan.observations import Observation, Sources

Keyed = tuple[object, ...]


def settle(
    plan: Plan, observations: Sequence[Observation], sources: Sources
) -> tuple[list[Observation], list[tuple[Observation, str]], list[Diagnostic]]:
    """Return the observations that count, those left aside with the reason, and the findings.

    Figures of different forms are all kept (the cube chooses by `prefer:`, editions and dates); within a form the
    first place is kept.
    """
    order = sorted(observations, key=lambda o: (sources.files[o.file], sources.sheets[o.sheet], o.row, o.column))
    findings: list[Diagnostic] = []
    order, copies = _without_copies(order, sources, findings)
    groups: dict[Keyed, list[Observation]] = defaultdict(list)
    for o in order:
        groups[_key(o)].append(o)
    repeated: list[tuple[Observation, str]] = [(o, "copy") for o in copies]
    dropped: set[int] = set()
    for group in groups.values():
        if len(group) > 1:
            _compare(plan, group, sources, findings)
            seen: set[str] = set()
            for o in group:
                if o.form in seen:
                    dropped.add(id(o))
                    repeated.append((o, "repeated"))
                seen.add(o.form)
    return [o for o in order if id(o) not in dropped], repeated, findings


def _key(o: Observation) -> Keyed:
    return (o.measure, o.period, o.members, o.basis, o.edition, o.published)


def agree(one: Observation, other: Observation) -> bool:
    """Tell whether two prints can stand for one true value: their printed intervals meet."""
    if one.value == other.value and one.bound == other.bound:
        return True
    return printed(one.value, one.decimals, one.bound).meets(printed(other.value, other.decimals, other.bound))


def _compare(plan: Plan, group: list[Observation], sources: Sources, findings: list[Diagnostic]) -> None:
    """Report every member of a group that contradicts its first."""
    first = group[0]
    for other in group[1:]:
        if agree(first, other) or _invented(first) != _invented(other):
            continue
        rule = codes.RECORDS_DIFFER if bool(first.rows) != bool(other.rows) else codes.CONFLICT
        table, records = (first, other) if not first.rows else (other, first)
        at, beside = (table, records) if rule is codes.RECORDS_DIFFER else (first, other)
        findings.append(
            rule(
                sources.place(at),
                Related(sources.place(beside), Text(f"另一处为 {figure(beside)}", f"here it is {figure(beside)}")),
                severity=Severity.INFO if _decided(plan, group) else None,
                measure=at.measure,
                period=Text(words(at.period, "zh"), words(at.period, "en")),
                members=_members(plan, at),
                first=figure(at),
                second=figure(beside),
            )
        )


def _invented(o: Observation) -> bool:
    """Tell whether a figure is implied, illustrative or assumed: against a reported one it proves nothing."""
    return QUALITIES.index(o.quality) >= QUALITIES.index("implied")


def _decided(plan: Plan, group: list[Observation]) -> bool:
    """Tell whether `prefer:` of the measure says which of the sources counts."""
    quantity = plan.quantity(group[0].measure)
    return quantity is not None and any(o.form in quantity.prefer or o.edition in quantity.prefer for o in group)


def _members(plan: Plan, o: Observation) -> Text:
    named = [m for m, d in zip(o.members, plan.dimensions, strict=True) if m != TOTAL and d]
    return Text(f"（{'、'.join(named)}）", f" ({', '.join(named)})") if named else Text("", "")


def figure(o: Observation) -> str:
    """Return the value as printed, in the declared unit."""
    return ("" if o.bound == "=" else o.bound) + shown(o.value, max(0, o.decimals))


def _without_copies(
    order: list[Observation], sources: Sources, findings: list[Diagnostic]
) -> tuple[list[Observation], list[Observation]]:
    """Take out the figures of files that repeat another file of their form: equal copies, and differing rivals."""
    by_file: dict[tuple[str, int], dict[Keyed, Observation]] = defaultdict(dict)
    for o in order:
        if not o.rows:
            by_file[o.form, o.file].setdefault(_key(o), o)
    out: set[tuple[str, int]] = set()
    files = list(by_file)
    for index, second in enumerate(files):
        for first in files[:index]:
            if first[0] != second[0] or first in out or not _overlap(by_file[first], by_file[second]):
                continue
            findings.append(_copy(first, second, by_file, sources))
            out.add(second)
            break
    aside = [o for o in order if not o.rows and (o.form, o.file) in out]
    return [o for o in order if o.rows or (o.form, o.file) not in out], aside


def _overlap(one: dict[Keyed, Observation], other: dict[Keyed, Observation]) -> bool:
    """Tell whether two files of a form report the same period: most keys of the smaller are in the larger."""
    small, large = sorted((one, other), key=len)
    return len(small) > 1 and 2 * sum(k in large for k in small) > len(small)


def _copy(
    first: tuple[str, int], second: tuple[str, int],
    by_file: dict[tuple[str, int], dict[Keyed, Observation]], sources: Sources,
) -> Diagnostic:  # fmt: skip
    kept, spare = by_file[first], by_file[second]
    at, other = FileRef(sources.files[second[1]]), sources.files[first[1]]
    differing: list[tuple[Observation | None, Observation | None]]
    differing = [(kept.get(k), o) for k, o in spare.items() if k not in kept or not agree(kept[k], o)]
    differing += [(o, None) for k, o in kept.items() if k not in spare]
    if not differing:
        return codes.COPY(at, other=other)
    related = [
        Related(_place(o, sources), Text(f"{o.measure} = {figure(o)}", f"{o.measure} = {figure(o)}"))
        for pair in differing[:5] for o in pair if o
    ]  # fmt: skip
    cells = "、".join(_place(seen, sources).address for k, o in differing[:5] if (seen := o or k))
    more = " …" if len(differing) > 5 else ""
    return codes.RIVAL(at, *related, other=other, form=first[0], count=len(differing), cells=cells + more)


def _place(o: Observation, sources: Sources) -> CellRef:
    return sources.place(o)
