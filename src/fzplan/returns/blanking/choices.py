"""The names that may stand on an axis of a form: every text of a field that the form's own reader understands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.frozen import frozen
from fzplan.observations import TOTAL
from fzplan.regex import regex
from fzplan.returns import pattern
from fzplan.returns.keys import NOTHING, period_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fzplan.diagnostics import Lang
    from fzplan.model.plan import Dimension, Form, Indicator, Measure, Plan
    from fzplan.returns.keys import Key
    from fzplan.returns.naming import Names
    from fzplan.units import Unit

FIELD = regex(r"\{([^{}]+)\}")
MOST = 20_000
"""Cells of a sheet that are worth handing out; more of them are a mistake in the form."""
ANNUAL = "年报"
WHOLE = {"zh": "合计", "en": "Total"}


@frozen
class Wanted:
    """What a blank return is to hold: these quantities, these years, in this language.

    `comparable`: the office's returns of this form have 上年同期 beside 本年.
    """

    plan: Plan
    form: Form
    names: Names
    measures: tuple[str, ...]
    years: tuple[int, ...]
    comparable: bool = False
    lang: Lang = "zh"

    def label(self, name: str) -> str:
        """Return what a quantity is called: as `names:` has it, else its id; in English where that is unmistakable."""
        form = self.form
        mapped = next((path for path, to in form.names.items() if to == name and " > " not in path), "")
        if mapped:
            return mapped
        quantity = self.plan.quantity(name)
        if self.lang == "en" and quantity and quantity.en and self.names.quantities.find(quantity.en) == name:
            return quantity.en
        return name

    def unit(self, quantity: Measure | Indicator) -> Unit:
        """Return the unit that the sheet prints: the form's own where it fits, else the declared one."""
        pinned = self.plan.units.find(self.form.unit) if self.form.unit else None
        return pinned if pinned and pinned.compatible(quantity.unit) else quantity.unit

    def paths(self, levels: tuple[str, ...], context: Key) -> list[tuple[str, ...]]:
        """Return every path of names that the levels may have, outer to inner, unread by any."""
        found: list[tuple[tuple[str, ...], Key]] = [((), context)]
        for level in levels:
            found = [
                ((*path, text), (self.names.level(level, (*path, text)) or NOTHING).over(known))
                for path, known in found
                for text in self.texts(level, known)
            ]
            if len(found) > MOST:
                return []
        return [path for path, _ in found]

    def texts(self, level: str, known: Key) -> list[str]:
        """Return the texts of one level, `known` being what the outer names already say."""
        alone = pattern.sole(level)
        if alone:
            return [text for text in self.field(alone, known) if not self.names.skipped(text)]
        found = [level.replace("*", "")]
        for name in FIELD.findall(level):
            found = [
                text.replace(f"{{{name}}}", part, 1) for text in found for part in self.field(name, known, within=True)
            ]
        return found

    def field(self, name: str, known: Key, *, within: bool = False) -> list[str]:
        """Return the texts of one field; `within` a longer name they are bare."""
        if name == "measure":
            return [self.label(measure) for measure in self.measures]
        if name in pattern.PERIOD_PARTS:
            return self.times(name, known, within=within)
        if name in self.plan.dimensions:
            return self.members(self.plan.dimensions[name])
        if name == "unit":
            quantity = self.plan.quantity(known.measure)
            return [self.unit(quantity).text if quantity else ""]
        if name == "_":
            quantity = self.plan.quantity(known.measure)
            return [(quantity.en if quantity else "") or "表"]
        return [{"edition": self.form.edition or ANNUAL}.get(name, "表" if within else "")]

    def members(self, dimension: Dimension) -> list[str]:
        """Return the total and the members of a dimension, as labels."""
        english = self.lang == "en"
        labels = [
            en if english and (en := dimension.member_en.get(m, "")) and dimension.names.get(en) == m else m
            for m in dimension.members
        ]
        return [next((p for p, to in self.form.names.items() if to == TOTAL), WHOLE[self.lang]), *labels]

    def times(self, name: str, known: Key, *, within: bool = False) -> list[str]:
        """Return the periods of the plan's span; where an outer name gives the year, that year."""
        stated = period_of(known, None)
        if name in ("period", "year"):
            if name == "period" and stated and self.comparable:
                return ["本年", "上年同期"]
            years = (stated.year,) if stated else self.years
            bare = self.lang == "en" or (within and name == "year")
            return [str(year) if bare else f"{year}年" for year in years]
        count, word = {"quarter": (4, "季度"), "month": (12, "月"), "day": (31, "日")}[name]
        return [str(k) if within else f"{k}{word}" for k in range(1, count + 1)]


def grouped(wanted: Wanted) -> Iterator[tuple[tuple[str, ...], int]]:
    """Yield the heading paths and the label paths of a union of dimensions: 合计, 按产业分, 轨道交通 …, 按园区分 ….

    The number is the depth: 0 for the total and headings, 1 for members.
    """
    dimensions = wanted.plan.dimensions
    yield (WHOLE[wanted.lang],), 0
    for dimension in dimensions.values():
        heading = f"按{dimension.id}分"
        yield (heading,), 0
        for member in wanted.members(dimension)[1:]:
            yield (heading, member), 1


def offered(plan: Plan, form: Form) -> tuple[str, ...]:
    """Return the quantities that returns are wanted of: what no formula gives and some formula, target or check uses.

    Where that leaves none, all that are not computed.
    """
    printed = [*plan.measures, *(i.id for i in plan.indicators.values() if not i.formula_text and i.fault is None)]
    from fzplan.formula import names as names_of

    used = {name for i in plan.indicators.values() if i.formula for name in names_of(i.formula)}
    used |= {i.id for i in plan.indicators.values() if i.targets}
    used |= {name for check in plan.checks for relation in check.relations for name in names_of(relation)}
    used |= {to for to in form.names.values() if plan.quantity(to)}
    return tuple(name for name in printed if name in used) or tuple(printed)
