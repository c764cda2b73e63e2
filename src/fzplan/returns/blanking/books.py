"""The door of the package: the blank workbooks of a plan's forms, one a file, whatever forms share it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fzplan.diagnostics import Text, listed
from fzplan.returns import pattern
from fzplan.returns.blanking import codes, judging, places, records, table
from fzplan.returns.blanking.choices import MOST, Wanted, offered
from fzplan.returns.header import is_list
from fzplan.returns.keys import NOTHING
from fzplan.returns.naming import Names

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fzplan.diagnostics import Diagnostic, Lang
    from fzplan.model.plan import Form, Plan
    from fzplan.returns.blanking.page import Page
    from fzplan.returns.blanking.places import Place
    from fzplan.returns.labels import Vocabulary


class Habit(NamedTuple):
    """What the office's returns of a form hold today."""

    measures: tuple[str, ...] = ()
    comparable: bool = False


class Blank(NamedTuple):
    """One workbook to be written: its path below the data folder, its bytes, the forms whose sheets it holds."""

    name: str
    content: bytes
    forms: tuple[str, ...]


NONE = Habit()
NO_NAMES = Text(
    f"名字填不出来或不能作文件名、工作表名，或要填的格子超过 {MOST} 个",
    f"its names cannot be filled in or cannot be names of files and sheets, or there would be more than {MOST} cells",
)
UNFILLED = Text("规划文件没有可以填进 {fields} 的名字", "the plan has no names to put in the place of {fields}")


def blanks(
    plan: Plan,
    vocabulary: Vocabulary,
    forms: tuple[str, ...],
    *,
    year: int | None = None,
    habits: Mapping[str, Habit] | None = None,
    lang: Lang = "zh",
) -> tuple[tuple[Blank, ...], tuple[Diagnostic, ...]]:
    """Return the blank workbooks of these forms, with the sheets of other forms that stand in the same files.

    `year`: the one year wanted, else every year of the plan's span.
    """
    from fzplan.returns.blanking import drawing

    books, findings = layouts(plan, vocabulary, forms, year=year, habits=habits, lang=lang)
    made = tuple(
        Blank(file, drawing.draw(plan, pages, lang), tuple(dict.fromkeys(page.form for page in pages)))
        for file, pages in books.items()
    )
    return made, findings


def layouts(
    plan: Plan,
    vocabulary: Vocabulary,
    forms: tuple[str, ...],
    *,
    year: int | None = None,
    habits: Mapping[str, Habit] | None = None,
    lang: Lang = "zh",
) -> tuple[dict[str, list[Page]], tuple[Diagnostic, ...]]:
    """Return the sheets of the blank workbooks by file, and the forms that have none."""
    years = (year,) if year else tuple(range(plan.head.first, plan.head.last + 1))
    books: dict[str, list[Page]] = {}
    findings: list[Diagnostic] = []
    for form in plan.forms.values():
        habit = (habits or {}).get(form.id, NONE)
        measures = habit.measures or offered(plan, form)
        wanted = Wanted(plan, form, Names(plan, form, vocabulary), measures, years, habit.comparable, lang)
        pages = _pages(wanted)
        if form.id in forms:
            findings += _findings(wanted, pages)
        for file, page in pages:
            if all(page.name.casefold() != other.name.casefold() for other in books.get(file, ())):
                books.setdefault(file, []).append(page)
    kept = {file: pages for file, pages in books.items() if any(page.form in forms for page in pages)}
    return kept, tuple(findings)


def _pages(wanted: Wanted) -> list[tuple[str, Page]]:
    found = ((place.file, page_of(wanted, place)) for place in places.places(wanted))
    return [(file, page) for file, page in found if page]


def _findings(wanted: Wanted, pages: list[tuple[str, Page]]) -> list[Diagnostic]:
    """Return what is wanting in the blank of a form: all of it, some quantities, or a name that the form finds."""
    form = wanted.form
    found: list[Diagnostic] = []
    if not pages:
        return [codes.NOTHING_TO_FILL(form.at, form=form.id, reason=_why(wanted))]
    seated = {slot.measure for _, page in pages for slot in page.slots}
    left = [name for name in wanted.measures if name not in seated] if seated and names_measures(form) else []
    if left:
        found.append(codes.LEFT_OUT(form.at, form=form.id, count=len(left), measures=listed(left)))
    file = pages[0][0]
    if not any(pattern.match_path(p.text, file) is not None for p in form.files):
        patterns = listed(p.text for p in form.files)
        found.append(codes.OTHER_SUFFIX(form.at, form=form.id, file=file, patterns=patterns))
    return found


def _why(wanted: Wanted) -> Text:
    """Return why a form has no cell to fill in: the fields of its patterns that nothing fills, where there are any."""
    form = wanted.form
    axes = [*form.files, *form.sheets, *(axis for axis in (form.rows, form.columns) if axis)]
    fields = dict.fromkeys(name for axis in axes for name in pattern.fields(axis.levels))
    lacking = [f"{{{name}}}" for name in fields if name not in ("unit", "_") and not any(wanted.field(name, NOTHING))]
    shown = listed(lacking)
    return Text(UNFILLED.zh.format(fields=shown.zh), UNFILLED.en.format(fields=shown.en)) if lacking else NO_NAMES


def names_measures(form: Form) -> bool:
    """Tell whether measures are known by their names in this form: on an axis, or in the names of files and sheets."""
    axes = [*form.files, *form.sheets, *(axis for axis in (form.rows, form.columns) if axis)]
    return not form.entity and not is_list(form) and any("{measure}" in level for axis in axes for level in axis.levels)


def page_of(wanted: Wanted, place: Place) -> Page | None:
    """Return the sheet of a form in the manner of the form."""
    form: Form = wanted.form
    checks = judging.of_form(wanted.plan, form, wanted.measures)
    if form.entity:
        return records.page(wanted, place.sheet, place.context)
    if form.rows is None:
        return None
    if form.rows.levels == ("{task}",):
        return records.tasks(wanted, place.sheet, place.context)
    if is_list(form):
        return records.listing(wanted, place.sheet, place.context)
    if form.columns is None or "entity" in pattern.fields(form.rows.levels):
        return None
    return table.page(wanted, place.sheet, place.context, checks)
