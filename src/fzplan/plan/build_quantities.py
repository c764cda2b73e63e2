"""`dimensions:` and `measures:`: what returns report, and by what it is broken down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from fzplan.diagnostics import Related, Text
from fzplan.model.plan import Break, Dimension, Measure
from fzplan.plan.codes import DUPLICATE_ID, DUPLICATE_MEMBER, UNKNOWN_NAME
from fzplan.plan.draft import folded, listed, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fzplan.plan.draft import Draft
    from fzplan.plan.fileformat import DimensionFile, MeasureFile, PlanFile
    from fzplan.plan.places import Path

Entry = TypeVar("Entry", bound="MeasureFile")
BEFORE = Text("前一处", "first given here")


class Names:
    """The one name space of measures, indicators, dimensions and their aliases."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.taken: dict[str, Path] = {}

    def take(self, name: str, path: Path) -> bool:
        """Claim a name for what stands at `path`; report it where it is another's."""
        name = folded(name)
        if name in self.taken:
            before = Related(self.draft.places.key(self.taken[name]), BEFORE)
            self.draft.report_key(DUPLICATE_ID, path, before, id=name)
            return False
        self.taken[name] = path
        return True

    def aliases(self, written: list[str], own: str, path: Path) -> tuple[str, ...]:
        """Return the aliases that are not another's name."""
        return tuple(
            folded(alias)
            for k, alias in enumerate(written)
            if folded(alias) != own and self.take(alias, (*path, "aliases", k))
        )


def dimensions(file: PlanFile, draft: Draft, names: Names) -> dict[str, Dimension]:
    """Return the dimensions by id."""
    found: dict[str, Dimension] = {}
    for written, spec in file.dimensions.items():
        path = ("dimensions", written)
        if names.take(written, path):
            found[folded(written)] = _dimension(folded(written), spec, path, draft)
    return found


def _dimension(name: str, spec: DimensionFile, path: Path, draft: Draft) -> Dimension:
    labels = _Labels(name, draft)
    codes = _Labels(name, draft)
    for written, member in spec.members.items():
        at = (*path, "members", written)
        labels.give(folded(written), folded(written), at)
        for k, alias in enumerate(member.aliases):
            labels.give(folded(alias), folded(written), (*at, "aliases", k))
        for k, code in enumerate(member.codes):
            codes.give(folded(code), folded(written), (*at, "codes", k))
    return Dimension(
        id=name,
        members=tuple(folded(written) for written in spec.members),
        names=labels.given,
        codes=codes.given,
        groups=_groups(name, spec, labels, path, draft),
        partition=spec.partition,
        en=spec.en,
        member_en={folded(written): member.en for written, member in spec.members.items() if member.en},
        at=draft.places.key(path),
    )


def _groups(name: str, spec: DimensionFile, labels: _Labels, path: Path, draft: Draft) -> dict[str, tuple[str, ...]]:
    groups: dict[str, tuple[str, ...]] = {}
    for group, members in spec.groups.items():
        at = (*path, "groups", group)
        if folded(group) in labels.given:
            facts = {"dimension": name, "label": group, "first": labels.given[folded(group)], "second": group}
            draft.report_key(DUPLICATE_MEMBER, at, **facts)
            continue
        known: list[str] = []
        for k, member in enumerate(members):
            if folded(member) in labels.given:
                known.append(labels.given[folded(member)])
            else:
                unknown(draft, (*at, k), member, Text("成员", "member"), labels.given)
        groups[folded(group)] = tuple(known)
    return groups


class _Labels:
    """Labels or codes of one dimension, each for one member."""

    def __init__(self, dimension: str, draft: Draft) -> None:
        self.dimension, self.draft = dimension, draft
        self.given: dict[str, str] = {}
        self.places: dict[str, Path] = {}

    def give(self, label: str, member: str, path: Path) -> None:
        first = self.given.setdefault(label, member)
        before = self.places.setdefault(label, path)
        if first != member:
            facts = {"dimension": self.dimension, "label": label, "first": first, "second": member}
            self.draft.report_key(DUPLICATE_MEMBER, path, Related(self.draft.places.key(before), BEFORE), **facts)


def unknown(draft: Draft, path: Path, name: str, what: Text, known: Any, *, at_key: bool = False) -> None:
    """Report a name that is declared nowhere."""
    report = draft.report_key if at_key else draft.report
    report(UNKNOWN_NAME, path, name=name, what=what, near=nearest(name, known), known=listed(known))


def measures(file: PlanFile, draft: Draft, names: Names) -> dict[str, Measure]:
    """Return the measures by id; one with a faulty unit is left out and named in `draft.faulty`."""
    return {facts["id"]: Measure(**facts) for _, facts in quantities("measures", file.measures, draft, names)}


def quantities(
    section: str, entries: Mapping[str, Entry], draft: Draft, names: Names
) -> Iterator[tuple[Entry, dict[str, Any]]]:
    """Yield each entry that is sound, with what measures and indicators have in common."""
    for written, spec in entries.items():
        name, path = folded(written), (section, written)
        if not names.take(written, path):
            continue
        unit = draft.unit(spec.unit, (*path, "unit"))
        if unit is None:
            draft.faulty.add(name)
            continue
        yield (
            spec,
            {
                "id": name,
                "unit": unit,
                "kind": spec.kind,
                "at": draft.places.key(path),
                "en": spec.en,
                "aliases": names.aliases(spec.aliases, name, path),
                "decimals": spec.decimals,
                "breaks": tuple(Break(b.at, b.why) for b in spec.breaks),
                "price": spec.price,
                "prefer": tuple(folded(trust) for trust in spec.prefer),
                "note": spec.note,
            },
        )
