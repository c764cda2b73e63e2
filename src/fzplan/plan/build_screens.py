"""`screens:`: which entities are held against which standards and commitments; every fault at its line and column."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal, NamedTuple

from fzplan import figures, formula
from fzplan.diagnostics import Related, Text
from fzplan.model.screens import Screen, ScreenIndicator, Standard, specificity
from fzplan.observations import QUALITIES
from fzplan.plan import formulas, numbers
from fzplan.plan.bounds import NOT_A_NUMBER, SAME_HINT, Bounds
from fzplan.plan.build_quantities import BEFORE, unknown
from fzplan.plan.build_targets import COMPARATORS
from fzplan.plan.codes import BAD_NUMBER, ONE_OF
from fzplan.plan.codes_screens import INCOMPLETE, NO_DIMENSION, NOT_ADMINISTRATIVE, STANDARDS_TIE
from fzplan.plan.draft import folded, listed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fzplan.formula import Typed
    from fzplan.model.plan import Dimension, Form
    from fzplan.plan.draft import Draft
    from fzplan.plan.fileformat import PlanFile
    from fzplan.plan.places import Path
    from fzplan.plan.screenformat import ScreenFile, ScreenIndicatorFile, StandardFile
    from fzplan.units import Unit

FORM = Text("表式", "form")
DECLARED = {
    "survey": Text("是统计调查（source: survey）", "is a statistical survey (`source: survey`)"),
    "": Text("没有写来源（source:）", "states no `source:`"),
}
NO_ROWS = Text("所用的表式“{form}”不是一户（项目）一行", "uses the form “{form}”, which has no row an entity")
NO_KEY = Text("所用的表式“{form}”没有 key:，对不上是哪一户", "uses the form “{form}”, which has no `key:`")
ROWS_HINT = Text(
    "表式写 rows: entity，并用 key: 写明认出企业或项目的一列",
    "let the form have `rows: entity`, and in `key:` the column that tells entities apart",
)
NOTHING = Text("没有写与什么比", "does not say what entities are held against")
NOTHING_HINT = Text(
    "写 standards:（标准）或 committed:（履约协议），或两样都写", "write `standards:`, `committed:` or both"
)
UNLIKE = Text(
    "的履约协议“{form}”没有任何指标所用的字段", "has commitments (“{form}”) with the fields of none of its indicators"
)
UNLIKE_HINT = Text(
    "让协议的字段与申报表式的字段（或与指标）同名，如 {names}",
    "give the fields of the agreement the names of those of the form (or of the indicators), such as {names}",
)
BOTH_WAYS = Text("的指标“{indicator}”既有下限又有上限", "has a floor and a ceiling for “{indicator}”")
BOTH_HINT = Text("写 better: up 或 better: down，说明承诺怎样算履行", "write `better: up` or `better: down`")


class ScreenRoom(NamedTuple):
    """What all screens of a plan are built with; `records` are the scopes of the forms with records."""

    draft: Draft
    forms: Mapping[str, Form]
    records: Mapping[str, formulas.PlanScope]
    dimensions: Mapping[str, Dimension]

    def scope(self, form: Form) -> formulas.PlanScope:
        """Return the fields of a form for formulas over one record."""
        return replace(self.records[form.id], style="row")


def screens(file: PlanFile, room: ScreenRoom) -> dict[str, Screen]:
    """Return the screens that can be used, by id."""
    built = (_Builder(folded(name), spec, ("screens", name), room).screen() for name, spec in file.screens.items())
    return {screen.id: screen for screen in built if screen is not None}


class _Builder:
    """One screen being built."""

    def __init__(self, name: str, spec: ScreenFile, path: Path, room: ScreenRoom) -> None:
        self.name, self.spec, self.path, self.room, self.draft = name, spec, path, room, room.draft

    def screen(self) -> Screen | None:
        spec, path = self.spec, self.path
        form = self._form(spec.form, (*path, "form"))
        committed = self._form(spec.committed, (*path, "committed")) if spec.committed else None
        if not spec.standards and not spec.committed and not self.draft.encloses_broken(path):
            self._lacks(path, NOTHING, NOTHING_HINT, at_key=True)
        if form is None:
            return None
        scope, told = self.room.scope(form), len(self.draft.findings)
        self._entity(scope)
        units = {
            folded(n): self.draft.unit(i.unit, (*path, "indicators", n, "unit")) for n, i in spec.indicators.items()
        }
        standards = self._standards(form, units)
        found = {
            folded(n): i
            for n, one in spec.indicators.items()
            if (i := self._indicator(n, one, scope, committed, standards))
        }
        silent = not any(i.committed for i in found.values())
        if committed and found and silent and len(self.draft.findings) == told:
            names = listed(sorted(formula.names(next(iter(found.values())).formula)))
            hint = Text(UNLIKE_HINT.zh.format(names=names.zh), UNLIKE_HINT.en.format(names=names.en))
            self._lacks((*path, "committed"), _filled(UNLIKE, form=committed.id), hint)
        return Screen(
            id=self.name, form=form.id, indicators=found,
            standards=tuple(s for s in standards if s.indicator in found),
            at=self.draft.places.key(path), committed=committed.id if committed else "", name=folded(spec.entity),
            en=spec.en, quote=spec.quote, section=spec.section, note=spec.note,
        )  # fmt: skip

    def _lacks(self, path: Path, lack: Text, hint: Text, *, at_key: bool = False) -> None:
        report = self.draft.report_key if at_key else self.draft.report
        report(INCOMPLETE, path, screen=self.name, lack=lack, hint=hint)

    def _form(self, written: str, path: Path) -> Form | None:
        """Return a form that a screen may read: administrative, with a row an entity and a key."""
        form = self.room.forms.get(folded(written))
        if form is None:
            unknown(self.draft, path, written, FORM, self.room.forms)
            return None
        if form.source != "administrative":
            related = Related(form.at, Text("表式在此声明", "the form is declared here"))
            self.draft.report(NOT_ADMINISTRATIVE, path, related, form=form.id, declared=DECLARED[form.source])
            return None
        if not form.entity or not form.key:
            self._lacks(path, _filled(NO_KEY if form.entity else NO_ROWS, form=form.id), ROWS_HINT)
            return None
        return form

    def _entity(self, scope: formulas.PlanScope) -> None:
        if self.spec.entity and folded(self.spec.entity) not in scope.symbols:
            unknown(self.draft, (*self.path, "entity"), self.spec.entity, Text("字段", "field"), scope.symbols)

    def _indicator(
        self,
        written: str,
        spec: ScreenIndicatorFile,
        scope: formulas.PlanScope,
        committed: Form | None,
        standards: list[Standard],
    ) -> ScreenIndicator | None:
        path = (*self.path, "indicators", written)
        unit = self.draft.unit(spec.unit, (*path, "unit"))
        typed = formulas.typed(self.draft, spec.formula, (*path, "formula"), scope, unit) if unit else None
        if unit is None or typed is None:
            return None
        own = [s for s in standards if s.indicator == folded(written)]
        promised = self._promised(folded(written), spec, unit, committed) if committed else None
        places = max((s.decimals for s in own), default=0)
        return ScreenIndicator(
            id=folded(written), unit=unit, formula=typed, committed=promised,
            better=self._better(spec, own, path, needed=promised is not None),
            decimals=spec.decimals if spec.decimals is not None else max(1, places), text=spec.formula,
            en=spec.en, note=spec.note, at=self.draft.places.key(path),
        )  # fmt: skip

    def _promised(self, name: str, spec: ScreenIndicatorFile, unit: Unit, committed: Form) -> Typed | None:
        """Return how a commitment gives the figure: as a field of that name, else by the same formula."""
        scope, path = self.room.scope(committed), (*self.path, "committed")
        if name in scope.symbols:
            return formulas.checked(self.draft, formula.parse(f"「{name}」"), path, scope, unit)
        node = formula.parse(spec.formula)
        if not formulas.names_in(node) <= set(scope.symbols):
            return None
        return formulas.checked(self.draft, node, path, scope, unit)

    def _better(self, spec: ScreenIndicatorFile, own: list[Standard], path: Path, *, needed: bool) -> Literal[1, -1]:
        if spec.better:
            return 1 if spec.better == "up" else -1
        sides = {standard.floor for standard in own}
        if len(sides) > 1 and needed:
            self._lacks(path, _filled(BOTH_WAYS, indicator=path[-1]), BOTH_HINT, at_key=True)
        return -1 if sides == {False} else 1

    def _standards(self, form: Form, units: Mapping[str, Unit | None]) -> list[Standard]:
        found: list[Standard] = []
        for k, spec in enumerate(self.spec.standards):
            path, name = (*self.path, "standards", k), folded(spec.indicator)
            if name not in units:
                unknown(self.draft, (*path, "indicator"), spec.indicator, Text("指标", "indicator"), units)
            elif (unit := units[name]) and (standard := self._standard(name, spec, path, unit, form)):
                found.append(standard)
        for k, one in enumerate(found):
            for before in found[:k]:
                if self._tied(before, one, found):
                    related = Related(before.at, BEFORE)
                    told = STANDARDS_TIE(one.at, related, indicator=one.indicator, first=_for(before), second=_for(one))
                    self.draft.findings.append(told)
        return found

    def _standard(self, name: str, spec: StandardFile, path: Path, unit: Unit, form: Form) -> Standard | None:
        given = [key for key in COMPARATORS if getattr(spec, key) is not None]
        if len(given) != 1:
            if not self.draft.encloses_broken(path):
                facts = {"where": spec.indicator, "known": listed(COMPARATORS), "found": listed(given)}
                self.draft.report(ONE_OF, (*path, "indicator"), **facts)
            return None
        value = self._number(getattr(spec, given[0]), given[0], path, unit)
        members = self._members(spec, path, form)
        if spec.quality and spec.quality not in QUALITIES:
            unknown(self.draft, (*path, "quality"), spec.quality, Text("取值", "value"), QUALITIES)
        if value is None or members is None:
            return None
        return Standard(
            indicator=name, comparator=COMPARATORS[given[0]], value=value, at=self.draft.places.value(path),
            decimals=figures.decimals_of(value), members=members, quality=spec.quality or "published",
            quote=spec.quote, section=spec.section, note=spec.note,
        )  # fmt: skip

    def _number(self, written: object, key: str, path: Path, unit: Unit) -> float | None:
        found = numbers.figure(written)
        if found is None:
            facts = {"key": key, "found": written, "reason": NOT_A_NUMBER, "unit": unit.text}
            self.draft.report(BAD_NUMBER, (*path, key), **facts)
            return None
        scope = next(iter(self.room.records.values()))
        return Bounds(self.draft, scope, unit, path).converted(found, (key,), unit, SAME_HINT)

    def _members(self, spec: StandardFile, path: Path, form: Form) -> dict[str, str] | None:
        """Return for which members a standard is; None where the form cannot tell, or the plan knows none."""
        found: dict[str, str] = {}
        told = {c.dimension or c.id for c in form.columns_of} or set(self.room.dimensions)
        for written, label in spec.members.items():
            dimension, at = self.room.dimensions.get(folded(written)), (*path, "for", written)
            if dimension is None:
                unknown(self.draft, at, written, Text("分组", "dimension"), self.room.dimensions, at_key=True)
            elif dimension.id not in told:
                self.draft.report_key(NO_DIMENSION, at, dimension=dimension.id, form=form.id)
            elif folded(label) in dimension.groups or folded(label) in dimension.names:
                found[dimension.id] = dimension.names.get(folded(label), folded(label))
            else:
                unknown(self.draft, at, label, Text("成员", "member"), [*dimension.members, *dimension.groups])
        return found if len(found) == len(spec.members) else None

    def _tied(self, one: Standard, other: Standard, every: list[Standard]) -> bool:
        """Tell whether two standards may apply to one entity with nothing to choose between them."""
        alike = (one.indicator, one.floor) == (other.indicator, other.floor)
        if not alike or len(one.members) != len(other.members):
            return False
        if set(one.members) == set(other.members) and self._rank(one) != self._rank(other):
            return False
        shared = set(one.members) & set(other.members)
        if any(not set(self._meant(d, one.members[d])) & set(self._meant(d, other.members[d])) for d in shared):
            return False
        both = {**one.members, **other.members}
        return both in (one.members, other.members) or not any(
            (s.indicator, s.floor) == (one.indicator, one.floor) and dict(s.members) == both for s in every
        )

    def _rank(self, standard: Standard) -> tuple[int, int]:
        return specificity(standard, self.room.dimensions)

    def _meant(self, dimension: str, label: str) -> tuple[str, ...]:
        return self.room.dimensions[dimension].groups.get(label, (label,))


def _for(standard: Standard) -> Text:
    return listed(standard.members.values()) if standard.members else Text("全部对象", "all entities")


def _filled(text: Text, **facts: object) -> Text:
    return Text(text.zh.format(**facts), text.en.format(**facts))
