"""`roster:` — the entities that a form has to have, or the returns that offices have to file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.diagnostics import Text
from fzplan.diagnostics import listed as names_listed
from fzplan.model.check_specs import EntityRoster, ReturnRoster
from fzplan.plan import numbers
from fzplan.plan.build_quantities import unknown
from fzplan.plan.check_specs.code import texts
from fzplan.plan.check_specs.declared import Declared, wrong
from fzplan.plan.codes import ONE_OF
from fzplan.plan.draft import folded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fzplan.model.plan import Form
    from fzplan.plan.build_checks import CheckRoom
    from fzplan.plan.codeformat import RosterFile
    from fzplan.plan.places import Path

PREVIOUS = ("previous", "上期")


def declared(section: RosterFile, path: Path, room: CheckRoom) -> Declared | None:
    """Return the declaration of a check of completeness."""
    forms = [found for k, name in enumerate(section.form) if (found := _form(name, (*path, "form", k), room))]
    if bool(section.against) == bool(section.periods):
        both = names_listed(("against", "periods"))
        room.draft.report_key(ONE_OF, path, where="roster", known=both, found=both if section.against else "—")
        return None
    if len(forms) < len(section.form):
        return None
    return _returns(section, forms, path, room) if section.periods else _entities(section, forms, path, room)


def _form(name: str, path: Path, room: CheckRoom) -> Form | None:
    found = room.forms.get(folded(name))
    if found is None:
        unknown(room.draft, path, name, Text("表式", "form"), tuple(room.forms))
    return found


def _returns(section: RosterFile, forms: list[Form], path: Path, room: CheckRoom) -> Declared | None:
    span = numbers.years(section.periods)
    year = numbers.year(section.periods)
    if span is None and year is None:
        wrong(room.draft, (*path, "periods"), section.periods, YEARS, PERIODS)
        return None
    first, last = span or (year or 0, year or 0)
    names = tuple(form.id for form in forms)
    return Declared(ReturnRoster(names, first, last), text=_due(names, section.periods))


def _entities(section: RosterFile, forms: list[Form], path: Path, room: CheckRoom) -> Declared | None:
    form, *more = forms
    if more or not form.key:
        expected = ONE_FORM if more else NO_KEY
        wrong(room.draft, (*path, "form"), "、".join(f.id for f in forms), expected, FORM)
        return None
    spec = _against(section, form, path, room)
    return None if spec is None else Declared(spec, form=form.id, text=_held(form.id, spec.source))


def _against(section: RosterFile, form: Form, path: Path, room: CheckRoom) -> EntityRoster | None:
    given = section.against or []
    if room.draft.places.node((*path, "against")).kind == "sequence":
        listed = tuple(dict.fromkeys(name.strip() for name in given))
        return EntityRoster(form.id, form.key, listed=listed, source="所列名录")
    if folded(given[0]) in PREVIOUS:
        return EntityRoster(form.id, form.key, previous=True, source="上期")
    other = _form(given[0], (*path, "against"), room)
    by = folded(section.by or "") or (other.key if other else "")
    if other is not None and not by:
        wrong(room.draft, (*path, "against"), given[0], NO_KEY, AGAINST)
    elif other is not None and by not in texts(other):
        unknown(room.draft, (*path, "by"), by, Text("字段", "field"), texts(other))
    elif other is not None:
        return EntityRoster(form.id, form.key, other.id, by, source=other.id)
    return None


FORM = Text("写一个有 key: 的逐户表式", "name one form with records that has a `key:`")
ONE_FORM = Text("与名录比的只能是一个表式", "only one form can be held against a roster")
NO_KEY = Text("这个表式没有 key:，认不出单位", "this form has no `key:` to know its entities by")
AGAINST = Text(
    "写另一个有 key: 的逐户表式、previous（上一期），或列出单位",
    "name another form with records and a `key:`, write `previous`, or list the entities",
)
YEARS = Text("应是年份，如 2021-2024 或 2024", "years are expected, such as 2021-2024 or 2024")
PERIODS = Text("periods 是应报的年份", "`periods` are the years to be reported")


def _due(names: Sequence[str], periods: object) -> Text:
    each = names_listed(names)
    return Text(f"应报：{each.zh} {periods}", f"due: {each.en} {periods}")


def _held(form: str, source: str) -> Text:
    return Text(f"{form} 与 {source} 的单位", f"the entities of {form} and {source}")
