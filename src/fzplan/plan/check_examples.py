"""`examples:` of a check: figures in declared units, each of something the check can read; unusable ones are told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from fzplan import formula
from fzplan.diagnostics import Text
from fzplan.figures import decimals_of, tidy
from fzplan.formula.nodes import At, Name, Select
from fzplan.formula.typed import walk
from fzplan.model.check_specs import CodeRule
from fzplan.model.checks import CheckExample, GivenFigure
from fzplan.model.plausible import Growth, Jump
from fzplan.plan import numbers
from fzplan.plan.build_quantities import unknown
from fzplan.plan.check_kinds import named_aggregates
from fzplan.plan.codes_check_examples import CASE_UNUSABLE
from fzplan.plan.draft import folded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fzplan.formula import Node, Symbol
    from fzplan.plan.build_checks import CheckRoom
    from fzplan.plan.check_specs.declared import Declared
    from fzplan.plan.checkformat import CheckFile
    from fzplan.plan.formulas import PlanScope
    from fzplan.plan.places import Path


class _Named(NamedTuple):
    """What the key of a figure names."""

    symbol: Symbol
    form: str = ""
    members: tuple[tuple[str, str], ...] = ()
    year: int | None = None
    back: int = 0


def examples(spec: CheckFile, path: Path, found: Declared, room: CheckRoom) -> tuple[CheckExample, ...]:
    """Return the examples of a check that can be tried; the others are reported."""
    if spec.examples is None:
        return ()
    entry = _Entry(spec.id, found, room)
    listed = (("pass", spec.examples.passing), ("fail", spec.examples.fail))
    read = [
        entry.example(value, (*path, "examples", key, k), passes=key == "pass")
        for key, values in listed
        for k, value in enumerate(values)
    ]
    return tuple(example for example in read if example is not None)


class _Entry(NamedTuple):
    """The check whose examples are read."""

    id: str
    found: Declared
    room: CheckRoom

    @property
    def form(self) -> str:
        """Return the form with records that the check is about, "" where it is about figures of the plan."""
        spec = self.found.spec
        return spec.form if isinstance(spec, CodeRule) else self.found.form

    @property
    def scope(self) -> PlanScope:
        """Return the names that an example may give."""
        return self.room.records[self.form] if self.form else self.room.scope

    def example(self, value: object, path: Path, *, passes: bool) -> CheckExample | None:
        """Return one example; None where it was reported."""
        places, spec = self.room.draft.places, self.found.spec
        given: tuple[GivenFigure, ...] | None = None
        at = places.value(path)
        if isinstance(spec, CodeRule) and not isinstance(value, dict | list):
            code = places.raw(path) or str(value)
            given = (GivenFigure(spec.field, code, at, code),)
        elif not (spec is None or isinstance(spec, CodeRule) or (isinstance(spec, Growth | Jump) and not self.form)):
            self.refused(path, NO_EXAMPLES)
        elif not isinstance(value, dict) or not value:
            self.refused(path, Text("应是若干“名称: 数”", "“name: figure” pairs are expected"))
        else:
            given = self.figures(value, path)
        return None if given is None else CheckExample(passes, given, at, places.excerpt(at))

    def figures(self, value: Mapping[str, object], path: Path) -> tuple[GivenFigure, ...] | None:
        """Return the figures of an example; None where one of them was reported."""
        found = [self.figure(key, written, (*path, key)) for key, written in value.items()]
        return None if None in found else tuple(figure for figure in found if figure is not None)

    def figure(self, key: str, written: object, path: Path) -> GivenFigure | None:
        """Return one figure in the declared unit of what it is a figure of."""
        named = self.field(key, path) if self.form else self.measure(key, path)
        if named is None:
            return None
        symbol, places = named.symbol, self.room.draft.places
        raw = places.raw(path) or str(written)
        place: dict[str, Any] = {"at": places.key(path), "text": f"{key} {raw}", **named._asdict()}
        del place["symbol"]
        if symbol.content != "number":
            return GivenFigure(symbol.id, raw, **place)
        found = numbers.figure(written)
        unit = self.room.draft.unit(found.unit, path) if found is not None and found.unit else symbol.unit
        if found is None:
            self.refused(path, Text(f"“{raw}”不是一个数", f"'{raw}' is not a number"))
        elif unit is not None and not unit.compatible(symbol.unit):
            wanted = symbol.unit.text
            reason = Text(f"“{raw}”的单位不能换算成 {wanted}", f"the unit of '{raw}' does not convert to {wanted}")
            self.refused(path, reason)
        elif unit is not None:
            value = float(found.value * unit.factor_to(symbol.unit))
            decimals = found.decimals if unit.factor == symbol.unit.factor else decimals_of(tidy(value))
            return GivenFigure(symbol.id, value, decimals=decimals, **place)
        return None

    def field(self, key: str, path: Path) -> _Named | None:
        """Return the field of the records that a key names."""
        symbol = self.scope.symbol(folded(key))
        if symbol is None:
            unknown(self.room.draft, path, key, Text("字段", "field"), tuple(self.scope.symbols), at_key=True)
            return None
        return _Named(symbol)

    def measure(self, key: str, path: Path) -> _Named | None:
        """Return what a key names: 收入, 收入@-1, 收入[产业=甲], 年报.收入."""
        try:
            node = named_aggregates(formula.parse(key), self.room.forms)
        except formula.FormulaError as error:
            self.told(error.fault, path)
            return None
        name, year, back = _parts(node)
        if name is None:
            self.refused(path, Text(f"“{key}”不是一个数的名称", f"'{key}' names no figure"), at_key=True)
            return None
        if name.form and name.form not in self.room.forms:
            unknown(self.room.draft, path, name.form, Text("表式", "form"), tuple(self.room.forms), at_key=True)
            return None
        symbol = self.scope.symbol(name.name)
        typed, faults = formula.check(node, self.scope)
        if symbol is None or typed is None:
            self.told(faults[0], path)
            return None
        members = tuple((d, m) for part in walk(typed) for d, taken in part.picks for m in taken[:1])
        return _Named(symbol, name.form, members, year, back)

    def told(self, fault: formula.Fault, path: Path) -> None:
        """Report what is wrong with a key as a formula."""
        draft = self.room.draft
        draft.report_key(fault.rule, path, **fault.facts)

    def refused(self, path: Path, reason: Text, *, at_key: bool = False) -> None:
        """Report why an example cannot be used."""
        draft = self.room.draft
        relation = self.found.text if self.found.text.zh else Text("这条关系", "the check")
        report = draft.report_key if at_key else draft.report
        report(CASE_UNUSABLE, path, check=self.id, reason=reason, relation=relation)


def _parts(node: Node) -> tuple[Name | None, int | None, int]:
    """Return the name in a key, the year it is of where one is named, and how many years before it is."""
    year, back = None, 0
    if isinstance(node, At):
        year = int(node.period) if node.period.isdigit() else None
        back = -node.shift
        if node.period and year is None:
            return None, None, 0
        node = node.operand
    if isinstance(node, Select):
        node = node.operand
    return (node if isinstance(node, Name) else None), year, back


NO_EXAMPLES = Text(
    "这一类审核要看许多数，没有算例", "a check of this kind is judged by many figures and takes no examples"
)
