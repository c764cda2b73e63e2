"""The same figure from two places: agreement, contradiction, or two copies of one return.

In: observations in the order of files. Out: those that count, and the findings. Nothing is averaged and nobody wins:
of two figures that contradict each other and that neither edition, date nor `prefer:` tells apart none is used, so
that what depends on them is not assessable, and both cells are told. A name of a file never decides
(docs/decisions/0023-no-winner-by-name.md).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from fzplan.diagnostics import CellRef, Diagnostic, FileRef, Instance, Related, Severity, Text, listed
from fzplan.figures import printed, shown
from fzplan.observations import QUALITIES, TOTAL
from fzplan.periods import words
from fzplan.returns import codes
from fzplan.returns.abouts import of_figure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fzplan.model.plan import Plan
    from fzplan.observations import Observation, Sources

Keyed = tuple[object, ...]
Source = tuple[str, int]
"""A form and the number of a file that it reads."""
Aside = list[tuple["Observation", str]]
"""Figures that do not count, each with its fate: ``repeated``, ``copy`` or ``contested``."""


def settle(
    plan: Plan, observations: Sequence[Observation], sources: Sources
) -> tuple[list[Observation], Aside, list[Diagnostic]]:
    """Return the observations that count, those left aside with the reason, and the findings.

    Figures of different forms that agree are all kept (the cube chooses by `prefer:`, editions and dates); within a
    form the first place is kept. One cell that two forms read as the same figure is one figure.
    """
    order = sorted(observations, key=lambda o: (sources.files[o.file], sources.sheets[o.sheet], o.row, o.column))
    order = list({(*_key(o), o.file, o.sheet, o.row, o.column, o.rows): o for o in reversed(order)}.values())[::-1]
    findings: list[Diagnostic] = []
    order, aside = _without_copies(order, sources, findings)
    groups: dict[Keyed, list[Observation]] = defaultdict(list)
    for o in order:
        groups[_key(o)].append(o)
    dropped: dict[int, str] = {}
    for group in groups.values():
        if len(group) > 1:
            contested = _compare(plan, group, sources, findings)
            seen: set[str] = set()
            for o in group:
                if contested or o.form in seen:
                    dropped[id(o)] = "contested" if contested and not _invented(o) else "repeated"
                seen.add(o.form)
    aside += [(o, dropped[id(o)]) for o in order if id(o) in dropped]
    return [o for o in order if id(o) not in dropped], aside, findings


def _key(o: Observation) -> Keyed:
    return (o.measure, o.period, o.members, o.basis, o.edition, o.published)


def agree(one: Observation, other: Observation) -> bool:
    """Tell whether two prints can stand for one true value: their printed intervals meet."""
    if one.value == other.value and one.bound == other.bound:
        return True
    return printed(one.value, one.decimals, one.bound).meets(printed(other.value, other.decimals, other.bound))


def _compare(plan: Plan, group: list[Observation], sources: Sources, findings: list[Diagnostic]) -> bool:
    """Report every member of a group that contradicts its first; True where nothing says which of them counts."""
    first, contested = group[0], False
    for other in group[1:]:
        if agree(first, other) or _invented(first) != _invented(other):
            continue
        rule = codes.RECORDS_DIFFER if bool(first.rows) != bool(other.rows) else codes.CONFLICT
        table, records = (first, other) if not first.rows else (other, first)
        if rule is codes.RECORDS_DIFFER and _is_checked(plan, table, records):
            continue
        at, beside = (table, records) if rule is codes.RECORDS_DIFFER else (first, other)
        contested = contested or (rule is codes.CONFLICT and not _decided(plan, group))
        findings.append(
            rule(
                sources.place(at),
                Related(sources.place(beside), Text(f"另一处为 {figure(beside)}", f"here it is {figure(beside)}")),
                severity=Severity.INFO if _decided(plan, group) else None,
                instances=(Instance(sources.place(at), of_figure(plan.dimensions, at, beside)),),
                measure=at.measure,
                period=Text(words(at.period, "zh"), words(at.period, "en")),
                members=_members(plan, at),
                first=figure(at),
                second=figure(beside),
            )
        )
    return contested


def _is_checked(plan: Plan, table: Observation, records: Observation) -> bool:
    """Tell whether a check of the plan holds these records against this table, and tells of it."""
    wanted = (f"{records.form}.", f"{table.form}.{table.measure}")
    return any(check.kind == "aggregate" and all(name in check.text for name in wanted) for check in plan.checks)


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
) -> tuple[list[Observation], Aside]:
    """Take out the figures of files that repeat another file of their form: equal copies, and differing rivals.

    Of rivals the figures in which both agree count once, those that only one of them has count, and those in which
    they differ do not.
    """
    by_file: dict[Source, dict[Keyed, Observation]] = defaultdict(dict)
    for o in order:
        if not o.rows:
            by_file[o.form, o.file].setdefault(_key(o), o)
    fates: dict[int, str] = {}
    holders: dict[tuple[str, Keyed], list[Source]] = defaultdict(list)
    for second, figures in by_file.items():
        first = _repeated(second, by_file, holders)
        if first is None:
            for key in figures:
                holders[second[0], key].append(second)
            continue
        findings.append(_copy(first, second, by_file, sources))
        for key, o in figures.items():
            twin = by_file[first].get(key)
            if twin is not None and agree(twin, o):
                fates[id(o)] = "copy"
            elif twin is not None:
                fates[id(o)] = fates[id(twin)] = "contested"
    aside = [(o, fates[id(o)]) for o in order if id(o) in fates]
    return [o for o in order if id(o) not in fates], aside


def _repeated(
    second: Source, by_file: dict[Source, dict[Keyed, Observation]], holders: dict[tuple[str, Keyed], list[Source]]
) -> Source | None:
    """Return the first file that reports the same period: most keys of the smaller of the two are in the larger."""
    figures = by_file[second]
    shared = Counter(first for key in figures for first in holders.get((second[0], key), ()))
    same = (
        first for first, count in shared.items()
        if (small := min(len(figures), len(by_file[first]))) > 1 and 2 * count > small
    )  # fmt: skip
    return min(same, key=list(by_file).index, default=None)


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
    addresses = [_place(seen, sources).address for k, o in differing[:5] if (seen := o or k)]
    cells = listed(addresses, more=len(differing) > 5)
    return codes.RIVAL(at, *related, other=other, form=first[0], count=len(differing), cells=cells)


def _place(o: Observation, sources: Sources) -> CellRef:
    return sources.place(o)
